//! A `postgres://` address: what libpq understands, as far as the driver does and TLS allows.

use super::{faults::say, tls};
use crate::{DbError, Options};
use postgres::{Client, Config, NoTls, config::SslMode};
use std::{path::PathBuf, time::Duration};
use tokio_postgres_rustls::MakeRustlsConnect;

/// A server that does not answer at all is given up after this, unless the address says `connect_timeout`.
const CONNECT_MAX: Duration = Duration::from_secs(10);

/// A line that is silent for so long is asked whether it is dead.
const SILENCE_MAX: Duration = Duration::from_mins(1);

/// Questions to a silent line, and the time between them.
const QUESTIONS: (u32, Duration) = (3, Duration::from_secs(10));

/// Everything needed to open one more connection.
pub(super) struct Address {
    config: Config,
    tls: Option<MakeRustlsConnect>,
}

impl Address {
    pub(super) fn parse(address: &str, options: &Options) -> Result<Address, DbError> {
        let (address, security) = split_security(address)?;
        let mut config: Config = address.parse().map_err(|error: postgres::Error| {
            // The driver names the parameter it stumbled on, never what stands in it.
            DbError::BadPlace(error.to_string())
        })?;
        let limit = format!("-c statement_timeout={}", options.statement.as_millis());
        config.options(&config.get_options().map_or(limit.clone(), |own| format!("{own} {limit}")));
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT_MAX);
        }
        if config.get_tcp_user_timeout().is_none() {
            config.tcp_user_timeout(SILENCE_MAX);
        }
        if config.get_application_name().is_none() {
            config.application_name("ansinh");
        }
        config.keepalives_idle(SILENCE_MAX).keepalives_retries(QUESTIONS.0).keepalives_interval(QUESTIONS.1);
        config.ssl_mode(security.mode.asked());
        let tls = (security.mode != Mode::Disable).then(|| tls::connector(&security)).transpose()?;
        Ok(Address { config, tls })
    }

    pub(super) fn connect(&self) -> Result<Client, DbError> {
        let mut client = match &self.tls {
            Some(tls) => self.config.connect(tls.clone()),
            None => self.config.connect(NoTls),
        }
        .map_err(|error| say(&error))?;
        // A server that notices a dead program in the middle of a statement gives its locks back at once. Not every
        // operating system lets it notice, and that is no reason to stay away.
        if let Err(error) = client.batch_execute("SET client_connection_check_interval = '2s'") {
            tracing::debug!(error = %say(&error), "the server cannot watch for dead programs");
        }
        Ok(client)
    }
}

/// How a connection is protected: libpq's `sslmode`, and whom to trust.
pub(super) struct Security {
    pub(super) mode: Mode,
    /// `sslrootcert`: the certificates trusted instead of the machine's own.
    pub(super) roots: Option<PathBuf>,
}

/// `sslmode`. What is weaker than `verify-full` hides words from listeners but not from impostors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Disable,
    Prefer,
    Require,
    VerifyCa,
    VerifyFull,
}

impl Mode {
    fn parse(text: &str) -> Option<Mode> {
        Some(match text {
            "disable" => Mode::Disable,
            "allow" | "prefer" => Mode::Prefer,
            "require" => Mode::Require,
            "verify-ca" => Mode::VerifyCa,
            "verify-full" => Mode::VerifyFull,
            _ => return None,
        })
    }

    fn asked(self) -> SslMode {
        match self {
            Mode::Disable => SslMode::Disable,
            Mode::Prefer => SslMode::Prefer,
            Mode::Require | Mode::VerifyCa | Mode::VerifyFull => SslMode::Require,
        }
    }
}

/// Takes out the words the driver does not know.
fn split_security(address: &str) -> Result<(String, Security), DbError> {
    let (start, query) = address.split_once('?').unwrap_or((address, ""));
    let mut security = Security { mode: Mode::Prefer, roots: None };
    let mut rest = Vec::new();
    for word in query.split('&').filter(|word| !word.is_empty()) {
        match word.split_once('=') {
            Some(("sslmode", mode)) => {
                security.mode = Mode::parse(mode).ok_or_else(|| {
                    DbError::BadPlace("sslmode is disable, prefer, require, verify-ca or verify-full".to_owned())
                })?;
            }
            Some(("sslrootcert", path)) => security.roots = Some(PathBuf::from(unescape(path)?)),
            _ => rest.push(word),
        }
    }
    // libpq: whoever names a certificate means it to be checked.
    if security.roots.is_some() && security.mode == Mode::Require {
        security.mode = Mode::VerifyCa;
    }
    let address = if rest.is_empty() { start.to_owned() } else { format!("{start}?{}", rest.join("&")) };
    Ok((address, security))
}

/// `%2F` is `/`.
fn unescape(text: &str) -> Result<String, DbError> {
    let fault = || DbError::BadPlace("sslrootcert is not a path".to_owned());
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first == b'%' {
            let digits = after.get(..2).and_then(|two| std::str::from_utf8(two).ok()).ok_or_else(fault)?;
            bytes.push(u8::from_str_radix(digits, 16).map_err(|_| fault())?);
            rest = &after[2..];
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).map_err(|_| fault())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_about_tls_are_taken_out_and_the_rest_left() {
        let (address, security) = split_security(
            "postgres://an@db.vn/an?connect_timeout=3&sslmode=verify-full&sslrootcert=%2Fetc%2Fg%E1%BB%91c.pem",
        )
        .expect("an address");
        assert_eq!(address, "postgres://an@db.vn/an?connect_timeout=3");
        assert_eq!(security.mode, Mode::VerifyFull);
        assert_eq!(security.roots, Some(PathBuf::from("/etc/gốc.pem")));
    }

    #[test]
    fn a_named_certificate_is_checked_even_when_only_required() {
        let (_, security) =
            split_security("postgres://db.vn/an?sslmode=require&sslrootcert=a.pem").expect("an address");
        assert_eq!(security.mode, Mode::VerifyCa);
    }

    #[test]
    fn an_unknown_mode_or_parameter_is_refused() {
        for address in
            ["postgres://db.vn/an?sslmode=maybe", "postgres://db.vn/an?colour=red", "postgres://db.vn:port/an"]
        {
            let fault = Address::parse(address, &Options::default()).err();
            assert!(matches!(fault, Some(DbError::BadPlace(_))), "{address}: {fault:?}");
        }
    }
}
