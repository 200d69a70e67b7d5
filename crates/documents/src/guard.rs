//! A name that begins with `=` must stay a name wherever the file is opened.

use std::borrow::Cow;

/// Whether a spreadsheet may take the text for a formula: it begins with `=`, `+`, `-`, `@`, a tab or a line end,
/// in the ordinary or the full-width form.
pub fn looks_like_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// The text for a CSV file, where nothing but the text itself can carry the guard: an apostrophe before a formula.
///
/// A workbook needs none of this: [`crate::Sheet`] marks such cells as text, so they read back unchanged.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if looks_like_a_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_may_be_a_formula_gets_an_apostrophe() {
        assert_eq!(guarded("=HYPERLINK(\"http://a\")"), "'=HYPERLINK(\"http://a\")");
        assert_eq!(guarded("+84905123456"), "'+84905123456");
        assert_eq!(guarded("\t=1"), "'\t=1");
        assert_eq!(guarded("＝1"), "'＝1");
        assert_eq!(guarded("Nguyễn Thị A"), "Nguyễn Thị A");
        assert_eq!(guarded(""), "");
    }
}
