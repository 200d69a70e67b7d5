//! From candidates to an outcome: the rules, and nothing but the rules.

use crate::{
    bits::Millibits,
    compare::Comparison,
    level::{BirthLevel, Field, NumberLevel, SexLevel},
    outcome::Outcome,
};
use jiff::civil::Date;

pub use crate::outcome::Rule;

/// Somebody a row could be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The row of the register.
    pub person: u32,
    /// Log2 odds that it is the row's person, were there nobody else.
    pub score: Millibits,
    /// How likely, in a million, beside the others and nobody: at most one is the person.
    pub posterior: u32,
    /// The evidence.
    pub comparison: Comparison,
    /// Whether they died.
    pub dead: bool,
    /// Whether the register says that no card was made.
    pub without_card: bool,
}

/// What overlaps with the outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// Không có CCCD.
    pub no_card: bool,
    /// Đã chết.
    pub dead: bool,
}

/// What came of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The state.
    pub outcome: Outcome,
    /// The rule that led to it.
    pub rule: Rule,
    /// The row of the register the outcome names; none while somebody has to choose.
    pub person: Option<u32>,
    /// The fields that differ from that person.
    pub mismatched: Vec<Field>,
    /// What overlaps.
    pub flags: Flags,
    /// The day that person died, where it is known.
    pub died_on: Option<Date>,
    /// The likeliest, best first, five at most.
    pub candidates: Vec<Candidate>,
}

/// Below this nobody is shown: about one in seventeen that it is the person.
pub const LOWER_THRESHOLD: Millibits = Millibits(-4000);
/// Two candidates nearer than this cannot be told apart: eight to one is no decision.
pub const RIVAL_DISTANCE: Millibits = Millibits(3000);
/// How many candidates a row keeps.
const CANDIDATES_MAX: usize = 5;

/// Whether this candidate alone verifies: number, name and date, the sex not against it, and alive.
pub(crate) fn verifies(candidate: &Candidate) -> bool {
    let Comparison { name, birth, sex, number, .. } = &candidate.comparison;
    number.0 == NumberLevel::Same
        && name.0.is_same()
        && birth.0.is_same()
        && sex.0 != SexLevel::Different
        && !candidate.dead
}

/// Judges a row by its candidates, best first. `has_number` says whether the row gives twelve digits.
pub(crate) fn judge(has_number: bool, candidates: &mut Vec<Candidate>) -> Finding {
    candidates.retain(|found| found.score >= LOWER_THRESHOLD || found.comparison.number.0 == NumberLevel::Same);
    set_posteriors(candidates);
    let holder = candidates.iter().find(|found| verifies(found)).or_else(|| holders(candidates).next()).copied();
    let (outcome, rule, mismatched) = decide(candidates, holder.as_ref());
    let person = holder.filter(|_| matches!(outcome, Outcome::Verified | Outcome::Mismatch));
    let flags = Flags {
        no_card: !has_number || person.is_some_and(|person| person.without_card),
        dead: person.is_some_and(|person| person.dead),
    };
    let candidates = candidates.iter().take(CANDIDATES_MAX).copied().collect();
    Finding { outcome, rule, person: person.map(|person| person.person), mismatched, flags, died_on: None, candidates }
}

fn holders(candidates: &[Candidate]) -> impl Iterator<Item = &Candidate> {
    candidates.iter().filter(|found| found.comparison.number.0 == NumberLevel::Same)
}

/// Whether another holder of the number could be meant too.
fn is_disputed(sure: &Candidate, candidates: &[Candidate]) -> bool {
    holders(candidates).any(|other| {
        let Comparison { name, birth, .. } = &other.comparison;
        other.person != sure.person && name.0.is_close() && birth.0.is_close()
    })
}

/// `candidates` stand best first. What verifies by itself does so by what agrees, whatever the weights are.
fn decide(candidates: &[Candidate], holder: Option<&Candidate>) -> (Outcome, Rule, Vec<Field>) {
    let Some(best) = candidates.first() else { return (Outcome::NotFound, Rule::NothingFound, Vec::new()) };
    let pending = |rule| (Outcome::Pending, rule, Vec::new());
    let Some(holder) = holder else {
        let rival = candidates.get(1).is_some_and(|second| best.score - second.score < RIVAL_DISTANCE);
        return pending(if rival { Rule::Rivals } else { Rule::WithoutNumber });
    };
    if verifies(holder) {
        return if is_disputed(holder, candidates) {
            pending(Rule::Rivals)
        } else {
            (Outcome::Verified, Rule::NumberNameBirth, Vec::new())
        };
    }
    let is_rival = |other: &Candidate| other.person != holder.person && holder.score - other.score < RIVAL_DISTANCE;
    if candidates.iter().any(is_rival) {
        return pending(Rule::Rivals);
    }
    let differing = differing(holder);
    let Comparison { name, birth, .. } = &holder.comparison;
    match differing[..] {
        [] => pending(Rule::NumberIncomplete),
        [Field::Status] => (Outcome::Mismatch, Rule::PersonDead, differing),
        _ if name.0.is_close() || birth.0.is_close() => (Outcome::Mismatch, Rule::NumberClose, differing),
        _ => pending(Rule::NumberDoubtful),
    }
}

/// The fields that say something else than the register; silence is no difference.
fn differing(holder: &Candidate) -> Vec<Field> {
    let Comparison { name, birth, sex, .. } = &holder.comparison;
    let fields = [
        (Field::FullName, !name.0.is_same()),
        (Field::Birth, !birth.0.is_same() && birth.0 != BirthLevel::Missing),
        (Field::Sex, sex.0 == SexLevel::Different),
        (Field::Status, holder.dead),
    ];
    fields.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field).collect()
}

/// One of the candidates is the person, or nobody is.
fn set_posteriors(candidates: &mut [Candidate]) {
    let all: f64 = 1.0 + candidates.iter().map(|found| found.score.odds()).sum::<f64>();
    for found in candidates {
        let share = found.score.odds() / all * 1e6;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between nothing and a million")]
        let millionths = share.round() as u32;
        found.posterior = millionths;
    }
}
