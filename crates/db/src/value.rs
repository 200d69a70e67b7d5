//! What goes into a statement and what comes out of one.

use crate::DbError;
use kernel::{Bind, Kind, Plain, Stored};
use std::sync::Arc;

/// One parameter: a value or a typed null. Built by `params!`.
#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    pub(crate) kind: Kind,
    pub(crate) value: Option<Plain>,
}

impl Param {
    /// Used by `params!`.
    pub fn new(value: &impl Bind) -> Param {
        let (kind, value) = value.bind();
        Param { kind, value }
    }
}

/// The parameters of a statement, in order: `params![person, month, "draft"]`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::Param::new(&$value)),*] };
}

/// One row of an answer. Columns are read by position, as the statement names them.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub(crate) names: Arc<[String]>,
    pub(crate) values: Vec<Option<Plain>>,
}

impl Row {
    /// The value at `column`, counted from 0.
    pub fn get<T: Stored>(&self, column: usize) -> Result<T, DbError> {
        self.find(column)?.ok_or_else(|| self.inconsistent(column, kind_name(T::KIND)))
    }

    /// The value at `column`, or nothing for NULL.
    pub fn find<T: Stored>(&self, column: usize) -> Result<Option<T>, DbError> {
        let value = self.values.get(column).ok_or_else(|| {
            DbError::Misuse(format!("column {column} was asked of an answer with {}", self.values.len()))
        })?;
        let Some(value) = value else { return Ok(None) };
        // SQLite has no booleans of its own: they rest there as 0 and 1.
        let plain = match (T::KIND, value) {
            (Kind::Bool, Plain::Int(0)) => Plain::Bool(false),
            (Kind::Bool, Plain::Int(1)) => Plain::Bool(true),
            _ => value.clone(),
        };
        T::from_plain(plain).map(Some).map_err(|fault| self.inconsistent(column, fault.expected))
    }

    fn inconsistent(&self, column: usize, expected: &'static str) -> DbError {
        let found = self.values[column].as_ref().map_or("NULL", |value| match value {
            Plain::Int(_) => "an int",
            Plain::Text(_) => "a text",
            Plain::Bool(_) => "a bool",
            Plain::Bytes(_) => "bytes",
        });
        DbError::Inconsistent { column: self.names[column].clone(), expected, found: found.to_owned() }
    }
}

pub(crate) fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Int => "int",
        Kind::Text => "text",
        Kind::Bool => "bool",
        Kind::Bytes => "bytes",
    }
}

/// PostgreSQL cannot keep the character U+0000 and SQLite can: nobody may store it.
pub(crate) fn check_text(params: &[Param]) -> Result<(), DbError> {
    let nul = |param: &Param| matches!(&param.value, Some(Plain::Text(text)) if text.contains('\0'));
    if params.iter().any(nul) {
        return Err(DbError::ZeroCharacter);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn params_take_values_options_and_text() {
        let name = String::from("An");
        let none: Option<i64> = None;
        let params: &[Param] = params![name, name.as_str(), "An", none, 3_i64, true, vec![1_u8]];
        assert_eq!(params.len(), 7);
        assert_eq!(params[0], params[2]);
    }

    #[test]
    fn a_value_of_another_kind_is_named_without_being_shown() {
        let row = Row { names: ["born_on".to_owned()].into(), values: vec![Some(Plain::Text("bi mat".to_owned()))] };
        let fault = row.get::<jiff::civil::Date>(0).expect_err("not a day");
        assert_eq!(fault.to_string(), "column born_on holds a text where day belongs");
        assert!(matches!(row.get::<i64>(1), Err(DbError::Misuse(_))));
    }
}
