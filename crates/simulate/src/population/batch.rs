//! A batch by file: a line a request goes in; the people found come out, each once, and the requests that found nobody.

use super::{Population, PopulationFault, Request, find, must};
use csv::{StringRecord, Writer};
use std::collections::BTreeMap;

/// What one batch is answered with.
#[derive(Debug)]
pub(crate) struct Answered {
    /// `MaYeuCau` of the first request that found the person, then the register's own columns.
    pub found: Vec<u8>,
    /// `MaYeuCau` of those that found nobody.
    pub not_found: Vec<u8>,
}

/// Answers requests with the columns `MaYeuCau,SoDinhDanh,SoCMND,HoVaTen,NgayThangNamSinh`, in any order.
pub(crate) fn answer_batch(population: &Population, requests: &[u8]) -> Result<Answered, PopulationFault> {
    let mut lines = csv::Reader::from_reader(requests);
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
    for line in lines.records() {
        let request = request(&line?, places);
        let people = population.find(&request);
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
    Ok(Answered { found: bytes(answer), not_found: bytes(not_found) })
}

fn request(line: &StringRecord, places: [Option<usize>; 5]) -> Request {
    let [id, citizen_number, old_number, full_name, birth] =
        places.map(|at| at.and_then(|at| line.get(at)).unwrap_or_default().trim().to_owned());
    Request { id, citizen_number, old_number, full_name, birth }
}

fn bytes(lines: Writer<Vec<u8>>) -> Vec<u8> {
    lines.into_inner().expect("memory can be written to")
}
