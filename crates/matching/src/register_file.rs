//! The index as a file: a heading, the parts in one order, and SHA-256 over all of it.
//!
//! Numbers are little-endian. Any bytes give a register or a fault; nothing is read into memory that is not there.

use crate::{
    communes::Communes,
    filed::{Filed, Span},
    key_table::KeyTable,
    names::{NameCounts, Names},
    person::Person,
    register::{Parts, Register, Snapshot},
    texts::Texts,
    tokens::Tokens,
};
use sha2::{Digest as _, Sha256};
use std::{
    fs::File,
    io::{self, BufReader, Read, Seek, SeekFrom, Write},
    sync::Arc,
};

/// The first eight bytes of every index.
pub const MAGIC: [u8; 8] = *b"ansinhR\n";
/// The layout below; another layout takes another number.
const VERSION: u32 = 1;
/// How much is read at once.
const PIECE: usize = 1 << 16;

/// Why a file is no register.
#[derive(Debug, thiserror::Error)]
pub enum FileFault {
    /// Reading or writing failed.
    #[error("the file cannot be read or written")]
    Io(#[from] io::Error),
    /// It begins otherwise.
    #[error("not the index of a register")]
    NotARegister,
    /// Written by another version of this program.
    #[error("the index has layout {found}, this program reads layout {VERSION}")]
    Version {
        /// The number in the file.
        found: u32,
    },
    /// It ends too early, or goes on behind the end.
    #[error("the index is cut off or too long")]
    Length,
    /// The digest at the end is not that of what stands before it.
    #[error("the index is damaged: its digest does not fit")]
    Damaged,
    /// The digest fits, but the parts do not fit each other.
    #[error("the parts of the index do not fit together")]
    Inconsistent,
}

impl Register {
    /// Writes the index.
    pub fn write(&self, to: impl Write) -> Result<(), FileFault> {
        if let Some(file) = self.file() {
            return copy(file, to);
        }
        let parts = self.held().expect("an index is in memory or in a file");
        let mut sink = Sink { to, hasher: Sha256::new(), piece: Vec::with_capacity(PIECE) };
        sink.parts(parts)?;
        let digest = sink.hasher.finalize();
        sink.to.write_all(&digest)?;
        sink.to.flush()?;
        Ok(())
    }

    /// Reads an index.
    pub fn read(from: impl Read) -> Result<Register, FileFault> {
        let mut source = Source::new(from);
        let parts = source.parts()?;
        let expected: [u8; 32] = source.hasher.clone().finalize().into();
        let mut digest = [0; 32];
        source.exact(&mut digest)?;
        if digest != expected {
            return Err(FileFault::Damaged);
        }
        if source.from.read(&mut [0])? != 0 {
            return Err(FileFault::Length);
        }
        let parts = parts.ok_or(FileFault::Inconsistent)?;
        Register::from_file(parts, digest).ok_or(FileFault::Inconsistent)
    }
}

/// Which register an index is of, without reading the whole of it.
pub(crate) fn read_heading(from: impl Read) -> Result<Snapshot, FileFault> {
    Source::new(from).heading()?.ok_or(FileFault::Inconsistent)
}

/// The digest the file of these parts will have.
pub(crate) fn digest_of(parts: &Parts) -> [u8; 32] {
    let mut sink = Sink { to: io::sink(), hasher: Sha256::new(), piece: Vec::with_capacity(PIECE) };
    sink.parts(parts).expect("a sink takes everything");
    sink.hasher.finalize().into()
}

struct Sink<W> {
    to: W,
    hasher: Sha256,
    piece: Vec<u8>,
}

impl<W: Write> Sink<W> {
    fn parts(&mut self, parts: &Parts) -> io::Result<()> {
        self.put(&MAGIC)?;
        self.put(&VERSION.to_le_bytes())?;
        self.text(&parts.snapshot.name)?;
        self.text(&parts.snapshot.taken_on.map(|day| day.to_string()).unwrap_or_default())?;
        let (keys, shown) = parts.tokens.parts();
        self.texts(keys)?;
        self.texts(shown)?;
        self.words(&parts.names.ends)?;
        self.words(&parts.names.tokens)?;
        self.items(&parts.names.counts, |counts| triple([counts.same, counts.plain, counts.dialect]))?;
        self.texts(&parts.communes.keys)?;
        self.texts(&parts.communes.shown)?;
        self.words(&parts.communes.provinces)?;
        self.words(&parts.communes.counts)?;
        self.texts(&parts.communes.province_keys)?;
        self.items(&parts.persons, |person| person.to_bytes())?;
        self.texts(&parts.pids)?;
        self.items(&parts.deaths, |(row, day)| (u64::from(*row) | u64::from(*day) << 32).to_le_bytes())?;
        self.words(&parts.keys.ends)?;
        self.items(&parts.keys.entries, |entry| entry.to_le_bytes())?;
        self.send()
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        self.put(&(text.len() as u64).to_le_bytes())?;
        self.put(text.as_bytes())
    }

    fn texts(&mut self, texts: &Texts) -> io::Result<()> {
        let (all, ends) = texts.parts();
        self.text(all)?;
        self.words(ends)
    }

    fn words(&mut self, words: &[u32]) -> io::Result<()> {
        self.items(words, |word| word.to_le_bytes())
    }

    fn items<T, const WIDTH: usize>(&mut self, items: &[T], write: impl Fn(&T) -> [u8; WIDTH]) -> io::Result<()> {
        self.put(&(items.len() as u64).to_le_bytes())?;
        items.iter().try_for_each(|item| self.put(&write(item)))
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE { self.send() } else { Ok(()) }
    }

    fn send(&mut self) -> io::Result<()> {
        self.hasher.update(&self.piece);
        self.to.write_all(&self.piece)?;
        self.piece.clear();
        Ok(())
    }
}

struct Source<R> {
    from: R,
    hasher: Sha256,
    piece: Vec<u8>,
    /// How many bytes lie behind.
    at: u64,
}

/// The bytes of an index as they are.
fn copy(file: &File, mut to: impl Write) -> Result<(), FileFault> {
    let mut from = file.try_clone()?;
    from.rewind()?;
    io::copy(&mut from, &mut to)?;
    Ok(to.flush()?)
}

/// The parts of an index that was found sound before: words and communes are read, the rest stays where it is.
pub(crate) fn open_filed(file: File) -> Result<Filed, FileFault> {
    let length = file.metadata()?.len();
    let mut from = file.try_clone()?;
    from.rewind()?;
    let mut source = Source::new(BufReader::with_capacity(PIECE, from));
    let snapshot = source.heading()?;
    let (token_keys, token_shown) = (source.texts()?, source.texts()?);
    let (name_ends, name_tokens, name_counts) = (source.passed(4)?, source.passed(4)?, source.passed(12)?);
    let communes = source.communes()?;
    let persons = source.passed(Person::BYTES as u64)?;
    let (pid_text, pid_ends) = (source.passed(1)?, source.passed(4)?);
    let deaths = source.passed(8)?;
    let (key_ends, key_entries) = (source.passed(4)?, source.passed(8)?);
    if source.at.checked_add(32) != Some(length) {
        return Err(FileFault::Length);
    }
    let tokens = token_keys.zip(token_shown).and_then(|(keys, shown)| Tokens::from_parts(&keys, &shown));
    let (Some(snapshot), Some(tokens), Some(communes)) = (snapshot, tokens, communes) else {
        return Err(FileFault::Inconsistent);
    };
    let (file, fault) = (Arc::new(file), Arc::default());
    let filed = Filed {
        snapshot,
        tokens,
        communes,
        name_ends,
        name_tokens,
        name_counts,
        persons,
        pid_text,
        pid_ends,
        deaths,
        key_ends,
        key_entries,
        file,
        fault,
    };
    Ok(filed)
}

impl<R: Read + Seek> Source<R> {
    /// Where the next items lie, which are passed over.
    fn passed(&mut self, width: u64) -> Result<Span, FileFault> {
        let mut count = [0; 8];
        self.taken(&mut count)?;
        let count = u64::from_le_bytes(count);
        let at = self.at;
        self.at = count.checked_mul(width).and_then(|bytes| at.checked_add(bytes)).ok_or(FileFault::Length)?;
        self.from.seek(SeekFrom::Start(self.at))?;
        Ok(Span { at, count })
    }
}

impl<R: Read> Source<R> {
    fn new(from: R) -> Source<R> {
        Source { from, hasher: Sha256::new(), piece: vec![0; PIECE], at: 0 }
    }

    /// Magic, layout, name and day; nothing if these are no text and no day.
    fn heading(&mut self) -> Result<Option<Snapshot>, FileFault> {
        let mut magic = [0; MAGIC.len()];
        self.taken(&mut magic)
            .map_err(|fault| if matches!(fault, FileFault::Length) { FileFault::NotARegister } else { fault })?;
        if magic != MAGIC {
            return Err(FileFault::NotARegister);
        }
        let mut version = [0; 4];
        self.taken(&mut version)?;
        let found = u32::from_le_bytes(version);
        if found != VERSION {
            return Err(FileFault::Version { found });
        }
        let (name, taken_on) = (self.text()?, self.text()?);
        Ok((|| {
            let taken_on = taken_on?;
            let taken_on = if taken_on.is_empty() { None } else { Some(taken_on.parse().ok()?) };
            Some(Snapshot { name: name?, taken_on })
        })())
    }

    /// The parts, or nothing if they are no texts, dates or trees of numbers.
    fn parts(&mut self) -> Result<Option<Parts>, FileFault> {
        let snapshot = self.heading()?;
        let (token_keys, token_shown) = (self.texts()?, self.texts()?);
        let (ends, tokens) = (self.words()?, self.words()?);
        let counts = self.items(|bytes: &[u8; 12]| name_counts(bytes))?;
        let names = Names { ends, tokens, counts };
        let communes = self.communes()?;
        let persons = self.items(Person::from_bytes)?;
        let pids = self.texts()?;
        let deaths = self.items(|bytes: &[u8; 8]| (word(&bytes[..4]), word(&bytes[4..])))?;
        let (ends, entries) = (self.words()?, self.items(|bytes| u64::from_le_bytes(*bytes))?);
        let keys = KeyTable { ends, entries };
        Ok((|| {
            let snapshot = snapshot?;
            let tokens = Tokens::from_parts(&token_keys?, &token_shown?)?;
            Some(Parts { snapshot, tokens, names, communes: communes?, persons, pids: pids?, deaths, keys })
        })())
    }

    fn communes(&mut self) -> Result<Option<Communes>, FileFault> {
        let (keys, shown) = (self.texts()?, self.texts()?);
        let (provinces, counts, province_keys) = (self.words()?, self.words()?, self.texts()?);
        Ok((|| {
            let communes = Communes { keys: keys?, shown: shown?, provinces, counts, ..Communes::default() };
            Communes { province_keys: province_keys?, ..communes }.complete()
        })())
    }

    fn text(&mut self) -> Result<Option<String>, FileFault> {
        Ok(String::from_utf8(self.items(|byte: &[u8; 1]| byte[0])?).ok())
    }

    fn texts(&mut self) -> Result<Option<Texts>, FileFault> {
        let (all, ends) = (self.text()?, self.words()?);
        Ok(all.and_then(|all| Texts::from_parts(all, ends)))
    }

    fn words(&mut self) -> Result<Vec<u32>, FileFault> {
        self.items(|bytes| u32::from_le_bytes(*bytes))
    }

    /// A count and that many items. A count the file does not keep costs one piece of memory, not the count.
    fn items<T, const WIDTH: usize>(&mut self, read: impl Fn(&[u8; WIDTH]) -> T) -> Result<Vec<T>, FileFault> {
        let mut count = [0; 8];
        self.taken(&mut count)?;
        let mut left = usize::try_from(u64::from_le_bytes(count)).map_err(|_| FileFault::Length)?;
        let mut items = Vec::new();
        while left > 0 {
            let now = left.min(PIECE / WIDTH);
            let mut piece = std::mem::take(&mut self.piece);
            let taken = self.taken(&mut piece[..now * WIDTH]);
            items.extend(piece[..now * WIDTH].as_chunks().0.iter().map(&read));
            self.piece = piece;
            taken?;
            left -= now;
        }
        Ok(items)
    }

    /// Exactly these bytes, which the digest counts.
    fn taken(&mut self, bytes: &mut [u8]) -> Result<(), FileFault> {
        self.exact(bytes)?;
        self.at += bytes.len() as u64;
        self.hasher.update(&*bytes);
        Ok(())
    }

    fn exact(&mut self, bytes: &mut [u8]) -> Result<(), FileFault> {
        self.from.read_exact(bytes).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => FileFault::Length,
            _ => FileFault::Io(error),
        })
    }
}

fn triple(words: [u32; 3]) -> [u8; 12] {
    let mut bytes = [0; 12];
    for (at, word) in words.iter().enumerate() {
        bytes[4 * at..4 * at + 4].copy_from_slice(&word.to_le_bytes());
    }
    bytes
}

pub(crate) fn name_counts(bytes: &[u8; 12]) -> NameCounts {
    NameCounts { same: word(&bytes[..4]), plain: word(&bytes[4..8]), dialect: word(&bytes[8..]) }
}

/// Four bytes as a number.
fn word(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// The bytes with the digest they should end in, for checks that look behind the digest.
#[doc(hidden)]
pub fn sealed(bytes: &[u8]) -> Vec<u8> {
    let mut whole = bytes.to_vec();
    whole.extend_from_slice(&Sha256::digest(bytes));
    whole
}
