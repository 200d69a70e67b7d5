//! One administrative unit in one dated tree.

use crate::Area;
use kernel::keyed;

keyed! {
    /// How far a unit stands from the country. Order is from the top down.
    pub enum Level {
        /// Cả nước.
        Nation = "nation",
        /// Tỉnh, thành phố trực thuộc trung ương.
        Province = "province",
        /// Huyện, quận, thị xã, thành phố thuộc tỉnh. None from 1 July 2025.
        District = "district",
        /// Xã, phường, thị trấn, đặc khu.
        Commune = "commune",
    }
}

keyed! {
    /// The kind of unit, as decrees name it.
    pub enum UnitKind {
        /// The country itself, which has no word before its name.
        Country = "country",
        /// Tỉnh.
        Province = "province",
        /// Thành phố: of the centre, of a province, or of a city; the level tells which.
        City = "city",
        /// Quận.
        UrbanDistrict = "urban_district",
        /// Huyện.
        District = "district",
        /// Thị xã.
        Town = "town",
        /// Xã.
        Commune = "commune",
        /// Phường.
        Ward = "ward",
        /// Thị trấn.
        Township = "township",
        /// Đặc khu.
        SpecialZone = "special_zone",
    }
}

impl UnitKind {
    /// Every kind that has a word, the longer words first so that a prefix never hides them.
    pub(crate) const WORDED: [UnitKind; 9] = [
        UnitKind::City,
        UnitKind::Township,
        UnitKind::SpecialZone,
        UnitKind::Town,
        UnitKind::Ward,
        UnitKind::District,
        UnitKind::Province,
        UnitKind::UrbanDistrict,
        UnitKind::Commune,
    ];

    /// The word before the name, with its capital: `Thị trấn`.
    pub fn word(self) -> &'static str {
        match self {
            UnitKind::Country => "",
            UnitKind::Province => "Tỉnh",
            UnitKind::City => "Thành phố",
            UnitKind::UrbanDistrict => "Quận",
            UnitKind::District => "Huyện",
            UnitKind::Town => "Thị xã",
            UnitKind::Commune => "Xã",
            UnitKind::Ward => "Phường",
            UnitKind::Township => "Thị trấn",
            UnitKind::SpecialZone => "Đặc khu",
        }
    }

    /// The word inside a sentence or an address: `thị trấn`.
    pub fn word_inside(self) -> &'static str {
        match self {
            UnitKind::Country => "",
            UnitKind::Province => "tỉnh",
            UnitKind::City => "thành phố",
            UnitKind::UrbanDistrict => "quận",
            UnitKind::District => "huyện",
            UnitKind::Town => "thị xã",
            UnitKind::Commune => "xã",
            UnitKind::Ward => "phường",
            UnitKind::Township => "thị trấn",
            UnitKind::SpecialZone => "đặc khu",
        }
    }

    /// What offices write for short: `TT`.
    pub fn abbreviation(self) -> &'static str {
        match self {
            UnitKind::Country => "",
            UnitKind::Province => "T",
            UnitKind::City => "TP",
            UnitKind::UrbanDistrict => "Q",
            UnitKind::District => "H",
            UnitKind::Town => "TX",
            UnitKind::Commune => "X",
            UnitKind::Ward => "P",
            UnitKind::Township => "TT",
            UnitKind::SpecialZone => "ĐK",
        }
    }

    /// Kind and name of a full name: `Xã Bình Châu` is (commune, `Bình Châu`).
    pub fn split(full_name: &str) -> Option<(UnitKind, &str)> {
        UnitKind::WORDED.into_iter().find_map(|kind| {
            let name = full_name.strip_prefix(kind.word())?.strip_prefix(' ')?;
            (!name.trim().is_empty()).then_some((kind, name))
        })
    }
}

/// An administrative unit as it was in one dated tree. Never known by its code alone: codes are used again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its place number: the pre-order number in its tree.
    pub place: i64,
    /// The last place number below it, or its own.
    pub hi: i64,
    /// The unit above it; the country has none.
    pub parent: Option<i64>,
    /// The tree it belongs to.
    pub tree: i64,
    /// How far from the country.
    pub level: Level,
    /// What kind of unit.
    pub kind: UnitKind,
    /// The code of the statistics office, with its leading zeros; `VN` for the country.
    pub code: String,
    /// The name without the kind: `Bình Châu`, `1`.
    pub name: String,
}

impl Unit {
    /// `Xã Bình Châu`.
    pub fn full_name(&self) -> String {
        match self.kind {
            UnitKind::Country => self.name.clone(),
            kind => format!("{} {}", kind.word(), self.name),
        }
    }

    /// `xã Bình Châu`, for the inside of a sentence.
    pub fn name_inside(&self) -> String {
        match self.kind {
            UnitKind::Country => self.name.clone(),
            kind => format!("{} {}", kind.word_inside(), self.name),
        }
    }

    /// The unit and all below it.
    pub fn area(&self) -> Area {
        Area { lo: self.place, hi: self.hi }
    }

    /// Whether nothing lies below it: a commune, or an island district without communes.
    pub fn is_leaf(&self) -> bool {
        self.place == self.hi
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_name_splits_into_kind_and_name() {
        assert_eq!(UnitKind::split("Thị trấn Châu Ổ"), Some((UnitKind::Township, "Châu Ổ")));
        assert_eq!(UnitKind::split("Thị xã Gò Công"), Some((UnitKind::Town, "Gò Công")));
        assert_eq!(UnitKind::split("Quận 1"), Some((UnitKind::UrbanDistrict, "1")));
        assert_eq!(UnitKind::split("Xãm"), None);
        assert_eq!(UnitKind::split("Xã "), None);
        for kind in UnitKind::WORDED {
            assert_eq!(UnitKind::split(&format!("{} A", kind.word())), Some((kind, "A")));
            assert_eq!(kind.word().to_lowercase(), kind.word_inside());
        }
    }
}
