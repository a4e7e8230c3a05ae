//! The transparency log in the database: the leaf of a record is appended in the transaction that stores it, and the
//! checkpoint signed there. A record's number says its place, so its entry is made from the record's row.
//!
//! Whoever appends holds the lock on `head`. Who reads takes no lock: a tree only grows, so tiles that are read after
//! a checkpoint hold everything that proves something under it.

use std::collections::BTreeSet;
use std::sync::Arc;

use samtycke_log::{
    Checkpoint, Entry, Hash, NoteError, Proof, SigningKey, TileError, TileId, Tiles, bundle, tree,
};
use samtycke_record::Digest;
use samtycke_record::jws::Compact;
use sqlx::{AnyConnection, AssertSqlSafe};

use super::sql::RUNS;
use super::{Store, lock_head};
use crate::{Config, Database, KeySource, StartError, keys};

/// Records that are appended at a time when an older version stored them without a log.
const STEP: i64 = 4_096;

/// What signs the log: its key, and its name, which it keeps when the receiver moves to another address.
#[derive(Clone, Debug)]
pub(crate) struct Log {
    key: SigningKey,
    origin: Arc<str>,
}

/// The tree right after some leaves were appended, with the tiles that prove them.
#[derive(Debug)]
pub(crate) struct Tree {
    tiles: Tiles,
    size: u64,
    checkpoint: String,
}

/// Where a record is in it.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    index: u64,
    tree: Arc<Tree>,
}

impl Place {
    pub(super) fn new(number: i64, tree: Arc<Tree>) -> Self {
        Self { index: index_of(number), tree }
    }

    /// The proof of it, ready to be sent.
    pub(crate) fn proof(&self) -> Result<Proof, TileError> {
        let Tree { tiles, size, checkpoint } = &*self.tree;
        let path = tiles.inclusion(self.index, *size)?;
        Ok(Proof { index: self.index, path, checkpoint: checkpoint.clone() })
    }
}

impl Log {
    /// Checks that log, records and key belong together, or begins a log; then appends what an older version stored.
    ///
    /// # Errors
    /// What doesn't belong together, and what to do.
    pub(crate) async fn open(store: &Store, config: &Config) -> Result<Self, StartError> {
        let (database, source) = (&config.database, &config.log_key);
        let cannot = |error| cannot_open(database, &error);
        let mut transaction = store.writer.begin_with(store.begin).await.map_err(cannot)?;
        let head = lock_head(&mut transaction).await.map_err(cannot)?;
        // Under the lock: of two that start at once the second finds what the first made.
        let key = keys::load_log_key(source)?;
        let log = match stored(&mut transaction).await.map_err(cannot)? {
            Some(stored) => {
                let key = key.ok_or_else(|| key_missing(database, source))?;
                stored.check(&mut transaction, &key, head, database, source).await?;
                Self { key, origin: stored.origin.into() }
            }
            None => {
                let key = match (key, source.file()) {
                    (Some(key), _) => key,
                    (None, Some(path)) => keys::create_log_key(path)?,
                    (None, None) => return Err(key_missing(database, source)),
                };
                let log = Self { key, origin: config.public_url.log_origin().into() };
                sqlx::query("INSERT INTO log (origin, size, checkpoint) VALUES ($1, 0, $2)")
                    .bind(&*log.origin)
                    .bind(log.sign(0, Hash::empty()))
                    .execute(&mut *transaction)
                    .await
                    .map_err(cannot)?;
                log
            }
        };
        transaction.commit().await.map_err(cannot)?;
        log.catch_up(store).await.map_err(cannot)?;
        Ok(log)
    }

    /// The key that signs it.
    pub(crate) fn key(&self) -> &SigningKey {
        &self.key
    }

    /// Appends leaves behind those of `before` records, and signs the new checkpoint.
    pub(super) async fn append(
        &self,
        connection: &mut AnyConnection,
        before: i64,
        leaves: &[Hash],
    ) -> Result<Tree, sqlx::Error> {
        let logged: i64 = sqlx::query_scalar("SELECT size FROM log").fetch_one(&mut *connection).await?;
        if logged == before {
            return self.grow(connection, size_of(before), leaves).await;
        }
        // An older version that shares this database stored these.
        let mut all = unlogged(connection, logged, before).await?;
        all.extend(leaves);
        self.grow(connection, size_of(logged), &all).await
    }

    async fn grow(
        &self,
        connection: &mut AnyConnection,
        size: u64,
        leaves: &[Hash],
    ) -> Result<Tree, sqlx::Error> {
        let mut tiles = read_tiles(connection, tree::edge_tiles(size)).await?;
        for id in tiles.append(size, leaves).map_err(broken)? {
            sqlx::query(
                "INSERT INTO log_tiles (level, place, hashes) VALUES ($1, $2, $3) \
                 ON CONFLICT (level, place) DO UPDATE SET hashes = excluded.hashes",
            )
            .bind(i64::from(id.level))
            .bind(number_of(id.index))
            .bind(tiles.bytes(id).unwrap_or_default())
            .execute(&mut *connection)
            .await?;
        }
        let size = size + leaves.len() as u64;
        let checkpoint = self.sign(size, tiles.root(size).map_err(broken)?);
        sqlx::query("UPDATE log SET size = $1, checkpoint = $2")
            .bind(number_of(size))
            .bind(&checkpoint)
            .execute(connection)
            .await?;
        Ok(Tree { tiles, size, checkpoint })
    }

    fn sign(&self, size: u64, root: Hash) -> String {
        Checkpoint { origin: self.origin.to_string(), size, root }.sign(&self.key)
    }

    /// Appends the records that aren't logged yet, so many in each transaction.
    async fn catch_up(&self, store: &Store) -> Result<(), sqlx::Error> {
        loop {
            let mut transaction = store.writer.begin_with(store.begin).await?;
            let head = lock_head(&mut transaction).await?;
            let logged: i64 = sqlx::query_scalar("SELECT size FROM log").fetch_one(&mut *transaction).await?;
            if logged >= head {
                return Ok(());
            }
            let leaves = unlogged(&mut transaction, logged, head.min(logged + STEP)).await?;
            self.grow(&mut transaction, size_of(logged), &leaves).await?;
            transaction.commit().await?;
        }
    }
}

/// The log as it is stored.
struct Stored {
    origin: String,
    size: i64,
    checkpoint: String,
}

impl Stored {
    async fn check(
        &self,
        connection: &mut AnyConnection,
        key: &SigningKey,
        head: i64,
        database: &Database,
        source: &KeySource,
    ) -> Result<(), StartError> {
        let signed =
            Checkpoint::open_with(&self.checkpoint, &[key.public()]).map_err(|error| match error {
                NoteError::Unknown => StartError::new(
                    format!(
                        "{} is not the one that signed the log in {database}",
                        keys::log_key_name(source)
                    ),
                    "restore the key that belongs to this database, or name it with --log-key",
                ),
                error => changed(database, &format!("the newest checkpoint doesn't hold: {error}")),
            })?;
        let tiles = read_tiles(connection, tree::edge_tiles(signed.size))
            .await
            .map_err(|error| changed(database, &error.to_string()))?;
        let root = tiles.root(signed.size).map_err(|error| changed(database, &error.to_string()))?;
        if number_of(signed.size) != self.size || signed.origin != self.origin || root != signed.root {
            return Err(changed(database, "its tiles are not those that the newest checkpoint signed"));
        }
        if self.size > head {
            return Err(StartError::new(
                format!("the log in {database} has {} entries, and only {head} records are there", self.size),
                "records are missing: restore the database from a back-up; single records are erased, never deleted",
            ));
        }
        Ok(())
    }
}

fn changed(database: &Database, how: &str) -> StartError {
    StartError::new(
        format!("the transparency log in {database} was changed: {how}"),
        "nothing but Samtycke may write to it: restore the database from a back-up",
    )
}

fn key_missing(database: &Database, source: &KeySource) -> StartError {
    StartError::new(
        format!("{} is not there, and the database {database} has a log", keys::log_key_name(source)),
        "restore the key that belongs to this database, or name it with --log-key",
    )
}

fn cannot_open(database: &Database, error: &sqlx::Error) -> StartError {
    StartError::new(
        format!("the transparency log in {database} can't be opened: {error}"),
        "check that this user may write to the database, and that the disk has room",
    )
}

/// The log as others read it.
impl Store {
    /// The newest checkpoint. There is one as soon as a receiver has started.
    pub(crate) async fn checkpoint(&self) -> Result<String, sqlx::Error> {
        self.newest_checkpoint().await?.ok_or(sqlx::Error::RowNotFound)
    }

    /// The newest checkpoint, if a receiver ever started on this database.
    pub(crate) async fn newest_checkpoint(&self) -> Result<Option<String>, sqlx::Error> {
        sqlx::query_scalar("SELECT checkpoint FROM log").fetch_optional(&self.readers).await
    }

    /// A tile, so many hashes of it; `None` when it isn't there or not as wide.
    pub(crate) async fn tile(&self, id: TileId, width: u64) -> Result<Option<Vec<u8>>, sqlx::Error> {
        let mut connection = self.readers.acquire().await?;
        let stored = read_tile(&mut connection, id).await?;
        let length = usize::try_from(width).unwrap_or(usize::MAX).saturating_mul(Hash::LENGTH);
        Ok(stored.and_then(|bytes| bytes.get(..length).map(<[u8]>::to_vec)))
    }

    /// The entries of a tile of leaves, so many of them; `None` when they aren't there.
    pub(crate) async fn bundle(&self, index: u64, width: u64) -> Result<Option<Vec<u8>>, sqlx::Error> {
        let first = number_of(index.saturating_mul(samtycke_log::WIDTH));
        let last = first.saturating_add(number_of(width));
        let mut connection = self.readers.acquire().await?;
        let logged: i64 = sqlx::query_scalar("SELECT size FROM log").fetch_one(&mut *connection).await?;
        if last > logged {
            return Ok(None);
        }
        Ok(Some(bundle(&entries(&mut connection, first, last).await?)))
    }

    /// The number of the record with that digest.
    pub(crate) async fn number_of(&self, digest: &Digest) -> Result<Option<i64>, sqlx::Error> {
        let sql = [
            RUNS,
            "SELECT r.number FROM runs CROSS JOIN records r \
             WHERE r.number / 65536 = runs.run AND substr(r.digest, 8, 16) = substr($1, 8, 16) AND r.digest = $1",
        ];
        sqlx::query_scalar(AssertSqlSafe(sql.concat()))
            .bind(digest.as_str())
            .fetch_optional(&self.readers)
            .await
    }

    /// The proof that the record with that number is in the log.
    pub(crate) async fn proof(&self, number: i64) -> Result<Proof, sqlx::Error> {
        let mut connection = self.readers.acquire().await?;
        let (size, checkpoint): (i64, String) =
            sqlx::query_as("SELECT size, checkpoint FROM log").fetch_one(&mut *connection).await?;
        let (index, size) = (index_of(number), size_of(size));
        let tiles = read_tiles(&mut connection, tree::inclusion_tiles(index, size)).await?;
        let path = tiles.inclusion(index, size).map_err(broken)?;
        Ok(Proof { index, path, checkpoint })
    }
}

async fn stored(connection: &mut AnyConnection) -> Result<Option<Stored>, sqlx::Error> {
    let found: Option<(String, i64, String)> =
        sqlx::query_as("SELECT origin, size, checkpoint FROM log").fetch_optional(connection).await?;
    Ok(found.map(|(origin, size, checkpoint)| Stored { origin, size, checkpoint }))
}

async fn read_tile(connection: &mut AnyConnection, id: TileId) -> Result<Option<Vec<u8>>, sqlx::Error> {
    sqlx::query_scalar("SELECT hashes FROM log_tiles WHERE level = $1 AND place = $2")
        .bind(i64::from(id.level))
        .bind(number_of(id.index))
        .fetch_optional(connection)
        .await
}

async fn read_tiles(connection: &mut AnyConnection, ids: BTreeSet<TileId>) -> Result<Tiles, sqlx::Error> {
    let mut tiles = Tiles::default();
    for id in ids {
        if let Some(bytes) = read_tile(connection, id).await? {
            tiles.insert(id, &bytes).map_err(broken)?;
        }
    }
    Ok(tiles)
}

/// The leaves of the records behind `first`, up to `last`.
async fn unlogged(connection: &mut AnyConnection, first: i64, last: i64) -> Result<Vec<Hash>, sqlx::Error> {
    Ok(entries(connection, first, last).await?.iter().map(Entry::leaf).collect())
}

/// The entries of the records behind `first`, up to `last`; an error when one is missing.
async fn entries(connection: &mut AnyConnection, first: i64, last: i64) -> Result<Vec<Entry>, sqlx::Error> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT digest, receipt FROM records WHERE number > $1 AND number <= $2 ORDER BY number",
    )
    .bind(first)
    .bind(last)
    .fetch_all(connection)
    .await?;
    if i64::try_from(rows.len()) != Ok(last.saturating_sub(first)) {
        return Err(sqlx::Error::Decode(format!("records {} to {last} are not all there", first + 1).into()));
    }
    rows.iter().map(|(digest, receipt)| entry(digest, receipt)).collect()
}

/// What is logged of a record: both digests.
pub(crate) fn entry(digest: &str, receipt: &str) -> Result<Entry, sqlx::Error> {
    let hash = |digest: &Digest| Hash::from_hex(digest.hex());
    let record = Digest::parse(digest).as_ref().and_then(hash);
    let receipt = Compact::parse(receipt).ok().and_then(|jws| hash(&Digest::of(&jws.payload)));
    match (record, receipt) {
        (Some(record), Some(receipt)) => Ok(Entry { record, receipt }),
        _ => Err(sqlx::Error::Decode("a record's digest or receipt can't be read".into())),
    }
}

/// The tiles in the database are not those of this tree.
fn broken(error: TileError) -> sqlx::Error {
    sqlx::Error::Decode(format!("the transparency log is broken: {error}").into())
}

/// Records are counted from 1, leaves from 0.
fn index_of(number: i64) -> u64 {
    size_of(number - 1)
}

fn size_of(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

fn number_of(size: u64) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}
