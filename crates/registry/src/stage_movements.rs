//! The rows of a file of movements become movements that wait: nothing is applied by itself, and nothing is lost.

use crate::{
    Amounts, Entitlement, EventKind, Movement, MovementState, Obstacle, Person, Refusal,
    enrol_file::ENROL_LOCK,
    store::{self, MovementFacts},
};
use db::Tx;
use jiff::civil::Date;
use kernel::{EntitlementId, Month, SourceFileId, names::plain_key};
use office::{
    Acting, Action,
    audit::{self, Entry},
    jobs::Stop,
};
use serde_json::json;
use sources::MovementKind;

/// What came of a file's movements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Staged {
    /// New ones that wait for a second person.
    pub open: i64,
    /// New ones of which nobody knows yet whose they are.
    pub unplaced: i64,
    /// Those that waited, and are not in the file any more.
    pub withdrawn: i64,
}

/// Takes the movements of a file up. Doing it again, or with the same movements in another file, takes up only what is
/// new; what a file that was read anew does not say any more is withdrawn.
pub fn stage_movements(tx: &mut Tx<'_>, acting: &Acting, file: SourceFileId) -> Result<Staged, Refusal> {
    acting.must(Action::ImportSource)?;
    tx.lock(ENROL_LOCK)?;
    store::follow_rereading(tx, file)?;
    let withdrawn = store::withdraw_movements(tx, file)?;
    let mut staged = Staged { withdrawn: i64::try_from(withdrawn).unwrap_or(i64::MAX), ..Staged::default() };
    for facts in store::list_unstaged(tx, &acting.scope.condition("s.place"), file)? {
        match stage(tx, acting, file, facts)? {
            MovementState::Open => staged.open += 1,
            _ => staged.unplaced += 1,
        }
    }
    if staged != Staged::default() {
        audit::record(tx, acting, entry(acting, file, staged))?;
    }
    Ok(staged)
}

/// The same as a file was received: what the job of receiving calls in its transaction.
pub fn stage_received(tx: &mut Tx<'_>, acting: &Acting, file: SourceFileId) -> Result<(), Stop> {
    Ok(stage_movements(tx, acting, file).map(drop)?)
}

fn stage(tx: &mut Tx<'_>, acting: &Acting, file: SourceFileId, facts: MovementFacts) -> Result<MovementState, Refusal> {
    let month = month_of(&facts, acting.today())?;
    let mut movement = Movement {
        id: acting.new_id(),
        kind: facts.kind,
        source: facts.source,
        place: facts.place,
        file,
        line: facts.line,
        row_key: facts.row_key,
        full_name: facts.full_name,
        citizen_id: facts.citizen_id,
        category: facts.category,
        amount: facts.amount,
        decision_number: facts.decision_number,
        decision_on: facts.decision_on,
        decision_by: facts.decision_by,
        entitled_from: facts.entitled_from,
        died_on: facts.died_on,
        month,
        state: MovementState::Unplaced,
        obstacle: None,
        person: None,
        entitlement: None,
        before: None,
        asked_by: acting.staff,
        asked_at: acting.now,
        placed_by: None,
        decided_by: None,
        decided_at: None,
        decided_why: None,
    };
    settle(tx, acting, &mut movement)?;
    // The same decision told again otherwise, by a corrected file, takes the place of what waited.
    store::supersede_movements(tx, &movement)?;
    store::insert_movement(tx, &movement, &facts.digest)?;
    if let Some(person) = movement.person {
        let told = told(&movement);
        let why = movement.decision_number.as_deref();
        store::insert_event(tx, acting, person, EventKind::MovementAsked, why, None, Some(&told))?;
    }
    Ok(movement.state)
}

/// Says whose a movement is and which entitlement it means, as far as its row says it: it waits for a second person
/// then, else for an officer to say it.
pub(crate) fn settle(tx: &mut Tx<'_>, acting: &Acting, movement: &mut Movement) -> Result<(), Refusal> {
    match find(tx, acting, movement)? {
        Ok((person, entitlement)) => {
            movement.place = person.as_ref().map_or(movement.place, |person| person.place);
            (movement.person, movement.entitlement) = (person.map(|person| person.id), entitlement);
            (movement.state, movement.obstacle) = (MovementState::Open, doubt(tx, movement)?);
        }
        Err(obstacle) => {
            (movement.person, movement.entitlement) = (None, None);
            (movement.state, movement.obstacle) = (MovementState::Unplaced, Some(obstacle));
        }
    }
    Ok(())
}

/// What whoever approves has to see.
pub(crate) fn doubt(tx: &mut Tx<'_>, movement: &Movement) -> Result<Option<Obstacle>, Refusal> {
    let gives = matches!(movement.kind, MovementKind::Increase | MovementKind::Adjust);
    let Some(amount) = movement.amount.filter(|_| gives) else { return Ok(None) };
    let amounts = Amounts::on(tx, movement.month.first_day())?;
    Ok(amounts.is_doubtful(amount).then_some(Obstacle::AmountDoubtful))
}

/// A movement as the timeline tells it.
pub(crate) fn told(movement: &Movement) -> serde_json::Value {
    json!({
        "movement": movement.id,
        "kind": movement.kind.key(),
        "file": movement.file,
        "line": movement.line,
        "month": movement.month,
        "category": movement.category,
        "amount_dong": movement.amount.map(kernel::Dong::as_i64),
    })
}

/// Whose a movement is and which entitlement it means, or why nobody can tell.
type Found = Result<(Option<Person>, Option<EntitlementId>), Obstacle>;

/// The month of which the movement speaks: the law lets an adjustment hold from when it is due, and an end be paid to
/// the end of its month (Nghị định 20/2021/NĐ-CP Điều 8).
fn month_of(facts: &MovementFacts, today: Date) -> Result<Month, Refusal> {
    let day = match facts.kind {
        MovementKind::Increase | MovementKind::Adjust => facts.entitled_from.or(facts.decision_on),
        MovementKind::Stop => facts.decision_on,
        MovementKind::Death => facts.died_on,
    };
    Month::of(day.unwrap_or(today)).map_err(|_| Refusal::Corrupt { what: "day" })
}

fn find(tx: &mut Tx<'_>, acting: &Acting, movement: &Movement) -> Result<Found, Refusal> {
    let person = find_by_number(tx, acting, movement)?;
    if movement.kind == MovementKind::Increase {
        let known = store::find_linked(tx, movement.source, &movement.row_key, movement.place)?;
        let held = match &person {
            Ok(person) => store::list_entitlements(tx, person.id)?,
            Err(_) => Vec::new(),
        };
        let is_same = |one: &Entitlement| {
            one.source == movement.source
                && one.reaches(movement.month)
                && Some(&one.category) == movement.category.as_ref()
        };
        let has = known.iter().chain(&held).any(is_same);
        return Ok(if has { Err(Obstacle::AlreadyEntitled) } else { Ok((person.ok(), None)) });
    }
    let person = match person {
        Ok(person) => person,
        Err(obstacle) => return Ok(Err(obstacle)),
    };
    if movement.kind == MovementKind::Death {
        if store::find_death_proof(tx, person.id)?.is_some() {
            return Ok(Err(Obstacle::AlreadyDead));
        }
        let born_after = person.birth.is_some_and(|birth| movement.died_on.is_some_and(|day| day < birth.earliest()));
        return Ok(if born_after { Err(Obstacle::DeathBeforeBirth) } else { Ok((Some(person), None)) });
    }
    let held = store::list_entitlements(tx, person.id)?;
    Ok(meant(held, movement).map(|entitlement| (Some(person), Some(entitlement))))
}

/// Who of the area has the number, and the name with it. Whoever lives elsewhere is told like nobody.
pub(crate) fn find_by_number(
    tx: &mut Tx<'_>,
    acting: &Acting,
    movement: &Movement,
) -> Result<Result<Person, Obstacle>, Refusal> {
    let Some(number) = &movement.citizen_id else { return Ok(Err(Obstacle::Nobody)) };
    let holder = store::find_claim(tx, "citizen_id", number.as_str())?;
    let person = match holder {
        Some(holder) => store::find_person(tx, holder)?.filter(|person| acting.scope.covers(person.place)),
        None => None,
    };
    let Some(person) = person else { return Ok(Err(Obstacle::Nobody)) };
    let same = plain_key(person.full_name.as_str()) == plain_key(movement.full_name.as_str());
    Ok(if same { Ok(person) } else { Err(Obstacle::NameDiffers) })
}

/// The one entitlement that can be meant, of those that hold in the month before those that begin later: of the category
/// that is written; of an adjustment, which may change the category, else the only one of the list.
fn meant(mut held: Vec<Entitlement>, movement: &Movement) -> Result<EntitlementId, Obstacle> {
    held.retain(|one| one.source == movement.source && one.reaches(movement.month));
    let has_begun = held.iter().any(|one| one.holds_in(movement.month));
    let is_later = |one: &Entitlement| has_begun && !one.holds_in(movement.month);
    let same = |one: &&Entitlement| Some(&one.category) == movement.category.as_ref();
    let now: Vec<&Entitlement> = held.iter().filter(|one| !is_later(one)).collect();
    let said: Vec<&Entitlement> = now.iter().copied().filter(same).collect();
    match (movement.kind, &said[..], &now[..]) {
        (MovementKind::Stop, [only], _) if !has_begun && !only.holds_in(movement.month) => Err(Obstacle::NotBegun),
        (_, [only], _) | (MovementKind::Adjust, [], [only]) => Ok(only.id),
        (_, [_, _, ..], _) | (MovementKind::Adjust, [], [_, _, ..]) => Err(Obstacle::SeveralEntitlements),
        (MovementKind::Stop, [], _) if held.iter().any(|one| same(&one)) => Err(Obstacle::NotBegun),
        _ => Err(Obstacle::NoEntitlement),
    }
}

fn entry(acting: &Acting, file: SourceFileId, staged: Staged) -> Entry {
    Entry {
        verb: "registry.stage_movements",
        subject_kind: "source_file",
        subject: file.to_string(),
        place: acting.place,
        why: None,
        from: None,
        to: Some(json!(staged)),
    }
}
