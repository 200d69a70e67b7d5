//! Where the data lives, and how patient to be with it.

use std::{fmt, path::PathBuf, time::Duration};

/// Where the data lives.
#[derive(Clone, PartialEq, Eq)]
pub enum Place {
    /// One SQLite file.
    File(PathBuf),
    /// A PostgreSQL database, `postgres://…`.
    Server(String),
}

impl Place {
    /// `postgres://…` or `postgresql://…` is a server; anything else, with or without `sqlite://`, a file.
    pub fn parse(text: &str) -> Place {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Place::Server(text.to_owned());
        }
        Place::File(PathBuf::from(text.strip_prefix("sqlite://").unwrap_or(text)))
    }
}

/// The address without its password.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::File(path) => path.display().fmt(f),
            Place::Server(address) => f.write_str(&without_password(address)),
        }
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Place({self})")
    }
}

/// A password stands between the name and the last `@` before the path, or in a parameter.
fn without_password(address: &str) -> String {
    let (address, query) = address.split_once('?').map_or((address, None), |(a, q)| (a, Some(q)));
    let (scheme, rest) = address.split_once("://").unwrap_or(("", address));
    let (login, host) = rest.rsplit_once('@').map_or((None, rest), |(login, host)| (Some(login), host));
    let mut shown = format!("{scheme}://");
    if let Some(login) = login {
        shown += login.split(':').next().unwrap_or_default();
        shown += if login.contains(':') { ":***@" } else { "@" };
    }
    shown += host;
    let words = query.unwrap_or_default().split('&').filter(|word| !word.is_empty() && !word.starts_with("password="));
    for (i, word) in words.enumerate() {
        shown.push(if i == 0 { '?' } else { '&' });
        shown += word;
    }
    shown
}

/// How many connections, and how long to wait for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Connections open at once: readers of a file, or everybody at a server.
    pub connections_max: usize,
    /// How long a caller waits for a free connection, or for its turn to write.
    pub wait_for_turn: Duration,
    /// How long SQLite waits for another program that holds the file.
    pub wait_for_file: Duration,
    /// How long one statement may run.
    pub statement: Duration,
    /// How long one statement of `write_alone` may run, or one walk of `each`.
    pub statement_alone: Duration,
    /// Whether a commit waits for the disk. Only tests say no, and only to SQLite.
    pub durable: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            connections_max: 8,
            wait_for_turn: Duration::from_secs(30),
            wait_for_file: Duration::from_secs(10),
            statement: Duration::from_secs(30),
            statement_alone: Duration::from_hours(1),
            durable: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_which_database_it_is() {
        assert_eq!(Place::parse("sqlite://du lieu/an.db"), Place::File("du lieu/an.db".into()));
        assert_eq!(Place::parse("an.db"), Place::File("an.db".into()));
        assert!(matches!(Place::parse("postgresql://localhost/an"), Place::Server(_)));
    }

    #[test]
    fn a_password_is_never_shown() {
        for (address, shown) in [
            ("postgres://an:b@d:m@t@db.vn:5432/an", "postgres://an:***@db.vn:5432/an"),
            ("postgres://an@db.vn/an?sslmode=verify-full", "postgres://an@db.vn/an?sslmode=verify-full"),
            ("postgres://db.vn/an?password=bimat&user=an", "postgres://db.vn/an?user=an"),
        ] {
            assert_eq!(Place::parse(address).to_string(), shown);
            assert_eq!(format!("{:?}", Place::parse(address)), format!("Place({shown})"));
        }
    }
}
