//! The one writer, and how many small transactions share one commit to disk.
//!
//! Whoever has the turn runs its closure in a savepoint of an open outer transaction. If somebody waits in line, the
//! turn passes on with the outer transaction still open; the last in line commits for all. Every member returns only
//! when the commit it is in reached the disk, so the slow part, one `fsync`, is paid once for all who came meanwhile.

use super::{
    faults::say,
    link::Use,
    open::{Limits, Session},
};
use crate::{
    DbError, Options, Tx,
    tx::{self, Work},
};
use std::{
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::{Arc, Condvar, Mutex, MutexGuard},
    thread::Result as Caught,
    time::{Duration, Instant},
};

/// Members of one commit at most.
const MEMBERS_MAX: usize = 256;

/// A commit is not put off longer than this, however many wait.
const AGE_MAX: Duration = Duration::from_millis(20);

/// How often a member tries again after a neighbour's failure undid it; then it goes alone.
const TRIES_IN_COMPANY: usize = 3;

pub(crate) struct Writer {
    line: Mutex<Line>,
    /// Locked only by whoever has the turn, so never waited for.
    desk: Mutex<Desk>,
    patience: Duration,
    limits: Limits,
    limits_alone: Limits,
}

struct Line {
    taken: bool,
    waiting: VecDeque<Arc<Seat>>,
}

/// One waiting writer. `called` changes under the lock of the line.
struct Seat {
    called: Mutex<bool>,
    bell: Condvar,
}

struct Desk {
    session: Session,
    open: Option<Group>,
}

/// An outer transaction that is not committed yet.
struct Group {
    fate: Arc<Fate>,
    members: usize,
    begun: Instant,
}

/// How a group ended, told to all its members.
struct Fate {
    told: Mutex<Option<Result<(), Undone>>>,
    bell: Condvar,
}

/// Why nothing of the group was kept.
#[derive(Clone)]
enum Undone {
    /// The commit failed: an answer for everybody.
    Commit(DbError),
    /// One member's statement took the whole outer transaction with it; the others did nothing wrong.
    Neighbour,
}

impl Writer {
    pub(super) fn new(session: Session, options: &Options) -> Writer {
        Writer {
            line: Mutex::new(Line { taken: false, waiting: VecDeque::new() }),
            desk: Mutex::new(Desk { session, open: None }),
            patience: options.wait_for_turn,
            limits: Limits { statement: options.statement, walk: options.statement_alone },
            limits_alone: Limits { statement: options.statement_alone, walk: options.statement_alone },
        }
    }

    pub(super) fn write(&self, work: Work<'_>) -> Result<(), DbError> {
        for _ in 0..TRIES_IN_COMPANY {
            let turn = self.take_turn()?;
            let (ran, fate) = turn.desk().run_in_group(self.limits, work)?;
            turn.end();
            ran.unwrap_or_else(|panic| resume_unwind(panic));
            // A refusal waits as well: it may rest on what a neighbour wrote.
            match fate.map_or(Ok(()), |fate| fate.wait()) {
                Ok(()) => return Ok(()),
                Err(Undone::Commit(error)) => return Err(error),
                Err(Undone::Neighbour) => {}
            }
        }
        self.run_alone(self.limits, work)
    }

    pub(super) fn write_alone(&self, work: Work<'_>) -> Result<(), DbError> {
        self.run_alone(self.limits_alone, work)
    }

    fn run_alone(&self, limits: Limits, work: Work<'_>) -> Result<(), DbError> {
        let turn = self.take_turn()?;
        let (ran, fate) = {
            let mut desk = turn.desk();
            desk.commit();
            let ran = desk.run_in_group(limits, work)?;
            desk.commit();
            ran
        };
        turn.end();
        ran.unwrap_or_else(|panic| resume_unwind(panic));
        match fate.map_or(Ok(()), |fate| fate.wait()) {
            Err(Undone::Commit(error)) => Err(error),
            _ => Ok(()),
        }
    }

    /// Waits in line, first come, first served.
    fn take_turn(&self) -> Result<Turn<'_>, DbError> {
        let mut line = self.line();
        if !line.taken {
            line.taken = true;
            return Ok(Turn { writer: self });
        }
        let seat = Arc::new(Seat { called: Mutex::new(false), bell: Condvar::new() });
        line.waiting.push_back(seat.clone());
        drop(line);
        if seat.wait(self.patience) {
            return Ok(Turn { writer: self });
        }
        // Being called and giving up may cross: the line decides.
        let mut line = self.line();
        let before = line.waiting.len();
        line.waiting.retain(|other| !Arc::ptr_eq(other, &seat));
        if line.waiting.len() == before { Ok(Turn { writer: self }) } else { Err(DbError::Busy(self.patience)) }
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        self.line.lock().expect("nobody panics in the line")
    }
}

impl Seat {
    fn wait(&self, patience: Duration) -> bool {
        let called = self.called.lock().expect("nobody panics on a seat");
        let (called, _) = self.bell.wait_timeout_while(called, patience, |called| !*called).expect("nor here");
        *called
    }

    fn call(&self) {
        *self.called.lock().expect("nobody panics on a seat") = true;
        self.bell.notify_one();
    }
}

impl Fate {
    fn tell(&self, fate: Result<(), Undone>) {
        *self.told.lock().expect("nobody panics while telling") = Some(fate);
        self.bell.notify_all();
    }

    fn wait(&self) -> Result<(), Undone> {
        let mut told = self.told.lock().expect("nobody panics while telling");
        loop {
            if let Some(fate) = &*told {
                return fate.clone();
            }
            told = self.bell.wait(told).expect("nobody panics while telling");
        }
    }
}

/// The right to use the one writing connection. However it ends, the next in line is called.
struct Turn<'w> {
    writer: &'w Writer,
}

impl Turn<'_> {
    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.writer.desk.lock().expect("panics at the desk are caught")
    }

    fn end(self) {
        drop(self);
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut line = self.writer.line();
        // With nobody behind, or when the group is large or old, the commit cannot be left to the next.
        if line.waiting.is_empty() || self.desk().is_due() {
            drop(line);
            self.desk().commit();
            line = self.writer.line();
        }
        match line.waiting.pop_front() {
            Some(next) => next.call(),
            None => line.taken = false,
        }
    }
}

/// Whether the closure came to an end, and the group it is in unless it left the group itself.
type Ran = (Caught<()>, Option<Arc<Fate>>);

impl Desk {
    /// Runs `work` in a savepoint. A closure that fails or panics is undone alone.
    fn run_in_group(&mut self, limits: Limits, work: Work<'_>) -> Result<Ran, DbError> {
        let fate = self.join()?;
        self.say("SAVEPOINT member")?;
        let link = self.session.link(Use::Write, limits);
        let kept = catch_unwind(AssertUnwindSafe(|| work(&mut Tx::new(tx::Link::Sqlite(link)))));
        self.session.deadline.lift();
        if self.session.connection.is_autocommit() {
            // A full disk, a time-out or a failing disk made SQLite roll back everything.
            self.give_up(Undone::Neighbour);
            return Ok((kept.map(drop), None));
        }
        let end = if matches!(kept, Ok(true)) { "RELEASE member" } else { "ROLLBACK TO member; RELEASE member" };
        if let Err(error) = self.say(end) {
            self.give_up(Undone::Neighbour);
            return Err(error);
        }
        Ok((kept.map(drop), Some(fate)))
    }

    /// Becomes a member of the open group, or begins one.
    fn join(&mut self) -> Result<Arc<Fate>, DbError> {
        if self.open.is_none() {
            self.say("BEGIN IMMEDIATE")?;
            let fate = Arc::new(Fate { told: Mutex::new(None), bell: Condvar::new() });
            self.open = Some(Group { fate, members: 0, begun: Instant::now() });
        }
        let group = self.open.as_mut().expect("one was opened above");
        group.members += 1;
        Ok(group.fate.clone())
    }

    fn is_due(&self) -> bool {
        self.open.as_ref().is_some_and(|group| group.members >= MEMBERS_MAX || group.begun.elapsed() >= AGE_MAX)
    }

    fn commit(&mut self) {
        if self.open.is_none() {
            return;
        }
        match self.say("COMMIT") {
            Ok(()) => self.tell(Ok(())),
            Err(error) => self.give_up(Undone::Commit(error)),
        }
    }

    fn give_up(&mut self, why: Undone) {
        if !self.session.connection.is_autocommit()
            && let Err(error) = self.say("ROLLBACK")
        {
            tracing::error!(%error, "a group of writes could not be rolled back");
        }
        self.tell(Err(why));
    }

    fn tell(&mut self, fate: Result<(), Undone>) {
        if let Some(group) = self.open.take() {
            group.fate.tell(fate);
        }
    }

    fn say(&self, sql: &str) -> Result<(), DbError> {
        let connection = &self.session.connection;
        sql.split("; ")
            .try_for_each(|sql| connection.prepare_cached(sql)?.raw_execute().map(|_| ()))
            .map_err(|error| say(&error))
    }
}
