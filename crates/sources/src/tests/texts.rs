//! Text files in every encoding offices save them in, and headings in old fonts.

use super::files::{csv, read, told};
use crate::Field;

const ROW: &str = "1,Nguyễn Thị Đượm,1944,Nữ,051144001234,Bình Trị,BTXH.5a.80,720000,,\n";

/// Each letter as the Vietnamese code page has it: tones behind their vowels.
fn windows_1258(text: &str) -> Vec<u8> {
    let pairs = [
        ('ọ', "o\u{f2}"),
        ('à', "\u{e0}"),
        ('ê', "\u{ea}"),
        ('ố', "\u{f4}\u{ec}"),
        ('ạ', "a\u{f2}"),
        ('ớ', "\u{f5}\u{ec}"),
        ('í', "\u{ed}"),
        ('ã', "a\u{de}"),
        ('đ', "\u{f0}"),
        ('ư', "\u{fd}"),
        ('ợ', "\u{f5}\u{f2}"),
        ('ứ', "\u{fd}\u{ec}"),
        ('ừ', "\u{fd}\u{cc}"),
        ('ễ', "\u{ea}\u{de}"),
        ('ị', "i\u{f2}"),
        ('Đ', "\u{d0}"),
        ('ữ', "\u{fd}\u{de}"),
        ('ì', "i\u{cc}"),
        ('ả', "a\u{d2}"),
        ('ở', "\u{f5}\u{d2}"),
    ];
    let letters = text
        .chars()
        .map(|c| pairs.iter().find(|(letter, _)| *letter == c).map_or(c.to_string(), |(_, to)| (*to).to_owned()));
    letters
        .collect::<String>()
        .chars()
        .map(|c| u8::try_from(u32::from(c)).expect("a letter of the code page"))
        .collect()
}

#[test]
fn a_text_file_reads_the_same_whatever_saved_it() {
    let text = String::from_utf8(csv(ROW)).expect("text");
    let wide = |write: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(write).collect::<Vec<u8>>();
    let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
    let forms = [
        text.as_bytes().to_vec(),
        marked(b"\xef\xbb\xbf", text.as_bytes()),
        wide(u16::to_le_bytes),
        wide(u16::to_be_bytes),
        marked(b"\xff\xfe", &wide(u16::to_le_bytes)),
        marked(b"\xfe\xff", &wide(u16::to_be_bytes)),
        windows_1258(&text),
    ];
    for (at, form) in forms.iter().enumerate() {
        let (_, rows, faults) = read(form, "524").unwrap_or_else(|fault| panic!("form {at}: {fault}"));
        assert_eq!((rows.len(), faults.len()), (1, 0), "form {at}: {faults:?}");
        assert_eq!(rows[0].full_name.as_str(), "Nguyễn Thị Đượm", "form {at}");
    }
}

#[test]
fn headings_in_old_fonts_are_found_in_one_row_and_in_two() {
    let expected =
        [Field::Order, Field::FullName, Field::Birth, Field::Sex, Field::Commune, Field::Category, Field::Amount];
    for headings in [
        "STT,Hä vµ tªn,Ngµy sinh,Giíi tÝnh,X·,Lo¹i ®èi t\u{ad}îng,Møc h\u{ad}ëng",
        "STT,Hoï vaø teân,Ngaøy sinh,Giôùi tính,Xaõ,Loaïi ñoái töôïng,Möùc höôûng",
        "STT,H† và tên,Ngày sinh,Gi§i tính,Xã,Loåi ÇÓi tÜ®ng,MÙc hÜªng",
    ] {
        let list = format!("{headings}\n1,Lê An,,,,,\n");
        let (read, ..) = read(list.as_bytes(), "524").unwrap_or_else(|fault| panic!("{headings}: {fault}"));
        let fields: Vec<_> = read.sheets[0].columns.iter().filter_map(|column| column.field).collect();
        assert_eq!(fields, expected, "{headings}");
    }
    let two = "STT,Hoï vaø teân,Naêm sinh,,Xaõ,Quyeát ñònh,\n,,Nam,Nöõ,,Soá,Ngaøy kyù\n1,Lê An,1944,,Bình Trị,12/QĐ,\n";
    let (read, ..) = read(two.as_bytes(), "524").expect("a list");
    let fields: Vec<_> = read.sheets[0].columns.iter().filter_map(|column| column.field).collect();
    assert!(fields.contains(&Field::BirthOfMale) && fields.contains(&Field::DecisionOn), "{fields:?}");
}

#[test]
fn old_fonts_are_read_in_every_field_or_proposed() {
    let list = "STT,Họ và tên,Năm sinh,Xã,Thôn,Địa chỉ,Loại đối tượng,Số quyết định,Cơ quan ban hành\n\
                1,Lê An,1944,B×nh Trị,§éi 4,Sè 5 Lª Lîi,BTXH.5a.80,1663/Q§-UBND,UBND huyÖn B×nh S¬n\n\
                2,TrÇn ThÞ Lành,1950,Bình Trị,Thôn ThuËn B×nh,,Người khuyết tật nÆng,12/QĐ-UBND,UBND huyện B×nh S¬n\n";
    let (_, rows, faults) = read(list.as_bytes(), "524").expect("a list");
    let said = |at: usize| {
        let row = &rows[at];
        (row.hamlet.as_str(), row.address.as_str(), row.decision_number.as_deref(), row.decision_by.as_deref())
    };
    let certain = ("Đội 4", "Số 5 Lê Lợi", Some("1663/QĐ-UBND"), Some("UBND huyện Bình Sơn"));
    assert_eq!(said(0), certain);
    assert_eq!(said(1), ("Thôn ThuËn B×nh", "", Some("12/QĐ-UBND"), Some("UBND huyện B×nh S¬n")), "nobody decided");
    assert_eq!(rows[1].category, "BTXH.6.N", "a name that is known is no question");
    let expected = [
        "3 full_name old_font Trần Thị Lành",
        "3 decision_by old_font UBND huyện Bình Sơn",
        "3 hamlet old_font Thôn Thuận Bình",
    ];
    assert_eq!(told(&faults), expected);
}

#[test]
fn a_commune_nobody_knows_sends_the_row_back_even_where_the_sender_is_a_commune() {
    let list = csv(
        "1,Lê An,1944,,,Bình Trịnh,BTXH.5a.80,,,\n2,Lê Ân,1944,,,,BTXH.5a.80,,,\n3,Lê Ấn,1944,,,99999,BTXH.5a.80,,,\n",
    );
    let (read, rows, faults) = read(&list, "21064").expect("a list");
    assert_eq!((read.rows_good, read.rows_bad, rows[0].line), (1, 2, 3), "an empty cell is the sender's");
    assert!(faults.iter().all(|fault| fault.kind == crate::FaultKind::CommuneUnknown), "{faults:?}");
    assert_eq!(faults.iter().map(|fault| fault.written.as_str()).collect::<Vec<_>>(), ["Bình Trịnh", "99999"]);
}
