import("./busca.js");
