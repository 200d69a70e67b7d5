//! Recording the results of a form: rows become persons, visits and papers.

use crate::{
    AuthorisationKind, GuardianFault, GuardianRow, Interview, Method, NewAuthorisation, NewVisit, Outcome, Refusal,
    ResultFault, ResultRow, Team, question_set_on,
    record_authorisations::record_authorisations,
    record_visits::record_visits,
    store::people::{self, Identity},
};
use db::Tx;
use kernel::{BirthDate, CitizenId, PersonId, names::canonical_key};
use office::{Acting, Action};
use std::collections::{HashMap, HashSet};

/// What came of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordedResults {
    /// New visits.
    pub visits: usize,
    /// Visits that were recorded before.
    pub existing: usize,
    /// New papers by which somebody else receives, waiting to be confirmed.
    pub authorisations: usize,
    /// Rows that were not taken, by line, in the order of the sheet.
    pub faults: Vec<(u32, ResultFault)>,
}

/// Records the rows of one commune's form. A person is found by number, or by name and birth where just one has them.
pub fn record_results(
    tx: &mut Tx<'_>,
    acting: &Acting,
    place: i64,
    team: Team,
    rows: &[ResultRow],
) -> Result<RecordedResults, Refusal> {
    acting.must(Action::RecordVisit)?;
    let register = Register::of(tx, acting, place)?;
    let (mut recorded, mut visits, mut lines, mut papers) =
        (RecordedResults::default(), Vec::new(), Vec::new(), Vec::new());
    for row in rows {
        match register.find(row) {
            Err(fault) => recorded.faults.push((row.line, fault)),
            Ok(person) => {
                papers.extend(new_paper(row, person).map(|paper| (row.line, paper)));
                lines.push(row.line);
                visits.push(new_visit(row, person, team));
            }
        }
    }
    let kept = record_visits(tx, acting, &visits)?;
    (recorded.visits, recorded.existing) = (kept.created, kept.existing);
    recorded.faults.extend(kept.faults.into_iter().map(|fault| (lines[fault.at], fault.fault.into())));
    // A row whose visit was not taken brings no paper either.
    let faulty: HashSet<u32> = recorded.faults.iter().map(|(line, _)| *line).collect();
    papers.retain(|(line, _)| !faulty.contains(line));
    let (lines, papers): (Vec<u32>, Vec<NewAuthorisation>) = papers.into_iter().unzip();
    let made = record_authorisations(tx, acting, &papers)?;
    recorded.authorisations = made.created;
    recorded.faults.extend(made.faults.into_iter().map(|fault| (lines[fault.at], fault.fault.into())));
    recorded.faults.sort_by_key(|(line, _)| *line);
    Ok(recorded)
}

/// Whom each row of a commune's form is about, by position.
pub fn find_persons(
    tx: &mut Tx<'_>,
    acting: &Acting,
    place: i64,
    rows: &[ResultRow],
) -> Result<Vec<Result<PersonId, ResultFault>>, Refusal> {
    acting.must(Action::ReadPersons)?;
    let register = Register::of(tx, acting, place)?;
    Ok(rows.iter().map(|row| register.find(row)).collect())
}

/// The commune's persons, to be found by what a form says of them.
pub(crate) struct Register {
    by_number: HashMap<String, Vec<Numbered>>,
    by_name: HashMap<(String, Option<BirthDate>), Vec<PersonId>>,
}

/// Somebody beside whose name a number is written.
struct Numbered {
    person: PersonId,
    name_key: String,
    holds_number: bool,
}

impl Register {
    pub(crate) fn of(tx: &mut Tx<'_>, acting: &Acting, place: i64) -> Result<Register, Refusal> {
        let mut register = Register { by_number: HashMap::new(), by_name: HashMap::new() };
        people::each_identity(tx, &acting.scope.condition("p.place"), place, |identity| {
            let Identity { person, full_name, birth, number, holds_number } = identity;
            let name_key = canonical_key(&full_name);
            if let Some(number) = number {
                let numbered = Numbered { person, name_key: name_key.clone(), holds_number };
                register.by_number.entry(number).or_default().push(numbered);
            }
            register.by_name.entry((name_key, birth)).or_default().push(person);
        })?;
        Ok(register)
    }

    /// The ward of a guardian: whoever has the number must have the name too, for money goes by this row.
    pub(crate) fn find_ward(&self, row: &GuardianRow) -> Result<PersonId, GuardianFault> {
        let key = row.ward_name.key();
        let by_number =
            row.ward_citizen_id.as_ref().map(CitizenId::as_str).and_then(|number| self.by_number.get(number));
        if let Some(several) = by_number {
            let named: Vec<&Numbered> = several.iter().filter(|one| one.name_key == key).collect();
            let holder = || named.iter().find(|one| one.holds_number);
            return match &named[..] {
                [] => Err(GuardianFault::OtherName),
                [only] => Ok(only.person),
                several => holder().map(|one| one.person).ok_or(GuardianFault::WardAmbiguous { people: several.len() }),
            };
        }
        match self.by_name.get(&(key, row.ward_birth)).map_or(&[][..], Vec::as_slice) {
            [person] => Ok(*person),
            [] => Err(GuardianFault::WardUnknown),
            several => Err(GuardianFault::WardAmbiguous { people: several.len() }),
        }
    }

    fn find(&self, row: &ResultRow) -> Result<PersonId, ResultFault> {
        let by_number = row.citizen_id.as_ref().map(CitizenId::as_str).and_then(|number| self.by_number.get(number));
        if let Some(several) = by_number {
            return one_of(several, &row.full_name.key());
        }
        let same = self.by_name.get(&(row.full_name.key(), row.birth)).map_or(&[][..], Vec::as_slice);
        match same {
            [person] => Ok(*person),
            [] => Err(ResultFault::PersonUnknown),
            several => Err(ResultFault::PersonAmbiguous { people: several.len() }),
        }
    }
}

/// Of those with one number: the only one; else the one of this name; else the one whose number it is.
fn one_of(several: &[Numbered], name_key: &str) -> Result<PersonId, ResultFault> {
    let named: Vec<&Numbered> = several.iter().filter(|one| one.name_key == name_key).collect();
    let only = match (several, &named[..]) {
        ([only], _) => Some(only),
        (_, [only]) => Some(*only),
        _ => several.iter().find(|one| one.holds_number),
    };
    only.map(|only| only.person).ok_or(ResultFault::PersonAmbiguous { people: several.len() })
}

fn new_visit(row: &ResultRow, person: PersonId, team: Team) -> NewVisit {
    let question_set = question_set_on(row.visited_on).map_or(0, |set| set.version);
    NewVisit {
        person,
        visited_on: row.visited_on,
        team,
        outcome: row.outcome,
        interview: row.answers.clone().map(|answers| Interview { question_set, answers }),
        group: row.group,
        method: row.method,
        campaign: row.campaign.clone(),
        minutes: row.minutes.clone(),
    }
}

/// The paper a row names: only where the person chose to have somebody else receive.
fn new_paper(row: &ResultRow, person: PersonId) -> Option<NewAuthorisation> {
    let payee = row.payee.as_ref().filter(|_| row.outcome == Outcome::Chose)?;
    let kind: AuthorisationKind = row.method?.paper()?;
    Some(NewAuthorisation {
        person,
        kind,
        name: payee.name.clone(),
        citizen_id: payee.citizen_id,
        relation: payee.relation.clone(),
        with_account: row.method != Some(Method::ProxyCash),
        valid_from: row.visited_on,
        valid_until: None,
        paper: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{Chance, Id as _, names::FullName};

    #[test]
    fn of_two_with_one_number_the_row_is_about_the_one_it_names() {
        let mut chance = Chance::seeded(1);
        let now = "2024-01-19T01:00:00Z".parse().expect("an instant");
        let [hoa, xuan, other] = [(); 3].map(|()| PersonId::make(now, &mut chance));
        let numbered =
            |person, name: &str, holds_number| Numbered { person, name_key: canonical_key(name), holds_number };
        let key = |name: &str| FullName::parse(name).expect("a name").key();
        let mut two = vec![numbered(hoa, "Lê Thị Hoa", false), numbered(xuan, "Lê Thị Xuân", true)];
        for _ in 0..2 {
            assert_eq!(one_of(&two, &key("LÊ THỊ HOA")), Ok(hoa));
            assert_eq!(one_of(&two, &key("Lê Thị Xuân")), Ok(xuan));
            assert_eq!(one_of(&two, &key("Lê Thị Xuâ")), Ok(xuan), "the number is hers");
            two.reverse();
        }
        assert_eq!(one_of(&two[..1], &key("Trần Văn An")), Ok(two[0].person), "nobody else has the number");
        let nobodys = [numbered(hoa, "Lê Thị Hoa", false), numbered(other, "Lê Thị Hoa", false)];
        assert_eq!(one_of(&nobodys, &key("Lê Thị Hoa")), Err(ResultFault::PersonAmbiguous { people: 2 }));
    }
}
