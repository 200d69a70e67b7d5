//! Lines above and below the table of a list.

/// A line across the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Two blocks side by side: the agency and the state's motto, or two signers.
    Pair {
        /// The left block.
        left: String,
        /// The right block.
        right: String,
    },
    /// The title: bold, in the middle.
    Title(String),
    /// Under the title: italic, in the middle.
    Note(String),
    /// A sentence, to the left.
    Plain(String),
    /// Nothing.
    Blank,
}

impl Line {
    /// Two blocks side by side.
    pub fn pair(left: impl Into<String>, right: impl Into<String>) -> Line {
        Line::Pair { left: left.into(), right: right.into() }
    }

    /// A title.
    pub fn title(text: impl Into<String>) -> Line {
        Line::Title(text.into())
    }

    /// A note under the title.
    pub fn note(text: impl Into<String>) -> Line {
        Line::Note(text.into())
    }

    /// A sentence.
    pub fn plain(text: impl Into<String>) -> Line {
        Line::Plain(text.into())
    }
}
