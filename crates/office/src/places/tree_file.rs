//! The text form of a dated unit tree: what ships with the program and what an administrator loads later.
//!
//! ```text
//! # a comment
//! @tree 3                  the number of the tree; its places start at 3 000 000
//! @from 2026-04-30         the first day it is in force
//! @basis 30/2026/QH16      the law it stands on
//! @like                    optional: everything as in the tree before, but for the names that follow
//! @units
//! 75,Thành phố Đồng Nai    code and full name, each unit right after the one above it
//! @successors              optional: where the units of the tree before went
//! 20905,21043,1,code       old code, new code, the default of a split, how it was found
//! ```

use super::{Level, UnitKind};
use jiff::civil::Date;
use kernel::keyed;

/// Trees beyond this number are a typing error, not a reform.
pub const TREE_NUMBER_MAX: i64 = 999;
/// Units in one tree: the country has had 11,366; a file with more than this is not a tree of units.
pub const TREE_UNITS_MAX: usize = 50_000;
/// Rows that say where the units of the tree before went.
pub const TREE_SUCCESSORS_MAX: usize = 200_000;

/// A tree as read, not yet numbered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeFile {
    /// The number of the tree.
    pub number: i64,
    /// The first day it is in force.
    pub from: Date,
    /// The law it stands on.
    pub basis: String,
    /// Whether it starts from the tree before.
    pub like: bool,
    /// Units in file order.
    pub units: Vec<UnitLine>,
    /// Where the units of the tree before went.
    pub successors: Vec<SuccessorLine>,
}

/// One unit line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitLine {
    /// Where it stands in the file, from 1.
    pub line: usize,
    /// The code, 2, 3 or 5 digits.
    pub code: String,
    /// The level, from the length of the code.
    pub level: Level,
    /// The kind, from the full name.
    pub kind: UnitKind,
    /// The name without the kind.
    pub name: String,
}

/// One successor line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuccessorLine {
    /// Where it stands in the file, from 1.
    pub line: usize,
    /// Code in the tree before.
    pub old: String,
    /// Code in this tree.
    pub new: String,
    /// Of a split, the one to propose first. A guess for any given household.
    pub is_default: bool,
    /// How the row was found.
    pub how: How,
}

keyed! {
    /// How a successor was found.
    pub enum How {
        /// By the same code.
        Code = "code",
        /// By the same name in the same district under another code.
        Name = "name",
        /// By a former name in the same district.
        Alias = "alias",
        /// By a former name in the same province.
        AliasProvince = "alias_province",
        /// An island district without communes.
        District = "district",
        /// Placed by hand, medium confidence.
        Manual = "manual",
    }
}

/// What is wrong with a tree file, and in which line (counted from 1).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {kind:?}")]
pub struct TreeFault {
    /// The line, or the last line where something is missing.
    pub line: usize,
    /// What is wrong.
    pub kind: TreeFaultKind,
}

/// The kinds of fault of a tree file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TreeFaultKind {
    /// Not UTF-8.
    NotText,
    /// A line that belongs to no section, or an unknown `@` word.
    UnknownLine,
    /// `@tree` is missing or is no number of a tree.
    TreeNumber,
    /// `@from` is missing or is no day.
    FromDay,
    /// `@basis` is missing.
    Basis,
    /// Not `code,full name`.
    UnitLine,
    /// The code has not 2, 3 or 5 digits.
    UnitCode,
    /// The full name does not begin with a kind of unit that this level has.
    UnitName,
    /// The same code twice.
    UnitTwice,
    /// The unit stands under nothing.
    UnitUnderNothing,
    /// Not `old,new,0 or 1,how`.
    SuccessorLine,
    /// A code that the tree does not have.
    SuccessorUnknown,
    /// More lines than a country has units.
    TooLong,
    /// `@like`, and no tree before.
    NothingBefore,
    /// A tree must be the next in number and later in force than the tree before.
    NotNext,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Head,
    Units,
    Successors,
}

/// Reads a tree file. Total: any bytes give a tree or the first fault.
pub fn parse(bytes: &[u8]) -> Result<TreeFile, TreeFault> {
    let text = std::str::from_utf8(bytes).map_err(|_| TreeFault { line: 1, kind: TreeFaultKind::NotText })?;
    let mut head = Head::default();
    let (mut units, mut successors, mut section) = (Vec::new(), Vec::new(), Section::Head);
    let mut last = 1;
    for (index, raw) in text.lines().enumerate() {
        last = index + 1;
        let line = raw.trim_end();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(word) = line.strip_prefix('@') {
            section = head.take(word).map_err(|kind| TreeFault { line: last, kind })?;
            continue;
        }
        let read = match section {
            Section::Head => Err(TreeFaultKind::UnknownLine),
            Section::Units if units.len() >= TREE_UNITS_MAX => Err(TreeFaultKind::TooLong),
            Section::Successors if successors.len() >= TREE_SUCCESSORS_MAX => Err(TreeFaultKind::TooLong),
            Section::Units => unit_line(last, line).map(|unit| units.push(unit)),
            Section::Successors => successor_line(last, line).map(|row| successors.push(row)),
        };
        read.map_err(|kind| TreeFault { line: last, kind })?;
    }
    head.finish(units, successors).map_err(|kind| TreeFault { line: last, kind })
}

#[derive(Default)]
struct Head {
    number: Option<i64>,
    from: Option<Date>,
    basis: Option<String>,
    like: bool,
}

impl Head {
    /// Takes one `@` line; answers the section that follows it.
    fn take(&mut self, line: &str) -> Result<Section, TreeFaultKind> {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let rest = rest.trim();
        match word {
            "tree" => {
                let number = rest.parse().ok().filter(|number| (1..=TREE_NUMBER_MAX).contains(number));
                self.number = Some(number.ok_or(TreeFaultKind::TreeNumber)?);
            }
            "from" => self.from = Some(rest.parse().map_err(|_| TreeFaultKind::FromDay)?),
            "basis" if !rest.is_empty() => self.basis = Some(rest.to_owned()),
            "like" if rest.is_empty() => self.like = true,
            "units" if rest.is_empty() => return Ok(Section::Units),
            "successors" if rest.is_empty() => return Ok(Section::Successors),
            "basis" => return Err(TreeFaultKind::Basis),
            _ => return Err(TreeFaultKind::UnknownLine),
        }
        Ok(Section::Head)
    }

    fn finish(self, units: Vec<UnitLine>, successors: Vec<SuccessorLine>) -> Result<TreeFile, TreeFaultKind> {
        Ok(TreeFile {
            number: self.number.ok_or(TreeFaultKind::TreeNumber)?,
            from: self.from.ok_or(TreeFaultKind::FromDay)?,
            basis: self.basis.ok_or(TreeFaultKind::Basis)?,
            like: self.like,
            units,
            successors,
        })
    }
}

fn unit_line(number: usize, line: &str) -> Result<UnitLine, TreeFaultKind> {
    let (code, full_name) = line.split_once(',').ok_or(TreeFaultKind::UnitLine)?;
    let level = level_of(code).ok_or(TreeFaultKind::UnitCode)?;
    let (kind, name) = UnitKind::split(full_name).ok_or(TreeFaultKind::UnitName)?;
    if !has(level, kind) || name.contains(',') || name.chars().any(char::is_control) {
        return Err(TreeFaultKind::UnitName);
    }
    Ok(UnitLine { line: number, code: code.to_owned(), level, kind, name: name.to_owned() })
}

/// The level of a code of the statistics office.
fn level_of(code: &str) -> Option<Level> {
    let level = match code.len() {
        2 => Level::Province,
        3 => Level::District,
        5 => Level::Commune,
        _ => return None,
    };
    code.bytes().all(|byte| byte.is_ascii_digit()).then_some(level)
}

fn has(level: Level, kind: UnitKind) -> bool {
    use UnitKind::{City, Commune, District, Province, SpecialZone, Town, Township, UrbanDistrict, Ward};
    match level {
        Level::Nation => false,
        Level::Province => matches!(kind, Province | City),
        Level::District => matches!(kind, District | UrbanDistrict | Town | City),
        Level::Commune => matches!(kind, Commune | Ward | Township | SpecialZone),
    }
}

fn successor_line(number: usize, line: &str) -> Result<SuccessorLine, TreeFaultKind> {
    let mut parts = line.split(',');
    let (Some(old), Some(new), Some(default), Some(how), None) =
        (parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(TreeFaultKind::SuccessorLine);
    };
    let is_default = match default {
        "1" => true,
        "0" => false,
        _ => return Err(TreeFaultKind::SuccessorLine),
    };
    let how = How::parse(how).ok_or(TreeFaultKind::SuccessorLine)?;
    if level_of(old).is_none() || level_of(new).is_none() {
        return Err(TreeFaultKind::UnitCode);
    }
    Ok(SuccessorLine { line: number, old: old.to_owned(), new: new.to_owned(), is_default, how })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HEAD: &str = "@tree 4\n@from 2027-01-01\n@basis 1/2027\n";

    fn check(body: &str) -> Result<TreeFile, TreeFault> {
        parse(format!("{HEAD}{body}").as_bytes())
    }

    fn fault(body: &str) -> (usize, TreeFaultKind) {
        let fault = check(body).expect_err("a fault");
        (fault.line, fault.kind)
    }

    #[test]
    fn a_small_tree_reads() {
        let tree = check("# note\n@units\n51,Tỉnh Quảng Ngãi\n21040,Xã Bình Sơn\n@successors\n21040,21040,1,code\n");
        let tree = tree.expect("a tree");
        assert_eq!((tree.number, tree.like, tree.units.len(), tree.successors.len()), (4, false, 2, 1));
        assert_eq!(tree.units[1].level, Level::Commune);
        assert_eq!(tree.units[1].name, "Bình Sơn");
    }

    #[test]
    fn every_fault_names_its_line() {
        assert_eq!(fault("21040,Xã Bình Sơn\n"), (4, TreeFaultKind::UnknownLine));
        assert_eq!(fault("@units\n2104,Xã Bình Sơn\n"), (5, TreeFaultKind::UnitCode));
        assert_eq!(fault("@units\n21040,Tỉnh Bình Sơn\n"), (5, TreeFaultKind::UnitName));
        assert_eq!(fault("@units\n21040 Xã Bình Sơn\n"), (5, TreeFaultKind::UnitLine));
        assert_eq!(fault("@successors\n21040,21040,2,code\n"), (5, TreeFaultKind::SuccessorLine));
        assert_eq!(fault("@colour red\n"), (4, TreeFaultKind::UnknownLine));
        assert_eq!(parse(b"@from 2027-01-01").expect_err("no number").kind, TreeFaultKind::TreeNumber);
        assert_eq!(parse(b"@tree 4\n@from 2027-02-30").expect_err("no day").kind, TreeFaultKind::FromDay);
        assert_eq!(parse(&[0xff, 0xfe]).expect_err("not text").kind, TreeFaultKind::NotText);
    }

    proptest! {
        #[test]
        fn any_bytes_give_a_tree_or_a_fault(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = parse(&bytes);
        }

        #[test]
        fn any_lines_after_a_head_give_a_tree_or_a_fault(body in "(@units|@successors|[0-9]{0,6},[a-zA-ZÀ-ỹ ,01]{0,20}|#|\n){0,12}") {
            if let Ok(tree) = check(&body) {
                prop_assert!(tree.units.iter().all(|unit| level_of(&unit.code) == Some(unit.level)));
            }
        }
    }
}
