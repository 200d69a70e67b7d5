//! A batch of requests and where it stands.

use jiff::{Timestamp, civil::Date};
use kernel::{PopulationBatchId, StaffId, keyed};

keyed! {
    /// How requests travel.
    pub enum Channel {
        /// One by one, over the network.
        Service = "service",
        /// All in one file, carried by hand.
        File = "file",
    }
}

keyed! {
    /// Where a batch stands. It follows from what was sent, what was answered and what day it is: nobody writes it.
    pub enum BatchState {
        /// Đã lập, chưa gửi.
        Prepared = "prepared",
        /// Đã gửi, chưa có trả lời.
        Sent = "sent",
        /// Đã trả lời một phần.
        PartlyAnswered = "partly_answered",
        /// Đã trả lời đủ.
        Answered = "answered",
        /// Quá hạn trả lời: the day by which it was to be answered has passed.
        Overdue = "overdue",
        /// Thôi chờ: an officer no longer waits for the rest.
        Closed = "closed",
    }
}

keyed! {
    /// Where one request stands.
    pub enum RequestState {
        /// Not answered.
        Waiting = "waiting",
        /// Answered, and the row decided by it.
        Applied = "applied",
        /// Answered, but the row says something else since; not applied.
        Changed = "changed",
        /// Answered, but an officer has decided on the row since; not applied.
        Kept = "kept",
    }
}

/// How many requests of a batch stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All.
    pub requests: i64,
    /// Not answered.
    pub waiting: i64,
    /// Answered with somebody, and applied.
    pub found: i64,
    /// Answered with nobody, and applied.
    pub nobody: i64,
    /// Answered for a row that has changed since.
    pub changed: i64,
    /// Answered after an officer had decided, or the row was matched.
    pub kept: i64,
    /// Of those not answered, how many brought something that is no answer.
    pub faulty: i64,
}

/// A batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Its id.
    pub id: PopulationBatchId,
    /// The unit whose rows are asked about.
    pub place: i64,
    /// How it travels.
    pub channel: Channel,
    /// The name of the service asked.
    pub service: String,
    /// What the answers are for.
    pub purpose: String,
    /// On what ground.
    pub legal_ground: String,
    /// By when an answer is expected.
    pub due_on: Date,
    /// Who drew it up.
    pub prepared_by: StaffId,
    /// When.
    pub prepared_at: Timestamp,
    /// When it left, if it did.
    pub sent_at: Option<Timestamp>,
    /// When an officer stopped waiting, if one did.
    pub closed_at: Option<Timestamp>,
    /// Its requests.
    pub counts: Counts,
}

impl Batch {
    /// Where it stands on that day.
    pub fn state(&self, today: Date) -> BatchState {
        let Counts { requests, waiting, .. } = self.counts;
        if waiting == 0 {
            BatchState::Answered
        } else if self.closed_at.is_some() {
            BatchState::Closed
        } else if self.sent_at.is_none() {
            BatchState::Prepared
        } else if self.due_on < today {
            BatchState::Overdue
        } else if waiting < requests {
            BatchState::PartlyAnswered
        } else {
            BatchState::Sent
        }
    }

    /// Whether an answer to it is still taken.
    pub fn is_open(&self) -> bool {
        self.closed_at.is_none() && self.counts.waiting > 0
    }
}
