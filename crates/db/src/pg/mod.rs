//! PostgreSQL: many writers, held apart by the server.

mod address;
mod faults;
mod link;
mod server;
mod session;
mod tls;
mod values;

pub(crate) use link::Link;
pub(crate) use server::{Level, Server};
