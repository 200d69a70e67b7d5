//! A person of the register as an index keeps one: 32 bytes.

use kernel::{CitizenId, OldIdNumber, Sex};

/// What a register says on somebody's sex.
pub type Gender = Option<Sex>;

/// One person. Zero stands for what is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Person {
    /// The twelve digits, four bits each.
    pub(crate) number: u64,
    pub(crate) old_number: u32,
    pub(crate) name: u32,
    /// The number of the other name and one.
    pub(crate) alias: u32,
    /// See `dates`.
    pub(crate) birth: u32,
    /// The number of the commune and one.
    pub(crate) commune: u32,
    /// A hash of the village's name.
    pub(crate) village: u16,
    pub(crate) flags: u16,
}

const MALE: u16 = 1;
const FEMALE: u16 = 2;
const DEAD: u16 = 4;
const NO_CARD: u16 = 8;
const KNOWN: u16 = MALE | FEMALE | DEAD | NO_CARD;

impl Person {
    pub(crate) const BYTES: usize = 32;

    pub(crate) fn to_bytes(self) -> [u8; Person::BYTES] {
        let mut bytes = [0; Person::BYTES];
        bytes[..8].copy_from_slice(&self.number.to_le_bytes());
        let words = [self.old_number, self.name, self.alias, self.birth, self.commune];
        for (at, word) in words.iter().enumerate() {
            bytes[8 + 4 * at..12 + 4 * at].copy_from_slice(&word.to_le_bytes());
        }
        bytes[28..30].copy_from_slice(&self.village.to_le_bytes());
        bytes[30..].copy_from_slice(&self.flags.to_le_bytes());
        bytes
    }

    pub(crate) fn from_bytes(bytes: &[u8; Person::BYTES]) -> Person {
        let word = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        let half = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]);
        Person {
            number: u64::from(word(0)) | u64::from(word(4)) << 32,
            old_number: word(8),
            name: word(12),
            alias: word(16),
            birth: word(20),
            commune: word(24),
            village: half(28),
            flags: half(30),
        }
    }

    pub(crate) fn flags_of(sex: Gender, dead: bool, has_card: Option<bool>) -> u16 {
        let sex = match sex {
            Some(Sex::Male) => MALE,
            Some(Sex::Female) => FEMALE,
            None => 0,
        };
        sex | if dead { DEAD } else { 0 } | if has_card == Some(false) { NO_CARD } else { 0 }
    }

    pub(crate) fn has_known_flags(self) -> bool {
        self.flags & !KNOWN == 0 && self.flags & (MALE | FEMALE) != MALE | FEMALE
    }

    pub(crate) fn sex(self) -> Gender {
        match self.flags & (MALE | FEMALE) {
            MALE => Some(Sex::Male),
            FEMALE => Some(Sex::Female),
            _ => None,
        }
    }

    pub(crate) fn is_dead(self) -> bool {
        self.flags & DEAD != 0
    }

    /// Whether the register says that no card was ever made.
    pub(crate) fn is_without_card(self) -> bool {
        self.flags & NO_CARD != 0
    }
}

/// Four bits a digit, so that slips are seen by comparing bits.
pub(crate) fn pack_number(id: &CitizenId) -> u64 {
    id.as_str().bytes().fold(0, |packed, digit| packed << 4 | u64::from(digit & 0xf))
}

/// The twelve digits again; nothing where no number is known.
pub(crate) fn unpack_number(packed: u64) -> Option<CitizenId> {
    CitizenId::parse(&format!("{packed:012x}")).ok().filter(|_| packed != 0)
}

/// The last four digits, for eyes that need not see all.
pub(crate) fn masked(packed: u64) -> String {
    let last: String = (0..4).rev().map(|at| char::from(b'0' + last_digit(packed >> (4 * at)))).collect();
    format!("********{last}")
}

fn last_digit(packed: u64) -> u8 {
    u8::try_from(packed & 0xf).expect("four bits").min(9)
}

pub(crate) fn pack_old_number(id: &OldIdNumber) -> u32 {
    id.as_str().parse().expect("nine digits fit 32 bits")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_32_bytes_and_comes_back() {
        let number = pack_number(&CitizenId::parse("051144001234").unwrap());
        assert_eq!(format!("{number:012x}"), "051144001234");
        assert_eq!(masked(number), "********1234");
        assert_eq!(unpack_number(number), CitizenId::parse("051144001234").ok());
        assert_eq!((unpack_number(0), unpack_number(u64::MAX)), (None, None));
        let flags = Person::flags_of(Some(Sex::Female), true, Some(false));
        let person = Person {
            number,
            old_number: 212_345_678,
            name: 3,
            alias: 0,
            birth: 1944 << 16,
            commune: 9,
            village: 77,
            flags,
        };
        assert_eq!(Person::from_bytes(&person.to_bytes()), person);
        assert_eq!((person.sex(), person.is_dead(), person.is_without_card()), (Some(Sex::Female), true, true));
        assert!(person.has_known_flags());
        assert!(!Person { flags: 3, ..person }.has_known_flags(), "man and woman");
        assert_eq!(size_of::<Person>(), Person::BYTES);
    }
}
