//! Who is found, and what is said.

use super::*;
use serde_json::Value;

const REGISTER: &str = "pid,full_name,dob,gender,id12,id9,commune\n\
    P1,Nguyễn Thị Hòa,1950-03-02,Nữ,051150000001,210000001,21061\n\
    P2,Nguyễn Thị Hoà,1950,Nữ,051150000002,,21061\n\
    P3,Trần Văn Ổn,1948-11-30,Nam,051048000003,,21040\n\
    P4,Trần Văn On,1948-11-30,Nam,,210000001,21040\n";

fn population() -> Population {
    Population::read(REGISTER.as_bytes()).expect("a register")
}

fn found(request: &Request) -> Vec<String> {
    let population = population();
    population.find(request).into_iter().map(|row| population.people[row][0].to_owned()).collect()
}

#[test]
fn a_request_finds_whom_it_may_mean_and_nobody_else() {
    let of = |number: &str, old: &str, name: &str, birth: &str| {
        let [citizen_number, old_number, full_name, birth] = [number, old, name, birth].map(str::to_owned);
        found(&Request { id: "1".to_owned(), citizen_number, old_number, full_name, birth })
    };
    assert_eq!(of("051048000003", "", "Lê Văn Khác", "1990"), ["P3"], "by number, whatever the name");
    assert_eq!(of("", "210000001", "", ""), ["P1", "P4"], "an old number can be two people's");
    assert_eq!(of("", "", "Nguyễn Thị Hoà", "1950-03-02"), ["P1", "P2"], "spelt either way, one by the year alone");
    assert_eq!(of("", "", "nguyen thi hoa", "1950"), ["P1", "P2"]);
    assert_eq!(of("", "", "Nguyễn Thị Hòa", "1951"), [""; 0]);
    assert_eq!(of("", "", "Nguyễn Thị Hòa", ""), [""; 0], "a name alone means nobody");
    assert_eq!(of("", "", "Nguyễn Thị Hòa", "é950"), [""; 0]);
}

#[test]
fn a_batch_is_answered_with_each_person_once_and_whom_nobody_found() {
    let requests = "HoVaTen,MaYeuCau,SoDinhDanh,NgayThangNamSinh\n\
        Trần Văn Ổn,7,051048000003,1948-11-30\nNguyễn Thị Hòa,8,,1950\nNguyễn Thị Hòa,9,051150000001,1950\nLê Lạ,10,,1950\n";
    let desk = PopulationDesk::new(population(), Troubles::default());
    let answered = answer_batch(&desk, requests.as_bytes()).expect("an answer");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let lines: Vec<String> = text(answered.found).lines().map(str::to_owned).collect();
    let begins: Vec<String> = lines.iter().map(|line| line.split(',').take(2).collect::<Vec<_>>().join(",")).collect();
    assert_eq!(begins, ["MaYeuCau,pid", "8,P1", "8,P2", "7,P3", "7,P4"]);
    assert_eq!(text(answered.not_found), "MaYeuCau\n10\n");
    let results: Vec<String> = text(answered.results)
        .lines()
        .skip(1)
        .map(|line| line.split(',').take(3).collect::<Vec<_>>().join(","))
        .collect();
    let expected = [
        "7,tim-thay,051048000003",
        "7,tim-thay,",
        "8,tim-thay,051150000001",
        "8,tim-thay,051150000002",
        "9,tim-thay,051150000001",
        "9,tim-thay,051150000002",
        "10,khong-tim-thay,",
    ];
    assert_eq!(results, expected, "each request has its own answer");
    assert!(matches!(answer_batch(&desk, b"a,b\n1,2\n"), Err(PopulationFault::NoColumn("MaYeuCau"))));
    assert!(matches!(answer_batch(&desk, b"MaYeuCau,HoVaTen\n\xff,x\n"), Err(PopulationFault::Csv(_))));
    assert!(matches!(Population::read(&b"pid,full_name\n"[..]), Err(PopulationFault::NoColumn("dob"))));
}

#[test]
fn a_request_over_the_network_is_answered_in_the_envelope() {
    let ask = |body: &str| {
        let Reply { status, body } = reply_to(&population(), body.as_bytes());
        (status, serde_json::from_str::<Value>(&body).expect("JSON"))
    };
    let (status, body) = ask(r#"{"MaYeuCau":"r-1","HoVaTen":"Trần Văn Ổn","SoDinhDanh":"051048000003"}"#);
    assert_eq!((status, &body["code"], &body["correlationId"]), (200, &"00".into(), &"r-1".into()));
    let person = &body["response"]["CongDan"][0];
    assert_eq!(person["HoVaTen"], serde_json::json!({ "Ho": "Trần", "ChuDem": "Văn", "Ten": "Ổn" }));
    let (status, body) = ask(r#"{"MaYeuCau":"r-2","HoVaTen":"Lê Lạ","NgayThangNamSinh":"1950"}"#);
    assert_eq!((status, &body["response"]["KetQua"]), (200, &"khong-tim-thay".into()));
    for (wrong, field) in [
        ("no JSON", ""),
        (r#"{"HoVaTen":"Lê Lạ"}"#, "MaYeuCau"),
        (r#"{"MaYeuCau":"r-3"}"#, "HoVaTen"),
        (r#"{"MaYeuCau":"r-3","HoVaTen":"Lê Lạ","SoDinhDanh":"51"}"#, "SoDinhDanh"),
        (r#"{"MaYeuCau":"r-3","HoVaTen":7}"#, "HoVaTen"),
    ] {
        let (status, body) = ask(wrong);
        assert_eq!((status, &body["code"], &body["response"]["Truong"]), (400, &"01".into(), &field.into()), "{wrong}");
    }
}
