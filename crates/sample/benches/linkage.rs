//! How well and how fast lists are matched: `cargo bench -p sample --bench linkage -- 100000 1000000 1 FOLDER`:
//! rows, people, a seed, and a folder for the files where they are to stay.
//!
//! Both files are drawn from the seed by `sample`, with the slips of real lists, and the truth is known. Everything
//! begins with two CSV files. CPU seconds and memory are the process's own, from `/proc`. `NORMALISED=1` writes the
//! same data normalised, for the comparison with another program in `benches/splink`; `INDEX=1` writes the index, and
//! opens it the next time; `MODEL=FILE` matches by the weights in the file, and makes it by learning where there is none.

mod normalised;

use jiff::civil::Date;
use kernel::Chance;
use matching::{
    CommuneMap, Finding, ListReader, MODEL, Matcher, Model, Outcome, Register, Snapshot, begin_candidates, learn,
    read_register, write_candidates,
};
use office::places::Places;
use sample::{LIST, Linkage, REGISTER, TRUTH, write_linkage};
use std::{
    env, fs,
    fs::File,
    io::BufWriter,
    num::NonZero,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

/// As the command does.
const ROWS_AT_ONCE: usize = 8_192;
/// From how many rows the weights are learned.
const ROWS_LEARNED_FROM: usize = 100_000;
const INDEX: &str = "register.reg";

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let number = |at: usize, usual: u64| arguments.get(at).and_then(|text| text.parse().ok()).unwrap_or(usual);
    let linkage = Linkage { rows: number(0, 100_000), people: number(1, 1_000_000), seed: number(2, 1) };
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = arguments.get(3).map_or_else(|| temporary.path().to_owned(), PathBuf::from);
    if !folder.join(TRUTH).exists() {
        write_linkage(linkage, &folder).expect("a linkage");
    }
    if env::var_os("NORMALISED").is_some() {
        normalised::write(&folder);
        return;
    }
    println!("{} rows, {} people, seed {}", linkage.rows, linkage.people, linkage.seed);
    println!("| step | wall s | CPU s | peak MiB |");
    println!("| --- | --- | --- | --- |");
    let begun = (Instant::now(), cpu_hundredths());
    let register = register_of(&folder, usize::try_from(linkage.rows).expect("rows fit"));
    let model = env::var_os("MODEL").map(|path| model_of(Path::new(&path), &folder, &register));
    let judged = match_list(&folder, &register, model.as_ref().unwrap_or(&MODEL));
    let cpu = cpu_hundredths() - begun.1;
    let wall = begun.0.elapsed().as_secs_f64();
    println!("| all | {wall:.2} | {}.{:02} | {} |", cpu / 100, cpu % 100, peak_mib());
    println!();
    println!("index {} MiB in memory, {} B a person", register.bytes() >> 20, register.bytes() / register.len().max(1));
    judged.tell();
}

/// The index: from the CSV, or as it was built before.
fn register_of(folder: &Path, rows: usize) -> Register {
    let index = folder.join(INDEX);
    if env::var_os("INDEX").is_some() && index.exists() {
        return step("open the index", || Register::open(&index, rows).expect("read"));
    }
    let csv = File::open(folder.join(REGISTER)).expect("there");
    let built = step("read the register, build the index", || {
        let snapshot = Snapshot { name: "bench".to_owned(), taken_on: "2024-01-10".parse::<Date>().ok() };
        read_register(csv, snapshot, |_| {}).expect("a register").register
    });
    if env::var_os("INDEX").is_some() {
        step("write the index", || {
            built.write(BufWriter::new(File::create(&index).expect("a file"))).expect("written");
        });
    }
    built
}

/// The weights in the file, or learned and put there.
fn model_of(path: &Path, folder: &Path, register: &Register) -> Model {
    if let Ok(bytes) = fs::read(path) {
        return Model::parse(&bytes).expect("a model");
    }
    let learned = step("learn the weights", || {
        let mut list = ListReader::open(File::open(folder.join(LIST)).expect("there")).expect("a list");
        let mut part = list.next_part(ROWS_LEARNED_FROM).expect("a list");
        CommuneMap::of(Places::built_in(), register).apply(&mut part.rows, None);
        learn("learned-1", register, &part.rows, Chance::seeded(1)).expect("enough rows")
    });
    fs::write(path, learned.model.text()).expect("written");
    println!("learned from {} rows in {} rounds", learned.rows, learned.likelihoods.len());
    learned.model
}

fn match_list(folder: &Path, register: &Register, model: &Model) -> Judged {
    let threads = env::var("THREADS").ok().and_then(|text| text.parse().ok());
    let threads = threads.or(thread::available_parallelism().ok()).unwrap_or(NonZero::<usize>::MIN);
    let mut truth = csv::Reader::from_path(folder.join(TRUTH)).expect("there");
    let mut truth = truth.records().map(|line| line.expect("a line"));
    let matcher = Matcher::with_model(register, model);
    let mut communes = CommuneMap::of(Places::built_in(), register);
    let mut judged = Judged::default();
    let mut candidates = BufWriter::new(File::create(folder.join("candidates.csv")).expect("a file"));
    begin_candidates(&mut candidates).expect("written");
    let mut matching = Spent::default();
    step("read and match the list, write candidates", || {
        let mut list = ListReader::open(File::open(folder.join(LIST)).expect("there")).expect("a list");
        loop {
            let mut part = list.next_part(ROWS_AT_ONCE).expect("a list");
            if part.rows.is_empty() {
                break;
            }
            communes.apply(&mut part.rows, None);
            let findings = matching.over(|| matcher.find_all(&part.rows, threads));
            write_candidates(&mut candidates, &part, &findings, register).expect("written");
            for finding in &findings {
                judged.add(register, finding, &truth.next().expect("a truth a row")[1]);
            }
        }
    });
    matching.tell("of that, the matching alone");
    judged
}

/// What came of the rows, against the truth.
#[derive(Default)]
struct Judged {
    rows: u64,
    there: u64,
    first: u64,
    verified: u64,
    wrong: u64,
    mismatch: u64,
    pending: u64,
}

impl Judged {
    fn add(&mut self, register: &Register, finding: &Finding, truth: &str) {
        let is_right = |person: Option<u32>| person.is_some_and(|person| register.pid(person) == truth);
        self.rows += 1;
        self.there += u64::from(!truth.is_empty());
        self.first += u64::from(is_right(finding.candidates.first().map(|best| best.person)));
        match finding.outcome {
            Outcome::Verified => {
                self.verified += 1;
                self.wrong += u64::from(!is_right(finding.person));
            }
            Outcome::Pending => self.pending += 1,
            Outcome::Mismatch => self.mismatch += 1,
            _ => {}
        }
    }

    fn tell(&self) {
        let Judged { rows, there, first, verified, wrong, mismatch, pending } = self;
        println!(
            "rows {rows}, in the register {there}, their person first {first}: {} in ten thousand",
            first * 10_000 / there
        );
        println!("verified {verified}, of them wrong {wrong}; mismatch {mismatch}; pending {pending}");
    }
}

/// Runs one step and prints its line.
fn step<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let mut spent = Spent::default();
    let done = spent.over(work);
    spent.tell(name);
    done
}

/// What pieces of work took together.
#[derive(Default)]
struct Spent {
    wall: Duration,
    cpu_hundredths: u64,
}

impl Spent {
    fn over<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let (cpu, wall) = (cpu_hundredths(), Instant::now());
        let done = work();
        self.wall += wall.elapsed();
        self.cpu_hundredths += cpu_hundredths() - cpu;
        done
    }

    fn tell(&self, name: &str) {
        let (wall, cpu) = (self.wall.as_secs_f64(), self.cpu_hundredths);
        println!("| {name} | {wall:.2} | {}.{:02} | {} |", cpu / 100, cpu % 100, peak_mib());
    }
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
