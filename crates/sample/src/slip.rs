//! What can be wrong in a row of a list, and how often.

kernel::keyed! {
    /// One thing planted in a row, as `truth.csv` names it.
    pub enum Slip {
        /// Hỏi for ngã, or a letter left out.
        NameSlip = "name_slip",
        /// Typed without marks.
        NameUnmarked = "name_unmarked",
        /// `Hoà` for `Hòa`.
        NameToneMoved = "name_tone_moved",
        /// Said as the other half of the country says it.
        NameDialect = "name_dialect",
        /// The family name behind.
        NameTurned = "name_turned",
        /// Two spaces, a space at the end.
        NameSpaces = "name_spaces",
        /// Marks apart from their vowels.
        NameDecomposed = "name_decomposed",
        /// The name used at home instead of the given name.
        NameHome = "name_home",
        /// The name used at home in brackets.
        NameBrackets = "name_brackets",
        /// The part between family and given name left out.
        NameMiddleLost = "name_middle_lost",
        /// Day and month changed places.
        BirthSwapped = "birth_swapped",
        /// Only the year, where the register has the day.
        BirthYearOnly = "birth_year_only",
        /// `00/00/1944`.
        BirthZeros = "birth_zeros",
        /// A year earlier or later.
        BirthYearOff = "birth_year_off",
        /// The day of the lunar calendar.
        BirthLunar = "birth_lunar",
        /// Twelve years: the same animal.
        BirthZodiac = "birth_zodiac",
        /// Another day of the month, or one digit of the year.
        BirthDigit = "birth_digit",
        /// The other sex.
        SexOther = "sex_other",
        /// Another hamlet of the commune.
        HamletOther = "hamlet_other",
        /// No number where there is one.
        NumberMissing = "number_missing",
        /// Only the old number.
        NumberOld = "number_old",
        /// An old number of before a new card, where the row has only that: nobody has it now.
        OldNumberOutdated = "old_number_outdated",
        /// One digit of the old number wrong, where the row has only that.
        OldNumberDigit = "old_number_digit",
        /// One digit wrong.
        NumberDigit = "number_digit",
        /// Two digits changed places.
        NumberTransposed = "number_transposed",
        /// The zero in front lost in a spreadsheet.
        NumberZeroLost = "number_zero_lost",
        /// `5.1044E+10`.
        NumberScientific = "number_scientific",
        /// Somebody else's.
        NumberOfOther = "number_of_other",
        /// That of somebody of the household, or next door.
        NumberOfKin = "number_of_kin",
        /// The number is the person's, name and birth are not: another given name, a birth years away.
        PersonDoubtful = "person_doubtful",
        /// Not in the register at all.
        Unknown = "unknown",
        /// Lives in another commune by the register.
        Moved = "moved",
        /// Dead by the register.
        Dead = "dead",
        /// Has no card.
        NoCard = "no_card",
        /// Twice in the same list.
        TwiceInList = "twice_in_list",
        /// In the lists of two communes.
        TwoCommunes = "two_communes",
        /// The amount is not the standard times the coefficient.
        AmountWrong = "amount_wrong",
        /// No amount.
        AmountMissing = "amount_missing",
        /// No decision at all.
        DecisionMissing = "decision_missing",
        /// A decision without its day.
        DecisionDayMissing = "decision_day_missing",
        /// The row has no name: it comes back.
        BadName = "bad_name",
        /// A category no law knows: it comes back.
        BadCategory = "bad_category",
        /// The 31st of February: it comes back.
        BadBirth = "bad_birth",
        /// An amount in words: it comes back.
        BadAmount = "bad_amount",
    }
}

/// How often each is planted, in ten thousand rows. What is not here is natural (`dead`, `no_card`) or counted exactly.
pub const RATES: &[(Slip, u32)] = &[
    (Slip::NameSlip, 80),
    (Slip::NameUnmarked, 100),
    (Slip::NameToneMoved, 2_500),
    (Slip::NameDialect, 300),
    (Slip::NameTurned, 15),
    (Slip::NameSpaces, 80),
    (Slip::NameDecomposed, 60),
    (Slip::NameHome, 900),
    (Slip::NameBrackets, 900),
    (Slip::BirthSwapped, 100),
    (Slip::BirthYearOnly, 150),
    (Slip::BirthZeros, 30),
    (Slip::BirthYearOff, 80),
    (Slip::BirthLunar, 25),
    (Slip::BirthZodiac, 12),
    (Slip::SexOther, 30),
    (Slip::NumberMissing, 250),
    (Slip::NumberOld, 330),
    (Slip::NumberDigit, 60),
    (Slip::NumberTransposed, 25),
    (Slip::NumberZeroLost, 110),
    (Slip::NumberScientific, 15),
    (Slip::NumberOfOther, 20),
    (Slip::Unknown, 40),
    (Slip::AmountMissing, 40),
    (Slip::DecisionMissing, 300),
    (Slip::DecisionDayMissing, 120),
];

/// Rows exchanged between communes, in ten thousand of the district's list.
pub(crate) const MOVED: u64 = 100;
/// People in the lists of two communes, in ten thousand.
pub(crate) const IN_TWO_COMMUNES: u64 = 20;
/// People twice in one list, in ten thousand.
pub(crate) const TWICE: u64 = 20;
