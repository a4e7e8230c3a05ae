//! Does a record say of a pack what the vendor published? The receiver asks before it acknowledges, the command line
//! whenever someone verifies with the pack at hand.

mod acceptance;
mod annex;
mod consent;
mod prev;

use samtycke_record::json::{self, FromJson as _};
use samtycke_record::verify::{Check, CheckId};
use samtycke_record::{Confirmation, Digest, Record};

use crate::Manifest;
pub use prev::check_prev;

/// A published manifest with the digest of its bytes.
#[derive(Clone, Debug)]
pub struct Published {
    /// The manifest.
    pub manifest: Manifest,
    /// SHA-256 of its file.
    pub digest: Digest,
}

impl Published {
    /// Reads a `pack.json`.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        let text = core::str::from_utf8(bytes).map_err(|_| String::from("the manifest is not UTF-8"))?;
        let value =
            json::parse(text).map_err(|error| format!("the manifest is not JSON of ours: {error}"))?;
        let manifest = Manifest::from_json(&value).map_err(|error| format!("the manifest: {error}"))?;
        Ok(Self { manifest, digest: Digest::of(bytes) })
    }
}

/// Checks everything of a record and its confirmation that depends on what was published. Whether the confirmation
/// holds, the record's own verification says.
pub fn check_evidence(
    record: &Record,
    confirmation: Option<&Confirmation>,
    packs: &[Published],
) -> Vec<Check> {
    let mut checks = check_record(record, packs);
    let published = packs.iter().find(|pack| pack.digest == record.offer().pack);
    if let (Record::Acceptance(record), Some(published), None) = (record, published, confirmation) {
        checks.extend(acceptance::unconfirmed(record, &published.manifest));
    }
    checks
}

/// The same of a record alone.
pub fn check_record(record: &Record, packs: &[Published]) -> Vec<Check> {
    let wanted = &record.offer().pack;
    if packs.is_empty() {
        return vec![Check::skip(CheckId::Pack, format!("no pack given; the record names {wanted}"))];
    }
    let Some(published) = packs.iter().find(|pack| pack.digest == *wanted) else {
        return vec![Check::fail(CheckId::Pack, format!("{wanted} is not a pack that was published"))];
    };
    let mut checks = vec![Check::pass(CheckId::Pack, format!("pack {}, {wanted}", published.manifest.id))];
    match record {
        Record::Acceptance(record) => acceptance::check(record, &published.manifest, &mut checks),
        Record::Consent(record) => consent::check(record, &published.manifest, &mut checks),
    }
    checks
}
