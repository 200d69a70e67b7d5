//! The compound file, the form of Office before 2007: a small file system in a file. A workbook with a password comes
//! wrapped in one too.
//!
//! Read here and not by a library, so that a circle of sectors ends and nothing grows beyond the file itself.

use crate::FileFault;

/// How the bytes of a compound file begin.
pub(crate) const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// Sector numbers from here on are marks, not sectors.
const MARKS: u32 = 0xffff_fffa;
/// Streams shorter than this are kept in small sectors.
const SMALL_BELOW: usize = 4096;
const SMALL_SECTOR: usize = 64;
/// A directory entry.
const ENTRY_BYTES: usize = 128;
/// A storage holds a few dozen streams.
const ENTRIES_MAX: usize = 4096;

/// An open compound file.
pub(crate) struct Compound<'b> {
    bytes: &'b [u8],
    sector_bytes: usize,
    /// Which sector follows which.
    next: Vec<u32>,
    small_next: Vec<u32>,
    small: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    size: usize,
}

impl<'b> Compound<'b> {
    /// The directory of a compound file, if it is whole.
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Compound<'b>, FileFault> {
        read_compound(bytes).ok_or(FileFault::Damaged)
    }

    /// Whether there is a stream with this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// The bytes of a stream; never more than the file has.
    pub(crate) fn stream(&self, name: &str) -> Result<Vec<u8>, FileFault> {
        let entry = self.entry(name).ok_or(FileFault::OtherForm)?;
        let read = if entry.size < SMALL_BELOW {
            chain(&self.small, SMALL_SECTOR, 0, &self.small_next, entry.start)
        } else {
            chain(self.bytes, self.sector_bytes, 1, &self.next, entry.start)
        };
        let mut read = read.filter(|read| read.len() >= entry.size).ok_or(FileFault::Damaged)?;
        read.truncate(entry.size);
        Ok(read)
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))
    }
}

fn read_compound(bytes: &[u8]) -> Option<Compound<'_>> {
    let sector_bytes = match u16_at(bytes, 30)? {
        9 => 512,
        12 => 4096,
        _ => return None,
    };
    let sectors = bytes.len() / sector_bytes;
    let next = sector_table(bytes, sector_bytes, sectors)?;
    let directory = chain(bytes, sector_bytes, 1, &next, u32_at(bytes, 48)?)?;
    let entries: Vec<Entry> = directory.chunks_exact(ENTRY_BYTES).take(ENTRIES_MAX).filter_map(entry).collect();
    let mut compound = Compound { bytes, sector_bytes, next, small_next: Vec::new(), small: Vec::new(), entries };
    if u32_at(bytes, 64)? > 0 {
        let table = chain(bytes, sector_bytes, 1, &compound.next, u32_at(bytes, 60)?)?;
        compound.small_next = numbers(&table).collect();
        let root = u32_at(directory.get(..ENTRY_BYTES)?, 116)?;
        compound.small = chain(bytes, sector_bytes, 1, &compound.next, root)?;
    }
    Some(compound)
}

/// The table that says which sector follows which: its own sectors are listed in the header, and behind it in a chain.
fn sector_table(bytes: &[u8], sector_bytes: usize, sectors: usize) -> Option<Vec<u32>> {
    let mut parts: Vec<u32> = numbers(bytes.get(76..512)?).collect();
    let mut at = u32_at(bytes, 68)?;
    // A chain has no more links than there are sectors; the last sector may be cut so short that it adds nothing.
    for _ in 0..=sectors {
        if at >= MARKS {
            break;
        }
        parts.extend(numbers(sector(bytes, sector_bytes, 1, at)?));
        at = parts.pop()?;
    }
    if at < MARKS {
        return None; // a circle
    }
    let mut next = Vec::new();
    for part in parts.into_iter().filter(|part| *part < MARKS).take(sectors) {
        next.extend(numbers(sector(bytes, sector_bytes, 1, part)?));
    }
    Some(next)
}

/// The sectors of a chain, one behind the other. A chain that runs in a circle is longer than there are sectors.
fn chain(bytes: &[u8], sector_bytes: usize, header: usize, next: &[u32], start: u32) -> Option<Vec<u8>> {
    let mut read = Vec::new();
    let mut at = start;
    while at < MARKS {
        read.extend(sector(bytes, sector_bytes, header, at)?);
        if read.len() > bytes.len() {
            return None;
        }
        at = *next.get(usize::try_from(at).ok()?)?;
    }
    Some(read)
}

/// One sector. The last one may be cut short by the end of the file.
fn sector(bytes: &[u8], sector_bytes: usize, header: usize, number: u32) -> Option<&[u8]> {
    let from = (usize::try_from(number).ok()? + header).checked_mul(sector_bytes)?;
    let rest = bytes.get(from..).filter(|rest| !rest.is_empty())?;
    Some(&rest[..rest.len().min(sector_bytes)])
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16_at(bytes, 64)?).clamp(2, 64) - 2;
    let units: Vec<u16> = bytes[..length].chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    let is_stream = bytes[66] == 2;
    is_stream.then_some(Entry {
        name: String::from_utf16_lossy(&units),
        start: u32_at(bytes, 116)?,
        size: usize::try_from(u32_at(bytes, 120)?).ok()?,
    })
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

/// The two bytes at a place, the low one first.
pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes([pair[0], pair[1]]))
}

/// The four bytes at a place, the lowest first.
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    numbers(bytes.get(at..at.checked_add(4)?)?).next()
}
