//! The one table of what can become of an account.

use crate::MoveFault;
use kernel::keyed;
use std::fmt::Write as _;

keyed! {
    /// Where an account stands.
    pub enum State {
        /// Entered by one person.
        Claimed = "claimed",
        /// Checked by another.
        Checked = "checked",
        /// Money goes there.
        Active = "active",
        /// It is kept, and money goes there no more.
        Ended = "ended",
    }
}

keyed! {
    /// What happens to an account.
    pub enum Event {
        /// Another person has checked it.
        Check = "check",
        /// The person's name was corrected, and another person has compared it with the holder's again.
        Recheck = "recheck",
        /// It is synchronised with the paying office: money goes there from now on.
        Activate = "activate",
        /// It was not right.
        Reject = "reject",
        /// Another account took its place.
        Replace = "replace",
        /// It was closed, or the person does not want it any more.
        End = "end",
    }
}

/// Every move there is. An account begins as claimed.
pub const TRANSITIONS: &[(State, Event, State)] = &[
    (State::Claimed, Event::Check, State::Checked),
    (State::Claimed, Event::Reject, State::Ended),
    (State::Checked, Event::Recheck, State::Checked),
    (State::Checked, Event::Activate, State::Active),
    (State::Active, Event::Recheck, State::Active),
    (State::Checked, Event::Reject, State::Ended),
    (State::Active, Event::Replace, State::Ended),
    (State::Active, Event::End, State::Ended),
];

/// The gate: where `event` leads from `from`, if it can happen at all.
pub(crate) fn apply(from: State, event: Event) -> Result<State, MoveFault> {
    let found = TRANSITIONS.iter().find(|(state, happens, _)| (*state, *happens) == (from, event));
    found.map(|(_, _, to)| *to).ok_or(MoveFault::Transition { from, event })
}

/// The table as the documents print it.
pub fn transitions_page() -> String {
    let mut page = String::from(
        "# States of an account\n\nPrinted from the table in `crates/accounts/src/state.rs`; a test holds the two \
         together.\nAn account begins as `claimed`.\n\n| from | event | to |\n| --- | --- | --- |\n",
    );
    for (from, event, to) in TRANSITIONS {
        writeln!(page, "| {} | {} | {} |", from.key(), event.key(), to.key()).expect("writing to text does not fail");
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documents_print_the_table_as_it_is() {
        assert_eq!(include_str!("../../../docs/states/accounts.md"), transitions_page());
    }

    #[test]
    fn whatever_is_not_in_the_table_cannot_happen() {
        for from in State::ALL {
            for event in Event::ALL {
                let listed = TRANSITIONS.iter().any(|(state, happens, _)| (state, happens) == (from, event));
                assert_eq!(apply(*from, *event).is_ok(), listed, "{} {}", from.key(), event.key());
            }
        }
        assert!(Event::ALL.iter().all(|event| apply(State::Ended, *event).is_err()), "what has ended stays so");
    }

    #[test]
    fn nothing_is_active_that_was_not_checked() {
        let into = |(from, _, to): &&(State, Event, State)| *to == State::Active && *from != State::Active;
        let into_active: Vec<_> = TRANSITIONS.iter().filter(into).collect();
        assert_eq!(into_active, [&(State::Checked, Event::Activate, State::Active)]);
    }
}
