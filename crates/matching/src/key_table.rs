//! From a key to the rows that have it: buckets in one array, found by the first bits of the hash.

use std::{hint::black_box, ops::Range};

/// Entries sorted by bucket, then by the rest of the hash that is kept, then by row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct KeyTable {
    /// Where each bucket ends.
    pub(crate) ends: Vec<u32>,
    /// 32 bits of the hash above 32 bits of the row.
    pub(crate) entries: Vec<u64>,
}

/// A row has about eight keys, and a bucket is to hold about four: one line of cache is eight.
const BUCKETS_A_ROW: usize = 2;

/// How many keys are looked up side by side.
const AT_ONCE: usize = 16;

impl KeyTable {
    /// Builds from the hashes of all rows, which `each` tells twice in the same order. Nothing with more entries than
    /// 32 bits can count.
    pub(crate) fn build(rows: u32, mut each: impl FnMut(u32, &mut Vec<u64>)) -> Option<KeyTable> {
        let mut hashes = Vec::new();
        let buckets = (rows as usize * BUCKETS_A_ROW).max(1).next_power_of_two();
        let mut total = 0_usize;
        // `ends[bucket + 1]` counts the bucket first; then it is where the next entry of the bucket goes.
        let mut ends = vec![0_u32; buckets + 1];
        for row in 0..rows {
            hashes.clear();
            each(row, &mut hashes);
            for hash in &hashes {
                ends[bucket_of(*hash, buckets) + 1] += 1;
            }
            total += hashes.len();
            u32::try_from(total).ok()?;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        let mut entries = vec![0_u64; total];
        for row in 0..rows {
            hashes.clear();
            each(row, &mut hashes);
            for hash in &hashes {
                let next = &mut ends[bucket_of(*hash, buckets)];
                entries[*next as usize] = tag_of(*hash) << 32 | u64::from(row);
                *next += 1;
            }
        }
        ends.truncate(buckets);
        let mut table = KeyTable { ends, entries };
        table.sort_buckets();
        Some(table)
    }

    fn sort_buckets(&mut self) {
        let mut start = 0;
        for end in &self.ends {
            let end = *end as usize;
            self.entries[start..end].sort_unstable();
            start = end;
        }
    }

    /// Puts the rows that have a key with one of these hashes into `into`, and now and then one that has none; of a key
    /// that more than `rows_max` have, none.
    pub(crate) fn rows_of_all(&self, hashes: &[u64], rows_max: usize, into: &mut Vec<u32>) {
        for hashes in hashes.chunks(AT_ONCE) {
            let mut buckets: [Range<usize>; AT_ONCE] = std::array::from_fn(|_| 0..0);
            for (bucket, hash) in buckets.iter_mut().zip(hashes) {
                *bucket = self.bucket(*hash);
            }
            // The memory of all is asked for before any of it is waited for.
            black_box(buckets.iter().fold(0, |all, bucket| all ^ self.entries.get(bucket.start).copied().unwrap_or(0)));
            for (bucket, hash) in buckets.into_iter().zip(hashes) {
                let rows = self.rows(bucket, *hash);
                if rows.len() <= rows_max {
                    into.extend(rows);
                }
            }
        }
    }

    /// Where the entries of a hash are.
    fn bucket(&self, hash: u64) -> Range<usize> {
        let bucket = bucket_of(hash, self.ends.len());
        let start = if bucket == 0 { 0 } else { self.ends[bucket - 1] as usize };
        start..self.ends[bucket] as usize
    }

    fn rows(&self, bucket: Range<usize>, hash: u64) -> impl ExactSizeIterator<Item = u32> {
        let entries = &self.entries[bucket];
        let tag = tag_of(hash);
        let from = first_not(entries, |entry| entry >> 32 < tag);
        let until = from + first_not(&entries[from..], |entry| entry >> 32 == tag);
        entries[from..until].iter().map(|entry| row_of(*entry))
    }

    /// Whether the buckets fit the entries, are sorted, and name rows below `rows`.
    pub(crate) fn is_whole(&self, rows: usize) -> bool {
        self.ends.len().is_power_of_two()
            && self.ends.is_sorted()
            && self.ends.last().map_or(0, |end| *end as usize) == self.entries.len()
            && self.entries.iter().all(|entry| (row_of(*entry) as usize) < rows)
            && self.buckets_are_sorted()
    }

    fn buckets_are_sorted(&self) -> bool {
        let mut start = 0;
        self.ends.iter().all(|end| {
            let bucket = &self.entries[start..*end as usize];
            start = *end as usize;
            bucket.is_sorted()
        })
    }

    pub(crate) fn bytes(&self) -> usize {
        4 * self.ends.len() + 8 * self.entries.len()
    }
}

/// Where the entries end for which `holds`: nearly every bucket is a line of cache or two, which is walked along faster
/// than it is cut in halves.
fn first_not(entries: &[u64], holds: impl Fn(u64) -> bool) -> usize {
    const FEW: usize = 16;
    if entries.len() > FEW {
        return entries.partition_point(|entry| holds(*entry));
    }
    entries.iter().position(|entry| !holds(*entry)).unwrap_or(entries.len())
}

/// The first bits of the hash. `buckets` is a power of two.
pub(crate) fn bucket_of(hash: u64, buckets: usize) -> usize {
    usize::try_from(hash.checked_shr(64 - buckets.ilog2()).unwrap_or(0)).expect("fewer bits than an index")
}

/// The last 32 bits of the hash.
pub(crate) fn tag_of(hash: u64) -> u64 {
    hash & 0xffff_ffff
}

fn row_of(entry: u64) -> u32 {
    u32::try_from(entry & 0xffff_ffff).expect("32 bits")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::mix;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_row_is_found_under_its_keys_and_no_other(values in proptest::collection::vec(0_u64..40, 0..200)) {
            let hash = |value: u64| mix(mix(7, value), value);
            let rows = u32::try_from(values.len()).unwrap();
            let table = KeyTable::build(rows, |row, into| into.push(hash(values[row as usize]))).unwrap();
            prop_assert!(table.is_whole(values.len()));
            for value in 0..45 {
                let expected: Vec<u32> = (0..rows).filter(|row| values[*row as usize] == value).collect();
                let mut found = Vec::new();
                table.rows_of_all(&[hash(value)], 200, &mut found);
                prop_assert_eq!(found, expected);
            }
        }
    }
}
