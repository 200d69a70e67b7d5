//! What an answer means beyond its money: an account that takes none any more, a person to whom nothing more may go.

use crate::Refusal;
use accounts::{Closed, end_closed};
use db::Tx;
use office::Acting;
use payments::{Answered, Carried, Known, ReasonClass};
use registry::{HoldReason, NewHold, Placed, place_hold_once};
use std::collections::HashSet;

/// What an answer said of a payment, once it was believed.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) known: Known,
    pub(crate) answered: Answered,
    pub(crate) code: Option<String>,
    pub(crate) class: ReasonClass,
    /// Whether the payment's cycle was closed by then.
    pub(crate) is_late: bool,
}

/// How much an answer did beyond its money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Consequences {
    pub(crate) accounts_ended: usize,
    pub(crate) holds_placed: usize,
}

impl Said {
    /// The amount on its way to a later month.
    pub(crate) fn carried(&self) -> Carried<'_> {
        Carried { known: &self.known, code: self.code.clone(), class: self.class, is_late: self.is_late }
    }

    /// The bank's answer, in the bank's words: `AC04 AS2402-1000321-B000017`.
    fn why(&self) -> String {
        format!("{} {}", self.code.as_deref().unwrap_or_default(), self.known.end_to_end)
    }

    fn closed(&self) -> Option<Closed> {
        let (bin, number) = (self.known.bin.clone()?, self.known.number.clone()?);
        let is_closed = self.class == ReasonClass::Account;
        is_closed.then(|| Closed { person: self.known.person, bin, number, why: self.why() })
    }

    fn hold(&self) -> Option<NewHold> {
        let reason = match self.class {
            ReasonClass::Deceased => HoldReason::DeathDoubtful,
            ReasonClass::Blocked => HoldReason::AccountBlocked,
            _ => return None,
        };
        Some(NewHold {
            person: self.known.person,
            entitlement: None,
            reason,
            why: self.why(),
            from_month: self.known.origin,
            until_month: None,
        })
    }
}

/// Ends the accounts that take no money, and holds the people who are said to have died or whose account is blocked,
/// until an officer looks. Whoever has left the area meanwhile is left to the exception that was opened.
pub(crate) fn follow(tx: &mut Tx<'_>, acting: &Acting, gone: &[&Said]) -> Result<Consequences, Refusal> {
    let closed: Vec<Closed> = gone.iter().filter_map(|said| said.closed()).collect();
    let mut done = Consequences { accounts_ended: end_closed(tx, acting, &closed)?, holds_placed: 0 };
    let mut held = HashSet::new();
    for hold in gone.iter().filter_map(|said| said.hold()) {
        if !held.insert((hold.person, hold.reason)) {
            continue;
        }
        match place_hold_once(tx, acting, &hold) {
            Ok(Placed::Created(_)) => done.holds_placed += 1,
            Ok(Placed::Exists(_)) | Err(registry::Refusal::NotFound { .. }) => {}
            Err(refusal) => return Err(refusal.into()),
        }
    }
    Ok(done)
}
