//! What must never change a decision: how a name is typed, in which order rows come, and how often.

use kernel::{BirthDate, CitizenId, Sex, legacy::Encoding};
use matching::{Finding, ListNumber, ListRow, Matcher, PersonEntry, Register, RegisterBuilder, Snapshot, read_list};
use proptest::prelude::*;
use std::{collections::HashMap, fmt::Write as _, num::NonZero, sync::LazyLock};
use unicode_normalization::UnicodeNormalization as _;

const FAMILY: [&str; 4] = ["Nguyễn", "Trần", "Phạm", "Võ"];
const MIDDLE: [&str; 4] = ["Thị", "Văn", "Thị Ngọc", "Thúy"];
const GIVEN: [&str; 8] = ["Hòa", "Thủy", "Quý", "Loan", "Mỹ", "Hoài", "Tuấn", "Xòe"];

/// The same name with the tones on the other vowel, as older schools teach.
fn other_tones(name: &str) -> String {
    [("òa", "oà"), ("úy", "uý"), ("ủy", "uỷ"), ("òe", "oè"), ("ỹ", "ĩ")]
        .into_iter()
        .fold(name.to_owned(), |name, (new, old)| name.replace(new, old))
}

fn name(number: usize) -> String {
    format!("{} {} {}", FAMILY[number % 4], MIDDLE[number / 4 % 4], GIVEN[number / 16 % 8])
}

fn birth(number: usize) -> BirthDate {
    BirthDate::parse(&format!("{:02}/{:02}/{}", number % 28 + 1, number / 3 % 12 + 1, 1930 + number % 70))
        .expect("a date")
}

fn number(number: usize) -> CitizenId {
    CitizenId::parse(&format!("0511{:02}{:06}", number % 100, number * 37 % 1_000_000)).expect("a number")
}

/// One person in seven has no card.
fn has_number(person: usize) -> bool {
    !person.is_multiple_of(7)
}

static NUMBERS: LazyLock<Vec<CitizenId>> = LazyLock::new(|| (0..3_000).map(number).collect());

static REGISTER: LazyLock<Register> = LazyLock::new(|| {
    let mut builder = RegisterBuilder::new();
    for person in 0..3_000 {
        let entry = PersonEntry {
            pid: &format!("p{person}"),
            full_name: &name(person),
            birth: Some(birth(person)),
            sex: Some(Sex::Female),
            citizen_id: Some(number(person)).filter(|_| has_number(person)),
            commune: "21061",
            ..PersonEntry::default()
        };
        builder.add(&entry).expect("a person");
    }
    builder.finish(Snapshot { name: "properties".into(), taken_on: None }).expect("a small register")
});

/// A row about somebody, right or with a slip.
fn row() -> impl Strategy<Value = ListRow> {
    let parts = (0..3_000_usize, 0..3_000_usize, any::<bool>(), any::<bool>(), any::<bool>());
    parts.prop_map(|(person, other, own_name, own_birth, has_number)| ListRow {
        full_name: name(if own_name { person } else { other }),
        birth: Some(birth(if own_birth { person } else { other })),
        sex: Some(Sex::Female),
        number: if has_number { ListNumber::Citizen(number(person)) } else { ListNumber::None },
        commune: "21061".into(),
        ..ListRow::default()
    })
}

fn find(row: &ListRow) -> Finding {
    Matcher::new(&REGISTER).find(row)
}

/// A list as an office would save it.
fn csv(rows: &[ListRow]) -> String {
    let mut text = String::from("lid,full_name,dob,gender,id,commune\n");
    for (lid, row) in rows.iter().enumerate() {
        let number = match row.number {
            ListNumber::Citizen(number) => number.as_str().to_owned(),
            ListNumber::Repaired(_) | ListNumber::None => String::new(),
        };
        let born = row.birth.map(|birth| birth.to_string()).unwrap_or_default();
        writeln!(text, "{lid},{},{born},F,{number},21061", row.full_name).expect("memory takes everything");
    }
    text
}

fn utf16(text: &str, mark: bool, bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    let mark = mark.then_some('\u{feff}').into_iter();
    let units: Vec<u16> = mark.chain(text.chars()).collect::<String>().encode_utf16().collect();
    units.into_iter().flat_map(bytes).collect()
}

/// The letters a font of TCVN3 draws, and the bytes it draws them for.
static TCVN3: LazyLock<HashMap<String, u8>> = LazyLock::new(|| {
    let signs = (0x80..=0xff_u8).map(|byte| (char::from(byte).to_string(), byte));
    // A byte the font does not draw stays the sign it is, as does the one of ý: what is drawn goes before.
    let mut drawn: Vec<_> = signs.map(|(sign, byte)| (Encoding::Tcvn3.decode(&sign), sign, byte)).collect();
    drawn.sort_by_key(|(letter, sign, _)| letter != sign);
    drawn.into_iter().map(|(letter, _, byte)| (letter, byte)).collect()
});

/// The text typed for such a font: small letters, for its capitals are another font.
fn tcvn3(text: &str) -> Option<Vec<u8>> {
    let byte = |letter: char| {
        if letter.is_ascii() { u8::try_from(letter).ok() } else { TCVN3.get(&letter.to_string()).copied() }
    };
    text.nfc().map(byte).collect()
}

fn find_all(rows: &[ListRow]) -> Vec<Finding> {
    Matcher::new(&REGISTER).find_all(rows, NonZero::<usize>::MIN)
}

fn read(bytes: &[u8]) -> Vec<ListRow> {
    read_list(bytes).expect("a list").rows
}

/// The font is told by many names together, so all there are stand in the list.
#[test]
fn the_legacy_font_of_a_list_changes_nothing() {
    let row = |person: usize| ListRow {
        full_name: name(person),
        birth: Some(birth(person * 5)),
        sex: Some(Sex::Female),
        number: if person.is_multiple_of(3) { ListNumber::Citizen(number(person)) } else { ListNumber::None },
        ..ListRow::default()
    };
    let text = csv(&(0..128).map(row).collect::<Vec<_>>());
    let expected = find_all(&read(text.as_bytes()));
    let rows = read(&tcvn3(&text).expect("every letter of the names has a byte"));
    assert_eq!(find_all(&rows), expected, "{:?}", rows.first());
}

proptest! {
    // Each case reads and matches the list six times.
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// However the list was saved, it is the same list.
    #[test]
    fn the_encoding_of_a_list_changes_nothing(rows in proptest::collection::vec(row(), 1..20)) {
        let text = csv(&rows);
        let expected = find_all(&read(text.as_bytes()));
        let marked = format!("\u{feff}{text}");
        let saved = [
            marked.into_bytes(),
            text.nfd().collect::<String>().into_bytes(),
            utf16(&text, true, u16::to_le_bytes),
            utf16(&text, true, u16::to_be_bytes),
            utf16(&text, false, u16::to_le_bytes),
        ];
        for (form, bytes) in saved.into_iter().enumerate() {
            prop_assert!(find_all(&read(&bytes)) == expected, "form {}", form);
        }
    }
}

proptest! {
    #[test]
    fn letter_case_composition_and_tone_placement_change_nothing(row in row()) {
        let expected = find(&row);
        let spelled = |name: String| find(&ListRow { full_name: name, ..row.clone() });
        let name = &row.full_name;
        prop_assert_eq!(&spelled(name.to_uppercase()), &expected);
        prop_assert_eq!(&spelled(name.nfd().collect()), &expected);
        prop_assert_eq!(&spelled(name.to_lowercase().nfc().collect()), &expected);
        prop_assert_eq!(&spelled(other_tones(name)), &expected);
        prop_assert_eq!(&spelled(format!("  {} ", name.replace(' ', "\u{a0} "))), &expected);
    }

    #[test]
    fn order_duplicates_and_threads_change_nothing(rows in proptest::collection::vec(row(), 1..20), threads in 1_usize..5) {
        let alone: Vec<Finding> = rows.iter().map(find).collect();
        let matcher = Matcher::new(&REGISTER);
        let threads = NonZero::new(threads).unwrap();
        prop_assert_eq!(&matcher.find_all(&rows, threads), &alone);
        let backwards: Vec<ListRow> = rows.iter().rev().chain(&rows).cloned().collect();
        let found = matcher.find_all(&backwards, threads);
        prop_assert_eq!(found.into_iter().skip(rows.len()).collect::<Vec<_>>(), alone);
    }

    /// The one rule that verifies by itself, asked of every row from the outside.
    #[test]
    fn only_number_name_and_date_verify(row in row()) {
        let finding = find(&row);
        let all_three = |person: usize| {
            // The number first: the rest is asked of one person in a thousand.
            row.number == ListNumber::Citizen(NUMBERS[person]) && row.full_name == name(person)
                && row.birth == Some(birth(person)) && has_number(person)
        };
        let expected = (0..3_000).filter(|person| all_three(*person)).count() == 1;
        prop_assert_eq!(finding.outcome == matching::Outcome::Verified, expected, "{:?}", finding);
    }
}
