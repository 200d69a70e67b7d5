//! The pages, one file a subject: how to answer, then what the template is given.

pub(crate) mod about;
pub(crate) mod account;
pub(crate) mod assignment;
pub(crate) mod audit;
pub(crate) mod confirm;
pub(crate) mod external;
pub(crate) mod external_link;
pub(crate) mod first_run;
pub(crate) mod home;
pub(crate) mod job_result;
pub(crate) mod jobs;
pub(crate) mod kitchen_sink;
pub(crate) mod language;
pub(crate) mod letters;
pub(crate) mod offices;
pub(crate) mod offices_new;
pub(crate) mod person;
pub(crate) mod place_choice;
pub(crate) mod reference;
pub(crate) mod second_factor;
pub(crate) mod sign_in;
pub(crate) mod staff;
pub(crate) mod way_back;
