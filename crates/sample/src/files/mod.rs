//! Files as agencies really send them.

mod layout;
mod old_font;
mod table;
mod workbook;

pub(crate) use layout::{Form, layout_of};
pub(crate) use table::write_table;
pub(crate) use workbook::write_workbook;

use crate::{plan::Commune, rows::ListRow};

/// A list of one commune from one kind of source.
pub(crate) struct AgencyList<'a> {
    pub(crate) commune: &'a Commune,
    pub(crate) district: &'a str,
    pub(crate) source: Source,
    pub(crate) rows: &'a [ListRow],
}

kernel::keyed! {
    /// The kinds of sources, by the keys under which they are received.
    pub enum Source {
        /// Bảo trợ xã hội.
        Protection = "btxh",
        /// Người có công.
        Merit = "ncc",
        /// Hộ nghèo, hộ cận nghèo.
        Poverty = "ngheo",
    }
}
