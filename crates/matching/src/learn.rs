//! Learning the weights from a list and a register, without knowing who is who.
//!
//! How often strangers agree (`u`) is counted on pairs drawn by chance, names and communes beside how common they are.
//! How often a row agrees with its person (`m`) comes from the candidates the index gives, by expectation maximisation.

use crate::{
    compared::Compared,
    em::{Evidence, Held, Pair, SAYS_NOTHING, Sought},
    level::Field,
    list_row::ListRow,
    matcher::{Matcher, Worker},
    model::{BY_HAND, Chance as Stranger, Draft, FIELDS, LEVELS, MILLION, Model, Row, SILENT},
    register::Register,
};
use kernel::Chance;
use std::sync::LazyLock;

/// Fewer rows say too little on what is rare.
pub const LEARNING_ROWS_MIN: usize = 1_000;
/// More rows say nothing new.
const ROWS_MAX: usize = 50_000;
/// People drawn by chance beside each row.
const STRANGERS_A_ROW: usize = 240;
const ROUNDS_MAX: usize = 300;
/// What the table set by hand says of strangers counts as if each level had been seen so many times.
const SEEN_BEFORE: f64 = 5.0;
/// What it says of rows and their people counts as much as so many rows.
const ROWS_BEFORE: f64 = 20.0;

/// What was learned.
#[derive(Clone, Debug)]
pub struct Learned {
    /// The table.
    pub model: Model,
    /// Rows it was learned from.
    pub rows: usize,
    /// The natural logarithm of how likely those rows are, round by round; it never falls.
    pub likelihoods: Vec<f64>,
}

/// Why nothing can be learned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LearnFault {
    /// The list is too short.
    #[error("{rows} rows are too few: {LEARNING_ROWS_MIN} are needed")]
    FewRows {
        /// Rows it has.
        rows: usize,
    },
    /// The register is shorter than the list.
    #[error("{people} people are too few")]
    FewPeople {
        /// People it has.
        people: usize,
    },
}

/// Learns a table from rows, whose communes were carried to those of the register before. The same rows, register and
/// chance give the same table.
pub fn learn(name: &str, register: &Register, rows: &[ListRow], mut chance: Chance) -> Result<Learned, LearnFault> {
    if rows.len() < LEARNING_ROWS_MIN {
        return Err(LearnFault::FewRows { rows: rows.len() });
    }
    if register.len() < rows.len() {
        return Err(LearnFault::FewPeople { people: register.len() });
    }
    let drawn = drawn(rows, &mut chance);
    let matcher = Matcher::with_model(register, &BY_HAND);
    let mut strangers = Strangers::new(register.len());
    let mut of_rows = Vec::with_capacity(drawn.len());
    let mut worker = Worker::default();
    for row in &drawn {
        let people = (0..STRANGERS_A_ROW).map(|_| below(&mut chance, register.len()));
        matcher.compare_with(&mut worker, row, people, |compared| strangers.add(&compared));
        of_rows.push(matcher.compare_alike(&mut worker, row));
    }
    let u = strangers.chances();
    let evidence = evidence(&of_rows, &drawn, &u, register.len());
    let (likelihoods, found) = evidence.maximise(start(&evidence), ROUNDS_MAX);
    let model = Model::freeze(draft(name, &found, &u, &evidence));
    Ok(Learned { model, rows: drawn.len(), likelihoods })
}

fn below(chance: &mut Chance, bound: usize) -> u32 {
    u32::try_from(chance.below(bound as u64)).expect("rows of a register are numbered in 32 bits")
}

/// So many rows at most, any of them.
fn drawn<'r>(rows: &'r [ListRow], chance: &mut Chance) -> Vec<&'r ListRow> {
    let mut all: Vec<&ListRow> = rows.iter().collect();
    let wanted = all.len().min(ROWS_MAX);
    for at in 0..wanted {
        let other = at + below(chance, all.len() - at) as usize;
        all.swap(at, other);
    }
    all.truncate(wanted);
    all
}

/// For each field the level that says nothing, if it has one.
static SILENT_AT: LazyLock<[Option<usize>; FIELDS]> =
    LazyLock::new(|| LEVELS.each_ref().map(|(_, levels)| levels.iter().position(|level| *level == SILENT)));

fn is_silent(field: usize, level: usize) -> bool {
    SILENT_AT[field] == Some(level)
}

/// How often levels are seen between rows and people drawn by chance.
struct Strangers {
    people: f64,
    /// Of each field and level, how often it was seen.
    seen: [Vec<f64>; FIELDS],
    /// Of each field, how often it said something.
    said: [f64; FIELDS],
    /// Of each field and level, how often it would have been seen if people agreed by the bearers of the value alone.
    expected: [Vec<f64>; FIELDS],
}

impl Strangers {
    fn new(people: usize) -> Strangers {
        let nothing = || LEVELS.each_ref().map(|(_, levels)| vec![0.0; levels.len()]);
        Strangers { people: count(people), seen: nothing(), said: [0.0; FIELDS], expected: nothing() }
    }

    fn add(&mut self, pair: &Compared) {
        // Whoever is drawn by chance is now and then the person.
        if pair.score.0 > 0 {
            return;
        }
        for field in 0..FIELDS {
            if is_silent(field, pair.levels[field]) {
                continue;
            }
            self.said[field] += 1.0;
            self.seen[field][pair.levels[field]] += 1.0;
            for (level, row) in BY_HAND.fields()[field].iter().enumerate() {
                if matches!(row.u, Stranger::Bearers(_)) {
                    self.expected[field][level] += f64::from(pair.bearers(field, level)) / self.people;
                }
            }
        }
    }

    /// Of each field and level the chance to be seen between strangers, or that beside the bearers of the value.
    fn chances(&self) -> [Vec<f64>; FIELDS] {
        std::array::from_fn(|field| {
            let rows = BY_HAND.fields()[field].iter().enumerate();
            rows.map(|(level, row)| self.chance(field, level, row.u)).collect()
        })
    }

    fn chance(&self, field: usize, level: usize, by_hand: Stranger) -> f64 {
        let (before, out_of) = match by_hand {
            Stranger::Pairs(u) => (number(u) / 1e9, self.said[field]),
            Stranger::Bearers(times) => (number(times) / 1e6, self.expected[field][level]),
            // Learned from the rows: no two people drawn by chance hold one number.
            Stranger::Registers(registers) => return 1.0 / number(registers),
        };
        (self.seen[field][level] + SEEN_BEFORE) / (out_of + SEEN_BEFORE / before)
    }
}

/// The candidates of all rows, with what is known of strangers.
fn evidence(of_rows: &[Vec<Compared>], rows: &[&ListRow], u: &[Vec<f64>; FIELDS], people: usize) -> Evidence {
    let seen_before = shares_by_hand().map(|levels| levels.into_iter().map(|share| share * ROWS_BEFORE).collect());
    let mut evidence = Evidence { people: count(people), held: held(rows), seen_before, ..Evidence::default() };
    for of_row in of_rows {
        evidence.pairs.extend(of_row.iter().map(|compared| pair(compared, u, evidence.people)));
        evidence.ends.push(evidence.pairs.len());
    }
    evidence
}

fn pair(compared: &Compared, u: &[Vec<f64>; FIELDS], people: f64) -> Pair {
    let mut levels = [SAYS_NOTHING; FIELDS];
    let mut ln_u = 0.0;
    for field in 0..FIELDS {
        let level = compared.levels[field];
        if is_silent(field, level) {
            continue;
        }
        levels[field] = u8::try_from(level).expect("a field has few levels");
        ln_u += match BY_HAND.fields()[field][level].u {
            Stranger::Pairs(_) => u[field][level].ln(),
            Stranger::Bearers(_) => {
                let share = f64::from(compared.bearers(field, level).max(1)) / people;
                (share * u[field][level]).min(1.0).ln()
            }
            Stranger::Registers(_) => 0.0,
        };
    }
    Pair { levels, ln_u }
}

/// The two numbers: same, and the same once lost zeros are put back.
fn held(rows: &[&ListRow]) -> Vec<Held> {
    let numbers = |of_row: &dyn Fn(&ListRow) -> Option<bool>| {
        let repaired: Vec<bool> = rows.iter().filter_map(|row| of_row(row)).collect();
        let (given, put_back) = (count(repaired.len()), count(repaired.iter().filter(|repaired| **repaired).count()));
        // Half a row of each kind was seen before.
        let share = (put_back + 0.5) / (given + 1.0);
        (given, vec![(0, 1.0 - share), (1, share)])
    };
    let of_field = |field: Field, of_row: &dyn Fn(&ListRow) -> Option<bool>| {
        let at = LEVELS.iter().position(|(other, _)| *other == field).expect("numbers are compared");
        let (rows, shares) = numbers(of_row);
        Held { field: at, shares, rows }
    };
    vec![
        of_field(Field::CitizenId, &|row| row.number.is_repaired()),
        of_field(Field::OldId, &|row| row.old_id.as_ref().map(|_| row.old_repaired)),
    ]
}

/// Where learning begins: at the table set by hand.
fn start(evidence: &Evidence) -> Sought {
    let in_register = number(BY_HAND.in_register()) / 1e6;
    Sought { in_register, m: shares_by_hand(), of_others: vec![0.02; evidence.held.len()] }
}

/// Of each field the shares of the levels by the table set by hand; what says nothing has none.
fn shares_by_hand() -> [Vec<f64>; FIELDS] {
    std::array::from_fn(|field| {
        let rows = BY_HAND.fields()[field].iter().enumerate();
        let shares: Vec<f64> =
            rows.map(|(level, row)| if is_silent(field, level) { 0.0 } else { number(row.m) }).collect();
        let all: f64 = shares.iter().sum();
        shares.into_iter().map(|share| share / all).collect()
    })
}

/// The table as it is frozen.
fn draft(name: &str, found: &Sought, u: &[Vec<f64>; FIELDS], evidence: &Evidence) -> Draft {
    let mut fields = BY_HAND.fields().clone();
    for (field, rows) in fields.iter_mut().enumerate() {
        for (level, row) in rows.iter_mut().enumerate().filter(|(level, _)| !is_silent(field, *level)) {
            let m = whole(found.m[field][level] * 1e6).clamp(1, MILLION);
            let u = match row.u {
                Stranger::Pairs(_) => u[field][level] * 1e9,
                Stranger::Bearers(_) => u[field][level] * 1e6,
                Stranger::Registers(_) => 1.0 / of_others(found, evidence, field, level),
            };
            *row = Row { m, u: row.u.with(whole(u)) };
        }
    }
    Draft {
        name: name.to_owned(),
        in_register: whole(found.in_register * 1e6).clamp(1, MILLION),
        people_min: BY_HAND.people_min(),
        fields,
    }
}

/// How many of the rows with a number come to this level because it is somebody else's.
fn of_others(found: &Sought, evidence: &Evidence, field: usize, level: usize) -> f64 {
    let held = evidence.held.iter().zip(&found.of_others).find(|(held, _)| held.field == field);
    let (held, others) = held.expect("numbers are held");
    let share = held.shares.iter().find(|(of, _)| usize::from(*of) == level).expect("a level of holders").1;
    others * share
}

#[expect(clippy::cast_precision_loss, reason = "counts below 2^52")]
fn count(number: usize) -> f64 {
    number as f64
}

#[expect(clippy::cast_precision_loss, reason = "numbers of a model are below 2^52")]
fn number(number: u64) -> f64 {
    number as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what is greater is cut to the bounds")]
fn whole(number: f64) -> u64 {
    number.round() as u64
}
