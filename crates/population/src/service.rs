//! The population service: where it is, who we are there, and how patient we are.

use crate::{Sender, call::Pause};
use kernel::Sensitive;
use std::{sync::Arc, time::Duration};
use ureq::{
    Agent,
    http::Uri,
    tls::{Certificate, RootCerts, TlsConfig},
};

/// How patient we are with the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The longest one request may take, from the first byte to the last.
    pub wait: Duration,
    /// How often a request is tried in one round.
    pub attempts: u32,
    /// The pause before the second try; it doubles with each further one.
    pub first_pause: Duration,
    /// The longest pause, whatever the service asks for: a job shows that it lives.
    pub longest_pause: Duration,
    /// The pause between two requests: the service is never asked more often than this.
    pub between: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            wait: Duration::from_secs(10),
            attempts: 3,
            first_pause: Duration::from_secs(1),
            longest_pause: Duration::from_secs(20),
            between: Duration::from_millis(100),
        }
    }
}

/// What has to be known of the service.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The name under which its answers stand in decisions.
    pub name: String,
    /// The address requests are posted to: by https, or on this very machine.
    pub address: String,
    /// What it knows us by.
    pub token: Option<Sensitive<String>>,
    /// Our codes there.
    pub sender: Sender,
    /// Our patience.
    pub limits: Limits,
    /// Certificates (DER) of those we trust, instead of the machine's own.
    pub trusted: Option<Vec<Vec<u8>>>,
}

/// Why a service cannot be asked at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ServiceFault {
    /// The address is none.
    #[error("{address} is no address")]
    NotAnAddress {
        /// As it was given.
        address: String,
    },
    /// What is said there can be heard by others: neither https nor this machine.
    #[error("{address} is neither https nor on this machine")]
    NotPrivate {
        /// As it was given.
        address: String,
    },
    /// A code of ours is longer than the service takes.
    #[error("the code {field} is too long or has other characters than it may")]
    Code {
        /// Its name at the service, or `token`.
        field: &'static str,
    },
}

/// The service, ready to be asked.
pub struct Service {
    pub(crate) settings: Settings,
    pub(crate) agent: Agent,
    pub(crate) pause: Pause,
}

impl Service {
    /// Over these settings; `pause` waits between tries.
    pub fn new(settings: Settings, pause: Pause) -> Result<Service, ServiceFault> {
        check_address(&settings.address)?;
        settings.sender.check()?;
        let is_sendable = |token: &Sensitive<String>| token.reveal().bytes().all(|sign| sign.is_ascii_graphic());
        if !settings.token.as_ref().is_none_or(is_sendable) {
            return Err(ServiceFault::Code { field: "token" });
        }
        Ok(Service { agent: agent(&settings), settings, pause })
    }

    /// The name under which its answers stand in decisions.
    pub fn name(&self) -> &str {
        &self.settings.name
    }

    /// Our codes there.
    pub fn sender(&self) -> &Sender {
        &self.settings.sender
    }
}

/// For logs: the address, and never the token.
impl std::fmt::Debug for Service {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Service({})", self.settings.address)
    }
}

fn check_address(address: &str) -> Result<(), ServiceFault> {
    let uri: Uri = address.parse().map_err(|_| ServiceFault::NotAnAddress { address: address.to_owned() })?;
    let Some(host) = uri.host() else { return Err(ServiceFault::NotAnAddress { address: address.to_owned() }) };
    let is_here = matches!(host, "127.0.0.1" | "[::1]" | "localhost");
    match uri.scheme_str() {
        Some("https") => Ok(()),
        Some("http") if is_here => Ok(()),
        _ => Err(ServiceFault::NotPrivate { address: address.to_owned() }),
    }
}

impl Sender {
    /// Whether the service has room for the codes.
    pub(crate) fn check(&self) -> Result<(), ServiceFault> {
        let is_code =
            |text: &str, longest: usize| text.len() <= longest && text.bytes().all(|sign| sign.is_ascii_graphic());
        let is_number = self.integration.bytes().all(|sign| sign.is_ascii_digit());
        let codes = [
            ("MaDVC", is_code(&self.procedure, 20)),
            ("MaTichHop", is_code(&self.integration, 20) && is_number),
            ("MaDonVi", is_code(&self.agency, 35)),
        ];
        match codes.into_iter().find(|(_, is_right)| !is_right) {
            Some((field, _)) => Err(ServiceFault::Code { field }),
            None => Ok(()),
        }
    }
}

/// Follows no redirect: personal data go where they were meant to go.
fn agent(settings: &Settings) -> Agent {
    let own = || {
        let found = rustls_native_certs::load_native_certs().certs;
        found.iter().map(|certificate| certificate.as_ref().to_vec()).collect()
    };
    let trusted: Vec<Vec<u8>> = settings.trusted.clone().unwrap_or_else(own);
    let roots: Vec<Certificate<'static>> = trusted.iter().map(|der| Certificate::from_der(der).to_owned()).collect();
    let tls = TlsConfig::builder()
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .root_certs(RootCerts::new_with_certs(&roots))
        .build();
    Agent::config_builder()
        .tls_config(tls)
        .max_redirects(0)
        // An address of this machine is a tunnel's end; no variable of the surroundings leads it elsewhere.
        .proxy(None)
        .http_status_as_error(false)
        .timeout_global(Some(settings.limits.wait))
        .build()
        .new_agent()
}
