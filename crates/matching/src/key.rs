//! The keys by which a person is found: several, so that one slip never hides anybody.

/// One step of the hash of keys.
pub(crate) fn mix(hash: u64, value: u64) -> u64 {
    let mixed = (hash.rotate_left(29) ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ mixed >> 32
}

/// What a person is found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// The twelve digits.
    Number(u64),
    /// The nine digits.
    OldNumber(u32),
    /// The name without marks, and the day.
    NameBirth(u64, u32),
    /// The name without marks, and the year.
    NameYear(u64, u32),
    /// The given name without marks, and the day.
    GivenBirth(u32, u32),
    /// The name by ear, and the commune.
    DialectCommune(u64, u32),
    /// The day, and the commune.
    BirthCommune(u32, u32),
    /// The given name without marks, the year, and the commune.
    GivenYearCommune(u32, u32, u32),
    /// The name without marks, the day and the month: the year is wrong.
    NameDayMonth(u64, u32),
}

/// How many keys a person has at most.
pub(crate) const KEYS_MAX: usize = 11;

impl Key {
    pub(crate) fn hash(self) -> u64 {
        let (kind, a, b) = match self {
            Key::Number(number) => (1, number, 0),
            Key::OldNumber(number) => (2, u64::from(number), 0),
            Key::NameBirth(name, birth) => (3, name, u64::from(birth)),
            Key::NameYear(name, year) => (4, name, u64::from(year)),
            Key::GivenBirth(given, birth) => (5, u64::from(given), u64::from(birth)),
            Key::DialectCommune(name, commune) => (6, name, u64::from(commune)),
            Key::BirthCommune(birth, commune) => (7, u64::from(birth), u64::from(commune)),
            Key::GivenYearCommune(given, year, commune) => {
                (8, u64::from(given) << 32 | u64::from(year), u64::from(commune))
            }
            Key::NameDayMonth(name, day_month) => (9, name, u64::from(day_month)),
        };
        finish(mix(mix(kind, a), b))
    }
}

/// Spreads what was mixed over all bits.
fn finish(hash: u64) -> u64 {
    let hash = (hash ^ hash >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ hash >> 33
}
