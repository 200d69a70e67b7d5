//! Reference data: what holds on a day, what held, what waits for a second person, and every change of it.

pub(crate) mod banks;
pub(crate) mod categories;
mod change;
pub(crate) mod holidays;
pub(crate) mod proposals;
pub(crate) mod rates;
mod shown;
pub(crate) mod targets;
