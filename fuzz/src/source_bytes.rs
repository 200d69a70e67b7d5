//! Bytes of source files: thrown at the reader as they are, or in the wrapping that lets them get further in.

use jiff::civil::date;
use office::places::Places;
use sources::{CategoryNames, FileFault, Reading, SourceKind, Taken, Told, Workbook, read_file};
use std::io::{Cursor, Write as _};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

const SECTOR: usize = 512;
const END_OF_CHAIN: u32 = 0xffff_fffe;

/// Whatever the bytes are: rows, rows that go back with a reason, or a reason for the whole file.
pub fn check(bytes: &[u8], source: SourceKind) {
    let (places, today) = (Places::built_in(), date(2024, 1, 10));
    let unit = places.find("21061", today).expect("a commune of that day");
    let (categories, told) = (CategoryNames::new(source, []), Told::default());
    let reading = Reading { source, places, unit, categories: &categories, today, told: &told };
    let (mut rows, mut bad) = (0, 0);
    let read = read_file(bytes, &reading, |taken| {
        match taken {
            Taken::Row(..) | Taken::Movement(..) => rows += 1,
            Taken::Back(reasons) => {
                assert!(!reasons.is_empty(), "a row goes back with a reason");
                bad += 1;
            }
        }
        Ok::<(), FileFault>(())
    });
    if let Ok(read) = read {
        assert_eq!((read.rows_good, read.rows_bad), (rows, bad));
        walk_hidden(bytes);
    }
}

/// What stands in hidden sheets is walked too: lines, or a reason.
fn walk_hidden(bytes: &[u8]) {
    let Ok(mut book) = Workbook::open(bytes) else { return };
    let hidden: Vec<usize> = book.hidden_sheets().map(|(sheet, _)| sheet).collect();
    for sheet in hidden {
        let _ = book.each_line(sheet, |_| Ok::<(), FileFault>(()));
    }
}

/// A compound file with these bytes as its workbook.
pub fn compound(stream: &[u8]) -> Vec<u8> {
    let mut stream = stream.to_vec();
    // One sector of the table names 128 others.
    stream.truncate(120 * SECTOR);
    stream.resize(stream.len().max(4096).next_multiple_of(SECTOR), 0);
    let sectors = u32::try_from(stream.len() / SECTOR).expect("a short stream");
    let mut header = vec![0; SECTOR];
    header[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    header[30] = 9;
    header[48] = 1;
    header[68..72].copy_from_slice(&END_OF_CHAIN.to_le_bytes());
    header[76..].fill(0xff);
    header[76..80].fill(0);
    let mut table = vec![0xffff_fffd, END_OF_CHAIN];
    table.extend((1..sectors).map(|at| at + 2));
    table.push(END_OF_CHAIN);
    table.resize(SECTOR / 4, u32::MAX);
    let mut directory = vec![0; SECTOR];
    for (at, unit) in "Workbook".encode_utf16().enumerate() {
        directory[at * 2..at * 2 + 2].copy_from_slice(&unit.to_le_bytes());
    }
    directory[64] = 18;
    directory[66] = 2;
    directory[116] = 2;
    directory[120..124].copy_from_slice(&u32::try_from(stream.len()).expect("short").to_le_bytes());
    let table: Vec<u8> = table.into_iter().flat_map(u32::to_le_bytes).collect();
    [header, table, directory, stream].concat()
}

/// An archive with these bytes as its sheets.
pub fn open_document(content: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    zip.start_file("content.xml", stored).expect("a part");
    zip.write_all(content).expect("bytes");
    zip.finish().expect("an archive").into_inner()
}
