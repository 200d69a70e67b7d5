//! Answers as bytes, and a line that is private.

use crate::{
    Answer, AnswerFault, AnswerFileFault, Limits, PEOPLE_MAX, Sender, Service, ServiceFault, Settings, read_answer,
    read_answer_file,
};
use rustls::{ServerConfig, ServerConnection, StreamOwned, pki_types::PrivateKeyDer};
use serde_json::{Value, json};
use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpListener,
    sync::Arc,
    thread,
};

fn envelope(id: &str, response: &Value) -> Vec<u8> {
    json!({ "code": "00", "status": "success", "correlationId": id, "response": response }).to_string().into_bytes()
}

fn hoa() -> Value {
    json!({
        "SoDinhDanh": "051144001234",
        "SoCMND": "",
        "HoVaTen": { "Ho": "Nguyễn", "ChuDem": "Thị", "Ten": "Hòa" },
        "NgayThangNamSinh": "1944-09-02",
        "GioiTinh": 2,
        "ThuongTru": { "MaDonViHanhChinh": "21061", "ChiTiet": "Thôn 1" },
        "TrangThai": "con-song",
    })
}

fn with(field: &str, value: Value) -> Value {
    let mut person = hoa();
    person[field] = value;
    person
}

fn read_one(person: &Value) -> Result<Answer, AnswerFault> {
    read_answer(&envelope("r-1", &json!({ "KetQua": "tim-thay", "CongDan": [person] })), "r-1")
}

#[test]
fn an_answer_names_people_or_says_that_nobody_was_found() {
    let answer = read_one(&hoa()).expect("an answer");
    let person = &answer.people[0];
    assert_eq!((person.full_name.as_str(), person.commune.as_str()), ("Nguyễn Thị Hòa", "21061"));
    assert_eq!(person.citizen_id.map(|id| id.as_str().to_owned()).as_deref(), Some("051144001234"));
    assert_eq!((person.sex, person.dead), (Some(kernel::Sex::Female), false));
    assert!(!format!("{answer:?}").contains("Hòa"), "{answer:?}");
    let nobody = envelope("r-1", &json!({ "KetQua": "khong-tim-thay", "CongDan": [] }));
    assert_eq!(read_answer(&nobody, "r-1").expect("an answer").people, []);
    let whole = read_one(&with("HoVaTen", json!("Nguyễn Thị Hòa"))).expect("a name as one text");
    assert_eq!(whole.people[0].full_name, "Nguyễn Thị Hòa");
}

#[test]
fn what_is_no_answer_says_why() {
    let field = |field| Err(AnswerFault::Field { field });
    for (person, fault) in [
        (with("SoDinhDanh", json!("51144001234")), "SoDinhDanh"),
        (with("SoDinhDanh", json!(51_144_001_234_u64)), "SoDinhDanh"),
        (with("HoVaTen", json!({ "Ho": "", "Ten": "…" })), "HoVaTen"),
        (with("HoVaTen", json!(null)), "HoVaTen"),
        (with("HoVaTen", json!("x".repeat(2_000))), "HoVaTen"),
        (with("NgayThangNamSinh", json!("1944-13-02")), "NgayThangNamSinh"),
        (with("GioiTinh", json!(3)), "GioiTinh"),
        (with("ThuongTru", json!("21061")), "ThuongTru"),
        (with("TrangThai", json!("?")), "TrangThai"),
        (with("NgayMat", json!("2023")), "NgayMat"),
        (with("CoThe", json!(true)), "CoThe"),
        (json!([]), "CongDan"),
    ] {
        assert_eq!(read_one(&person), field(fault), "{fault}");
    }
    let read = |response: Value| read_answer(&envelope("r-1", &response), "r-1");
    assert_eq!(read(json!({ "KetQua": "tim-thay", "CongDan": [] })), field("KetQua"));
    assert_eq!(read(json!({ "KetQua": "khong-tim-thay", "CongDan": [hoa()] })), field("KetQua"));
    assert_eq!(read(json!({ "KetQua": "khong-tim-thay" })), field("CongDan"));
    let many = vec![hoa(); PEOPLE_MAX + 1];
    assert_eq!(read(json!({ "KetQua": "tim-thay", "CongDan": many })), Err(AnswerFault::TooMany));
    let other = envelope("r-2", &json!({ "KetQua": "khong-tim-thay", "CongDan": [] }));
    assert_eq!(read_answer(&other, "r-1"), Err(AnswerFault::OtherRequest));
    let refused = br#"{"code":"01","status":"error","correlationId":"","response":{"Truong":"HoVaTen"}}"#;
    assert_eq!(read_answer(refused, "r-1"), Err(AnswerFault::Refused { code: "01".to_owned() }));
    assert_eq!(read_answer(b"<html>", "r-1"), Err(AnswerFault::NotAnEnvelope));
    assert_eq!(read_answer(&vec![b' '; crate::ANSWER_BYTES_MAX + 1], "r-1"), Err(AnswerFault::TooLong));
}

#[test]
fn a_file_answers_each_request_once_and_a_contradiction_not_at_all() {
    let text = "\u{feff}MaYeuCau;KetQua;SoDinhDanh;Ho;ChuDem;Ten;NgayThangNamSinh\n\
        1;tim-thay;051144001234;Nguyễn;Thị;Hòa;1944-09-02\n\
        1;tim-thay;051144001234;Nguyễn;Thị;Hòa;1944-09-02\n\
        1;tim-thay;051144001235;Nguyễn;Thị;Hòa;1944\n\
        2;khong-tim-thay;;;;;\n\
        3;tim-thay;051144001234;Nguyễn;Thị;Hòa;1944-09-02\n\
        3;khong-tim-thay;;;;;\n\
        4;tim-thay;51144001234;Nguyễn;Thị;Hòa;1944-09-02\n\
        5;co-the;;;;;\n\
        ;khong-tim-thay;;;;;\n";
    let file = read_answer_file(text.as_bytes()).expect("a file");
    let answers: Vec<(&str, usize)> =
        file.answers.iter().map(|answer| (answer.request.as_str(), answer.people.len())).collect();
    assert_eq!(answers, [("1", 2), ("2", 0)]);
    let faults: Vec<(u64, &str)> = file.faults.iter().map(|fault| (fault.line, fault.field)).collect();
    assert_eq!(faults, [(7, "KetQua"), (8, "SoDinhDanh"), (9, "KetQua"), (10, "MaYeuCau")]);
    assert_eq!(read_answer_file(b""), Err(AnswerFileFault::Empty));
    assert_eq!(read_answer_file(b"MaYeuCau,Ten\n"), Err(AnswerFileFault::NoColumn { column: "KetQua" }));
}

#[test]
fn personal_data_go_by_https_or_stay_on_this_machine_and_codes_have_the_services_length() {
    let made_with = |address: &str, sender: Sender, token: &str| {
        let settings = Settings {
            name: "CSDLQG".to_owned(),
            address: address.to_owned(),
            token: Some(token.to_owned().into()),
            sender,
            limits: Limits::default(),
            trusted: Some(Vec::new()),
        };
        Service::new(settings, Arc::new(|_| {})).map(drop)
    };
    let made = |address: &str, sender: Sender| made_with(address, sender, "bi-mat");
    assert_eq!(made("https://lgsp.example.vn/cong-dan", Sender::default()), Ok(()));
    let marked = made_with("https://lgsp.example.vn/cong-dan", Sender::default(), "bí mật");
    assert_eq!(marked, Err(ServiceFault::Code { field: "token" }));
    assert_eq!(made("http://127.0.0.1:9/cong-dan", Sender::default()), Ok(()));
    let plain = "http://lgsp.example.vn/cong-dan";
    assert_eq!(made(plain, Sender::default()), Err(ServiceFault::NotPrivate { address: plain.to_owned() }));
    assert!(matches!(made("không phải", Sender::default()), Err(ServiceFault::NotAnAddress { .. })));
    let long = Sender { agency: "H".repeat(36), ..Sender::default() };
    assert_eq!(made("https://a.vn/", long), Err(ServiceFault::Code { field: "MaDonVi" }));
    let letters = Sender { integration: "12a".to_owned(), ..Sender::default() };
    assert_eq!(made("https://a.vn/", letters), Err(ServiceFault::Code { field: "MaTichHop" }));
}

#[test]
fn the_line_is_encrypted_and_the_other_end_is_who_it_should_be() {
    let certified = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let certificate = certified.cert.der().clone();
    let key = PrivateKeyDer::try_from(certified.signing_key.serialize_der()).expect("a key");
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![certificate.clone()], key)
        .expect("a server");
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let served = thread::spawn(move || {
        let mut seen = Vec::new();
        for stream in listener.incoming().take(2) {
            let connection = ServerConnection::new(Arc::clone(&config)).expect("a connection");
            let mut line = BufReader::new(StreamOwned::new(connection, stream.expect("a caller")));
            let (mut head, mut length) = (String::new(), 0);
            while line.read_line(&mut head).is_ok_and(|read| read > 2) {
                let last = head.lines().last().unwrap_or_default().to_ascii_lowercase();
                length = last.strip_prefix("content-length:").map_or(length, |told| told.trim().parse().unwrap_or(0));
            }
            let mut body = vec![0; length];
            if line.read_exact(&mut body).is_err() || body.is_empty() {
                continue; // whoever does not trust us says no more
            }
            let answer = envelope("r-1", &json!({ "KetQua": "khong-tim-thay", "CongDan": [] }));
            let begin = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", answer.len());
            let to = line.get_mut();
            to.write_all(&[begin.as_bytes(), &answer].concat()).expect("written");
            to.flush().expect("sent");
            seen.push(head);
        }
        seen
    });
    let ask = |trusted: Vec<Vec<u8>>| {
        let settings = Settings {
            name: "CSDLQG".to_owned(),
            address: format!("https://localhost:{port}/cong-dan"),
            token: Some("bi-mat".to_owned().into()),
            sender: Sender::default(),
            limits: Limits { attempts: 1, ..Limits::default() },
            trusted: Some(trusted),
        };
        Service::new(settings, Arc::new(|_| {})).expect("a service").ask("r-1", b"{}")
    };
    assert_eq!(ask(vec![certificate.as_ref().to_vec()]).expect("an answer").people, []);
    assert_eq!(ask(Vec::new()), Err(crate::AskFault::Unreachable), "a stranger is told nothing");
    let seen = served.join().expect("the server ends");
    assert_eq!(seen.len(), 1);
    assert!(seen[0].to_lowercase().contains("authorization: bearer bi-mat"), "{seen:?}");
}
