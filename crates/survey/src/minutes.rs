//! Biên bản: why somebody who has an account does not register it, signed by three.

use crate::VisitFault;
use jiff::Timestamp;
use kernel::{MinutesId, PersonId, StaffId, VisitId, keyed};
use serde::Serialize;
use std::collections::BTreeSet;

keyed! {
    /// The three who sign (182/UBND-CA, step 4 (2)).
    pub enum Signer {
        /// Công an cấp xã.
        Police = "police",
        /// Công chức văn hóa - xã hội.
        Officer = "officer",
        /// Đối tượng hưởng.
        Beneficiary = "beneficiary",
    }
}

keyed! {
    /// Open until all three have signed.
    pub enum MinutesState {
        /// Somebody's signature is missing, or nobody closed them yet.
        Open = "open",
        /// Nothing is added any more.
        Closed = "closed",
    }
}

/// How the beneficiary signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Mark {
    /// By name.
    Signed,
    /// Who cannot write presses a finger, and somebody else sees it.
    Thumbprint {
        /// Who saw it.
        witness: String,
    },
}

impl Mark {
    pub(crate) fn key(&self) -> &'static str {
        match self {
            Mark::Signed => "signed",
            Mark::Thumbprint { .. } => "thumbprint",
        }
    }

    pub(crate) fn witness(&self) -> Option<&str> {
        match self {
            Mark::Signed => None,
            Mark::Thumbprint { witness } => Some(witness),
        }
    }
}

/// Minutes as they were written at the door. Signatures that are not on the paper yet follow on the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaperMinutes {
    /// The person's reason, in their words.
    pub reason: String,
    /// Which of the officers have signed the paper.
    pub signed: BTreeSet<Signer>,
    /// How the beneficiary signed it.
    pub mark: Option<Mark>,
}

/// Minutes in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minutes {
    /// Their id.
    pub id: MinutesId,
    /// Whose.
    pub person: PersonId,
    /// Of which visit.
    pub visit: VisitId,
    /// The reason.
    pub reason: String,
    /// The police officer of the visit.
    pub police: StaffId,
    /// When that officer signed.
    pub police_signed_at: Option<Timestamp>,
    /// The social officer of the visit.
    pub officer: StaffId,
    /// When that officer signed.
    pub officer_signed_at: Option<Timestamp>,
    /// How the beneficiary signed.
    pub mark: Option<Mark>,
    /// Open or closed.
    pub state: MinutesState,
}

impl Minutes {
    /// Whose signature is missing, in the order of the paper.
    pub fn missing(&self) -> Option<Signer> {
        if self.police_signed_at.is_none() {
            Some(Signer::Police)
        } else if self.officer_signed_at.is_none() {
            Some(Signer::Officer)
        } else if self.mark.is_none() {
            Some(Signer::Beneficiary)
        } else {
            None
        }
    }
}

/// The longest reason.
const REASON_LETTERS_MAX: usize = 1_000;

/// A reason must be there, and a thumbprint has its witness.
pub(crate) fn check_paper(paper: &PaperMinutes) -> Result<(), VisitFault> {
    let reason = paper.reason.trim();
    if reason.is_empty() || reason.chars().count() > REASON_LETTERS_MAX {
        return Err(VisitFault::MinutesLack { what: "reason" });
    }
    paper.mark.as_ref().map_or(Ok(()), check_mark)
}

pub(crate) fn check_mark(mark: &Mark) -> Result<(), VisitFault> {
    match mark {
        Mark::Thumbprint { witness } if witness.trim().is_empty() => Err(VisitFault::MinutesLack { what: "witness" }),
        _ => Ok(()),
    }
}

impl PaperMinutes {
    /// Whether the paper has all three signatures.
    pub fn is_complete(&self) -> bool {
        self.signed.contains(&Signer::Police) && self.signed.contains(&Signer::Officer) && self.mark.is_some()
    }
}
