//! Extractors: the query and the body of a call, read strictly.

use super::{
    faults::CallFault,
    input::{Fault, FieldFault, Given, Input, Named},
    values::text_schema,
};
use crate::{
    App,
    shell::problem::{Answer, Problem},
};
use axum::{
    body::{Bytes, HttpBody as _},
    extract::{FromRequest, FromRequestParts, Query, RawPathParams, Request},
    http::{HeaderMap, HeaderName, header, request::Parts},
    response::IntoResponse as _,
};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::{Value, error::Category};
use std::{fmt, str::FromStr};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{KnownFormat, RefOr, Schema, SchemaFormat},
};

/// The most bytes a body has.
pub(crate) const BODY_BYTES_MAX: usize = 64 * 1024;
/// The most levels of lists and objects a body has.
const DEPTH_MAX: usize = 32;
/// The longest key a client gives a call.
pub(crate) const KEY_LENGTH_MAX: usize = 100;
/// The header with the key a client gives a call.
pub(crate) const KEY_HEADER: HeaderName = HeaderName::from_static("idempotency-key");

/// The subject in the path: `/api/v1/offices/{office}`. What is no id names nothing, so there is nothing there.
pub(crate) struct Subject<S>(pub S);

impl<S: FromStr> FromRequestParts<App> for Subject<S> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Answer<Subject<S>> {
        let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| Problem::NotFound)?;
        let (_, subject) = params.iter().next().ok_or(Problem::NotFound)?;
        subject.parse().map(Subject).map_err(|_| Problem::NotFound)
    }
}

/// The `N` names in the path, in their order.
pub(crate) struct Subjects<const N: usize>(pub [String; N]);

impl<const N: usize> FromRequestParts<App> for Subjects<N> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Answer<Subjects<N>> {
        let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| Problem::NotFound)?;
        let names: Vec<String> = params.iter().map(|(_, name)| name.to_owned()).collect();
        names.try_into().map(Subjects).map_err(|_| Problem::NotFound)
    }
}

/// The query of the address.
pub(crate) struct Asked<Q>(pub Q);

impl<Q: Input> FromRequestParts<App> for Asked<Q> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Answer<Asked<Q>> {
        let pairs = Query::<Vec<(String, String)>>::from_request_parts(parts, app).await;
        let Query(pairs) = pairs.map_err(|_| Problem::Unreadable)?;
        let named = pairs.iter().map(|(name, value)| (name.as_str(), Given::Text(value))).collect();
        Q::read(&Named(named)).map(Asked).map_err(|faults| CallFault::Fields(faults).into())
    }
}

/// The body of a call that changes something, and the key the client gave it.
pub(crate) struct Sent<B> {
    /// What it says.
    pub body: B,
    /// As received, for telling two calls under one key apart.
    pub bytes: Bytes,
    /// The client's key.
    pub key: Option<String>,
    /// What the client says it has seen.
    pub seen: Option<Seen>,
}

/// The tags of `If-Match`: the change is wanted only if what is there now has one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seen(Vec<String>);

impl Seen {
    fn of(headers: &HeaderMap) -> Option<Seen> {
        let lines = headers.get_all(header::IF_MATCH).iter();
        let tags: Vec<String> = lines
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(','))
            .map(|tag| tag.trim().to_owned())
            .collect();
        headers.contains_key(header::IF_MATCH).then_some(Seen(tags))
    }

    /// Whether `tag` is one of them. `*` is any; a weak tag is none.
    pub fn is(&self, tag: &str) -> bool {
        self.0.iter().any(|seen| seen == tag || seen == "*")
    }
}

impl<B> Sent<B> {
    /// The same call with its body read as something else.
    pub fn map<C>(self, read: impl FnOnce(B) -> C) -> Sent<C> {
        let Sent { body, bytes, key, seen } = self;
        Sent { body: read(body), bytes, key, seen }
    }
}

/// A body that is a file, whatever its `Content-Type`. The route says how large.
pub(crate) struct SentFile(pub Sent<Bytes>);

/// What a file counts for, among all on their way in, of which nobody says how long it is.
const LENGTH_UNSAID: usize = 64 * 1024 * 1024;

impl FromRequest<App> for SentFile {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Answer<SentFile> {
        let key = key_of(request.headers())?;
        let seen = Seen::of(request.headers());
        let length = request.body().size_hint().exact().and_then(|length| usize::try_from(length).ok());
        // Given back once all of it is here. A file too large for its route is refused while it is read.
        let held = app.uploads.take(length.unwrap_or(LENGTH_UNSAID).min(sources::FILE_BYTES_MAX))?;
        let bytes = all_bytes(request, app).await?;
        drop(held);
        Ok(SentFile(Sent { body: bytes.clone(), bytes, key, seen }))
    }
}

/// How a file is described: bytes, and nothing said of them.
pub(crate) struct FileBytes;

impl ToSchema for FileBytes {}

impl PartialSchema for FileBytes {
    fn schema() -> RefOr<Schema> {
        text_schema("The bytes of a file.").format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary))).into()
    }
}

async fn all_bytes(request: Request, app: &App) -> Answer<Bytes> {
    let bytes = Bytes::from_request(request, app).await;
    bytes.map_err(|refused| Problem::of_status(refused.into_response().status()).unwrap_or(Problem::Unreadable))
}

impl<B: Input> FromRequest<App> for Sent<B> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Answer<Sent<B>> {
        let key = key_of(request.headers())?;
        let seen = Seen::of(request.headers());
        let is_json = is_json(request.headers());
        let bytes = all_bytes(request, app).await?;
        if bytes.len() > BODY_BYTES_MAX {
            return Err(Problem::TooLarge);
        }
        // A call that needs to say nothing may say nothing.
        if bytes.is_empty()
            && let Ok(body) = B::read(&Named(Vec::new()))
        {
            return Ok(Sent { body, bytes, key, seen });
        }
        if !is_json {
            return Err(CallFault::NotJson.into());
        }
        let body = read_body(&bytes)?;
        Ok(Sent { body, bytes, key, seen })
    }
}

fn read_body<B: Input>(bytes: &[u8]) -> Answer<B> {
    if depth(bytes) > DEPTH_MAX {
        return Err(CallFault::TooDeep { most: DEPTH_MAX }.into());
    }
    let Members(members) = serde_json::from_slice(bytes).map_err(|error| match error.classify() {
        Category::Data => Problem::from(FieldFault::of("", Fault::NotObject)),
        Category::Io | Category::Syntax | Category::Eof => {
            CallFault::Malformed { line: error.line(), column: error.column() }.into()
        }
    })?;
    let named = members.iter().map(|(name, value)| (name.as_str(), Given::Json(value))).collect();
    B::read(&Named(named)).map_err(|faults| CallFault::Fields(faults).into())
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

/// One visible line of ASCII without spaces.
fn key_of(headers: &HeaderMap) -> Answer<Option<String>> {
    let mut keys = headers.get_all(KEY_HEADER).iter();
    let Some(key) = keys.next() else { return Ok(None) };
    let text = key.to_str().unwrap_or_default();
    let is_key = (1..=KEY_LENGTH_MAX).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
    if is_key && keys.next().is_none() { Ok(Some(text.to_owned())) } else { Err(CallFault::KeyForm.into()) }
}

/// The most levels open at once, whether the text is JSON or not.
fn depth(bytes: &[u8]) -> usize {
    let (mut open, mut deepest, mut in_text, mut is_escaped) = (0_usize, 0, false, false);
    for byte in bytes {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_text => is_escaped = true,
            b'"' => in_text = !in_text,
            b'[' | b'{' if !in_text => {
                open += 1;
                deepest = deepest.max(open);
            }
            b']' | b'}' if !in_text => open = open.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// The members of a JSON object in the order sent, with those sent twice.
struct Members(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Members, D::Error> {
        from.deserialize_map(InOrder)
    }
}

struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Members;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{input::body, values::OfficeName};
    use axum::http::HeaderValue;

    body! {
        /// A sample.
        Sample {
            /// Text.
            name: OfficeName,
        }
    }

    fn code_of(body: &str) -> &'static str {
        match read_body::<Sample>(body.as_bytes()) {
            Ok(Sample { name }) => {
                assert_eq!(name.as_str(), "An");
                "read"
            }
            Err(problem) => problem.code(),
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused_with_a_reason() {
        assert_eq!(code_of(r#"{"name":"An"}"#), "read");
        assert_eq!(code_of(r#"{"name":"An","name":"An"}"#), "api.fields");
        assert_eq!(code_of("[]"), "api.fields");
        assert_eq!(code_of("3"), "api.fields");
        for text in ["", "{", "nothing", r#"{"name":"\ud800"}"#, r#"{"name":1e999}"#, r#"{"name":"An"} x"#] {
            assert_eq!(code_of(text), "api.malformed", "{text}");
        }
        assert_eq!(code_of(&format!(r#"{{"name":{}1{}}}"#, "[".repeat(40), "]".repeat(40))), "api.too_deep");
        assert!(read_body::<Sample>(b"{\"name\":\"\xff\"}").is_err());
    }

    #[test]
    fn depth_is_counted_outside_of_text() {
        assert_eq!(depth(br#"{"a":["[[[[\"[["]}"#), 2);
        assert_eq!(depth(b"]]]["), 1);
    }

    #[test]
    fn a_key_is_one_plain_line() {
        let key = |value: &'static [u8]| {
            let mut headers = HeaderMap::new();
            headers.insert(KEY_HEADER, HeaderValue::from_bytes(value).expect("a header"));
            key_of(&headers).map_err(|problem| problem.code())
        };
        assert_eq!(key(b"018d3f9e-2b1c"), Ok(Some("018d3f9e-2b1c".to_owned())));
        for wrong in [&b""[..], b"a b", b"\xe1\xba\xa5"] {
            assert_eq!(key(wrong), Err("api.key_form"));
        }
        assert_eq!(key_of(&HeaderMap::new()).map_err(|problem| problem.code()), Ok(None));
    }
}
