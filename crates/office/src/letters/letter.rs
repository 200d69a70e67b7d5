//! A letter in the register.

use super::{LetterFault, LetterFile, LetterNumber};
use jiff::{Timestamp, civil::Date};
use kernel::keyed;
use kernel::{LetterId, StaffId};

keyed! {
    /// The kinds of official documents that are quoted.
    pub enum LetterKind {
        /// Công văn.
        OfficialLetter = "official_letter",
        /// Kế hoạch.
        Plan = "plan",
        /// Quyết định.
        Decision = "decision",
        /// Công điện.
        Telegram = "telegram",
        /// Chỉ thị.
        Directive = "directive",
        /// Thông báo.
        Notice = "notice",
        /// Hướng dẫn.
        Guidance = "guidance",
        /// Báo cáo.
        Report = "report",
        /// Tờ trình.
        Submission = "submission",
        /// Hợp đồng.
        Contract = "contract",
        /// Luật.
        Law = "law",
        /// Pháp lệnh.
        Ordinance = "ordinance",
        /// Nghị quyết.
        Resolution = "resolution",
        /// Nghị định.
        Decree = "decree",
        /// Thông tư.
        Circular = "circular",
        /// Văn bản of another kind.
        Other = "other",
    }
}

impl LetterKind {
    /// The word of the citation, with its capital. A citation is part of an official text, not of a screen.
    pub const fn word(self) -> &'static str {
        match self {
            LetterKind::OfficialLetter => "Công văn",
            LetterKind::Plan => "Kế hoạch",
            LetterKind::Decision => "Quyết định",
            LetterKind::Telegram => "Công điện",
            LetterKind::Directive => "Chỉ thị",
            LetterKind::Notice => "Thông báo",
            LetterKind::Guidance => "Hướng dẫn",
            LetterKind::Report => "Báo cáo",
            LetterKind::Submission => "Tờ trình",
            LetterKind::Contract => "Hợp đồng",
            LetterKind::Law => "Luật",
            LetterKind::Ordinance => "Pháp lệnh",
            LetterKind::Resolution => "Nghị quyết",
            LetterKind::Decree => "Nghị định",
            LetterKind::Circular => "Thông tư",
            LetterKind::Other => "Văn bản",
        }
    }
}

/// The most characters of an issuer's name.
const ISSUER_MAX: usize = 200;
/// The most characters of what a letter is about.
const ABOUT_MAX: usize = 1_000;
/// The most letters one letter stands on.
pub(super) const BASES_MAX: usize = 50;

/// What a person enters of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Số và ký hiệu; some letters have none.
    pub number: Option<LetterNumber>,
    /// What kind.
    pub kind: LetterKind,
    /// Ngày ban hành.
    pub issued_on: Date,
    /// Cơ quan ban hành, as in a citation: `UBND huyện Bình Sơn`.
    pub issuer: String,
    /// Trích yếu.
    pub about: String,
    /// The unit in whose register it stands, as a place number: that unit and all below see it.
    pub place: i64,
    /// The letters it stands on.
    pub bases: Vec<LetterId>,
}

impl Draft {
    /// Whether it can be an entry on `today`.
    pub(super) fn check(&self, today: Date) -> Result<(), LetterFault> {
        let text = |field, value: &str, longest| {
            let is_blank = value.trim().is_empty();
            if is_blank || value.chars().count() > longest { Err(LetterFault::Text { field, longest }) } else { Ok(()) }
        };
        text("issuer", &self.issuer, ISSUER_MAX)?;
        text("about", &self.about, ABOUT_MAX)?;
        if self.issued_on > today {
            return Err(LetterFault::IssuedLater);
        }
        if self.bases.len() > BASES_MAX { Err(LetterFault::TooManyBases { most: BASES_MAX }) } else { Ok(()) }
    }

    /// `Công văn số 275/UBND-VX ngày 25/01/2024 của UBND huyện Bình Sơn`.
    pub fn cite(&self) -> String {
        let Draft { number, kind, issued_on, issuer, .. } = self;
        let day = format!("{:02}/{:02}/{:04}", issued_on.day(), issued_on.month(), issued_on.year());
        match number {
            Some(number) => format!("{} số {number} ngày {day} của {issuer}", kind.word()),
            None => format!("{} ngày {day} của {issuer}", kind.word()),
        }
    }
}

/// A letter in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its id.
    pub id: LetterId,
    /// What was entered, as last corrected.
    pub draft: Draft,
    /// Its file, without the bytes.
    pub file: Option<LetterFile>,
    /// Counted from 1; every correction counts on.
    pub version: i64,
    /// Who entered it.
    pub registered_by: StaffId,
    /// When.
    pub registered_at: Timestamp,
}

impl Letter {
    /// The citation.
    pub fn cite(&self) -> String {
        self.draft.cite()
    }
}
