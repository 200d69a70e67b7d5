//! An index that stays in its file: words and communes in memory, the rest read where it is asked for.
//!
//! A commune's few hundred rows touch a few thousand places of a register of millions: reading all of it would take
//! longer than matching. Reading a place that is not there gives nobody, and is remembered as a fault of the register:
//! whoever matched asks for it before using what was found.

use crate::{
    communes::Communes, key_table, names::NameCounts, person::Person, register::Snapshot, register_file::name_counts,
    tokens::Tokens,
};
use std::{
    fs::File,
    io,
    sync::{Arc, OnceLock},
};

/// Where numbers of one kind lie in the file.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Span {
    /// The first byte.
    pub(crate) at: u64,
    /// How many items.
    pub(crate) count: u64,
}

/// The parts of an index in its file.
#[derive(Clone, Debug)]
pub(crate) struct Filed {
    pub(crate) snapshot: Snapshot,
    pub(crate) tokens: Tokens,
    pub(crate) communes: Communes,
    pub(crate) name_ends: Span,
    pub(crate) name_tokens: Span,
    pub(crate) name_counts: Span,
    pub(crate) persons: Span,
    pub(crate) pid_text: Span,
    pub(crate) pid_ends: Span,
    pub(crate) deaths: Span,
    pub(crate) key_ends: Span,
    pub(crate) key_entries: Span,
    pub(crate) file: Arc<File>,
    pub(crate) fault: Arc<OnceLock<io::Error>>,
}

/// A piece of a list of entries that is read at once; longer ones are halved by asking.
const ENTRIES_AT_ONCE: u64 = 512;

impl Filed {
    pub(crate) fn person(&self, row: u32) -> Person {
        Person::from_bytes(&self.item(self.persons, u64::from(row)))
    }

    pub(crate) fn pid(&self, row: u32) -> String {
        let (start, end) = self.bounds(self.pid_ends, u64::from(row));
        let text = self.bytes(self.pid_text, 1, start, end);
        String::from_utf8_lossy(&text).into_owned()
    }

    /// The words of a name.
    pub(crate) fn name(&self, name: u32, into: &mut Vec<u32>) {
        let (start, end) = self.bounds(self.name_ends, u64::from(name));
        let bytes = self.bytes(self.name_tokens, 4, start, end);
        into.extend(bytes.as_chunks().0.iter().map(|word| u32::from_le_bytes(*word)).filter(|word| {
            // A word the index does not have is a damaged file; without it the name is another.
            let is_known = (*word as usize) < self.tokens.len();
            if !is_known {
                self.damaged();
            }
            is_known
        }));
    }

    pub(crate) fn counts(&self, name: u32) -> NameCounts {
        name_counts(&self.item(self.name_counts, u64::from(name)))
    }

    /// The packed day somebody died, if they did and it is known.
    pub(crate) fn died_on(&self, row: u32) -> Option<u32> {
        let (mut low, mut high) = (0, self.deaths.count);
        while low < high {
            let middle = low + (high - low) / 2;
            let entry = u64::from_le_bytes(self.item(self.deaths, middle));
            let (dead, day) = (low_half(entry), low_half(entry >> 32));
            match dead.cmp(&row) {
                std::cmp::Ordering::Equal => return Some(day),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// The rows under a hash of a key, if they are not too many.
    pub(crate) fn rows(&self, hash: u64, rows_max: usize, into: &mut Vec<u32>) {
        let buckets = usize::try_from(self.key_ends.count).unwrap_or(usize::MAX);
        if !buckets.is_power_of_two() {
            return self.damaged();
        }
        let bucket = key_table::bucket_of(hash, buckets);
        let (mut low, mut high) = self.bounds(self.key_ends, bucket as u64);
        let tag = key_table::tag_of(hash);
        let tag_at = |at: u64| u64::from_le_bytes(self.item(self.key_entries, at)) >> 32;
        while high - low > ENTRIES_AT_ONCE {
            let middle = low + (high - low) / 2;
            match tag_at(middle).cmp(&tag) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                // In the middle of the tag's own: they are more than a key may have, or all in reach.
                std::cmp::Ordering::Equal => {
                    let reach = rows_max as u64 + 1;
                    low = low.max(middle.saturating_sub(reach));
                    high = high.min(middle + reach);
                    break;
                }
            }
        }
        let entries = self.bytes(self.key_entries, 8, low, high);
        let entries = entries.as_chunks().0.iter().map(|entry| u64::from_le_bytes(*entry));
        let start = into.len();
        into.extend(entries.filter(|entry| entry >> 32 == tag).map(low_half));
        if into.len() - start > rows_max {
            into.truncate(start);
        }
    }

    /// Remembers that the file is not what it was when it was checked.
    fn damaged(&self) {
        let _ = self.fault.set(io::Error::from(io::ErrorKind::InvalidData));
    }

    /// Where an item of a list of ends begins and ends.
    fn bounds(&self, ends: Span, at: u64) -> (u64, u64) {
        let end = |at: u64| u64::from(u32::from_le_bytes(self.item(ends, at)));
        let (start, end) = if at == 0 {
            (0, end(0))
        } else {
            let pair: [u8; 8] = self.pair(ends, at - 1);
            let pair = u64::from_le_bytes(pair);
            (pair & 0xffff_ffff, pair >> 32)
        };
        if start > end {
            self.damaged();
            return (0, 0);
        }
        (start, end)
    }

    fn pair(&self, ends: Span, at: u64) -> [u8; 8] {
        let mut pair = [0; 8];
        if at + 1 < ends.count {
            self.read(ends.at + at * 4, &mut pair);
        } else {
            self.damaged();
        }
        pair
    }

    fn item<const WIDTH: usize>(&self, span: Span, at: u64) -> [u8; WIDTH] {
        let mut item = [0; WIDTH];
        if at < span.count {
            self.read(span.at + at * WIDTH as u64, &mut item);
        } else {
            self.damaged();
        }
        item
    }

    fn bytes(&self, span: Span, width: u64, start: u64, end: u64) -> Vec<u8> {
        let length = end.checked_sub(start).filter(|_| end <= span.count).and_then(|count| {
            // Nothing in an index that is asked for at once is longer than a bucket.
            usize::try_from(count * width).ok()
        });
        let Some(length) = length else {
            self.damaged();
            return Vec::new();
        };
        let mut bytes = vec![0; length];
        self.read(span.at + start * width, &mut bytes);
        bytes
    }

    fn read(&self, at: u64, into: &mut [u8]) {
        if let Err(why) = read_at(&self.file, at, into) {
            into.fill(0);
            let _ = self.fault.set(why);
        }
    }
}

#[cfg(unix)]
fn read_at(file: &File, at: u64, into: &mut [u8]) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, into, at)
}

/// Elsewhere an index is always read whole.
#[cfg(not(unix))]
fn read_at(_: &File, _: u64, _: &mut [u8]) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

fn low_half(entry: u64) -> u32 {
    u32::try_from(entry & 0xffff_ffff).expect("32 bits")
}
