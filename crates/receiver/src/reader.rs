//! The log of a database at hand, for tools that run beside the receiver or after it.

use std::fmt;

use samtycke_log::{Proof, TileId};
use samtycke_record::Digest;

use crate::store::Store;
use crate::{Database, StartError};

/// Reads a log where it is stored.
#[derive(Clone, Debug)]
pub struct LogReader {
    store: Store,
}

/// The database didn't answer, or its log is broken.
#[derive(Debug)]
pub struct ReadError(sqlx::Error);

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for ReadError {}

impl LogReader {
    /// Opens the database and brings its tables up to date.
    ///
    /// # Errors
    /// What is wrong, where, and what to do.
    pub async fn open(database: &Database) -> Result<Self, StartError> {
        Ok(Self { store: Store::open(database).await? })
    }

    /// The newest checkpoint, as it was signed; `None` when no receiver has begun a log yet.
    ///
    /// # Errors
    /// When it can't be read.
    pub async fn checkpoint(&self) -> Result<Option<String>, ReadError> {
        self.store.newest_checkpoint().await.map_err(ReadError)
    }

    /// A tile, so many hashes of it; `None` when it isn't there or not as wide.
    ///
    /// # Errors
    /// When it can't be read.
    pub async fn tile(&self, id: TileId, width: u64) -> Result<Option<Vec<u8>>, ReadError> {
        self.store.tile(id, width).await.map_err(ReadError)
    }

    /// The entries of a tile of leaves, so many of them; `None` when they aren't there.
    ///
    /// # Errors
    /// When they can't be read.
    pub async fn bundle(&self, index: u64, width: u64) -> Result<Option<Vec<u8>>, ReadError> {
        self.store.bundle(index, width).await.map_err(ReadError)
    }

    /// The proof that the record with that digest is logged; `None` when it isn't there.
    ///
    /// # Errors
    /// When it can't be made.
    pub async fn proof(&self, record: &Digest) -> Result<Option<Proof>, ReadError> {
        let Some(number) = self.store.number_of(record).await.map_err(ReadError)? else { return Ok(None) };
        self.store.proof(number).await.map(Some).map_err(ReadError)
    }
}
