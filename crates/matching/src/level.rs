//! How well a field of a row agrees with a person: the levels, from equal to different.

use kernel::keyed;

/// An enum of levels with a key and a place in the table of weights each.
macro_rules! levels {
    ($(#[$outer:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $key:literal),* $(,)? }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$doc])* $variant),* }

        impl $name {
            /// Every level, best first.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The word in reasons; it never changes.
            pub const fn key(self) -> &'static str {
                match self { $($name::$variant => $key),* }
            }
        }
    };
}

keyed! {
    /// What is compared.
    pub enum Field {
        /// Họ và tên.
        FullName = "full_name",
        /// Ngày sinh.
        Birth = "birth",
        /// Giới tính.
        Sex = "sex",
        /// Số định danh.
        CitizenId = "citizen_id",
        /// Số CMND.
        OldId = "old_id",
        /// Xã, phường, thị trấn.
        Commune = "commune",
        /// Thôn, xóm, tổ dân phố.
        Village = "village",
        /// Còn sống hay đã chết.
        Status = "status",
    }
}

levels! {
    /// Two names.
    NameLevel {
        /// The same, however it is spelled: Hoà and Hòa.
        Same = "same",
        /// The same without marks, and one side has none.
        Unmarked = "unmarked",
        /// The same without marks, but both sides have some: Thanh and Thạnh.
        Marks = "marks",
        /// The same by ear: Trang and Chang.
        Dialect = "dialect",
        /// The same words in another order.
        Order = "order",
        /// One letter wrong, missing, too many, or two exchanged; or parts written together.
        Slip = "slip",
        /// A part between is missing on one side.
        Part = "part",
        /// The same as the other name.
        Alias = "alias",
        /// Family and given name the same, not what stands between.
        Ends = "ends",
        /// The given name alone.
        Given = "given",
        /// Something else.
        Different = "different",
    }
}

levels! {
    /// Two birth dates.
    BirthLevel {
        /// The same day.
        Same = "same",
        /// The same 1 January, which stands for an unknown day more often than for a birth.
        SameNewYear = "same_new_year",
        /// The same year, and both sides know no more.
        SameYear = "same_year",
        /// The same year, and one side knows no more.
        YearOnly = "year_only",
        /// The same year, and one side says 1 January.
        NewYear = "new_year",
        /// Day and month exchanged.
        Swapped = "swapped",
        /// Only the day, the month, or one digit of the year differs.
        Slip = "slip",
        /// The year before or after, the day the same.
        YearSlip = "year_slip",
        /// A turn of the zodiac apart, the day the same.
        Zodiac = "zodiac",
        /// As far apart as the lunar calendar is.
        Lunar = "lunar",
        /// Another day of the same year.
        Year = "year",
        /// The year before or after.
        NearYear = "near_year",
        /// Something else.
        Different = "different",
        /// One side says nothing.
        Missing = "missing",
    }
}

levels! {
    /// Two sexes.
    SexLevel {
        /// The same.
        Same = "same",
        /// The other.
        Different = "different",
        /// One side says nothing.
        Missing = "missing",
    }
}

levels! {
    /// Two numbers of twelve digits.
    NumberLevel {
        /// All twelve.
        Same = "same",
        /// All twelve, once lost zeros are put back.
        Repaired = "repaired",
        /// Two neighbouring digits exchanged.
        Transposed = "transposed",
        /// One digit differs.
        OneDigit = "one_digit",
        /// Another number.
        Different = "different",
        /// One side has none.
        Missing = "missing",
    }
}

levels! {
    /// Two numbers of nine digits.
    OldNumberLevel {
        /// All nine.
        Same = "same",
        /// All nine, once lost zeros are put back.
        Repaired = "repaired",
        /// Two neighbouring digits exchanged.
        Transposed = "transposed",
        /// One digit differs.
        OneDigit = "one_digit",
        /// Another number.
        Different = "different",
        /// One side has none.
        Missing = "missing",
    }
}

levels! {
    /// Two communes.
    PlaceLevel {
        /// The same.
        Same = "same",
        /// Another of the same province.
        Province = "province",
        /// Elsewhere.
        Different = "different",
        /// One side says nothing that is known.
        Missing = "missing",
    }
}

levels! {
    /// Two villages of one commune.
    VillageLevel {
        /// The same.
        Same = "same",
        /// Another.
        Different = "different",
        /// One side says nothing, or the communes differ already.
        Missing = "missing",
    }
}

impl NameLevel {
    /// The same name in the sense of the rule that verifies by itself.
    pub fn is_same(self) -> bool {
        matches!(self, NameLevel::Same | NameLevel::Unmarked)
    }

    /// One slip away at most.
    pub fn is_close(self) -> bool {
        !matches!(self, NameLevel::Ends | NameLevel::Given | NameLevel::Different)
    }
}

impl BirthLevel {
    /// The same date in the sense of the rule that verifies by itself.
    pub fn is_same(self) -> bool {
        matches!(self, BirthLevel::Same | BirthLevel::SameNewYear | BirthLevel::SameYear | BirthLevel::YearOnly)
    }

    /// One known slip away at most.
    pub fn is_close(self) -> bool {
        !matches!(self, BirthLevel::Year | BirthLevel::NearYear | BirthLevel::Different | BirthLevel::Missing)
    }
}
