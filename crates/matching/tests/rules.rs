//! The rules as tables: people of a register, then rows of lists and what comes of them.
//!
//! `person  pid | name | birth | sex | number | old number | commune | state`
//! `row     name | birth | sex | number | commune  ->  outcome  pid  [fields that differ]  rule  {flags}`
//!
//! A cell with `-` says nothing. People and rows that are in no table stand in `crowd`: a register is never empty.

use kernel::{BirthDate, CitizenId, OldIdNumber, Sex};
use matching::{Finding, ListNumbers, ListRow, Matcher, PersonEntry, Register, RegisterBuilder, Snapshot};

fn cells(line: &str) -> Vec<&str> {
    line.split('|').map(|cell| Some(cell.trim()).filter(|cell| *cell != "-").unwrap_or_default()).collect()
}

fn birth(text: &str) -> Option<BirthDate> {
    (!text.is_empty()).then(|| BirthDate::parse(text).expect("a date in the table"))
}

fn add(builder: &mut RegisterBuilder, line: &str) {
    let [pid, full_name, born, sex, number, old, commune, state] = cells(line)[..] else { panic!("8 cells: {line}") };
    let entry = PersonEntry {
        pid,
        full_name,
        birth: birth(born),
        sex: Sex::parse(sex).ok(),
        citizen_id: CitizenId::parse(number).ok(),
        old_id: OldIdNumber::parse(old).ok(),
        province: "51",
        commune,
        dead: state == "dead",
        has_card: Some(state != "no card"),
        ..PersonEntry::default()
    };
    builder.add(&entry).expect("a person of the table");
}

/// Two thousand people who have nothing to do with the table, but make a name common or rare.
fn crowd(builder: &mut RegisterBuilder) {
    const FAMILY: [&str; 5] = ["Nguyễn", "Trần", "Lê", "Phạm", "Võ"];
    const MIDDLE: [&str; 4] = ["Văn", "Thị", "Ngọc", "Minh"];
    const GIVEN: [&str; 20] = [
        "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Lan", "Hồng", "Cúc", "Mai", "Sơn", "Hải", "Giang",
        "Long", "Phụng", "Loan", "Quý", "Tài",
    ];
    for number in 0..2_000_usize {
        let name = format!("{} {} {}", FAMILY[number % 5], MIDDLE[number / 5 % 4], GIVEN[number / 20 % 20]);
        let (day, month, year) = (number % 28 + 1, number % 12 + 1, 1930 + number % 60);
        let born = format!("{day:02}/{month:02}/{year}");
        let id = format!("0511{:02}{:06}", year - 1900, 500_000 + number);
        add(builder, &format!("crowd-{number} | {name} | {born} | Nữ | {id} | - | {} | -", 21_043 + number % 20));
    }
}

fn register(people: &str) -> Register {
    let mut builder = RegisterBuilder::new();
    crowd(&mut builder);
    lines(people).for_each(|line| add(&mut builder, line));
    builder.finish(Snapshot { name: "table".into(), taken_on: None }).expect("a small register")
}

fn lines(table: &str) -> impl Iterator<Item = &str> {
    table.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn row(line: &str) -> ListRow {
    let [full_name, born, sex, number, commune] = cells(line)[..] else { panic!("5 cells: {line}") };
    let (born, sex) = (birth(born), Sex::parse(sex).ok());
    let numbers = ListNumbers::parse(number, sex, born);
    let text = str::to_owned;
    ListRow {
        full_name: text(full_name),
        birth: born,
        sex,
        number: numbers.number,
        old_id: numbers.old_id,
        old_repaired: numbers.old_repaired,
        province: text("51"),
        commune: text(commune),
        ..ListRow::default()
    }
}

fn told(register: &Register, finding: &Finding) -> String {
    let person = finding.person.map(|person| format!(" {}", register.pid(person))).unwrap_or_default();
    let fields: Vec<&str> = finding.mismatched.iter().map(|field| field.key()).collect();
    let fields = if fields.is_empty() { String::new() } else { format!(" [{}]", fields.join(", ")) };
    let flags = [("no_card", finding.flags.no_card), ("dead", finding.flags.dead)];
    let raised: Vec<&str> = flags.into_iter().filter(|flag| flag.1).map(|flag| flag.0).collect();
    let raised = if raised.is_empty() { String::new() } else { format!(" {{{}}}", raised.join(", ")) };
    format!("{}{person}{fields} {}{raised}", finding.outcome.key(), finding.rule.key())
}

/// Every row of the table has the outcome behind its arrow.
fn check(people: &str, rows: &str) {
    let register = register(people);
    let matcher = Matcher::new(&register);
    for line in lines(rows) {
        let (given, expected) = line.split_once("->").expect("an arrow");
        let finding = matcher.find(&row(given));
        let expected = expected.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(told(&register, &finding), expected, "{given}\n{:#?}", finding.candidates);
    }
}

const HOA: &str = "hoa | Nguyễn Thị Hòa | 02/09/1944 | Nữ | 051144001234 | 212345678 | 21061 | -";

#[test]
fn number_name_and_date_verify_by_themselves() {
    check(
        HOA,
        "
        Nguyễn Thị Hòa  | 02/09/1944 | Nữ | 051144001234 | 21061 -> verified hoa number_name_birth
        NGUYỄN THỊ HOÀ  | 02/09/1944 | Nữ | 051144001234 | 21061 -> verified hoa number_name_birth
        nguyen thi hoa  | 02/09/1944 | Nữ | 051144001234 | 21061 -> verified hoa number_name_birth
        Nguyễn Thị Hòa  | 1944       | Nữ | 051144001234 | 21061 -> verified hoa number_name_birth
        Nguyễn Thị Hòa  | 02/09/1944 | -  | 051144001234 | -     -> verified hoa number_name_birth
        # another commune is no difference: people move
        Nguyễn Thị Hòa  | 02/09/1944 | Nữ | 051144001234 | 21043 -> verified hoa number_name_birth
        ",
    );
}

#[test]
fn the_same_number_with_one_difference_is_a_mismatch_and_names_it() {
    check(
        HOA,
        "
        Nguyễn Thị Hoàn | 02/09/1944 | Nữ  | 051144001234 | 21061 -> mismatch hoa [full_name] number_close
        Nguyễn Thị Họa  | 02/09/1944 | Nữ  | 051144001234 | 21061 -> mismatch hoa [full_name] number_close
        Trần Văn Sơn    | 02/09/1944 | Nữ  | 051144001234 | 21061 -> mismatch hoa [full_name] number_close
        Nguyễn Thị Hòa  | 09/02/1944 | Nữ  | 051144001234 | 21061 -> mismatch hoa [birth] number_close
        Nguyễn Thị Hòa  | 02/09/1949 | Nữ  | 051144001234 | 21061 -> mismatch hoa [birth] number_close
        Nguyễn Thị Hòa  | 01/01/1944 | Nữ  | 051144001234 | 21061 -> mismatch hoa [birth] number_close
        Nguyễn Thị Hòa  | 02/09/1944 | Nam | 051144001234 | 21061 -> mismatch hoa [sex] number_close
        Nguyễn Hòa      | 03/09/1944 | Nam | 051144001234 | 21061 -> mismatch hoa [full_name, birth, sex] number_close
        ",
    );
}

#[test]
fn the_same_number_of_somebody_doubtful_waits() {
    check(
        HOA,
        "
        Trần Văn Sơn   | 17/05/1981 | Nam | 051144001234 | 21061 -> pending number_doubtful
        Nguyễn Văn Hòa | 17/05/1944 | Nữ  | 051144001234 | 21061 -> pending number_doubtful
        # nothing differs, but the row does not say when
        Nguyễn Thị Hòa | -          | Nữ  | 051144001234 | 21061 -> pending number_incomplete
        ",
    );
}

#[test]
fn nothing_without_the_number_is_decided_by_itself() {
    check(
        HOA,
        "
        Nguyễn Thị Hòa  | 02/09/1944 | Nữ | -            | 21061 -> pending without_number {no_card}
        Nguyễn Thị Hòa  | 02/09/1944 | Nữ | 212345678    | 21061 -> pending without_number {no_card}
        Nguyễn Thị Hòa  | 02/09/1944 | Nữ | 051144001235 | 21061 -> pending without_number
        # a zero lost in a spreadsheet is a proposal, no proof
        Nguyễn Thị Hòa  | 02/09/1944 | Nữ | 51144001234  | 21061 -> pending without_number
        Nguyễn Thị Hoa  | 1944       | Nữ | -            | 21061 -> pending without_number {no_card}
        Nguyễn Thị Hòa  | 09/02/1944 | Nữ | -            | 21061 -> pending without_number {no_card}
        # the old number with a slip, or with its zero lost, is no proof either
        Nguyễn Thị Hòa  | 02/09/1944 | Nữ | 212345687    | 21061 -> pending without_number {no_card}
        Nguyễn Thị Hòa  | 02/09/1944 | Nữ | 212345679    | 21061 -> pending without_number {no_card}
        Trần Văn Sơn    | 02/09/1944 | Nữ | 212345679    | -     -> pending without_number {no_card}
        # only the number is right, but for one digit: the second, wider search
        Trần Văn Sơn    | 02/09/1944 | Nữ | 051144001324 | 21061 -> pending without_number
        ",
    );
}

#[test]
fn nobody_like_the_row_is_not_found() {
    check(
        HOA,
        "
        Hồ Văn Phước    | 11/11/1951 | Nam | 051051123456 | 21061 -> not_found nothing_found
        Hồ Văn Phước    | 11/11/1951 | Nam | -            | 21061 -> not_found nothing_found {no_card}
        Nguyễn Thị Hòa  | 11/11/1971 | Nữ  | 051171888888 | 21100 -> not_found nothing_found
        # a row that says nothing
        -               | -          | -   | -            | -     -> not_found nothing_found {no_card}
        ",
    );
}

#[test]
fn two_who_are_nearly_as_likely_wait_for_a_person() {
    check(
        "
        an-1 | Đặng Văn An | 05/05/1950 | Nam | 051050000001 | - | 21061 | -
        an-2 | Đặng Văn An | 05/05/1950 | Nam | 051050000002 | - | 21061 | -
        # one number twice in the register
        twice-1 | Đỗ Thị Cam | 06/06/1960 | Nữ | 051160000003 | - | 21061 | -
        twice-2 | Đỗ Thị Cam | 06/06/1960 | Nữ | 051160000003 | - | 21061 | -
        ",
        "
        Đặng Văn An | 05/05/1950 | Nam | -            | 21061 -> pending rivals {no_card}
        Đặng Văn An | 05/05/1950 | Nam | 051050000002 | 21061 -> verified an-2 number_name_birth
        Đỗ Thị Cam  | 06/06/1960 | Nữ  | 051160000003 | 21061 -> pending rivals
        ",
    );
}

#[test]
fn twins_with_each_others_number_wait() {
    check(
        "
        long | Bùi Văn Long  | 07/07/1990 | Nam | 051090000010 | - | 21061 | -
        lan  | Bùi Văn Lân   | 07/07/1990 | Nam | 051090000011 | - | 21061 | -
        ",
        "
        Bùi Văn Long | 07/07/1990 | Nam | 051090000010 | 21061 -> verified long number_name_birth
        Bùi Văn Lân  | 07/07/1990 | Nam | 051090000010 | 21061 -> pending rivals
        ",
    );
}

#[test]
fn the_dead_and_those_without_a_card_are_flagged_beside_the_outcome() {
    check(
        "
        dead | Lý Thị Mận | 08/08/1930 | Nữ | 051130000020 | - | 21061 | dead
        none | Lý Thị Đào | 09/09/1999 | Nữ | 051199000021 | - | 21061 | no card
        ",
        "
        Lý Thị Mận | 08/08/1930 | Nữ | 051130000020 | 21061 -> mismatch dead [status] person_dead {dead}
        Lý Thị Mần | 08/08/1930 | Nữ | 051130000020 | 21061 -> mismatch dead [full_name, status] number_close {dead}
        Lý Thị Đào | 09/09/1999 | Nữ | 051199000021 | 21061 -> verified none number_name_birth {no_card}
        ",
    );
}

#[test]
fn the_right_person_stands_first() {
    let register = register(HOA);
    let matcher = Matcher::new(&register);
    for line in [
        "Nguyễn Thị Hòa | 02/09/1944 | Nữ | - | 21061",
        "Nguyễn Thị Hoa | 1944 | Nữ | - | 21061",
        "Nguyễn Hòa | 02/09/1944 | - | - | 21061",
        "Hòa Nguyễn Thị | 02/09/1944 | Nữ | - | 21061",
        "Nguyễn Thị Hòa | 02/09/1945 | Nữ | - | -",
        "- | - | - | 212345678 | -",
    ] {
        let finding = matcher.find(&row(line));
        let first = finding.candidates.first().map(|first| register.pid(first.person));
        assert_eq!(first.as_deref(), Some("hoa"), "{line}: {:#?}", finding.candidates);
        let all: u32 = finding.candidates.iter().map(|candidate| candidate.posterior).sum();
        assert!(all <= 1_000_000, "one of them or nobody: {all}");
        assert!(finding.candidates.is_sorted_by(|a, b| a.score >= b.score));
        assert!(finding.candidates.len() <= 5);
    }
}
