//! The program `ansinh`.
fn main() {}
