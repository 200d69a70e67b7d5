//! What holds whatever the weights are.

use crate::{
    Finding, ListNumbers, ListRow, Matcher, Outcome, PersonEntry, Register, RegisterBuilder, Snapshot,
    model::{BY_HAND, Draft, MILLION, MODEL, Model},
};
use kernel::{BirthDate, CitizenId, Sex};
use proptest::prelude::*;

const FAMILY: [&str; 3] = ["Nguyễn", "Trần", "Lê"];
const GIVEN: [&str; 5] = ["Hòa", "Hoà", "Hoa", "Lan", "Sơn"];

fn name(number: usize) -> String {
    format!("{} Thị {}", FAMILY[number % 3], GIVEN[number / 3 % 5])
}

fn birth(number: usize) -> Option<BirthDate> {
    BirthDate::parse(&format!("{:02}/09/{}", number % 4 + 1, 1944 + number / 4 % 3)).ok()
}

/// Numbers are few, so that some belong to two people.
fn number(number: usize) -> String {
    format!("0511440{:05}", number % 37)
}

fn register() -> Register {
    let mut builder = RegisterBuilder::new();
    for at in 0..60 {
        let entry = PersonEntry {
            pid: &at.to_string(),
            full_name: &name(at * 7),
            birth: birth(at * 5),
            sex: Some(Sex::Female),
            citizen_id: CitizenId::parse(&number(at)).ok(),
            commune: "21061",
            dead: at % 11 == 0,
            ..PersonEntry::default()
        };
        builder.add(&entry).expect("a person");
    }
    builder.finish(Snapshot { name: "any".into(), taken_on: None }).expect("a small register")
}

/// Rows that agree with people in everything, in something, and in nothing.
fn rows() -> Vec<ListRow> {
    let row = |at: usize| {
        let slip = at / 60;
        let birth = birth(at % 60 * 5 + usize::from(slip == 1));
        let numbers = ListNumbers::parse(&number(at % 60 + usize::from(slip == 2)), Some(Sex::Female), birth);
        ListRow {
            full_name: name(at % 60 * 7 + usize::from(slip == 3)),
            birth,
            sex: Some(Sex::Female),
            number: numbers.number,
            commune: "21061".to_owned(),
            ..ListRow::default()
        }
    };
    (0..240).map(row).collect()
}

fn findings(register: &Register, model: &Model) -> Vec<Finding> {
    let matcher = Matcher::with_model(register, model);
    rows().iter().map(|row| matcher.find(row)).collect()
}

#[test]
fn two_models_of_one_digest_decide_alike() {
    let register = register();
    let read = Model::parse(MODEL.text().as_bytes()).expect("a model");
    assert_eq!((read.digest(), read.id()), (MODEL.digest(), MODEL.id()));
    assert_eq!(findings(&register, &read), findings(&register, &MODEL));
    assert_ne!(BY_HAND.digest(), MODEL.digest());
    assert_ne!(findings(&register, &BY_HAND), findings(&register, &MODEL), "other weights, other scores");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    /// The weights change what waits and in which order, never what is verified by itself.
    #[test]
    fn no_weights_change_what_verifies_by_itself(
        numbers in proptest::collection::vec((1..=MILLION, 1_u64..=1_000_000_000), 60),
        in_register in 1..=MILLION,
    ) {
        let mut drawn = numbers.into_iter().cycle();
        let mut fields = BY_HAND.fields().clone();
        for row in fields.iter_mut().flatten() {
            let (m, u) = drawn.next().expect("a cycle has no end");
            (row.m, row.u) = (m, row.u.with(u));
        }
        let draft = Draft { name: "any".into(), in_register, people_min: 1, fields };
        let register = register();
        let verified = |model: &Model| -> Vec<Option<u32>> {
            let person = |found: &Finding| found.person.filter(|_| found.outcome == Outcome::Verified);
            findings(&register, model).iter().map(person).collect()
        };
        let by_program = verified(&MODEL);
        prop_assert!(by_program.iter().flatten().count() > 10);
        prop_assert_eq!(verified(&Model::freeze(draft)), by_program);
    }
}
