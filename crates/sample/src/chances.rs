//! How often whatever makes people hard to tell apart comes up.
//!
//! The lists of one district are as a good office keeps them. Beside them stands the harder world of the linkage: of
//! every slip there are enough to count, several come together in careless rows, and namesakes, twins and the peoples
//! of the hills make a register in which a name and a year tell little.

use crate::slip::{MOVED, RATES, Slip};

/// Chances in ten thousand, unless said otherwise.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Chances {
    /// Each slip of a row.
    pub(crate) slips: &'static [(Slip, u32)],
    /// Rows that were written carelessly, in which every slip comes up [`CARELESS_TIMES`] as often.
    pub(crate) careless: u32,
    /// Rows that stand in the list of the next commune.
    pub(crate) moved: u64,
    /// People with the name and the day of somebody in the commune.
    pub(crate) namesakes: u32,
    /// People with the name and the year of somebody in the commune, born on another day.
    pub(crate) namesakes_of_the_year: u32,
    /// People with a twin.
    pub(crate) twins: u32,
    /// Twins whose given names begin alike: Long and Lân.
    pub(crate) twins_alike: u32,
    /// People whose old number was given to somebody else too.
    pub(crate) old_numbers_twice: u32,
    /// Of the rows in the list of another commune, those in a list far away.
    pub(crate) moved_far: u32,
    /// Communes of the hills, where more than half bear the names of the Hrê and the Cor.
    pub(crate) hills: u32,
    /// Of the people no register knows, those who are like somebody of the commune.
    pub(crate) unknown_alike: u32,
}

/// How much oftener slips are in careless rows.
pub(crate) const CARELESS_TIMES: u32 = 4;

/// A district as it is.
pub(crate) static USUAL: Chances = Chances {
    slips: RATES,
    careless: 0,
    moved: MOVED,
    namesakes: 12,
    namesakes_of_the_year: 0,
    twins: 110,
    twins_alike: 0,
    old_numbers_twice: 0,
    moved_far: 0,
    hills: 0,
    unknown_alike: 0,
};

/// The linkage: hard enough that nobody finds everybody.
pub(crate) static HARDER: Chances = Chances {
    slips: HARDER_RATES,
    careless: 600,
    moved: 400,
    namesakes: 20,
    namesakes_of_the_year: 300,
    twins: 180,
    twins_alike: 6_000,
    old_numbers_twice: 60,
    moved_far: 2_500,
    hills: 1_200,
    unknown_alike: 4_000,
};

/// Of the rows that have their own number while name and birth are both doubtful there are about five for each row that
/// has the number of another living person: whoever trusts the number is wrong one time in six.
const HARDER_RATES: &[(Slip, u32)] = &[
    (Slip::NameSlip, 250),
    (Slip::NameUnmarked, 500),
    (Slip::NameToneMoved, 2_500),
    (Slip::NameDialect, 700),
    (Slip::NameTurned, 60),
    (Slip::NameSpaces, 80),
    (Slip::NameDecomposed, 60),
    (Slip::NameHome, 2_500),
    (Slip::NameBrackets, 900),
    (Slip::NameMiddleLost, 150),
    (Slip::BirthSwapped, 200),
    (Slip::BirthYearOnly, 600),
    (Slip::BirthZeros, 100),
    (Slip::BirthYearOff, 200),
    (Slip::BirthLunar, 100),
    (Slip::BirthZodiac, 50),
    (Slip::BirthDigit, 150),
    (Slip::SexOther, 80),
    (Slip::HamletOther, 800),
    (Slip::NumberMissing, 1_200),
    (Slip::NumberOld, 1_400),
    (Slip::OldNumberOutdated, 500),
    (Slip::OldNumberDigit, 200),
    (Slip::NumberDigit, 150),
    (Slip::NumberTransposed, 60),
    (Slip::NumberZeroLost, 350),
    (Slip::NumberScientific, 40),
    (Slip::NumberOfOther, 25),
    (Slip::NumberOfKin, 25),
    (Slip::PersonDoubtful, 260),
    (Slip::Unknown, 300),
];
