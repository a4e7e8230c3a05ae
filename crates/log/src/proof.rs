//! The proof that an entry was logged, as a text of its own (C2SP tlog-proof).

use core::fmt::{self, Write as _};

use crate::text::number;
use crate::{Checkpoint, FormError, Hash, NoteError, Unproven, verify_inclusion};

const HEADER: &str = "c2sp.org/tlog-proof@v1";
/// Longest proof that is read, bytes. One has about 3,000.
const LONGEST: usize = 100_000;

/// An entry's place, the way from it to the root, and the signed checkpoint with that root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The entry's index, from 0.
    pub index: u64,
    /// From the leaf's sibling upwards.
    pub path: Vec<Hash>,
    /// The note as the log signed it.
    pub checkpoint: String,
}

/// Why a proof proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProofError {
    /// The checkpoint is not the log's.
    Checkpoint(NoteError),
    /// The entry is not in its tree.
    Inclusion(Unproven),
}

impl fmt::Display for ProofError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Checkpoint(error) => write!(f, "the checkpoint: {error}"),
            Self::Inclusion(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for ProofError {}

impl Proof {
    /// Reads it. Extra data, which nothing vouches for, are passed over.
    ///
    /// # Errors
    /// A text that is no proof.
    pub fn parse(text: &str) -> Result<Self, FormError> {
        Self::read(text).ok_or(FormError(
            "it is not a proof (c2sp.org/tlog-proof@v1, an index, hashes, an empty line, a checkpoint)",
        ))
    }

    fn read(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let (head, checkpoint) = text.split_once("\n\n")?;
        let mut lines = head.split('\n');
        (lines.next()? == HEADER).then_some(())?;
        let mut line = lines.next()?;
        if line.starts_with("extra ") {
            line = lines.next()?;
        }
        let index = number(line.strip_prefix("index ")?)?;
        let path: Option<Vec<_>> = lines.map(Hash::from_base64).collect();
        Checkpoint::read(checkpoint).ok()?;
        Some(Self { index, path: path?, checkpoint: checkpoint.into() })
    }

    /// Is this leaf in a log that one of these keys signs for under its own name? Gives the checkpoint.
    ///
    /// # Errors
    /// Why that isn't proven.
    pub fn verify(&self, leaf: &Hash, keys: &[[u8; 32]]) -> Result<Checkpoint, ProofError> {
        let checkpoint = Checkpoint::open_with(&self.checkpoint, keys).map_err(ProofError::Checkpoint)?;
        verify_inclusion(leaf, self.index, checkpoint.size, &checkpoint.root, &self.path)
            .map_err(ProofError::Inclusion)?;
        Ok(checkpoint)
    }
}

/// As [`Proof::parse`] reads it.
impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{HEADER}\nindex {}\n", self.index)?;
        for hash in &self.path {
            f.write_str(&hash.base64())?;
            f.write_char('\n')?;
        }
        f.write_char('\n')?;
        f.write_str(&self.checkpoint)
    }
}
