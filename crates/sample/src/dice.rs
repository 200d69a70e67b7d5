//! Chance in the shapes a population needs: shares, weights, ranges.

use kernel::Chance;

/// One stream of chance. Streams of other purposes and numbers are independent of it, so that work can be shared out
/// among threads and still give the same bytes.
pub(crate) struct Dice(Chance);

impl Dice {
    /// The stream of a seed for one purpose and number.
    pub(crate) fn of(seed: u64, purpose: &str, number: u64) -> Dice {
        Dice(Chance::seeded(mixed(purpose.bytes().chain(number.to_le_bytes()), seed)))
    }

    /// A number below `bound`, which is at least 1.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.0.below(bound as u64)).expect("below a usize")
    }

    /// From `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = u64::try_from(high - low + 1).expect("a range is not empty");
        low + i64::try_from(self.0.below(width)).expect("below a small width")
    }

    /// Whether something happens that happens so many times in ten thousand.
    pub(crate) fn happens(&mut self, in_ten_thousand: u32) -> bool {
        self.0.below(10_000) < u64::from(in_ten_thousand)
    }

    /// Any of them, each as often.
    pub(crate) fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// Any of them, the earlier the more often: names are distributed so.
    pub(crate) fn earlier<T: Copy>(&mut self, of: &[T]) -> T {
        let (one, other) = (self.below(of.len()), self.below(of.len()));
        of[one.min(other)]
    }

    /// Any of them, each as often as its weight says.
    pub(crate) fn weighted<T: Copy>(&mut self, of: &[(T, u32)]) -> T {
        let whole: u64 = of.iter().map(|(_, weight)| u64::from(*weight)).sum();
        let mut drawn = self.0.below(whole);
        for (value, weight) in of {
            let weight = u64::from(*weight);
            if drawn < weight {
                return *value;
            }
            drawn -= weight;
        }
        of[of.len() - 1].0
    }

    /// As many digits.
    pub(crate) fn digits(&mut self, count: u32) -> String {
        let number = self.0.below(10_u64.pow(count));
        format!("{number:0width$}", width = count as usize)
    }

    /// Puts them in any order.
    pub(crate) fn shuffle<T>(&mut self, what: &mut [T]) {
        for at in (1..what.len()).rev() {
            what.swap(at, self.below(at + 1));
        }
    }
}

/// A number of words and a seed. FNV-1a: whatever mixes will do, the streams themselves are ChaCha20.
pub(crate) fn mixed(words: impl Iterator<Item = u8>, seed: u64) -> u64 {
    let all = seed.to_le_bytes().into_iter().chain(words);
    all.fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

/// Shares out a whole by weights, to the last one: the parts add up.
pub(crate) fn shared_out(whole: u64, weights: &[u64]) -> Vec<u64> {
    let sum: u64 = weights.iter().sum();
    let mut before = 0;
    let mut given = 0;
    weights
        .iter()
        .map(|weight| {
            before += weight;
            let until = u64::try_from(u128::from(whole) * u128::from(before) / u128::from(sum.max(1))).expect("a part");
            let part = until - given;
            given = until;
            part
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up() {
        let parts = shared_out(12_105, &[3, 0, 7, 1, 22]);
        assert_eq!(parts.iter().sum::<u64>(), 12_105);
        assert_eq!(parts[1], 0);
        assert_eq!(shared_out(5, &[1, 1]), [2, 3]);
    }

    #[test]
    fn streams_of_another_purpose_or_number_differ() {
        let mut draws: Vec<usize> = [("a", 1), ("a", 2), ("b", 1)]
            .iter()
            .map(|(purpose, number)| Dice::of(1, purpose, *number).below(1 << 40))
            .collect();
        draws.dedup();
        assert_eq!(draws.len(), 3);
        assert_eq!(Dice::of(1, "a", 1).below(1 << 40), draws[0]);
    }

    #[test]
    fn weights_are_kept() {
        let mut dice = Dice::of(7, "weights", 0);
        let drawn = (0..10_000).filter(|_| dice.weighted(&[(true, 1), (false, 9)])).count();
        assert!((850..1150).contains(&drawn), "{drawn}");
    }
}
