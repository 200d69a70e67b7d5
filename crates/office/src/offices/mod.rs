//! Offices: an agency at a place, from a day.

mod change_office;
mod create_office;
mod list_offices;
mod office;
pub(crate) mod store;

pub use change_office::{close_office, rename_office};
pub use create_office::{COMMUNES_MAX, NewOffice, NewOffices, create_office, create_offices_of_district};
pub use list_offices::{OFFICES_PAGE, OfficeFilter, find_office, list_offices};
pub use office::{MadeOffice, Office};

pub(crate) use office::load_office;

#[cfg(test)]
mod tests;
