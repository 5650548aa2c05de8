use std::rc::Rc;
use std::thread;

fn ao_lado(tarefa: impl FnOnce() + Send + 'static) {
    thread::spawn(tarefa);
}

fn main() {
    let visitas = Rc::new(0);
    ao_lado(move || println!("{visitas}"));
}
