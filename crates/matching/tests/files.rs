//! Indexes as files: what is written is read, and nothing else is.

mod total;

use matching::{FileFault, MAGIC, Register, Snapshot, read_register};
use proptest::prelude::*;

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
}
