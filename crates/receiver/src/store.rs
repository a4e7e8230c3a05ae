//! All of the SQL. A write returns after it is on disk: WAL with `synchronous = FULL`.
//!
//! SQLite has one writer at a time, so there is one writing connection and requests queue for it here, in order,
//! instead of polling for the file's lock. Reads go beside it.

use std::fs::OpenOptions;
use std::path::Path;
use std::time::Duration;

use samtycke_record::{Digest, Timestamp, Uuid};
use sqlx::SqlSafeStr as _;
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
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

/// A record to store.
#[derive(Debug)]
pub(crate) struct NewRecord<'a> {
    pub(crate) id: &'a Uuid,
    pub(crate) digest: &'a Digest,
    pub(crate) key: &'a str,
    pub(crate) schema: &'a str,
    pub(crate) pack: &'a Digest,
    pub(crate) received_at: &'a Timestamp,
    /// The compact JWS as it came.
    pub(crate) record: &'a str,
    /// The confirmation behind it, encoded as it came.
    pub(crate) confirmation: Option<&'a str>,
    /// The compact JWS of its receipt.
    pub(crate) receipt: &'a str,
    /// The nonce that it consumes.
    pub(crate) nonce: Option<&'a str>,
}

/// What the database knows that matters to a record.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) record: Option<StoredRecord>,
    pub(crate) nonce: Option<StoredNonce>,
}

/// A record that is stored.
#[derive(Debug)]
pub(crate) struct StoredRecord {
    pub(crate) digest: String,
    pub(crate) key: String,
    pub(crate) receipt: String,
}

/// A nonce that was issued.
#[derive(Clone, Debug)]
pub(crate) struct StoredNonce {
    pub(crate) key: String,
    pub(crate) expires_at: String,
    /// The record that consumed it.
    pub(crate) record_id: Option<String>,
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

    /// Stores a nonce, and forgets those that ended before `forget`.
    pub(crate) async fn add_nonce(
        &self,
        nonce: &str,
        key: &str,
        expires_at: &Timestamp,
        forget: &Timestamp,
    ) -> Result<(), sqlx::Error> {
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        sqlx::query("DELETE FROM nonces WHERE expires_at < ?")
            .bind(forget.as_str())
            .execute(&mut *transaction)
            .await?;
        sqlx::query("INSERT INTO nonces (nonce, key, expires_at) VALUES (?, ?, ?)")
            .bind(nonce)
            .bind(key)
            .bind(expires_at.as_str())
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await
    }

    /// What is known of a record's id and of its nonce, both at one moment: between two moments the record itself
    /// may be stored by another request, and its nonce would look as if someone else had used it up.
    pub(crate) async fn look(&self, id: &Uuid, nonce: Option<&str>) -> Result<Known, sqlx::Error> {
        let mut transaction = self.readers.begin().await?;
        let record: Option<(String, String, String)> =
            sqlx::query_as("SELECT digest, key, receipt FROM records WHERE record_id = ?")
                .bind(id.as_str())
                .fetch_optional(&mut *transaction)
                .await?;
        let nonce: Option<(String, String, Option<String>)> = match nonce {
            Some(nonce) => {
                sqlx::query_as("SELECT key, expires_at, record_id FROM nonces WHERE nonce = ?")
                    .bind(nonce)
                    .fetch_optional(&mut *transaction)
                    .await?
            }
            None => None,
        };
        transaction.commit().await?;
        Ok(Known {
            record: record.map(|(digest, key, receipt)| StoredRecord { digest, key, receipt }),
            nonce: nonce.map(|(key, expires_at, record_id)| StoredNonce { key, expires_at, record_id }),
        })
    }

    /// Stores a record and consumes its nonce, both or neither. `false`: another record took the id or the nonce
    /// since they were looked at, and nothing was stored.
    pub(crate) async fn add_record(&self, new: &NewRecord<'_>) -> Result<bool, sqlx::Error> {
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let inserted = sqlx::query(
            "INSERT INTO records (record_id, digest, key, schema, pack, received_at, record, receipt, \
             confirmation) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (record_id) DO NOTHING",
        )
        .bind(new.id.as_str())
        .bind(new.digest.as_str())
        .bind(new.key)
        .bind(new.schema)
        .bind(new.pack.as_str())
        .bind(new.received_at.as_str())
        .bind(new.record)
        .bind(new.receipt)
        .bind(new.confirmation)
        .execute(&mut *transaction)
        .await?;
        if inserted.rows_affected() == 0 {
            transaction.rollback().await?;
            return Ok(false);
        }
        if let Some(nonce) = new.nonce {
            let consumed =
                sqlx::query("UPDATE nonces SET record_id = ? WHERE nonce = ? AND record_id IS NULL")
                    .bind(new.id.as_str())
                    .bind(nonce)
                    .execute(&mut *transaction)
                    .await?;
            if consumed.rows_affected() == 0 {
                transaction.rollback().await?;
                return Ok(false);
            }
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// Waits for what is under way and writes the log back into the file.
    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
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
