//! An account, or another way in which a person receives the money.

use crate::{Event, NameCheck, NameRule, State};
use jiff::{Timestamp, civil::Date};
use kernel::{AccountId, AccountNumber, AuthorisationId, PersonId, StaffId, names::canonical_key};
use office::audit::Entry;
use serde_json::json;
use survey::{Channel, Method};

/// A number that serves more people than this is looked at: a guardian of several children is ordinary, a collector of
/// other people's money is not.
pub const NUMBER_PEOPLE_MAX: i64 = 3;

/// What somebody enters. Who checks it is another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Whose money.
    pub person: PersonId,
    /// How it is received.
    pub method: Method,
    /// The bank or wallet, by BIN, key, code or name.
    pub bank: Option<String>,
    /// The number.
    pub number: Option<AccountNumber>,
    /// The holder's name, as the person or the bank's paper has it.
    pub holder_name: Option<String>,
    /// The paper of a proxy or guardian; unsaid, the only one in force.
    pub authorisation: Option<AuthorisationId>,
    /// How the account came to be chosen.
    pub channel: Option<Channel>,
}

/// An account in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Whose money.
    pub person: PersonId,
    /// How it is received.
    pub method: Method,
    /// The bank's key: its BIN, or a word for those without one.
    pub bin: Option<String>,
    /// The number.
    pub number: Option<AccountNumber>,
    /// The holder's name.
    pub holder_name: Option<String>,
    /// The paper by which somebody else receives.
    pub authorisation: Option<AuthorisationId>,
    /// How it came to be chosen.
    pub channel: Option<Channel>,
    /// Where it stands.
    pub state: State,
    /// What came of comparing the holder's name with the payee's.
    pub name_check: Option<NameCheck>,
    /// By which rule.
    pub name_rule: Option<NameRule>,
    /// The payee's name, by its key, as it was then.
    pub payee_key: Option<String>,
    /// Who entered it.
    pub claimed_by: StaffId,
    /// When.
    pub claimed_at: Timestamp,
    /// Who checked it.
    pub checked_by: Option<StaffId>,
    /// The day from which money goes there.
    pub active_from: Option<Date>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// The reason given last.
    pub why: Option<String>,
    /// Counts its changes.
    pub version: i64,
}

/// What somebody who moves an account has seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountSeen {
    /// Whose.
    pub person: PersonId,
    /// Which.
    pub account: AccountId,
    /// As it was then.
    pub version: i64,
}

impl Account {
    /// As somebody sees it now.
    pub fn seen(&self) -> AccountSeen {
        AccountSeen { person: self.person, account: self.id, version: self.version }
    }

    /// Whether the person's name was corrected since the holder's was compared with it. Of an account by a paper the
    /// paper says who the payee is.
    pub fn is_renamed(&self, full_name: &str) -> bool {
        matches!(self.state, State::Checked | State::Active)
            && self.authorisation.is_none()
            && self.payee_key.as_ref().is_some_and(|key| *key != canonical_key(full_name))
    }

    /// Whether this is what a claim says.
    pub(crate) fn is_same(&self, other: &Account) -> bool {
        (self.method, &self.bin, &self.number, self.authorisation)
            == (other.method, &other.bin, &other.number, other.authorisation)
    }
}

/// An account as the trail tells it: the number covered, its end is enough to know it again.
pub(crate) fn entry(verb: &'static str, account: &Account, from: Option<State>, place: i64) -> Entry {
    let to = json!({
        "person": account.person,
        "method": account.method,
        "bin": account.bin,
        "number": account.number.as_ref().map(AccountNumber::masked),
        "authorisation": account.authorisation,
        "state": account.state,
        "name_check": account.name_check,
        "name_rule": account.name_rule,
        "version": account.version,
    });
    Entry {
        verb,
        subject_kind: "account",
        subject: account.id.to_string(),
        place: Some(place),
        why: account.why.clone(),
        from: from.map(|state| json!({ "state": state })),
        to: Some(to),
    }
}

/// The word of the trail for what happened.
pub(crate) const fn verb(event: Event) -> &'static str {
    match event {
        Event::Check => "account.check",
        Event::Recheck => "account.recheck",
        Event::Activate => "account.activate",
        Event::Reject => "account.reject",
        Event::Replace => "account.replace",
        Event::End => "account.end",
    }
}
