//! The one table of what can become of a list.

use crate::Refusal;
use kernel::keyed;
use std::fmt::Write as _;

keyed! {
    /// Where a list stands.
    pub enum State {
        /// It follows the registry, the survey and the accounts.
        Draft = "draft",
        /// Its lines stand still under a digest.
        Frozen = "frozen",
        /// The commune leader has approved just these lines.
        Approved = "approved",
        /// The paying office has it.
        HandedOver = "handed_over",
    }
}

keyed! {
    /// What happens to a list.
    pub enum Event {
        /// It is drawn up anew.
        Refresh = "refresh",
        /// Its lines are fixed.
        Freeze = "freeze",
        /// The commune leader gives it back.
        Return = "return",
        /// The commune leader approves it.
        Approve = "approve",
        /// The paying office receives it.
        HandOver = "hand_over",
    }
}

/// Every move there is. A list begins as a draft.
pub const TRANSITIONS: &[(State, Event, State)] = &[
    (State::Draft, Event::Refresh, State::Draft),
    (State::Draft, Event::Freeze, State::Frozen),
    (State::Frozen, Event::Return, State::Draft),
    (State::Frozen, Event::Approve, State::Approved),
    (State::Approved, Event::HandOver, State::HandedOver),
];

/// The gate: where `event` leads from `from`, if it can happen at all.
pub(crate) fn apply(from: State, event: Event) -> Result<State, Refusal> {
    let found = TRANSITIONS.iter().find(|(state, happens, _)| (*state, *happens) == (from, event));
    found.map(|(_, _, to)| *to).ok_or(Refusal::Transition { from, event })
}

/// The table as the documents print it.
pub fn transitions_page() -> String {
    let mut page = String::from(
        "# States of a list\n\nPrinted from the table in `crates/lists/src/state.rs`; a test holds the two \
         together.\nA list begins as `draft`.\n\n| from | event | to |\n| --- | --- | --- |\n",
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
        assert_eq!(include_str!("../../../docs/states/lists.md"), transitions_page());
    }

    #[test]
    fn whatever_is_not_in_the_table_cannot_happen() {
        for from in State::ALL {
            for event in Event::ALL {
                let listed = TRANSITIONS.iter().any(|(state, happens, _)| (state, happens) == (from, event));
                assert_eq!(apply(*from, *event).is_ok(), listed, "{} {}", from.key(), event.key());
            }
        }
        assert!(Event::ALL.iter().all(|event| apply(State::HandedOver, *event).is_err()));
    }

    #[test]
    fn nothing_is_handed_over_that_was_not_approved_and_nothing_approved_that_moves() {
        let into = |state: State| TRANSITIONS.iter().filter(move |(_, _, to)| *to == state).map(|(from, ..)| *from);
        assert_eq!(into(State::HandedOver).collect::<Vec<_>>(), [State::Approved]);
        assert_eq!(into(State::Approved).collect::<Vec<_>>(), [State::Frozen]);
    }
}
