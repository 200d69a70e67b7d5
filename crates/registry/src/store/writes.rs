//! Every write of the registry: each table is written here and nowhere else.

use crate::{
    ChangedField, DecisionData, EndedBy, Entitlement, EntitlementState, EventKind,
    enrol_row::{Enrolment, EnrolmentKind, Money},
    person::name_tokens,
    store::cases::release_pids,
};
use db::{DbError, Param, Tx, params};
use jiff::civil::Date;
use kernel::{EntitlementId, EventId, Month, PersonId, SourceFileId};
use matching::Outcome;
use office::Acting;
use serde_json::Value;
use sources::SourceKind;

/// New persons with the words of their names; answers how many.
pub(crate) fn insert_persons(tx: &mut Tx<'_>, acting: &Acting, new: &[&Enrolment]) -> Result<i64, DbError> {
    if new.is_empty() {
        return Ok(0);
    }
    let columns = [
        "person_id",
        "full_name",
        "name_key",
        "birth",
        "sex",
        "citizen_id",
        "old_id",
        "pid",
        "place",
        "hamlet",
        "address",
        "phone",
        "state",
        "no_card",
        "dead",
        "died_on",
        "version",
        "created_at",
        "changed_at",
    ];
    let person = |one: &&Enrolment| {
        let mut row = vec![Param::new(&one.person)];
        row.extend(person_params(one));
        row.extend_from_slice(params![1_i64, acting.now, acting.now]);
        row
    };
    let loaded = tx.bulk("registry_person", &columns, new.iter().map(person))?;
    insert_tokens(tx, new)?;
    Ok(i64::try_from(loaded).unwrap_or(i64::MAX))
}

/// What a row says of its person, from the name to the day of death.
fn person_params(one: &Enrolment) -> Vec<Param> {
    let facts = &one.facts;
    let pid = facts.pid.as_ref().filter(|_| facts.state == Outcome::Verified).cloned();
    params![
        facts.full_name,
        facts.full_name.key(),
        facts.birth,
        facts.sex,
        facts.citizen_id,
        facts.old_id,
        pid,
        facts.place,
        some(&facts.hamlet),
        some(&facts.address),
        facts.phone,
        facts.state,
        facts.no_card,
        facts.dead,
        facts.died_on,
    ]
    .to_vec()
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn insert_tokens(tx: &mut Tx<'_>, enrolments: &[&Enrolment]) -> Result<(), DbError> {
    let tokens = enrolments.iter().flat_map(|one| {
        let person = one.person;
        name_tokens(&one.facts.full_name).into_iter().map(move |token| params![person, token].to_vec())
    });
    tx.bulk("registry_name_token", &["person_id", "token"], tokens)?;
    Ok(())
}

/// What a row says of the entitlement, from the source to the line.
fn entitlement_params(file: SourceFileId, one: &Enrolment) -> Vec<Param> {
    let facts = &one.facts;
    params![
        facts.source,
        facts.category.as_str(),
        facts.amount,
        one.expected,
        one.check,
        facts.decision_number,
        facts.decision_on,
        facts.decision_by,
        one.from_month,
        one.until_month,
        file,
        facts.line,
    ]
    .to_vec()
}

/// New entitlements.
pub(crate) fn insert_entitlements(tx: &mut Tx<'_>, file: SourceFileId, new: &[&Enrolment]) -> Result<(), DbError> {
    let columns = [
        "person_id",
        "entitlement_id",
        "source",
        "category",
        "amount_dong",
        "expected_dong",
        "amount_check",
        "decision_number",
        "decision_on",
        "decision_by",
        "from_month",
        "until_month",
        "file_id",
        "line",
        "state",
    ];
    let entitlement = |one: &&Enrolment| {
        let mut row = params![one.person, one.entitlement].to_vec();
        row.extend(entitlement_params(file, one));
        row.push(Param::new(&"active"));
        row
    };
    tx.bulk("registry_entitlement", &columns, new.iter().map(entitlement))?;
    Ok(())
}

/// Which row became which entitlement.
pub(crate) fn insert_links(tx: &mut Tx<'_>, file: SourceFileId, new: &[&Enrolment]) -> Result<(), DbError> {
    let columns = [
        "source",
        "row_key",
        "place",
        "name_key",
        "person_id",
        "entitlement_id",
        "digest",
        "row_digest",
        "decided_at",
        "file_id",
        "line",
    ];
    let link = |one: &&Enrolment| {
        let facts = &one.facts;
        params![
            facts.source,
            facts.row_key.as_str(),
            facts.place,
            facts.name_key.as_str(),
            one.person,
            one.entitlement,
            one.digest.to_vec(),
            facts.row_digest.clone(),
            facts.decided_at,
            file,
            facts.line
        ]
        .to_vec()
    };
    tx.bulk("registry_link", &columns, new.iter().map(link))?;
    Ok(())
}

const DRAFT_COLUMNS: [&str; 41] = [
    "entitlement_id",
    "person_id",
    "is_person",
    "full_name",
    "name_key",
    "birth",
    "sex",
    "citizen_id",
    "old_id",
    "pid",
    "place",
    "hamlet",
    "address",
    "phone",
    "state",
    "no_card",
    "dead",
    "died_on",
    "at",
    "source",
    "category",
    "amount_dong",
    "expected_dong",
    "amount_check",
    "decision_number",
    "decision_on",
    "decision_by",
    "from_month",
    "until_month",
    "file_id",
    "line",
    "row_key",
    "row_name_key",
    "row_place",
    "old_key",
    "digest",
    "row_digest",
    "decided_at",
    "keeps_money",
    "begins_again",
    "batch",
];

/// Rows that say something else than before: a handful of statements however many there are. Answers how many.
pub(crate) fn apply_changes(
    tx: &mut Tx<'_>,
    acting: &Acting,
    file: SourceFileId,
    changed: &[&Enrolment],
) -> Result<i64, DbError> {
    if changed.is_empty() {
        return Ok(0);
    }
    let draft = |one: &&Enrolment| draft_params(acting, file, one);
    tx.bulk("registry_draft", &DRAFT_COLUMNS, changed.iter().map(draft))?;
    release_pids(tx, file)?;
    let statements = [
        "INSERT INTO registry_person (person_id, full_name, name_key, birth, sex, citizen_id, old_id, pid, place, \
         hamlet, address, phone, state, no_card, dead, died_on, version, created_at, changed_at) \
         SELECT person_id, full_name, name_key, birth, sex, citizen_id, old_id, pid, place, hamlet, address, phone, \
         state, no_card, dead, died_on, 1, at, at FROM registry_draft WHERE batch = $1 AND is_person \
         ON CONFLICT (person_id) DO UPDATE SET full_name = excluded.full_name, name_key = excluded.name_key, \
         birth = excluded.birth, sex = excluded.sex, citizen_id = excluded.citizen_id, old_id = excluded.old_id, \
         pid = excluded.pid, place = excluded.place, hamlet = excluded.hamlet, \
         address = excluded.address, phone = excluded.phone, state = excluded.state, no_card = excluded.no_card, \
         dead = (excluded.dead OR registry_person.death_proof IS NOT NULL), \
         died_on = CASE WHEN registry_person.death_proof IS NULL THEN excluded.died_on ELSE registry_person.died_on END, \
         version = registry_person.version + 1, \
         changed_at = excluded.changed_at",
        "INSERT INTO registry_entitlement (person_id, entitlement_id, source, category, amount_dong, expected_dong, \
         amount_check, decision_number, decision_on, decision_by, from_month, until_month, state, file_id, line) \
         SELECT person_id, entitlement_id, source, category, amount_dong, expected_dong, amount_check, \
         decision_number, decision_on, decision_by, from_month, until_month, 'active', file_id, line \
         FROM registry_draft WHERE batch = $1 AND NOT keeps_money \
         ON CONFLICT (person_id, entitlement_id) DO UPDATE SET category = excluded.category, \
         amount_dong = excluded.amount_dong, expected_dong = excluded.expected_dong, \
         amount_check = excluded.amount_check, \
         decision_number = COALESCE(excluded.decision_number, registry_entitlement.decision_number), \
         decision_on = COALESCE(excluded.decision_on, registry_entitlement.decision_on), \
         decision_by = COALESCE(excluded.decision_by, registry_entitlement.decision_by), \
         from_month = CASE WHEN registry_entitlement.follows IS NULL THEN excluded.from_month \
         ELSE registry_entitlement.from_month END, \
         until_month = CASE WHEN registry_entitlement.ended_by IS NULL THEN excluded.until_month \
         ELSE registry_entitlement.until_month END, file_id = excluded.file_id, line = excluded.line",
        "UPDATE registry_entitlement SET state = 'active', ended_by = NULL, until_month = (SELECT d.until_month \
         FROM registry_draft d WHERE d.person_id = registry_entitlement.person_id \
         AND d.entitlement_id = registry_entitlement.entitlement_id) WHERE ended_by = 'undone' AND (person_id, entitlement_id) IN \
         (SELECT d.person_id, d.entitlement_id FROM registry_draft d WHERE d.batch = $1 AND d.begins_again)",
        "UPDATE registry_entitlement SET until_month = (SELECT d.until_month FROM registry_draft d \
         WHERE d.person_id = registry_entitlement.person_id AND d.entitlement_id = registry_entitlement.entitlement_id) \
         WHERE ended_by IS NULL AND (person_id, entitlement_id) IN \
         (SELECT k.person_id, k.entitlement_id FROM registry_draft k WHERE k.batch = $1 AND k.keeps_money)",
        "DELETE FROM registry_link WHERE (source, row_key, place) IN \
         (SELECT d.source, d.old_key, d.row_place FROM registry_draft d WHERE d.batch = $1 AND d.old_key IS NOT NULL)",
        "INSERT INTO registry_link (source, row_key, place, name_key, person_id, entitlement_id, digest, row_digest, \
         decided_at, file_id, line) SELECT source, row_key, row_place, row_name_key, person_id, entitlement_id, digest, \
         row_digest, decided_at, file_id, line FROM registry_draft WHERE batch = $1 \
         ON CONFLICT (source, row_key, place) DO UPDATE SET name_key = excluded.name_key, digest = excluded.digest, \
         row_digest = excluded.row_digest, decided_at = excluded.decided_at, \
         file_id = excluded.file_id, line = excluded.line",
        "DELETE FROM registry_name_token WHERE person_id IN \
         (SELECT person_id FROM registry_draft WHERE batch = $1 AND is_person)",
        "DELETE FROM registry_draft WHERE batch = $1",
    ];
    for statement in statements {
        tx.execute(statement, params![file])?;
    }
    let persons: Vec<&Enrolment> = changed.iter().copied().filter(|one| is_person(one)).collect();
    insert_tokens(tx, &persons)?;
    Ok(i64::try_from(changed.len()).unwrap_or(i64::MAX))
}

fn is_person(one: &Enrolment) -> bool {
    matches!(one.kind, EnrolmentKind::Changed { is_person: true, .. })
}

fn draft_params(acting: &Acting, file: SourceFileId, one: &Enrolment) -> Vec<Param> {
    let facts = &one.facts;
    let old_key = match &one.kind {
        EnrolmentKind::Changed { old_key, .. } => old_key.clone(),
        EnrolmentKind::NewPerson | EnrolmentKind::Joined => None,
    };
    let mut row = params![one.entitlement, one.person, is_person(one)].to_vec();
    row.extend(person_params(one));
    row.push(Param::new(&acting.now));
    row.extend(entitlement_params(file, one));
    row.extend_from_slice(params![
        facts.row_key.as_str(),
        facts.name_key.as_str(),
        facts.place,
        old_key,
        one.digest.to_vec(),
        facts.row_digest.clone(),
        facts.decided_at,
        one.money == Money::Keeps,
        one.money == Money::BeginsAgain,
        file,
    ]);
    row
}

/// The timeline's entries of an enrolment.
pub(crate) fn insert_enrolment_events(
    tx: &mut Tx<'_>,
    acting: &Acting,
    enrolments: &[Enrolment],
) -> Result<(), DbError> {
    let none: Option<String> = None;
    let events = enrolments.iter().flat_map(|one| {
        let none = none.clone();
        one.events.iter().map(move |(kind, before, after)| {
            let id: EventId = acting.new_id();
            let (before, after) = (before.as_ref().map(Value::to_string), after.as_ref().map(Value::to_string));
            params![one.person, id, acting.now, *kind, acting.staff, none.clone(), before, after].to_vec()
        })
    });
    let columns = ["person_id", "event_id", "at", "kind", "staff_id", "why", "before", "after"];
    tx.bulk("registry_event", &columns, events)?;
    Ok(())
}

/// One entry of the timeline.
pub(crate) fn insert_event(
    tx: &mut Tx<'_>,
    acting: &Acting,
    person: PersonId,
    kind: EventKind,
    why: Option<&str>,
    before: Option<&Value>,
    after: Option<&Value>,
) -> Result<(), DbError> {
    let id: EventId = acting.new_id();
    let (why, before, after) = (why.map(str::to_owned), before.map(Value::to_string), after.map(Value::to_string));
    tx.execute(
        "INSERT INTO registry_event (person_id, event_id, at, kind, staff_id, why, before, after) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![person, id, acting.now, kind, acting.staff, why, before, after],
    )?;
    Ok(())
}

/// Marks a person dead and ends what they receive after the month of death.
pub(crate) fn set_death(
    tx: &mut Tx<'_>,
    acting: &Acting,
    person: PersonId,
    (died_on, last): (Date, Month),
    proof: &str,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE registry_person SET dead = $2, died_on = $3, death_proof = $5, version = version + 1, changed_at = $4 \
         WHERE person_id = $1",
        params![person, true, died_on, acting.now, proof],
    )?;
    tx.execute(
        "UPDATE registry_entitlement SET until_month = $2, ended_by = 'death' \
         WHERE person_id = $1 AND state = 'active' AND (until_month IS NULL OR until_month > $2)",
        params![person, last],
    )?;
    Ok(())
}

/// A death is known as it was before an officer recorded it.
pub(crate) fn unset_death(
    tx: &mut Tx<'_>,
    acting: &Acting,
    person: PersonId,
    (dead, died_on): (bool, Option<Date>),
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE registry_person SET dead = $2, died_on = $4, death_proof = NULL, version = version + 1, \
         changed_at = $3 WHERE person_id = $1",
        params![person, dead, acting.now, died_on],
    )?;
    Ok(())
}

/// Sets the last month of an entitlement, and what ended it; nothing if another version of it was seen.
pub(crate) fn end_entitlement(
    tx: &mut Tx<'_>,
    (person, entitlement): (PersonId, EntitlementId),
    state: EntitlementState,
    until: Option<Month>,
    by: Option<EndedBy>,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE registry_entitlement SET state = $3, until_month = $4, ended_by = $5 \
         WHERE person_id = $1 AND entitlement_id = $2",
        params![person, entitlement, state, until, by],
    )?;
    Ok(())
}

/// The record of a person was changed.
pub(crate) fn touch_person(tx: &mut Tx<'_>, acting: &Acting, person: PersonId) -> Result<(), DbError> {
    let sql = "UPDATE registry_person SET version = version + 1, changed_at = $2 WHERE person_id = $1";
    tx.execute(sql, params![person, acting.now])?;
    Ok(())
}

/// Says something else of an entitlement: category, amount and decision, and by which row.
pub(crate) fn restate_entitlement(tx: &mut Tx<'_>, person: PersonId, one: &Entitlement) -> Result<(), DbError> {
    tx.execute(
        "UPDATE registry_entitlement SET category = $3, amount_dong = $4, expected_dong = $5, amount_check = $6, \
         decision_number = $7, decision_on = $8, decision_by = $9, file_id = $10, line = $11 \
         WHERE person_id = $1 AND entitlement_id = $2",
        params![
            person,
            one.id,
            one.category.as_str(),
            one.amount,
            one.expected,
            one.amount_check,
            one.decision_number,
            one.decision_on,
            one.decision_by,
            one.file,
            one.line
        ],
    )?;
    Ok(())
}

/// A further part of an entitlement, from another month on.
pub(crate) fn insert_part(
    tx: &mut Tx<'_>,
    person: PersonId,
    one: &Entitlement,
    follows: EntitlementId,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO registry_entitlement (person_id, entitlement_id, source, category, amount_dong, expected_dong, \
         amount_check, decision_number, decision_on, decision_by, from_month, until_month, state, file_id, line, \
         follows, ended_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        params![
            person,
            one.id,
            one.source,
            one.category.as_str(),
            one.amount,
            one.expected,
            one.amount_check,
            one.decision_number,
            one.decision_on,
            one.decision_by,
            one.from_month,
            one.until_month,
            one.state,
            one.file,
            one.line,
            follows,
            one.ended_by
        ],
    )?;
    Ok(())
}

/// Lists that named one part of an entitlement name another from now on.
pub(crate) fn move_links(
    tx: &mut Tx<'_>,
    person: PersonId,
    (from, to): (EntitlementId, EntitlementId),
) -> Result<(), DbError> {
    let sql = "UPDATE registry_link SET entitlement_id = $3 WHERE person_id = $1 AND entitlement_id = $2";
    tx.execute(sql, params![person, from, to])?;
    Ok(())
}

/// Fills in the decision behind an entitlement.
pub(crate) fn fill_decision(
    tx: &mut Tx<'_>,
    person: PersonId,
    entitlement: EntitlementId,
    data: &DecisionData,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE registry_entitlement SET decision_number = $3, decision_on = $4, decision_by = $5 \
         WHERE person_id = $1 AND entitlement_id = $2",
        params![person, entitlement, data.number.as_str(), data.on, data.by.as_str()],
    )?;
    Ok(())
}

/// Changes one field of a person.
pub(crate) fn set_field(
    tx: &mut Tx<'_>,
    acting: &Acting,
    person: PersonId,
    field: ChangedField,
    value: &str,
) -> Result<(), DbError> {
    let sql = format!(
        "UPDATE registry_person SET {} = $2, version = version + 1, changed_at = $3 WHERE person_id = $1",
        field.key()
    );
    tx.execute(&sql, params![person, value, acting.now])?;
    Ok(())
}

/// The register was asked about somebody else than the record names now: nobody has asked about this one.
pub(crate) fn reopen_state(tx: &mut Tx<'_>, person: PersonId) -> Result<(), DbError> {
    let sql = "UPDATE registry_person SET state = $2 WHERE person_id = $1";
    tx.execute(sql, params![person, Outcome::NotSent])?;
    Ok(())
}

/// State, register's id and whether a card lacks, from now on: newer than what any list was decided to be.
pub(crate) fn set_state(
    tx: &mut Tx<'_>,
    acting: &Acting,
    person: PersonId,
    (state, pid, no_card): (Outcome, Option<&str>, bool),
) -> Result<(), DbError> {
    let sql = "UPDATE registry_person SET state = $2, pid = $3, no_card = $4 WHERE person_id = $1";
    tx.execute(sql, params![person, state, pid.map(str::to_owned), no_card])?;
    tx.execute("UPDATE registry_link SET decided_at = $2 WHERE person_id = $1", params![person, acting.now])?;
    touch_person(tx, acting, person)
}

/// Who was taken for somebody dead lives, and what that death had ended goes on. A death with a proof stays.
pub(crate) fn unset_foreign_death(tx: &mut Tx<'_>, person: PersonId) -> Result<(), DbError> {
    tx.execute(
        "UPDATE registry_entitlement SET until_month = NULL WHERE person_id = $1 AND state = 'active' \
         AND ended_by IS NULL AND EXISTS (SELECT 1 FROM registry_person p WHERE p.person_id = $1 AND p.dead \
         AND p.death_proof IS NULL)",
        params![person],
    )?;
    let sql =
        "UPDATE registry_person SET dead = $2, died_on = NULL WHERE person_id = $1 AND dead AND death_proof IS NULL";
    tx.execute(sql, params![person, false])?;
    Ok(())
}

/// Puts the key and the words of a changed name in place of the old ones.
pub(crate) fn rename(tx: &mut Tx<'_>, person: PersonId, key: &str, tokens: &[String]) -> Result<(), DbError> {
    tx.execute("UPDATE registry_person SET name_key = $2 WHERE person_id = $1", params![person, key])?;
    tx.execute("DELETE FROM registry_name_token WHERE person_id = $1", params![person])?;
    let rows = tokens.iter().map(|token| params![person, token.as_str()].to_vec());
    tx.bulk("registry_name_token", &["person_id", "token"], rows)?;
    Ok(())
}

/// Forgets which row became what was ended.
pub(crate) fn delete_link(tx: &mut Tx<'_>, source: SourceKind, row_key: &str, place: i64) -> Result<(), DbError> {
    let sql = "DELETE FROM registry_link WHERE source = $1 AND row_key = $2 AND place = $3";
    tx.execute(sql, params![source, row_key, place])?;
    Ok(())
}
