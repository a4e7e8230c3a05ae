//! What files weigh on the wire, and the hashes that pages pin them with.

use std::{fmt, fs, io::Write, path::Path};

use base64ct::{Base64, Encoding};
use flate2::{Compression, write::GzEncoder};
use serde::Serialize;
use sha2::{Digest, Sha384};

use crate::{
    fault::{At, Fault, Result},
    limits,
    paths::Paths,
    provenance::Provenance,
    std_build::StdBuild,
    surfaces::{LATER, SURFACES, Surface, called},
};

/// A table of files; `dist/sizes.json` is this as JSON.
#[derive(Serialize)]
pub(crate) struct Sizes {
    /// Which standard library the wasm has: `smallest` or `plain`.
    std: &'static str,
    #[serde(flatten)]
    made: Provenance,
    files: Vec<Entry>,
    /// What a page loads besides the embed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    surfaces: Vec<Sum>,
}

/// What the files weigh that a page loads for one thing to be shown.
#[derive(Serialize)]
struct Sum {
    name: &'static str,
    raw: usize,
    gzip: usize,
    brotli: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    goal: Option<usize>,
}

impl Sum {
    fn of(surface: &Surface, files: &[Entry]) -> Result<Self> {
        let ours: Vec<_> = files.iter().filter_map(|entry| Some((called(&entry.file)?, entry))).collect();
        if let Some(missing) = surface.files.iter().find(|file| ours.iter().all(|(name, _)| name != **file)) {
            return Err(Fault::new(
                format!("there is no {missing} of embed or widget"),
                "xtask/src/surfaces.rs",
                "name the files there as gate/form.js and gate/load.js ask for them",
            ));
        }
        let counts = |name: &str, entry: &Entry| match surface.files {
            [] => !entry.file.starts_with(LATER),
            files => files.contains(&name),
        };
        let loaded = || ours.iter().filter(|(name, entry)| counts(name, entry)).map(|(_, entry)| entry);
        Ok(Self {
            name: surface.name,
            raw: loaded().map(|entry| entry.raw).sum(),
            gzip: loaded().map(|entry| entry.gzip).sum(),
            brotli: loaded().map(|entry| entry.brotli).sum(),
            limit: surface.limit,
            goal: surface.goal,
        })
    }
}

#[derive(Serialize)]
struct Entry {
    /// Relative to the folder that the table is of.
    file: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
    /// For `<script integrity>`.
    integrity: String,
    /// In bytes of brotli 11, as those of surfaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    goal: Option<usize>,
}

impl Sizes {
    /// Measures files of `dist`, and what a page loads for each surface.
    pub(crate) fn of(
        paths: &Paths,
        std: StdBuild,
        made: &Provenance,
        files: &[impl AsRef<Path>],
    ) -> Result<Self> {
        let mut sizes = Self::within(&paths.file("dist"), std, made, files)?;
        for entry in &mut sizes.files {
            let limit = limits::of(&entry.file);
            entry.limit = limit.map(|limit| limit.most);
            entry.goal = limit.and_then(|limit| limit.goal);
        }
        sizes.surfaces =
            SURFACES.iter().map(|surface| Sum::of(surface, &sizes.files)).collect::<Result<_>>()?;
        Ok(sizes)
    }

    /// Measures files of a folder.
    pub(crate) fn within(
        folder: &Path,
        std: StdBuild,
        made: &Provenance,
        files: &[impl AsRef<Path>],
    ) -> Result<Self> {
        let entry = |path: &Path| {
            let bytes = fs::read(path).at("read", path)?;
            let file = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().into_owned();
            Ok(Entry {
                file,
                raw: bytes.len(),
                gzip: gzip(&bytes).at("compress", path)?,
                brotli: brotli(&bytes).at("compress", path)?,
                integrity: integrity(&bytes),
                limit: None,
                goal: None,
            })
        };
        let files = files.iter().map(|path| entry(path.as_ref())).collect::<Result<Vec<_>>>()?;
        Ok(Self { std: std.name(), made: made.clone(), files, surfaces: Vec::new() })
    }

    /// No file may weigh more than its limit, and what a page includes must have one.
    pub(crate) fn hold_files(&self) -> Result<()> {
        let names: Vec<_> = self.files.iter().map(|entry| entry.file.as_str()).collect();
        if let Some(amiss) = limits::amiss(&names) {
            return Err(Fault::new(
                amiss,
                "xtask/src/limits.rs",
                "every embed of every sample pack has its limit there: what it weighs, rounded up",
            ));
        }
        let mut limited = self.files.iter().filter_map(|entry| Some((entry, entry.limit?)));
        limited.try_for_each(|(entry, limit)| within(&entry.file, entry.brotli, limit))
    }

    /// Neither may all that a surface loads. The limits are for the smallest standard library.
    pub(crate) fn hold_surfaces(&self) -> Result<()> {
        if self.std != StdBuild::Smallest.name() {
            return Ok(());
        }
        let mut limited = self.surfaces.iter().filter_map(|sum| Some((sum, sum.limit?)));
        limited.try_for_each(|(sum, limit)| within(sum.name, sum.brotli, limit))
    }

    /// Writes them as JSON.
    pub(crate) fn write(&self, file: &Path) -> Result<()> {
        let json = serde_json::to_string_pretty(self).map_err(|error| {
            Fault::new(format!("could not write JSON: {error}"), file.display(), "report this")
        })?;
        fs::write(file, json + "\n").at("write", file)
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.files.iter().map(|entry| entry.file.len()).max().unwrap_or(0);
        let rule = "-".repeat(width);
        writeln!(f, "{:width$} {:>9} {:>9} {:>9}  integrity", "dist/", "raw", "gzip 9", "brotli 11")?;
        writeln!(f, "{rule} --------- --------- ---------  ---------")?;
        for Entry { file, raw, gzip, brotli, integrity, .. } in &self.files {
            let [raw, gzip, brotli] = [*raw, *gzip, *brotli].map(grouped);
            writeln!(f, "{file:width$} {raw:>9} {gzip:>9} {brotli:>9}  {integrity}")?;
        }
        writeln!(f, "\nfirst, a page loads one of")?;
        for Entry { file, raw, gzip, brotli, goal, .. } in self.files.iter().filter(|e| e.limit.is_some()) {
            writeln!(f, "{file:width$} {}", against([*raw, *gzip, *brotli], *goal))?;
        }
        writeln!(f, "\nbesides the embed, a page loads for")?;
        for Sum { name, raw, gzip, brotli, goal, .. } in &self.surfaces {
            writeln!(f, "{name:width$} {}", against([*raw, *gzip, *brotli], *goal))?;
        }
        let Provenance { version, commit, rustc, wasm_opt } = &self.made;
        let commit = commit.as_deref().unwrap_or("no checkout");
        writeln!(f, "bytes; {} std; {version}, {commit}, {rustc}, {wasm_opt}", self.std)
    }
}

/// The rest of a row that ends in the goal, and whether it is met.
fn against(weighs: [usize; 3], goal: Option<usize>) -> String {
    let [raw, gzip, brotli] = weighs.map(grouped);
    let verdict = |goal| if weighs[2] <= goal { "met" } else { "NOT MET" };
    let goal = goal.map(|goal| format!("goal {} {}", grouped(goal), verdict(goal))).unwrap_or_default();
    format!("{raw:>9} {gzip:>9} {brotli:>9}  {goal}")
}

fn within(what: &str, brotli: usize, limit: usize) -> Result<()> {
    if brotli <= limit {
        return Ok(());
    }
    Err(Fault::new(
        format!("{} bytes, and the limit is {}", grouped(brotli), grouped(limit)),
        what,
        "take out what it doesn't need (`cargo xtask size` says what is in it), or see what the last change costs: `git stash`, then `cargo xtask dist`",
    ))
}

/// `12345` as `12,345`.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn gzip(bytes: &[u8]) -> std::io::Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

fn brotli(bytes: &[u8]) -> std::io::Result<usize> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    let mut unread = bytes;
    brotli::BrotliCompress(&mut unread, &mut compressed, &parameters)?;
    Ok(compressed.len())
}

fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", Base64::encode_string(&Sha384::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped() {
        assert_eq!([0, 999, 1000, 88273, 1234567].map(grouped), ["0", "999", "1,000", "88,273", "1,234,567"]);
    }

    #[test]
    fn integrity_is_what_browsers_compare() {
        // The example of the SRI specification's own test files: sha384 of the empty string.
        assert_eq!(integrity(b""), "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb");
    }

    #[test]
    fn compression_compresses() -> std::io::Result<()> {
        let bytes = b"consent ".repeat(1000);
        assert!(gzip(&bytes)? < 100 && brotli(&bytes)? < 50);
        Ok(())
    }

    #[test]
    fn a_file_above_its_limit_and_a_goal_that_is_missed_are_said() {
        let named = |file: &str, brotli, most| Entry {
            file: file.to_owned(),
            raw: 0,
            gzip: 0,
            brotli,
            integrity: String::new(),
            limit: most,
            goal: None,
        };
        let made = Provenance { version: "1", commit: None, rustc: String::new(), wasm_opt: String::new() };
        let held = |core| {
            let mut files: Vec<_> = limits::files().map(|file| named(file, 1, Some(1))).collect();
            files.push(named("embed/gate.js", 9, None));
            files.extend(core);
            let sizes = Sizes { std: "smallest", made: made.clone(), files, surfaces: Vec::new() };
            sizes.hold_files().err().map(|fault| fault.to_string()).unwrap_or_default()
        };
        assert_eq!(held(None), "");
        let heavy = held(Some(named("embed/gate.js", 5001, Some(5000))));
        assert!(heavy.contains("5,001 bytes, and the limit is 5,000"), "{heavy}");
        let unlimited = held(Some(named("packs/new/embed.en.js", 1, None)));
        assert!(unlimited.contains("packs/new/embed.en.js has no limit"), "{unlimited}");
        assert!(against([3, 2, 1001], Some(1000)).ends_with("goal 1,000 NOT MET"));
        assert!(against([3, 2, 1000], Some(1000)).ends_with("goal 1,000 met"));
    }
}
