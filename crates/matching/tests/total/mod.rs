//! What must hold for any bytes: a value or a fault, and no panic afterwards either.

use kernel::{BirthDate, CitizenId};
use matching::{
    ListNumber, ListRow, MODEL, Matcher, Model, Register, Snapshot, read_list, read_register, sealed, sealed_model,
};

/// An index whose digest fits, whatever stands before it.
pub fn register_file(bytes: &[u8]) {
    assert!(Register::read(bytes).is_err(), "nobody guesses a digest");
    if let Ok(register) = Register::read(&*sealed(bytes)) {
        ask(&register);
        let mut written = Vec::new();
        register.write(&mut written).expect("memory takes everything");
        assert_eq!(written, sealed(bytes), "one register has one file");
    }
}

/// A register as CSV.
pub fn register_csv(bytes: &[u8]) {
    let snapshot = Snapshot { name: "any".to_owned(), taken_on: None };
    if let Ok(loaded) = read_register(bytes, snapshot, |_| {}) {
        ask(&loaded.register);
        let mut written = Vec::new();
        loaded.register.write(&mut written).expect("memory takes everything");
        let again = Register::read(&*written).expect("what was written is read");
        assert_eq!(again.digest(), loaded.register.digest());
    }
}

/// A list as CSV, matched with a register of one.
pub fn list_csv(bytes: &[u8]) {
    let Ok(list) = read_list(bytes) else { return };
    assert_eq!(list.lids.len(), list.rows.len());
    let one = "pid,full_name,dob,id12,commune\n1,Nguyễn Thị Hòa,02/09/1944,051144001234,21061\n";
    let snapshot = Snapshot { name: "one".to_owned(), taken_on: None };
    let register = read_register(one.as_bytes(), snapshot, |_| {}).expect("a sound register").register;
    let matcher = Matcher::new(&register);
    for row in &list.rows {
        let finding = matcher.find(row);
        assert!(finding.candidates.len() <= 5);
    }
}

/// A table of weights, as it stands and with the digest it should have.
pub fn model(bytes: &[u8]) {
    if let Ok(model) = Model::parse(bytes) {
        assert_eq!(model, *MODEL, "nobody guesses a digest");
    }
    let Ok(text) = str::from_utf8(bytes) else { return };
    let sealed = sealed_model(text);
    if let Ok(model) = Model::parse(sealed.as_bytes()) {
        assert_eq!(model.text(), sealed, "one model has one file");
        let one = "pid,full_name,dob,id12,commune\n1,Nguyễn Thị Hòa,02/09/1944,051144001234,21061\n";
        let snapshot = Snapshot { name: "one".to_owned(), taken_on: None };
        let register = read_register(one.as_bytes(), snapshot, |_| {}).expect("a sound register").register;
        let matcher = Matcher::with_model(&register, &model);
        let row = ListRow {
            full_name: "Nguyễn Thị Hoa".to_owned(),
            birth: BirthDate::parse("1944").ok(),
            commune: "21061".to_owned(),
            ..ListRow::default()
        };
        assert!(matcher.find(&row).candidates.len() <= 5);
    }
}

/// Rows that touch every key.
fn ask(register: &Register) {
    let matcher = Matcher::new(register);
    let number = CitizenId::parse("051144001234").expect("a number");
    for (name, born) in [("Nguyễn Thị Hòa", "02/09/1944"), ("nguyen hoa", "1944"), ("", "09/02/1944")] {
        let row = ListRow {
            full_name: name.to_owned(),
            other_name: "Bảy Lé".to_owned(),
            birth: BirthDate::parse(born).ok(),
            number: ListNumber::Citizen(number),
            commune: "21061".to_owned(),
            village: "Thôn 1".to_owned(),
            ..ListRow::default()
        };
        for candidate in matcher.find(&row).candidates {
            assert!(!register.view(candidate.person).full_name.is_empty());
        }
    }
}
