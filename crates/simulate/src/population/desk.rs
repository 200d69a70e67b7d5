//! The desk with its bad days: slow, failing, breaking off, saying nonsense, asking to wait.

use super::{
    Population,
    service::{Reply, read, reply_to},
};
use crate::chance::per_mille;
use std::{collections::HashMap, time::Duration};

/// How badly the desk behaves. Each is a number of a thousand requests, drawn by the seed, the request's id and how
/// often it was asked: asking again may help.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Troubles {
    /// What the draws follow from.
    pub seed: u64,
    /// How long every answer takes.
    pub slow: Duration,
    /// Answered with status 500.
    pub failing: u16,
    /// The line breaks in the middle of the answer.
    pub breaking: u16,
    /// Answered with half a JSON text, as if it were whole.
    pub malformed: u16,
    /// Answered under the id of another request.
    pub mistaken: u16,
    /// Answered with status 429.
    pub limited: u16,
    /// The seconds to wait that come with 429.
    pub retry_after: u64,
    /// In a file: not answered at all, however often it is asked.
    pub silent: u16,
    /// In a file: answered twice.
    pub doubled: u16,
}

/// The desk: a register, and its bad days.
#[derive(Debug)]
pub struct PopulationDesk {
    population: Population,
    troubles: Troubles,
    tries: HashMap<String, u32>,
}

/// How one request is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behaviour {
    /// The answer.
    pub reply: Reply,
    /// How long it takes.
    pub slow: Duration,
    /// Whether the line breaks in the middle of it.
    pub breaks_off: bool,
    /// The seconds to wait, where it says to.
    pub retry_after: Option<u64>,
}

impl PopulationDesk {
    /// Over this register.
    pub fn new(population: Population, troubles: Troubles) -> PopulationDesk {
        PopulationDesk { population, troubles, tries: HashMap::new() }
    }

    /// The register.
    pub fn population(&self) -> &Population {
        &self.population
    }

    /// How often each request was asked, by its id.
    pub fn tries(&self) -> &HashMap<String, u32> {
        &self.tries
    }

    /// Answers one request over the network.
    pub fn answer(&mut self, body: &[u8]) -> Behaviour {
        let id = read(body).map(|request| request.id).unwrap_or_default();
        let tries = self.tries.entry(id.clone()).or_default();
        *tries += 1;
        let subject = format!("{id}/{tries}");
        let Troubles { seed, slow, retry_after, .. } = self.troubles;
        let falls = |share: u16, what: &str| per_mille(seed, what, &subject) < share;
        let plain = |status, body: &str| Reply { status, body: body.to_owned() };
        let whole = |reply| Behaviour { reply, slow, breaks_off: false, retry_after: None };
        if falls(self.troubles.failing, "failing") {
            return whole(plain(500, "{}"));
        }
        if falls(self.troubles.limited, "limited") {
            return Behaviour { retry_after: Some(retry_after), ..whole(plain(429, "{}")) };
        }
        let mut reply = reply_to(&self.population, body);
        if falls(self.troubles.mistaken, "mistaken") {
            reply.body = reply.body.replace(&id, "another-request");
        }
        if falls(self.troubles.malformed, "malformed") {
            let half = (0..=reply.body.len() / 2).rev().find(|at| reply.body.is_char_boundary(*at)).unwrap_or(0);
            reply.body.truncate(half);
        }
        Behaviour { breaks_off: falls(self.troubles.breaking, "breaking"), ..whole(reply) }
    }

    /// Whether a file's request is passed over.
    pub(super) fn is_silent_on(&self, id: &str) -> bool {
        per_mille(self.troubles.seed, "silent", id) < self.troubles.silent
    }

    /// How often a file's request is answered.
    pub(super) fn times_told(&self, id: &str) -> usize {
        if per_mille(self.troubles.seed, "doubled", id) < self.troubles.doubled { 2 } else { 1 }
    }
}
