//! What is asked about one row, in the fields of the population service.

use kernel::{BirthDate, CitizenId, OldIdNumber};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fmt;

/// What the answer is for, as it stands in every request: personal data are asked for one purpose.
pub const PURPOSE: &str = "Rà soát, làm sạch dữ liệu người hưởng chính sách an sinh xã hội";
/// On what ground.
pub const LEGAL_GROUND: &str = "Đề án 06 (Quyết định 06/QĐ-TTg ngày 06/01/2022)";

/// The longest name the service takes, in characters.
pub(crate) const NAME_LENGTH_MAX: usize = 100;

/// The codes under which an agency is known to the service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sender {
    /// `MaDVC`: the administrative procedure, at most 20 characters.
    pub procedure: String,
    /// `MaTichHop`: the service integrated with, at most 20 digits.
    pub integration: String,
    /// `MaDonVi`: the agency's electronic id, at most 35 characters.
    pub agency: String,
}

/// One request. Its bytes are made once and kept, so that asking again is asking the same.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Made by us; the answer names it.
    #[serde(rename = "MaYeuCau")]
    pub request: String,
    /// The administrative procedure.
    #[serde(rename = "MaDVC")]
    pub procedure: String,
    /// The service integrated with.
    #[serde(rename = "MaTichHop")]
    pub integration: String,
    /// Which agency asks.
    #[serde(rename = "MaDonVi")]
    pub agency: String,
    /// Which officer of it.
    #[serde(rename = "MaCanBo")]
    pub officer: String,
    /// When it was drawn up.
    #[serde(rename = "ThoiGianYeuCau")]
    pub asked_at: String,
    /// What for.
    #[serde(rename = "MucDich")]
    pub purpose: String,
    /// On what ground.
    #[serde(rename = "CanCuPhapLy")]
    pub legal_ground: String,
    /// Twelve digits, or nothing.
    #[serde(rename = "SoDinhDanh")]
    pub citizen_number: String,
    /// Nine digits, or nothing.
    #[serde(rename = "SoCMND")]
    pub old_number: String,
    /// The name as the list has it.
    #[serde(rename = "HoVaTen")]
    pub full_name: String,
    /// `yyyy-mm-dd`, or `yyyy` where no more is known.
    #[serde(rename = "NgayThangNamSinh")]
    pub birth: String,
}

impl Question {
    /// The headings of a file of questions, in the order of [`Question::cells`].
    pub const HEADINGS: [&'static str; 12] = [
        "MaYeuCau",
        "MaDVC",
        "MaTichHop",
        "MaDonVi",
        "MaCanBo",
        "ThoiGianYeuCau",
        "MucDich",
        "CanCuPhapLy",
        "SoDinhDanh",
        "SoCMND",
        "HoVaTen",
        "NgayThangNamSinh",
    ];

    /// A line of a file.
    pub fn cells(&self) -> [&str; 12] {
        [
            &self.request,
            &self.procedure,
            &self.integration,
            &self.agency,
            &self.officer,
            &self.asked_at,
            &self.purpose,
            &self.legal_ground,
            &self.citizen_number,
            &self.old_number,
            &self.full_name,
            &self.birth,
        ]
    }

    /// The body of a request over the network.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("text is JSON")
    }
}

/// For logs: which request, and nothing of the person.
impl fmt::Debug for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Question({})", self.request)
    }
}

/// A row as far as it is asked about.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Subject {
    pub(crate) full_name: String,
    pub(crate) birth: Option<BirthDate>,
    pub(crate) citizen_id: Option<CitizenId>,
    pub(crate) old_id: Option<OldIdNumber>,
}

impl Subject {
    pub(crate) fn citizen_number(&self) -> String {
        self.citizen_id.map_or_else(String::new, |number| number.as_str().to_owned())
    }

    pub(crate) fn old_number(&self) -> String {
        self.old_id.map_or_else(String::new, |number| number.as_str().to_owned())
    }

    pub(crate) fn birth(&self) -> String {
        self.birth.map_or_else(String::new, |birth| birth.to_string())
    }

    /// Whether the service takes it: a name it has room for.
    pub(crate) fn can_be_asked(&self) -> bool {
        (1..=NAME_LENGTH_MAX).contains(&self.full_name.chars().count())
    }

    /// Of everything that is asked: an answer to a row that says something else by now is no answer to it.
    pub(crate) fn digest(&self) -> Vec<u8> {
        let mut sum = Sha256::new();
        for text in [&self.citizen_number(), &self.old_number(), &self.full_name, &self.birth()] {
            sum.update(text);
            sum.update([0]);
        }
        sum.finalize().to_vec()
    }
}
