//! Expectation maximisation over rows and their candidates, without knowing who is who.
//!
//! A row is one of its candidates or nobody of the register. How often each level is seen between strangers (`u`) is
//! given; what is sought is how often it is seen between a row and its person (`m`), how many rows have their person in
//! the register, and how many carry the number of somebody else. Every round makes the rows likelier, or changes nothing.

use crate::model::FIELDS;

/// A level that says nothing.
pub(crate) const SAYS_NOTHING: u8 = u8::MAX;

/// One candidate of a row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair {
    /// The level of each field, or [`SAYS_NOTHING`].
    pub(crate) levels: [u8; FIELDS],
    /// The natural logarithm of how often a stranger is seen so, the numbers they hold apart.
    pub(crate) ln_u: f64,
}

/// All candidates of all rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Evidence {
    pub(crate) pairs: Vec<Pair>,
    /// Where the candidates of each row end in `pairs`.
    pub(crate) ends: Vec<usize>,
    /// Of each field, how often each level is thought to have been seen before anything is seen.
    pub(crate) seen_before: [Vec<f64>; FIELDS],
    /// How many people there are to be somebody else.
    pub(crate) people: f64,
    /// Fields in which one person alone holds a value, and lists carry the values of others.
    pub(crate) held: Vec<Held>,
}

/// A field whose first levels say that the candidate holds the row's number.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    pub(crate) field: usize,
    /// Of the rows that give a number, how many come to each of these levels.
    pub(crate) shares: Vec<(u8, f64)>,
    /// How many rows give a number.
    pub(crate) rows: f64,
}

/// What is sought.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sought {
    /// The share of rows whose person is in the register.
    pub(crate) in_register: f64,
    /// Of each field, the share of each level between a row and its person. They add up to one.
    pub(crate) m: [Vec<f64>; FIELDS],
    /// Of each held field, the share of rows that carry the number of somebody else.
    pub(crate) of_others: Vec<f64>,
}

/// Before anything is seen, one row in sixty with a number carries that of somebody else, known from thirty rows.
const ROWS_BEFORE: f64 = 30.0;
const OTHERS_BEFORE: f64 = 0.5;

impl Evidence {
    /// One round: the logarithm of how likely the rows are by `sought`, and what makes them likelier.
    pub(crate) fn round(&self, sought: &Sought) -> (f64, Sought) {
        let logs = Logs::of(self, sought);
        let mut seen = Seen::nothing(self, sought);
        let mut start = 0;
        let mut weights = Vec::new();
        for end in &self.ends {
            seen.row(self, &logs, &self.pairs[start..*end], &mut weights);
            start = *end;
        }
        (seen.likelihood + self.before(sought), seen.next(self))
    }

    /// Rounds until the rows get hardly likelier; the likelihood of each round, and what was found.
    pub(crate) fn maximise(&self, mut sought: Sought, rounds_max: usize) -> (Vec<f64>, Sought) {
        #[expect(clippy::cast_precision_loss, reason = "a list has fewer rows than 2^52")]
        let enough = 1e-6 * self.ends.len() as f64;
        let mut likelihoods: Vec<f64> = Vec::new();
        for _ in 0..rounds_max {
            let (likelihood, next) = self.round(&sought);
            let gained = likelihoods.last().map_or(f64::INFINITY, |last| likelihood - last);
            likelihoods.push(likelihood);
            if gained < enough {
                break;
            }
            sought = next;
        }
        (likelihoods, sought)
    }

    /// How likely `sought` is before anything is seen.
    fn before(&self, sought: &Sought) -> f64 {
        let levels = sought.m.iter().flatten().zip(self.seen_before.iter().flatten());
        let levels: f64 = levels.filter(|(_, seen)| **seen > 0.0).map(|(m, seen)| seen * m.ln()).sum();
        let others = sought.of_others.iter().map(|share| OTHERS_BEFORE * share.ln() - ROWS_BEFORE * share);
        let there = sought.in_register;
        levels + others.sum::<f64>() + there.ln() + (1.0 - there).ln()
    }
}

/// Logarithms a round needs of each pair.
struct Logs {
    m: [Vec<f64>; FIELDS],
    /// Of each held field, by level: the logarithm of how often a stranger holds the number.
    held: Vec<Vec<(u8, f64)>>,
    /// That the person is a certain one of the people.
    one: f64,
    nobody: f64,
}

impl Logs {
    fn of(evidence: &Evidence, sought: &Sought) -> Logs {
        let held = evidence.held.iter().zip(&sought.of_others);
        let held = held.map(|(held, others)| {
            held.shares.iter().map(|(level, share)| (*level, (others * share / evidence.people).ln())).collect()
        });
        Logs {
            m: sought.m.each_ref().map(|levels| levels.iter().map(|m| m.ln()).collect()),
            held: held.collect(),
            one: (sought.in_register / evidence.people).ln(),
            nobody: (1.0 - sought.in_register).ln(),
        }
    }

    /// The logarithm of m / u, with the odds before.
    fn ratio(&self, evidence: &Evidence, pair: &Pair) -> f64 {
        let fields = pair.levels.iter().zip(&self.m).filter(|(level, _)| **level != SAYS_NOTHING);
        let m: f64 = fields.map(|(level, m)| m[usize::from(*level)]).sum();
        let held = evidence.held.iter().zip(&self.held).filter_map(|(held, logs)| {
            logs.iter().find(|(level, _)| *level == pair.levels[held.field]).map(|(_, log)| log)
        });
        self.one + m - pair.ln_u - held.sum::<f64>()
    }
}

/// What was seen in a round, counted by likelihood.
struct Seen {
    likelihood: f64,
    there: f64,
    m: [Vec<f64>; FIELDS],
    of_others: Vec<f64>,
}

impl Seen {
    fn nothing(evidence: &Evidence, sought: &Sought) -> Seen {
        // That so many rows carry a number of somebody else has its own part in how likely all is.
        let rows = evidence.held.iter().zip(&sought.of_others).map(|(held, others)| -others * held.rows);
        Seen {
            likelihood: rows.sum(),
            there: 0.0,
            m: sought.m.each_ref().map(|levels| vec![0.0; levels.len()]),
            of_others: vec![0.0; evidence.held.len()],
        }
    }

    fn row(&mut self, evidence: &Evidence, logs: &Logs, pairs: &[Pair], weights: &mut Vec<f64>) {
        weights.clear();
        weights.extend(pairs.iter().map(|pair| logs.ratio(evidence, pair)));
        let most = weights.iter().copied().fold(logs.nobody, f64::max);
        let all = weights.iter().map(|weight| (weight - most).exp()).sum::<f64>() + (logs.nobody - most).exp();
        self.likelihood += most + all.ln();
        for (pair, weight) in pairs.iter().zip(&*weights) {
            let is_it = (weight - most).exp() / all;
            self.there += is_it;
            for (level, m) in pair.levels.iter().zip(&mut self.m).filter(|(level, _)| **level != SAYS_NOTHING) {
                m[usize::from(*level)] += is_it;
            }
            for ((held, logs), others) in evidence.held.iter().zip(&logs.held).zip(&mut self.of_others) {
                if let Some((_, log)) = logs.iter().find(|(level, _)| *level == pair.levels[held.field]) {
                    *others += 1.0 - is_it;
                    self.likelihood += log;
                }
            }
        }
    }

    fn next(self, evidence: &Evidence) -> Sought {
        #[expect(clippy::cast_precision_loss, reason = "a list has fewer rows than 2^52")]
        let rows = evidence.ends.len() as f64;
        let share = |(levels, before): (&Vec<f64>, &Vec<f64>)| {
            let seen: Vec<f64> = levels.iter().zip(before).map(|(seen, before)| seen + before).collect();
            let all: f64 = seen.iter().sum();
            seen.into_iter().map(|seen| seen / all).collect()
        };
        let mut m: [Vec<f64>; FIELDS] = Default::default();
        for (m, seen) in m.iter_mut().zip(self.m.iter().zip(&evidence.seen_before)) {
            *m = share(seen);
        }
        let others = self.of_others.iter().zip(&evidence.held);
        Sought {
            in_register: (self.there + 1.0) / (rows + 2.0),
            m,
            of_others: others.map(|(seen, held)| (seen + OTHERS_BEFORE) / (held.rows + ROWS_BEFORE)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Chance;
    use proptest::prelude::*;

    const TRUE_M: [[f64; 3]; 3] = [[0.85, 0.1, 0.05], [0.7, 0.2, 0.1], [0.9, 0.06, 0.04]];
    const TRUE_U: [[f64; 3]; 3] = [[0.001, 0.01, 0.989], [0.01, 0.05, 0.94], [0.002, 0.1, 0.898]];
    const IN_REGISTER: f64 = 0.8;

    fn share(chance: &mut Chance) -> f64 {
        f64::from(u32::try_from(chance.below(1 << 30)).unwrap()) / f64::from(1 << 30)
    }

    fn level(chance: &mut Chance, of: &[f64; 3]) -> u8 {
        let drawn = share(chance);
        if drawn < of[0] { 0 } else { 1 + u8::from(drawn >= of[0] + of[1]) }
    }

    fn pair(chance: &mut Chance, by: &[[f64; 3]; 3]) -> Pair {
        let mut levels = [SAYS_NOTHING; FIELDS];
        for (at, of) in by.iter().enumerate() {
            // Now and then a field says nothing.
            if chance.below(20) > 0 {
                levels[at] = level(chance, of);
            }
        }
        Pair { levels, ln_u: ln_u(levels) }
    }

    fn ln_u(levels: [u8; FIELDS]) -> f64 {
        let fields = TRUE_U.iter().zip(levels).filter(|(_, level)| *level != SAYS_NOTHING);
        fields.map(|(u, level)| u[usize::from(level)].ln()).sum()
    }

    /// Rows with eight candidates each, of whom one may be the person. Nobody says which.
    fn drawn(seed: u64, rows: usize) -> Evidence {
        let mut chance = Chance::seeded(seed);
        let seen_before = far_off().m.map(|levels| vec![0.5; levels.len()]);
        let mut evidence = Evidence { people: 8.0, seen_before, ..Evidence::default() };
        for _ in 0..rows {
            let there = share(&mut chance) < IN_REGISTER;
            let person = chance.below(8);
            for at in 0..8 {
                let by = if there && at == person { &TRUE_M } else { &TRUE_U };
                let pair = pair(&mut chance, by);
                evidence.pairs.push(pair);
            }
            evidence.ends.push(evidence.pairs.len());
        }
        evidence
    }

    fn far_off() -> Sought {
        let mut m: [Vec<f64>; FIELDS] = Default::default();
        m[..3].fill(vec![0.5, 0.3, 0.2]);
        Sought { in_register: 0.5, m, of_others: Vec::new() }
    }

    /// With 20,000 rows every share is found again within one in a hundred.
    #[test]
    fn what_the_rows_were_drawn_with_is_found_again() {
        let (_, found) = drawn(1, 20_000).maximise(far_off(), 500);
        assert!((found.in_register - IN_REGISTER).abs() < 0.01, "{}", found.in_register);
        for (found, expected) in found.m.iter().zip(TRUE_M) {
            for (found, expected) in found.iter().zip(expected) {
                assert!((found - expected).abs() < 0.01, "{found} is not {expected}");
            }
        }
    }

    /// Of a hundred rows with a number seven carry that of somebody else: found again within one in a hundred.
    #[test]
    fn numbers_of_others_are_found_among_the_rows() {
        const OTHERS: f64 = 0.07;
        let mut chance = Chance::seeded(3);
        let mut evidence = drawn(2, 20_000);
        let mut start = 0;
        for end in &evidence.ends {
            let person = usize::try_from(chance.below(8)).unwrap();
            let mut of_row: Vec<Pair> = (0..8).map(|_| pair(&mut chance, &TRUE_U)).collect();
            of_row[person] = pair(&mut chance, &TRUE_M);
            for (at, pair) in of_row.iter_mut().enumerate() {
                let holds = at == person && share(&mut chance) < 0.9;
                pair.levels[3] = u8::from(!holds);
            }
            if share(&mut chance) < OTHERS {
                of_row[(person + 1) % 8].levels[3] = 0;
            }
            evidence.pairs[start..*end].copy_from_slice(&of_row);
            start = *end;
        }
        evidence.seen_before[3] = vec![0.5; 2];
        evidence.held = vec![Held { field: 3, shares: vec![(0, 1.0)], rows: 20_000.0 }];
        let mut sought = Sought { of_others: vec![0.3], ..far_off() };
        sought.m[3] = vec![0.5, 0.5];
        let (likelihoods, found) = evidence.maximise(sought, 500);
        assert!((found.of_others[0] - OTHERS).abs() < 0.01, "{:?}", found.of_others);
        assert!((found.m[3][0] - 0.9).abs() < 0.01, "{:?}", found.m[3]);
        assert!(found.in_register > 0.99);
        assert!(likelihoods.is_sorted());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn no_round_makes_the_rows_less_likely(seed in any::<u64>(), rows in 1_usize..60) {
            let evidence = drawn(seed, rows);
            let mut sought = far_off();
            let mut last = f64::NEG_INFINITY;
            for _ in 0..30 {
                let (likelihood, next) = evidence.round(&sought);
                prop_assert!(likelihood >= last - 1e-9 * likelihood.abs(), "{likelihood} after {last}");
                (last, sought) = (likelihood, next);
            }
        }
    }
}
