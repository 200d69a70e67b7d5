//! Reads a bank's message as a stream of leaves: a path of tags and the text in it. Total, and bounded in every way.

use crate::AnswerFault;
use kernel::Dong;
use quick_xml::{
    NsReader,
    events::{BytesStart, Event},
    name::ResolveResult,
};

/// The most bytes of an answer.
pub const ANSWER_BYTES_MAX: usize = 64 * 1024 * 1024;
/// The most lines of an answer.
pub const ENTRIES_MAX: usize = 200_000;
/// How deep tags may stand in each other: the messages need 13.
const DEPTH_MAX: usize = 32;
/// The longest text of a leaf.
const TEXT_MAX: usize = 4_096;

/// What a walk sees.
pub(crate) enum Seen<'s> {
    /// A tag opens.
    Open,
    /// Text in the tag at the end of the path.
    Text(&'s str),
    /// The tag at the end of the path closes.
    Close,
}

/// The path of a tag, from the top: `Document`, `BkToCstmrDbtCdtNtfctn`, …
pub(crate) struct Path {
    tags: Vec<String>,
    /// The attribute `Ccy` of the innermost tag.
    pub(crate) currency: Option<String>,
}

impl Path {
    /// Whether it ends with these tags.
    pub(crate) fn ends(&self, tail: &[&str]) -> bool {
        self.tags.len() >= tail.len() && self.tags[self.tags.len() - tail.len()..].iter().eq(tail.iter())
    }

    /// Whether this tag is somewhere in it.
    pub(crate) fn is_in(&self, tag: &str) -> bool {
        self.tags.iter().any(|one| one == tag)
    }
}

/// The message a file says it is: the last part of the namespace of its first tag.
pub(crate) fn message_name(bytes: &[u8]) -> Result<String, AnswerFault> {
    let mut reader = reader(bytes)?;
    loop {
        let (namespace, event) = reader.read_resolved_event().map_err(|_| AnswerFault::NotXml)?;
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                let known = tag.local_name().as_ref() == "Document";
                let name = namespace_text(&namespace).filter(|_| known).ok_or(AnswerFault::UnknownMessage)?;
                return name.rsplit(':').next().map(str::to_owned).ok_or(AnswerFault::UnknownMessage);
            }
            Event::DocType(_) => return Err(AnswerFault::Dtd),
            Event::Eof => return Err(AnswerFault::Empty),
            _ => {}
        }
    }
}

fn namespace_text(namespace: &ResolveResult<'_>) -> Option<String> {
    match namespace {
        ResolveResult::Bound(name) => Some(AsRef::<str>::as_ref(name).to_owned()),
        _ => None,
    }
}

fn reader(bytes: &[u8]) -> Result<NsReader<&[u8]>, AnswerFault> {
    if bytes.len() > ANSWER_BYTES_MAX {
        return Err(AnswerFault::TooLarge);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| AnswerFault::NotXml)?;
    if text.trim().is_empty() {
        return Err(AnswerFault::Empty);
    }
    let mut reader = NsReader::from_str(text);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = true;
    Ok(reader)
}

/// Walks the message; all its tags are of one namespace.
pub(crate) fn walk(
    bytes: &[u8],
    mut see: impl FnMut(&Path, Seen<'_>) -> Result<(), AnswerFault>,
) -> Result<(), AnswerFault> {
    let mut reader = reader(bytes)?;
    let mut path = Path { tags: Vec::with_capacity(DEPTH_MAX), currency: None };
    let mut own: Option<String> = None;
    let mut text = String::new();
    loop {
        let (namespace, event) = reader.read_resolved_event().map_err(|_| AnswerFault::NotXml)?;
        match event {
            Event::Start(tag) => {
                let name = namespace_text(&namespace);
                if name.is_none()
                    || *own.get_or_insert_with(|| name.clone().unwrap_or_default()) != name.unwrap_or_default()
                {
                    return Err(AnswerFault::ForeignNamespace);
                }
                enter(&mut path, &tag)?;
                text.clear();
                see(&path, Seen::Open)?;
            }
            Event::End(_) => {
                if !text.trim().is_empty() {
                    see(&path, Seen::Text(text.trim()))?;
                }
                text.clear();
                see(&path, Seen::Close)?;
                path.tags.pop();
                path.currency = None;
            }
            Event::Text(part) => append(&mut text, part.as_ref())?,
            Event::CData(part) => append(&mut text, part.as_ref())?,
            Event::GeneralRef(part) => append(&mut text, &entity(&part)?)?,
            Event::DocType(_) => return Err(AnswerFault::Dtd),
            Event::Eof if path.tags.is_empty() && own.is_some() => return Ok(()),
            Event::Eof => return Err(AnswerFault::CutOff),
            _ => {}
        }
    }
}

/// The five entities of XML and numbered characters; anything else would need a DTD.
fn entity(part: &quick_xml::events::BytesRef<'_>) -> Result<String, AnswerFault> {
    if let Some(letter) = part.resolve_char_ref().map_err(|_| AnswerFault::NotXml)? {
        return Ok(letter.to_string());
    }
    let letter = match AsRef::<str>::as_ref(part) {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => return Err(AnswerFault::Dtd),
    };
    Ok(letter.to_owned())
}

fn append(text: &mut String, part: &str) -> Result<(), AnswerFault> {
    if text.len() + part.len() > TEXT_MAX && !(part.trim().is_empty() && text.trim().is_empty()) {
        return Err(AnswerFault::TextTooLong);
    }
    if !part.trim().is_empty() || !text.is_empty() {
        text.push_str(part);
    }
    Ok(())
}

fn enter(path: &mut Path, tag: &BytesStart<'_>) -> Result<(), AnswerFault> {
    if path.tags.len() >= DEPTH_MAX {
        return Err(AnswerFault::TooDeep);
    }
    let name = tag.local_name().into_inner().to_owned();
    path.currency = match tag.try_get_attribute("Ccy").map_err(|_| AnswerFault::NotXml)? {
        Some(value) => Some(value.value.into_owned()),
        None => None,
    };
    path.tags.push(name);
    Ok(())
}

/// Whole đồng: a fraction other than zero, a sign, an exponent or more digits than money has are faults.
pub(crate) fn amount(text: &str, currency: Option<&str>) -> Result<Dong, AnswerFault> {
    if currency != Some("VND") {
        return Err(AnswerFault::Currency);
    }
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_amount = !whole.is_empty() && whole.len() <= 15 && digits(whole) && part.bytes().all(|byte| byte == b'0');
    let dong: Option<i64> = if is_amount && part.len() <= 5 { whole.parse().ok() } else { None };
    dong.filter(|dong| *dong > 0).map(Dong::new).ok_or(AnswerFault::Amount)
}
