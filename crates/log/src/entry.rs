//! What a leaf is made of: digests, nothing that names anybody.

use crate::{FormError, Hash};

/// The entry of one record: SHA-256 of its payload and of its receipt's. Canonical JSON (RFC 8785).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Of the record's payload.
    pub record: Hash,
    /// Of the receipt's payload.
    pub receipt: Hash,
}

impl Entry {
    /// The bytes that the leaf is the hash of.
    pub fn text(&self) -> String {
        format!(r#"{{"receipt":"sha256:{}","record":"sha256:{}"}}"#, self.receipt, self.record)
    }

    /// The inverse of [`Entry::text`].
    ///
    /// # Errors
    /// Any other bytes.
    pub fn parse(bytes: &[u8]) -> Result<Self, FormError> {
        core::str::from_utf8(bytes)
            .ok()
            .and_then(|text| {
                let inner = text.strip_prefix(r#"{"receipt":"sha256:"#)?.strip_suffix(r#""}"#)?;
                let (receipt, record) = inner.split_once(r#"","record":"sha256:"#)?;
                Some(Self { record: Hash::from_hex(record)?, receipt: Hash::from_hex(receipt)? })
            })
            .ok_or(FormError("an entry is not the digests of a record and its receipt"))
    }

    /// Its leaf.
    pub fn leaf(&self) -> Hash {
        Hash::leaf(self.text().as_bytes())
    }
}

/// Entries as a bundle (tlog-tiles, "Log entries"): each with its length in front, 16 bits, big-endian.
pub fn bundle<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for entry in entries {
        let text = entry.text();
        // 168 bytes, always.
        let length = u16::try_from(text.len()).unwrap_or(u16::MAX);
        bytes.extend(length.to_be_bytes());
        bytes.extend(text.as_bytes());
    }
    bytes
}

/// The inverse of [`bundle`].
///
/// # Errors
/// Bytes that are no bundle of ours.
pub fn entries_of(bundle: &[u8]) -> Result<Vec<Entry>, FormError> {
    let mut entries = Vec::new();
    let mut rest = bundle;
    while let Some((length, after)) = rest.split_first_chunk::<2>() {
        let length = usize::from(u16::from_be_bytes(*length));
        let (entry, after) =
            after.split_at_checked(length).ok_or(FormError("a bundle ends within an entry"))?;
        entries.push(Entry::parse(entry)?);
        rest = after;
    }
    if rest.is_empty() { Ok(entries) } else { Err(FormError("a bundle ends within a length")) }
}
