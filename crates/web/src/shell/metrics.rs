//! What a watcher of the machine reads: `/metrics`, in the text form of Prometheus.

use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram, info::Info},
    registry::{Registry, Unit},
};
use std::{sync::atomic::AtomicU64, time::Duration};

/// Bounds of the answer times, in seconds: from a cached page to a report.
const SECONDS: [f64; 10] = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByRoute {
    route: String,
}

/// What became of a try to sign in.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Tried {
    outcome: &'static str,
}

/// All figures. Routes are named by their pattern, never by what a person typed.
pub(crate) struct Metrics {
    registry: Registry,
    answered: Family<Answered, Counter>,
    seconds: Family<ByRoute, Histogram>,
    /// Requests being answered now.
    pub in_flight: Gauge,
    /// Open streams of live progress.
    pub streams: Gauge,
    /// Requests turned away for coming too often.
    pub turned_away: Counter,
    /// Requests that ended in a panic.
    pub panics: Counter,
    sign_ins: Family<Tried, Counter>,
    unsealed_age: Gauge<f64, AtomicU64>,
}

impl Metrics {
    pub fn new() -> Metrics {
        let mut registry = Registry::with_prefix("ansinh");
        let answered = Family::<Answered, Counter>::default();
        let seconds = Family::<ByRoute, Histogram>::new_with_constructor(|| Histogram::new(SECONDS));
        let (in_flight, streams) = (Gauge::default(), Gauge::default());
        let (turned_away, panics) = (Counter::default(), Counter::default());
        let sign_ins = Family::<Tried, Counter>::default();
        registry.register("build", "The program's version", Info::new([("version", env!("CARGO_PKG_VERSION"))]));
        registry.register("http_requests", "Requests answered", answered.clone());
        registry.register_with_unit("http_request", "Time to the first byte", Unit::Seconds, seconds.clone());
        registry.register("http_in_flight", "Requests being answered now", in_flight.clone());
        registry.register("http_streams", "Open streams of live progress", streams.clone());
        registry.register("http_turned_away", "Requests turned away for coming too often", turned_away.clone());
        registry.register("http_panics", "Requests that ended in a panic", panics.clone());
        registry.register("sign_ins", "Tries to sign in", sign_ins.clone());
        let unsealed_age = Gauge::<f64, AtomicU64>::default();
        let help = "Age of the oldest audit record that awaits sealing; 0 with none, NaN while the database is away";
        registry.register_with_unit("audit_unsealed_age", help, Unit::Seconds, unsealed_age.clone());
        Metrics { registry, answered, seconds, in_flight, streams, turned_away, panics, sign_ins, unsealed_age }
    }

    /// One request is answered.
    pub fn answered(&self, method: &'static str, route: &str, status: u16, time: Duration) {
        self.answered.get_or_create(&Answered { method, route: route.to_owned(), status }).inc();
        self.seconds.get_or_create(&ByRoute { route: route.to_owned() }).observe(time.as_secs_f64());
    }

    /// One try to sign in ended as `outcome`.
    pub fn sign_in(&self, outcome: &'static str) {
        self.sign_ins.get_or_create(&Tried { outcome }).inc();
    }

    /// How long the oldest audit record has awaited sealing; nothing where nobody can tell.
    pub fn unsealed_for(&self, seconds: Option<f64>) {
        self.unsealed_age.set(seconds.unwrap_or(f64::NAN));
    }

    /// The whole page.
    pub fn page(&self) -> String {
        let mut page = String::new();
        encode(&mut page, &self.registry).expect("text can be written to memory");
        page
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_names_routes_and_counts_them() {
        let metrics = Metrics::new();
        metrics.answered("GET", "/offices/{id}", 200, Duration::from_millis(3));
        metrics.sign_in("signed_in");
        let page = metrics.page();
        assert!(
            page.contains(r#"ansinh_http_requests_total{method="GET",route="/offices/{id}",status="200"} 1"#),
            "{page}"
        );
        assert!(page.contains(r#"ansinh_http_request_seconds_count{route="/offices/{id}"} 1"#), "{page}");
        assert!(page.contains(r#"ansinh_sign_ins_total{outcome="signed_in"} 1"#), "{page}");
    }
}
