//! What the machine itself can do: verify signatures on all cores, and flush to this disk.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use samtycke_record::sign::Es256Key;
use samtycke_record::verify::{Policy, verify_record};

use super::packs;

const SPAN: Duration = Duration::from_secs(2);

/// Prints them, so that the receiver's rate can be read beside them.
pub(super) fn report(folder: &Path) -> Result<(), String> {
    let record = packs::records::sign(&Es256Key::generate(), &packs::acceptance(&packs::published()));
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
    let verified: f64 = std::thread::scope(|scope| {
        let one = || per_second(|| drop(verify_record(record.as_bytes(), Policy::default())));
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(one)).collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).sum()
    });
    let path = folder.join("flush");
    let mut file =
        OpenOptions::new().create(true).append(true).open(&path).map_err(|error| error.to_string())?;
    let page = [0_u8; 4_096];
    let flushed = per_second(|| {
        // A disk that fails here fails the whole run below.
        let _ = file.write_all(&page).and_then(|()| file.sync_data());
    });
    let _ = std::fs::remove_file(path);
    println!(
        "  the machine: {verified:.0} records verified a second on {cores} cores, {flushed:.0} flushes a second; a record \
         is {} bytes",
        record.len()
    );
    Ok(())
}

fn per_second(mut run: impl FnMut()) -> f64 {
    let started = Instant::now();
    let mut count = 0_u32;
    while started.elapsed() < SPAN {
        run();
        count += 1;
    }
    f64::from(count) / started.elapsed().as_secs_f64()
}
