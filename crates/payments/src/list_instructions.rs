//! Payments as an officer reads them: who, how, where it stands, and everything that happened to it.

use crate::{Channel, InstructionState, Refusal, load_cycle, store};
use db::Tx;
use jiff::Timestamp;
use kernel::{AccountNumber, CycleId, Dong, InstructionId, Month, PaymentFileId, PersonId, StaffId};
use office::{Acting, Action};
use survey::Method;

/// How many payments stand on a page.
pub const INSTRUCTIONS_PAGE: usize = 50;

/// Which payments of a cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InstructionFilter {
    /// Of which cycle.
    pub cycle: CycleId,
    /// Only those that stand there.
    pub state: Option<InstructionState>,
    /// Only those that go this way.
    pub channel: Option<Channel>,
    /// Only those of a commune.
    pub place: Option<i64>,
    /// After this one, by way and number.
    pub after: Option<(Channel, i64)>,
}

/// A payment with the name of its person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstructionLine {
    /// To whom.
    pub person: PersonId,
    /// Its id.
    pub id: InstructionId,
    /// Of which cycle.
    pub cycle: CycleId,
    /// Of which month.
    pub month: Month,
    /// The person's name, as the list has it.
    pub full_name: String,
    /// The commune.
    pub place: i64,
    /// The month it is owed for.
    pub origin: Month,
    /// The first, or a later try.
    pub attempt: i64,
    /// By which method.
    pub method: Method,
    /// Which way.
    pub channel: Channel,
    /// Its number in the cycle and channel.
    pub seq: i64,
    /// The bank's key.
    pub bin: Option<String>,
    /// The account.
    pub number: Option<AccountNumber>,
    /// In whose name.
    pub holder: String,
    /// How much.
    pub amount: Dong,
    /// Its reference.
    pub end_to_end: String,
    /// Where it stands.
    pub state: InstructionState,
    /// In which file.
    pub file: Option<PaymentFileId>,
    /// Its line there.
    pub file_line: Option<i64>,
}

/// One thing that happened to a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstructionEvent {
    /// When.
    pub at: Timestamp,
    /// Where it stood.
    pub from: InstructionState,
    /// Where it went.
    pub to: InstructionState,
    /// `file`, `answer`, `silence`.
    pub source: String,
    /// The file's message id, or the answer and its line.
    pub source_ref: String,
    /// The bank's or the post's code.
    pub code: Option<String>,
    /// Who did it.
    pub staff: StaffId,
}

/// A page of a cycle's payments, in the order of their numbers.
pub fn list_instructions(
    tx: &mut Tx<'_>,
    acting: &Acting,
    filter: &InstructionFilter,
) -> Result<Vec<InstructionLine>, Refusal> {
    acting.must(Action::ReadPersons)?;
    load_cycle(tx, acting, filter.cycle)?;
    Ok(store::list_instruction_lines(tx, filter)?)
}

/// One payment by its reference, with what happened to it, the oldest first.
pub fn load_instruction(
    tx: &mut Tx<'_>,
    acting: &Acting,
    reference: &str,
) -> Result<(InstructionLine, Vec<InstructionEvent>), Refusal> {
    acting.must(Action::ReadPersons)?;
    let found = store::find_instruction_line(tx, reference)?.filter(|line| acting.scope.covers(line.place));
    let line = found.ok_or(office::Refusal::NotFound { what: "instruction" })?;
    let events = store::list_events(tx, line.person, line.id)?;
    Ok((line, events))
}

/// What happened to a payment of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonPaymentEvent {
    /// What, when, by whom.
    pub event: InstructionEvent,
    /// The month the payment is owed for.
    pub origin: Month,
    /// How much.
    pub amount: Dong,
}

/// Everything that happened to the payments of a person, the oldest first. The caller has seen to it that the person lies
/// inside the area.
pub fn list_events_of_person(
    tx: &mut Tx<'_>,
    acting: &Acting,
    person: PersonId,
) -> Result<Vec<PersonPaymentEvent>, Refusal> {
    acting.must(Action::ReadPersons)?;
    let events = store::list_events_of_person(tx, person)?.into_iter();
    let visible = events.filter(|(.., place)| acting.scope.covers(*place));
    Ok(visible.map(|(event, origin, amount, _)| PersonPaymentEvent { event, origin, amount }).collect())
}

/// Everything that was paid, or is to be paid, to a person; the newest month first. The caller has seen to it that the
/// person lies inside the area.
pub fn list_of_person(tx: &mut Tx<'_>, acting: &Acting, person: PersonId) -> Result<Vec<InstructionLine>, Refusal> {
    acting.must(Action::ReadPersons)?;
    let lines = store::list_lines_of_person(tx, person)?;
    Ok(lines.into_iter().filter(|line| acting.scope.covers(line.place)).collect())
}
