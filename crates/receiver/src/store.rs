//! All of the SQL. A write returns after it is on disk: WAL with `synchronous = FULL`.
//!
//! SQLite has one writer at a time, so there is one writing connection, which the queue's writer uses. Reads go beside
//! it.

use std::fs::OpenOptions;
use std::path::Path;
use std::time::Duration;

use samtycke_record::{Digest, Timestamp, Uuid};
use sqlx::SqlSafeStr as _;
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};

use crate::StartError;

const PATIENCE: Duration = Duration::from_secs(5);
const READERS: u32 = 4;

/// The database.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    writer: SqlitePool,
    readers: SqlitePool,
}

/// A record that is verified, with the receipt that it gets when it is stored.
#[derive(Debug)]
pub(crate) struct Arrival {
    pub(crate) id: Uuid,
    pub(crate) digest: Digest,
    /// Thumbprint of the key that signed it.
    pub(crate) key: String,
    pub(crate) schema: &'static str,
    pub(crate) pack: Digest,
    pub(crate) received_at: Timestamp,
    /// The compact JWS as it came.
    pub(crate) record: String,
    /// The confirmation behind it, encoded as it came.
    pub(crate) confirmation: Option<String>,
    /// The compact JWS of its receipt.
    pub(crate) receipt: String,
    /// The nonce that it uses up.
    pub(crate) nonce: Option<String>,
}

/// What became of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is stored now, with its receipt.
    Stored,
    /// It was stored before; this is the receipt that it got then.
    Known(String),
    /// Another record has its id.
    IdTaken,
    /// Another record used its nonce up.
    NonceUsed,
}

/// A record that is stored.
#[derive(Debug)]
pub(crate) struct StoredRecord {
    digest: String,
    key: String,
    receipt: String,
}

impl StoredRecord {
    /// What that makes of a record with the same id.
    pub(crate) fn fate(self, digest: &Digest, key: &str) -> Fate {
        if self.digest == digest.as_str() && self.key == key {
            Fate::Known(self.receipt)
        } else {
            Fate::IdTaken
        }
    }
}

impl Store {
    /// Opens the file, creates it when it isn't there, and brings its tables up to date.
    pub(crate) async fn open(path: &Path) -> Result<Self, StartError> {
        create(path)?;
        let options = SqliteConnectOptions::new()
            // Absolute, so that no name means something else to SQLite, like `:memory:` or `file:…`.
            .filename(std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(PATIENCE);
        let cannot = |error: sqlx::Error| {
            StartError::new(
                format!("the database {} can't be opened: {error}", path.display()),
                "check that it is an SQLite file that this user may write, in a folder that this user may write",
            )
        };
        let writer = pool(1).connect_with(options.clone()).await.map_err(cannot)?;
        migrations().run(&writer).await.map_err(|error| migration_failed(path, error))?;
        let readers = pool(READERS).connect_with(options.read_only(true)).await.map_err(cannot)?;
        Ok(Self { writer, readers })
    }

    /// Can it be read?
    pub(crate) async fn ping(&self) -> Result<(), sqlx::Error> {
        sqlx::query("SELECT 1 FROM records LIMIT 1").fetch_optional(&self.readers).await.map(drop)
    }

    /// The record of that id.
    pub(crate) async fn find(&self, id: &Uuid) -> Result<Option<StoredRecord>, sqlx::Error> {
        let mut connection = self.readers.acquire().await?;
        find(&mut connection, id).await
    }

    /// Stores records and uses up their nonces: all that can be, or on an error none. In the order given, so of two
    /// with one id or one nonce the first has it.
    pub(crate) async fn add(&self, arrivals: &[Arrival]) -> Result<Vec<Fate>, sqlx::Error> {
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let mut fates = Vec::with_capacity(arrivals.len());
        for arrival in arrivals {
            let fate = if insert(&mut transaction, arrival).await? {
                Fate::Stored
            } else {
                match find(&mut transaction, &arrival.id).await? {
                    Some(stored) => stored.fate(&arrival.digest, &arrival.key),
                    None => Fate::NonceUsed,
                }
            };
            fates.push(fate);
        }
        transaction.commit().await?;
        Ok(fates)
    }

    /// Waits for what is under way and writes the log back into the file.
    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// `false`: its id or its nonce is taken, and nothing was stored.
async fn insert(connection: &mut SqliteConnection, new: &Arrival) -> Result<bool, sqlx::Error> {
    let inserted = sqlx::query(
        "INSERT INTO records (record_id, digest, key, schema, pack, received_at, record, confirmation, receipt, \
         nonce) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
    )
    .bind(new.id.as_str())
    .bind(new.digest.as_str())
    .bind(&new.key)
    .bind(new.schema)
    .bind(new.pack.as_str())
    .bind(new.received_at.as_str())
    .bind(&new.record)
    .bind(&new.confirmation)
    .bind(&new.receipt)
    .bind(&new.nonce)
    .execute(connection)
    .await?;
    Ok(inserted.rows_affected() == 1)
}

async fn find(connection: &mut SqliteConnection, id: &Uuid) -> Result<Option<StoredRecord>, sqlx::Error> {
    let found: Option<(String, String, String)> =
        sqlx::query_as("SELECT digest, key, receipt FROM records WHERE record_id = ?")
            .bind(id.as_str())
            .fetch_optional(connection)
            .await?;
    Ok(found.map(|(digest, key, receipt)| StoredRecord { digest, key, receipt }))
}

fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .idle_timeout(None)
        .max_lifetime(None)
        // A local file doesn't hang up.
        .test_before_acquire(false)
}

/// SQLite gives its journal files the database's own permissions, so they are set before it looks: records name
/// people.
fn create(path: &Path) -> Result<(), StartError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(StartError::new(
            format!("the database {} can't be created: {error}", path.display()),
            "create its folder, or name a file elsewhere with --db",
        )),
    }
}

fn migrations() -> Migrator {
    let migration = |version, description: &'static str, sql: &'static str| {
        Migration::new(version, description.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    Migrator::with_migrations(vec![
        migration(1, "records and nonces", include_str!("../migrations/0001_records_and_nonces.sql")),
        migration(2, "confirmations", include_str!("../migrations/0002_confirmations.sql")),
        migration(3, "nonces in records", include_str!("../migrations/0003_nonces_in_records.sql")),
    ])
}

fn migration_failed(path: &Path, error: MigrateError) -> StartError {
    match error {
        MigrateError::VersionMissing(version) => StartError::new(
            format!("the database {} was written by a newer Samtycke (tables {version})", path.display()),
            "use that version, or another file with --db",
        ),
        error => StartError::new(
            format!("the database {} can't be brought up to date: {error}", path.display()),
            "check that it is a database of Samtycke's that this user may write, and that the disk has room",
        ),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_commit_returns_when_it_is_on_disk() {
        let folder = tempfile::TempDir::new().unwrap();
        let store = Store::open(&folder.path().join("samtycke.db")).await.unwrap();
        let journal: String =
            sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&store.writer).await.unwrap();
        let synchronous: i64 =
            sqlx::query_scalar("PRAGMA synchronous").fetch_one(&store.writer).await.unwrap();
        // 2 is FULL.
        assert_eq!((journal.as_str(), synchronous), ("wal", 2));
    }
}
