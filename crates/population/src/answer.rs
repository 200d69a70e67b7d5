//! The answer to one request over the network: total, bounded, typed.

use crate::person::{FoundPerson, Said};
use serde_json::{Map, Value};

/// The most bytes of an answer.
pub const ANSWER_BYTES_MAX: usize = 256 * 1024;
/// The most people one answer may name; a service that names more says nothing.
pub const PEOPLE_MAX: usize = 20;
/// The longest word of a service that is kept for a person to read.
const CODE_LENGTH_MAX: usize = 40;

/// What came back about one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// `MaYeuCau` of the request it belongs to.
    pub request: String,
    /// Whom it names; nobody where nobody was found.
    pub people: Vec<FoundPerson>,
}

/// Why an answer is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerFault {
    /// More bytes than an answer has.
    #[error("the answer is longer than {ANSWER_BYTES_MAX} bytes")]
    TooLong,
    /// The bytes are no JSON of the service's shape.
    #[error("the answer is no envelope of the service")]
    NotAnEnvelope,
    /// It belongs to another request.
    #[error("the answer belongs to another request")]
    OtherRequest,
    /// The service read the request and says no.
    #[error("the service refuses the request with code {code}")]
    Refused {
        /// Its own code.
        code: String,
    },
    /// A field says something nobody can read, or is missing.
    #[error("the field {field} cannot be read")]
    Field {
        /// Its name at the service.
        field: &'static str,
    },
    /// More people than one request can mean.
    #[error("the answer names more than {PEOPLE_MAX} people")]
    TooMany,
}

impl AnswerFault {
    /// The word it is stored as.
    pub const fn key(&self) -> &'static str {
        match self {
            AnswerFault::TooLong => "too_long",
            AnswerFault::NotAnEnvelope => "not_an_envelope",
            AnswerFault::OtherRequest => "other_request",
            AnswerFault::Refused { .. } => "refused",
            AnswerFault::Field { .. } => "field",
            AnswerFault::TooMany => "too_many",
        }
    }
}

/// Reads the envelope `code`, `status`, `correlationId`, `response` of the answer to the request `asked`.
pub fn read_answer(bytes: &[u8], asked: &str) -> Result<Answer, AnswerFault> {
    if bytes.len() > ANSWER_BYTES_MAX {
        return Err(AnswerFault::TooLong);
    }
    let envelope: Map<String, Value> = serde_json::from_slice(bytes).map_err(|_| AnswerFault::NotAnEnvelope)?;
    let code = word(&envelope, "code").ok_or(AnswerFault::NotAnEnvelope)?;
    // Whose answer it is comes before what it says: somebody else's refusal is not ours either. A service that could
    // not read the request cannot name it.
    let of = word(&envelope, "correlationId").ok_or(AnswerFault::NotAnEnvelope)?;
    if of != asked && (code == "00" || !of.is_empty()) {
        return Err(AnswerFault::OtherRequest);
    }
    if code != "00" {
        return Err(AnswerFault::Refused { code: code.chars().take(CODE_LENGTH_MAX).collect() });
    }
    let response = envelope.get("response").and_then(Value::as_object).ok_or(AnswerFault::NotAnEnvelope)?;
    let people = read_people(response)?;
    Ok(Answer { request: asked.to_owned(), people })
}

fn word<'a>(object: &'a Map<String, Value>, field: &str) -> Option<&'a str> {
    object.get(field).and_then(Value::as_str)
}

/// The result and the people have to agree: an empty answer is believed only when it says that nobody was found.
fn read_people(response: &Map<String, Value>) -> Result<Vec<FoundPerson>, AnswerFault> {
    let field = |field| AnswerFault::Field { field };
    let people = response.get("CongDan").and_then(Value::as_array).ok_or(field("CongDan"))?;
    if people.len() > PEOPLE_MAX {
        return Err(AnswerFault::TooMany);
    }
    match (word(response, "KetQua"), people.is_empty()) {
        (Some("tim-thay"), false) | (Some("khong-tim-thay"), true) => {}
        _ => return Err(field("KetQua")),
    }
    people.iter().map(|person| read_person(person).map_err(field)).collect()
}

fn read_person(person: &Value) -> Result<FoundPerson, &'static str> {
    let person = person.as_object().ok_or("CongDan")?;
    let address = match person.get("ThuongTru") {
        None | Some(Value::Null) => &Map::new(),
        Some(Value::Object(address)) => address,
        Some(_) => return Err("ThuongTru"),
    };
    let sex = match person.get("GioiTinh") {
        Some(Value::Number(number)) => number.to_string(),
        _ => text(person, "GioiTinh")?.to_owned(),
    };
    let name = match person.get("HoVaTen") {
        Some(Value::Object(name)) => [text(name, "Ho")?, text(name, "ChuDem")?, text(name, "Ten")?],
        Some(Value::String(name)) => ["", "", name.as_str()],
        _ => return Err("HoVaTen"),
    };
    FoundPerson::read(&Said {
        citizen_number: text(person, "SoDinhDanh")?,
        old_number: text(person, "SoCMND")?,
        family: name[0],
        middle: name[1],
        given: name[2],
        other_name: text(person, "TenGoiKhac")?,
        birth: text(person, "NgayThangNamSinh")?,
        sex: &sex,
        commune: text(address, "MaDonViHanhChinh")?,
        address: text(address, "ChiTiet")?,
        status: text(person, "TrangThai")?,
        died_on: text(person, "NgayMat")?,
        has_card: text(person, "CoThe")?,
    })
}

/// Text, or nothing where the field is not there; anything else is a fault of that field.
fn text<'a>(object: &'a Map<String, Value>, field: &'static str) -> Result<&'a str, &'static str> {
    match object.get(field) {
        None | Some(Value::Null) => Ok(""),
        Some(Value::String(text)) => Ok(text),
        Some(_) => Err(field),
    }
}
