//! Files that tell what changed: the workbook by which a commune updates the ministry's system (Tăng thêm, Điều chỉnh
//! chính sách, Thôi hưởng, Cắt chết), and what each kind of row must say.

use crate::{Field, Header, SourceRow, field::heading_words};
use jiff::civil::Date;
use sha2::{Digest as _, Sha256};

kernel::keyed! {
    /// What changed.
    pub enum MovementKind {
        /// Tăng thêm: a new entitlement.
        Increase = "increase",
        /// Điều chỉnh chính sách: another amount or category.
        Adjust = "adjust",
        /// Thôi hưởng: an entitlement ends.
        Stop = "stop",
        /// Cắt chết: the person died.
        Death = "death",
    }
}

impl MovementKind {
    /// The kind that is written: in a cell of the column `Loại biến động`, or as the name of a sheet.
    pub fn of_text(text: &str) -> Option<MovementKind> {
        Some(match heading_words(text).as_str() {
            "tang them" | "tang" | "tang moi" | "them moi" => MovementKind::Increase,
            "dieu chinh" | "dieu chinh chinh sach" | "dieu chinh muc" | "thay doi" => MovementKind::Adjust,
            "thoi huong" | "thoi" | "giam" | "dung huong" => MovementKind::Stop,
            "cat chet" | "chet" | "cat giam do chet" | "giam do chet" => MovementKind::Death,
            _ => return None,
        })
    }

    /// What a row of this kind must say, beside the kind itself.
    pub const fn required(self) -> &'static [Field] {
        match self {
            MovementKind::Increase => &[
                Field::FullName,
                Field::Birth,
                Field::Sex,
                Field::Ethnicity,
                Field::CitizenId,
                Field::Hamlet,
                Field::Category,
                Field::Amount,
                Field::Decision,
                Field::EntitledFrom,
            ],
            MovementKind::Adjust | MovementKind::Stop => {
                &[Field::FullName, Field::CitizenId, Field::Category, Field::Amount, Field::Decision]
            }
            MovementKind::Death => &[Field::FullName, Field::CitizenId, Field::DiedOn, Field::Decision],
        }
    }
}

/// How the rows of a sheet say which kind they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Movements {
    /// Each in its column.
    Column,
    /// All are of the kind the sheet is named after.
    All(MovementKind),
}

impl Movements {
    /// A column for the kind, or a sheet named after one. Titles do not count: lists of people have such too.
    pub(crate) fn of(sheet: &str, header: &Header) -> Option<Movements> {
        if header.column(Field::Movement).is_some() {
            return Some(Movements::Column);
        }
        MovementKind::of_text(sheet).map(Movements::All)
    }
}

/// A row that tells a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovementRow {
    /// What changed.
    pub kind: MovementKind,
    /// Whose, and what holds from now on. What the kind does not ask for may be empty.
    pub row: SourceRow,
    /// The day of death.
    pub died_on: Option<Date>,
}

impl MovementRow {
    /// The digest of everything that is said: equal digests, the same movement told again.
    pub fn digest(&self) -> [u8; 32] {
        let mut sum = Sha256::new();
        sum.update(self.kind.key());
        sum.update(self.row.digest());
        sum.update(self.died_on.map(|day| day.to_string()).unwrap_or_default());
        sum.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_known_however_they_are_written() {
        for (written, kind) in [
            ("Tăng thêm", Some(MovementKind::Increase)),
            ("TĂNG THÊM ", Some(MovementKind::Increase)),
            ("Điều chỉnh chính sách", Some(MovementKind::Adjust)),
            ("§iÒu chØnh chÝnh s¸ch", Some(MovementKind::Adjust)),
            ("thoi huong", Some(MovementKind::Stop)),
            ("Cắt chết", Some(MovementKind::Death)),
            ("Danh sách tăng thêm tháng 2", None),
            ("Sheet1", None),
            ("", None),
        ] {
            assert_eq!(MovementKind::of_text(written), kind, "{written}");
        }
    }
}
