//! How fast lists are matched: `cargo bench -p matching --bench linkage -- 100000 1000000`, rows and people.
//!
//! Both files are drawn from a seed, with the slips of real lists, and the truth is known. Everything begins with the
//! bytes of two CSV files. CPU seconds and memory are the process's own, from `/proc`.

use kernel::Chance;
use matching::{Matcher, Outcome, Register, Snapshot, read_list, read_register};
use std::{env, fmt::Write as _, fs, num::NonZero, thread, time::Instant};

fn main() {
    let mut numbers = env::args().skip(1).filter_map(|argument| argument.parse::<u64>().ok());
    let (rows, people) = (numbers.next().unwrap_or(100_000), numbers.next().unwrap_or(1_000_000));
    let mut chance = Chance::seeded(20);
    let folder = tempfile::tempdir().expect("a folder");
    let (csv, index) = (folder.path().join("register.csv"), folder.path().join("register.reg"));
    let (register_text, list_text, truth) = draw(rows, people, &mut chance);
    fs::write(&csv, register_text).expect("written");
    println!("{rows} rows, {people} people");
    println!("| step | wall s | CPU s | peak MiB |");
    println!("| --- | --- | --- | --- |");
    let built = step("read the register, build the index", || {
        let snapshot = Snapshot { name: "bench".to_owned(), taken_on: None };
        read_register(fs::File::open(&csv).expect("there"), snapshot, |_| {}).expect("a register").register
    });
    step("write the index", || built.write(fs::File::create(&index).expect("a file")).expect("written"));
    drop(built);
    let register = step("read the index", || Register::read(fs::File::open(&index).expect("there")).expect("read"));
    let list = step("read the list", || read_list(list_text.as_bytes()).expect("a list"));
    let matcher = Matcher::new(&register);
    let one = step("match, one thread", || matcher.find_all(&list.rows, NonZero::<usize>::MIN));
    let threads = thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
    let findings = step(&format!("match, {threads} threads"), || matcher.find_all(&list.rows, threads));
    assert_eq!(one, findings);
    judge(&register, &findings, &truth);
}

fn judge(register: &Register, findings: &[matching::Finding], truth: &[Option<u64>]) {
    let (mut there, mut first, mut verified, mut wrong, mut pending, mut mismatch, mut found) =
        (0_u64, 0, 0, 0, 0, 0, 0);
    for (finding, truth) in findings.iter().zip(truth) {
        let pid = |row: u32| register.pid(row).parse::<u64>().ok();
        there += u64::from(truth.is_some());
        found += u64::from(finding.outcome != Outcome::NotFound);
        first +=
            u64::from(truth.is_some() && finding.candidates.first().is_some_and(|best| pid(best.person) == *truth));
        let right = finding.person.and_then(pid) == *truth;
        match finding.outcome {
            Outcome::Verified => {
                verified += 1;
                wrong += u64::from(!right);
            }
            Outcome::Pending => pending += 1,
            Outcome::Mismatch => mismatch += 1,
            _ => {}
        }
    }
    let share = |part: u64, whole: u64| format!("{}.{:02} %", part * 100 / whole, part * 10_000 / whole % 100);
    println!();
    println!("index {} MiB in memory, {} B a person", register.bytes() >> 20, register.bytes() / register.len().max(1));
    println!("in the register {there}, their person first {} ({})", first, share(first, there));
    println!("verified {verified}, of them wrong {wrong}; mismatch {mismatch}; pending {pending}; found {found}");
}

/// Runs one step and prints its line.
fn step<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let (cpu, wall) = (cpu_hundredths(), Instant::now());
    let done = work();
    let (wall, cpu) = (wall.elapsed(), cpu_hundredths() - cpu);
    println!("| {name} | {:.2} | {}.{:02} | {} |", wall.as_secs_f64(), cpu / 100, cpu % 100, peak_mib());
    done
}

/// User and system time of this process in hundredths of a second, the unit of `/proc` everywhere.
fn cpu_hundredths() -> u64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit_once(") ").map(|(_, after)| after.to_owned()).unwrap_or_default();
    after.split(' ').skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum()
}

fn peak_mib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0) / 1024
}

const FAMILY: [(&str, u64); 14] = [
    ("Nguyễn", 38),
    ("Trần", 11),
    ("Lê", 10),
    ("Phạm", 7),
    ("Huỳnh", 5),
    ("Võ", 5),
    ("Phan", 4),
    ("Trương", 4),
    ("Bùi", 3),
    ("Đặng", 3),
    ("Đỗ", 3),
    ("Ngô", 3),
    ("Hồ", 2),
    ("Dương", 2),
];
const MIDDLE_WOMAN: [&str; 8] = ["Thị", "Thị", "Thị", "Thị Ngọc", "Thị Kim", "Thị Thanh", "Ngọc", "Thị Hồng"];
const MIDDLE_MAN: [&str; 8] = ["Văn", "Văn", "Văn", "Đức", "Minh", "Hữu", "Thanh", "Quốc"];
const GIVEN: [&str; 60] = [
    "An", "Anh", "Ánh", "Bảy", "Bình", "Cúc", "Chín", "Cường", "Dung", "Dũng", "Đào", "Đạt", "Đức", "Giang", "Hà",
    "Hải", "Hạnh", "Hiền", "Hiếu", "Hoa", "Hòa", "Hoàng", "Hồng", "Hùng", "Hương", "Khoa", "Lan", "Liên", "Linh",
    "Loan", "Long", "Mai", "Minh", "Mỹ", "Năm", "Nga", "Nguyệt", "Phúc", "Phương", "Quý", "Sáu", "Sơn", "Tài", "Tâm",
    "Tám", "Thanh", "Thạnh", "Thảo", "Thắng", "Thu", "Thủy", "Tiến", "Trang", "Tuấn", "Tư", "Vân", "Vinh", "Xuân",
    "Yến", "Út",
];

#[derive(Clone)]
struct Drawn {
    name: String,
    day: u64,
    month: u64,
    year: u64,
    woman: bool,
    number: u64,
    old: Option<u64>,
    commune: u64,
}

fn draw(rows: u64, people: u64, chance: &mut Chance) -> (String, String, Vec<Option<u64>>) {
    let mut register =
        String::from("pid,full_name,dob,gender,id12,id9,province,commune,village,other_name,status,has_card\n");
    let mut list = String::from("lid,full_name,dob,gender,id,province,commune,village,programme\n");
    let mut truth = Vec::new();
    let every = (people / rows.max(1)).max(1);
    let mut before: Option<Drawn> = None;
    for pid in 0..people {
        let mut person = one(chance);
        // One birth in eighty has a twin, with a number nearby and another given name.
        if let Some(twin) = before.take().filter(|_| below(chance, 80) == 0) {
            let given = pick(chance, &GIVEN);
            let name = format!("{} {given}", twin.name.rsplit_once(' ').map_or("", |(start, _)| start));
            person = Drawn { name, number: twin.number + 1, ..twin };
        }
        let sex = if person.woman { "Nữ" } else { "Nam" };
        let old = person.old.map(|old| format!("{old:09}")).unwrap_or_default();
        let status = if below(chance, 40) == 0 { "dead" } else { "alive" };
        let Drawn { name, day, month, year, number, commune, .. } = &person;
        writeln!(
            register,
            "{pid},{name},{day:02}/{month:02}/{year},{sex},{number:012},{old},51,{commune},Thôn {},,{status},1",
            number % 7
        )
        .expect("memory");
        if pid % every == 0 && (truth.len() as u64) < rows {
            // One row in fifty is about somebody who is in no register.
            let (about, known) = if below(chance, 50) == 0 { (one(chance), None) } else { (person.clone(), Some(pid)) };
            write_row(&mut list, truth.len(), &about, chance);
            truth.push(known);
        }
        before = Some(person);
    }
    (register, list, truth)
}

fn one(chance: &mut Chance) -> Drawn {
    let woman = below(chance, 2) == 0;
    let mut turn = below(chance, 100);
    let family = FAMILY.iter().find(|(_, share)| {
        let here = turn < *share;
        turn = turn.saturating_sub(*share);
        here
    });
    let middle = pick(chance, if woman { &MIDDLE_WOMAN } else { &MIDDLE_MAN });
    let given = pick(chance, &GIVEN);
    let second = if below(chance, 3) == 0 { format!("{} ", pick(chance, &GIVEN)) } else { String::new() };
    let name = format!("{} {middle} {second}{given}", family.map_or("Nguyễn", |(name, _)| *name));
    let year = 1930 + below(chance, 85);
    let century = if year < 2000 { 0 } else { 2 } + u64::from(woman);
    let number = 51_000_000_000 + century * 100_000_000 + year % 100 * 1_000_000 + below(chance, 1_000_000);
    let old = (year < 2000 && below(chance, 2) == 0).then(|| 210_000_000 + below(chance, 2_000_000));
    let commune = 20_000 + below(chance, 180);
    Drawn { name, day: 1 + below(chance, 28), month: 1 + below(chance, 12), year, woman, number, old, commune }
}

/// The row of a list about somebody: two in three are right, the rest have the slips offices make.
fn write_row(list: &mut String, lid: usize, about: &Drawn, chance: &mut Chance) {
    let mut row = about.clone();
    let mut id = format!("{:012}", row.number);
    let mut born = format!("{:02}/{:02}/{}", row.day, row.month, row.year);
    if below(chance, 3) == 0 {
        match below(chance, 14) {
            0 | 1 => id = String::new(),
            2 => id = row.old.map(|old| format!("{old:09}")).unwrap_or_default(),
            3 => id = format!("{:012}", row.number + 1 + below(chance, 8)),
            4 => id = id[1..].to_owned(),
            5 => born = row.year.to_string(),
            6 => born = format!("{:02}/{:02}/{}", row.day % 28 + 1, row.month, row.year),
            7 => born = format!("01/01/{}", row.year),
            8 => born = format!("{:02}/{:02}/{}", row.day, row.month, row.year + 12),
            9 => row.name = kernel::names::plain_text(&row.name),
            10 => row.name = row.name.to_uppercase(),
            11 => row.name = row.name.replace("Thị ", ""),
            12 => row.name.push('h'),
            _ => (id, row.commune) = (String::new(), 20_000 + below(chance, 180)),
        }
    }
    let sex = if row.woman { "Nữ" } else { "Nam" };
    writeln!(list, "{lid},{},{born},{sex},{id},51,{},,btxh", row.name, row.commune).expect("memory");
}

fn below(chance: &mut Chance, limit: u64) -> u64 {
    u64::from_le_bytes(chance.bytes()) % limit
}

fn pick<'t>(chance: &mut Chance, all: &[&'t str]) -> &'t str {
    let at = below(chance, all.len() as u64);
    all[usize::try_from(at).expect("an index")]
}
