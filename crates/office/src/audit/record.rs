//! One record of the trail, and the bytes of it that are marked, sealed and shown to a witness.

use db::{DbError, Row};
use jiff::Timestamp;
use kernel::{AuditRecordId, OfficeId, Plain, StaffId, Stored};

/// What one person did, as it stands in the trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its own id; ids sort by time.
    pub id: AuditRecordId,
    /// When the request was made.
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
        for field in self.fields() {
            match field {
                None => bytes.push(0),
                Some(text) => {
                    bytes.push(1);
                    let length = u32::try_from(text.len()).expect("a field is shorter than four gigabytes");
                    bytes.extend_from_slice(&length.to_be_bytes());
                    bytes.extend_from_slice(text.as_bytes());
                }
            }
        }
        bytes
    }

    fn fields(&self) -> [Option<String>; 15] {
        [
            Some(self.id.to_string()),
            Some(instant_text(self.at)),
            Some(self.staff.to_string()),
            Some(self.role.clone()),
            self.office.map(|office| office.to_string()),
            Some(self.address.clone()),
            Some(self.request.clone()),
            Some(self.verb.clone()),
            Some(if self.is_view { "view" } else { "write" }.to_owned()),
            Some(self.subject_kind.clone()),
            Some(self.subject.clone()),
            self.place.map(|place| place.to_string()),
            self.why.clone(),
            self.was.clone(),
            self.became.clone(),
        ]
    }

    /// A record and its mark from a row that starts with `COLUMNS` at column `first`.
    pub(super) fn from_row(row: &Row, first: usize) -> Result<(Record, Vec<u8>), DbError> {
        let record = Record {
            id: row.get(first)?,
            at: row.get(first + 1)?,
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

/// An instant as the database holds it, which is also how it is sealed.
pub(super) fn instant_text(at: Timestamp) -> String {
    match at.to_plain() {
        Plain::Text(text) => text,
        _ => unreachable!("instants rest as text"),
    }
}
