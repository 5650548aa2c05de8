fn main() {
    let _: u8 = "oi";
}
