//! A command line that cannot be understood, told in our own words.

use clap::{
    Error,
    error::{ContextKind, ContextValue, ErrorKind},
};
use web::CommandLine;

/// The sentences for a usage error.
pub(crate) fn sentence(error: &Error, t: CommandLine) -> String {
    let argument = text(error, ContextKind::InvalidArg);
    let mut lines = vec![match error.kind() {
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => match text(error, ContextKind::InvalidValue) {
            value if value.is_empty() => t.usage_value_missing(&argument),
            value => t.usage_value(value, &argument),
        },
        ErrorKind::UnknownArgument => t.usage_unknown(&argument),
        ErrorKind::InvalidSubcommand => t.usage_unknown(text(error, ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => t.usage_missing(&argument),
        ErrorKind::ArgumentConflict => t.usage_twice(&argument),
        ErrorKind::TooFewValues | ErrorKind::NoEquals | ErrorKind::WrongNumberOfValues => {
            t.usage_value_missing(&argument)
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            t.usage_command_missing().to_owned()
        }
        _ => t.usage_other().to_owned(),
    }];
    let values = text(error, ContextKind::ValidValue);
    if !values.is_empty() {
        lines.push(t.usage_values(values));
    }
    let suggestion = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .find_map(|kind| best(error, kind));
    lines.extend(suggestion.map(|suggestion| t.usage_similar(suggestion)));
    if argument.starts_with("--listen") {
        lines.push(t.usage_listen().to_owned());
    }
    lines.push(t.usage_hint().to_owned());
    lines.join(" ")
}

fn text(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    }
}

/// The likeliest of several suggestions stands last.
fn best(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => texts.last().cloned(),
        _ => None,
    }
}
