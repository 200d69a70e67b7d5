//! One payment to one person for one month.

use crate::{InstructionState, PaymentFile, Refusal, store};
use db::Tx;
use kernel::{
    AccountNumber, CycleId, Dong, EntitlementId, InstructionId, ListId, Month, PaymentFileId, PersonId, PositiveDong,
    keyed,
};
use survey::Method;

keyed! {
    /// Which way the money goes.
    pub enum Channel {
        /// A file to the bank.
        Bank = "bank",
        /// A workbook to the post.
        Post = "post",
    }
}

keyed! {
    /// Why a bank is told to pay: ISO 20022's external purpose codes.
    pub enum Purpose {
        /// Social security benefit.
        Benefit = "SSBE",
        /// Pension: the aged without one of their own.
        Pension = "PENS",
        /// Child benefit.
        Child = "BECH",
        /// War victims and disabled soldiers: người có công.
        Merit = "GWLT",
        /// Family allowance: poor and near-poor households.
        Family = "GAFA",
    }
}

impl Channel {
    /// The way of a method; money to an account needs one.
    pub fn of(method: Method, has_account: bool) -> Option<Channel> {
        match method {
            _ if method.needs_account() => has_account.then_some(Channel::Bank),
            Method::Guardian if has_account => Some(Channel::Bank),
            _ => Some(Channel::Post),
        }
    }
}

impl Purpose {
    /// The purpose of a category of a source. Nothing that would tell a bank of an illness: those are benefits.
    pub fn of(source: &str, category: &str) -> Purpose {
        match source {
            "ncc" => Purpose::Merit,
            "ngheo" => Purpose::Family,
            _ if category.starts_with("BTXH.5") || category.starts_with("HTXH") => Purpose::Pension,
            _ if ["BTXH.1", "BTXH.2", "BTXH.7"].iter().any(|kind| is_of(category, kind)) => Purpose::Child,
            _ => Purpose::Benefit,
        }
    }
}

/// `BTXH.1.U4` is of `BTXH.1`, `BTXH.10` is not.
fn is_of(category: &str, kind: &str) -> bool {
    category.strip_prefix(kind).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// One payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instruction {
    /// To whom.
    pub person: PersonId,
    /// Its id.
    pub id: InstructionId,
    /// Of which cycle.
    pub cycle: CycleId,
    /// From which list.
    pub list: ListId,
    /// For which entitlement.
    pub entitlement: EntitlementId,
    /// The month it is owed for.
    pub origin: Month,
    /// The first, or a later try.
    pub attempt: i64,
    /// By which method.
    pub method: Method,
    /// Which way.
    pub channel: Channel,
    /// Its number in the cycle and channel, counted from 1.
    pub seq: i64,
    /// The bank: its BIN, or the word for one that has none.
    pub bin: Option<String>,
    /// The account.
    pub number: Option<AccountNumber>,
    /// In whose name.
    pub holder: String,
    /// Why, for the bank.
    pub purpose: Purpose,
    /// How much.
    pub amount: PositiveDong,
    /// The reference that every answer carries.
    pub end_to_end: String,
    /// Where it stands.
    pub state: InstructionState,
    /// In which file.
    pub file: Option<PaymentFileId>,
    /// The carried amount it pays.
    pub carried_from: Option<InstructionId>,
    /// The commune.
    pub place: i64,
}

/// What answers need to know of an instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// To whom.
    pub person: PersonId,
    /// Its id.
    pub id: InstructionId,
    /// Of which cycle.
    pub cycle: CycleId,
    /// For which entitlement.
    pub entitlement: EntitlementId,
    /// The month it is owed for.
    pub origin: Month,
    /// The first, or a later try.
    pub attempt: i64,
    /// By which method.
    pub method: Method,
    /// Which way.
    pub channel: Channel,
    /// The bank: its BIN, or the word for one that has none.
    pub bin: Option<String>,
    /// The account.
    pub number: Option<AccountNumber>,
    /// How much.
    pub amount: Dong,
    /// Its reference.
    pub end_to_end: String,
    /// Where it stands.
    pub state: InstructionState,
    /// In which file.
    pub file: Option<PaymentFileId>,
    /// Its line there, counted from 1.
    pub file_line: Option<i64>,
    /// The commune.
    pub place: i64,
}

/// What is known of the instructions with these references, each asked once.
pub fn find_by_references(tx: &mut Tx<'_>, references: &[&str]) -> Result<Vec<Known>, Refusal> {
    let mut found = Vec::new();
    for chunk in references.chunks(store::REFERENCES_AT_ONCE) {
        found.extend(store::list_by_references(tx, chunk)?);
    }
    Ok(found)
}

/// All the instructions of a file, by line.
pub fn list_of_file(tx: &mut Tx<'_>, file: &PaymentFile) -> Result<Vec<Known>, Refusal> {
    Ok(store::list_of_file(tx, file)?)
}

/// The instruction a bank names by message and line, `AS2402-1011370-BF0001/17`.
pub fn find_by_message_and_line(tx: &mut Tx<'_>, text: &str) -> Result<Option<Known>, Refusal> {
    let parts = text.rsplit_once('/').and_then(|(message, line)| Some((message, line.parse::<i64>().ok()?)));
    let Some((message, line)) = parts else { return Ok(None) };
    let Some(file) = store::find_file_of_message(tx, message)? else { return Ok(None) };
    Ok(store::find_in_file(tx, &file, line)?)
}

/// The one instruction to an account over an amount that is sent and not answered for; nothing where there are more.
pub fn find_only_open(tx: &mut Tx<'_>, number: &AccountNumber, amount: Dong) -> Result<Option<Known>, Refusal> {
    let mut found = store::list_open_to_account(tx, number, amount)?;
    Ok(if found.len() == 1 { found.pop() } else { None })
}

/// The longest reference that survives in every bank's fields.
pub(crate) const REFERENCE_LENGTH_MAX: usize = 35;

/// `AS2402-1000321-B000017`, and `-A2` behind a second attempt: ASCII, unique over all cycles, short enough to be the
/// first thing in a transfer's text.
pub(crate) fn reference(month: Month, place: i64, channel: Channel, seq: i64, attempt: i64) -> String {
    let letter = match channel {
        Channel::Bank => 'B',
        Channel::Post => 'P',
    };
    let tail = if attempt > 1 { format!("-A{attempt}") } else { String::new() };
    let text = format!("AS{:02}{:02}-{place}-{letter}{seq:06}{tail}", month.year() % 100, month.number());
    debug_assert!(text.len() <= REFERENCE_LENGTH_MAX && text.is_ascii(), "{text}");
    text
}

/// Finds a reference in a text a bank has cut, wrapped or put into capitals.
pub fn find_reference(text: &str) -> Option<String> {
    let joined: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
    let bytes = joined.as_bytes();
    (0..bytes.len()).find_map(|at| read_reference(&bytes[at..]))
}

fn read_reference(bytes: &[u8]) -> Option<String> {
    let digits = |at: usize| bytes.get(at..).map_or(0, |rest| rest.iter().take_while(|b| b.is_ascii_digit()).count());
    let literal =
        |at: usize, text: &[u8]| bytes.get(at..).filter(|rest| rest.starts_with(text)).map(|_| at + text.len());
    let month = literal(0, b"AS")?;
    let place = literal(month + 4, b"-").filter(|_| digits(month) == 4)?;
    let channel = literal(place + digits(place), b"-").filter(|_| digits(place) > 0)?;
    let seq = literal(channel, b"B").or_else(|| literal(channel, b"P"))?;
    let end = seq + digits(seq);
    (end - seq >= 6).then_some(())?;
    let attempt = literal(end, b"-A").filter(|at| digits(*at) > 0);
    let end = attempt.map_or(end, |at| at + digits(at));
    (end <= REFERENCE_LENGTH_MAX).then(|| String::from_utf8_lossy(&bytes[..end]).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_short_and_plain_and_found_again() {
        let month = Month::new(2024, 2).expect("a month");
        let first = reference(month, 1_011_370, Channel::Bank, 17, 1);
        assert_eq!(first, "AS2402-1011370-B000017");
        let late = reference(month, 9_999_999, Channel::Post, 9_999_999, 12);
        assert!(late.len() <= REFERENCE_LENGTH_MAX);
        for text in [
            "AS2402-1011370-B000017 CHI TRO CAP T02/2024",
            "MBVCB.123.as2402-10113\n70-B000017 chi tro cap",
            "REF/AS2402-1011370-B000017/X",
        ] {
            assert_eq!(find_reference(text).as_deref(), Some(first.as_str()), "{text}");
        }
        assert_eq!(find_reference(&format!("x {late} y")).as_deref(), Some(late.as_str()));
        for text in ["", "AS2402", "AS2402-1-B1", "ASXX-1-B000017", "CHI TRO CAP"] {
            assert_eq!(find_reference(text), None, "{text}");
        }
    }

    #[test]
    fn no_purpose_tells_of_an_illness() {
        assert_eq!(Purpose::of("btxh", "BTXH.3.U4"), Purpose::Benefit);
        assert_eq!(Purpose::of("btxh", "BTXH.8"), Purpose::Benefit);
        assert_eq!(Purpose::of("btxh", "BTXH.5c"), Purpose::Pension);
        assert_eq!(Purpose::of("btxh", "BTXH.1.4P"), Purpose::Child);
        assert_eq!(Purpose::of("ncc", "NCC.g"), Purpose::Merit);
    }

    #[test]
    fn money_to_an_account_needs_one() {
        assert_eq!(Channel::of(Method::OwnAccount, false), None);
        assert_eq!(Channel::of(Method::Guardian, true), Some(Channel::Bank));
        assert_eq!(Channel::of(Method::Guardian, false), Some(Channel::Post));
        assert_eq!(Channel::of(Method::CashHome, true), Some(Channel::Post));
    }
}
