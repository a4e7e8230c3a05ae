//! Checkpoints (C2SP tlog-checkpoint): what a log signs.

use crate::note::{self, NoteError, SigningKey, VerifierKey};
use crate::text::number;
use crate::{FormError, Hash};

/// The tree at one size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log: a URL without its scheme, as a rule.
    pub origin: String,
    /// How many entries.
    pub size: u64,
    /// The tree's root.
    pub root: Hash,
}

impl Checkpoint {
    /// Signed, as it is served.
    pub fn sign(&self, key: &SigningKey) -> String {
        key.sign(&self.origin, &format!("{}\n{}\n{}\n", self.origin, self.size, self.root.base64()))
    }

    /// Reads it and leaves the signatures alone: for asking who should have signed.
    ///
    /// # Errors
    /// A text that is no checkpoint.
    pub fn read(note: &str) -> Result<Self, FormError> {
        note::text(note).and_then(Self::parse).ok_or(FormError(
            "it is not a checkpoint (origin, size, root, an empty line, lines of signatures)",
        ))
    }

    /// Reads it when one of these keys signed it.
    ///
    /// # Errors
    /// Why it isn't believed.
    pub fn open(note: &str, keys: &[VerifierKey]) -> Result<Self, NoteError> {
        let (text, _) = note::open(note, keys)?;
        Self::parse(text).ok_or(NoteError::Form)
    }

    /// Reads it when one of these keys signed it under the log's own name, as logs do.
    ///
    /// # Errors
    /// Why it isn't believed.
    pub fn open_with(note: &str, keys: &[[u8; 32]]) -> Result<Self, NoteError> {
        let origin = Self::read(note).map_err(|_| NoteError::Form)?.origin;
        let keys: Result<Vec<_>, _> = keys.iter().map(|public| VerifierKey::new(&origin, *public)).collect();
        Self::open(note, &keys.map_err(|_| NoteError::Unknown)?)
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        let (origin, size, root) = (lines.next()?, lines.next()?, lines.next()?);
        // Lines behind these are extensions, opaque.
        if origin.is_empty() || lines.any(str::is_empty) {
            return None;
        }
        Some(Self { origin: origin.into(), size: number(size)?, root: Hash::from_base64(root)? })
    }
}
