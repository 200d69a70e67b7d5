//! How the shell is set up: what differs between a test, one office and a ministry.

use crate::single_sign_on::SingleSignOn;
use std::{path::PathBuf, sync::Arc, time::Duration};

/// What a program that serves decides. Built with struct update syntax over `Settings::default()`.
#[derive(Clone, Debug)]
pub struct Settings {
    /// People reach us by https (a proxy in front ends TLS): cookies are `Secure`, and browsers are told to stay on https.
    pub https: bool,
    /// How many proxies of our own stand in front, whose `X-Forwarded-For` we believe. With none, the header is ignored.
    pub forwarded_hops: usize,
    /// Who may read `/metrics` from another machine: whoever shows this as a bearer token. Without it, this machine alone.
    pub metrics_token: Option<String>,
    /// Where the source of the running version is published, for the page that says so.
    pub source_url: Option<String>,
    /// The agency's identity provider, where there is one.
    pub single_sign_on: Option<Arc<SingleSignOn>>,
    /// The data are made up: every page says so, and which day the program takes it to be.
    pub practice: bool,
    /// Where the population registers lie.
    pub registers: matching::Shelf,
    /// How requests reach the population database.
    pub population: population::Exchange,
    /// The folder from which the bank and the post fetch their files, each in a folder of its own, `bank` and `post`.
    /// Without it files are downloaded and handed on by hand.
    pub outbox: Option<PathBuf>,
    /// Serve `/kitchen-sink`, the page that shows every component.
    pub test_pages: bool,
    /// How long one request may take before it is given up. Streams are measured to their first byte.
    pub request_time: Duration,
    /// How long open requests may take to finish once the program is asked to end.
    pub grace_time: Duration,
    /// How often one address may ask.
    pub limits: Limits,
}

/// Rates. An office of fifty shares one address, so they are generous for pages and strict for guessing.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Requests a second from one address, lasting.
    pub requests_a_second: u32,
    /// Requests at once from one address.
    pub requests_at_once: u32,
    /// Secrets tried a minute from one address: passwords and codes.
    pub secrets_a_minute: u32,
    /// Bytes of files that are on their way in, from everybody together; what comes beyond waits for another try.
    pub upload_bytes_at_once: usize,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            https: false,
            forwarded_hops: 0,
            metrics_token: None,
            source_url: None,
            single_sign_on: None,
            practice: false,
            registers: matching::Shelf::at("registers"),
            population: population::Exchange::default(),
            outbox: None,
            test_pages: false,
            request_time: Duration::from_secs(30),
            grace_time: Duration::from_secs(20),
            limits: Limits::default(),
        }
    }
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            requests_a_second: 50,
            requests_at_once: 500,
            secrets_a_minute: 60,
            upload_bytes_at_once: 512 * 1024 * 1024,
        }
    }
}
