//! Indexes as files: what is written is read, and nothing else is.

mod total;

use matching::{FileFault, ListRow, MAGIC, MODEL, Matcher, Register, Snapshot, read_list, read_register};
use proptest::prelude::*;
use std::fmt::Write as _;

const PEOPLE: &str = "\
pid,full_name,dob,gender,id12,id9,province,commune,village,other_name,status,has_card,died_on
p1,Nguyễn Thị Hòa,02/09/1944,Nữ,051144001234,212345678,51,21061,Thôn 1,Bảy Lé,alive,1,
p2,H'Hen Niê,1950,Nữ,,,51,21064,Buôn Trấp,,alive,0,
p3,Trần Văn An (Tư Đen),01/01/1930,Nam,051030000001,,51,21061,,,dead,1,2020-03-04
,Không Ai,,,,,,,,,,,
p5,Lê Văn Bình,31/02/1970,Nam,05107000000x,,51,21061,,,alive,1,
";

fn register(text: &str) -> Register {
    let snapshot = Snapshot { name: "Quảng Ngãi".into(), taken_on: "2024-01-01".parse().ok() };
    read_register(text.as_bytes(), snapshot, |_| {}).expect("a register").register
}

fn file() -> Vec<u8> {
    let mut file = Vec::new();
    register(PEOPLE).write(&mut file).expect("written");
    file
}

#[test]
fn a_register_is_read_as_it_was_written() {
    let built = register(PEOPLE);
    let read = Register::read(&*file()).expect("read");
    assert_eq!(read.digest(), built.digest());
    assert_eq!(read.snapshot(), built.snapshot());
    assert_eq!(read.len(), 4, "nobody without an id");
    for row in 0..4 {
        assert_eq!(read.view(row), built.view(row));
    }
    let hoa = read.view(0);
    assert_eq!((hoa.pid.as_str(), hoa.full_name.as_str()), ("p1", "Nguyễn Thị Hòa"));
    assert_eq!((hoa.birth.as_deref(), hoa.citizen_id.as_deref()), (Some("1944-09-02"), Some("********1234")));
    assert_eq!((hoa.other_name.as_deref(), hoa.commune.as_deref()), (Some("Bảy Lé"), Some("21061")));
    assert_eq!(read.view(1).full_name, "H'hen Niê");
    let an = read.view(2);
    assert_eq!((an.dead, an.died_on), (true, "2020-03-04".parse().ok()));
    assert_eq!(an.other_name.as_deref(), Some("Tư Đen"), "what stood in brackets");
    assert_eq!(read.view(3).birth, None, "a day the calendar does not have is lost, and said");
}

#[test]
fn what_was_not_as_it_should_be_is_told() {
    let snapshot = Snapshot { name: "told".into(), taken_on: None };
    let loaded = read_register(PEOPLE.as_bytes(), snapshot, |_| {}).expect("a register");
    assert_eq!((loaded.left_out, loaded.fields_lost, loaded.faults.len()), (1, 1, 2));
}

/// A register large enough that a short list is matched in its file.
fn large() -> Register {
    let mut text = String::from("pid,full_name,dob,gender,id12,id9,commune,other_name,status,died_on\n");
    for number in 0..3_000_u32 {
        let (name, alias) = (["An", "Bình", "Cúc", "Dung", "Hòa"][number as usize % 5], number % 40);
        let (day, year) = (number % 28 + 1, 1930 + number % 60);
        let status = if number % 50 == 0 { "dead,2023-05-06" } else { "alive," };
        writeln!(
            text,
            "p{number},Võ Thị {name},{day:02}/03/{year},Nữ,0511{:02}{number:06},21{number:07},{},Bảy {alias},{status}",
            year % 100,
            21_040 + number % 30
        )
        .expect("memory takes everything");
    }
    register(&text)
}

fn rows() -> Vec<ListRow> {
    let text = "lid,full_name,dob,gender,id,commune\n1,Võ Thị Bình,02/03/1931,Nữ,051131000001,21041\n\
        2,vo thi cuc,03/03/1932,,,21042\n3,Võ Thị Hòa,,,210000004,\n4,Bảy 7,08/03/1937,Nữ,,21047\n\
        5,Võ Thị An,1930,Nữ,051130000000,21040\n6,Hồ Văn Phước,1951,Nam,,\n7,Võ Thị An,23/03/1980,Nữ,051180000050,\n";
    read_list(text.as_bytes()).expect("a list").rows
}

#[test]
fn a_short_list_is_matched_in_the_file_as_in_memory() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("large.reg");
    let built = large();
    built.write(std::fs::File::create(&path).expect("a file")).expect("written");
    let first = Register::open(&path, 7).expect("checked whole");
    assert!(first.bytes() > 0, "nobody checked it before");
    let filed = Register::open(&path, 7).expect("checked before");
    assert_eq!(filed.bytes(), 0, "it stays in its file");
    assert!(Register::open(&path, 1_000).expect("read").bytes() > 0, "a long list is worth reading it");
    assert_eq!((filed.digest(), filed.len(), filed.snapshot()), (built.digest(), built.len(), built.snapshot()));
    let (expected, found) = (Matcher::new(&built), Matcher::new(&filed));
    for row in rows() {
        let finding = found.find(&row);
        assert_eq!(finding, expected.find(&row), "{row:?}");
        for candidate in &finding.candidates {
            assert_eq!(filed.view(candidate.person), built.view(candidate.person));
        }
    }
    assert!(filed.fault().is_none());
    let mut copied = Vec::new();
    filed.write(&mut copied).expect("copied");
    assert_eq!(copied, std::fs::read(&path).expect("there"));
}

#[test]
fn a_file_that_changed_is_checked_again_and_one_that_ends_under_way_is_a_fault() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("large.reg");
    large().write(std::fs::File::create(&path).expect("a file")).expect("written");
    Register::open(&path, 7).expect("checked whole");
    let open = Register::open(&path, 7).expect("checked before");
    let mut bytes = std::fs::read(&path).expect("there");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&path, &bytes).expect("damaged");
    assert!(matches!(Register::open(&path, 7), Err(FileFault::Damaged)), "the note beside it is of another state");
    std::fs::write(&path, &bytes[..100]).expect("cut off");
    let matcher = Matcher::new(&open);
    for row in rows() {
        matcher.find(&row);
    }
    assert!(open.fault().is_some(), "nobody takes what was not read for an answer");
    assert!(Register::open(&path, 7).is_err());
}

#[test]
fn other_files_are_refused_by_name() {
    let file = file();
    let refused = |bytes: &[u8]| Register::read(bytes).expect_err("no register");
    assert!(matches!(refused(b""), FileFault::NotARegister));
    assert!(matches!(refused(b"pid,full_name\n"), FileFault::NotARegister));
    let mut newer = file.clone();
    newer[MAGIC.len()] = 9;
    assert!(matches!(refused(&newer), FileFault::Version { found: 9 }));
    assert!(matches!(refused(&file[..file.len() - 1]), FileFault::Length));
    let mut longer = file.clone();
    longer.push(0);
    assert!(matches!(refused(&longer), FileFault::Length));
    let mut damaged = file.clone();
    let last = damaged.len() - 1;
    damaged[last] ^= 1;
    assert!(matches!(refused(&damaged), FileFault::Damaged));
    // A count that the file does not keep must not cost the memory it promises.
    let mut huge = file[..MAGIC.len() + 4].to_vec();
    huge.extend_from_slice(&u64::MAX.to_le_bytes());
    assert!(matches!(refused(&huge), FileFault::Length));
}

proptest! {
    /// The digest fits, the parts do not: every number in the file is looked at before it is used.
    #[test]
    fn a_file_changed_anywhere_gives_a_register_or_a_fault(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = file();
        bytes.truncate(bytes.len() - 32);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        total::register_file(&bytes);
    }

    #[test]
    fn any_text_is_a_register_or_a_fault(lines in ".{0,200}") {
        total::register_csv(lines.as_bytes());
        total::register_csv(format!("pid,full_name,dob,id12,commune,other_name\n{lines}").as_bytes());
    }

    #[test]
    fn any_bytes_are_a_list_or_a_fault(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        total::list_csv(&bytes);
        let mut list = b"lid,full_name,dob,gender,id,commune\n1,".to_vec();
        list.extend_from_slice(&bytes);
        total::list_csv(&list);
    }

    #[test]
    fn a_model_is_total(bytes in proptest::collection::vec(any::<u8>(), 0..200), at in 0_usize..3_000) {
        total::model(&bytes);
        let mut text = MODEL.text().into_bytes();
        text.truncate(text.len() - 72);
        let at = at.min(text.len());
        text.splice(at..(at + 1).min(text.len()), bytes.into_iter().take(2));
        total::model(&text);
    }
}
