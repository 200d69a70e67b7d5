//! Text from before Unicode: TCVN3 (ABC), VNI-Windows and VPS.
//!
//! Old lists were typed with fonts that draw Vietnamese letters where Western ones belong, so `Nguyễn Văn Bình` arrives
//! as `NguyÔn V¨n B×nh` (TCVN3), `Nguyeãn Vaên Bình` (VNI) or `NguyÍn Væn Bình` (VPS). [`read`] turns one cell into
//! Unicode if, and only if, it is certain: a clean name, Vietnamese or foreign, comes back byte for byte, and what may
//! be either is marked [`Was::Doubtful`] and left alone. The font of a cell ([`Font::of_name`]) or the majority of its
//! column ([`encoding_of_column`]) settles the doubtful ones.
//!
//! The tables are facts of the standards: TCVN 5712:1993 (VN3) for ABC fonts, the VNI-Windows and VPS font layouts.

mod code_page;
mod common;
mod decode;
mod detect;
mod judge;
mod spelling;
mod text_file;
mod vni;

#[cfg(test)]
mod encode;
#[cfg(test)]
mod tests;

pub use detect::{Reading, Was, can_be_legacy, encoding_of_column, read, read_in_column};
pub use text_file::{FileEncoding, TextFile, decode_file, from_code_page};

/// An encoding of before Unicode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// TCVN 5712:1993 VN3, the fonts whose names begin with `.Vn`. Tones exist for small letters only; headings use
    /// capital fonts, `.VnTimeH`.
    Tcvn3,
    /// VNI-Windows, the fonts whose names begin with `VNI`: a vowel and a mark behind it.
    Vni,
    /// VPS, the fonts whose names begin with `VPS`; capitals with dots below sit among the control characters.
    Vps,
}

impl Encoding {
    /// All of them.
    pub const ALL: [Encoding; 3] = [Encoding::Tcvn3, Encoding::Vni, Encoding::Vps];

    /// Converts letter by letter, asking nothing. For text known to be in this encoding; use [`read`] for any other.
    ///
    /// ```
    /// # use kernel::legacy::Encoding;
    /// assert_eq!(Encoding::Tcvn3.decode("NguyÔn V¨n B×nh"), "Nguyễn Văn Bình");
    /// assert_eq!(Encoding::Vni.decode("Nguyeãn Vaên Bình"), "Nguyễn Văn Bình");
    /// ```
    pub fn decode(self, text: &str) -> String {
        decode::signs(self, text).iter().map(|sign| sign.letter).collect()
    }

    /// What a doubtful text may mean: all of it converted, if that is Vietnamese; else only the words that are none as
    /// they stand and are Vietnamese converted.
    ///
    /// ```
    /// # use kernel::legacy::Encoding;
    /// assert_eq!(Encoding::Tcvn3.propose("Vâ Ngäc Lành"), "Võ Ngọc Lành");
    /// assert_eq!(Encoding::Vni.propose("Loïc"), "Lọc");
    /// ```
    pub fn propose(self, text: &str) -> String {
        detect::propose(self, text)
    }
}

/// What the name of a cell's font says about its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Font {
    /// The encoding it draws.
    pub encoding: Encoding,
    /// Whether it draws small letters as capitals, as `.VnTimeH` does.
    pub capitals: bool,
}

impl Font {
    /// `.VnTime`, `.VnArialH`, `VNI-Times`, `VPS Times`; none for a Unicode font.
    pub fn of_name(name: &str) -> Option<Font> {
        let name = name.trim().to_lowercase();
        let encoding = if name.starts_with(".vn") {
            Encoding::Tcvn3
        } else if name.starts_with("vni") {
            Encoding::Vni
        } else if name.starts_with("vps") {
            Encoding::Vps
        } else {
            return None;
        };
        Some(Font { encoding, capitals: encoding == Encoding::Tcvn3 && name.ends_with('h') })
    }

    /// Reads a cell in this font. People paste Unicode into such cells too, so clean text still comes back as it is.
    pub fn read(self, text: &str) -> Reading {
        detect::read_in_font(text, self)
    }
}
