//! Every statement of the room.

pub(crate) mod authorisations;
pub(crate) mod forms;
pub(crate) mod guardians;
pub(crate) mod minutes;
pub(crate) mod people;
pub(crate) mod returned;
pub(crate) mod visits;
