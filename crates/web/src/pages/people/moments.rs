//! What the other rooms know to have happened to a person: the files they came in, questions and decisions about who they
//! are, visits, papers, accounts, payments.

use super::timeline::Moment;
use crate::{shell::problem::Problem, wording::T};
use accounts::list_steps;
use db::Tx;
use kernel::PersonId;
use matching::{RowRef, find_review};
use office::sign_in::SignedIn;
use payments::list_events_of_person;
use population::list_asked_of_row;
use registry::list_rows_of;
use sources::{SHEET_LINES, find_file};
use survey::{MinutesState, PaperMove, list_minutes, list_paper_steps, list_visits};

/// All of it, in no order.
pub(super) fn gather(tx: &mut Tx<'_>, me: &SignedIn, t: T, person: PersonId) -> Result<Vec<Moment>, Problem> {
    let mut moments = Vec::new();
    for row in list_rows_of(tx, &me.acting.scope, person)? {
        moments.extend(of_row(tx, me, t, row)?);
    }
    moments.extend(of_visits(tx, me, t, person)?);
    moments.extend(of_accounts(tx, me, t, person)?);
    moments.extend(of_payments(tx, me, t, person)?);
    Ok(moments)
}

/// The file a row came in, what was asked about it, and every decision on who it is.
fn of_row(tx: &mut Tx<'_>, me: &SignedIn, t: T, row: RowRef) -> Result<Vec<Moment>, Problem> {
    let scope = &me.acting.scope;
    let mut moments = Vec::new();
    if let Some(file) = find_file(tx, scope, row.file)? {
        moments.push(Moment {
            at: file.received_at,
            title: t.moment_received().to_owned(),
            by: Some(file.received_by),
            text: t.movement_line(&file.name, t.number(row.line % SHEET_LINES)),
        });
    }
    for asked in list_asked_of_row(tx, row)? {
        if let (Some(at), by) = (asked.sent_at, asked.sent_by) {
            moments.push(Moment { at, title: t.moment_asked().to_owned(), by, text: String::new() });
        }
        if let Some(at) = asked.answered_at {
            let text = t.request_state(asked.state).to_owned();
            moments.push(Moment { at, title: t.moment_answered().to_owned(), by: None, text });
        }
    }
    let Some(review) = find_review(tx, scope, row)? else { return Ok(moments) };
    for decided in review.history {
        let told = t.moment_decided_so(t.outcome(decided.outcome), t.match_rule(decided.rule));
        let text = decided.why.map_or(told.clone(), |why| t.event_told_why(&told, why));
        moments.push(Moment {
            at: decided.decided_at,
            title: t.moment_decided().to_owned(),
            by: Some(decided.decided_by),
            text,
        });
    }
    Ok(moments)
}

fn of_visits(tx: &mut Tx<'_>, me: &SignedIn, t: T, person: PersonId) -> Result<Vec<Moment>, Problem> {
    let scope = &me.acting.scope;
    let mut moments = Vec::new();
    for visit in list_visits(tx, scope, person)? {
        let came = t.visit_outcome(visit.outcome);
        let day = t.date(visit.visited_on);
        let text = match visit.method {
            Some(method) => t.moment_visit_chose(day, came, t.method(method)),
            None => t.moment_visit_came(day, came),
        };
        moments.push(Moment {
            at: visit.recorded_at,
            title: t.moment_visit().to_owned(),
            by: Some(visit.recorded_by),
            text,
        });
    }
    for minutes in list_minutes(tx, scope, person)? {
        let signed = [(minutes.police_signed_at, minutes.police), (minutes.officer_signed_at, minutes.officer)];
        let text = match minutes.state {
            MinutesState::Open => t.part_minutes_open(&minutes.reason),
            MinutesState::Closed => t.part_minutes_closed(&minutes.reason),
        };
        moments.extend(signed.into_iter().filter_map(|(at, by)| {
            Some(Moment { at: at?, title: t.moment_minutes_signed().to_owned(), by: Some(by), text: text.clone() })
        }));
    }
    for step in list_paper_steps(tx, scope, person)? {
        let title = match step.what {
            PaperMove::Recorded => t.moment_paper_recorded(),
            PaperMove::Confirmed => t.moment_paper_confirmed(),
            PaperMove::Revoked => t.moment_paper_revoked(),
        };
        let told = t.moment_paper(t.paper_kind(step.kind), step.name.as_str());
        let text = step.why.map_or(told.clone(), |why| t.event_told_why(&told, why));
        moments.push(Moment { at: step.at, title: title.to_owned(), by: Some(step.by), text });
    }
    Ok(moments)
}

fn of_accounts(tx: &mut Tx<'_>, me: &SignedIn, t: T, person: PersonId) -> Result<Vec<Moment>, Problem> {
    let steps = list_steps(tx, &me.acting.scope, person)?;
    let moment = |step: accounts::AccountStep| {
        let told = match &step.masked {
            Some(number) => t.moment_account_number(t.method(step.method), number),
            None => t.method(step.method).to_owned(),
        };
        let text = step.why.map_or(told.clone(), |why| t.event_told_why(&told, why));
        Moment { at: step.at, title: t.moment_account(t.account_state(step.state)), by: Some(step.by), text }
    };
    Ok(steps.into_iter().map(moment).collect())
}

fn of_payments(tx: &mut Tx<'_>, me: &SignedIn, t: T, person: PersonId) -> Result<Vec<Moment>, Problem> {
    let events = list_events_of_person(tx, &me.acting, person)?;
    let moment = |one: payments::PersonPaymentEvent| Moment {
        at: one.event.at,
        title: t.moment_payment(t.instruction_state_named(one.event.to)),
        by: Some(one.event.staff),
        text: match one.event.code {
            Some(code) => t.moment_payment_code(t.month(one.origin), t.dong(one.amount), code),
            None => t.moment_payment_of(t.month(one.origin), t.dong(one.amount)),
        },
    };
    Ok(events.into_iter().map(moment).collect())
}
