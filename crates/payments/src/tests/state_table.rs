//! The table of states, printed for people.

use crate::{InstructionState, TRANSITIONS, may_move};
use std::{fmt::Write as _, fs, path::PathBuf};

/// The page as it should be.
fn page() -> String {
    let mut text = String::from(
        "# How a payment moves\n\n\
         Printed from the one table in `crates/payments/src/state.rs` by a test; what stands in no line does not happen.\n\n\
         | from | to | when |\n| --- | --- | --- |\n",
    );
    for (from, to, when) in TRANSITIONS {
        let _ = writeln!(text, "| `{}` | `{}` | {when} |", from.key(), to.key());
    }
    text.push_str("\nAn attempt that was rejected, returned or not collected is over: what it owed is carried over to a later month, or held.\n");
    text
}

#[test]
fn the_printed_table_is_the_one_in_the_code() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/PAYMENT-STATES.md");
    if std::env::var_os("ANSINH_PRINT_DOCS").is_some() {
        fs::write(&path, page()).expect("the page is written");
    }
    let printed = fs::read_to_string(&path).expect("the page");
    assert_eq!(printed, page(), "print it anew: ANSINH_PRINT_DOCS=1 cargo nextest run -p payments printed_table");
}

#[test]
fn nothing_leaves_an_attempt_that_is_over_and_every_state_is_reached() {
    for state in InstructionState::ALL {
        let leaves = InstructionState::ALL.iter().any(|to| may_move(*state, *to));
        let is_end = !state.is_live();
        assert_eq!(leaves, !is_end, "{state:?}");
        let reached = InstructionState::ALL.iter().any(|from| may_move(*from, *state));
        assert!(reached || *state == InstructionState::Computed, "{state:?}");
        assert!(!may_move(*state, *state), "{state:?}");
    }
}
