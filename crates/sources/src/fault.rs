//! What is wrong, or doubtful, in one row.

use crate::Field;

kernel::keyed! {
    /// What is wrong in a row, as a fact. The sentences are in `web`.
    pub enum FaultKind {
        /// No name.
        NameMissing = "name_missing",
        /// What stands there is no name.
        NameUnreadable = "name_unreadable",
        /// Neither the row nor the sheet nor the sender says which commune.
        CommuneMissing = "commune_missing",
        /// No commune of the sender's area has this name or code.
        CommuneUnknown = "commune_unknown",
        /// Several communes have this name.
        CommuneAmbiguous = "commune_ambiguous",
        /// No category.
        CategoryMissing = "category_missing",
        /// No category of this kind of source has this name or code.
        CategoryUnknown = "category_unknown",
        /// No day or year of birth can be read from what is written.
        BirthUnreadable = "birth_unreadable",
        /// Born after the file was received.
        BirthInFuture = "birth_in_future",
        /// No amount can be read, or it can be read in two ways.
        AmountUnreadable = "amount_unreadable",
        /// What kind of movement a row tells is missing, or none of the four.
        MovementUnknown = "movement_unknown",
        /// What a row of this kind of movement must say is missing or cannot be read.
        RequiredMissing = "required_missing",
        /// The number by which a movement finds its person is no citizen number.
        KeyDamaged = "key_damaged",
        /// Died after the file was received.
        DeathInFuture = "death_in_future",
        /// A formula typed as text.
        Formula = "formula",
        /// The row says the very same as an earlier one of the file: nobody is entitled twice by a slip of the hand.
        RowRepeated = "row_repeated",
        /// The number is neither a citizen number nor an old one: it was damaged or is incomplete.
        NumberDamaged = "number_damaged",
        /// `1.9E+10`: a spreadsheet rounded the number, and the digits are gone.
        NumberRounded = "number_rounded",
        /// The number names the other sex.
        NumberOtherSex = "number_other_sex",
        /// The number names another birth year.
        NumberOtherYear = "number_other_year",
        /// The number begins with no province.
        NumberNoProvince = "number_no_province",
        /// The last six digits are all the same.
        NumberRepeats = "number_repeats",
        /// Nobody wrote when the person was born.
        BirthUnknown = "birth_unknown",
        /// Day and month may have changed places.
        BirthSwapped = "birth_swapped",
        /// 1 January, in a column where that stands for "only the year is known".
        BirthFirstDay = "birth_first_day",
        /// Neither nam nor nữ.
        SexUnreadable = "sex_unreadable",
        /// No phone number of Viet Nam.
        PhoneUnreadable = "phone_unreadable",
        /// The day cannot be read.
        DayUnreadable = "day_unreadable",
        /// No account number.
        AccountUnreadable = "account_unreadable",
        /// The text may be of an old font.
        OldFont = "old_font",
        /// The text was longer than is kept.
        TextCut = "text_cut",
    }
}

impl FaultKind {
    /// Whether the row goes back to its sender. Else it is kept, without what cannot be trusted, and looked at.
    pub const fn sends_back(self) -> bool {
        matches!(
            self,
            FaultKind::NameMissing
                | FaultKind::NameUnreadable
                | FaultKind::CommuneMissing
                | FaultKind::CommuneUnknown
                | FaultKind::CommuneAmbiguous
                | FaultKind::CategoryMissing
                | FaultKind::CategoryUnknown
                | FaultKind::BirthUnreadable
                | FaultKind::BirthInFuture
                | FaultKind::AmountUnreadable
                | FaultKind::MovementUnknown
                | FaultKind::RequiredMissing
                | FaultKind::KeyDamaged
                | FaultKind::DeathInFuture
                | FaultKind::Formula
                | FaultKind::RowRepeated
        )
    }
}

kernel::keyed! {
    /// Why something may be meant by what is written. The sentences are in `web`.
    pub enum Because {
        /// A number cell drops zeros at the front.
        ZerosLost = "zeros_lost",
        /// A number cell puts `.0` behind.
        DecimalTail = "decimal_tail",
        /// O was typed for 0, l for 1.
        LettersForDigits = "letters_for_digits",
        /// A zero too many.
        ExtraZero = "extra_zero",
        /// All digits are there in `5.1144001234E+10`.
        Scientific = "scientific",
        /// The month stands first: read the other way round there is no such day.
        MonthFirst = "month_first",
        /// Other days of the column stand with the month first.
        ColumnMonthFirst = "column_month_first",
        /// A spreadsheet took those days of the column for dates that it could read the other way round.
        ColumnConverted = "column_converted",
        /// Only the year can be right.
        YearOnly = "year_only",
        /// The column says 1 January where only the year is known.
        ColumnFirstDays = "column_first_days",
        /// The one commune of the area that is called much like it.
        NearestName = "nearest_name",
        /// A mobile prefix of before 2018.
        OldPrefix = "old_prefix",
        /// Read as an old font.
        OldFont = "old_font",
    }
}

/// The most characters kept of what was written.
const WRITTEN_CHARS_MAX: usize = 200;

/// What may be meant, and why.
pub(crate) type Proposal = (String, Because);

/// One thing wrong in one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// The row's line in the file.
    pub line: i64,
    /// In which field.
    pub field: Field,
    /// What.
    pub kind: FaultKind,
    /// What stands there, or what the number says.
    pub written: String,
    /// What it may have been. A person decides.
    pub proposal: Option<String>,
    /// Why.
    pub because: Option<Because>,
}

impl RowFault {
    /// A fault of the row at `line`.
    pub(crate) fn new(line: i64, field: Field, kind: FaultKind, written: &str) -> RowFault {
        let written = written.chars().take(WRITTEN_CHARS_MAX).collect();
        RowFault { line, field, kind, written, proposal: None, because: None }
    }

    /// With a proposal.
    pub(crate) fn proposing(mut self, proposal: Option<Proposal>) -> RowFault {
        if let Some((proposal, because)) = proposal {
            self.proposal = Some(proposal);
            self.because = Some(because);
        }
        self
    }
}
