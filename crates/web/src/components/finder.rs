//! One of many, found by words: for lists too long to be opened.

use super::form::Form;
use crate::{address, wording::T};
use askama::Template;

/// How many are offered at a time: a list a person can read.
pub(crate) const OFFERED_MAX: usize = 20;

/// A line to type into, and what was found as radio buttons under it.
///
/// Without scripts its button sends the form back with what was found, see `Form::is_finding`; with scripts the list
/// follows the typing.
#[derive(Template)]
#[template(path = "components/finder.html")]
pub(crate) struct Finder {
    t: T,
    name: &'static str,
    legend: String,
    hint: String,
    error: String,
    words: String,
    /// Where a script asks, with what the page already knows.
    address: String,
    /// The field of the form that holds the day the names are of, if there is one.
    day_field: &'static str,
    found: Found,
}

/// What was found: the part of a `Finder` that a script replaces.
#[derive(Template)]
#[template(path = "components/found.html")]
pub(crate) struct Found {
    name: String,
    value: String,
    offered: Vec<Offered>,
    said: String,
}

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Offered {
    /// What the form sends.
    pub value: String,
    pub label: String,
    /// A quieter line under it.
    pub below: String,
}

impl Offered {
    pub fn of(value: impl Into<String>, label: impl Into<String>) -> Offered {
        Offered { value: value.into(), label: label.into(), below: String::new() }
    }

    /// With a line under it.
    pub fn below(self, below: impl Into<String>) -> Offered {
        Offered { below: below.into(), ..self }
    }
}

impl Found {
    /// These, `value` being chosen; where `words` mean one thing alone, that is chosen.
    pub fn of(t: T, name: impl Into<String>, value: &str, words: &str, mut offered: Vec<Offered>) -> Found {
        let is_cut = offered.len() > OFFERED_MAX;
        offered.truncate(OFFERED_MAX);
        let is_chosen = |one: &Offered| one.value == value && !value.is_empty();
        let found = offered.iter().filter(|one| !one.value.is_empty() && !is_chosen(one)).count();
        let is_asked = !words.trim().is_empty();
        let has_choice = offered.iter().any(is_chosen);
        let alone = offered.iter().rev().find(|one| !one.value.is_empty() && !is_chosen(one));
        let chosen = alone.filter(|_| found == 1 && is_asked && !has_choice).map(|one| one.value.clone());
        let said = match (is_cut, found) {
            _ if !is_asked => String::new(),
            (true, _) => t.finder_many(OFFERED_MAX),
            (false, 0) if has_choice => t.finder_no_other().to_owned(),
            (false, 0) => t.finder_none().to_owned(),
            (false, _) if chosen.is_some() => t.finder_one().to_owned(),
            (false, found) => t.finder_found(found),
        };
        Found { name: name.into(), value: chosen.unwrap_or_else(|| value.to_owned()), offered, said }
    }
}

impl Form {
    /// One of many, found by words at `address`.
    pub fn finder(
        &self,
        name: &'static str,
        legend: impl Into<String>,
        address: &str,
        offered: Vec<Offered>,
    ) -> Finder {
        let words = self.value(&words_of(name)).to_owned();
        Finder {
            t: self.t(),
            name,
            legend: legend.into(),
            hint: String::new(),
            error: self.error(name),
            address: format!("{address}?{}", address::query(&[("name", name)])),
            day_field: "",
            found: Found::of(self.t(), name, self.value(name), &words, offered),
            words,
        }
    }

    /// What was typed to find `name` by.
    pub fn words_for(&self, name: &str) -> &str {
        self.value(&words_of(name))
    }

    /// Whether the form came only to look something up: nothing is to be saved, nothing is wrong.
    pub fn is_finding(&self) -> bool {
        !self.value("find").is_empty()
    }
}

fn words_of(name: &str) -> String {
    format!("{name}_words")
}

impl Finder {
    /// A line of help under the legend.
    pub fn hint(self, hint: impl Into<String>) -> Finder {
        Finder { hint: hint.into(), ..self }
    }

    /// The field that holds the day the names are of.
    pub fn of_day(self, day_field: &'static str) -> Finder {
        Finder { day_field, ..self }
    }

    fn described_by(&self) -> String {
        super::form::described_by(self.name, &self.hint, &self.error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::Language;

    const T_VI: T = T(Language::Vietnamese);

    fn found(value: &str, words: &str, count: usize) -> Found {
        let offered = (1..=count).map(|number| Offered::of(number.to_string(), format!("Xã {number}")));
        Found::of(T_VI, "place", value, words, offered.collect())
    }

    #[test]
    fn what_alone_is_meant_is_chosen_but_never_against_a_choice() {
        assert_eq!(found("", "xa", 1).value, "1");
        assert_eq!(found("", "xa", 2).value, "");
        assert_eq!(found("", "", 1).value, "", "nobody asked for it");
        assert_eq!(found("1", "xa", 2).value, "1", "the choice made before stays");
    }

    #[test]
    fn it_says_how_many_were_found() {
        assert_eq!(found("", "", 0).said, "");
        assert_eq!(found("", "xa", 0).said, T_VI.finder_none());
        assert_eq!(found("", "xa", 1).said, T_VI.finder_one(), "it is ticked already");
        assert_eq!(found("1", "xa", 1).said, T_VI.finder_no_other(), "never “not found” above what was found before");
        assert_eq!(found("", "xa", 3).said, T_VI.finder_found(3));
        let many = found("", "xa", OFFERED_MAX + 1);
        assert_eq!((many.said, many.offered.len()), (T_VI.finder_many(OFFERED_MAX), OFFERED_MAX));
    }
}
