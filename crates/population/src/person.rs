//! A person as an answer tells one. Both forms of an answer are read here: what is not understood is a fault.

use jiff::civil::Date;
use kernel::{BirthDate, CitizenId, OldIdNumber, Sex, names::plain_text};
use std::fmt;

/// The longest text of an answer, in bytes: nobody's name or address is longer.
const TEXT_BYTES_MAX: usize = 1_000;

/// Somebody whom an answer names.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct FoundPerson {
    /// Số định danh.
    pub citizen_id: Option<CitizenId>,
    /// Số CMND.
    pub old_id: Option<OldIdNumber>,
    /// Họ, chữ đệm, tên.
    pub full_name: String,
    /// Another name, or nothing.
    pub other_name: String,
    /// The day or the year.
    pub birth: Option<BirthDate>,
    /// The sex.
    pub sex: Option<Sex>,
    /// The code of the commune of residence, or nothing.
    pub commune: String,
    /// The rest of the address, or nothing.
    pub village: String,
    /// Whether the register says that they died. An answer that says nothing is taken like a register without the column.
    pub dead: bool,
    /// The day they died, where it is told.
    pub died_on: Option<Date>,
    /// Whether a card was made, where it is told.
    pub has_card: Option<bool>,
}

/// For logs: that there is somebody.
impl fmt::Debug for FoundPerson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FoundPerson(***)")
    }
}

/// The texts of an answer about one person, by the service's own names; empty where it says nothing.
#[derive(Clone, Copy, Default)]
pub(crate) struct Said<'a> {
    pub(crate) citizen_number: &'a str,
    pub(crate) old_number: &'a str,
    pub(crate) family: &'a str,
    pub(crate) middle: &'a str,
    pub(crate) given: &'a str,
    pub(crate) other_name: &'a str,
    pub(crate) birth: &'a str,
    pub(crate) sex: &'a str,
    pub(crate) commune: &'a str,
    pub(crate) address: &'a str,
    pub(crate) status: &'a str,
    pub(crate) died_on: &'a str,
    pub(crate) has_card: &'a str,
}

impl FoundPerson {
    /// The person, or the field that says something nobody can read. Half a person is no answer.
    pub(crate) fn read(said: &Said<'_>) -> Result<FoundPerson, &'static str> {
        let name = [said.family, said.middle, said.given].map(str::trim);
        let name: Vec<&str> = name.into_iter().filter(|part| !part.is_empty()).collect();
        let full_name = short(&name.join(" "), "HoVaTen")?;
        if plain_text(&full_name).chars().all(|letter| !letter.is_alphanumeric()) {
            return Err("HoVaTen");
        }
        Ok(FoundPerson {
            citizen_id: some(said.citizen_number, "SoDinhDanh", |text| CitizenId::parse(text).ok())?,
            old_id: some(said.old_number, "SoCMND", |text| OldIdNumber::parse(text).ok())?,
            full_name,
            other_name: short(said.other_name, "TenGoiKhac")?,
            birth: some(said.birth, "NgayThangNamSinh", |text| BirthDate::parse(text).ok())?,
            // QCVN 109:2017 writes 0 for none.
            sex: some(if said.sex.trim() == "0" { "" } else { said.sex }, "GioiTinh", read_sex)?,
            commune: short(said.commune, "MaDonViHanhChinh")?,
            village: short(said.address, "ChiTiet")?,
            dead: some(said.status, "TrangThai", read_dead)?.unwrap_or(false),
            died_on: some(said.died_on, "NgayMat", |text| text.parse().ok())?,
            has_card: some(said.has_card, "CoThe", read_yes)?,
        })
    }
}

fn short(text: &str, field: &'static str) -> Result<String, &'static str> {
    let text = text.trim();
    if text.len() <= TEXT_BYTES_MAX { Ok(text.to_owned()) } else { Err(field) }
}

fn some<T>(text: &str, field: &'static str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, &'static str> {
    match short(text, field)?.as_str() {
        "" => Ok(None),
        text => read(text).map(Some).ok_or(field),
    }
}

/// QCVN 109:2017 writes 1 for a man, 2 for a woman; extracts write words.
fn read_sex(text: &str) -> Option<Sex> {
    match text {
        "1" => Some(Sex::Male),
        "2" => Some(Sex::Female),
        words => Sex::parse(words).ok(),
    }
}

fn read_dead(text: &str) -> Option<bool> {
    match text {
        "con-song" => Some(false),
        "da-chet" => Some(true),
        _ => None,
    }
}

fn read_yes(text: &str) -> Option<bool> {
    match text {
        "1" => Some(true),
        "0" => Some(false),
        _ => None,
    }
}
