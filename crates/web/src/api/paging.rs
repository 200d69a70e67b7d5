//! Long lists, a page at a time: `limit` says how much, `next` says where to go on.

use super::{
    call::{Call, told},
    faults::CallFault,
    input::{Field, FieldFault, Given, checked},
    numbers::whole,
    values::{bounded, text_schema},
};
use crate::shell::problem::{Answer, Problem};
use db::{DbError, Tx};
use office::Acting;
use serde::Serialize;
use serde_json::Value;
use std::{
    fmt::{Display, Write as _},
    str::FromStr,
};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, schema::Type},
};

/// Items on a page when nobody says.
const LIMIT_USUAL: i64 = 50;
/// Items on a page at most.
const LIMIT_MAX: i64 = 200;
/// A cursor longer than this is none of ours.
const CURSOR_LENGTH_MAX: usize = 400;

/// How many items a page holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Limit(usize);

impl Limit {
    /// The number asked for, or the usual one.
    pub fn of(asked: Option<Limit>) -> usize {
        asked.map_or(usize::try_from(LIMIT_USUAL).expect("a small number"), |Limit(limit)| limit)
    }
}

impl Field for Limit {
    fn read(given: Given<'_>, name: &str, faults: &mut Vec<FieldFault>) -> Option<Self> {
        let limit = checked(whole(given, 1, LIMIT_MAX), name, faults)?;
        Some(Limit(usize::try_from(limit).expect("within bounds")))
    }
}

impl ToSchema for Limit {}

impl PartialSchema for Limit {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::Integer)
            .description(Some("How many items the page holds at most."))
            .minimum(Some(1))
            .maximum(Some(usize::try_from(LIMIT_MAX).expect("a small number")))
            .default(Some(Value::from(LIMIT_USUAL)))
            .into()
    }
}

/// Where a page begins: the `next` of the page before. Only the list that gave it can read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cursor(String);

impl Cursor {
    /// A cursor that stands after `key` of the list `list`.
    fn after(list: &str, key: &str) -> String {
        format!("{list}/{key}").bytes().fold(String::new(), |mut text, byte| {
            write!(text, "{byte:02x}").expect("text can be written to memory");
            text
        })
    }

    /// The key it stands after.
    pub fn key<K: FromStr>(asked: Option<&Cursor>, list: &str) -> Answer<Option<K>> {
        let Some(Cursor(text)) = asked else { return Ok(None) };
        let key = from_hex(text).and_then(|text| text.strip_prefix(list)?.strip_prefix('/')?.parse().ok());
        key.map(Some).ok_or_else(|| CallFault::CursorForeign.into())
    }
}

fn from_hex(text: &str) -> Option<String> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let pairs = text.as_bytes().chunks(2);
    let bytes = pairs.map(|pair| match pair {
        [high, low] => u8::try_from(digit(*high)? * 16 + digit(*low)?).ok(),
        _ => None,
    });
    String::from_utf8(bytes.collect::<Option<Vec<u8>>>()?).ok()
}

impl Field for Cursor {
    fn read(given: Given<'_>, name: &str, faults: &mut Vec<FieldFault>) -> Option<Self> {
        let text = given.text().and_then(|text| bounded(text, 1, CURSOR_LENGTH_MAX).map(|()| Cursor(text.to_owned())));
        checked(text, name, faults)
    }
}

impl ToSchema for Cursor {}

impl PartialSchema for Cursor {
    fn schema() -> RefOr<Schema> {
        text_schema("Where the page begins: the `next` of the page before. Left out, the first page comes.")
            .min_length(Some(1))
            .max_length(Some(CURSOR_LENGTH_MAX))
            .into()
    }
}

/// One page of a list.
#[derive(Serialize, ToSchema)]
pub(crate) struct Page<Item: ToSchema> {
    /// The items, in the order of the list.
    pub items: Vec<Item>,
    /// The cursor of the next page; nothing after the last one.
    pub next: Option<String>,
}

impl<Item: ToSchema> Page<Item> {
    /// The first `limit` of `found`, and a cursor if there were more.
    pub fn of<F>(list: &str, limit: usize, mut found: Vec<F>, key: impl Fn(&F) -> String) -> Page<Item>
    where
        Item: From<F>,
    {
        let is_more = found.len() > limit;
        found.truncate(limit);
        let next = found.last().filter(|_| is_more).map(|last| Cursor::after(list, &key(last)));
        Page { items: found.into_iter().map(Item::from).collect(), next }
    }
}

/// A list of a room, and where in it an item stands.
#[derive(Clone, Copy)]
pub(crate) struct List<F, K> {
    /// Its name, which its cursors bear.
    pub name: &'static str,
    /// The place of an item in the order of the list.
    pub key: fn(&F) -> K,
}

/// Which part of a list is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    limit: usize,
    cursor: Option<Cursor>,
}

impl Part {
    /// As the query says.
    pub fn of(limit: Option<Limit>, cursor: Option<Cursor>) -> Part {
        Part { limit: Limit::of(limit), cursor }
    }
}

impl Call {
    /// A page of a list, each item told as `Item`. `fetch` asks the room for those after a place.
    pub async fn list<Item, F, K, E>(
        &self,
        List { name, key }: List<F, K>,
        Part { limit, cursor }: Part,
        mut fetch: impl FnMut(&mut Tx<'_>, &Acting, Option<K>) -> Result<Vec<F>, E> + Send + 'static,
    ) -> Answer
    where
        E: From<DbError> + Into<Problem> + 'static,
        Item: From<F> + Serialize + ToSchema,
        F: Send + 'static,
        K: FromStr + Display + Send + 'static,
    {
        let after = Cursor::key(cursor.as_ref(), name)?;
        let found = self.read(move |tx, acting| gather(limit, after, key, |after| fetch(tx, acting, after))).await?;
        Ok(told(&Page::<Item>::of(name, limit, found, |item| key(item).to_string())))
    }
}

/// Asks a room for page after page until there is one item more than `limit`, or no more at all.
fn gather<F, K, E>(
    limit: usize,
    mut after: Option<K>,
    key: impl Fn(&F) -> K,
    mut fetch: impl FnMut(Option<K>) -> Result<Vec<F>, E>,
) -> Result<Vec<F>, E> {
    let mut all = Vec::new();
    while all.len() <= limit {
        let page = fetch(after.take())?;
        let Some(last) = page.last() else { break };
        after = Some(key(last));
        all.extend(page);
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Shown(u32);

    impl From<u32> for Shown {
        fn from(number: u32) -> Shown {
            Shown(number)
        }
    }

    impl ToSchema for Shown {}

    impl PartialSchema for Shown {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new().into()
        }
    }

    /// A room that gives three at a time.
    fn three(after: Option<u32>) -> Vec<u32> {
        (1..=10).filter(|number| after.is_none_or(|after| *number > after)).take(3).collect()
    }

    fn walk(limit: usize) -> Vec<u32> {
        let (mut seen, mut cursor) = (Vec::new(), None::<Cursor>);
        loop {
            let after = Cursor::key(cursor.as_ref(), "numbers").unwrap();
            let found = gather(limit, after, |number| *number, |after| Ok::<_, ()>(three(after))).unwrap();
            let page: Page<Shown> = Page::of("numbers", limit, found, ToString::to_string);
            assert!(page.items.len() <= limit);
            seen.extend(page.items.iter().map(|shown| shown.0));
            match page.next {
                Some(next) => cursor = Some(Cursor(next)),
                None => return seen,
            }
        }
    }

    #[test]
    fn a_walk_meets_everything_once_whatever_the_limit() {
        for limit in [1, 2, 3, 4, 5, 9, 10, 11, 200] {
            assert_eq!(walk(limit), (1..=10).collect::<Vec<_>>(), "limit {limit}");
        }
    }

    #[test]
    fn a_cursor_belongs_to_its_list() {
        let cursor = Cursor(Cursor::after("offices", "7"));
        assert_eq!(Cursor::key::<u32>(Some(&cursor), "offices").unwrap(), Some(7));
        assert!(Cursor::key::<u32>(Some(&cursor), "staff").is_err());
        for foreign in ["zz", "6", "ấấ", "ff", "6f2f"] {
            assert!(Cursor::key::<u32>(Some(&Cursor(foreign.to_owned())), "o").is_err(), "{foreign}");
        }
    }
}
