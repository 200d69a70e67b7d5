//! Room web.

pub mod single_sign_on;
