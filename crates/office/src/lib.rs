//! Room office.
