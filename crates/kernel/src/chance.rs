//! Randomness is an argument: seeded in tests, from the system in the program.

use rand_chacha::{
    ChaCha20Rng,
    rand_core::{Rng, SeedableRng},
};

/// A source of random bytes fit for tokens and ids.
#[derive(Clone, Debug)]
pub struct Chance {
    stream: ChaCha20Rng,
    last_id: Option<LastId>,
}

/// How far the ids of one millisecond have got.
#[derive(Clone, Copy, Debug)]
struct LastId {
    millis: u64,
    rand_a: u16,
    /// Below [`COUNTER_END`].
    counter: u64,
}

/// The counter of an id has 62 bits (`rand_b` of RFC 9562).
const COUNTER_END: u64 = 1 << 62;

impl Chance {
    /// The same bytes for the same seed, on every machine.
    pub fn seeded(seed: u64) -> Chance {
        Chance { stream: ChaCha20Rng::seed_from_u64(seed), last_id: None }
    }

    /// Seeded by the operating system. Only `main` and `web` call it; everything below is handed a `Chance`.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks the operating system")]
    pub fn from_system() -> Chance {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).expect("the operating system gives random bytes");
        Chance { stream: ChaCha20Rng::from_seed(seed), last_id: None }
    }

    /// Fills `bytes`.
    pub fn fill(&mut self, bytes: &mut [u8]) {
        self.stream.fill_bytes(bytes);
    }

    /// An array of random bytes, for tokens and salts.
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    /// The ten bytes after the time of an id: within one millisecond they grow (RFC 9562, 6.2, method 2), so that what
    /// is made at one instant lies side by side in every index, however much it is.
    pub(crate) fn id_tail(&mut self, millis: u64) -> [u8; 10] {
        let gap = u64::from(u32::from_le_bytes(self.bytes())) + 1;
        let grown = self.last_id.filter(|last| last.millis == millis && last.counter < COUNTER_END - gap);
        let next = match grown {
            Some(last) => LastId { counter: last.counter + gap, ..last },
            // From the lower half, which leaves room for some thousand million more.
            None => LastId {
                millis,
                rand_a: u16::from_le_bytes(self.bytes()),
                counter: u64::from_le_bytes(self.bytes()) % (COUNTER_END / 2),
            },
        };
        self.last_id = Some(next);
        let mut tail = [0; 10];
        tail[..2].copy_from_slice(&next.rand_a.to_be_bytes());
        tail[2..].copy_from_slice(&next.counter.to_be_bytes());
        tail
    }

    /// A number below `bound`, unbiased. `bound` is at least 1.
    pub fn below(&mut self, bound: u64) -> u64 {
        debug_assert!(bound >= 1, "nothing is below 0");
        let whole = u64::MAX - u64::MAX % bound;
        loop {
            let drawn = self.stream.next_u64();
            if drawn < whole {
                return drawn % bound;
            }
        }
    }
}
