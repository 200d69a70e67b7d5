//! Whole names, each once, with how many people bear them: the rarer a name, the more it tells.

use crate::{
    key::mix,
    level::NameLevel,
    tokens::{Token, Tokens},
};
use std::collections::HashMap;

/// All names of a register by number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Names {
    /// Where the words of each name end in `tokens`.
    pub(crate) ends: Vec<u32>,
    pub(crate) tokens: Vec<u32>,
    pub(crate) counts: Vec<NameCounts>,
}

/// How many people bear a name: as it is written, without marks, and by ear.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct NameCounts {
    pub(crate) same: u32,
    pub(crate) plain: u32,
    pub(crate) dialect: u32,
}

impl NameCounts {
    /// How many people bear the name by the spelling of the level.
    pub(crate) fn bearers(self, level: NameLevel) -> u32 {
        match level {
            NameLevel::Same => self.same,
            NameLevel::Dialect => self.dialect,
            _ => self.plain,
        }
    }
}

impl Names {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The words of a name.
    pub(crate) fn tokens(&self, name: u32) -> &[u32] {
        let at = name as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.tokens[start..self.ends[at] as usize]
    }

    pub(crate) fn counts(&self, name: u32) -> NameCounts {
        self.counts[name as usize]
    }

    /// Whether every word is one of `tokens` and the ends fit.
    pub(crate) fn is_whole(&self, tokens: usize) -> bool {
        self.ends.is_sorted()
            && self.ends.last().map_or(0, |end| *end as usize) == self.tokens.len()
            && self.counts.len() == self.ends.len()
            && self.tokens.iter().all(|token| (*token as usize) < tokens)
    }

    pub(crate) fn bytes(&self) -> usize {
        4 * (self.ends.len() + self.tokens.len()) + size_of::<NameCounts>() * self.counts.len()
    }
}

/// Names on their way into a register.
#[derive(Debug, Default)]
pub(crate) struct NameCollector {
    names: Names,
    by_hash: HashMap<u64, u32>,
}

impl NameCollector {
    /// The number of a name; nothing once the register is full.
    pub(crate) fn intern(&mut self, tokens: &[u32]) -> Option<u32> {
        let mut hash = hash_of(tokens.iter().copied());
        // Two names with one hash are told apart by the next hash.
        while let Some(known) = self.by_hash.get(&hash) {
            if self.names.tokens(*known) == tokens {
                return Some(*known);
            }
            hash = mix(hash, 1);
        }
        let number = u32::try_from(self.names.len()).ok()?;
        let end = u32::try_from(self.names.tokens.len() + tokens.len()).ok()?;
        self.names.tokens.extend_from_slice(tokens);
        self.names.ends.push(end);
        self.names.counts.push(NameCounts::default());
        self.by_hash.insert(hash, number);
        Some(number)
    }

    /// One more person bears it.
    pub(crate) fn count(&mut self, name: u32) {
        self.names.counts[name as usize].same += 1;
    }

    /// The names, with the counts of their looser spellings.
    pub(crate) fn finish(self, tokens: &Tokens) -> Names {
        let NameCollector { mut names, by_hash } = self;
        drop(by_hash);
        let plain = gathered(&names, |token| tokens.get(token).plain);
        let dialect = gathered(&names, |token| tokens.get(token).dialect);
        for ((counts, plain), dialect) in names.counts.iter_mut().zip(plain).zip(dialect) {
            counts.plain = plain;
            counts.dialect = dialect;
        }
        names.ends.shrink_to_fit();
        names.tokens.shrink_to_fit();
        names.counts.shrink_to_fit();
        names
    }
}

/// For each name, how many people bear one that is spelled the same by `loose`.
fn gathered(names: &Names, loose: impl Fn(u32) -> u32) -> Vec<u32> {
    let hash = |name: u32| hash_of(names.tokens(name).iter().map(|token| loose(*token)));
    let mut sums: HashMap<u64, u32> = HashMap::with_capacity(names.len());
    for name in numbers(names) {
        *sums.entry(hash(name)).or_default() += names.counts(name).same;
    }
    numbers(names).map(|name| sums[&hash(name)]).collect()
}

fn numbers(names: &Names) -> impl Iterator<Item = u32> {
    0..u32::try_from(names.len()).expect("names are numbered in 32 bits")
}

pub(crate) fn hash_of(tokens: impl Iterator<Item = u32>) -> u64 {
    tokens.fold(0x5eed_0000, |hash, token| mix(hash, u64::from(token)))
}

/// The hash of a name by one of its looser spellings, as keys use it.
pub(crate) fn loose_hash(tokens: &Tokens, name: &[u32], loose: impl Fn(Token) -> u32) -> u64 {
    hash_of(name.iter().map(|token| loose(tokens.get(*token))))
}
