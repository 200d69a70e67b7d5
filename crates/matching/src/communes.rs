//! Communes as registers and lists name them: by code, or by name inside a province.

use crate::texts::Texts;
use kernel::names::{canonical_key, plain_key};
use std::collections::HashMap;

/// The communes of a register, numbered from zero, with how many people live in each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Communes {
    /// The key a commune is found by.
    pub(crate) keys: Texts,
    /// As the register writes it.
    pub(crate) shown: Texts,
    /// A number for each province, from zero.
    pub(crate) provinces: Vec<u32>,
    pub(crate) counts: Vec<u32>,
    pub(crate) province_keys: Texts,
    /// Numbers by key, made from the above.
    pub(crate) by_key: HashMap<Box<str>, u32>,
}

impl Communes {
    pub(crate) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The number of a commune a list names.
    pub(crate) fn find(&self, province: &str, commune: &str) -> Option<u32> {
        self.by_key.get(commune_key(province, commune).as_str()).copied()
    }

    /// The number of a province a list names.
    pub(crate) fn find_province(&self, province: &str) -> Option<u32> {
        let key = place_key(province);
        (0..)
            .zip(self.province_keys.iter())
            .find(|(_, known)| *known == key && !key.is_empty())
            .map(|(number, _)| number)
    }

    /// The province of a commune as the register means it: digits without zeros, or a name without its kind.
    pub(crate) fn province_text(&self, commune: u32) -> &str {
        self.province_keys.get(self.provinces[commune as usize])
    }

    /// The number of a commune, a new one if need be; nothing once there are too many.
    pub(crate) fn intern(&mut self, province: &str, commune: &str) -> Option<u32> {
        let key = commune_key(province, commune);
        if let Some(known) = self.by_key.get(key.as_str()) {
            return Some(*known);
        }
        let province = self.intern_province(&place_key(province))?;
        let number = self.keys.push(&key)?;
        self.shown.push(commune)?;
        self.provinces.push(province);
        self.counts.push(0);
        self.by_key.insert(key.into(), number);
        Some(number)
    }

    fn intern_province(&mut self, key: &str) -> Option<u32> {
        let known = (0..).zip(self.province_keys.iter()).find(|(_, known)| *known == key).map(|(number, _)| number);
        known.or_else(|| self.province_keys.push(key))
    }

    /// Whether the parts of a file fit together; then `by_key` is filled.
    pub(crate) fn complete(mut self) -> Option<Communes> {
        let length = self.keys.len();
        let fits = self.shown.len() == length
            && self.provinces.len() == length
            && self.counts.len() == length
            && self.provinces.iter().all(|province| (*province as usize) < self.province_keys.len());
        self.by_key = (0..).zip(self.keys.iter()).map(|(number, key)| (key.into(), number)).collect();
        (fits && self.by_key.len() == length).then_some(self)
    }
}

/// A code is unique in its country; a name only in its province.
fn commune_key(province: &str, commune: &str) -> String {
    let key = place_key(commune);
    let is_code = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
    if is_code || key.is_empty() { key } else { format!("{}/{key}", place_key(province)) }
}

/// Kinds of places in front of names, as `canonical_key` writes them.
const KINDS: [&str; 7] = ["thi5 trân1 ", "thanh2 phô1 ", "đăc5 khu ", "phương2 ", "tinh3 ", "xa4 ", "tp "];

/// A code without the zeros that spreadsheets lose; a name without its kind, tones kept.
pub(crate) fn place_key(text: &str) -> String {
    let digits = text.trim();
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits.trim_start_matches('0').to_owned();
    }
    let key = canonical_key(text);
    let bare = KINDS.iter().find_map(|kind| key.strip_prefix(kind)).map(str::to_owned);
    bare.unwrap_or(key)
}

/// The communes of the rows of one file: each written form is looked up once.
#[derive(Debug, Default)]
pub(crate) struct CommuneCache {
    known: HashMap<String, Option<u32>>,
    asked: String,
}

impl CommuneCache {
    /// `find` is asked for the pair only if nobody asked before.
    pub(crate) fn get(&mut self, province: &str, commune: &str, find: impl FnOnce() -> Option<u32>) -> Option<u32> {
        self.asked.clear();
        self.asked.push_str(province);
        self.asked.push('\u{1f}');
        self.asked.push_str(commune);
        if let Some(known) = self.known.get(&self.asked) {
            return *known;
        }
        if self.known.len() > WRITTEN_MAX {
            self.known.clear();
        }
        let found = find();
        self.known.insert(self.asked.clone(), found);
        found
    }
}

const WRITTEN_MAX: usize = 1 << 17;

/// Sixteen bits of a village's name, never zero; zero for no village.
pub(crate) fn village_tag(village: &str) -> u16 {
    let key = plain_key(village);
    let bare = ["thon ", "xom ", "ap ", "ban ", "khu pho ", "to dan pho ", "to ", "lang ", "kdc "]
        .iter()
        .find_map(|kind| key.strip_prefix(kind))
        .unwrap_or(&key);
    if bare.is_empty() {
        return 0;
    }
    let hash = bare.bytes().fold(0, |hash, byte| crate::key::mix(hash, u64::from(byte)));
    u16::try_from(hash >> 48).expect("sixteen bits").max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commune_is_known_by_code_and_by_name() {
        let mut communes = Communes::default();
        let by_code = communes.intern("51", "21061").unwrap();
        let by_name = communes.intern("Tỉnh Quảng Ngãi", "Xã Bình Thanh").unwrap();
        let elsewhere = communes.intern("Bình Định", "Bình Thanh").unwrap();
        assert_eq!(communes.find("", "021061"), Some(by_code), "zeros are lost in spreadsheets");
        assert_eq!(communes.find("quảng ngãi", "BÌNH THANH"), Some(by_name));
        assert_eq!(communes.find("Quảng Ngãi", "Bình Thạnh"), None, "another commune");
        assert_ne!(by_name, elsewhere);
        assert_eq!(communes.find_province("Tỉnh Quảng Ngãi"), communes.find_province("Quảng Ngãi"));
        assert_eq!(communes.clone().complete(), Some(communes));
    }

    #[test]
    fn a_village_is_known_without_its_kind() {
        assert_eq!(village_tag("Thôn Phước Hòa"), village_tag("phước hoà"));
        assert_ne!(village_tag("Thôn 1"), village_tag("Thôn 2"));
        assert_eq!(village_tag(" "), 0);
    }
}
