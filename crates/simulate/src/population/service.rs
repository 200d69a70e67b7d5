//! One request over the network: JSON in, JSON out, in the envelope of the provinces' service buses.

use super::{Population, Request};
use kernel::FullName;
use serde_json::{Map, Value, json};

/// The longest texts the service takes, in characters: `MaYeuCau`, `HoVaTen`.
const ID_LENGTH_MAX: usize = 40;
const NAME_LENGTH_MAX: usize = 100;

/// What goes back: an HTTP status and a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// JSON.
    pub body: String,
}

/// Answers one request: `MaYeuCau`, `SoDinhDanh` or `SoCMND`, `HoVaTen`, `NgayThangNamSinh` (`yyyy-mm-dd` or `yyyy`).
///
/// The envelope is `code`, `status`, `correlationId`, `response`; `code` is `00` where the request was read, whether
/// anybody was found or not, and `01` where it was none.
pub fn reply_to(population: &Population, body: &[u8]) -> Reply {
    match read(body) {
        Ok(request) => {
            let people: Vec<Value> = population.find(&request).into_iter().map(|row| told(population, row)).collect();
            let result = if people.is_empty() { "khong-tim-thay" } else { "tim-thay" };
            envelope(200, "00", "success", &request.id, &json!({ "KetQua": result, "CongDan": people }))
        }
        Err(field) => envelope(400, "01", "error", "", &json!({ "Truong": field })),
    }
}

fn envelope(status: u16, code: &str, word: &str, id: &str, response: &Value) -> Reply {
    let body = json!({ "code": code, "status": word, "correlationId": id, "response": response });
    Reply { status, body: body.to_string() }
}

/// The request, or the field that is wrong.
pub(super) fn read(body: &[u8]) -> Result<Request, &'static str> {
    let sent: Map<String, Value> = serde_json::from_slice(body).map_err(|_| "")?;
    let text = |field: &'static str| match sent.get(field) {
        None | Some(Value::Null) => Ok(String::new()),
        Some(Value::String(text)) => Ok(text.trim().to_owned()),
        Some(_) => Err(field),
    };
    let request = Request {
        id: text("MaYeuCau")?,
        citizen_number: text("SoDinhDanh")?,
        old_number: text("SoCMND")?,
        full_name: text("HoVaTen")?,
        birth: text("NgayThangNamSinh")?,
    };
    let is_digits = |text: &str, length: usize| {
        text.is_empty() || (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let checks = [
        ("MaYeuCau", !request.id.is_empty() && request.id.chars().count() <= ID_LENGTH_MAX),
        ("SoDinhDanh", is_digits(&request.citizen_number, 12)),
        ("SoCMND", is_digits(&request.old_number, 9)),
        ("HoVaTen", !request.full_name.is_empty() && request.full_name.chars().count() <= NAME_LENGTH_MAX),
        ("NgayThangNamSinh", request.birth.is_empty() || matches!(request.birth.len(), 4 | 10)),
    ];
    checks.iter().find(|(_, is_right)| !is_right).map_or(Ok(request.clone()), |(field, _)| Err(field))
}

/// A person as the service tells one: the name in its three parts.
fn told(population: &Population, row: usize) -> Value {
    let places = population.places;
    let [family, middle, given] = name_parts(population, row);
    json!({
        "SoDinhDanh": population.cell(row, Some(places.number)),
        "SoCMND": population.cell(row, places.old_number),
        "HoVaTen": { "Ho": family, "ChuDem": middle, "Ten": given },
        "TenGoiKhac": population.cell(row, places.other_name),
        "NgayThangNamSinh": population.birth(row),
        "GioiTinh": population.cell(row, places.sex),
        "ThuongTru": {
            "MaDonViHanhChinh": population.cell(row, places.commune),
            "ChiTiet": population.cell(row, places.village),
        },
        "TrangThai": population.status(row),
        "NgayMat": population.cell(row, places.died_on),
        "CoThe": population.cell(row, places.has_card),
    })
}

/// Family name, middle names, given name.
pub(super) fn name_parts(population: &Population, row: usize) -> [String; 3] {
    let name = population.cell(row, Some(population.places.full_name));
    FullName::parse(name).map_or_else(
        |_| [String::new(), String::new(), name.to_owned()],
        |name| [name.family().unwrap_or_default().to_owned(), name.middle().to_owned(), name.given().to_owned()],
    )
}
