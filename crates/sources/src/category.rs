//! Categories by the names offices write.

use crate::SourceKind;
use kernel::names::{canonical_key, clean, plain_text};
use office::reference::Category;
use std::collections::HashMap;

/// The longest category kept of a list whose categories are not checked.
const FREE_CHARS_MAX: usize = 100;

/// The categories of one kind of source, by code and by name.
#[derive(Clone, Debug, Default)]
pub struct CategoryNames {
    source: Option<SourceKind>,
    /// Folded code or name to code; nothing where two categories fold to the same.
    codes: HashMap<String, Option<String>>,
}

impl CategoryNames {
    /// The names of these categories, as far as they belong to lists of this kind.
    pub fn new<'c>(source: SourceKind, categories: impl IntoIterator<Item = &'c Category>) -> CategoryNames {
        let mut names = CategoryNames { source: Some(source), codes: HashMap::new() };
        for category in categories.into_iter().filter(|one| source.programmes().contains(&one.programme)) {
            names.put(code_fold(&category.code), &category.code);
            names.put(canonical_key(&category.name_vi), &category.code);
            names.put(format!("={}", word_fold(&category.name_vi)), &category.code);
        }
        if source == SourceKind::Poverty {
            for (name, code) in [("nghèo", "NGHEO"), ("cận nghèo", "CANNGHEO")] {
                names.put(code_fold(code), code);
                for written in [name.to_owned(), format!("hộ {name}")] {
                    names.put(canonical_key(&written), code);
                    names.put(format!("={}", word_fold(&written)), code);
                }
            }
        }
        names
    }

    /// The same category on other days is the same code; two codes under one name are none.
    fn put(&mut self, fold: String, code: &str) {
        let held = self.codes.entry(fold).or_insert_with(|| Some(code.to_owned()));
        if held.as_deref() != Some(code) {
            *held = None;
        }
    }

    /// The code of what is written: a code, a code with its name behind it, a name with or without marks.
    pub fn find(&self, written: &str) -> Option<String> {
        let whole = clean(written);
        if self.source == Some(SourceKind::Other) {
            return (!whole.is_empty()).then(|| whole.chars().take(FREE_CHARS_MAX).collect());
        }
        let first = whole.split([' ', ':', '-', '–']).next().unwrap_or_default();
        let folds = [code_fold(&whole), canonical_key(&whole), format!("={}", word_fold(&whole)), code_fold(first)];
        folds.iter().filter(|fold| fold.len() > 1).find_map(|fold| self.codes.get(fold).cloned().flatten())
    }
}

/// `BTXH.5a.80`, `btxh 5A.80`: letters and digits, small. A mark stands before it, so that no name folds to a code.
fn code_fold(text: &str) -> String {
    let plain = plain_text(text);
    format!("#{}", plain.chars().filter(char::is_ascii_alphanumeric).collect::<String>())
}

/// The words without marks and punctuation.
fn word_fold(text: &str) -> String {
    crate::field::heading_words(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use office::reference::built_in::categories;

    fn names(source: SourceKind) -> CategoryNames {
        let all: Vec<Category> = categories().into_iter().map(|seed| seed.value).collect();
        CategoryNames::new(source, &all)
    }

    #[test]
    fn categories_are_found_by_code_and_by_name() {
        let btxh = names(SourceKind::Protection);
        for (written, code) in [
            ("BTXH.5a.80", Some("BTXH.5a.80")),
            ("btxh 5A 80", Some("BTXH.5a.80")),
            ("BTXH.6.N - Người khuyết tật nặng", Some("BTXH.6.N")),
            ("Người khuyết tật nặng", Some("BTXH.6.N")),
            ("NGUOI KHUYET TAT NANG", Some("BTXH.6.N")),
            ("NCC.g", None),
            ("không rõ", None),
            ("", None),
        ] {
            assert_eq!(btxh.find(written).as_deref(), code, "{written}");
        }
        assert_eq!(names(SourceKind::Merit).find("NCC.g").as_deref(), Some("NCC.g"));
        let poor = names(SourceKind::Poverty);
        assert_eq!(poor.find("Hộ nghèo").as_deref(), Some("NGHEO"));
        assert_eq!(poor.find("cận nghèo").as_deref(), Some("CANNGHEO"));
        assert_eq!(names(SourceKind::Other).find(" Thanh niên xung phong ").as_deref(), Some("Thanh niên xung phong"));
    }
}
