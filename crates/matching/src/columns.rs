//! Columns found by what their heading says.

use kernel::names::plain_text;

/// Why a table cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HeaderFault {
    /// There is not one line.
    #[error("the file is empty")]
    Empty,
    /// A column that has to be there is not.
    #[error("no column {column}")]
    Missing {
        /// Its usual heading.
        column: &'static str,
    },
    /// Two columns say the same.
    #[error("two columns {column}")]
    Twice {
        /// Its usual heading.
        column: &'static str,
    },
}

/// A column: its usual heading, and others that mean the same, in [`plain_text`] with `_` as space.
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) aliases: &'static [&'static str],
}

pub(crate) const PID: Column = Column { name: "pid", aliases: &["person id", "ma cong dan", "ma so dan cu"] };
pub(crate) const LID: Column =
    Column { name: "lid", aliases: &["stt", "row", "line", "ma dong", "so thu tu", "ma doi tuong"] };
pub(crate) const FULL_NAME: Column = Column {
    name: "full_name",
    aliases: &["name", "ho va ten", "ho ten", "ho, chu dem va ten", "ten", "hovaten", "ho va ten doi tuong"],
};
pub(crate) const BIRTH: Column = Column {
    name: "dob",
    aliases: &[
        "birth",
        "birth date",
        "date of birth",
        "ngay sinh",
        "ngay thang nam sinh",
        "nam sinh",
        "ngaythangnamsinh",
    ],
};
pub(crate) const SEX: Column = Column { name: "gender", aliases: &["sex", "gioi tinh", "phai"] };
pub(crate) const ID12: Column = Column {
    name: "id12",
    aliases: &["citizen id", "so dinh danh", "so dinh danh ca nhan", "so cccd", "cccd", "so can cuoc", "sodinhdanh"],
};
pub(crate) const ID9: Column = Column { name: "id9", aliases: &["old id", "so cmnd", "cmnd", "socmnd", "so cmt"] };
pub(crate) const ID: Column = Column {
    name: "id",
    aliases: &["so cccd/cmnd", "cccd/cmnd", "so cmnd/cccd", "cmnd/cccd", "so giay to", "id number"],
};
pub(crate) const PROVINCE: Column = Column { name: "province", aliases: &["tinh", "ma tinh", "tinh/thanh pho"] };
pub(crate) const COMMUNE: Column =
    Column { name: "commune", aliases: &["xa", "ma xa", "xa/phuong", "xa, phuong, thi tran", "commune code"] };
pub(crate) const VILLAGE: Column =
    Column { name: "village", aliases: &["hamlet", "thon", "xom", "ap", "thon/xom", "to dan pho"] };
pub(crate) const PROGRAMME: Column =
    Column { name: "programme", aliases: &["program", "chuong trinh", "chinh sach", "loai doi tuong", "nguon"] };
pub(crate) const OTHER_NAME: Column =
    Column { name: "other_name", aliases: &["alias", "ten khac", "ten goi khac", "bi danh"] };
pub(crate) const STATUS: Column = Column { name: "status", aliases: &["tinh trang", "trang thai"] };
pub(crate) const DIED_ON: Column =
    Column { name: "died_on", aliases: &["death date", "ngay chet", "ngay mat", "ngay tu tran"] };
pub(crate) const HAS_CARD: Column = Column { name: "has_card", aliases: &["card", "da cap the", "co the", "co cccd"] };

/// Where columns are in a table.
#[derive(Clone, Debug)]
pub(crate) struct Header(Vec<String>);

impl Header {
    pub(crate) fn new<'c>(cells: impl IntoIterator<Item = &'c str>) -> Header {
        Header(cells.into_iter().map(|cell| plain_text(cell).replace('_', " ").trim().to_owned()).collect())
    }

    /// Where a column is, if it is there.
    pub(crate) fn find(&self, column: &Column) -> Result<Option<usize>, HeaderFault> {
        let usual = column.name.replace('_', " ");
        let means = |cell: &&String| **cell == usual || column.aliases.contains(&cell.as_str());
        // The usual heading goes before words that could mean something else too.
        if let Some(at) = self.0.iter().position(|cell| *cell == usual) {
            let again = self.0[at + 1..].contains(&usual);
            return if again { Err(HeaderFault::Twice { column: column.name }) } else { Ok(Some(at)) };
        }
        match self.0.iter().filter(means).count() {
            0 => Ok(None),
            1 => Ok(self.0.iter().position(|cell| means(&cell))),
            _ => Err(HeaderFault::Twice { column: column.name }),
        }
    }

    pub(crate) fn must(&self, column: &Column) -> Result<usize, HeaderFault> {
        self.find(column)?.ok_or(HeaderFault::Missing { column: column.name })
    }
}

/// What parts the cells of the first line: the sign that is there most.
pub(crate) fn delimiter(first_line: &[u8]) -> u8 {
    let count = |sign: u8| first_line.split(|byte| *byte == sign).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|sign| count(*sign)).expect("three signs")
}

/// What stands outside brackets, and what stands inside: another name.
pub(crate) fn split_name(text: &str) -> Option<(String, Option<String>)> {
    if !text.contains(['(', '[', '{', '（']) {
        return None;
    }
    let (name, aliases) = kernel::FullName::split(text).ok()?;
    Some((name.as_str().to_owned(), aliases.into_iter().next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_found_by_meaning() {
        let header = Header::new(["STT", "Họ và tên", "NGÀY SINH", "Giới tính", "id12", "Xã", "full_name"]);
        assert_eq!(header.find(&FULL_NAME), Ok(Some(6)), "the usual heading first");
        assert_eq!(header.find(&BIRTH), Ok(Some(2)));
        assert_eq!(header.find(&LID), Ok(Some(0)));
        assert_eq!(header.find(&ID9), Ok(None));
        assert_eq!(header.must(&PID), Err(HeaderFault::Missing { column: "pid" }));
        assert_eq!(Header::new(["CCCD", "Số CCCD"]).find(&ID12), Err(HeaderFault::Twice { column: "id12" }));
        assert_eq!([&b"a;b;c"[..], b"a,b", b"a\tb\tc", b"a"].map(delimiter), [b';', b',', b'\t', b',']);
    }
}
