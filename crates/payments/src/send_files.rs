//! Sending: each file once, or the same bytes again; never another file for an answer that does not come.

use crate::{
    Channel, CycleState, FileState, Outbox, PaymentFile, Refusal, cycle::entry, file::load_content, load_cycle, store,
};
use db::{Db, Tx};
use jiff::SignedDuration;
use kernel::CycleId;
use office::{Acting, Action, audit};
use serde_json::json;

/// What came of sending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// Message ids of the files sent now.
    pub now: Vec<String>,
    /// How many had been sent before.
    pub before: usize,
}

/// Sends the files of a cycle that are not sent, each in three steps: it is marked as being sent, put into the folder
/// of its channel, marked as sent. Whoever is killed in between does it again with the same bytes.
pub fn send_files(db: &Db, acting: &Acting, cycle: CycleId, bank: &Outbox, post: &Outbox) -> Result<Sent, Refusal> {
    let files = db.read(|tx| {
        acting.must(Action::ApproveCycle)?;
        let cycle = load_cycle(tx, acting, cycle)?;
        cycle.must_stand(&[CycleState::Instructed])?;
        Ok::<_, Refusal>(store::list_files(tx, cycle.id)?)
    })?;
    let mut sent = Sent::default();
    for file in files {
        if file.state == FileState::Sent {
            sent.before += 1;
            continue;
        }
        let bytes = db.write(|tx| begin(tx, acting, &file))?;
        let outbox = if file.channel == Channel::Bank { bank } else { post };
        outbox.put(&file.name, &bytes)?;
        db.write(|tx| mark_sent(tx, acting, &file))?;
        sent.now.push(file.message_id);
    }
    Ok(sent)
}

/// From here on the file may have left.
fn begin(tx: &mut Tx<'_>, acting: &Acting, file: &PaymentFile) -> Result<Vec<u8>, Refusal> {
    acting.must(Action::ApproveCycle)?;
    if file.state == FileState::Prepared {
        store::set_sending(tx, file.id)?;
    }
    load_content(tx, file)
}

pub(crate) fn mark_sent(tx: &mut Tx<'_>, acting: &Acting, file: &PaymentFile) -> Result<(), Refusal> {
    if store::set_sent(tx, file.id, acting.now)? == 0 {
        return Ok(()); // somebody else was quicker with the same bytes
    }
    let moved = store::move_sent(tx, file, acting)?;
    let asked = u64::try_from(file.lines).unwrap_or(0);
    if moved != asked {
        return Err(Refusal::Moved { asked, moved });
    }
    let cycle = store::find_cycle(tx, file.cycle)?.ok_or(Refusal::Corrupt { what: "cycle" })?;
    let to = json!({ "message": file.message_id, "lines": file.lines, "total": file.total });
    Ok(audit::record(tx, acting, entry("cycle.send_file", &cycle, to))?)
}

/// Marks what was sent at least `age` ago and never answered as unknown: a matter for an enquiry. Answers how many.
pub fn mark_unknown(tx: &mut Tx<'_>, acting: &Acting, cycle: CycleId, age: SignedDuration) -> Result<u64, Refusal> {
    acting.must(Action::Reconcile)?;
    let cycle = load_cycle(tx, acting, cycle)?;
    cycle.must_stand(&[CycleState::Instructed])?;
    let before = acting.now - age;
    let moved = store::move_unknown(tx, cycle.id, before, acting)?;
    if moved > 0 {
        audit::record(tx, acting, entry("cycle.mark_unknown", &cycle, json!({ "instructions": moved })))?;
    }
    Ok(moved)
}
