//! Text in a workbook of before 2007: sixteen bits a letter or eight, and shared strings that break anywhere.

use crate::compound::{u16_at, u32_at};
use kernel::legacy::from_code_page;

/// How this workbook writes text.
#[derive(Clone, Copy, Default)]
pub(super) struct Text {
    /// Excel 97 and later: Unicode. Before: bytes of a code page.
    pub(super) is_wide: bool,
    /// The code page; nothing says Western.
    pub(super) page: u16,
}

impl Text {
    /// A text with its count in one byte, at `at`.
    pub(super) fn short(self, data: &[u8], at: usize) -> Option<String> {
        let count = usize::from(*data.get(at)?);
        self.of_count(data.get(at + 1..)?, count)
    }

    fn of_count(self, data: &[u8], count: usize) -> Option<String> {
        if !self.is_wide {
            return Some(from_code_page(self.page, data.get(..count)?));
        }
        let (flags, letters) = data.split_first()?;
        let mut text = String::new();
        if flags & 1 == 0 {
            push_narrow(&mut text, letters.get(..count)?);
        } else {
            push_wide(&mut text, letters.get(..count * 2)?);
        }
        Some(text)
    }
}

/// A text with its count in two bytes, at `at`. One that continues in another record is cut off there.
pub(super) fn text_after_count(text: Text, data: &[u8], at: usize) -> Option<String> {
    let count = usize::from(u16_at(data, at)?);
    let rest = data.get(at + 2..)?;
    let fits = if !text.is_wide {
        rest.len()
    } else if rest.first()? & 1 == 0 {
        rest.len() - 1
    } else {
        (rest.len() - 1) / 2
    };
    text.of_count(rest, count.min(fits))
}

/// Narrow letters are the first 256 of Unicode.
fn push_narrow(text: &mut String, bytes: &[u8]) {
    text.extend(bytes.iter().map(|byte| char::from(*byte)));
}

fn push_wide(text: &mut String, bytes: &[u8]) {
    let units = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    text.extend(char::decode_utf16(units).map(|sign| sign.unwrap_or('\u{fffd}')));
}

/// The strings many cells share, one behind the other.
#[derive(Default)]
pub(super) struct SharedStrings {
    text: String,
    ends: Vec<u32>,
}

impl SharedStrings {
    /// The string with a number.
    pub(super) fn get(&self, number: u32) -> Option<&str> {
        let at = usize::try_from(number).ok()?;
        let end = *self.ends.get(at)?;
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text.get(usize::try_from(from).ok()?..usize::try_from(end).ok()?)
    }

    /// All of them, from a record and those that continue it.
    pub(super) fn read(pieces: &[&[u8]]) -> Option<SharedStrings> {
        let count = u32_at(pieces.first()?, 4)?;
        let mut reader = Pieces { all: pieces, piece: 0, at: 8 };
        let mut strings = SharedStrings::default();
        for _ in 0..count {
            // Writers count more than they write; what is missing is missed where a cell asks for it.
            if reader.is_at_end() {
                break;
            }
            reader.push_string(&mut strings.text)?;
            strings.ends.push(u32::try_from(strings.text.len()).ok()?);
        }
        Some(strings)
    }
}

/// Bytes in pieces.
struct Pieces<'s> {
    all: &'s [&'s [u8]],
    piece: usize,
    at: usize,
}

impl<'s> Pieces<'s> {
    fn rest(&self) -> &'s [u8] {
        self.all.get(self.piece).and_then(|piece| piece.get(self.at..)).unwrap_or_default()
    }

    /// Moves on to the next piece where this one is used up.
    fn settle(&mut self) {
        while self.rest().is_empty() && self.piece < self.all.len() {
            self.piece += 1;
            self.at = 0;
        }
    }

    fn is_at_end(&mut self) -> bool {
        self.settle();
        self.piece >= self.all.len()
    }

    fn byte(&mut self) -> Option<u8> {
        self.settle();
        let byte = *self.rest().first()?;
        self.at += 1;
        Some(byte)
    }

    fn number<const BYTES: usize>(&mut self) -> Option<usize> {
        (0..BYTES).try_fold(0, |number, at| Some(number | usize::from(self.byte()?) << (8 * at)))
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            self.settle();
            let step = self.rest().len().min(count);
            if step == 0 {
                return None;
            }
            self.at += step;
            count -= step;
        }
        Some(())
    }

    /// One string: its letters, then what says how they look, which is left out.
    fn push_string(&mut self, text: &mut String) -> Option<()> {
        let mut left = self.number::<2>()?;
        let flags = self.byte()?;
        let looks = if flags & 8 == 0 { 0 } else { self.number::<2>()? * 4 };
        let extra = if flags & 4 == 0 { 0 } else { self.number::<4>()? };
        let mut is_wide = flags & 1 == 1;
        while left > 0 {
            if self.rest().is_empty() {
                // Letters go on in the next piece, which says anew how wide they are.
                is_wide = self.byte()? & 1 == 1;
            }
            let width = if is_wide { 2 } else { 1 };
            let letters = (self.rest().len() / width).min(left);
            if letters == 0 {
                return None;
            }
            let bytes = &self.rest()[..letters * width];
            let push = if is_wide { push_wide } else { push_narrow };
            push(text, bytes);
            self.at += bytes.len();
            left -= letters;
        }
        self.skip(looks)?;
        self.skip(extra)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_strings_break_in_the_middle_and_change_their_width() {
        let mut first = vec![2, 0, 0, 0, 2, 0, 0, 0];
        first.extend([4, 0, 0, b'L', 0xaa]);
        let mut second = vec![1];
        second.extend("Đạ".encode_utf16().flat_map(u16::to_le_bytes));
        second.extend([1, 0, 8, 1, 0, b'x', 0, 0, 0]);
        let third = vec![0];
        let strings = SharedStrings::read(&[&first, &second, &third]).expect("strings");
        assert_eq!((strings.get(0), strings.get(1), strings.get(2)), (Some("LªĐạ"), Some("x"), None));
    }

    #[test]
    fn a_string_without_its_end_is_none() {
        assert!(SharedStrings::read(&[&[1, 0, 0, 0, 1, 0, 0, 0, 9, 0, 0, b'a']]).is_none());
        assert!(SharedStrings::read(&[&[1]]).is_none());
    }
}
