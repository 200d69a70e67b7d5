//! Beside a person's state: what differs from the population register, and what to do where nothing is known yet.

use crate::{
    components::{Cell, Link, Notice, Table, Tone},
    pages::matching::differing::differing,
    shell::{problem::Problem, visit::View},
    wording::T,
};
use db::Tx;
use matching::{Outcome, Review, find_review};
use office::{Action, sign_in::SignedIn};
use registry::{ChangeState, PersonRecord, list_rows_of};
use sources::{SHEET_LINES, find_file};

/// A row of a list by which the person is here, and the name of its file.
pub(super) struct FromList {
    review: Review,
    /// Nothing for whoever may not see the file.
    file: Option<String>,
}

/// The rows that differ, for a person of whom something differs.
pub(super) fn read(tx: &mut Tx<'_>, me: &SignedIn, record: &PersonRecord) -> Result<Vec<FromList>, Problem> {
    let mut found = Vec::new();
    if record.person.state != Outcome::Mismatch {
        return Ok(found);
    }
    let scope = &me.acting.scope;
    for row in list_rows_of(tx, scope, record.person.id)? {
        let Some(review) = find_review(tx, scope, row)? else { continue };
        let file = find_file(tx, scope, row.file)?.map(|file| file.name);
        found.push(FromList { review, file });
    }
    Ok(found)
}

/// The fields that differ, list by list.
pub(super) fn differs(view: &View, rows: &[FromList], is_full: bool) -> Option<Table> {
    let t = view.t;
    let may_see = view.may(Action::DecideMatch);
    let of_row = |row: &FromList| {
        let FromList { review, file } = row;
        let at = review.reviewed.row;
        let line = t.number(at.line % SHEET_LINES);
        let from = file.as_ref().map_or_else(String::new, |file| t.movement_line(file, line));
        let decided = format!("/matching/{}/{}", at.file, at.line);
        let cells = differing(view, review, is_full).into_iter().map(move |one| {
            let field = t.match_field(one.field);
            let first = if may_see { Cell::link(decided.clone(), field) } else { Cell::text(field) };
            let known = one.known.unwrap_or_else(|| t.match_covered().to_owned());
            [first, Cell::text(one.listed).below(from.clone()), Cell::text(known)]
        });
        cells.collect::<Vec<_>>()
    };
    let cells: Vec<[Cell; 3]> = rows.iter().flat_map(of_row).collect();
    let table = Table::of(t, t.person_differs_caption())
        .column(t.change_field())
        .column(t.person_differs_listed())
        .column(t.person_differs_known());
    (!cells.is_empty()).then(|| table.rows(cells, |cells| cells))
}

/// A record that was corrected has no state until somebody compares it: said to all, offered to those who may.
pub(super) fn corrected(view: &View, record: &PersonRecord) -> Option<Notice> {
    let (t, person) = (view.t, &record.person);
    let was_corrected = record.changes.iter().any(|change| change.state == ChangeState::Approved);
    if person.state != Outcome::NotSent || person.dead || !was_corrected {
        return None;
    }
    let notice = Notice::of(Tone::Info, t.person_corrected());
    Some(if view.may(Action::DecideMatch) {
        notice
            .text(t.person_corrected_text())
            .link(Some(Link::to(format!("/people/{}/recheck", person.id), t.recheck())))
    } else {
        notice.text(t.person_corrected_by(by_whom(t)))
    })
}

/// The roles that may compare a record.
fn by_whom(t: T) -> String {
    let roles = office::Role::ALL.iter().filter(|role| role.may(Action::DecideMatch));
    let roles: Vec<&str> = roles.map(|role| t.role(*role)).collect();
    roles.join(", ")
}
