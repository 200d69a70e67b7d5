//! Addresses with questions in them.

use std::fmt::Write as _;

/// `q=b%C3%ACnh&after=1`.
pub(crate) fn query(pairs: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (name, value) in pairs {
        if !text.is_empty() {
            text.push('&');
        }
        text.push_str(name);
        text.push('=');
        text.push_str(&encoded(value));
    }
    text
}

/// One value, or one part of a path: `b%C3%ACnh`.
pub(crate) fn encoded(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            text.push(char::from(byte));
        } else {
            write!(text, "%{byte:02X}").expect("text can be written to memory");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::query;

    #[test]
    fn values_are_written_so_that_they_come_back() {
        assert_eq!(query(&[("q", "Bình & Sơn"), ("after", "1-2")]), "q=B%C3%ACnh%20%26%20S%C6%A1n&after=1-2");
        assert_eq!(query(&[]), "");
    }
}
