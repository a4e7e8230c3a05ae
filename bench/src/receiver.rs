//! How many records a receiver takes, each verified, stored durably and receipted, beside what the machine itself can
//! do in the same run. The receiver is a process of its own, with a database on this disk.

mod client;
mod machine;
#[path = "../../crates/pack/tests/support/mod.rs"]
#[allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "the tests' own records")]
mod packs;
mod process;
mod rows;

use std::path::{Path, PathBuf};
use std::time::Duration;

use samtycke_record::sign::Es256Key;
use samtycke_record::{IssuedNonce, Nonce, Uuid};

use client::{Client, Done};
use process::Child;
pub(crate) use process::{CHILD, serve};

const CONNECTIONS: usize = 64;
/// Signed beforehand and sent at once; memory is looked at after each.
const ROUND: usize = 20_000;
const RECORDS_PER_SECOND: f64 = 2_000.0;
const P99: Duration = Duration::from_millis(250);
/// How much slower a full table may be.
const SLOWER: f64 = 0.10;

/// `cargo xtask bench receiver -- [RECORDS [ROWS]]`: that many records (40,000), then, with ROWS, as many again into a
/// table of that size.
pub(crate) fn run() -> Result<(), String> {
    let number = |at: usize| std::env::args().nth(at).and_then(|text| text.replace('_', "").parse().ok());
    let (records, rows): (usize, Option<u64>) =
        (number(2).unwrap_or(2 * ROUND), number(3).map(|n: usize| n as u64));
    let folder = Folder::new()?;
    packs::write(&packs::manifest(), &folder.0.join("pack"));
    machine::report(&folder.0)?;
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    let empty = runtime.block_on(load(&folder.0, records))?;
    let Some(rows) = rows else { return Ok(()) };
    println!("  filling the table to {rows} rows");
    runtime.block_on(rows::fill(&folder.0.join("samtycke.db"), rows))?;
    let full = runtime.block_on(load(&folder.0, records))?;
    let share = full / empty;
    println!(
        "  with {rows} rows: {:.0} % of the rate of the empty table (limit {:.0} %)",
        share * 100.0,
        (1.0 - SLOWER) * 100.0
    );
    if share < 1.0 - SLOWER { Err("intake slows as the table grows".into()) } else { Ok(()) }
}

/// Of sorted numbers; between the two in the middle when their count is even.
fn median(sorted: &[f64]) -> f64 {
    let at = |index: usize| sorted.get(index).copied().unwrap_or_default();
    (at(sorted.len().saturating_sub(1) / 2) + at(sorted.len() / 2)) / 2.0
}

/// Sends records in rounds; the median rate of the rounds.
async fn load(folder: &Path, records: usize) -> Result<f64, String> {
    let mut child = Child::start(folder)?;
    let client = Client::connect(child.address, CONNECTIONS).await?;
    let (mut rates, mut latencies) = (Vec::new(), Vec::new());
    for round in 1..=records.div_ceil(ROUND) {
        let signed = sign(&client, ROUND).await?;
        let Done { seconds, mut each } = client.post(signed).await?;
        let rate = ROUND as f64 / seconds;
        each.sort();
        println!(
            "  round {round}: {rate:.0} records/s, p50 {:.1} ms, p99 {:.1} ms, memory {} MB",
            millis(quantile(&each, 0.5)),
            millis(quantile(&each, 0.99)),
            child.memory_kib()? / 1024
        );
        rates.push(rate);
        latencies.extend(each);
    }
    child.stop()?;
    latencies.sort();
    rates.sort_by(f64::total_cmp);
    let rate = median(&rates);
    let p99 = quantile(&latencies, 0.99);
    println!(
        "  {rate:.0} records/s (median of rounds; limit {RECORDS_PER_SECOND:.0}), p99 {:.1} ms (limit {} ms)",
        millis(p99),
        P99.as_millis()
    );
    if rate < RECORDS_PER_SECOND || p99 > P99 { Err("over the limit".into()) } else { Ok(rate) }
}

/// Sign-ups with nonces of the receiver's, as browsers make them; not a part of what is measured.
async fn sign(client: &Client, count: usize) -> Result<Vec<String>, String> {
    let key = Es256Key::generate();
    let nonces: Vec<IssuedNonce> = client.nonces(key.kid(), count).await?;
    let pack = packs::published();
    let half = nonces.len() / 2;
    let work = |nonces: &[IssuedNonce]| -> Vec<String> {
        let mut record = packs::acceptance(&pack);
        let mut one = |nonce: &IssuedNonce| {
            record.offer.nonce = Nonce::Issued(nonce.clone());
            record.record_id = Uuid::parse(&uuid::Uuid::new_v4().hyphenated().to_string())?;
            Some(packs::records::sign(&key, &record))
        };
        nonces.iter().filter_map(&mut one).collect()
    };
    let (first, second) = nonces.split_at(half);
    let both = std::thread::scope(|scope| {
        let other = scope.spawn(|| work(second));
        let mut all = work(first);
        all.extend(other.join().unwrap_or_default());
        all
    });
    if both.len() == count { Ok(both) } else { Err("some records could not be signed".into()) }
}

fn quantile(sorted: &[Duration], share: f64) -> Duration {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index within the list")]
    let at = ((sorted.len() as f64 - 1.0) * share) as usize;
    sorted.get(at).copied().unwrap_or_default()
}

fn millis(span: Duration) -> f64 {
    span.as_secs_f64() * 1000.0
}

/// A folder that is gone afterwards, on the disk of the checkout: memory would flush too well.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self, String> {
        let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench-receiver");
        let folder = target.join(std::process::id().to_string());
        std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        Ok(Self(folder))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
