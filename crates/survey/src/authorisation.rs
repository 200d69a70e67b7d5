//! Giấy ủy quyền and the decision on a guardian: the papers by which somebody else receives a person's money.

use jiff::{Timestamp, ToSpan as _, civil::Date};
use kernel::{AuthorisationId, CitizenId, FullName, PersonId, StaffId, keyed};

keyed! {
    /// Which paper.
    pub enum AuthorisationKind {
        /// Người nhận thay, by the person's own authorisation.
        Proxy = "proxy",
        /// Người giám hộ, by law or by decision.
        Guardian = "guardian",
        /// Người nhận chăm sóc, nuôi dưỡng. No money goes to them by this paper: for that they are authorised too.
        Carer = "carer",
    }
}

keyed! {
    /// Where a paper stands on a day. It is read off the paper, not stored: days pass by themselves.
    pub enum AuthorisationState {
        /// Entered, not yet confirmed.
        Recorded = "recorded",
        /// Confirmed, its first day has not come.
        Coming = "coming",
        /// Money can go to the named person.
        InForce = "in_force",
        /// Its last day is over.
        Expired = "expired",
        /// Taken back.
        Revoked = "revoked",
    }
}

/// A term nobody wrote down is one year (Điều 563 Bộ luật Dân sự 2015).
pub const TERM_MONTHS_UNSAID: i32 = 12;

/// Somebody who receives for more people than this is shown to whoever watches for fraud.
pub const PEOPLE_OF_A_PROXY_MAX: i64 = 3;

/// A paper as it is entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAuthorisation {
    /// Whose money.
    pub person: PersonId,
    /// Which paper.
    pub kind: AuthorisationKind,
    /// Who receives.
    pub name: FullName,
    /// Their number.
    pub citizen_id: CitizenId,
    /// What they are to the person: `con`, `vợ`, `hàng xóm`.
    pub relation: String,
    /// Whether the money goes to their account.
    pub with_account: bool,
    /// The first day.
    pub valid_from: Date,
    /// The last day; unsaid it is a year for a proxy, and open for a guardian.
    pub valid_until: Option<Date>,
    /// The number on the paper, if it has one.
    pub paper: Option<String>,
}

/// A paper in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authorisation {
    /// Its id.
    pub id: AuthorisationId,
    /// What it says.
    pub says: NewAuthorisation,
    /// Who entered it.
    pub recorded_by: StaffId,
    /// When.
    pub recorded_at: Timestamp,
    /// The judicial officer who confirmed it.
    pub confirmed_by: Option<StaffId>,
    /// The day from which it no longer holds.
    pub revoked_on: Option<Date>,
    /// Counts its changes.
    pub version: i64,
}

/// What somebody who confirms or revokes has seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuthorisationSeen {
    /// Whose.
    pub person: PersonId,
    /// Which.
    pub authorisation: AuthorisationId,
    /// As it was then.
    pub version: i64,
}

/// Why a paper is not taken, or not confirmed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AuthorisationFault {
    /// Confirmed already.
    #[error("it is confirmed already")]
    Confirmed,
    /// The same person, payee and day, and another content.
    #[error("the same paper was entered with another {field}")]
    ExistsWithDifferent {
        /// What differs.
        field: &'static str,
    },
    /// Its last day is over.
    #[error("it ended on {valid_until}")]
    Expired {
        /// The last day.
        valid_until: Date,
    },
    /// There is no such paper.
    #[error("no such authorisation")]
    NotFound,
    /// The person would receive for themself.
    #[error("nobody is their own proxy")]
    OwnProxy,
    /// Whoever entered it does not confirm it.
    #[error("the authorisation is their own entry")]
    OwnRecord,
    /// It ends before it begins.
    #[error("it ends on {valid_until}, before {valid_from}")]
    PeriodBackwards {
        /// The first day.
        valid_from: Date,
        /// The last day.
        valid_until: Date,
    },
    /// There is no such person in the area.
    #[error("no such person")]
    PersonUnknown,
    /// What the payee is to the person is not said.
    #[error("the relation is missing")]
    RelationMissing,
    /// Taken back.
    #[error("it was revoked on {revoked_on}")]
    Revoked {
        /// Since when.
        revoked_on: Date,
    },
    /// Somebody was quicker.
    #[error("saw version {seen}, holds {now}")]
    VersionMoved {
        /// What the person saw.
        seen: i64,
        /// What holds.
        now: i64,
    },
}

/// The longest relation.
const RELATION_LETTERS_MAX: usize = 100;

impl NewAuthorisation {
    /// The paper with the term the law gives where none is written, if it can be.
    pub(crate) fn checked(&self) -> Result<NewAuthorisation, AuthorisationFault> {
        let relation = self.relation.trim();
        if relation.is_empty() || relation.chars().count() > RELATION_LETTERS_MAX {
            return Err(AuthorisationFault::RelationMissing);
        }
        let valid_from = self.valid_from;
        let unsaid = || valid_from.saturating_add(TERM_MONTHS_UNSAID.months()).saturating_sub(1.day());
        let valid_until = match self.kind {
            AuthorisationKind::Proxy => Some(self.valid_until.unwrap_or_else(unsaid)),
            AuthorisationKind::Guardian | AuthorisationKind::Carer => self.valid_until,
        };
        if let Some(valid_until) = valid_until.filter(|until| *until < valid_from) {
            return Err(AuthorisationFault::PeriodBackwards { valid_from, valid_until });
        }
        Ok(NewAuthorisation { relation: relation.to_owned(), valid_until, ..self.clone() })
    }

    /// The first field in which two papers of one person, payee and day differ.
    pub(crate) fn difference(&self, other: &NewAuthorisation) -> Option<&'static str> {
        let differing = [
            ("name", self.name != other.name),
            ("relation", self.relation != other.relation),
            ("with_account", self.with_account != other.with_account),
            ("valid_until", self.valid_until != other.valid_until),
            ("paper", self.paper != other.paper),
        ];
        differing.into_iter().find_map(|(field, differs)| differs.then_some(field))
    }
}

impl Authorisation {
    /// As somebody sees it now.
    pub fn seen(&self) -> AuthorisationSeen {
        AuthorisationSeen { person: self.says.person, authorisation: self.id, version: self.version }
    }

    /// Where it stands on a day.
    pub fn state_on(&self, day: Date) -> AuthorisationState {
        if self.revoked_on.is_some_and(|revoked| revoked <= day) {
            AuthorisationState::Revoked
        } else if self.says.valid_until.is_some_and(|until| until < day) {
            AuthorisationState::Expired
        } else if self.confirmed_by.is_none() {
            AuthorisationState::Recorded
        } else if day < self.says.valid_from {
            AuthorisationState::Coming
        } else {
            AuthorisationState::InForce
        }
    }

    /// Whether this colleague, having seen that version, can confirm it today.
    pub(crate) fn may_be_confirmed(&self, by: StaffId, seen: i64, today: Date) -> Result<(), AuthorisationFault> {
        if seen != self.version {
            return Err(AuthorisationFault::VersionMoved { seen, now: self.version });
        }
        if self.recorded_by == by {
            return Err(AuthorisationFault::OwnRecord);
        }
        if let Some(revoked_on) = self.revoked_on {
            return Err(AuthorisationFault::Revoked { revoked_on });
        }
        if self.confirmed_by.is_some() {
            return Err(AuthorisationFault::Confirmed);
        }
        match self.says.valid_until {
            Some(valid_until) if valid_until < today => Err(AuthorisationFault::Expired { valid_until }),
            _ => Ok(()),
        }
    }
}
