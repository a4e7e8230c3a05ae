//! Opening the database, with the settings under which a commit returns when it is on disk.

use std::fs::OpenOptions;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AnyConnection, ConnectOptions as _, Connection as _, Executor as _};

use super::{Store, migrations, server};
use crate::{Database, StartError};

const PATIENCE: Duration = Duration::from_secs(5);
/// Between two tries for a lock.
const RETRY: Duration = Duration::from_millis(20);
const READERS: u32 = 4;

impl Store {
    /// Opens the database, creates SQLite's file when it isn't there, and brings the tables up to date.
    pub(crate) async fn open(database: &Database) -> Result<Self, StartError> {
        sqlx::any::install_default_drivers();
        let cannot = |error| cannot_open(database, &error);
        let (writing, reading, begin, scrub) = match database {
            Database::File(path) => {
                create(path)?;
                // Absolute, so that no name means something else to SQLite, like `:memory:` or `file:…`.
                let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
                let file = SqliteConnectOptions::new().filename(path).busy_timeout(PATIENCE);
                let reading = file.clone().read_only(true).to_url_lossy();
                (file.to_url_lossy(), reading, "BEGIN IMMEDIATE", Some("PRAGMA wal_checkpoint(TRUNCATE)"))
            }
            Database::Server(url) => {
                let server: AnyConnectOptions = url.as_str().parse().map_err(cannot)?;
                (server.to_url_lossy(), server.to_url_lossy(), "BEGIN", None)
            }
        };
        let [writing, reading] = [writing, reading].map(|url| AnyConnectOptions::from_url(&url));
        let (writing, reading) = (writing.map_err(cannot)?, reading.map_err(cannot)?);
        // A pool tries until its patience ends, and forgets why it failed; a single connection says so at once.
        let mut first = tokio::time::timeout(PATIENCE, writing.connect())
            .await
            .unwrap_or_else(|_| Err(sqlx::Error::Io(io::ErrorKind::TimedOut.into())))
            .map_err(cannot)?;
        prepare_first(database, &mut first).await.map_err(cannot)?;
        if let Database::Server(url) = database {
            server::check(url, &mut first).await?;
        }
        first.close().await.map_err(cannot)?;
        let writer = pool(database, 1).connect_with(writing).await.map_err(cannot)?;
        migrations::run(database, &writer, begin)
            .await
            .map_err(|error| migrations::failed(database, error))?;
        let readers = pool(database, READERS).connect_with(reading).await.map_err(cannot)?;
        let store = Self { writer, readers, begin, scrub, news: Arc::default() };
        // Nothing, to the end: what can only be read would be found out by the first record.
        store.touch().await.map_err(|error| cannot_write(database, &error))?;
        Ok(store)
    }
}

fn pool(database: &Database, connections: u32) -> AnyPoolOptions {
    let database = Arc::new(database.clone());
    AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .idle_timeout(None)
        .max_lifetime(None)
        // A local file doesn't hang up.
        .test_before_acquire(matches!(*database, Database::Server(_)))
        .after_connect(move |connection: &mut AnyConnection, _| {
            let database = Arc::clone(&database);
            Box::pin(async move { prepare(&database, connection).await })
        })
}

/// As the first connection of a new file, which changes it over to write-ahead logging. SQLite doesn't wait for the lock
/// that this takes, so of receivers that start at once all but one try again.
async fn prepare_first(database: &Database, connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        match prepare(database, connection).await {
            Err(error) if is_busy(&error) && Instant::now() < deadline => {
                tokio::time::sleep(RETRY).await;
            }
            outcome => return outcome,
        }
    }
}

/// `SQLITE_BUSY` with any of its extensions, which stand in the higher bytes.
fn is_busy(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    code.and_then(|code| code.parse::<u32>().ok()).is_some_and(|code| code & 0xff == 5)
}

/// What each connection is told first.
async fn prepare(database: &Database, connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
    let settings = match database {
        // Of a connection that only reads they change nothing.
        Database::File(_) => {
            // A record touches pages all over the indexes: written back 64 MB at a time, many of them go together, and
            // those that are asked for most stay at hand.
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; \
             PRAGMA wal_autocheckpoint = 16384; PRAGMA cache_size = -32768"
        }
        Database::Server(_) => server::SETTINGS,
    };
    connection.execute(settings).await.map(drop)
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
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(StartError::new(
            format!("the database {} can't be created: {error}", path.display()),
            "create its folder, or name a file elsewhere with --db",
        )),
    }
}

fn cannot_write(database: &Database, error: &sqlx::Error) -> StartError {
    let (said, remedy) = match database {
        Database::File(_) => (
            error.to_string(),
            "give the user that runs the receiver the right to write the file and its folder; see whether the disk is \
             full or mounted read-only, or another program holds the file",
        ),
        Database::Server(_) => (server::said(error), server::remedy(error)),
    };
    StartError::new(format!("the database {database} can't be written: {said}"), remedy)
}

fn cannot_open(database: &Database, error: &sqlx::Error) -> StartError {
    let (said, remedy) = match database {
        Database::File(_) => (
            error.to_string(),
            "check that it is an SQLite file that this user may write, in a folder that this user may write",
        ),
        Database::Server(_) => (server::said(error), server::remedy(error)),
    };
    StartError::new(format!("the database {database} can't be opened: {said}"), remedy)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// As when several receivers start at once on a new file.
    #[tokio::test]
    async fn opening_waits_for_whoever_is_writing_to_a_new_file() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("samtycke.db");
        let mut other =
            SqliteConnectOptions::new().filename(&path).create_if_missing(true).connect().await.unwrap();
        other.execute("BEGIN IMMEDIATE; CREATE TABLE other (id INTEGER)").await.unwrap();
        let mut opening = tokio::spawn(async move { Store::open(&Database::File(path)).await });
        assert!(tokio::time::timeout(Duration::from_millis(300), &mut opening).await.is_err());
        other.execute("COMMIT").await.unwrap();
        opening.await.unwrap().unwrap();
    }

    #[tokio::test]
    async fn a_commit_returns_when_it_is_on_disk() {
        let folder = tempfile::TempDir::new().unwrap();
        let store = Store::open(&Database::File(folder.path().join("samtycke.db"))).await.unwrap();
        let journal: String =
            sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&store.writer).await.unwrap();
        let synchronous: i64 =
            sqlx::query_scalar("PRAGMA synchronous").fetch_one(&store.writer).await.unwrap();
        // 2 is FULL.
        assert_eq!((journal.as_str(), synchronous), ("wal", 2));
    }
}
