//! Any bytes are an answer or a fault: what the fuzz target checks, with bytes that nearly are one.

mod total;

use proptest::prelude::*;

const ENVELOPE: &str = r#"{"code":"00","status":"success","correlationId":"r-1","response":{"KetQua":"tim-thay","CongDan":[{"SoDinhDanh":"051144001234","HoVaTen":{"Ho":"Nguyễn","ChuDem":"Thị","Ten":"Hòa"},"NgayThangNamSinh":"1944-09-02","GioiTinh":2,"TrangThai":"con-song"}]}}"#;
const FILE: &str = "MaYeuCau,KetQua,SoDinhDanh,Ho,ChuDem,Ten,NgayThangNamSinh\n\
    1,tim-thay,051144001234,Nguyễn,Thị,Hòa,1944-09-02\n2,khong-tim-thay,,,,,\n";

proptest! {
    #[test]
    fn bytes_that_nearly_are_an_answer_are_read_or_refused(
        in_file: bool,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        until: prop::sample::Index,
    ) {
        let mut bytes = if in_file { FILE } else { ENVELOPE }.as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        total::answers(&bytes);
        bytes.truncate(until.index(bytes.len() + 1));
        total::answers(&bytes);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        total::answers(&bytes);
    }
}

#[test]
fn what_is_whole_is_read() {
    assert_eq!(population::read_answer(ENVELOPE.as_bytes(), "r-1").expect("an answer").people.len(), 1);
    assert_eq!(population::read_answer_file(FILE.as_bytes()).expect("a file").answers.len(), 2);
}
