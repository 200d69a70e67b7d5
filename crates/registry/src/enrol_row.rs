//! What becomes of one row: pure, so that every case can be read here.

use crate::{
    Amounts, EventKind, ExceptionKind,
    correction::Correction,
    entitlement::stand_together,
    store::{Linked, RowFacts, Standing},
};
use jiff::civil::Date;
use kernel::{CitizenId, Dong, EntitlementId, Month, PersonId};
use matching::Outcome;
use office::Acting;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use sources::SourceKind;
use std::collections::{HashMap, HashSet};

/// What a person has already, by what was in the database and by the rows of this file before.
#[derive(Default)]
pub(crate) struct Known {
    /// By the register's own id.
    pub(crate) by_pid: HashMap<String, PersonId>,
    /// By citizen number.
    pub(crate) by_number: HashMap<CitizenId, PersonId>,
    /// What they are entitled to, and in which commune they are.
    pub(crate) entitled: HashMap<PersonId, Vec<(SourceKind, String)>>,
    /// The commune of a person.
    pub(crate) places: HashMap<PersonId, i64>,
    /// By line: who an officer found the row to be.
    pub(crate) found: HashMap<i64, PersonId>,
    /// By line: an officer had said who the row is, and that was taken back.
    pub(crate) taken_back: HashSet<i64>,
    /// What two officers corrected, the oldest first.
    pub(crate) corrected: HashMap<PersonId, Vec<Correction>>,
    /// What a person was entitled to by lists of a kind until it was adjusted, of those with a row of this file.
    pub(crate) until_adjusted: HashMap<(PersonId, SourceKind), Vec<(String, Dong)>>,
}

impl Known {
    /// One more thing a person is entitled to now.
    pub(crate) fn learn(&mut self, (person, place, source, category): (PersonId, i64, SourceKind, String)) {
        let entitled = self.entitled.entry(person).or_default();
        if !entitled.contains(&(source, category.clone())) {
            entitled.push((source, category));
        }
        self.places.insert(person, place);
    }

    /// Whether the row leaves category, amount and decision as they stand: an older list does, and one that still says
    /// what two officers adjusted since, or came in before they did.
    fn keeps_money(&self, facts: &RowFacts, link: &Linked) -> bool {
        if is_past(facts, link) {
            return true;
        }
        let Some(adjusted) = &link.adjusted else { return false };
        let says = |(category, amount): &(String, Dong)| *category == facts.category && *amount == facts.amount;
        let parts = self.until_adjusted.get(&(link.person, facts.source)).map(Vec::as_slice).unwrap_or_default();
        facts.received_at <= adjusted.at || adjusted.before.iter().chain(parts).any(says)
    }

    /// Whether an officer had said who the row is, and took it back after that by which the person's state stands.
    fn is_taken_back(&self, facts: &RowFacts, link: &Linked) -> bool {
        self.taken_back.contains(&facts.line)
            && link.state != Outcome::NotSent
            && facts.decided_at.is_some_and(|at| link.decided_at.is_none_or(|since| at > since))
    }
}

/// How a row touches the registry.
pub(crate) struct Enrolment {
    pub(crate) facts: RowFacts,
    pub(crate) person: PersonId,
    pub(crate) entitlement: EntitlementId,
    pub(crate) kind: EnrolmentKind,
    pub(crate) digest: [u8; 32],
    pub(crate) expected: Option<Dong>,
    pub(crate) check: crate::AmountCheck,
    pub(crate) from_month: Month,
    pub(crate) until_month: Option<Month>,
    pub(crate) claims_pid: bool,
    pub(crate) claims_number: bool,
    pub(crate) exceptions: Vec<(ExceptionKind, PersonId)>,
    pub(crate) events: Vec<(EventKind, Option<Value>, Option<Value>)>,
    /// Whether the person's state rested on what an officer said and took back, and the row alone cannot say so: other
    /// rows name the person too.
    pub(crate) reopens: bool,
    pub(crate) money: Money,
}

/// What a row that was enrolled before does to its entitlement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Money {
    /// It says category, amount and decision.
    Says,
    /// They stay as they stand, whatever the row says of them.
    Keeps,
    /// What a movement began, and somebody took back, begins again by a list that came in since.
    BeginsAgain,
}

/// Whether the row is new, and whether its person is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum EnrolmentKind {
    /// A new person with a first entitlement.
    NewPerson,
    /// One more entitlement of a person of the registry.
    Joined,
    /// The row was enrolled before and says something else now.
    Changed {
        /// Whether what it says of the person is taken: not where other rows say it too.
        is_person: bool,
        /// Its key before, if the correction changed it.
        old_key: Option<String>,
    },
}

impl RowFacts {
    /// Of the row and of the decision about it: whichever changes, the row is enrolled anew.
    pub(crate) fn digest(&self) -> [u8; 32] {
        let mut sum = Sha256::new();
        sum.update(&self.row_digest);
        sum.update(self.state.key());
        sum.update(self.pid.as_deref().unwrap_or("-"));
        sum.update([u8::from(self.no_card), u8::from(self.dead)]);
        sum.update(self.died_on.map(|day| day.to_string()).unwrap_or_default());
        sum.finalize().into()
    }

    /// Whether it says of its person what was decided on.
    fn is_of(&self, stands: &Standing) -> bool {
        self.full_name == stands.full_name
            && (self.birth, self.sex) == (stands.birth, stands.sex)
            && (self.citizen_id, self.old_id) == (stands.citizen_id, stands.old_id)
    }

    fn verified_pid(&self) -> Option<&String> {
        self.pid.as_ref().filter(|_| self.state == Outcome::Verified)
    }

    /// The person as the timeline tells it: what changed, without the numbers themselves.
    fn told(&self) -> Value {
        let mut told = self.told_of_person();
        told["category"] = json!(self.category);
        told["amount_dong"] = json!(self.amount.as_i64());
        told
    }

    fn told_of_person(&self) -> Value {
        json!({
            "state": self.state.key(),
            "source": self.source.key(),
            "no_card": self.no_card,
            "dead": self.dead,
        })
    }
}

/// The rules of enrolment. `link` is what the row became before, if it did.
pub(crate) fn enrol_row(
    acting: &Acting,
    amounts: &Amounts,
    known: &mut Known,
    facts: RowFacts,
    link: Option<Linked>,
) -> Option<Enrolment> {
    let is_taken_back = link.as_ref().is_some_and(|link| known.is_taken_back(&facts, link));
    let begins_again =
        link.as_ref().and_then(|link| link.undone_at).is_some_and(|undone_at| facts.received_at > undone_at);
    let money = match &link {
        Some(_) if begins_again => Money::BeginsAgain,
        Some(link) if known.keeps_money(&facts, link) => Money::Keeps,
        Some(_) | None => Money::Says,
    };
    let facts = match &link {
        Some(link) if begins_again => {
            weigh(known, facts.clone(), link).unwrap_or_else(|| as_it_stands(known, facts, link))
        }
        Some(link) => weigh(known, facts, link)?,
        None => facts,
    };
    let reopens =
        is_taken_back && facts.state != Outcome::Verified && link.as_ref().is_some_and(|link| link.rows_of_person > 1);
    let digest = facts.digest();
    if link.as_ref().is_some_and(|link| link.digest == digest && link.old_key.is_none()) && !begins_again {
        return None;
    }
    if let Some(link) = &link
        && link.rows_of_person == 1
        && let Some(pid) = link.stands.pid.as_ref().filter(|pid| facts.verified_pid() != Some(pid))
        && known.by_pid.get(pid) == Some(&link.person)
    {
        // The register's id is given back: the next row that is that person is not of this one.
        known.by_pid.remove(pid);
    }
    let (person, entitlement, kind, events) = match link {
        Some(link) => changed(&facts, link, money),
        None => arrived(acting, known, &facts),
    };
    let (expected, check) = amounts.check(&facts.category, facts.amount);
    let mut enrolment = Enrolment {
        person,
        entitlement,
        digest,
        expected,
        check,
        from_month: facts.entitled_from.and_then(|day| Month::of(day).ok()).unwrap_or_else(|| month(acting.today())),
        until_month: facts.dead.then(|| month(facts.died_on.unwrap_or_else(|| acting.today()))),
        claims_pid: false,
        claims_number: false,
        exceptions: Vec::new(),
        events,
        reopens,
        money,
        kind,
        facts,
    };
    claim(known, &mut enrolment);
    Some(enrolment)
}

/// Whether a newer list has said of the entitlement what there is to say.
fn is_past(facts: &RowFacts, link: &Linked) -> bool {
    facts.file < link.file && !facts.is_movement
}

/// The newest decision says in which state a person is, not the newest file: a row that nobody decided on, or only before
/// what holds, brings its address and its amount and leaves the state. If it says that the person is somebody else than
/// was decided on, the state is open again, unless the row is older than the decision: then it says nothing.
///
/// What two officers corrected stands beside a list that still says what was wrong: of such a row the register's answer
/// is about somebody else's data, and only a named officer who decided after the correction says what the state is. An
/// officer who takes back whom the row was said to be takes back too what the corrected record was verified by.
fn weigh(known: &mut Known, mut facts: RowFacts, link: &Linked) -> Option<RowFacts> {
    let corrections = known.corrected.get(&link.person).map(Vec::as_slice).unwrap_or_default();
    let said = (facts.full_name.clone(), facts.birth, facts.sex, facts.citizen_id, facts.old_id);
    let corrected_at = corrections.iter().filter_map(|one| one.correct(&mut facts).then_some(one.decided_at)).max();
    // A correction that another one took back leaves the row as it was.
    let corrected_at = corrected_at
        .filter(|_| said != (facts.full_name.clone(), facts.birth, facts.sex, facts.citizen_id, facts.old_id));
    if corrected_at.is_some()
        && let Some(number) = facts.citizen_id.filter(|number| link.stands.citizen_id == Some(*number))
    {
        // The correction took the number for this person; it is in no line of the file.
        known.by_number.entry(number).or_insert(link.person);
    }
    let is_past = is_past(&facts, link);
    if corrected_at.is_some_and(|at| facts.confirmed_at.is_none_or(|confirmed| confirmed <= at)) {
        if known.is_taken_back(&facts, link) {
            let decided_at = facts.decided_at;
            let stands = as_it_stands(known, facts, link);
            return Some(RowFacts { state: Outcome::NotSent, pid: None, decided_at, ..stands });
        }
        let says_new = facts.row_digest != link.row_digest || link.old_key.is_some();
        return (says_new && !is_past).then(|| as_it_stands(known, facts, link));
    }
    let Some(stands_since) = link.decided_at else { return Some(facts) };
    if facts.decided_at.is_some_and(|at| at > stands_since || at == stands_since && !is_past) {
        return Some(facts);
    }
    if facts.row_digest == link.row_digest && link.old_key.is_none() {
        return None;
    }
    if !facts.is_of(&link.stands) {
        return Some(facts).filter(|facts| facts.decided_at.is_none() && facts.received_at > stands_since);
    }
    (!is_past).then(|| as_it_stands(known, facts, link))
}

/// A row that brings its address and its amount and leaves what is known of the person.
fn as_it_stands(known: &mut Known, facts: RowFacts, link: &Linked) -> RowFacts {
    let stands = link.stands.clone();
    if let Some(pid) = &stands.pid {
        known.by_pid.entry(pid.clone()).or_insert(link.person);
    }
    RowFacts {
        state: link.state,
        pid: stands.pid,
        no_card: stands.no_card,
        dead: stands.dead,
        died_on: stands.died_on,
        decided_at: link.decided_at,
        ..facts
    }
}

fn month(day: Date) -> Month {
    Month::of(day).expect("a day of this age lies in a month")
}

type Arrived = (PersonId, EntitlementId, EnrolmentKind, Vec<(EventKind, Option<Value>, Option<Value>)>);

fn changed(facts: &RowFacts, link: Linked, money: Money) -> Arrived {
    let before = json!({ "state": link.state.key() });
    let kind = if link.state == facts.state { EventKind::Changed } else { EventKind::State };
    let told = if money == Money::Keeps { facts.told_of_person() } else { facts.told() };
    let events = vec![(kind, Some(before), Some(told))];
    // What several lists say of one person is not overwritten by one of them.
    let is_person = link.rows_of_person == 1;
    let kind = EnrolmentKind::Changed { is_person, old_key: link.old_key };
    (link.person, link.entitlement, kind, events)
}

/// A row that is new here: of a person known by the register's own id or found by an officer, or of a new one.
fn arrived(acting: &Acting, known: &Known, facts: &RowFacts) -> Arrived {
    let same = facts.verified_pid().and_then(|pid| known.by_pid.get(pid)).or_else(|| known.found.get(&facts.line));
    let same = same.copied();
    let kind = if same.is_some() { EnrolmentKind::Joined } else { EnrolmentKind::NewPerson };
    let event = if same.is_some() { EventKind::Joined } else { EventKind::Enrolled };
    let person = same.unwrap_or_else(|| acting.new_id());
    (person, acting.new_id(), kind, vec![(event, None, Some(facts.told()))])
}

/// Takes the numbers that are free, and notes where somebody else has them, or has too much.
fn claim(known: &mut Known, enrolment: &mut Enrolment) {
    let (facts, person) = (&enrolment.facts, enrolment.person);
    if let Some(pid) = facts.verified_pid() {
        match known.by_pid.get(pid) {
            Some(holder) if *holder == person => {}
            Some(holder) => enrolment.exceptions.push((ExceptionKind::SamePerson, *holder)),
            None => {
                known.by_pid.insert(pid.clone(), person);
                enrolment.claims_pid = true;
            }
        }
    }
    if let Some(number) = facts.citizen_id {
        match known.by_number.get(&number) {
            Some(holder) if *holder == person => {}
            // That both are one person says already that one number stands in both.
            Some(holder) if enrolment.exceptions.contains(&(ExceptionKind::SamePerson, *holder)) => {}
            Some(holder) => enrolment.exceptions.push((ExceptionKind::NumberClaimed, *holder)),
            None => {
                known.by_number.insert(number, person);
                enrolment.claims_number = true;
            }
        }
    }
    if matches!(enrolment.kind, EnrolmentKind::Changed { .. }) {
        return;
    }
    let entitled = known.entitled.entry(person).or_default();
    let own = (facts.source, facts.category.as_str());
    if entitled.iter().any(|(source, category)| !stand_together((*source, category), own)) {
        enrolment.exceptions.push((ExceptionKind::TwiceInProgramme, person));
    }
    entitled.push((facts.source, facts.category.clone()));
    let place = *known.places.entry(person).or_insert(facts.place);
    if place != facts.place {
        enrolment.exceptions.push((ExceptionKind::TwoCommunes, person));
    }
}
