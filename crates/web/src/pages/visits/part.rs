//! The visits on a person's page: what was chosen, minutes, papers, each visit.

use super::{outcome_tag, person::standing_rows};
use crate::{
    components::{Cell, Link, SummaryList, SummaryRow, Table, Tag, Tone},
    pages::people::PersonPart,
    shell::problem::Problem,
    wording::T,
};
use db::Tx;
use jiff::civil::Date;
use kernel::{AuthorisationId, PersonId};
use office::{Action, sign_in::SignedIn};
use std::collections::BTreeMap;
use survey::{
    Authorisation, AuthorisationState, Minutes, MinutesState, Visit, find_standing, list_authorisations,
    list_dead_payees, list_minutes, list_visits,
};

/// The section.
pub(crate) fn part(tx: &mut Tx<'_>, me: &SignedIn, t: T, person: PersonId) -> Result<String, Problem> {
    let scope = &me.acting.scope;
    let visits = list_visits(tx, scope, person)?;
    let mut facts = standing_rows(t, find_standing(tx, scope, person)?.as_ref());
    facts.extend(list_minutes(tx, scope, person)?.iter().map(|minutes| minutes_row(t, minutes)));
    let papers = list_authorisations(tx, scope, person)?;
    let dead = list_dead_payees(tx, scope, person)?;
    facts.extend(papers.iter().map(|paper| paper_row(t, paper, &dead, me.acting.today())));
    let may_record = me.acting.role.may(Action::RecordVisit);
    let open = if may_record { t.part_visits_open() } else { t.part_visits_see() };
    let part = PersonPart {
        title: t.part_visits_title(),
        says: Vec::new(),
        facts: Some(SummaryList { rows: facts }),
        table: (!visits.is_empty()).then(|| table(t, &visits)),
        none: t.visits_history_none(),
        links: vec![Link::to(format!("/visits/{person}"), open)],
    };
    part.written()
}

fn minutes_row(t: T, minutes: &Minutes) -> SummaryRow {
    let said = match minutes.state {
        MinutesState::Open => t.part_minutes_open(&minutes.reason),
        MinutesState::Closed => t.part_minutes_closed(&minutes.reason),
    };
    SummaryRow::of(t.minutes_title(), said)
}

/// A paper with where it stands. Of the payee the name alone, and whether they live.
fn paper_row(t: T, paper: &Authorisation, dead: &BTreeMap<AuthorisationId, Option<Date>>, today: Date) -> SummaryRow {
    let key = match paper.state_on(today) {
        AuthorisationState::InForce => t.part_paper_in_force(),
        AuthorisationState::Recorded => t.part_paper_waits(),
        AuthorisationState::Coming => t.part_paper_coming(),
        AuthorisationState::Expired => t.part_paper_expired(),
        AuthorisationState::Revoked => t.part_paper_revoked(),
    };
    let says = &paper.says;
    let until = says.valid_until.map_or_else(|| t.paper_no_end().to_owned(), |day| t.date(day));
    let term = t.paper_from_until(t.date(says.valid_from), until);
    let said = t.part_paper_says(t.paper_kind(says.kind), says.name.as_str(), says.relation.as_str(), term);
    let row = SummaryRow::of(key, said);
    match dead.get(&paper.id) {
        Some(Some(day)) => row.tag(Tag::of(Tone::Bad, t.part_payee_died_on(t.date(*day)))),
        Some(None) => row.tag(Tag::of(Tone::Bad, t.part_payee_died())),
        None => row,
    }
}

fn table(t: T, visits: &[Visit]) -> Table {
    Table::of(t, t.part_visits_caption())
        .column(t.visit_day())
        .column(t.visit_what_came())
        .column(t.visits_group())
        .column(t.list_method())
        .rows(visits, |visit| {
            let reason = visit.force_majeure.map_or("", |reason| t.force_majeure(reason));
            [
                Cell::text(t.date(visit.visited_on)),
                Cell::tag(outcome_tag(t, visit.outcome)),
                Cell::text(visit.group.map_or("", |group| t.group(group))),
                Cell::text(visit.method.map_or("", |method| t.method(method))).below(reason),
            ]
        })
}
