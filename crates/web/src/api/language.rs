//! The language of an answer, from `Accept-Language` (RFC 9110, section 12.5.4).

use crate::wording::Language;
use axum::http::{HeaderMap, header};

/// The language the caller likes best among ours; Vietnamese unless English is liked better.
pub(crate) fn preferred(headers: &HeaderMap) -> Language {
    let lines = headers.get_all(header::ACCEPT_LANGUAGE).iter().filter_map(|line| line.to_str().ok());
    let ranges: Vec<(&str, u32)> = lines.flat_map(|line| line.split(',')).map(weighed).collect();
    let weight = |language: Language| {
        let of_tag = |(range, weight): &(&str, u32)| {
            range.split('-').next().is_some_and(|tag| tag.eq_ignore_ascii_case(language.tag())).then_some(*weight)
        };
        ranges.iter().filter_map(of_tag).max().unwrap_or(0)
    };
    if weight(Language::English) > weight(Language::Vietnamese) { Language::English } else { Language::Vietnamese }
}

/// A range and its weight in thousandths: `en-GB;q=0.8` is (`en-GB`, 800).
fn weighed(range: &str) -> (&str, u32) {
    let (range, weight) = range.split_once(';').map_or((range, "q=1"), |(range, weight)| (range, weight.trim()));
    let digits = weight.strip_prefix("q=").unwrap_or("0");
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let thousandths: String = rest.chars().chain("000".chars()).take(3).collect();
    let weight = if whole == "1" { 1000 } else { thousandths.parse().unwrap_or(0) };
    (range.trim(), weight)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn the_language_liked_best_is_spoken() {
        for (line, language) in [
            ("en", Language::English),
            ("en-GB,en;q=0.9", Language::English),
            ("vi-VN,vi;q=0.9,en;q=0.8", Language::Vietnamese),
            ("vi;q=0.2, en;q=0.25", Language::English),
            ("en;q=0", Language::Vietnamese),
            ("*", Language::Vietnamese),
            ("fr;q=ấ, ;;;", Language::Vietnamese),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_bytes(line.as_bytes()).expect("a header"));
            assert_eq!(preferred(&headers), language, "{line}");
        }
        assert_eq!(preferred(&HeaderMap::new()), Language::Vietnamese);
    }
}
