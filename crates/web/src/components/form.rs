//! Forms: what was typed, what is wrong with it, and the fields that show both.

use crate::wording::T;
use askama::Template;

/// What a person typed, and what is wrong with it. A refused form comes back with every value in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    t: T,
    values: Vec<(String, String)>,
    refused: Vec<Refused>,
}

/// One thing wrong, at one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    /// The field's name.
    pub field: &'static str,
    /// What is wrong and what to do.
    pub sentence: String,
}

impl Form {
    /// As it came in; empty for a form nobody has filled in yet.
    pub fn of(t: T, values: Vec<(String, String)>) -> Form {
        Form { t, values, refused: Vec::new() }
    }

    /// With one more value to begin with.
    #[must_use]
    pub fn with(mut self, field: &str, value: impl Into<String>) -> Form {
        self.values.push((field.to_owned(), value.into()));
        self
    }

    /// Puts one more value in.
    pub fn set(&mut self, field: &str, value: impl Into<String>) {
        self.values.push((field.to_owned(), value.into()));
    }

    /// What was typed into `field`, without the spaces around; empty if nothing was.
    pub fn value(&self, field: &str) -> &str {
        self.values.iter().find(|(name, _)| name == field).map_or("", |(_, value)| value.trim())
    }

    /// A secret exactly as typed: spaces count.
    pub fn secret(&self, field: &str) -> &str {
        self.values.iter().find(|(name, _)| name == field).map_or("", |(_, value)| value)
    }

    /// Everything ticked under `field`.
    pub fn values<'f>(&'f self, field: &'f str) -> impl Iterator<Item = &'f str> {
        self.values.iter().filter(move |(name, _)| name == field).map(|(_, value)| value.as_str())
    }

    /// Something is wrong at `field`.
    pub fn refuse(&mut self, field: &'static str, sentence: impl Into<String>) {
        self.refused.push(Refused { field, sentence: sentence.into() });
    }

    /// `field` was left empty; answers whether it was.
    pub fn require(&mut self, field: &'static str, sentence: impl Into<String>) -> bool {
        let empty = self.value(field).is_empty();
        if empty {
            self.refuse(field, sentence);
        }
        empty
    }

    /// Whether anything is wrong.
    pub fn is_refused(&self) -> bool {
        !self.refused.is_empty()
    }

    /// The language.
    pub(super) const fn t(&self) -> T {
        self.t
    }

    /// What is wrong at `field`.
    pub(super) fn error(&self, field: &str) -> String {
        let found = self.refused.iter().find(|refused| refused.field == field);
        found.map_or(String::new(), |refused| refused.sentence.clone())
    }

    /// The list at the top of the page, each line a link to its field; nothing while nothing is wrong.
    pub fn summary(&self) -> ErrorSummary {
        ErrorSummary { t: self.t, refused: self.refused.clone() }
    }

    /// A line of text.
    pub fn text(&self, name: &'static str, label: impl Into<String>) -> Field {
        Field {
            t: self.t,
            name,
            label: label.into(),
            hint: String::new(),
            error: self.error(name),
            value: self.value(name).to_owned(),
            kind: "text",
            autocomplete: "off",
            inputmode: "",
            width: "",
            rows: 0,
            optional: false,
        }
    }

    /// A password. It never comes back in the page.
    pub fn password(&self, name: &'static str, label: impl Into<String>, autocomplete: &'static str) -> Field {
        Field { kind: "password", value: String::new(), autocomplete, ..self.text(name, label) }
    }

    /// A day, `25/01/2024`.
    pub fn date(&self, name: &'static str, label: impl Into<String>) -> Field {
        let field = self.text(name, label).hint(self.t.date_hint());
        Field { inputmode: "numeric", width: "field__input--10", ..field }
    }

    /// A file of these kinds, `.xlsx,.csv`.
    pub fn file(&self, label: impl Into<String>, accept: &'static str) -> FileField {
        FileField {
            t: self.t,
            label: label.into(),
            hint: String::new(),
            error: self.error("file"),
            accept,
            is_several: false,
        }
    }

    /// Several lines of text.
    pub fn area(&self, name: &'static str, label: impl Into<String>) -> Field {
        Field { rows: 4, ..self.text(name, label) }
    }

    /// One of a list, closed.
    pub fn select(&self, name: &'static str, label: impl Into<String>) -> Select {
        Select {
            t: self.t,
            name,
            label: label.into(),
            hint: String::new(),
            error: self.error(name),
            value: self.value(name).to_owned(),
            options: vec![(String::new(), self.t.choose_one().to_owned())],
        }
    }

    /// Any of a list, all in sight.
    pub fn boxes(&self, name: &'static str, legend: impl Into<String>) -> Choices {
        Choices {
            t: self.t,
            name,
            legend: legend.into(),
            hint: String::new(),
            error: self.error(name),
            kind: "checkbox",
            columns: false,
            ticked: self.values(name).map(ToOwned::to_owned).collect(),
            offered: Vec::new(),
        }
    }

    /// One of a list, all in sight.
    pub fn radios(&self, name: &'static str, legend: impl Into<String>) -> Choices {
        Choices { kind: "radio", ..self.boxes(name, legend) }
    }
}

/// The hidden field that proves the form is ours.
#[derive(Template)]
#[template(source = r#"<input type="hidden" name="form_token" value="{{ token }}">"#, ext = "html")]
pub(crate) struct TokenField {
    pub token: String,
}

/// What is wrong, at the top of the page.
#[derive(Template)]
#[template(path = "components/error_summary.html")]
pub(crate) struct ErrorSummary {
    t: T,
    refused: Vec<Refused>,
}

/// A labelled line, or several lines, of text.
#[derive(Template)]
#[template(path = "components/field.html")]
pub(crate) struct Field {
    t: T,
    name: &'static str,
    label: String,
    hint: String,
    error: String,
    value: String,
    kind: &'static str,
    autocomplete: &'static str,
    inputmode: &'static str,
    width: &'static str,
    rows: u8,
    optional: bool,
}

impl Field {
    /// A line of help under the label.
    pub fn hint(self, hint: impl Into<String>) -> Field {
        Field { hint: hint.into(), ..self }
    }

    /// What the browser may fill in, in the words of the HTML standard.
    pub fn autocomplete(self, autocomplete: &'static str) -> Field {
        Field { autocomplete, ..self }
    }

    /// Digits: phones show the number keys.
    pub fn digits(self) -> Field {
        Field { inputmode: "numeric", ..self }
    }

    /// As wide as about ten letters.
    pub fn narrow(self) -> Field {
        Field { width: "field__input--10", ..self }
    }

    /// May stay empty, and says so.
    pub fn optional(self) -> Field {
        Field { optional: true, ..self }
    }

    fn described_by(&self) -> String {
        described_by(self.name, &self.hint, &self.error)
    }
}

/// A file to choose, in the field `file` of a form that `upload::receive` reads.
#[derive(Template)]
#[template(path = "components/file_field.html")]
pub(crate) struct FileField {
    t: T,
    label: String,
    hint: String,
    error: String,
    accept: &'static str,
    is_several: bool,
}

impl FileField {
    /// Takes several files at once.
    pub fn several(self) -> FileField {
        FileField { is_several: true, ..self }
    }

    /// A line of help under the label.
    pub fn hint(self, hint: impl Into<String>) -> FileField {
        FileField { hint: hint.into(), ..self }
    }

    fn described_by(&self) -> String {
        described_by("file", &self.hint, &self.error)
    }
}

/// One of a list, closed until opened.
#[derive(Template)]
#[template(path = "components/select.html")]
pub(crate) struct Select {
    t: T,
    name: &'static str,
    label: String,
    hint: String,
    error: String,
    value: String,
    options: Vec<(String, String)>,
}

impl Select {
    /// A line of help under the label.
    pub fn hint(self, hint: impl Into<String>) -> Select {
        Select { hint: hint.into(), ..self }
    }

    /// Choosing nothing means something, and this is what.
    pub fn none(mut self, label: &str) -> Select {
        label.clone_into(&mut self.options[0].1);
        self
    }

    /// All of these options.
    pub fn options(mut self, options: impl IntoIterator<Item = (String, String)>) -> Select {
        self.options.extend(options);
        self
    }

    fn described_by(&self) -> String {
        described_by(self.name, &self.hint, &self.error)
    }
}

/// A group of tick boxes or radio buttons under one legend.
#[derive(Template)]
#[template(path = "components/choices.html")]
pub(crate) struct Choices {
    t: T,
    name: &'static str,
    legend: String,
    hint: String,
    error: String,
    kind: &'static str,
    columns: bool,
    ticked: Vec<String>,
    offered: Vec<Choice>,
}

struct Choice {
    value: String,
    label: String,
    hint: String,
}

impl Choices {
    /// A line of help under the legend.
    pub fn hint(self, hint: impl Into<String>) -> Choices {
        Choices { hint: hint.into(), ..self }
    }

    /// In columns, where there is room: for long lists of short names.
    pub fn columns(self) -> Choices {
        Choices { columns: true, ..self }
    }

    /// One more choice.
    pub fn choice(self, value: impl Into<String>, label: impl Into<String>) -> Choices {
        self.explained(value, label, "")
    }

    /// One more choice, with a line under it.
    pub fn explained(mut self, value: impl Into<String>, label: impl Into<String>, hint: impl Into<String>) -> Choices {
        self.offered.push(Choice { value: value.into(), label: label.into(), hint: hint.into() });
        self
    }

    fn is_ticked(&self, value: &str) -> bool {
        self.ticked.iter().any(|ticked| ticked == value)
    }

    fn described_by(&self) -> String {
        described_by(self.name, &self.hint, &self.error)
    }
}

pub(super) fn described_by(name: &str, hint: &str, error: &str) -> String {
    let parts = [("hint", hint), ("error", error)];
    let ids: Vec<String> =
        parts.iter().filter(|(_, text)| !text.is_empty()).map(|(part, _)| format!("{name}-{part}")).collect();
    ids.join(" ")
}
