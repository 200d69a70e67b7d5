//! What is asked of a workbook before it is opened: it may have been made to harm.

use crate::FileFault;
use std::io::{Cursor, Read};
use zip::{ZipArchive, result::ZipError};

/// How many bytes a workbook may unpack to: a list of some 250,000 rows.
pub const ARCHIVE_BYTES_MAX: u64 = 400 * 1024 * 1024;
/// A workbook has a few dozen parts.
const PARTS_MAX: usize = 2_000;
/// What unpacks to more than this many times its size is a bomb; sheets reach thirty.
const RATIO_MAX: u64 = 250;
/// Below this size the ratio says nothing.
const RATIO_FROM_BYTES: u64 = 16 * 1024 * 1024;
/// No spreadsheet declares types or entities.
const FORBIDDEN: [&[u8]; 2] = [b"<!DOCTYPE", b"<!ENTITY"];
const CHUNK: usize = 64 * 1024;

/// What an archive holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ArchiveKind {
    /// A workbook of Excel since 2007.
    Xlsx,
    /// Sheets of OpenDocument.
    Ods,
}

/// Unpacks every part once, in small pieces, and refuses what no spreadsheet program writes.
pub(crate) fn check_archive(bytes: &[u8]) -> Result<ArchiveKind, FileFault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| FileFault::Damaged)?;
    if archive.len() > PARTS_MAX {
        return Err(FileFault::Bomb { most: ARCHIVE_BYTES_MAX });
    }
    let (mut unpacked, mut kind) = (0, ArchiveKind::Xlsx);
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| of_zip(&error))?;
        let name = part.name().map_err(|_| FileFault::Damaged)?;
        if name.ends_with("workbook.bin") {
            return Err(FileFault::OtherForm);
        }
        if name == "content.xml" {
            kind = ArchiveKind::Ods;
        }
        let believable = RATIO_FROM_BYTES.max(part.compressed_size().saturating_mul(RATIO_MAX));
        unpacked += check_part(part, believable.min(ARCHIVE_BYTES_MAX - unpacked))?;
    }
    Ok(kind)
}

fn of_zip(error: &ZipError) -> FileFault {
    match error {
        ZipError::UnsupportedArchive(why) if *why == ZipError::PASSWORD_REQUIRED => FileFault::PasswordProtected,
        _ => FileFault::Damaged,
    }
}

/// The unpacked size of a part, which stops where there is no more room. The size it claims is not asked: it may lie.
fn check_part(part: impl Read, room: u64) -> Result<u64, FileFault> {
    let mut part = part.take(room + 1);
    let (mut size, mut chunk, mut held) = (0_u64, vec![0; CHUNK], Vec::new());
    loop {
        let read = part.read(&mut chunk).map_err(|_| FileFault::Damaged)?;
        if read == 0 {
            break;
        }
        size += read as u64;
        if declares_entity(&mut held, &chunk[..read]) {
            return Err(FileFault::EntityDeclared);
        }
    }
    if size > room { Err(FileFault::Bomb { most: ARCHIVE_BYTES_MAX }) } else { Ok(size) }
}

/// Looks for a forbidden word in `chunk` and across the end of the one before, which `held` keeps. Zero bytes are left
/// out, so that UTF-16 hides nothing.
fn declares_entity(held: &mut Vec<u8>, chunk: &[u8]) -> bool {
    if !chunk.contains(&b'!') && !held.contains(&b'<') {
        held.clear();
        held.extend(tail(chunk));
        return false;
    }
    held.extend(chunk.iter().filter(|byte| **byte != 0));
    let found = held.iter().enumerate().filter(|(_, byte)| **byte == b'<').any(|(at, _)| {
        FORBIDDEN.iter().any(|word| held.get(at..at + word.len()).is_some_and(|here| here.eq_ignore_ascii_case(word)))
    });
    let kept: Vec<u8> = tail(held).collect();
    *held = kept;
    found
}

/// The last bytes a forbidden word may begin in.
fn tail(bytes: &[u8]) -> impl Iterator<Item = u8> + '_ {
    let from = bytes.len().saturating_sub(2 * FORBIDDEN[0].len());
    bytes[from..].iter().copied().filter(|byte| *byte != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declaration_is_found_in_one_piece_in_two_and_in_utf_16() {
        let mut held = Vec::new();
        assert!(declares_entity(&mut held, b"<?xml?><!DOCTYPE x>"));
        held.clear();
        assert!(!declares_entity(&mut held, b"<?xml version='1.0'?><!ENT"));
        assert!(declares_entity(&mut held, b"ITY x SYSTEM 'file:'>"));
        held.clear();
        let wide: Vec<u8> = "<!doctype".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(declares_entity(&mut held, &wide));
        held.clear();
        assert!(!declares_entity(&mut held, b"<c><v>1</v></c><!-- a -->"));
    }

    #[test]
    fn what_unpacks_without_end_is_refused() {
        assert!(matches!(check_part(std::io::repeat(b'a'), 1_000_000), Err(FileFault::Bomb { .. })));
        assert_eq!(check_part(&b"abc"[..], 10), Ok(3));
    }

    #[test]
    fn what_is_no_archive_is_damaged() {
        assert_eq!(check_archive(b"PK\x03\x04 and then nothing"), Err(FileFault::Damaged));
    }
}
