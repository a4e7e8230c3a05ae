//! What a receiver holds in memory while records come.

use std::fmt;

/// How much more after all records than after the first: the caches are full by then, and what still grows would grow
/// for ever.
const GROWTH_MB: u64 = 24;
/// Records after which the caches are full.
const WARM: usize = 40_000;

/// Seen after so many records, in KiB.
pub(super) struct Memory(Vec<(usize, u64)>);

impl Memory {
    pub(super) fn new(start: u64) -> Self {
        Self(vec![(0, start)])
    }

    pub(super) fn after(&mut self, records: usize, kib: u64) {
        self.0.push((records, kib));
    }

    pub(super) fn check(&self) -> Result<(), String> {
        let warm = self.0.iter().find(|(records, _)| *records >= WARM);
        let (Some((_, warm)), Some((_, last))) = (warm, self.0.last()) else { return Ok(()) };
        let grown = last.saturating_sub(*warm) / 1024;
        if grown > GROWTH_MB {
            Err(format!("memory grew by {grown} MB after {WARM} records"))
        } else {
            Ok(())
        }
    }
}

impl fmt::Display for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (records, kib)) in self.0.iter().enumerate() {
            let before = if index > 0 { ", " } else { "" };
            write!(f, "{before}{} MB at {records}", kib / 1024)?;
        }
        write!(f, " records (limit {GROWTH_MB} MB more after {WARM})")
    }
}
