//! The four kinds as PostgreSQL sends and takes them.

use crate::{DbError, Param, Row};
use kernel::{Kind, Plain};
use postgres::types::{IsNull, ToSql, Type, private::BytesMut};
use std::{error::Error, sync::Arc};

pub(super) fn type_of(kind: Kind) -> Type {
    match kind {
        Kind::Int => Type::INT8,
        Kind::Text => Type::TEXT,
        Kind::Bool => Type::BOOL,
        Kind::Bytes => Type::BYTEA,
    }
}

pub(super) fn kind_of(ty: &Type) -> Option<Kind> {
    [Kind::Int, Kind::Text, Kind::Bool, Kind::Bytes].into_iter().find(|kind| type_of(*kind) == *ty)
}

/// Statements are prepared with `type_of` each parameter, so the server never asks for another type.
impl ToSql for Param {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match &self.value {
            None => Ok(IsNull::Yes),
            Some(Plain::Int(number)) => number.to_sql(ty, out),
            Some(Plain::Text(text)) => text.to_sql(ty, out),
            Some(Plain::Bool(truth)) => truth.to_sql(ty, out),
            Some(Plain::Bytes(bytes)) => bytes.to_sql(ty, out),
        }
    }

    fn accepts(ty: &Type) -> bool {
        [Type::INT8, Type::TEXT, Type::BOOL, Type::BYTEA].contains(ty)
    }

    fn to_sql_checked(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        debug_assert_eq!(*ty, type_of(self.kind), "a statement is prepared with the kinds it is given");
        self.to_sql(ty, out)
    }
}

pub(super) fn names(columns: &[postgres::Column]) -> Arc<[String]> {
    columns.iter().map(|column| column.name().to_owned()).collect()
}

pub(super) fn row(row: &postgres::Row, names: &Arc<[String]>) -> Result<Row, DbError> {
    let values = (0..names.len()).map(|at| plain(row, at)).collect::<Result<_, _>>()?;
    Ok(Row { names: names.clone(), values })
}

fn plain(row: &postgres::Row, at: usize) -> Result<Option<Plain>, DbError> {
    let column = &row.columns()[at];
    let read = match *column.type_() {
        Type::INT8 => row.try_get::<_, Option<i64>>(at).map(|value| value.map(Plain::Int)),
        Type::INT4 => row.try_get::<_, Option<i32>>(at).map(|value| value.map(|n| Plain::Int(n.into()))),
        Type::INT2 => row.try_get::<_, Option<i16>>(at).map(|value| value.map(|n| Plain::Int(n.into()))),
        Type::TEXT | Type::VARCHAR | Type::NAME | Type::BPCHAR | Type::UNKNOWN => {
            row.try_get::<_, Option<String>>(at).map(|value| value.map(Plain::Text))
        }
        Type::BOOL => row.try_get::<_, Option<bool>>(at).map(|value| value.map(Plain::Bool)),
        Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(at).map(|value| value.map(Plain::Bytes)),
        ref other => {
            return Err(DbError::Inconsistent {
                column: column.name().to_owned(),
                expected: "int, text, bool or bytes",
                found: format!("{other}: CAST it"),
            });
        }
    };
    read.map_err(|error| super::faults::say(&error))
}
