//! A row that was read: every value in its type, nothing repaired.

use crate::SourceKind;
use jiff::civil::Date;
use kernel::{AccountNumber, BirthDate, CitizenId, Dong, FullName, OldIdNumber, Phone, Sex};
use sha2::{Digest as _, Sha256};

/// A person's line of an agency's file.
#[derive(Clone, PartialEq, Eq)]
pub struct SourceRow {
    /// Its line: the number in the sheet, with the sheet before it (see `SHEET_LINES`).
    pub line: i64,
    /// What makes a row the same row in a corrected file. Of several with the same key, all but the first get a number when
    /// the file is received.
    pub row_key: String,
    /// Name, birth, commune and category: finds the row again when its number was corrected.
    pub name_key: String,
    /// The kind of source.
    pub source: SourceKind,
    /// The commune, as a place number.
    pub place: i64,
    /// Name.
    pub full_name: FullName,
    /// Day or year of birth.
    pub birth: Option<BirthDate>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Twelve digits, if that is what is written.
    pub citizen_id: Option<CitizenId>,
    /// Nine digits, if that is what is written.
    pub old_id: Option<OldIdNumber>,
    /// What is written instead of a number: a person decides what it was.
    pub id_written: Option<String>,
    /// Hamlet; empty where none is written.
    pub hamlet: String,
    /// The rest of the address; empty where none is written.
    pub address: String,
    /// Phone.
    pub phone: Option<Phone>,
    /// The household's number or its head.
    pub household: Option<String>,
    /// What they are to its head, as written.
    pub relation: Option<String>,
    /// The category's code; for other lists, what is written.
    pub category: String,
    /// The amount a month.
    pub amount_dong: Option<Dong>,
    /// The decision's number.
    pub decision_number: Option<String>,
    /// The day it was signed.
    pub decision_on: Option<Date>,
    /// Who decided.
    pub decision_by: Option<String>,
    /// From when the person is entitled; the first of a month where only the month is written.
    pub entitled_from: Option<Date>,
    /// The bank, as written.
    pub bank: Option<String>,
    /// The account.
    pub account_number: Option<AccountNumber>,
    /// Its holder, as written.
    pub account_holder: Option<String>,
}

impl SourceRow {
    /// The digest of everything that is said about the person: equal digests, nothing changed.
    pub fn digest(&self) -> [u8; 32] {
        let mut sum = Sha256::new();
        let mut put = |part: Option<&str>| {
            // Nothing and an empty text are told apart, and no text runs into the next.
            sum.update(part.map_or([0; 8], |text| (text.len() as u64 + 1).to_be_bytes()));
            sum.update(part.unwrap_or_default());
        };
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        put(Some(self.source.key()));
        put(Some(&self.place.to_string()));
        put(Some(self.full_name.as_str()));
        put(self.birth.map(BirthDate::slashed).as_deref());
        put(self.sex.map(|sex| if sex == Sex::Male { "m" } else { "f" }));
        put(self.citizen_id.as_ref().map(CitizenId::as_str));
        put(self.old_id.as_ref().map(OldIdNumber::as_str));
        put(self.id_written.as_deref());
        put(Some(&self.hamlet));
        put(Some(&self.address));
        put(self.phone.as_ref().map(Phone::as_str));
        put(self.household.as_deref());
        put(Some(&self.category));
        put(self.amount_dong.map(|amount| amount.as_i64().to_string()).as_deref());
        put(self.decision_number.as_deref());
        put(day(self.decision_on).as_deref());
        put(self.decision_by.as_deref());
        put(day(self.entitled_from).as_deref());
        put(self.bank.as_deref());
        put(self.account_number.as_ref().map(AccountNumber::as_str));
        put(self.account_holder.as_deref());
        if self.relation.is_some() {
            // Last, and only where it is said: what was kept without it keeps its digest.
            put(self.relation.as_deref());
        }
        sum.finalize().into()
    }

    /// Sets both keys: by number where there is one, else by name, birth, commune and category.
    pub(crate) fn set_keys(&mut self) {
        let birth = self.birth.map_or_else(|| "-".to_owned(), BirthDate::slashed);
        self.name_key = format!("n{}|{birth}|{}|{}", self.full_name.key(), self.place, self.category);
        self.row_key = match (&self.citizen_id, &self.old_id) {
            (Some(number), _) => format!("c{}", number.as_str()),
            (None, Some(number)) => format!("o{}", number.as_str()),
            (None, None) => self.name_key.clone(),
        };
    }
}

/// Covered: a row is personal data, and `Debug` is for logs.
impl std::fmt::Debug for SourceRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SourceRow(line {})", self.line)
    }
}
