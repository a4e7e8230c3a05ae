//! Sign-ups from 64 connections, in rounds.

use std::path::Path;
use std::time::Duration;

use samtycke_record::registry::{Registration, Scheme};
use samtycke_record::sign::Es256Key;
use samtycke_record::{IssuedNonce, Nonce, Uuid};

use super::client::{Client, Done};
use super::packs;
use super::process::Child;
use super::rows::registrations;

const CONNECTIONS: usize = 64;
/// Signed beforehand and sent at once; memory is looked at after each.
pub(super) const ROUND: usize = 20_000;
const RECORDS_PER_SECOND: f64 = 2_000.0;
const P99: Duration = Duration::from_millis(250);

/// A receiver with its connections, and how it did.
pub(super) struct Load {
    /// The folder's last part.
    pub(super) name: String,
    child: Child,
    client: Client,
    customers: Vec<String>,
    rates: Vec<f64>,
    latencies: Vec<Duration>,
}

impl Load {
    pub(super) async fn start(folder: &Path) -> Result<Self, String> {
        let child = Child::start(folder)?;
        let client = Client::connect(child.address, CONNECTIONS).await?;
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let name = name.rsplit('-').next().unwrap_or_default().to_owned();
        Ok(Self {
            name,
            child,
            client,
            customers: registrations(ROUND),
            rates: Vec::new(),
            latencies: Vec::new(),
        })
    }

    pub(super) fn memory_kib(&self) -> Result<u64, String> {
        self.child.memory_kib()
    }

    /// Sends records, each of another customer; not measured.
    pub(super) async fn send(&mut self, count: usize) -> Result<Done, String> {
        let signed = self.sign(count).await?;
        self.client.post(signed).await
    }

    /// Signs records. The receiver doesn't keep connections open for ever on which nothing comes: they are new before
    /// and afterwards.
    async fn sign(&mut self, count: usize) -> Result<Vec<String>, String> {
        let nonces = Client::connect(self.child.address, CONNECTIONS).await?;
        let signed = sign(&nonces, &self.customers, count).await?;
        self.client = Client::connect(self.child.address, CONNECTIONS).await?;
        Ok(signed)
    }

    /// Sends a round; what there is to say of it.
    pub(super) async fn round(&mut self) -> Result<String, String> {
        let signed = self.sign(ROUND).await?;
        let before = self.child.busy()?;
        let Done { seconds, mut each } = self.client.post(signed).await?;
        let busy = self.child.busy()?.saturating_sub(before);
        let rate = ROUND as f64 / seconds;
        each.sort();
        let told = format!(
            "{rate:.0} records/s, p50 {:.1} ms, p99 {:.1} ms, memory {} MB, {:.0} µs of a core a record",
            millis(quantile(&each, 0.5)),
            millis(quantile(&each, 0.99)),
            self.memory_kib()? / 1024,
            busy.as_secs_f64() * 1e6 / ROUND as f64
        );
        self.rates.push(rate);
        self.latencies.extend(each);
        Ok(told)
    }

    pub(super) fn last_rate(&self) -> f64 {
        self.rates.last().copied().unwrap_or_default()
    }

    pub(super) fn stop(mut self) -> Result<(), String> {
        self.child.stop()
    }

    /// Ends it; is it within the limits?
    pub(super) fn end(mut self) -> Result<(), String> {
        self.child.stop()?;
        self.latencies.sort();
        let (rate, p99) = (median(self.rates), quantile(&self.latencies, 0.99));
        println!(
            "  {}: {rate:.0} records/s (median of rounds; limit {RECORDS_PER_SECOND:.0}), p99 {:.1} ms (limit {} ms)",
            self.name,
            millis(p99),
            P99.as_millis()
        );
        if rate < RECORDS_PER_SECOND || p99 > P99 { Err("over the limit".into()) } else { Ok(()) }
    }
}

/// Sign-ups with nonces of the receiver's, as browsers make them; not a part of what is measured.
async fn sign(client: &Client, customers: &[String], count: usize) -> Result<Vec<String>, String> {
    let key = Es256Key::generate();
    let nonces: Vec<IssuedNonce> = client.nonces(key.kid(), count).await?;
    let pack = packs::published();
    let work = |work: &[(IssuedNonce, &String)]| -> Vec<String> {
        let mut record = packs::acceptance(&pack);
        let mut one = |(nonce, customer): &(IssuedNonce, &String)| {
            record.offer.nonce = Nonce::Issued(nonce.clone());
            record.record_id = Uuid::parse(&uuid::Uuid::new_v4().hyphenated().to_string())?;
            let party = record.parties.get_mut(1)?;
            party.registry = Registration::parse(Scheme::DkCvr, customer).ok()?;
            record.signatory.email = format!("mette@{customer}.example");
            Some(packs::records::sign(&key, &record))
        };
        work.iter().filter_map(&mut one).collect()
    };
    // Of customers that came before, and in no order.
    let customers = (0..).filter_map(|n: usize| customers.get(n * 7919 % customers.len()));
    let all: Vec<_> = nonces.into_iter().zip(customers).collect();
    let (first, second) = all.split_at(all.len() / 2);
    let both = std::thread::scope(|scope| {
        let other = scope.spawn(|| work(second));
        let mut all = work(first);
        all.extend(other.join().unwrap_or_default());
        all
    });
    if both.len() == count { Ok(both) } else { Err("some records could not be signed".into()) }
}

/// Between the two in the middle when their count is even.
pub(super) fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let at = |index: usize| numbers.get(index).copied().unwrap_or_default();
    (at(numbers.len().saturating_sub(1) / 2) + at(numbers.len() / 2)) / 2.0
}

fn quantile(sorted: &[Duration], share: f64) -> Duration {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index within the list")]
    let at = ((sorted.len() as f64 - 1.0) * share) as usize;
    sorted.get(at).copied().unwrap_or_default()
}

fn millis(span: Duration) -> f64 {
    span.as_secs_f64() * 1000.0
}
