//! A list of guardians as a file: rows in with the headings offices give them, papers and faults out.

use crate::{
    AuthorisationFault, VISITS_AT_ONCE_MAX,
    result_column::RETURN_HEADING,
    results::{FormSheet, open_sheet, read_day, read_yes_no},
};
use jiff::civil::Date;
use kernel::{
    BirthDate, CitizenId, FullName, keyed,
    names::{clean, plain_key},
};
use sources::FileFault;
use std::collections::BTreeMap;

keyed! {
    /// The columns of the list.
    pub enum GuardianColumn {
        /// Người được giám hộ.
        WardName = "ward_name",
        /// Their number.
        WardCitizenId = "ward_citizen_id",
        /// Their birth.
        WardBirth = "ward_birth",
        /// Người giám hộ.
        Name = "name",
        /// The guardian's number.
        CitizenId = "citizen_id",
        /// What the guardian is to the ward.
        Relation = "relation",
        /// Số quyết định.
        PaperNumber = "paper_number",
        /// From when it holds.
        PaperOn = "paper_on",
        /// Who decided.
        Issuer = "issuer",
        /// Until when it holds.
        ValidUntil = "valid_until",
        /// Whether the money goes to the guardian's account.
        WithAccount = "with_account",
    }
}

use GuardianColumn as C;

/// Headings as offices write them; of those a heading begins with the longest says what it means.
const HEADINGS: &[(&str, GuardianColumn)] = &[
    ("Người được giám hộ", C::WardName),
    ("Họ và tên người được giám hộ", C::WardName),
    ("Họ tên người được giám hộ", C::WardName),
    ("Họ và tên đối tượng", C::WardName),
    ("Họ tên đối tượng", C::WardName),
    ("Đối tượng", C::WardName),
    ("Họ và tên", C::WardName),
    ("Họ tên", C::WardName),
    ("Số định danh người được giám hộ", C::WardCitizenId),
    ("Số CCCD người được giám hộ", C::WardCitizenId),
    ("Số định danh đối tượng", C::WardCitizenId),
    ("Số CCCD đối tượng", C::WardCitizenId),
    ("Số định danh", C::WardCitizenId),
    ("Số CCCD", C::WardCitizenId),
    ("Ngày sinh", C::WardBirth),
    ("Năm sinh", C::WardBirth),
    ("Người giám hộ", C::Name),
    ("Họ và tên người giám hộ", C::Name),
    ("Họ tên người giám hộ", C::Name),
    ("Số định danh người giám hộ", C::CitizenId),
    ("Số CCCD người giám hộ", C::CitizenId),
    ("CCCD người giám hộ", C::CitizenId),
    ("Quan hệ", C::Relation),
    ("Số quyết định", C::PaperNumber),
    ("Số giấy tờ", C::PaperNumber),
    ("Số văn bản", C::PaperNumber),
    ("Quyết định số", C::PaperNumber),
    ("Ngày quyết định", C::PaperOn),
    ("Ngày giấy tờ", C::PaperOn),
    ("Ngày ký", C::PaperOn),
    ("Hiệu lực từ", C::PaperOn),
    ("Từ ngày", C::PaperOn),
    ("Cơ quan", C::Issuer),
    ("Nơi cấp", C::Issuer),
    ("Hiệu lực đến", C::ValidUntil),
    ("Có giá trị đến", C::ValidUntil),
    ("Đến ngày", C::ValidUntil),
    ("Nhận qua tài khoản", C::WithAccount),
];

impl GuardianColumn {
    /// The column a heading means.
    pub fn of_heading(heading: &str) -> Option<GuardianColumn> {
        let key = plain_key(&clean(heading));
        if key == plain_key(RETURN_HEADING) {
            return None;
        }
        let begins = |words: &&(&str, GuardianColumn)| key.starts_with(&plain_key(words.0));
        let (_, column) = HEADINGS.iter().filter(begins).max_by_key(|(words, _)| words.len())?;
        // `Số CCCD/CMND của người giám hộ` begins as what a ward's own number would.
        let is_guardians = key.contains(&plain_key("người giám hộ"));
        match column {
            C::WardName if is_guardians => Some(C::Name),
            C::WardCitizenId if is_guardians => Some(C::CitizenId),
            C::WardBirth if is_guardians => None,
            column => Some(*column),
        }
    }

    /// What stands above it in our own list.
    pub const fn heading(self) -> &'static str {
        match self {
            C::WardName => "Họ và tên người được giám hộ",
            C::WardCitizenId => "Số định danh người được giám hộ",
            C::WardBirth => "Ngày sinh người được giám hộ",
            C::Name => "Họ và tên người giám hộ",
            C::CitizenId => "Số định danh người giám hộ",
            C::Relation => "Quan hệ với người được giám hộ",
            C::PaperNumber => "Số quyết định",
            C::PaperOn => "Hiệu lực từ ngày",
            C::Issuer => "Cơ quan ban hành",
            C::ValidUntil => "Hiệu lực đến ngày",
            C::WithAccount => "Nhận qua tài khoản người giám hộ?",
        }
    }

    /// Whether a row without it comes back.
    pub const fn is_needed(self) -> bool {
        matches!(self, C::WardName | C::Name | C::CitizenId | C::Relation | C::PaperOn)
    }

    /// Whether a number stands in it that must not lose its zeros.
    pub(crate) const fn is_number(self) -> bool {
        matches!(self, C::WardCitizenId | C::CitizenId)
    }
}

/// A row of the list that could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuardianRow {
    /// Its line in the sheet.
    pub line: u32,
    /// Whose guardian it is about.
    pub ward_name: FullName,
    /// The ward's number.
    pub ward_citizen_id: Option<CitizenId>,
    /// The ward's birth.
    pub ward_birth: Option<BirthDate>,
    /// Who receives.
    pub name: FullName,
    /// Their number.
    pub citizen_id: CitizenId,
    /// What they are to the ward.
    pub relation: String,
    /// Number and issuer of the paper.
    pub paper: Option<String>,
    /// The first day.
    pub valid_from: Date,
    /// The last day.
    pub valid_until: Option<Date>,
    /// Whether the money goes to their account.
    pub with_account: bool,
}

/// Why a row was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GuardianFault {
    /// A cell that cannot be read; its content is not repeated.
    #[error("the column {} cannot be read", .column.key())]
    Cell {
        /// Which column.
        column: GuardianColumn,
    },
    /// A cell that must be filled in.
    #[error("the column {} is empty", .column.key())]
    Empty {
        /// Which column.
        column: GuardianColumn,
    },
    /// Nobody of the commune is this ward.
    #[error("nobody of the commune is this person")]
    WardUnknown,
    /// The number is of somebody who is called otherwise.
    #[error("the number is of somebody of another name")]
    OtherName,
    /// Several persons of the commune could be meant.
    #[error("{people} people of the commune could be meant")]
    WardAmbiguous {
        /// How many.
        people: usize,
    },
    /// The paper cannot be taken.
    #[error(transparent)]
    Paper(#[from] AuthorisationFault),
}

/// What a list gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadGuardians {
    /// Rows that can be read.
    pub rows: Vec<GuardianRow>,
    /// The others, by their lines.
    pub faults: Vec<(u32, GuardianFault)>,
}

/// The longest number and issuer of a paper.
const PAPER_CHARS_MAX: usize = 200;

/// Whether these are the headings of a list of guardians.
pub(crate) fn is_heading(cells: &[String]) -> bool {
    let known: Vec<C> = cells.iter().filter_map(|cell| C::of_heading(cell)).collect();
    [C::WardName, C::Name, C::CitizenId].iter().all(|column| known.contains(column))
}

/// Reads a list of guardians, whoever their wards are.
pub fn read_guardian_list(bytes: &[u8]) -> Result<ReadGuardians, FileFault> {
    Ok(read_guardians(&open_sheet(bytes, &is_heading)?))
}

/// Reads the rows below the headings. A row that names neither ward nor guardian is none: blank lines, signatures.
pub(crate) fn read_guardians(sheet: &FormSheet) -> ReadGuardians {
    let columns: Vec<Option<C>> = sheet.headings.iter().map(|heading| C::of_heading(heading)).collect();
    let mut read = ReadGuardians::default();
    for (line, cells) in &sheet.lines {
        let mut row = Cells(BTreeMap::new());
        for (column, cell) in columns.iter().zip(cells).map(|(column, cell)| (*column, clean(cell))) {
            if let Some(column) = column.filter(|_| !cell.is_empty()) {
                row.0.entry(column).or_insert(cell);
            }
        }
        let says = [C::WardName, C::WardCitizenId, C::Name, C::CitizenId];
        if row.0.len() < 2 || !says.iter().any(|column| row.0.contains_key(column)) {
            continue;
        }
        match row.read(*line) {
            Ok(row) => read.rows.push(row),
            Err(fault) => read.faults.push((*line, fault)),
        }
    }
    read
}

/// How many rows a list has at most: as many papers are entered at once.
pub(crate) const GUARDIANS_MAX: usize = VISITS_AT_ONCE_MAX;

/// The filled cells of one row.
struct Cells(BTreeMap<C, String>);

impl Cells {
    fn typed<T>(&self, column: C, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, GuardianFault> {
        self.0.get(&column).map(|text| read(text).ok_or(GuardianFault::Cell { column })).transpose()
    }

    fn needed<T>(&self, column: C, read: impl FnOnce(&str) -> Option<T>) -> Result<T, GuardianFault> {
        self.typed(column, read)?.ok_or(GuardianFault::Empty { column })
    }

    fn read(&self, line: u32) -> Result<GuardianRow, GuardianFault> {
        let name = |text: &str| FullName::parse(text).ok();
        let number = |text: &str| CitizenId::parse(text).ok();
        Ok(GuardianRow {
            line,
            ward_name: self.needed(C::WardName, name)?,
            ward_citizen_id: self.typed(C::WardCitizenId, number)?,
            ward_birth: self.typed(C::WardBirth, |text| BirthDate::parse(text).ok())?,
            name: self.needed(C::Name, name)?,
            citizen_id: self.needed(C::CitizenId, number)?,
            relation: self.needed(C::Relation, |text| Some(text.to_owned()))?,
            paper: self.paper()?,
            valid_from: self.needed(C::PaperOn, read_day)?,
            valid_until: self.typed(C::ValidUntil, read_day)?,
            with_account: self.typed(C::WithAccount, read_yes_no)?.is_none_or(|said| said == "yes"),
        })
    }

    /// `12/QĐ-UBND, UBND xã Bình Trị`.
    fn paper(&self) -> Result<Option<String>, GuardianFault> {
        let parts: Vec<&str> =
            [C::PaperNumber, C::Issuer].iter().filter_map(|column| self.0.get(column)).map(String::as_str).collect();
        let paper = parts.join(", ");
        if paper.chars().count() > PAPER_CHARS_MAX {
            return Err(GuardianFault::Cell { column: C::PaperNumber });
        }
        Ok(Some(paper).filter(|paper| !paper.is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_mean_the_ward_or_the_guardian() {
        for column in C::ALL {
            assert_eq!(C::of_heading(column.heading()), Some(*column), "{}", column.heading());
        }
        for (heading, column) in [
            ("SỐ CCCD NGƯỜI GIÁM HỘ", Some(C::CitizenId)),
            ("Số định danh", Some(C::WardCitizenId)),
            ("Họ tên người giám hộ", Some(C::Name)),
            ("Họ và tên", Some(C::WardName)),
            ("Ngày ký quyết định", Some(C::PaperOn)),
            ("Điện thoại", None),
            ("Số CCCD/CMND của người giám hộ", Some(C::CitizenId)),
            ("Ngày sinh người giám hộ", None),
            ("Lý do trả lại", None),
        ] {
            assert_eq!(C::of_heading(heading), column, "{heading}");
        }
    }
}
