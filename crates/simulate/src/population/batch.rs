//! A batch by file: a line a request goes in; the people found come out, each once, and the requests that found nobody.

use super::{Population, PopulationDesk, PopulationFault, Request, find, must, service::name_parts};
use csv::{StringRecord, Writer};
use std::collections::BTreeMap;

/// What one batch is answered with.
#[derive(Debug)]
pub(crate) struct Answered {
    /// `MaYeuCau` of the first request that found the person, then the register's own columns.
    pub found: Vec<u8>,
    /// `MaYeuCau` of those that found nobody.
    pub not_found: Vec<u8>,
    /// A line a request and person, or one that says that nobody was found: what the batch exchange reads.
    pub results: Vec<u8>,
}

/// The headings of the results.
const RESULT: [&str; 15] = [
    "MaYeuCau",
    "KetQua",
    "SoDinhDanh",
    "SoCMND",
    "Ho",
    "ChuDem",
    "Ten",
    "TenGoiKhac",
    "NgayThangNamSinh",
    "GioiTinh",
    "MaDonViHanhChinh",
    "ChiTiet",
    "TrangThai",
    "NgayMat",
    "CoThe",
];

/// Answers requests with the columns `MaYeuCau,SoDinhDanh,SoCMND,HoVaTen,NgayThangNamSinh`, in any order.
pub(crate) fn answer_batch(desk: &PopulationDesk, requests: &[u8]) -> Result<Answered, PopulationFault> {
    let population = desk.population();
    let mut lines = csv::Reader::from_reader(requests.strip_prefix("\u{feff}".as_bytes()).unwrap_or(requests));
    let header = lines.headers()?.clone();
    let places = [
        Some(must(&header, "MaYeuCau")?),
        find(&header, "SoDinhDanh"),
        find(&header, "SoCMND"),
        Some(must(&header, "HoVaTen")?),
        find(&header, "NgayThangNamSinh"),
    ];
    // In the order of the register: whoever reads the answer learns nothing from the order of the requests.
    let mut found: BTreeMap<usize, String> = BTreeMap::new();
    let mut not_found = Writer::from_writer(Vec::new());
    not_found.write_record(["MaYeuCau"])?;
    let mut results = Writer::from_writer(Vec::new());
    results.write_record(RESULT)?;
    for line in lines.records() {
        let request = request(&line?, places);
        if desk.is_silent_on(&request.id) {
            continue;
        }
        let people = population.find(&request);
        for _ in 0..desk.times_told(&request.id) {
            write_results(&mut results, population, &request.id, &people)?;
        }
        if people.is_empty() {
            not_found.write_record([&request.id])?;
        }
        for person in people {
            found.entry(person).or_insert_with(|| request.id.clone());
        }
    }
    let mut answer = Writer::from_writer(Vec::new());
    answer.write_record(["MaYeuCau"].into_iter().chain(&population.header))?;
    for (person, request) in &found {
        answer.write_record([request.as_str()].into_iter().chain(&population.people[*person]))?;
    }
    Ok(Answered { found: bytes(answer), not_found: bytes(not_found), results: bytes(results) })
}

fn write_results(
    results: &mut Writer<Vec<u8>>,
    population: &Population,
    request: &str,
    people: &[usize],
) -> Result<(), csv::Error> {
    if people.is_empty() {
        let mut nobody = [""; 15];
        (nobody[0], nobody[1]) = (request, "khong-tim-thay");
        return results.write_record(nobody);
    }
    for row in people.iter().copied() {
        let places = population.places;
        let cell = |at| population.cell(row, at);
        let [family, middle, given] = name_parts(population, row);
        results.write_record([
            request,
            "tim-thay",
            cell(Some(places.number)),
            cell(places.old_number),
            &family,
            &middle,
            &given,
            cell(places.other_name),
            population.birth(row),
            cell(places.sex),
            cell(places.commune),
            cell(places.village),
            population.status(row),
            cell(places.died_on),
            cell(places.has_card),
        ])?;
    }
    Ok(())
}

fn request(line: &StringRecord, places: [Option<usize>; 5]) -> Request {
    let [id, citizen_number, old_number, full_name, birth] =
        places.map(|at| at.and_then(|at| line.get(at)).unwrap_or_default().trim().to_owned());
    Request { id, citizen_number, old_number, full_name, birth }
}

fn bytes(lines: Writer<Vec<u8>>) -> Vec<u8> {
    lines.into_inner().expect("memory can be written to")
}
