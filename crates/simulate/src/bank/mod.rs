//! A bank: reads a customer credit transfer initiation and says what became of it.

mod read;
mod write;

use crate::{
    chance::per_mille,
    truth::{Accounts, Kept},
};
use jiff::{Timestamp, ToSpan as _, civil::Date};
use read::{Order, Payment, read_order};
use std::collections::HashMap;

/// A file the bank cannot read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BankFault {
    /// Not a payment file.
    #[error("not a payment file: {0}")]
    Unreadable(String),
}

/// How often, of a thousand, the bank does what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Habits {
    /// Of payments: the account is closed, and the payment rejected.
    pub closed: u16,
    /// Of payments: booked, and returned later because the account is closed.
    pub returned: u16,
    /// Of payments: booked, and returned later because the holder has died.
    pub deceased: u16,
    /// Of files: no word at all.
    pub silent: u16,
    /// Of files: rejected as a whole.
    pub rejected_files: u16,
    /// Of files: each answer given twice.
    pub doubled: u16,
}

impl Default for Habits {
    fn default() -> Habits {
        Habits { closed: 8, returned: 4, deceased: 1, silent: 0, rejected_files: 0, doubled: 0 }
    }
}

/// A bank with its seed and habits. It remembers the message ids it has seen.
#[derive(Clone, Debug)]
pub struct Bank {
    seed: u64,
    habits: Habits,
    accounts: Accounts,
    seen: HashMap<String, usize>,
}

/// A file the bank answers with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What becomes of one payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    Booked,
    Refused(&'static str),
    Returned(&'static str),
}

impl Bank {
    /// A bank whose every decision follows from the seed.
    pub fn new(seed: u64, habits: Habits) -> Bank {
        Bank { seed, habits, accounts: Accounts::default(), seen: HashMap::new() }
    }

    /// The same, knowing its accounts: a closed one is closed and an open one open, whatever chance would say.
    #[must_use]
    pub fn knowing(self, accounts: Accounts) -> Bank {
        Bank { accounts, ..self }
    }

    /// What it answers to a file: at once its report and what it booked, and two days later what comes back.
    pub fn answer(&mut self, bytes: &[u8], now: Timestamp) -> Result<Vec<Answer>, BankFault> {
        let order = read_order(bytes)?;
        let times = self.seen.entry(order.message_id.clone()).or_default();
        *times += 1;
        let stem = if *times == 1 { order.message_id.clone() } else { format!("{}.{times}", order.message_id) };
        if *times > 1 {
            return Ok(vec![Answer {
                name: format!("{stem}.pain002.xml"),
                bytes: write::refusal(&order, now, "DUPL"),
            }]);
        }
        if self.falls(self.habits.silent, "silent", &order.message_id) {
            return Ok(Vec::new());
        }
        if let Some(code) = self.whole_refusal(&order) {
            return Ok(vec![Answer { name: format!("{stem}.pain002.xml"), bytes: write::refusal(&order, now, code) }]);
        }
        let mut answers = self.answers(&order, &stem, now);
        if self.falls(self.habits.doubled, "doubled", &order.message_id) {
            let again = answers.clone().into_iter();
            answers.extend(again.map(|answer| Answer { name: answer.name.replace(".xml", ".again.xml"), ..answer }));
        }
        Ok(answers)
    }

    /// Counts, sums and references must be right before anything is looked at.
    fn whole_refusal(&self, order: &Order) -> Option<&'static str> {
        let sum: i64 = order.payments.iter().map(|payment| payment.dong).sum();
        if order.count != order.payments.len() {
            return Some("AM18");
        }
        if order.sum != sum {
            return Some("AM10");
        }
        let mut references: Vec<&str> = order.payments.iter().map(|payment| payment.reference.as_str()).collect();
        references.sort_unstable();
        if references.windows(2).any(|pair| pair[0] == pair[1]) {
            return Some("AM05");
        }
        self.falls(self.habits.rejected_files, "rejected", &order.message_id).then_some("FF01")
    }

    fn answers(&self, order: &Order, stem: &str, now: Timestamp) -> Vec<Answer> {
        let fated: Vec<(&Payment, Fate)> = order.payments.iter().map(|payment| (payment, self.fate(payment))).collect();
        let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
        let later = today.checked_add(2.days()).unwrap_or(today);
        let out: Vec<(&Payment, &str)> = fated
            .iter()
            .filter(|(_, fate)| !matches!(fate, Fate::Refused(_)))
            .map(|(payment, _)| (*payment, ""))
            .collect();
        let back: Vec<(&Payment, &str)> = fated
            .iter()
            .filter_map(|(payment, fate)| match fate {
                Fate::Returned(code) => Some((*payment, *code)),
                _ => None,
            })
            .collect();
        let file = |tail: &str, bytes| Answer { name: format!("{stem}.{tail}.xml"), bytes };
        let entries = |tail: &str, direction, on: Date, entries: &[(&Payment, &str)]| {
            let id = format!("{stem}-{tail}");
            file(tail, write::entries(order, &id, now, on, direction, entries))
        };
        let mut answers = vec![file("pain002", write::report(order, now, &fated))];
        if !out.is_empty() {
            answers.push(entries("camt054", "DBIT", today, &out));
        }
        if !back.is_empty() {
            answers.push(entries("returned-camt054", "CRDT", later, &back));
        }
        answers
    }

    fn fate(&self, payment: &Payment) -> Fate {
        // Six digits, or the word of a wallet that has none.
        if payment.bin.is_empty() || payment.bin.len() > 35 {
            return Fate::Refused("RC01");
        }
        if payment.account.is_empty() {
            return Fate::Refused("AC01");
        }
        let Habits { closed, returned, deceased, .. } = self.habits;
        let drawn = per_mille(self.seed, "payment", &payment.reference);
        match self.accounts.find(&payment.bin, &payment.account) {
            // At once, or only when the money is to be booked: as often the one to the other as by chance.
            Some(Kept::Closed) if u32::from(drawn) * u32::from(closed + returned) < u32::from(returned) * 1_000 => {
                return Fate::Returned("AC04");
            }
            Some(Kept::Closed) => return Fate::Refused("AC04"),
            Some(Kept::Frozen) => return Fate::Refused("AC06"),
            Some(Kept::Open) if drawn < deceased => return Fate::Returned("MD07"),
            Some(Kept::Open) => return Fate::Booked,
            None => {}
        }
        match drawn {
            _ if drawn < closed => Fate::Refused("AC04"),
            _ if drawn < closed + returned => Fate::Returned("AC04"),
            _ if drawn < closed + returned + deceased => Fate::Returned("MD07"),
            _ => Fate::Booked,
        }
    }

    fn falls(&self, share: u16, what: &str, subject: &str) -> bool {
        per_mille(self.seed, what, subject) < share
    }
}

#[cfg(test)]
mod tests;
