//! Who may do what, as a table of ticks.

use crate::wording::T;
use askama::Template;

/// Many columns with long names and a tick or nothing in each place. It scrolls inside its own frame.
#[derive(Template)]
#[template(path = "components/matrix.html")]
pub(crate) struct Matrix {
    pub t: T,
    /// What the rows and columns are.
    pub caption: String,
    /// What stands in the corner, over the names of the rows.
    pub corner: String,
    pub columns: Vec<String>,
    /// The column that is the reader's own, where one is.
    pub own: Option<usize>,
    pub groups: Vec<MatrixGroup>,
}

/// Rows that belong together.
pub(crate) struct MatrixGroup {
    pub title: String,
    pub rows: Vec<MatrixRow>,
}

/// A row; it has a tick or none for each column.
pub(crate) struct MatrixRow {
    pub label: String,
    pub ticks: Vec<bool>,
}

impl Matrix {
    /// The class of a column's cells: the reader's own stands out.
    fn class_of(&self, column: impl std::borrow::Borrow<usize>) -> &'static str {
        if self.own == Some(*column.borrow()) { "matrix__own" } else { "" }
    }

    fn width(&self) -> usize {
        self.columns.len() + 1
    }
}
