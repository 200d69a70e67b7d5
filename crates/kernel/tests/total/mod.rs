//! What must hold for any bytes at all. The fuzz targets in `fuzz/` throw bytes at these; `../fuzzed.rs` replays the
//! bytes they found worth keeping.

use kernel::{
    AccountNumber, Bin, BirthDate, CitizenId, Dong, FullName, Month, OldIdNumber, Phone, Ratio, Rounding, Sex, Speech,
    Stored,
    legacy::{self, Encoding, Was},
    names, propose_repairs,
};
use std::fmt::Debug;

/// A check on any bytes, under the name of its fuzz target.
pub type Check = fn(&[u8]);

/// Every check.
pub const CHECKS: [(&str, Check); 5] =
    [("money", money), ("numbers", numbers), ("names", names), ("legacy_text", legacy_text), ("text_file", text_file)];

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn rests_and_reads_back<T: Stored + PartialEq + Debug>(value: &T) {
    assert_eq!(T::from_plain(value.to_plain()).as_ref(), Ok(value));
}

/// Amounts, ratios and months.
pub fn money(bytes: &[u8]) {
    let text = text_of(bytes);
    if let Ok(amount) = Dong::parse(&text) {
        assert_eq!(Dong::parse(&amount.to_string()), Ok(amount));
        assert_ne!(amount.in_words_as(Speech::North), "");
        rests_and_reads_back(&amount);
    }
    if let Ok(ratio) = Ratio::parse(&text) {
        let _ = (ratio.to_percent(2, Rounding::HalfUp), Dong::new(i64::MIN).times(ratio, Rounding::HalfEven));
        rests_and_reads_back(&ratio);
    }
    if let Ok(month) = Month::parse(&text) {
        assert_eq!(Month::parse(&month.slashed()), Ok(month));
        rests_and_reads_back(&month);
    }
}

/// Numbers and dates of persons, accounts and phones.
pub fn numbers(bytes: &[u8]) {
    let text = text_of(bytes);
    let (sex, birth) = (Sex::parse(&text).ok(), BirthDate::parse(&text).ok());
    if let Ok(id) = CitizenId::parse(&text) {
        let _ = id.warnings(sex, birth);
        rests_and_reads_back(&id);
    }
    for repair in propose_repairs(&text, sex, birth) {
        assert!(repair.id.province().is_some() && !repair.steps.is_empty());
    }
    if let Some(repair) = OldIdNumber::propose_repair(&text) {
        assert!(OldIdNumber::parse(&text).is_err(), "what is right needs no repair");
        rests_and_reads_back(&repair.number);
    }
    if let Some((phone, _)) = Phone::propose_repair(&text) {
        assert!(Phone::parse(&text).is_err(), "what is right needs no repair");
        rests_and_reads_back(&phone);
    }
    if let Ok(born) = BirthDate::parse(&text) {
        assert_eq!(BirthDate::parse(&born.slashed()), Ok(born));
        rests_and_reads_back(&born);
    }
    OldIdNumber::parse(&text).iter().for_each(rests_and_reads_back);
    AccountNumber::parse(&text).iter().for_each(rests_and_reads_back);
    Bin::parse(&text).iter().for_each(rests_and_reads_back);
    Phone::parse(&text).iter().for_each(rests_and_reads_back);
}

/// Names, their keys and their order.
pub fn names(bytes: &[u8]) {
    let text = text_of(bytes);
    let clean = names::clean(&text);
    assert_eq!(names::clean(&clean), clean);
    assert_eq!(names::canonical_key(&clean), names::canonical_key(&text));
    let plain = names::plain_key(&text);
    assert_eq!(names::plain_key(&plain), plain);
    assert_eq!(names::name_order(&clean), names::name_order(&text));
    assert_eq!(names::text_order(&clean), names::text_order(&text));
    let _ = names::plain_text(&text);
    FullName::parse(&text).iter().for_each(rests_and_reads_back);
}

/// Cells of old fonts: one byte a sign, as such cells are.
pub fn legacy_text(bytes: &[u8]) {
    let western: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    for text in [western, text_of(bytes)] {
        let reading = legacy::read(&text);
        if !matches!(reading.was, Was::Converted(_)) {
            assert_eq!(reading.text, text);
        }
        for encoding in Encoding::ALL {
            let _ = (encoding.decode(&text), encoding.propose(&text), legacy::read_in_column(&text, encoding));
            let _ = legacy::Font { encoding, capitals: true }.read(&text);
        }
        let _ = legacy::encoding_of_column(text.split('\n'));
    }
}

/// Whole files.
pub fn text_file(bytes: &[u8]) {
    let file = legacy::decode_file(bytes);
    assert!(file.damaged <= file.text.chars().count());
    if let Ok(text) = std::str::from_utf8(bytes)
        && file.encoding == legacy::FileEncoding::Utf8
    {
        assert_eq!(file.text, text.strip_prefix('\u{feff}').unwrap_or(text));
    }
}
