//! Every statement of the room.

pub(crate) mod accounts;
pub(crate) mod people;
