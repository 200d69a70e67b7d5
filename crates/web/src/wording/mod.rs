//! Every sentence the program shows, once, in Vietnamese and in English.
//!
//! A page asks for a sentence by a typed method, `t.sign_in_title()`. A sentence that lacks a language, or a value
//! that one of the languages forgets to mention, does not compile.

mod account;
mod accounts;
mod api;
mod audit;
mod cash;
pub(crate) mod command_line;
mod corrections;
mod cycles;
mod first_run;
mod forms;
mod ground;
mod guardians;
mod households;
mod jobs;
mod kitchen_sink;
mod letters;
mod lists;
mod matching;
mod movements;
mod office;
mod offices;
mod payments;
mod places;
mod population;
mod problems;
mod profiles;
mod reasons;
mod reconciliation;
mod reference;
mod registry;
mod reports;
mod rights;
mod shell;
mod sign_in;
mod sources;
mod staff;
mod survey;
mod tasks;
mod templates;
mod tokens;
pub(crate) mod trail;
mod unpaid;
mod values;

pub(crate) use values::{Span, parse_date, parse_month};

/// The languages of the screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Tiếng Việt, unless the person chooses otherwise.
    #[default]
    Vietnamese,
    /// English.
    English,
}

impl Language {
    /// Both, in the order of the switch.
    pub const ALL: [Language; 2] = [Language::Vietnamese, Language::English];

    /// The tag of the `lang` attribute.
    pub const fn tag(self) -> &'static str {
        match self {
            Language::Vietnamese => "vi",
            Language::English => "en",
        }
    }

    /// The language of a tag, if it is one of ours.
    pub fn from_tag(tag: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// Its own name for itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Language::Vietnamese => "Tiếng Việt",
            Language::English => "English",
        }
    }
}

/// Speaks one language. Every sentence is a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct T(pub Language);

/// One sentence in both languages, with its gaps as written, for officials to correct.
#[cfg(test)]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sentence {
    /// The method's name.
    pub name: &'static str,
    /// The values it is given.
    pub gaps: &'static [&'static str],
    /// Tiếng Việt.
    pub vi: &'static str,
    /// English.
    pub en: &'static str,
}

/// Declares sentences: `name { "Việt", "English" }`, or with gaps `name(month) { "… {month}", "… {month}" }`.
macro_rules! wording {
    ($($name:ident $(($($gap:ident),+))? { $vi:tt, $en:tt $(,)? })*) => {
        impl $crate::wording::T {
            $($crate::wording::sentence! { $name $(($($gap),+))? $vi $en })*
        }

        #[cfg(test)]
        pub(super) const SENTENCES: &[$crate::wording::Sentence] = &[
            $($crate::wording::Sentence { name: stringify!($name), gaps: &[$($(stringify!($gap)),+)?], vi: $vi, en: $en },)*
        ];
    };
}

/// One method of `wording!`.
macro_rules! sentence {
    ($name:ident $vi:tt $en:tt) => {
        pub(crate) const fn $name(self) -> &'static str {
            match self.0 {
                $crate::wording::Language::Vietnamese => $vi,
                $crate::wording::Language::English => $en,
            }
        }
    };
    ($name:ident ($($gap:ident),+) $vi:tt $en:tt) => {
        pub(crate) fn $name(self, $($gap: impl ::std::fmt::Display),+) -> String {
            match self.0 {
                $crate::wording::Language::Vietnamese => format!($vi),
                $crate::wording::Language::English => format!($en),
            }
        }
    };
}

use {sentence, wording};

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn all() -> Vec<Sentence> {
        [
            account::SENTENCES,
            accounts::SENTENCES,
            audit::SENTENCES,
            command_line::SENTENCES,
            command_line::matching::SENTENCES,
            command_line::money::SENTENCES,
            command_line::population::SENTENCES,
            command_line::practice::SENTENCES,
            api::SENTENCES,
            cash::SENTENCES,
            cycles::SENTENCES,
            first_run::SENTENCES,
            forms::SENTENCES,
            ground::SENTENCES,
            corrections::SENTENCES,
            guardians::SENTENCES,
            households::SENTENCES,
            jobs::SENTENCES,
            kitchen_sink::SENTENCES,
            letters::SENTENCES,
            matching::SENTENCES,
            movements::SENTENCES,
            lists::SENTENCES,
            office::SENTENCES,
            offices::SENTENCES,
            places::SENTENCES,
            population::SENTENCES,
            payments::SENTENCES,
            problems::SENTENCES,
            profiles::SENTENCES,
            reasons::SENTENCES,
            reconciliation::SENTENCES,
            reference::SENTENCES,
            registry::SENTENCES,
            reports::SENTENCES,
            rights::SENTENCES,
            shell::SENTENCES,
            sign_in::SENTENCES,
            sources::SENTENCES,
            staff::SENTENCES,
            tasks::SENTENCES,
            survey::SENTENCES,
            templates::SENTENCES,
            tokens::SENTENCES,
            trail::SENTENCES,
            unpaid::SENTENCES,
        ]
        .concat()
    }

    #[test]
    fn no_sentence_is_empty_or_left_untranslated() {
        // The same in both languages: proper names and signs.
        let same = BTreeSet::from([
            "agency_of_tier",
            "brand",
            "kitchen_sample_name",
            "kitchen_sample_place",
            "second_factor_code_example",
        ]);
        for sentence in all() {
            assert!(!sentence.vi.trim().is_empty() && !sentence.en.trim().is_empty(), "{sentence:?}");
            assert_eq!(sentence.vi == sentence.en, same.contains(sentence.name), "{sentence:?}");
        }
    }

    #[test]
    fn no_gap_is_left_open() {
        for Sentence { name, gaps, vi, en } in all() {
            for text in [vi, en] {
                let filled = gaps.iter().fold(text.to_owned(), |text, gap| text.replace(&format!("{{{gap}}}"), ""));
                assert!(!filled.contains('{'), "{name}: {text}");
            }
        }
    }

    #[test]
    fn all_sentences_stand_on_one_page_for_officials_to_correct() {
        let lines: Vec<String> = all()
            .iter()
            .map(|sentence| format!("{}\n  vi: {}\n  en: {}\n", sentence.name, sentence.vi, sentence.en))
            .collect();
        insta::assert_snapshot!("sentences", lines.concat());
    }
}
