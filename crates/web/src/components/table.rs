//! Tables that turn into cards on a telephone.

use super::Tag;
use crate::wording::T;
use askama::Template;

/// A table with a caption. Every row has a cell for each column; the first cell names the row.
#[derive(Template)]
#[template(path = "components/table.html")]
pub(crate) struct Table {
    t: T,
    caption: String,
    filter: bool,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
}

struct Column {
    label: String,
    is_number: bool,
}

/// From so many rows on, a table's cards on a telephone stand closer.
const LONG_ROWS: usize = 16;

impl Table {
    /// How it is set on a telephone: a name and a number stay on one line, many rows stand close, figures side by side.
    fn class(&self) -> &'static str {
        match (self.columns.as_slice(), self.rows.len()) {
            ([_, Column { is_number: true, .. }], _) => "table table--pair",
            ([_, figures @ ..], LONG_ROWS..) if figures.iter().all(|column| column.is_number) => "table table--figures",
            (_, LONG_ROWS..) => "table table--long",
            _ => "table",
        }
    }

    /// The caption says what the rows are.
    pub fn of(t: T, caption: impl Into<String>) -> Table {
        Table { t, caption: caption.into(), filter: false, columns: Vec::new(), rows: Vec::new() }
    }

    /// Whether there is no row yet.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// One more column.
    pub fn column(mut self, label: impl Into<String>) -> Table {
        self.columns.push(Column { label: label.into(), is_number: false });
        self
    }

    /// One more column, of numbers.
    pub fn numbers(mut self, label: impl Into<String>) -> Table {
        self.columns.push(Column { label: label.into(), is_number: true });
        self
    }

    /// Offers a line to narrow the rows down, where scripts run.
    pub fn filter(self) -> Table {
        Table { filter: true, ..self }
    }

    /// One more row.
    pub fn row<const N: usize>(mut self, cells: [Cell; N]) -> Table {
        debug_assert_eq!(N, self.columns.len(), "a row has a cell for each column");
        self.rows.push(cells.into());
        self
    }

    /// One more row, of as many cells as there are columns by then.
    pub fn cells(mut self, cells: Vec<Cell>) -> Table {
        debug_assert_eq!(cells.len(), self.columns.len(), "a row has a cell for each column");
        self.rows.push(cells);
        self
    }

    /// A row for each of `items`.
    pub fn rows<I, const N: usize>(self, items: impl IntoIterator<Item = I>, row: impl Fn(I) -> [Cell; N]) -> Table {
        items.into_iter().fold(self, |table, item| table.row(row(item)))
    }
}

/// What stands in one place of a table.
#[derive(Template)]
#[template(path = "components/cell.html")]
pub(crate) struct Cell {
    text: String,
    href: String,
    below: String,
    tag: Option<Tag>,
    is_strong: bool,
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), href: String::new(), below: String::new(), tag: None, is_strong: false }
    }

    /// A link.
    pub fn link(href: impl Into<String>, text: impl Into<String>) -> Cell {
        Cell { href: href.into(), ..Cell::text(text) }
    }

    /// A state.
    pub fn tag(tag: Tag) -> Cell {
        Cell { tag: Some(tag), ..Cell::text("") }
    }

    /// Words that stand out: what has changed.
    pub fn strong(text: impl Into<String>) -> Cell {
        Cell { is_strong: true, ..Cell::text(text) }
    }

    /// A second, quieter line.
    pub fn below(self, below: impl Into<String>) -> Cell {
        Cell { below: below.into(), ..self }
    }
}
