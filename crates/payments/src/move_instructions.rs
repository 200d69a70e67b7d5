//! The gate: an instruction moves here, as the table allows, with an event.

use crate::{InstructionState, Refusal, may_move, store};
use db::Tx;
use kernel::{EventId, InstructionId, PersonId};
use office::{Acting, Action};

/// What moves a batch of instructions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its id. An instruction moves once by one event.
    pub id: EventId,
    /// `answer`, `settlement`.
    pub source: &'static str,
}

/// One instruction's step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Whose.
    pub person: PersonId,
    /// Which.
    pub instruction: InstructionId,
    /// Where it stands.
    pub from: InstructionState,
    /// Where it goes.
    pub to: InstructionState,
    /// The answer's file and line.
    pub source_ref: String,
    /// The bank's or the post's code.
    pub code: Option<String>,
}

/// Moves all of them, or none where one does not move so or has been moved since.
pub fn move_instructions(tx: &mut Tx<'_>, acting: &Acting, event: &Event, moves: &[Move]) -> Result<(), Refusal> {
    acting.must(Action::Reconcile)?;
    if let Some(wrong) = moves.iter().find(|step| !may_move(step.from, step.to)) {
        return Err(Refusal::NoSuchMove { from: wrong.from, to: wrong.to });
    }
    if moves.is_empty() {
        return Ok(());
    }
    let asked = store::insert_events(tx, acting, event, moves)?;
    let applied = store::apply_events(tx, event.id)?;
    if applied == asked { Ok(()) } else { Err(Refusal::Moved { asked, moved: applied }) }
}
