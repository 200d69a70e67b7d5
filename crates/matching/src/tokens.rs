//! The words names are made of, each once.

use crate::{
    spelling::{Spelling, is_simple, keys},
    texts::Texts,
};
use kernel::names::clean;
use std::collections::HashMap;

/// No such word in the register.
pub(crate) const UNKNOWN: u32 = u32::MAX;

/// A word of the register: the numbers of its looser spellings, and whether it carries no mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) plain: u32,
    pub(crate) dialect: u32,
    pub(crate) bare: bool,
}

/// All words of a register by number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tokens {
    keys: Texts,
    shown: Texts,
    known: Vec<Token>,
    plains: Texts,
    by_key: HashMap<Box<str>, u32>,
    by_plain: HashMap<Box<str>, u32>,
    by_dialect: HashMap<Box<str>, u32>,
}

impl Tokens {
    /// From what a file keeps. Nothing if a word is there twice.
    pub(crate) fn from_parts(keys: &Texts, shown: &Texts) -> Option<Tokens> {
        let mut tokens = Tokens::default();
        for (key, shown) in keys.iter().zip(shown.iter()) {
            if tokens.by_key.contains_key(key) {
                return None;
            }
            tokens.insert(key, shown)?;
        }
        (tokens.keys == *keys && tokens.shown == *shown).then_some(tokens)
    }

    pub(crate) fn parts(&self) -> (&Texts, &Texts) {
        (&self.keys, &self.shown)
    }

    pub(crate) fn len(&self) -> usize {
        self.known.len()
    }

    pub(crate) fn get(&self, number: u32) -> Token {
        self.known[number as usize]
    }

    /// The word without marks.
    pub(crate) fn plain_text(&self, number: u32) -> &str {
        self.plains.get(self.get(number).plain)
    }

    /// The word as a person writes it.
    pub(crate) fn shown(&self, number: u32) -> &str {
        self.shown.get(number)
    }

    fn insert(&mut self, key: &str, shown: &str) -> Option<u32> {
        let spelling = Spelling::of_key(key);
        let number = self.keys.push(key)?;
        self.shown.push(shown)?;
        let plain = if let Some(known) = self.by_plain.get(&*spelling.plain) {
            *known
        } else {
            let next = self.plains.push(&spelling.plain)?;
            self.by_plain.insert(spelling.plain.clone().into(), next);
            next
        };
        let dialects = u32::try_from(self.by_dialect.len()).ok()?;
        let dialect = *self.by_dialect.entry(spelling.dialect.clone().into()).or_insert(dialects);
        self.known.push(Token { plain, dialect, bare: spelling.is_bare() });
        self.by_key.insert(key.into(), number);
        Some(number)
    }
}

/// Brings the words of names into a register, remembering each written form.
#[derive(Debug, Default)]
pub(crate) struct Speller {
    written: HashMap<Box<str>, Box<[u32]>>,
}

impl Speller {
    /// Puts the words of `name` into `into`; `false` once the register is full.
    pub(crate) fn spell(&mut self, tokens: &mut Tokens, name: &str, into: &mut Vec<u32>) -> bool {
        into.clear();
        if !is_simple(name) {
            return intern_whole(tokens, name, into);
        }
        for word in name.split(' ').filter(|word| !word.is_empty()) {
            if let Some(numbers) = self.written.get(word) {
                into.extend_from_slice(numbers);
                continue;
            }
            let start = into.len();
            if !intern_whole(tokens, word, into) {
                return false;
            }
            self.written.insert(word.into(), into[start..].into());
        }
        true
    }
}

fn intern_whole(tokens: &mut Tokens, text: &str, into: &mut Vec<u32>) -> bool {
    let all: Vec<String> = keys(text).collect();
    let cleaned = clean(text);
    let written: Vec<&str> = cleaned.split(' ').collect();
    for (at, key) in all.iter().enumerate() {
        let known = tokens.by_key.get(key.as_str()).copied();
        let shown = if written.len() == all.len() { capitalised(written[at]) } else { capitalised(key) };
        match known.or_else(|| tokens.insert(key, &shown)) {
            Some(number) => into.push(number),
            None => return false,
        }
    }
    true
}

/// `NGUYỄN` and `nguyễn` are shown as `Nguyễn`.
fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters.as_str().to_lowercase().chars()).collect())
}

/// A word of a list beside the words of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ListToken {
    /// The register's number of this word, or `UNKNOWN`.
    pub(crate) token: u32,
    pub(crate) plain: u32,
    pub(crate) dialect: u32,
    pub(crate) bare: bool,
    pub(crate) plain_text: Box<str>,
}

/// Looks words of lists up, remembering each written form. It grows with the words of the lists, not with their rows.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    known: Vec<ListToken>,
    written: HashMap<Box<str>, Box<[u32]>>,
}

/// A reader forgets everything when it has seen this many written forms, so that foreign text cannot fill the memory.
const WRITTEN_MAX: usize = 1 << 20;

impl Reader {
    /// Puts the numbers of the words of `name`, for `Reader::get`, into `into`.
    pub(crate) fn read(&mut self, tokens: &Tokens, name: &str, into: &mut Vec<u32>) {
        into.clear();
        if !is_simple(name) {
            return self.look_up(tokens, name, into);
        }
        for word in name.split(' ').filter(|word| !word.is_empty()) {
            if let Some(numbers) = self.written.get(word) {
                into.extend_from_slice(numbers);
                continue;
            }
            let start = into.len();
            self.look_up(tokens, word, into);
            self.written.insert(word.into(), into[start..].into());
        }
    }

    /// To be called between rows.
    pub(crate) fn forget_if_full(&mut self) {
        if self.written.len() > WRITTEN_MAX || self.known.len() > WRITTEN_MAX {
            *self = Reader::default();
        }
    }

    pub(crate) fn get(&self, number: u32) -> &ListToken {
        &self.known[number as usize]
    }

    fn look_up(&mut self, tokens: &Tokens, text: &str, into: &mut Vec<u32>) {
        for key in keys(text) {
            let spelling = Spelling::of_key(&key);
            let find = |map: &HashMap<Box<str>, u32>, text: &str| map.get(text).copied().unwrap_or(UNKNOWN);
            let found = ListToken {
                token: find(&tokens.by_key, &key),
                plain: find(&tokens.by_plain, &spelling.plain),
                dialect: find(&tokens.by_dialect, &spelling.dialect),
                bare: spelling.is_bare(),
                plain_text: spelling.plain.into(),
            };
            into.push(u32::try_from(self.known.len()).expect("a reader forgets before it is full"));
            self.known.push(found);
        }
    }
}
