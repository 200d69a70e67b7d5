//! A beneficiary.

use jiff::{Timestamp, civil::Date};
use kernel::{BirthDate, CitizenId, FullName, OldIdNumber, PersonId, Phone, Sex, names::plain_key};
use matching::{AskedPerson, Outcome};

/// Who somebody is, as the lists and the officers say.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// The id, which never changes.
    pub id: PersonId,
    /// Name.
    pub full_name: FullName,
    /// Day or year of birth.
    pub birth: Option<BirthDate>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Twelve digits.
    pub citizen_id: Option<CitizenId>,
    /// Nine digits of the old card.
    pub old_id: Option<OldIdNumber>,
    /// The population register's own id of the person, once verified.
    pub pid: Option<String>,
    /// The commune, as a place number.
    pub place: i64,
    /// Hamlet.
    pub hamlet: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// Phone.
    pub phone: Option<Phone>,
    /// Where the record stands with the population register.
    pub state: Outcome,
    /// Không có CCCD: a flag beside the state.
    pub no_card: bool,
    /// Đã chết: a flag beside the state.
    pub dead: bool,
    /// The day of death, where it is known.
    pub died_on: Option<Date>,
    /// Counts the changes of the record.
    pub version: i64,
    /// First enrolled at.
    pub created_at: Timestamp,
    /// Last changed at.
    pub changed_at: Timestamp,
}

impl Person {
    /// As the population register is asked about them: by what the record says now.
    pub(crate) fn asked(&self) -> AskedPerson {
        AskedPerson {
            full_name: self.full_name.as_str().to_owned(),
            birth: self.birth,
            sex: self.sex,
            citizen_id: self.citizen_id,
            old_id: self.old_id,
            place: self.place,
            hamlet: self.hamlet.clone().unwrap_or_default(),
        }
    }
}

/// Covered: a person is personal data, and `Debug` is for logs.
impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Person({}, {})", self.id, self.state.key())
    }
}

/// The words under which a name is found, each once.
pub(crate) fn name_tokens(full_name: &FullName) -> Vec<String> {
    plain_words(full_name.as_str())
}

/// The words of a text without marks, each once.
pub(crate) fn plain_words(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = plain_key(text).split(' ').map(str::to_owned).collect();
    tokens.retain(|token| !token.is_empty());
    tokens.sort_unstable();
    tokens.dedup();
    tokens
}
