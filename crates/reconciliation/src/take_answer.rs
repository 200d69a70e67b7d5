//! Taking an answer in: all its lines or none, once.

use crate::{
    Answer, AnswerKind, Entry, ExceptionKind, Outcome, Reading, Refusal, Rule, SettlementState, Status,
    consequences::{Consequences, Said, follow},
    decide::{Decision, decide, meaning},
    exception::{Exception, settle},
    find_known::{Found, find_known},
    read_answer,
    store::{self, EarlyReturn},
};
use db::Tx;
use kernel::{CycleId, EventId, InstructionId};
use office::{
    Acting, Action,
    audit::{self, Entry as Record},
};
use payments::{
    Answered, Carried, CycleState, Event, InstructionState, Known, Move, carry_over, find_file, list_of_file,
    load_cycle, move_instructions, record_answered,
};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Why a return that came early needs nobody any more.
const BOOKED_LATER: &str = "booked by a later answer";

/// What came of taking an answer in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is taken in now.
    Created(Answer),
    /// The same bytes were taken in before; nothing was done.
    Exists(Answer),
    /// Its id was taken in before with other bytes: an alarm; nothing was applied.
    OtherBytes(Answer),
}

impl Taken {
    /// The answer.
    pub fn answer(&self) -> &Answer {
        match self {
            Taken::Created(answer) | Taken::Exists(answer) | Taken::OtherBytes(answer) => answer,
        }
    }
}

/// Takes in the bytes of an answer, whatever their form.
pub fn take_answer(tx: &mut Tx<'_>, acting: &Acting, name: &str, bytes: &[u8]) -> Result<Taken, Refusal> {
    acting.must(Action::Reconcile)?;
    // What the post has handed in here goes its way: confirmed there, then taken in.
    let sha256 = Sha256::digest(bytes).to_vec();
    if let Some(settlement) = store::find_settlement_by_digest(tx, &sha256)?
        && settlement.state != SettlementState::Taken
    {
        return Err(Refusal::SettlementMoved { state: settlement.state });
    }
    take_answer_in(tx, acting, name, bytes, sha256)
}

/// Takes in what may be taken in.
pub(crate) fn take_answer_in(
    tx: &mut Tx<'_>,
    acting: &Acting,
    name: &str,
    bytes: &[u8],
    sha256: Vec<u8>,
) -> Result<Taken, Refusal> {
    acting.must(Action::Reconcile)?;
    tx.lock("payments.cycle")?;
    if let Some(answer) = store::find_by_digest(tx, &sha256)? {
        return Ok(Taken::Exists(answer));
    }
    let reading = read_answer(bytes)?;
    let place = acting.place.ok_or(office::Refusal::OutsideArea)?;
    let answer = Answer {
        id: acting.new_id(),
        kind: reading.kind,
        sha256,
        sender: reading.sender.clone(),
        message_id: reading.message_id.clone(),
        name: name.chars().take(200).collect(),
        place,
        entries: i64::try_from(reading.entries.len()).unwrap_or(i64::MAX),
        applied: 0,
        exceptions: 0,
        received_by: acting.staff,
        received_at: acting.now,
    };
    let twin = match &reading.message_id {
        Some(id) => store::find_by_message(tx, reading.kind, reading.sender.as_deref(), id)?,
        None => None,
    };
    let mut work = Work::begin(answer);
    match twin {
        Some(_) => work.alarm(acting, ExceptionKind::OtherBytes, None),
        None => work.apply(tx, acting, &reading)?,
    }
    let answer = work.end(tx, acting, bytes)?;
    Ok(if twin.is_some() { Taken::OtherBytes(answer) } else { Taken::Created(answer) })
}

/// An answer being taken in.
struct Work {
    answer: Answer,
    /// Where payments stand by now.
    states: HashMap<InstructionId, InstructionState>,
    /// How often each was moved by this answer: an event moves a payment once.
    moved: HashMap<InstructionId, usize>,
    passes: Vec<Vec<Move>>,
    answered: Vec<Said>,
    consequences: Consequences,
    rows: Vec<store::Line>,
    exceptions: Vec<Exception>,
    closed: HashMap<CycleId, bool>,
}

impl Work {
    fn begin(answer: Answer) -> Work {
        Work {
            answer,
            states: HashMap::new(),
            moved: HashMap::new(),
            passes: Vec::new(),
            answered: Vec::new(),
            consequences: Consequences::default(),
            rows: Vec::new(),
            exceptions: Vec::new(),
            closed: HashMap::new(),
        }
    }

    fn apply(&mut self, tx: &mut Tx<'_>, acting: &Acting, reading: &Reading) -> Result<(), Refusal> {
        let mut found = find_known(tx, acting, &reading.entries)?;
        let whole = if reading.kind == AnswerKind::Status { self.whole_file(tx, acting, reading)? } else { Vec::new() };
        if reading.kind == AnswerKind::Status && whole.is_empty() {
            // A report on a file we never sent says nothing of any payment, whatever it lists.
            found = Found::default();
        }
        // What came back is read after what went out: a file may name them in any order.
        let (back, out): (Vec<&Entry>, Vec<&Entry>) =
            reading.entries.iter().partition(|entry| entry.status == Status::Returned);
        for entry in out.into_iter().chain(back) {
            self.entry(tx, acting, entry, found.of(entry))?;
        }
        self.unlisted(tx, acting, reading, &whole)?;
        self.early_returns(tx, acting)?;
        self.write(tx, acting)
    }

    /// What came back in an earlier answer, before the payment was booked: now that it is, it came back.
    fn early_returns(&mut self, tx: &mut Tx<'_>, acting: &Acting) -> Result<(), Refusal> {
        let is_paid = |known: &Known| self.states.get(&known.id) == Some(&InstructionState::Paid);
        let paid: HashMap<InstructionId, Known> = self
            .answered
            .iter()
            .filter(|said| is_paid(&said.known))
            .map(|said| (said.known.id, said.known.clone()))
            .collect();
        let cycles: BTreeSet<CycleId> = paid.values().map(|known| known.cycle).collect();
        for cycle in cycles {
            for early in store::list_early_returns(tx, cycle)? {
                let Some(known) = paid.get(&early.instruction) else { continue };
                let is_late = self.is_closed(tx, acting, cycle)?;
                self.early_return(acting, &early, known, is_late);
                if early.is_open {
                    settle(
                        tx,
                        acting,
                        (early.exception, ExceptionKind::ReturnWithoutPayment, early.place),
                        BOOKED_LATER,
                    )?;
                }
            }
        }
        Ok(())
    }

    fn early_return(&mut self, acting: &Acting, early: &EarlyReturn, known: &Known, is_late: bool) {
        let entry = Entry {
            reference: Some(known.end_to_end.clone()),
            code: early.code.clone(),
            amount: early.amount,
            ..Entry::bare(0, Status::Returned)
        };
        let class = meaning(&entry, known, Rule::Reference);
        let decision = decide(&entry, class, known, InstructionState::Paid, is_late);
        if let Some(to) = decision.to {
            let source_ref = format!("{}/{}", early.answer, early.line.unwrap_or_default());
            self.step(source_ref, &entry, known, (InstructionState::Paid, to));
        }
        if let Some(answered) = decision.answered {
            self.answered.push(Said { known: known.clone(), answered, code: entry.code.clone(), class, is_late });
        }
        if let Some(kind) = decision.exception {
            self.exceptions.push(exception(&self.answer, acting, kind, &entry, Some(known)));
        }
    }

    /// The payments of the file a report is about.
    fn whole_file(&mut self, tx: &mut Tx<'_>, acting: &Acting, reading: &Reading) -> Result<Vec<Known>, Refusal> {
        let original = reading.original_message_id.as_deref().unwrap_or_default();
        if let Some(file) = find_file(tx, acting, original)? {
            return Ok(list_of_file(tx, &file)?);
        }
        self.alarm(acting, ExceptionKind::UnknownFile, Some(original.to_owned()));
        Ok(Vec::new())
    }

    /// What a report does not list has the status of the whole. `PART` with only the rejected listed is common: the
    /// others were taken in.
    fn unlisted(
        &mut self,
        tx: &mut Tx<'_>,
        acting: &Acting,
        reading: &Reading,
        whole: &[Known],
    ) -> Result<(), Refusal> {
        let listed: HashSet<&str> = reading.entries.iter().filter_map(|entry| entry.reference.as_deref()).collect();
        let only_rejected =
            !reading.entries.is_empty() && reading.entries.iter().all(|entry| entry.status == Status::Rejected);
        let (status, code) = match &reading.whole {
            Some(block) => (block.status, block.code.clone()),
            None if only_rejected => (Status::Accepted, None),
            None => return Ok(()),
        };
        let mut line = i64::try_from(reading.entries.len()).unwrap_or(i64::MAX);
        for known in whole.iter().filter(|known| !listed.contains(known.end_to_end.as_str())) {
            line += 1;
            let entry =
                Entry { reference: Some(known.end_to_end.clone()), code: code.clone(), ..Entry::bare(line, status) };
            self.entry(tx, acting, &entry, Some((known, Rule::WholeFile)))?;
        }
        Ok(())
    }

    fn entry(
        &mut self,
        tx: &mut Tx<'_>,
        acting: &Acting,
        entry: &Entry,
        found: Option<(&Known, Rule)>,
    ) -> Result<(), Refusal> {
        let Some((known, rule)) = found else {
            self.unknown(acting, entry);
            return Ok(());
        };
        let is_late = self.is_closed(tx, acting, known.cycle)?;
        let state = self.states.get(&known.id).copied().unwrap_or(known.state);
        let class = meaning(entry, known, rule);
        let decision = decide(entry, class, known, state, is_late);
        if let Some(to) = decision.to {
            self.step(format!("{}/{}", self.answer.id, entry.line), entry, known, (state, to));
        }
        if let Some(answered) = decision.answered {
            self.answered.push(Said { known: known.clone(), answered, code: entry.code.clone(), class, is_late });
        }
        if let Some(kind) = decision.exception {
            self.exceptions.push(exception(&self.answer, acting, kind, entry, Some(known)));
        }
        self.row(entry, Some(known), rule, decision);
        Ok(())
    }

    /// Nobody knows what it is about. Where no money moved, that is only noted.
    fn unknown(&mut self, acting: &Acting, entry: &Entry) {
        let is_quiet = matches!(entry.status, Status::Pending | Status::Announced | Status::LeftOpen);
        let outcome = if is_quiet { Outcome::Noted } else { Outcome::Exception };
        if !is_quiet {
            self.exceptions.push(exception(&self.answer, acting, ExceptionKind::UnknownReference, entry, None));
        }
        self.row(entry, None, Rule::None, Decision { outcome, to: None, answered: None, exception: None });
    }

    fn step(
        &mut self,
        source_ref: String,
        entry: &Entry,
        known: &Known,
        (from, to): (InstructionState, InstructionState),
    ) {
        let times = self.moved.entry(known.id).or_default();
        if self.passes.len() == *times {
            self.passes.push(Vec::new());
        }
        self.passes[*times].push(Move {
            person: known.person,
            instruction: known.id,
            from,
            to,
            source_ref,
            code: entry.code.clone(),
        });
        *times += 1;
        self.states.insert(known.id, to);
        self.answer.applied += 1;
    }

    fn row(&mut self, entry: &Entry, known: Option<&Known>, rule: Rule, decision: Decision) {
        self.rows.push(store::Line {
            entry: entry.clone(),
            rule,
            outcome: decision.outcome,
            person: known.map(|known| known.person),
            instruction: known.map(|known| known.id),
        });
    }

    fn alarm(&mut self, acting: &Acting, kind: ExceptionKind, reference: Option<String>) {
        let entry = Entry { reference, ..Entry::bare(0, Status::Pending) };
        self.exceptions.push(exception(&self.answer, acting, kind, &entry, None));
    }

    fn is_closed(&mut self, tx: &mut Tx<'_>, acting: &Acting, cycle: CycleId) -> Result<bool, Refusal> {
        if let Some(closed) = self.closed.get(&cycle) {
            return Ok(*closed);
        }
        let closed = load_cycle(tx, acting, cycle)?.state == CycleState::Closed;
        self.closed.insert(cycle, closed);
        Ok(closed)
    }

    /// Moves, books and carries over what the lines decided, and does what follows from it.
    fn write(&mut self, tx: &mut Tx<'_>, acting: &Acting) -> Result<(), Refusal> {
        for moves in &self.passes {
            let event = Event { id: acting.new_id::<EventId>(), source: "answer" };
            move_instructions(tx, acting, &event, moves)?;
        }
        let booked: Vec<(&Known, Answered)> = self.answered.iter().map(|said| (&said.known, said.answered)).collect();
        record_answered(tx, acting, &format!("answer {}", self.answer.id), &booked)?;
        let gone: Vec<&Said> = self.answered.iter().filter(|said| said.answered != Answered::Paid).collect();
        let carried: Vec<Carried<'_>> = gone.iter().map(|said| said.carried()).collect();
        carry_over(tx, acting, &carried)?;
        self.consequences = follow(tx, acting, &gone)?;
        Ok(())
    }

    fn end(self, tx: &mut Tx<'_>, acting: &Acting, bytes: &[u8]) -> Result<Answer, Refusal> {
        let Work { mut answer, rows, exceptions, consequences, .. } = self;
        answer.exceptions = i64::try_from(exceptions.len()).unwrap_or(i64::MAX);
        store::insert_answer(tx, &answer, bytes)?;
        store::insert_lines(tx, answer.id, rows)?;
        store::insert_exceptions(tx, exceptions)?;
        let to = serde_json::json!({
            "kind": answer.kind,
            "message": answer.message_id,
            "entries": answer.entries,
            "applied": answer.applied,
            "exceptions": answer.exceptions,
            "accounts_ended": consequences.accounts_ended,
            "holds_placed": consequences.holds_placed,
        });
        let record = Record {
            verb: "answer.take",
            subject_kind: "answer",
            subject: answer.id.to_string(),
            place: Some(answer.place),
            why: None,
            from: None,
            to: Some(to),
        };
        audit::record(tx, acting, record)?;
        Ok(answer)
    }
}

fn exception(answer: &Answer, acting: &Acting, kind: ExceptionKind, entry: &Entry, known: Option<&Known>) -> Exception {
    Exception {
        id: acting.new_id(),
        answer: answer.id,
        line: (entry.line > 0).then_some(entry.line),
        kind,
        cycle: known.map(|known| known.cycle),
        place: known.map_or(answer.place, |known| known.place),
        person: known.map(|known| known.person),
        instruction: known.map(|known| known.id),
        amount: entry.amount.or_else(|| known.map(|known| known.amount)),
        reference: entry.reference.clone().map(|text| text.chars().take(100).collect()),
        code: entry.code.clone().map(|text| text.chars().take(35).collect()),
        opened_by: acting.staff,
        opened_at: acting.now,
        settled_by: None,
    }
}
