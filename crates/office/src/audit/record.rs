//! One record of the trail, and the bytes of it that are marked, sealed and shown to a witness.

use db::{DbError, Row};
use jiff::Timestamp;
use kernel::{AuditRecordId, Id as _, OfficeId, Plain, StaffId, Stored};
use std::{fmt::Display, io::Write as _};

/// What one person did, as it stands in the trail.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Record {
    /// Its own id; ids sort by time.
    pub id: AuditRecordId,
    /// When the request was made.
    #[serde(with = "instant")]
    pub at: Timestamp,
    /// Who.
    pub staff: StaffId,
    /// As what, in the code of the role.
    pub role: String,
    /// In which office.
    pub office: Option<OfficeId>,
    /// The client's address, or `command line`, or `job`.
    pub address: String,
    /// The request's id.
    pub request: String,
    /// The operation.
    pub verb: String,
    /// Whether sensitive data was only looked at.
    pub is_view: bool,
    /// The noun.
    pub subject_kind: String,
    /// The subject's id or code.
    pub subject: String,
    /// The place number it belongs to.
    pub place: Option<i64>,
    /// The reason the person gave.
    pub why: Option<String>,
    /// Before, as JSON text.
    pub was: Option<String>,
    /// After, as JSON text.
    pub became: Option<String>,
}

/// Opens the canonical bytes. A change of layout takes the next number, and old records keep theirs.
const LAYOUT: &[u8] = b"ansinh audit record 1\n";

impl Record {
    /// The columns in the order `from_row` reads them, each with the table's short name `r`.
    pub(super) const COLUMNS: &'static str = "r.id, r.at, r.staff, r.role, r.office, r.address, r.request, r.verb, \
         r.is_view, r.subject_kind, r.subject, r.place, r.why, r.was, r.became, r.mac";

    /// The bytes that are marked and sealed, one way to write each record and no two records alike:
    /// a heading, then the fifteen fields as text, each `0`, or `1` with four bytes of length and UTF-8.
    ///
    /// `docs/AUDIT.md` describes this to whoever writes a checker of their own.
    pub fn canonical(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(512);
        bytes.extend_from_slice(LAYOUT);
        put(&mut bytes, Some(self.id));
        put(&mut bytes, Some(instant_text(self.at)));
        put(&mut bytes, Some(self.staff));
        put(&mut bytes, Some(&self.role));
        put(&mut bytes, self.office);
        put(&mut bytes, Some(&self.address));
        put(&mut bytes, Some(&self.request));
        put(&mut bytes, Some(&self.verb));
        put(&mut bytes, Some(if self.is_view { "view" } else { "write" }));
        put(&mut bytes, Some(&self.subject_kind));
        put(&mut bytes, Some(&self.subject));
        put(&mut bytes, self.place);
        put(&mut bytes, self.why.as_ref());
        put(&mut bytes, self.was.as_ref());
        put(&mut bytes, self.became.as_ref());
        bytes
    }

    /// A record and its mark from a row that starts with `COLUMNS` at column `first`.
    pub(super) fn from_row(row: &Row, first: usize) -> Result<(Record, Vec<u8>), DbError> {
        let record = Record {
            id: row.get(first)?,
            at: as_written(row, first + 1)?,
            staff: row.get(first + 2)?,
            role: row.get(first + 3)?,
            office: row.find(first + 4)?,
            address: row.get(first + 5)?,
            request: row.get(first + 6)?,
            verb: row.get(first + 7)?,
            is_view: row.get(first + 8)?,
            subject_kind: row.get(first + 9)?,
            subject: row.get(first + 10)?,
            place: row.find(first + 11)?,
            why: row.find(first + 12)?,
            was: row.find(first + 13)?,
            became: row.find(first + 14)?,
        };
        Ok((record, row.get(first + 15)?))
    }
}

/// A value that rests as text, if it rests as the program writes it: an instant in other words is another hand's.
pub(super) fn as_written<T: Stored>(row: &Row, column: usize) -> Result<T, DbError> {
    let value: T = row.get(column)?;
    if value.to_plain() == Plain::Text(row.get(column)?) {
        return Ok(value);
    }
    Err(DbError::Inconsistent { column: column.to_string(), expected: "as written", found: "other text".to_owned() })
}

/// An instant as the database holds it, which is also how it is sealed.
pub(super) fn instant_text(at: Timestamp) -> String {
    match at.to_plain() {
        Plain::Text(text) => text,
        _ => unreachable!("instants rest as text"),
    }
}

/// An instant without the digits the database does not keep, so that what is marked is what is read back.
pub(super) fn at_rest(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).expect("cutting digits off stays in range")
}

/// An id of the same instant that sorts by `turn`: the counter of RFC 9562, section 6.2, method 1, of 32 bits. What one
/// request did is then read in the order it was done.
pub(super) fn in_turn(id: AuditRecordId, turn: u32) -> AuditRecordId {
    let mut bytes = *id.as_bytes();
    bytes[6] = 0x70 | bits(turn, 28, 4);
    bytes[7] = bits(turn, 20, 8);
    bytes[8] = 0x80 | bits(turn, 14, 6);
    bytes[9] = bits(turn, 6, 8);
    bytes[10] = bits(turn, 0, 6) << 2 | bytes[10] & 0b11;
    AuditRecordId::from_plain(Plain::Bytes(bytes.to_vec())).expect("sixteen bytes are an id")
}

/// `width` bits of `number` from bit `low` on.
fn bits(number: u32, low: u32, width: u32) -> u8 {
    let [.., last] = (number >> low & ((1 << width) - 1)).to_be_bytes();
    last
}

/// One field of the canonical bytes.
fn put(bytes: &mut Vec<u8>, field: Option<impl Display>) {
    let Some(field) = field else { return bytes.push(0) };
    bytes.extend_from_slice(&[1, 0, 0, 0, 0]);
    let start = bytes.len();
    write!(bytes, "{field}").expect("writing to memory does not fail");
    let length = u32::try_from(bytes.len() - start).expect("a field is shorter than four gigabytes");
    bytes[start - 4..start].copy_from_slice(&length.to_be_bytes());
}

/// Instants in files are written as they are sealed, so that a checker need not format them.
pub(super) mod instant {
    use jiff::Timestamp;
    use serde::{Deserialize, Deserializer, Serialize as _, Serializer};

    pub(in super::super) fn serialize<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        super::instant_text(*at).serialize(serializer)
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        Timestamp::deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn record() -> Record {
        Record {
            id: "018d3c0a-5f00-7abc-8def-0123456789ab".parse().expect("an id"),
            at: "2024-01-25T03:00:00.123456Z".parse().expect("an instant"),
            staff: "00000000-0000-0000-0000-000000000000".parse().expect("an id"),
            role: "administrator".to_owned(),
            office: None,
            address: "10.0.0.7".to_owned(),
            request: "r-1".to_owned(),
            verb: "office.create".to_owned(),
            is_view: false,
            subject_kind: "office".to_owned(),
            subject: "xã Bình Châu".to_owned(),
            place: Some(1_000_321),
            why: Some(String::new()),
            was: None,
            became: Some("{\"name\":\"UBND xã Bình Châu\"}".to_owned()),
        }
    }

    /// The digest was counted with another program, from the description in `docs/AUDIT.md` alone.
    #[test]
    fn the_canonical_bytes_are_those_of_the_description() {
        let leaf = crate::audit::tree::leaf_hash(&record().canonical());
        assert_eq!(crate::audit::hex::write(&leaf), "e1576ce28d583a9375b16ce4c9ff98a029f182b100d19b347b0fa93c9d8a0ecc");
    }

    #[test]
    fn a_record_reads_back_from_its_line() {
        let line = serde_json::to_string(&record()).expect("a record is JSON");
        assert!(line.contains("\"at\":\"2024-01-25T03:00:00.123456Z\""), "{line}");
        assert_eq!(serde_json::from_str::<Record>(&line).expect("a record"), record());
    }

    #[test]
    fn ids_of_one_instant_sort_by_turn_and_stay_ids() {
        let id = record().id;
        let turns = [0, 1, 63, 64, 255, 256, 16_383, 16_384, 1 << 20, 1 << 28, u32::MAX];
        let ids = turns.map(|turn| in_turn(id, turn));
        assert!(ids.is_sorted());
        assert!(ids.iter().all(|one| one.made_at() == id.made_at()));
        assert_eq!(in_turn(id, u32::MAX).to_string(), "018d3c0a-5f00-7fff-bfff-fd23456789ab");
    }

    #[test]
    fn nothing_and_an_empty_text_are_told_apart() {
        assert_ne!(Record { why: None, ..record() }.canonical(), record().canonical());
    }

    proptest! {
        /// However the same letters are spread over two neighbouring fields, the bytes differ.
        #[test]
        fn no_two_records_have_the_same_bytes(text in "[ab01]{0,12}", one in 0_usize..12, other in 0_usize..12) {
            let split = |at: usize| {
                let at = at.min(text.len());
                Record { subject_kind: text[..at].to_owned(), subject: text[at..].to_owned(), ..record() }
            };
            let (one, other) = (split(one), split(other));
            prop_assert_eq!(one == other, one.canonical() == other.canonical());
        }
    }
}
