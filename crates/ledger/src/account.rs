//! What money can be in.

use kernel::{LedgerAccountId, Month, Plain, Stored, keyed};
use sha2::{Digest as _, Sha256};

keyed! {
    /// What an account stands for. Debts are credit accounts, claims and money are debit accounts.
    pub enum AccountKind {
        /// The budget of a paying office for a month: what the State has taken on to pay.
        Allocation = "allocation",
        /// Owed to the beneficiaries of a unit for a month, by one method.
        Payable = "payable",
        /// Sent to a bank or the post, and not yet answered for.
        Clearing = "clearing",
        /// The paying office's own account at its bank.
        Bank = "bank",
        /// Cash handed to the post to pay out.
        CashAdvance = "cash_advance",
        /// Came back, and not yet put anywhere.
        Returned = "returned",
        /// Owed for a month that went by without being received.
        CarryOver = "carry_over",
        /// Owed, and stopped: a death to look into, a blocked account, a person not verified.
        Held = "held",
        /// Arrived, and nobody knows from whom.
        Unmatched = "unmatched",
        /// To be claimed back from a beneficiary.
        Receivable = "receivable",
    }
}

/// Which account: its kind, the unit, and where it has them the month of origin and the method or channel.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountKey {
    /// What it stands for.
    pub kind: AccountKind,
    /// The place number of the unit.
    pub place: i64,
    /// The month the money is for.
    pub month: Option<Month>,
    /// The method, or the channel.
    pub part: Option<&'static str>,
}

impl AccountKey {
    /// An account of a unit.
    pub fn of(kind: AccountKind, place: i64) -> AccountKey {
        AccountKey { kind, place, month: None, part: None }
    }

    /// The same for one month.
    #[must_use]
    pub fn for_month(self, month: Month) -> AccountKey {
        AccountKey { month: Some(month), ..self }
    }

    /// The same for one method or channel: a word of the code.
    #[must_use]
    pub fn by(self, part: &'static str) -> AccountKey {
        AccountKey { part: Some(part), ..self }
    }

    /// `payable/1000321/2024-02/own_account`; `-` stands for what it has none of.
    pub fn text(&self) -> String {
        let month = self.month.map_or_else(|| "-".to_owned(), |month| month.to_string());
        format!("{}/{}/{month}/{}", self.kind.key(), self.place, self.part.unwrap_or("-"))
    }

    /// Its id, which follows from the key: an account is the same account wherever it is first used.
    pub fn id(&self) -> LedgerAccountId {
        derived(&["account", &self.text()])
    }
}

/// An id that follows from words (UUIDv8, RFC 9562).
pub(crate) fn derived<I: Stored>(words: &[&str]) -> I {
    let mut hash = Sha256::new();
    for word in words {
        hash.update(u64::try_from(word.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(word.as_bytes());
    }
    let mut bytes = hash.finalize()[..16].to_vec();
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    I::from_plain(Plain::Bytes(bytes)).expect("sixteen bytes are an id")
}
