//! From bytes to lines, whatever the form; or why not.

use crate::{
    AnswerKind, Entry, Status, camt054, pain002, settlement,
    xml::{ANSWER_BYTES_MAX, message_name},
};
use kernel::keyed;

keyed! {
    /// What is wrong with a line of the post's workbook.
    pub enum RowWrong {
        /// The amount is no whole number of đồng above zero.
        Amount = "amount",
        /// The amount is not the one on the list.
        AmountDiffers = "amount_differs",
        /// The result is neither of the two words, nor nothing.
        Result = "result",
        /// The reference stands in another line too.
        Twice = "twice",
        /// No workbook handed to this post has the reference.
        Unknown = "unknown",
    }
}

/// Why a file is no answer we can read. It never repeats what stands in the file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerFault {
    /// An amount that is no whole number of đồng above zero.
    #[error("an amount is no whole number of dong above zero")]
    Amount,
    /// Another currency.
    #[error("another currency than VND")]
    Currency,
    /// The file ends before its end.
    #[error("the file is cut off")]
    CutOff,
    /// The parts of an entry do not sum to it.
    #[error("the parts of an entry do not add up")]
    DoesNotAddUp,
    /// A document type definition or an entity of one: no bank's message has it.
    #[error("a document type definition")]
    Dtd,
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Tags of another namespace.
    #[error("a foreign namespace")]
    ForeignNamespace,
    /// A field that must be there is not.
    #[error("{what} is missing")]
    Missing {
        /// Its tag.
        what: &'static str,
    },
    /// The workbook has not the headings of the settlement.
    #[error("the headings are missing")]
    NoHeadings,
    /// Not well-formed, or not in UTF-8.
    #[error("not XML in UTF-8")]
    NotXml,
    /// A text longer than any field.
    #[error("a text is too long")]
    TextTooLong,
    /// Tags within tags without end.
    #[error("nested too deep")]
    TooDeep,
    /// More bytes than an answer has.
    #[error("the file is too large")]
    TooLarge,
    /// More lines than an answer has.
    #[error("too many lines")]
    TooMany,
    /// Another message.
    #[error("neither pain.002 nor camt.054")]
    UnknownMessage,
    /// A line of the post's workbook that cannot be taken as it is.
    #[error("line {line}: {wrong}", wrong = wrong.key())]
    Row {
        /// Its number in the sheet, counted from 1.
        line: i64,
        /// What is wrong.
        wrong: RowWrong,
    },
    /// A status or a result that is none.
    #[error("an unknown status")]
    UnknownStatus,
    /// The workbook cannot be read.
    #[error("the workbook: {0}")]
    Workbook(String),
}

/// What an answer says of all the payments it does not list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Their status.
    pub status: Status,
    /// The reason's code.
    pub code: Option<String>,
}

/// An answer as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What kind.
    pub kind: AnswerKind,
    /// Its own id.
    pub message_id: Option<String>,
    /// Who says they sent it.
    pub sender: Option<String>,
    /// The file it answers.
    pub original_message_id: Option<String>,
    /// What it says of the whole file.
    pub whole: Option<Block>,
    /// Its lines.
    pub entries: Vec<Entry>,
}

/// Reads an answer by what its bytes are, not by its name.
pub fn read_answer(bytes: &[u8]) -> Result<Reading, AnswerFault> {
    if bytes.len() > ANSWER_BYTES_MAX {
        return Err(AnswerFault::TooLarge);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return settlement::read(bytes);
    }
    let name = message_name(bytes)?;
    match name.split('.').take(2).collect::<Vec<_>>().as_slice() {
        ["pain", "002"] => pain002::read(bytes),
        ["camt", "054"] => camt054::read(bytes),
        _ => Err(AnswerFault::UnknownMessage),
    }
}
