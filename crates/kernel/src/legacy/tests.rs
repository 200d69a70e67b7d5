use super::{encode::*, *};
use crate::{Chance, names::clean};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization as _;

fn check(text: &str, expected: &str, was: Was) {
    assert_eq!(read(text), Reading { text: expected.into(), was }, "{text}");
}

fn check_untouched(text: &str) {
    let reading = read(text);
    assert_eq!(reading.text, text);
    assert!(!matches!(reading.was, Was::Converted(_)), "{text}");
}

#[test]
fn all_134_letters_come_back_from_vni_and_vps() {
    assert_eq!(letters().len(), 134);
    for letter in letters() {
        for encoding in [Encoding::Vni, Encoding::Vps] {
            let coded = encode(encoding, &letter.to_string());
            assert!(!coded.contains('ạ') && (coded != letter.to_string() || coded.chars().all(|c| c <= 'ÿ')));
            assert_eq!(encoding.decode(&coded), letter.to_string(), "{encoding:?} {coded}");
        }
    }
}

#[test]
fn all_letters_come_back_from_tcvn3_capitals_with_tones_through_the_capital_font() {
    let capitals_with_place = "ĂÂÊÔƠƯĐ";
    for letter in letters() {
        let coded = encode(Encoding::Tcvn3, &letter.to_string());
        let expected = if letter.is_uppercase() && !capitals_with_place.contains(letter) {
            let font = Font::of_name(".VnTimeH").unwrap();
            assert_eq!(font.read(&coded).text, letter.to_string());
            letter.to_lowercase().to_string()
        } else {
            letter.to_string()
        };
        assert_eq!(Encoding::Tcvn3.decode(&coded), expected, "{coded}");
    }
}

#[test]
fn known_cells_are_read() {
    use Encoding::{Tcvn3, Vni, Vps};
    for (text, expected, encoding) in [
        ("NguyÔn V¨n B×nh", "Nguyễn Văn Bình", Tcvn3),
        ("TrÇn ThÞ BÐ", "Trần Thị Bé", Tcvn3),
        ("§Æng ThÞ Th\u{ad}¬ng", "Đặng Thị Thương", Tcvn3),
        ("Lª §øc Thä", "Lê Đức Thọ", Tcvn3),
        ("Hå ChÝ Minh", "Hồ Chí Minh", Tcvn3),
        ("NGUYÔN V¡N HïNG", "NGUYỄN VĂN HÙNG", Tcvn3),
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam", Tcvn3),
        ("Th«n 3, x· B×nh TrÞ, huyÖn B×nh S¬n", "Thôn 3, xã Bình Trị, huyện Bình Sơn", Tcvn3),
        ("Q§ sè 123/Q§-UBND ngµy 12/3/2010", "QĐ số 123/QĐ-UBND ngày 12/3/2010", Tcvn3),
        ("Nguyeãn Vaên Bình", "Nguyễn Văn Bình", Vni),
        ("Traàn Thò Beù", "Trần Thị Bé", Vni),
        ("ÑAËNG THÒ HÖÔNG", "ĐẶNG THỊ HƯƠNG", Vni),
        ("Phaïm Thò Loïc", "Phạm Thị Lọc", Vni),
        ("Hoàng Thò Laøi", "Hồng Thị Lài", Vni),
        ("Soá nhaø 12, ñöôøng Leâ Lôïi", "Số nhà 12, đường Lê Lợi", Vni),
        ("Nguy\u{cd}n Væn Bình", "Nguyễn Văn Bình", Vps),
        ("TrÀn Th\u{ce} H‰t", "Trần Thị Hết", Vps),
    ] {
        check(text, expected, Was::Converted(encoding));
    }
    let vps = encode(Vps, "Nguyễn Thị Phượng");
    check(&vps, "Nguyễn Thị Phượng", Was::Converted(Vps));
    let vps = encode(Vps, "NGUYỄN THỊ PHƯỢNG");
    check(&vps, "NGUYỄN THỊ PHƯỢNG", Was::Converted(Vps));
}

/// Names of people and places that must never change, many of them in letters the old fonts use too.
const CLEAN: &str = "\
    Hélène|Loïc|Zoé|Noël|Chloé|Anaïs|Maël|Gaëlle|Joël|Raphaël|Israël|Benoît|Jérôme|Stéphane|François|Françoise|René|\
    Renée|Théo|Léa|Mélanie|Aïcha|Saïd|Naïm|Maïté|Héloïse|Citroën|Loïc Tran|Loïc Le|Anaïs Nguyen|Maï Lan|Aimée Phan|\
    Zoé Ho|Benoît Do|Seán|Siobhán|Róisín|Ciarán|Seán Long|Máire|Pádraig|Müller|Jürgen|Günther|Jörg|Björn|Köhler|Weiß|\
    Strauß|Käthe|Bärbel|Gül|Özil|José|María|Raúl|Muñoz|Peña|Núñez|Íñigo|Ángel|João|São Paulo|Leão|Conceição|Simões|Inês|\
    Søren|Jørgen|Bjørn|Kåre|Åse|Håkon|Ærø|Bø|Göran|Pär|Åsa|Tomáš|Žižka|Dvořák|Ján|Čapek|Siân|Ðorđe|Þór|Guðrún|Citroën|\
    M. Ngoï|Nô|Rôn|Tô|Hô|Bê|Noé Ly|Hå|Lan Hå|naïve|café|déjà vu|50 m²|100 M³|Lan ® 2019|25°C|© An Sinh|«Tí»|“Tí” Lan|\
    Lan–Anh|Vinamilk®|A·B|5 µm|№ 5|½|10 ¥|Mª José|1ª|§ 5|§5 BGB|a¹|±5|Lê £5|x × y|\
    Hoà|Hoàng|Hoàng Thông|HOÀNG THÔNG|Thuý|Trân Châu|Lê Thanh Tâm|Tôn Thúy Hà|Bùi Tấn Lộc|Võ Ý|Y Bhăm Êñuôl|\
    H’Hen Niê|H'Hen Niê|K’Brôi|Y Thôn Niê|Siu Rê|Rah Lan Thôl|Nay Hô|Bríu Cầm|Mlô Duôn Du|Êban|Rơ Châm Hyêu|\
    Ðinh Van Ðô|Ðặng Văn Ðức|Ðô|ÐINH|Ðoàn Công|Nguyen Van A|TRAN THI B|0905 123 456|051144001234|";

#[test]
fn clean_cells_are_never_touched() {
    for text in CLEAN.split('|') {
        check_untouched(text);
        let apart: String = text.nfd().collect();
        check_untouched(&apart);
        check_untouched(&text.to_uppercase());
        check_untouched(&text.to_lowercase());
    }
}

#[test]
fn the_false_d_is_read_before_tcvn3() {
    // Ð is é in TCVN3, so `BÐ` is Bé; in `Ðinh` it is a false Đ.
    check("Ðinh Van Ðô", "Ðinh Van Ðô", Was::Clean);
    assert_eq!(clean(&read("Ðinh Van Ðô").text), "Đinh Van Đô");
    check("TrÇn BÐ", "Trần Bé", Was::Converted(Encoding::Tcvn3));
}

#[test]
fn a_column_or_a_font_settles_what_a_cell_leaves_open() {
    check("Loïc", "Loïc", Was::Doubtful(Encoding::Vni));
    assert_eq!(read_in_column("Loïc", Encoding::Vni).text, "Lọc");
    // Hồ Thị Bình, or three odd but possible syllables.
    check("Hoà Thò Bình", "Hoà Thò Bình", Was::Clean);
    assert_eq!(read_in_column("Hoà Thò Bình", Encoding::Vni).text, "Hồ Thị Bình");
    assert_eq!(read_in_column("Hoàng Văn An", Encoding::Vni).was, Was::Clean);
    assert_eq!(read_in_column("Hélène", Encoding::Vni).text, "Hélène");
    assert_eq!(read_in_column("H' Hen Niª", Encoding::Tcvn3).text, "H' Hen Niê");
    let column = ["STT", "Traàn Thò Beù", "Nguyeãn Vaên Bình", "Lan", "Leâ Thò Hoàng", "Loïc"];
    assert_eq!(encoding_of_column(column), Some(Encoding::Vni));
    assert_eq!(encoding_of_column(["Trần Thị Bé", "Loïc", "Lan"]), None);
    assert_eq!(encoding_of_column([]), None);
    let font = Font::of_name("VNI-Times").unwrap();
    assert_eq!(font.read("Hoàng").text, "Hồng");
    assert_eq!(font.read("Nguyễn Văn Bình").was, Was::Clean);
    assert_eq!(Font::of_name(".VnTimeH").unwrap().read("nguyÔn v¨n a").text, "NGUYỄN VĂN A");
    assert_eq!(Font::of_name("Times New Roman"), None);
}

/// Full names of two to four words out of the common ones.
fn random_names(count: usize) -> Vec<String> {
    let families: Vec<&str> = common::family_names().collect();
    let others: Vec<&str> = common::others().collect();
    let mut chance = Chance::seeded(2024);
    let mut pick = |words: &[&str]| {
        let bound = u64::try_from(words.len()).expect("a small list");
        words[usize::try_from(chance.below(bound)).expect("below a small list")].to_owned()
    };
    let mut name = || {
        let words = [pick(&families), pick(&["văn", "thị", "hữu", "đức", "ngọc"]), pick(&others), pick(&others)];
        words[pick(&["0", "0", "1", "2"]).parse::<usize>().expect("a digit")..].join(" ")
    };
    (0..count).map(|_| capitalised(&name())).collect()
}

fn capitalised(name: &str) -> String {
    let first_large = |word: &str| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    };
    name.split(' ').map(first_large).collect::<Vec<String>>().join(" ")
}

/// Reads names in one encoding, and says how many were read right and how many left alone. A wrong reading fails.
fn tally(encoding: Encoding, names: &[String], read: impl Fn(&str) -> Reading) -> (usize, usize) {
    let (mut right, mut left_alone) = (0, 0);
    for name in names {
        let coded = encode(encoding, name);
        let reading = read(&coded);
        // What a capital font drew as capital may come back small where nothing else in the cell tells.
        let lossy = encoding == Encoding::Tcvn3 && *name == name.to_uppercase();
        if reading.text == *name || (lossy && reading.text.to_uppercase() == *name) {
            right += 1;
        } else {
            assert_eq!(reading.text, coded, "{encoding:?} {name}");
            assert!(!matches!(reading.was, Was::Converted(_)));
            left_alone += 1;
        }
    }
    (right, left_alone)
}

#[test]
fn thousands_of_names_come_back_and_none_is_misread() {
    let names = random_names(2_000);
    let capitals: Vec<String> = names.iter().map(|name| name.to_uppercase()).collect();
    for encoding in Encoding::ALL {
        for names in [&names, &capitals] {
            let (right, left_alone) = tally(encoding, names, read);
            assert!(right * 100 >= names.len() * 90, "{encoding:?}: {left_alone} left alone by themselves");
            let (right, left_alone) = tally(encoding, names, |text| read_in_column(text, encoding));
            assert!(right * 1_000 >= names.len() * 990, "{encoding:?}: {left_alone} left alone in their column");
        }
    }
}

/// A list of names is of the code page or of an old font whatever single names of it look like.
#[test]
fn a_list_in_the_vietnamese_code_page_is_told_from_one_in_an_old_font() {
    for names in random_names(1_000).chunks(40) {
        for list in [names.join("\r\n"), names.join("\r\n").to_uppercase()] {
            let file = decode_file(&text_file::windows_1258_bytes(&list));
            assert_eq!((file.text.as_str(), file.encoding), (list.as_str(), FileEncoding::Windows1258));
            for encoding in Encoding::ALL {
                let bytes: Vec<u8> = encode(encoding, &list)
                    .chars()
                    .map(|sign| code_page::western_byte(sign).expect("a byte"))
                    .collect();
                assert_eq!(decode_file(&bytes).encoding, FileEncoding::Windows1252, "{encoding:?} {list}");
            }
        }
    }
}

#[test]
fn numbers_of_documents_are_read_though_they_are_no_words() {
    use Encoding::{Tcvn3, Vni, Vps};
    for (text, expected, encoding) in [
        ("1663/Q§-UBND", "1663/QĐ-UBND", Tcvn3),
        ("1663/QÑ-UBND", "1663/QĐ-UBND", Vni),
        ("1663/Qñ-UBND", "1663/QĐ-UBND", Vps),
        ("05/NQ-H§ND ngày 01/02/2022", "05/NQ-HĐND ngày 01/02/2022", Tcvn3),
    ] {
        check(text, expected, Was::Converted(encoding));
    }
    for text in ["§ 12", "IBAÑEZ", "12 Ñ-5"] {
        assert_ne!(read(text).text, text.replace(['§', 'Ñ'], "Đ"), "{text}");
    }
    for (text, expected) in [
        ("UBND huyện B×nh S¬n", "UBND huyện Bình Sơn"),
        ("12/Q§-UBND của UBND huyÖn", "12/QĐ-UBND của UBND huyện"),
        ("Thôn ThuËn B×nh", "Thôn Thuận Bình"),
        ("Lê ThÞ", "Lê Thị"),
    ] {
        check(text, text, Was::Doubtful(Tcvn3));
        assert_eq!(Tcvn3.propose(text), expected);
    }
}

#[test]
fn a_cell_half_typed_anew_is_a_proposal() {
    use Encoding::{Tcvn3, Vni};
    for (text, meant, encoding) in [
        ("Vâ Ngäc Lành", "Võ Ngọc Lành", Tcvn3),
        ("Nguyễn ThÞ Bưởi", "Nguyễn Thị Bưởi", Tcvn3),
        ("Traàn Thị Bưởi", "Trần Thị Bưởi", Vni),
        // What was typed in Unicode stays, though VNI would read it as another name.
        ("Nguyễn Hoàng Yeán", "Nguyễn Hoàng Yến", Vni),
        ("Trần Hoàng Vaên Đức", "Trần Hoàng Văn Đức", Vni),
    ] {
        assert_eq!(read(text), Reading { text: text.into(), was: Was::Doubtful(encoding) }, "{text}");
        assert_eq!(encoding.propose(text), meant);
    }
    for text in [
        "Nguyễn Müller",
        "Nguyễn Văn Bưởi",
        "H'Brü Niê",
        "Đỗ Thị Ẩn (Björk)",
        "Nguyễn Văn Lôc",
        "Đinh Văn Tôc",
        "Đặng Thị Hôp",
        "Đinh Văn Rôt",
    ] {
        assert_eq!(read(text).was, Was::Clean, "{text}");
    }
}

/// Whoever's name is right is asked nothing.
#[test]
fn thousands_of_clean_names_are_no_mixture() {
    for name in random_names(5_000) {
        for name in [name.to_uppercase(), name] {
            assert!(
                !matches!(read(&name).was, Was::Doubtful(_)) || read(&name) == read(&name.to_lowercase()),
                "{name}"
            );
        }
    }
}

#[test]
fn thousands_of_clean_names_are_never_touched() {
    for name in random_names(5_000) {
        check_untouched(&name);
        check_untouched(&name.to_uppercase());
        check_untouched(&name.nfd().collect::<String>());
        check_untouched(&crate::names::plain_text(&name));
    }
}

proptest! {
    #[test]
    fn any_text_is_read_and_only_certain_text_changes(text in any::<String>()) {
        let reading = read(&text);
        if !matches!(reading.was, Was::Converted(_)) {
            prop_assert_eq!(&reading.text, &text);
        }
        for encoding in Encoding::ALL {
            let _ = encoding.decode(&text);
            let _ = read_in_column(&text, encoding);
            let _ = Font { encoding, capitals: true }.read(&text);
        }
    }

    #[test]
    fn any_western_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
        let text: String = bytes.iter().map(|byte| code_page::from_windows_1252(*byte)).collect();
        let once = read(&text);
        if let Was::Converted(_) = once.was {
            // What was converted is Unicode now and stays.
            prop_assert_eq!(read(&once.text).text, once.text);
        }
    }
}
