//! Where an instruction stands, and the one table of how it moves.

use kernel::keyed;

keyed! {
    /// Where an instruction stands.
    pub enum InstructionState {
        /// Đã tính: of a cycle that is computed or approved.
        Computed = "computed",
        /// Đã vào tệp: stands in a file that has not left.
        InFile = "in_file",
        /// Đã gửi.
        Sent = "sent",
        /// Ngân hàng đã nhận: taken in, no money has moved.
        Accepted = "accepted",
        /// Đã trả: booked, or handed over in cash.
        Paid = "paid",
        /// Bị từ chối.
        Rejected = "rejected",
        /// Bị trả lại after it was paid.
        Returned = "returned",
        /// Chưa đến nhận tiền mặt.
        Uncollected = "uncollected",
        /// Chưa rõ: no answer in time. It is asked about, never sent again.
        Unknown = "unknown",
    }
}

use InstructionState::{Accepted, Computed, InFile, Paid, Rejected, Returned, Sent, Uncollected, Unknown};

/// Every way an instruction moves: from, to, and what moves it. What stands in no line does not happen.
pub const TRANSITIONS: &[(InstructionState, InstructionState, &str)] = &[
    (Computed, InFile, "its file is written"),
    (InFile, Sent, "its file has left"),
    (Sent, Accepted, "the bank took it in"),
    (Sent, Paid, "booked, or handed over, without a word before"),
    (Sent, Rejected, "the bank would not take it"),
    (Sent, Uncollected, "nobody fetched the cash"),
    (Sent, Unknown, "no answer in time"),
    (Accepted, Paid, "booked"),
    (Accepted, Rejected, "taken in, and rejected at settlement"),
    (Accepted, Unknown, "taken in, and never booked"),
    (Unknown, Accepted, "a late answer"),
    (Unknown, Paid, "a late answer"),
    (Unknown, Rejected, "a late answer"),
    (Unknown, Uncollected, "a late answer"),
    (Paid, Returned, "the money came back"),
];

/// Whether an instruction may move so.
pub fn may_move(from: InstructionState, to: InstructionState) -> bool {
    TRANSITIONS.iter().any(|(one, other, _)| *one == from && *other == to)
}

impl InstructionState {
    /// Whether the attempt is still the one for its month: it is on its way, or it arrived.
    pub const fn is_live(self) -> bool {
        !matches!(self, Rejected | Returned | Uncollected)
    }

    /// Whether it has been sent and nothing is known of the money yet.
    pub const fn is_open(self) -> bool {
        matches!(self, InFile | Sent | Accepted | Unknown)
    }
}
