//! Reading a list from CSV: one line a row.

use crate::{
    columns::{
        BIRTH, COMMUNE, FULL_NAME, Header, HeaderFault, ID, ID9, ID12, LID, OTHER_NAME, PROVINCE, SEX, VILLAGE,
        delimiter, split_name,
    },
    dates::parse_birth,
    list_row::{ListNumber, ListRow},
    register_csv::parse_sex,
};
use csv::StringRecord;
use kernel::{OldIdNumber, legacy::decode_file};

/// Why a list cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ListFault {
    /// A heading is missing.
    #[error(transparent)]
    Header(#[from] HeaderFault),
    /// The quotes of a line do not close, or the like.
    #[error("line {line} is not CSV")]
    NotCsv {
        /// The line, counted from one.
        line: u64,
    },
}

/// A list: ids and rows, side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The list's own id of each row.
    pub lids: Vec<String>,
    /// The rows.
    pub rows: Vec<ListRow>,
}

/// Reads a list with the columns `lid,full_name,dob,gender,id,province,commune,village` in any order, under any of the
/// headings offices use; `id` may be two columns, `id12` and `id9`. Only `lid` and `full_name` have to be there.
pub fn read_list(bytes: &[u8]) -> Result<List, ListFault> {
    let file = decode_file(bytes);
    let first_line = file.text.lines().next().unwrap_or_default();
    let delimiter = delimiter(first_line.as_bytes());
    let mut lines = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(file.text.as_bytes());
    let mut record = StringRecord::new();
    if !next(&mut lines, &mut record)? {
        return Err(HeaderFault::Empty.into());
    }
    let places = Places::of(&Header::new(record.iter()))?;
    let mut list = List::default();
    while next(&mut lines, &mut record)? {
        list.lids.push(record.get(places.lid).unwrap_or_default().trim().to_owned());
        list.rows.push(places.row(&record));
    }
    Ok(list)
}

fn next(lines: &mut csv::Reader<&[u8]>, record: &mut StringRecord) -> Result<bool, ListFault> {
    lines
        .read_record(record)
        .map_err(|error| ListFault::NotCsv { line: error.position().map_or(0, csv::Position::line) })
}

struct Places {
    lid: usize,
    full_name: usize,
    other_name: Option<usize>,
    birth: Option<usize>,
    sex: Option<usize>,
    id: Option<usize>,
    id9: Option<usize>,
    province: Option<usize>,
    commune: Option<usize>,
    village: Option<usize>,
}

impl Places {
    fn of(header: &Header) -> Result<Places, HeaderFault> {
        Ok(Places {
            lid: header.must(&LID)?,
            full_name: header.must(&FULL_NAME)?,
            other_name: header.find(&OTHER_NAME)?,
            birth: header.find(&BIRTH)?,
            sex: header.find(&SEX)?,
            id: header.find(&ID)?.or(header.find(&ID12)?),
            id9: header.find(&ID9)?,
            province: header.find(&PROVINCE)?,
            commune: header.find(&COMMUNE)?,
            village: header.find(&VILLAGE)?,
        })
    }

    fn row(&self, record: &StringRecord) -> ListRow {
        let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default().trim();
        let text = |at: Option<usize>| cell(at).to_owned();
        let (birth, sex) = (parse_birth(cell(self.birth)), parse_sex(cell(self.sex)));
        let (number, old_id) = ListNumber::parse(cell(self.id), sex, birth);
        let name = cell(Some(self.full_name));
        let (full_name, bracketed) = split_name(name).unwrap_or_else(|| (name.to_owned(), None));
        let other_name = Some(text(self.other_name)).filter(|name| !name.is_empty());
        ListRow {
            full_name,
            other_name: other_name.or(bracketed).unwrap_or_default(),
            birth,
            sex,
            number,
            old_id: OldIdNumber::parse(cell(self.id9)).ok().or(old_id),
            province: text(self.province),
            commune: text(self.commune),
            village: text(self.village),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_under_the_headings_of_offices() {
        let text = "STT;Họ và tên;Ngày sinh;Giới tính;Số CCCD;Mã xã\n\
                    1;Nguyễn Thị Bảy (Bảy Lé);02/09/1944;Nữ;51144001234;21061\n\
                    2;Trần Văn An;1950;Nam;212345678;21061\n";
        let list = read_list(text.as_bytes()).unwrap();
        assert_eq!(list.lids, ["1", "2"]);
        assert_eq!((list.rows[0].full_name.as_str(), list.rows[0].other_name.as_str()), ("Nguyễn Thị Bảy", "Bảy Lé"));
        assert!(matches!(list.rows[0].number, ListNumber::Repaired(id) if id.as_str() == "051144001234"));
        assert_eq!(list.rows[1].old_id.map(|old| old.as_str().to_owned()), Some("212345678".into()));
        assert!(matches!(read_list(b""), Err(ListFault::Header(HeaderFault::Empty))));
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read_list(&utf16).unwrap(), list, "what a spreadsheet calls Unicode text");
    }
}
