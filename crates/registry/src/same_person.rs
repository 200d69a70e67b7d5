//! Two records of one person of the population register, where an officer said whose one of them is.
//!
//! What is verified is found by the register's id as it is enrolled. A row that an officer confirmed on weaker evidence
//! keeps a record of its own, which nobody pays: if it joined the verified one it would be paid on likeness. That both
//! are one person is a contradiction to solve, and holds the record that is not verified, or came second.

use crate::{
    EventKind, Exception, ExceptionKind, HoldReason, Refusal, exception,
    hold::NewHold,
    store::{self, SecondRecord},
};
use db::Tx;
use kernel::{PersonId, SourceFileId};
use office::Acting;
use serde_json::json;

/// Looks for second records of the people whom decisions about a file's rows name. What was found before, solved or
/// not, is not brought up again. Answers how many there are, each held, and
/// how many contradictions of this enrolment say less of them, and went.
pub(crate) fn find_second_records(tx: &mut Tx<'_>, acting: &Acting, file: SourceFileId) -> Result<(i64, i64), Refusal> {
    let found = store::list_second_records(tx, &acting.scope.condition("l.place"), file)?;
    let mut withdrawn = 0;
    for second in &found {
        withdrawn += tell(tx, acting, second)?;
    }
    Ok((i64::try_from(found.len()).unwrap_or(i64::MAX), withdrawn))
}

/// Tells that whatever a person receives is a second record of another one's, where it is not told already.
pub(crate) fn tell_all(tx: &mut Tx<'_>, acting: &Acting, person: PersonId, other: PersonId) -> Result<(), Refusal> {
    store::list_records_untold(tx, person, other)?.iter().try_for_each(|second| tell(tx, acting, second).map(drop))
}

fn tell(tx: &mut Tx<'_>, acting: &Acting, second: &SecondRecord) -> Result<i64, Refusal> {
    let exception = Exception {
        id: acting.new_id(),
        kind: ExceptionKind::SamePerson,
        person: second.person,
        other: second.other,
        entitlement: second.entitlement,
        place: second.place,
        file: second.file,
        line: second.line,
        found_at: acting.now,
    };
    let withdrawn = exception::tell(tx, acting, &exception)?;
    let reason = HoldReason::SamePerson;
    let hold = NewHold {
        person: second.person,
        entitlement: Some(second.entitlement),
        reason,
        why: String::new(),
        from_month: second.from_month,
        until_month: None,
    };
    store::insert_hold(tx, acting, acting.new_id(), &hold)?;
    let told = json!({ "reason": reason.key(), "from_month": second.from_month });
    store::insert_event(tx, acting, second.person, EventKind::Held, None, None, Some(&told))?;
    Ok(withdrawn)
}
