//! What a column is called and how it looks.

/// How the cells of a column are shown and printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ColumnKind {
    /// Names, addresses: to the left, wrapped.
    Text,
    /// Identity, account and telephone numbers: text even where somebody types into the column later.
    Identity,
    /// Counts and ordinals, in the middle.
    Number,
    /// Đồng with thousands, to the right.
    Dong,
    /// `dd/mm/yyyy`, in the middle.
    Day,
    /// Why a row came back: red.
    Reason,
}

/// A column of a sheet.
#[derive(Clone, Debug)]
pub struct Column {
    /// What stands above it.
    pub heading: String,
    /// A second heading above this one, shared with the neighbours that name the same.
    pub group: Option<String>,
    /// How its cells are shown.
    pub kind: ColumnKind,
    /// In characters.
    pub width: u16,
    /// Whether the total row sums it.
    pub totalled: bool,
}

impl Column {
    fn new(heading: impl Into<String>, kind: ColumnKind, width: u16) -> Column {
        Column { heading: heading.into(), group: None, kind, width, totalled: false }
    }

    /// Names, addresses, remarks.
    pub fn text(heading: impl Into<String>, width: u16) -> Column {
        Column::new(heading, ColumnKind::Text, width)
    }

    /// Identity, account and telephone numbers.
    pub fn identity(heading: impl Into<String>) -> Column {
        Column::new(heading, ColumnKind::Identity, 16)
    }

    /// Counts and ordinals.
    pub fn number(heading: impl Into<String>) -> Column {
        Column::new(heading, ColumnKind::Number, 7)
    }

    /// Amounts.
    pub fn dong(heading: impl Into<String>) -> Column {
        Column::new(heading, ColumnKind::Dong, 15)
    }

    /// Days.
    pub fn day(heading: impl Into<String>) -> Column {
        Column::new(heading, ColumnKind::Day, 12)
    }

    /// Why a row came back.
    pub fn reason(heading: impl Into<String>) -> Column {
        Column::new(heading, ColumnKind::Reason, 48)
    }

    /// Of another width, in characters.
    #[must_use]
    pub fn wide(mut self, width: u16) -> Column {
        self.width = width;
        self
    }

    /// Under a heading shared with its neighbours.
    #[must_use]
    pub fn under(mut self, group: impl Into<String>) -> Column {
        self.group = Some(group.into());
        self
    }

    /// Summed in the total row: numbers and amounts.
    #[must_use]
    pub fn totalled(mut self) -> Column {
        self.totalled = true;
        self
    }
}
