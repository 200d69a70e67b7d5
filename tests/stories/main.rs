//! Stories told through the built program: started on an empty database, asked over HTTP, killed, started again.

mod audit_verify;
mod away;
mod command_line;
mod crash;
mod crash_in_work;
mod demo;
mod line;
mod picture;
mod program;

use program::{Home, Program};

#[test]
fn the_program_starts_on_an_empty_database_and_says_it_is_ready() {
    Home::each(|home| {
        let program = Program::serve(home);
        let answer = program.get("/readyz");
        assert_eq!(answer.status, 200, "{}", answer.body);
    });
}

#[test]
fn a_second_start_finds_what_the_first_one_left() {
    Home::each(|home| {
        let first = Program::serve(home);
        first.kill();
        let second = Program::serve(home);
        assert_eq!(second.get("/readyz").status, 200);
        assert!(second.stop().success(), "asked to stop, the program ends without an error");
    });
}
