//! What was owed for a month and did not arrive.

use crate::{Refusal, instruction::Known, reason::ReasonClass, store};
use db::Tx;
use kernel::{AccountNumber, CycleId, Dong, EntitlementId, InstructionId, Month, PersonId};
use office::{Acting, Action, Scope};

/// An amount that did not arrive, on its way to a later month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carry {
    /// Whose.
    pub person: PersonId,
    /// By which instruction it should have come. What was held on a list has none: the id is its own.
    pub instruction: InstructionId,
    /// The month it is owed for.
    pub origin: Month,
    /// How much.
    pub amount: Dong,
    /// The commune.
    pub place: i64,
    /// How often it has been tried.
    pub times: i64,
    /// Why it did not arrive.
    pub class: ReasonClass,
    /// Whether it waits for a decision.
    pub is_held: bool,
    /// The cycle that takes it up.
    pub into: Option<CycleId>,
}

/// How many carried amounts a page shows.
pub const CARRIES_PAGE: usize = 200;

/// A carried amount with the name of its person and the payment it should have come by, where there was one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarryLine {
    /// The amount.
    pub carry: Carry,
    /// The person's name, as the list had it.
    pub full_name: String,
    /// The cycle of the payment, and its reference.
    pub payment: Option<(CycleId, String)>,
}

/// An instruction that did not arrive, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried<'k> {
    /// The instruction.
    pub known: &'k Known,
    /// The bank's or the post's code.
    pub code: Option<String>,
    /// What the code means for the person.
    pub class: ReasonClass,
    /// Whether its cycle was closed by then.
    pub is_late: bool,
}

/// What an earlier month owes a person, as a cycle takes it up.
#[derive(Clone, Debug)]
pub(crate) struct Owed {
    pub(crate) person: PersonId,
    pub(crate) instruction: InstructionId,
    pub(crate) entitlement: EntitlementId,
    pub(crate) origin: Month,
    pub(crate) amount: Dong,
    pub(crate) attempt: i64,
    pub(crate) class: ReasonClass,
    pub(crate) bin: Option<String>,
    pub(crate) number: Option<AccountNumber>,
}

/// Keeps what did not arrive for a later month, or holds it, by the class of its reason.
pub fn carry_over(tx: &mut Tx<'_>, acting: &Acting, carried: &[Carried<'_>]) -> Result<(), Refusal> {
    acting.must(Action::Reconcile)?;
    Ok(store::insert_carries(tx, acting, carried)?)
}

/// What is carried and not yet taken up, in the order of place and month.
pub fn list_carries(tx: &mut Tx<'_>, scope: &Scope, acting: &Acting) -> Result<Vec<Carry>, Refusal> {
    acting.must(Action::ReadPersons)?;
    Ok(store::list_carries(tx, scope)?)
}

/// The same with names, for a page.
pub fn list_carry_lines(tx: &mut Tx<'_>, scope: &Scope, acting: &Acting) -> Result<Vec<CarryLine>, Refusal> {
    acting.must(Action::ReadPersons)?;
    Ok(store::list_carry_lines(tx, scope, None)?)
}

/// What of a person's money waits.
pub fn list_carries_of_person(tx: &mut Tx<'_>, acting: &Acting, person: PersonId) -> Result<Vec<CarryLine>, Refusal> {
    acting.must(Action::ReadPersons)?;
    Ok(store::list_carry_lines(tx, &acting.scope, Some(person))?)
}
