//! Offices: an agency at a place, from a day.

mod change_office;
mod list_offices;
mod office;
pub(crate) mod store;

pub use change_office::{close_office, rename_office};
pub use list_offices::{OFFICES_PAGE, OfficeFilter, find_office, list_offices};
pub use office::{MadeOffice, Office};

pub(crate) use office::{has_role, load_office};
