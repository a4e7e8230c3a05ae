//! How many records a receiver takes, each verified, stored durably and receipted, beside what the machine itself can
//! do in the same run. The receiver is a process of its own, with a database on this disk.

mod client;
mod load;
mod machine;
mod memory;
#[path = "../../crates/pack/tests/support/mod.rs"]
#[allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "the tests' own records")]
mod packs;
mod process;
mod rows;
mod search;

use std::path::{Path, PathBuf};

use load::{Load, ROUND, median};
use memory::Memory;
pub(crate) use process::{CHILD, serve};

/// How much slower a full table may be.
const SLOWER: f64 = 0.10;

/// `cargo xtask bench receiver -- [RECORDS [ROWS]]`: that many records (40,000) into an empty table, and an export of
/// them. With ROWS as many also into a table of that size: in turns of 20,000, so that both have what the machine has.
pub(crate) fn run() -> Result<(), String> {
    let records = argument(2).unwrap_or(2 * ROUND);
    let empty = Folder::new("empty")?;
    machine::report(&empty.0)?;
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    match argument(3) {
        None => runtime.block_on(alone(&empty, records)),
        Some(rows) => runtime.block_on(beside(&empty, rows, records)),
    }
}

/// `cargo xtask bench search -- [ROWS]`: what a search takes in a table of that size (1,000,000).
pub(crate) fn search() -> Result<(), String> {
    let folder = Folder::new("search")?;
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    runtime.block_on(async {
        filled(&folder, argument(2).unwrap_or(1_000_000)).await?;
        search::run(&folder.0).await
    })
}

fn argument(at: usize) -> Option<usize> {
    std::env::args().nth(at)?.replace('_', "").parse().ok()
}

async fn alone(folder: &Folder, records: usize) -> Result<(), String> {
    let mut load = Load::start(&folder.0).await?;
    let mut memory = Memory::new(load.memory_kib()?);
    for round in 1..=records.div_ceil(ROUND) {
        println!("  round {round}: {}", load.round().await?);
        memory.after(round * ROUND, load.memory_kib()?);
    }
    println!("  memory: {memory}");
    let within = load.end();
    memory.check().and(within)?;
    search::export(&folder.0).await
}

async fn beside(empty: &Folder, rows: usize, records: usize) -> Result<(), String> {
    let full = Folder::new("full")?;
    filled(&full, rows).await?;
    let [mut empty, mut full] = [Load::start(&empty.0).await?, Load::start(&full.0).await?];
    let mut shares = Vec::new();
    for round in 1..=records.div_ceil(ROUND) {
        // Who is first is not always the same.
        let (one, other) = if round % 2 == 1 { (&mut empty, &mut full) } else { (&mut full, &mut empty) };
        for load in [one, other] {
            let told = load.round().await?;
            println!("  round {round}, {}: {told}", load.name);
        }
        shares.push(full.last_rate() / empty.last_rate());
    }
    let _ = empty.end().and(full.end());
    let share = median(shares);
    println!(
        "  with {rows} rows: {:.0} % of the rate of the empty table (median of rounds; limit {:.0} %)",
        share * 100.0,
        (1.0 - SLOWER) * 100.0
    );
    if share < 1.0 - SLOWER { Err("intake slows as the table grows".into()) } else { Ok(()) }
}

/// A receiver's first records, and a table of that size behind them.
async fn filled(folder: &Folder, rows: usize) -> Result<(), String> {
    let mut load = Load::start(&folder.0).await?;
    load.send(100).await?;
    load.stop()?;
    println!("  filling a table to {rows} rows");
    rows::fill(&folder.0.join("samtycke.db"), rows as u64).await
}

/// A folder that is gone afterwards, on the disk of the checkout: memory would flush too well.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Result<Self, String> {
        let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench-receiver");
        let folder = target.join(format!("{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        packs::write(&packs::manifest(), &folder.join("pack"));
        Ok(Self(folder))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
