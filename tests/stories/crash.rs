//! The power fails: whatever the program was doing, its next start is clean and nothing is half-done.

use crate::{
    picture::picture,
    program::{Home, LOOK_AGAIN, Program},
};
use db::{Db, params};
use std::{
    thread::park_timeout,
    time::{Duration, Instant},
};

/// How much longer a start lives than the one before, in the sweep over its moments; later ones a fifth longer.
const LATER: Duration = Duration::from_millis(6);

#[test]
fn a_start_killed_after_each_migration_step_goes_on_where_it_was() {
    Home::each(|home| {
        let db = home.open();
        let mut kills = 0;
        loop {
            let before = applied_steps(&db);
            let mut program = Program::spawn(home);
            while applied_steps(&db) == before && !program.is_ready() {
                park_timeout(Duration::from_millis(1));
            }
            if applied_steps(&db) == before {
                break;
            }
            program.kill();
            kills += 1;
        }
        assert!(kills >= 2, "killed on its way through the schema only {kills} times");
        expect_whole(home);
    });
}

#[test]
fn a_start_killed_at_any_moment_leaves_nothing_half_done() {
    Home::each(|home| {
        let mut life = Duration::ZERO;
        let mut kills = 0;
        loop {
            let mut program = Program::spawn(home);
            let end = Instant::now() + life;
            while Instant::now() < end && !program.is_ready() {
                park_timeout(LOOK_AGAIN.min(end - Instant::now()));
            }
            if program.is_ready() {
                break;
            }
            program.kill();
            life += LATER.max(life / 5);
            kills += 1;
        }
        assert!(kills >= 5, "the start was over before it could be killed more than {kills} times");
        expect_whole(home);
    });
}

/// Starts undisturbed, ends when asked, and leaves what a database that was never disturbed has.
fn expect_whole(home: &Home) {
    let serve_and_stop = |home: &Home| {
        let program = Program::serve(home);
        assert!(program.stop().success(), "asked to stop, the program ends without an error");
        picture(&home.open())
    };
    let disturbed = serve_and_stop(home);
    home.another(|whole| assert_eq!(disturbed, serve_and_stop(whole)));
}

/// How many steps of the schema are there; none where there is no schema yet.
fn applied_steps(db: &Db) -> i64 {
    let counted = db.read(|tx| {
        let row = tx.row("SELECT COUNT(*) FROM schema_step", params![])?.expect("a count has a row");
        row.get(0)
    });
    counted.unwrap_or(0)
}
