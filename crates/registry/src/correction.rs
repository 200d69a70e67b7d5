//! What two officers corrected, beside lists that still say what was wrong.

use crate::{ChangedField, store::RowFacts};
use jiff::Timestamp;
use kernel::{BirthDate, FullName, Plain, Stored};

/// An approved correction of a record.
pub(crate) struct Correction {
    /// Which field.
    pub(crate) field: ChangedField,
    /// What stood there; nothing where nothing did.
    pub(crate) before: Option<String>,
    /// What stands there since.
    pub(crate) proposed: String,
    /// When it was approved.
    pub(crate) decided_at: Timestamp,
}

impl Correction {
    /// Puts the corrected value in place of the wrong one a row repeats, and says whether it did so in a field by which
    /// the register is asked. A row that says something third is left as it is.
    pub(crate) fn correct(&self, row: &mut RowFacts) -> bool {
        let repeats = |now: Option<String>| now == self.before;
        match self.field {
            ChangedField::FullName if repeats(Some(row.full_name.as_str().to_owned())) => {
                let Ok(name) = FullName::parse(&self.proposed) else { return false };
                row.full_name = name;
                true
            }
            ChangedField::Birth if repeats(row.birth.map(BirthDate::slashed)) => put(&mut row.birth, &self.proposed),
            ChangedField::Sex if repeats(row.sex.as_ref().map(text_of)) => put(&mut row.sex, &self.proposed),
            ChangedField::CitizenId if repeats(row.citizen_id.as_ref().map(text_of)) => {
                put(&mut row.citizen_id, &self.proposed)
            }
            ChangedField::OldId if repeats(row.old_id.as_ref().map(text_of)) => put(&mut row.old_id, &self.proposed),
            ChangedField::Phone if repeats(row.phone.as_ref().map(text_of)) => {
                put(&mut row.phone, &self.proposed);
                false
            }
            ChangedField::Hamlet if repeats(written(&row.hamlet)) => {
                row.hamlet.clone_from(&self.proposed);
                false
            }
            ChangedField::Address if repeats(written(&row.address)) => {
                row.address.clone_from(&self.proposed);
                false
            }
            _ => false,
        }
    }
}

/// Nothing written is nothing.
fn written(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

/// The value as it rests.
fn text_of<T: Stored>(value: &T) -> String {
    match value.to_plain() {
        Plain::Text(text) => text,
        _ => String::new(),
    }
}

fn put<T: Stored>(field: &mut Option<T>, text: &str) -> bool {
    let corrected = T::from_plain(Plain::Text(text.to_owned())).ok();
    let is_read = corrected.is_some();
    if is_read {
        *field = corrected;
    }
    is_read
}
