//! The program's own data, and what becomes of it in an office.

mod built_in_data;
mod stories;
