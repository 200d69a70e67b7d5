//! The weights: how much each level of agreement tells.
//!
//! After Fellegi and Sunter, a level weighs `log2(m / u)`: `m` is how often it is seen between a row and its person, `u`
//! how often between a row and somebody else. Where `u` depends on the value, as with names, it comes from the register.
//! A table is learned (see [`crate::learn()`]), then it is frozen: its name and digest stand in every decision.

use crate::level::{BirthLevel, Field, NameLevel, NumberLevel, OldNumberLevel, PlaceLevel, SexLevel, VillageLevel};
use sha2::{Digest as _, Sha256};
use std::{fmt::Write as _, sync::LazyLock};

pub(crate) const MILLION: u64 = 1_000_000;
/// The longest file that can be a model: a whole one has three thousand bytes.
pub const MODEL_BYTES_MAX: u64 = 1 << 16;
/// The layout below; another layout takes another number.
const VERSION: u64 = 1;
const FIRST_WORD: &str = "ansinh-model";
/// No number in a model is greater.
const NUMBER_MAX: u64 = 1_000_000_000;
const NAME_MAX: usize = 40;

/// How often a level is seen between strangers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Chance {
    /// In a thousand million pairs.
    Pairs(u64),
    /// As often as the value is found in the register, times this many millionths.
    Bearers(u64),
    /// One in this many registers: a number belongs to one person, but lists carry the numbers of others.
    Registers(u64),
}
use Chance::{Bearers, Pairs, Registers};

impl Chance {
    fn number(self) -> u64 {
        let (Pairs(number) | Bearers(number) | Registers(number)) = self;
        number
    }

    /// The same kind of chance with another number, which is at least one.
    pub(crate) fn with(self, number: u64) -> Chance {
        let number = number.clamp(1, NUMBER_MAX);
        match self {
            Pairs(_) => Pairs(number),
            Bearers(_) => Bearers(number),
            Registers(_) => Registers(number),
        }
    }

    /// Its word in the file.
    fn key(self) -> &'static str {
        match self {
            Pairs(_) => "pairs",
            Bearers(_) => "bearers",
            Registers(_) => "registers",
        }
    }
}

/// What is known of a level: `m` in a million, and `u`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) m: u64,
    pub(crate) u: Chance,
}

/// Silence says nothing, so it has no line in the file.
pub(crate) const SILENT: &str = "missing";
const SILENT_ROW: Row = Row { m: MILLION, u: Pairs(NUMBER_MAX) };

pub(crate) const FIELDS: usize = 7;

/// The fields in the order of the file, with the keys of their levels.
pub(crate) static LEVELS: LazyLock<[(Field, Vec<&'static str>); FIELDS]> = LazyLock::new(|| {
    [
        (Field::FullName, NameLevel::ALL.iter().map(|level| level.key()).collect()),
        (Field::Birth, BirthLevel::ALL.iter().map(|level| level.key()).collect()),
        (Field::Sex, SexLevel::ALL.iter().map(|level| level.key()).collect()),
        (Field::CitizenId, NumberLevel::ALL.iter().map(|level| level.key()).collect()),
        (Field::OldId, OldNumberLevel::ALL.iter().map(|level| level.key()).collect()),
        (Field::Commune, PlaceLevel::ALL.iter().map(|level| level.key()).collect()),
        (Field::Village, VillageLevel::ALL.iter().map(|level| level.key()).collect()),
    ]
});

/// Which kind of chance a level has.
fn kind_of(field: Field, level: &str) -> Chance {
    match (field, level) {
        (Field::FullName, "ends" | "given" | "different") => Pairs(1),
        (Field::FullName, _) | (Field::Commune, "same") => Bearers(1),
        (Field::CitizenId | Field::OldId, "same" | "repaired") => Registers(1),
        _ => Pairs(1),
    }
}

/// The table that decides: learned from the harder sample by the command that `docs/MATCHING.md` names.
pub static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::parse(include_bytes!("../models/learned.txt")).expect("the model of the program is whole"));

/// The table learning begins with, set by hand with reasons: what too few rows say nothing about stays as it is here.
pub(crate) static BY_HAND: LazyLock<Model> =
    LazyLock::new(|| Model::parse(include_bytes!("../models/by-hand.txt")).expect("the first model is whole"));

/// A table of weights, with its name and digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    name: String,
    in_register: u64,
    people_min: u64,
    fields: [Vec<Row>; FIELDS],
    digest: [u8; 32],
}

/// Why bytes are no model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelFault {
    /// They begin otherwise, or are longer than any model.
    #[error("not a model")]
    NotAModel,
    /// Written by another version of this program.
    #[error("the model has layout {found}, this program reads layout {VERSION}")]
    Version {
        /// The number in the file.
        found: u64,
    },
    /// Another line is expected, or a number is out of bounds.
    #[error("line {line} is not as it must be")]
    Line {
        /// The line, counted from one.
        line: usize,
    },
    /// The digest at the end is not that of what stands before it.
    #[error("the model was changed: its digest does not fit")]
    Damaged,
}

/// What a model says before it is frozen.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) name: String,
    /// Before anything is compared: so many in a million rows have their person in the register.
    pub(crate) in_register: u64,
    /// A register of a few communes says little on how rare a name is in the country: what is seen once in it counts as
    /// once in this many people.
    pub(crate) people_min: u64,
    pub(crate) fields: [Vec<Row>; FIELDS],
}

impl Model {
    pub(crate) fn freeze(draft: Draft) -> Model {
        let Draft { name, in_register, people_min, fields } = draft;
        let mut model = Model { name, in_register, people_min, fields, digest: [0; 32] };
        model.digest = Sha256::digest(model.lines()).into();
        model
    }

    /// Reads a model as [`Model::text`] writes it. Any bytes give a model or a fault.
    pub fn parse(bytes: &[u8]) -> Result<Model, ModelFault> {
        let text = str::from_utf8(bytes).ok().filter(|text| text.len() as u64 <= MODEL_BYTES_MAX);
        let mut lines = Lines { lines: text.ok_or(ModelFault::NotAModel)?.split('\n'), line: 0 };
        match lines.words(FIRST_WORD).map_err(|_| ModelFault::NotAModel)?[..] {
            [version] if version == VERSION.to_string() => {}
            [version] => {
                return Err(version.parse().map_or(ModelFault::NotAModel, |found| ModelFault::Version { found }));
            }
            _ => return Err(ModelFault::NotAModel),
        }
        let name = lines.name()?;
        let (in_register, people_min) =
            (lines.number("in_register", MILLION)?, lines.number("people_min", NUMBER_MAX)?);
        let mut fields: [Vec<Row>; FIELDS] = Default::default();
        for (rows, (field, levels)) in fields.iter_mut().zip(LEVELS.iter()) {
            for level in levels {
                rows.push(if *level == SILENT { SILENT_ROW } else { lines.row(*field, level)? });
            }
        }
        let model = Model::freeze(Draft { name, in_register, people_min, fields });
        // Numbers have several writings and a model has one: whatever is written otherwise has another digest.
        if model.text().as_bytes() == bytes { Ok(model) } else { Err(ModelFault::Damaged) }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Name and beginning of the digest, as decisions keep it: `learned-1:0123456789ab`.
    pub fn id(&self) -> String {
        let mut id = format!("{}:", self.name);
        for byte in &self.digest[..6] {
            write!(id, "{byte:02x}").expect("text takes text");
        }
        id
    }

    /// SHA-256 of all its numbers and its name: two models with one digest decide alike.
    pub fn digest(&self) -> &[u8; 32] {
        &self.digest
    }

    /// The file: all numbers, a line each, and the digest.
    pub fn text(&self) -> String {
        let mut text = self.lines();
        text.push_str("sha256 ");
        for byte in self.digest {
            write!(text, "{byte:02x}").expect("text takes text");
        }
        text.push('\n');
        text
    }

    pub(crate) fn in_register(&self) -> u64 {
        self.in_register
    }

    pub(crate) fn people_min(&self) -> u64 {
        self.people_min
    }

    /// The rows of each field, in the order of its levels.
    pub(crate) fn fields(&self) -> &[Vec<Row>; FIELDS] {
        &self.fields
    }

    fn lines(&self) -> String {
        let Model { name, in_register, people_min, .. } = self;
        let mut text =
            format!("{FIRST_WORD} {VERSION}\nname {name}\nin_register {in_register}\npeople_min {people_min}\n");
        for (rows, (field, levels)) in self.fields.iter().zip(LEVELS.iter()) {
            for (Row { m, u }, level) in rows.iter().zip(levels).filter(|(_, level)| **level != SILENT) {
                writeln!(text, "{} {level} {m} {} {}", field.key(), u.number(), u.key()).expect("text takes text");
            }
        }
        text
    }
}

/// The lines of a model with the digest they should end in, for checks that look behind the digest.
#[doc(hidden)]
pub fn sealed_model(lines: &str) -> String {
    let digest = Sha256::digest(lines).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    format!("{lines}sha256 {digest}\n")
}

/// Whether a model can have this name: a few small letters, digits, and lines between.
pub fn is_model_name(name: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !name.is_empty() && name.len() <= NAME_MAX && name.bytes().all(letter)
}

/// The lines of a file, one after the other.
struct Lines<'t> {
    lines: std::str::Split<'t, char>,
    line: usize,
}

impl<'t> Lines<'t> {
    /// The words of the next line behind its first one, which must be this.
    fn words(&mut self, first: &str) -> Result<Vec<&'t str>, ModelFault> {
        self.line += 1;
        let mut words = self.lines.next().unwrap_or_default().split(' ');
        if words.next() == Some(first) { Ok(words.collect()) } else { Err(self.fault()) }
    }

    fn fault(&self) -> ModelFault {
        ModelFault::Line { line: self.line }
    }

    fn name(&mut self) -> Result<String, ModelFault> {
        match self.words("name")?[..] {
            [name] if is_model_name(name) => Ok(name.to_owned()),
            _ => Err(self.fault()),
        }
    }

    fn number(&mut self, first: &str, most: u64) -> Result<u64, ModelFault> {
        match self.words(first)?[..] {
            [number] => self.bounded(number, most),
            _ => Err(self.fault()),
        }
    }

    fn bounded(&self, number: &str, most: u64) -> Result<u64, ModelFault> {
        number.parse().ok().filter(|number| (1..=most).contains(number)).ok_or_else(|| self.fault())
    }

    /// `full_name slip 25000 25000000 bearers`.
    fn row(&mut self, field: Field, level: &str) -> Result<Row, ModelFault> {
        let kind = kind_of(field, level);
        match self.words(field.key())?[..] {
            [found, m, u, of] if found == level && of == kind.key() => {
                Ok(Row { m: self.bounded(m, MILLION)?, u: kind.with(self.bounded(u, NUMBER_MAX)?) })
            }
            _ => Err(self.fault()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_model_is_read_as_it_was_written() {
        for model in [&*MODEL, &*BY_HAND] {
            assert_eq!(Model::parse(model.text().as_bytes()).as_ref(), Ok(model));
        }
    }

    #[test]
    fn what_is_foreign_broken_or_newer_is_refused() {
        let whole = BY_HAND.text();
        let read = |text: &str| Model::parse(text.as_bytes());
        assert_eq!(read(""), Err(ModelFault::NotAModel));
        assert_eq!(read("lid,full_name\n1,Lê Văn An\n"), Err(ModelFault::NotAModel));
        assert_eq!(Model::parse(b"\xff\xfe"), Err(ModelFault::NotAModel));
        assert_eq!(read(&whole.replacen(" 1\n", " 2\n", 1)), Err(ModelFault::Version { found: 2 }));
        assert_eq!(read(&whole.replacen("by-hand", "by hand", 1)), Err(ModelFault::Line { line: 2 }));
        assert_eq!(read(&whole.replacen("in_register 9", "in_register 99", 1)), Err(ModelFault::Line { line: 3 }));
        assert_eq!(read(&whole.replacen("full_name same 8", "full_name same 7", 1)), Err(ModelFault::Damaged));
        assert_eq!(read(&whole.replacen("full_name same 8", "full_name same 08", 1)), Err(ModelFault::Damaged));
        assert_eq!(read(&whole.replacen("birth same ", "birth Same ", 1)), Err(ModelFault::Line { line: 16 }));
        assert_eq!(read(&(whole.clone() + "\n")), Err(ModelFault::Damaged));
        for end in 0..whole.len() {
            assert!(read(&whole[..end]).is_err(), "{end}");
        }
    }

    /// Who changes a number changes the name of the table: decisions keep both.
    #[test]
    fn the_tables_have_not_changed_under_their_names() {
        assert_eq!(BY_HAND.id(), "by-hand-3:67fc0663f541");
        assert_eq!(MODEL.id(), "learned-1:24f5ac12fb53");
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_model_or_a_fault(at in 0_usize..3_000, bytes in proptest::collection::vec(any::<u8>(), 0..12)) {
            let mut text = MODEL.text().into_bytes();
            let at = at.min(text.len());
            text.splice(at..(at + bytes.len()).min(text.len()), bytes.clone());
            if let Ok(model) = Model::parse(&text) {
                prop_assert_eq!(&model, &*MODEL);
            }
        }
    }
}
