//! The pages, one file a subject: how to answer, then what the template is given.

pub(crate) mod account;
pub(crate) mod assignment;
pub(crate) mod first_run;
pub(crate) mod home;
pub(crate) mod kitchen_sink;
pub(crate) mod language;
pub(crate) mod second_factor;
pub(crate) mod sign_in;
