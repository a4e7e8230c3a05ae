//! What files weigh on the wire, and the hashes that pages pin them with.

use std::{fmt, fs, io::Write, path::Path};

use base64ct::{Base64, Encoding};
use flate2::{Compression, write::GzEncoder};
use serde::Serialize;
use sha2::{Digest, Sha384};

use crate::{
    fault::{At, Fault, Result},
    paths::Paths,
    std_build::StdBuild,
};

/// A table of files; `dist/sizes.json` is this as JSON.
#[derive(Serialize)]
pub(crate) struct Sizes {
    /// Which standard library the wasm has: `smallest` or `plain`.
    std: &'static str,
    files: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    /// Relative to `dist`.
    file: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
    /// For `<script integrity>`.
    integrity: String,
}

impl Sizes {
    /// Measures files of `dist`.
    pub(crate) fn of(paths: &Paths, std: StdBuild, files: &[impl AsRef<Path>]) -> Result<Self> {
        let dist = paths.file("dist");
        let entry = |path: &Path| {
            let bytes = fs::read(path).at("read", path)?;
            let file = path.strip_prefix(&dist).unwrap_or(path).to_string_lossy().into_owned();
            Ok(Entry {
                file,
                raw: bytes.len(),
                gzip: gzip(&bytes).at("compress", path)?,
                brotli: brotli(&bytes).at("compress", path)?,
                integrity: integrity(&bytes),
            })
        };
        let files = files.iter().map(|path| entry(path.as_ref())).collect::<Result<_>>()?;
        Ok(Self { std: std.name(), files })
    }

    /// A file must weigh no more than `limit` bytes of brotli 11.
    pub(crate) fn hold(&self, file: &str, limit: usize) -> Result<()> {
        let Some(entry) = self.files.iter().find(|entry| entry.file == file) else { return Ok(()) };
        if entry.brotli <= limit {
            return Ok(());
        }
        Err(Fault::new(
            format!("{} bytes, and the limit is {}", grouped(entry.brotli), grouped(limit)),
            file,
            "take out what it doesn't need, or see what the last change costs: `git stash`, then `cargo xtask dist`",
        ))
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
        for Entry { file, raw, gzip, brotli, integrity } in &self.files {
            let [raw, gzip, brotli] = [*raw, *gzip, *brotli].map(grouped);
            writeln!(f, "{file:width$} {raw:>9} {gzip:>9} {brotli:>9}  {integrity}")?;
        }
        writeln!(f, "bytes; {} std", self.std)
    }
}

/// Whether a page includes this file of a published pack: `embed.js` or `embed.<lang>.js`.
pub(crate) fn is_embed(file: &Path) -> bool {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.starts_with("embed.") && name.ends_with(".js")
}

/// `12345` as `12,345`.
fn grouped(number: usize) -> String {
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
    fn embeds_are_told_from_other_files() {
        let embed = |name| is_embed(Path::new(name));
        assert!(embed("a/embed.js") && embed("embed.da.js"));
        assert!(!embed("pack.json") && !embed("embed.js.map") && !embed("widget.js"));
    }
}
