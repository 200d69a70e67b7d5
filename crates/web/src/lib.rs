//! The screens and the programs' door: pages, JSON, and every sentence of both.
//!
//! *Owns* routes, pages, templates, wording, static files, and what protects a request: sessions' cookies, tokens,
//! limits, headers.
//! *Takes* requests, and a `Desk` to do their work at.
//! *Gives* pages that work without scripts, in Vietnamese and in English.
//! *Never* decides who may do what: it asks the role table and the rooms.

mod address;
pub mod api;
mod app;
mod browser;
mod components;
mod layout;
mod pages;
mod routes;
mod run;
mod serve;
mod settings;
mod shell;
pub mod single_sign_on;
mod wording;

#[cfg(test)]
mod tests;

pub(crate) use app::App;
pub use run::run;
pub use serve::Web;
pub use settings::{Limits, Settings};
pub use wording::{Language, command_line::CommandLine};
