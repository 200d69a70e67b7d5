//! How often one address may ask. Tries for one account are counted in the database, where unlocking forgets them.

use crate::Limits;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter, clock::Clock as _};
use std::{
    hash::Hash,
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
};

/// How many keys one limiter remembers. A machine that makes up addresses cannot fill the memory.
const KEYS_MAX: usize = 100_000;

/// The limiters of the shell.
pub(crate) struct Limiters {
    requests: Keyed<IpAddr>,
    secrets: Keyed<IpAddr>,
}

/// Too often. Come back after this many seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooOften {
    pub wait_seconds: u64,
}

impl Limiters {
    pub fn new(limits: &Limits) -> Limiters {
        Limiters {
            requests: Keyed::new(
                Quota::per_second(at_least_one(limits.requests_a_second))
                    .allow_burst(at_least_one(limits.requests_at_once)),
            ),
            secrets: Keyed::new(Quota::per_minute(at_least_one(limits.secrets_a_minute))),
        }
    }

    /// One more request from `address`.
    pub fn request(&self, address: IpAddr) -> Result<(), TooOften> {
        self.requests.check(&network_of(address))
    }

    /// One more password or code from `address`.
    pub fn secret_from(&self, address: IpAddr) -> Result<(), TooOften> {
        self.secrets.check(&network_of(address))
    }
}

/// One household or office has a whole /64 of IPv6 to itself, so that counts as one address.
fn network_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(v4) => IpAddr::V4(v4),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

fn at_least_one(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN)
}

struct Keyed<K: Hash + Eq + Clone> {
    limiter: DefaultKeyedRateLimiter<K>,
}

impl<K: Hash + Eq + Clone> Keyed<K> {
    fn new(quota: Quota) -> Keyed<K> {
        Keyed { limiter: RateLimiter::keyed(quota) }
    }

    fn check(&self, key: &K) -> Result<(), TooOften> {
        if self.limiter.len() >= KEYS_MAX {
            self.limiter.retain_recent();
            if self.limiter.len() >= KEYS_MAX {
                return Err(TooOften { wait_seconds: 60 });
            }
        }
        self.limiter.check_key(key).map_err(|not_until| {
            let wait = not_until.wait_time_from(governor::clock::DefaultClock::default().now());
            TooOften { wait_seconds: wait.as_secs() + 1 }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_is_told_to_wait_and_another_is_not() {
        let limiters = Limiters::new(&Limits { secrets_a_minute: 3, ..Limits::default() });
        let (one, other) = (IpAddr::from([10, 0, 0, 1]), IpAddr::from([10, 0, 0, 2]));
        for _ in 0..3 {
            assert_eq!(limiters.secret_from(one), Ok(()));
        }
        let TooOften { wait_seconds } = limiters.secret_from(one).expect_err("three a minute");
        assert!((1..=60).contains(&wait_seconds), "{wait_seconds}");
        assert_eq!(limiters.secret_from(other), Ok(()));
    }

    #[test]
    fn a_whole_ipv6_network_counts_as_one_address() {
        let parse = |text: &str| text.parse::<IpAddr>().expect("an address");
        assert_eq!(network_of(parse("2001:db8:1:2:a::1")), network_of(parse("2001:db8:1:2:b::2")));
        assert_ne!(network_of(parse("2001:db8:1:2::1")), network_of(parse("2001:db8:1:3::1")));
        assert_eq!(network_of(parse("::ffff:10.0.0.1")), parse("10.0.0.1"));
    }

    #[test]
    fn the_memory_of_a_limiter_is_bounded() {
        let keyed: Keyed<u32> = Keyed::new(Quota::per_hour(NonZeroU32::MIN));
        for key in 0..u32::try_from(KEYS_MAX).expect("fits") {
            assert_eq!(keyed.check(&key), Ok(()));
        }
        assert!(keyed.check(&u32::MAX).is_err());
    }
}
