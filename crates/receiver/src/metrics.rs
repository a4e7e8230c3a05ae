//! What is counted, in the registry of one receiver. Labels are of small, known sets: routes as they are written,
//! outcomes, statuses. Nothing here says who.

use std::fs;
use std::time::{Duration, SystemTime};

use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

/// Media type of [`Metrics::text`].
pub(crate) const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

const REQUEST_SECONDS: [f64; 13] =
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];
const VERIFY_SECONDS: [f64; 9] = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25];
const GROUP_SIZES: [f64; 9] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0];

/// All that is counted.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<RequestLabels, Histogram, fn() -> Histogram>,
    records: Family<RecordLabels, Counter>,
    nonces: Counter,
    pub(crate) deliveries: Deliveries,
    verify: Histogram,
    database_faults: Counter,
    queue: Gauge,
    memory: Gauge,
    pub(crate) commits: Commits,
}

/// What becomes of messages to webhooks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Deliveries(Family<DeliveryLabels, Counter>);

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct DeliveryLabels {
    outcome: &'static str,
}

impl Deliveries {
    /// One was tried.
    pub(crate) fn count(&self, outcome: &'static str) {
        self.0.get_or_create(&DeliveryLabels { outcome }).inc();
    }
}

/// What the queue's writer counts.
#[derive(Clone, Debug)]
pub(crate) struct Commits {
    group: Histogram,
    seconds: Histogram,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RecordLabels {
    kind: &'static str,
    outcome: &'static str,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let mut registry = Registry::with_prefix("samtycke");
        let requests =
            Family::new_with_constructor((|| Histogram::new(REQUEST_SECONDS)) as fn() -> Histogram);
        let records = Family::<RecordLabels, Counter>::default();
        let (nonces, database_faults) = (Counter::default(), Counter::default());
        let deliveries = Deliveries::default();
        let (queue, memory) = (Gauge::default(), Gauge::default());
        let verify = Histogram::new(VERIFY_SECONDS);
        let commits =
            Commits { group: Histogram::new(GROUP_SIZES), seconds: Histogram::new(REQUEST_SECONDS) };
        registry.register(
            "build",
            "The version that runs",
            Info::new(vec![("version", env!("CARGO_PKG_VERSION"))]),
        );
        registry.register_with_unit(
            "request",
            "From a request's head to the answer's, by route and status",
            Unit::Seconds,
            requests.clone(),
        );
        registry.register(
            "records",
            "Records that came, by kind and by what became of them: stored, again (it has its receipt already), or a \
             problem's type",
            records.clone(),
        );
        registry.register(
            "webhook_deliveries",
            "Messages to webhooks that were tried: taken, failed, or gone (the webhook is disabled)",
            deliveries.0.clone(),
        );
        registry.register("nonces", "Nonces that were issued", nonces.clone());
        registry.register_with_unit(
            "verify",
            "Checking a record, signing its receipt included",
            Unit::Seconds,
            verify.clone(),
        );
        registry.register("group_records", "Records in one transaction", commits.group.clone());
        registry.register_with_unit(
            "commit",
            "A transaction, until it is on disk",
            Unit::Seconds,
            commits.seconds.clone(),
        );
        registry.register("database_faults", "Requests that the database failed", database_faults.clone());
        registry.register("queue_records", "Verified records that wait for the disk", queue.clone());
        let started: Gauge<i64> = Gauge::default();
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        started.set(i64::try_from(now.as_secs()).unwrap_or(i64::MAX));
        registry.register_with_unit("start_time", "When it was started, since 1970", Unit::Seconds, started);
        registry.register_with_unit(
            "resident_memory",
            "Memory that the process has, where the system tells (Linux)",
            Unit::Bytes,
            memory.clone(),
        );
        Self {
            registry,
            requests,
            records,
            nonces,
            deliveries,
            verify,
            database_faults,
            queue,
            memory,
            commits,
        }
    }

    /// A request was answered.
    pub(crate) fn request(&self, method: &'static str, route: &str, status: u16, took: Duration) {
        let labels = RequestLabels { method, route: route.to_owned(), status };
        self.requests.get_or_create(&labels).observe(took.as_secs_f64());
    }

    /// A record came; `kind` is `None` of what can't be read.
    pub(crate) fn record(&self, kind: Option<&'static str>, outcome: &'static str) {
        self.records.get_or_create(&RecordLabels { kind: kind.unwrap_or("unknown"), outcome }).inc();
    }

    pub(crate) fn nonce(&self) {
        self.nonces.inc();
    }

    pub(crate) fn verified(&self, took: Duration) {
        self.verify.observe(took.as_secs_f64());
    }

    pub(crate) fn database_fault(&self) {
        self.database_faults.inc();
    }

    /// All of it as OpenMetrics text, which Prometheus reads.
    pub(crate) fn text(&self, queue: usize) -> Result<String, std::fmt::Error> {
        self.queue.set(i64::try_from(queue).unwrap_or(i64::MAX));
        self.memory.set(resident_memory().unwrap_or(0));
        let mut out = String::new();
        text::encode(&mut out, &self.registry)?;
        Ok(out)
    }
}

impl Commits {
    /// A transaction ended, well or not.
    pub(crate) fn observe(&self, records: usize, took: Duration) {
        self.group.observe(f64::from(u32::try_from(records).unwrap_or(u32::MAX)));
        self.seconds.observe(took.as_secs_f64());
    }
}

/// Bytes.
fn resident_memory() -> Option<i64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.parse::<i64>().ok()?.checked_mul(1024)
}
