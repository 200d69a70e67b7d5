//! Proposals are made of decisions that name somebody of the register and the fields in which the row differs.

use crate::{ChangedField, Person, Proposal, ProposalState, Refusal, change_request::canonical, store};
use db::{Db, Tx};
use kernel::{BirthDate, FullName, PersonId, SourceFileId};
use matching::{Field, Opened, Outcome, PersonView, Rule, Shelf, list_snapshots};
use office::{Acting, places::Places};
use std::collections::{BTreeMap, BTreeSet};

/// Rows worked on at once.
const ROWS_AT_ONCE: i64 = 20_000;

/// A row, the decision that names its person, and the person as the register and the record have them.
pub(crate) struct Named {
    pub(crate) line: i64,
    pub(crate) person: Person,
    pub(crate) source: sources::SourceKind,
    pub(crate) pid: String,
    pub(crate) rule: Rule,
    pub(crate) mismatched: Vec<Field>,
    pub(crate) snapshot: Option<kernel::SnapshotId>,
    pub(crate) view: Option<PersonView>,
}

/// Opens the registers that have to be asked for numbers before a file is enrolled: that takes too long for a
/// transaction.
pub fn open_registers(db: &Db, shelf: &Shelf, file: SourceFileId) -> Result<Opened, Refusal> {
    let known = db.read(|tx| -> Result<_, Refusal> {
        let asked = store::list_asked_snapshots(tx, file)?;
        let mut known = list_snapshots(tx).map_err(|_| Refusal::Corrupt { what: "snapshot" })?;
        known.retain(|one| asked.contains(&one.id));
        Ok(known)
    })?;
    Ok(shelf.open_known(&known))
}

/// Proposes what the register says instead, for the rows of a file that was enrolled; how many are new. What was proposed
/// by a list of this kind before, and is said no more, lapses.
///
/// The name, the date and the sex are those of the candidate that was stored with the decision. A number is asked from
/// the register itself, and only for whom a named officer found the row to be: the numbers of those whom a row merely
/// resembles are nobody's business here.
pub fn propose_corrections(
    tx: &mut Tx<'_>,
    acting: &Acting,
    places: &Places,
    opened: &Opened,
    file: SourceFileId,
) -> Result<i64, Refusal> {
    let visible = acting.scope.condition("r.place");
    let mut known: BTreeMap<(PersonId, ChangedField), (Proposal, bool)> = BTreeMap::new();
    for (proposal, is_of_kind) in store::list_proposals_by(tx, &visible, file)? {
        known.insert((proposal.person, proposal.field), (proposal, is_of_kind));
    }
    let (mut found, mut new) = (BTreeSet::new(), 0);
    let mut after = 0;
    loop {
        let rows = store::list_named(tx, &visible, file, after, ROWS_AT_ONCE)?;
        let Some(last) = rows.last().map(|row| row.line) else { break };
        let mut fresh = Vec::new();
        for proposal in rows.iter().flat_map(|row| proposals(acting, places, opened, row)) {
            if !found.insert((proposal.person, proposal.field)) {
                continue;
            }
            match known.get(&(proposal.person, proposal.field)) {
                // What was decided about a value holds for that value, and a value that waits goes on waiting. What the
                // record said once, and says no more, is said again.
                Some((one, _))
                    if one.proposed == proposal.proposed
                        && !matches!(one.state, ProposalState::Lapsed | ProposalState::Done) => {}
                Some(_) => {
                    store::replace_proposal(tx, &proposal)?;
                    new += 1;
                }
                None => fresh.push(proposal),
            }
        }
        new += i64::try_from(fresh.len()).unwrap_or(i64::MAX);
        store::insert_proposals(tx, &fresh)?;
        after = last;
    }
    let gone = known.values().filter(|(one, is_of_kind)| {
        let is_open = matches!(one.state, ProposalState::Waits | ProposalState::Asked);
        *is_of_kind && is_open && !found.contains(&(one.person, one.field))
    });
    for (proposal, _) in gone {
        store::lapse_proposal(tx, proposal)?;
    }
    Ok(new)
}

fn proposals(acting: &Acting, places: &Places, opened: &Opened, row: &Named) -> Vec<Proposal> {
    // Whom the register knows as somebody else by now is not corrected after the one before.
    if row.person.state == Outcome::Verified && row.person.pid.as_ref() != Some(&row.pid) {
        return Vec::new();
    }
    let fields = row.mismatched.iter().filter_map(|field| Some((changed(*field)?, *field)));
    let said = fields.filter_map(|(field, by)| Some((field, says(places, opened, row, by)?)));
    let proposal = |(field, proposed)| Proposal {
        person: row.person.id,
        field,
        proposed,
        pid: row.pid.clone(),
        snapshot: row.snapshot,
        source: row.source,
        state: ProposalState::Waits,
        found_at: acting.now,
        request: None,
        why: None,
    };
    said.map(proposal).collect()
}

const fn changed(field: Field) -> Option<ChangedField> {
    match field {
        Field::FullName => Some(ChangedField::FullName),
        Field::Birth => Some(ChangedField::Birth),
        Field::Sex => Some(ChangedField::Sex),
        Field::CitizenId => Some(ChangedField::CitizenId),
        Field::OldId | Field::Commune | Field::Village | Field::Status => None,
    }
}

/// What the register says, as it would rest; nothing where it says nothing, or no more than the record.
fn says(places: &Places, opened: &Opened, row: &Named, field: Field) -> Option<String> {
    let person = &row.person;
    match field {
        Field::FullName => {
            let name = FullName::parse(&row.view.as_ref()?.full_name).ok()?;
            (name.key() != person.full_name.key()).then(|| name.as_str().to_owned())
        }
        Field::Birth => {
            let birth = BirthDate::parse(row.view.as_ref()?.birth.as_deref()?).ok()?;
            let is_less = birth.day().is_none() && person.birth.is_some_and(|one| one.year() == birth.year());
            let text = canonical(ChangedField::Birth, &birth.slashed()).ok()?;
            (person.birth != Some(birth) && !is_less).then_some(text)
        }
        Field::Sex => {
            let sex = row.view.as_ref()?.sex.as_deref()?;
            let stands = person.sex.map(|sex| if sex == kernel::Sex::Male { "male" } else { "female" });
            (stands != Some(sex)).then(|| canonical(ChangedField::Sex, sex).ok()).flatten()
        }
        Field::CitizenId if row.rule == Rule::Confirmed => {
            let number = opened.number_of(places, row.snapshot?, &person.asked(), &row.pid)?;
            (person.citizen_id != Some(number)).then(|| number.as_str().to_owned())
        }
        Field::CitizenId | Field::OldId | Field::Commune | Field::Village | Field::Status => None,
    }
}
