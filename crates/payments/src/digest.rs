//! What was approved is what is sent: a digest over every field that says who gets what where.

use crate::Instruction;
use kernel::Id as _;
use sha2::{Digest as _, Sha256};

/// A digest over the instructions of a channel, in the order of their numbers.
#[derive(Default)]
pub(crate) struct OrderDigest(Sha256);

impl OrderDigest {
    /// Adds the next instruction.
    pub(crate) fn add(&mut self, row: &Instruction) {
        self.0.update(row.person.as_bytes());
        self.0.update(row.amount.get().as_i64().to_be_bytes());
        let number = row.number.as_ref().map_or("", |number| number.as_str());
        let bin = row.bin.as_deref().unwrap_or_default();
        for field in [row.end_to_end.as_str(), bin, number, row.holder.as_str()] {
            self.0.update(u64::try_from(field.len()).unwrap_or(u64::MAX).to_be_bytes());
            self.0.update(field.as_bytes());
        }
    }

    /// The digest over all channels.
    pub(crate) fn whole(channels: [OrderDigest; 2]) -> Vec<u8> {
        let mut whole = Sha256::new();
        for OrderDigest(channel) in channels {
            whole.update(channel.finalize());
        }
        whole.finalize().to_vec()
    }
}
