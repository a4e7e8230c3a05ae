//! The keys. Those that sign receipts are a ring in one text, which a file that only its owner can read holds, or an orchestrator
//! hands over. `log` has the one that signs the transparency log.

mod file;
mod log;
mod ring;
mod text;

use std::fmt;
use std::path::{Path, PathBuf};

pub use file::{create_key, read, update};
pub use log::{LogKeySummary, log_key_summary};
pub(crate) use log::{create_log_key, load_log_key, log_jwk, log_key_name};
pub use ring::{KeyRing, KeyState, KeySummary, RingError};

use crate::StartError;
use crate::nonces::Mint;

/// Where the keys are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeySource {
    /// A file, made with a new key when it isn't there.
    File(PathBuf),
    /// The text itself, from the environment.
    Text(KeyText),
}

/// The text of a key, or of a ring. Never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyText(String);

impl KeySource {
    /// The text of a ring, or of one key in PEM.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(KeyText(text.into()))
    }

    /// The file, when it is one.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Text(_) => None,
        }
    }
}

impl From<PathBuf> for KeySource {
    fn from(path: PathBuf) -> Self {
        Self::File(path)
    }
}

impl fmt::Debug for KeyText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyText(…)")
    }
}

/// What requests use of the ring.
#[derive(Debug)]
pub(crate) struct Keys {
    pub(crate) ring: KeyRing,
    pub(crate) mint: Mint,
}

impl From<KeyRing> for Keys {
    fn from(ring: KeyRing) -> Self {
        Self { mint: ring.mint(), ring }
    }
}

/// Reads the ring; makes one with a new key when the file isn't there.
pub(crate) fn load_or_create(source: &KeySource) -> Result<KeyRing, StartError> {
    match source {
        KeySource::File(path) if !path.exists() => match create_key(path) {
            Ok(key) => Ok(KeyRing::of(key)),
            // Another receiver was faster.
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => read(path),
            Err(error) => Err(StartError::new(
                format!("the signing key {} can't be created: {error}", path.display()),
                "create its folder, or name a file elsewhere with --key",
            )),
        },
        source => load(source),
    }
}

/// Reads the ring, which must be there.
///
/// # Errors
/// What is wrong with it, and what to do.
pub fn load(source: &KeySource) -> Result<KeyRing, StartError> {
    match source {
        KeySource::File(path) => read(path),
        KeySource::Text(KeyText(text)) => KeyRing::parse(text).map_err(|error| {
            StartError::new(
                format!("the signing key in SAMTYCKE_KEY is {error}"),
                "give it the whole text of the key file, line breaks and all",
            )
        }),
    }
}
