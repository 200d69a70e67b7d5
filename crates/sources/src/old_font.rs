//! Text of old fonts in the cells of a row: what is certain is converted, what is not is proposed.

use crate::{Because, Cell, FaultKind, Field, read_row::RowReader};
use kernel::legacy::{Reading, Was};

impl RowReader<'_> {
    /// A text in Unicode. What an officer took over is in it already, whatever the rest of its column is in.
    pub(crate) fn read_text(&self, field: Field, text: &str) -> Reading {
        match self.layout.header.column(field) {
            Some(column) if !self.is_accepted(field) => self.layout.unicode(column, text),
            _ => Reading { text: text.to_owned(), was: Was::Clean },
        }
    }

    /// What a field says if a doubtful text in it is of an old font.
    pub(crate) fn in_old_font(&self, field: Field) -> Option<String> {
        let Cell::Text(text) = self.cell(field) else { return None };
        match self.read_text(field, text).was {
            Was::Doubtful(encoding) => Some(encoding.propose(text)),
            Was::Clean | Was::Converted(_) => None,
        }
    }

    /// Tells a text that may be of an old font, with what it says then.
    pub(crate) fn doubt_font(&mut self, field: Field) {
        let written = self.cell(field).shown().into_owned();
        if let Some(meant) = self.in_old_font(field) {
            self.blame(field, FaultKind::OldFont, &written, Some((meant, Because::OldFont)));
        }
    }

    /// Whether an officer took a proposal over.
    pub(crate) fn is_accepted(&self, field: Field) -> bool {
        self.accepted.iter().any(|(accepted, _)| *accepted == field)
    }
}
