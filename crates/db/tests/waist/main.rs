//! The promises of the waist, kept on both databases.

mod statements;
mod writers;
