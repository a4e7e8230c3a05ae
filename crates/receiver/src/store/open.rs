//! Opening the database, with the settings under which a commit returns when it is on disk.

use std::fs::OpenOptions;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AnyConnection, AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _};

use super::busy::{RETRY, is_busy};
use super::{Store, migrations, server, timed_out, touch};
use crate::{Database, StartError};

/// How long whoever finds the database locked waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Patience {
    /// Others stand behind a request.
    Request,
    /// A start, or what an operator types: nothing is won by giving up, and receivers that start at once on a busy disk
    /// take turns.
    Operator,
}

impl Patience {
    const fn time(self) -> Duration {
        Duration::from_secs(match self {
            Self::Request => 5,
            Self::Operator => 60,
        })
    }
}

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
                let file = SqliteConnectOptions::new().filename(path);
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
        let mut first = tokio::time::timeout(Patience::Request.time(), writing.connect())
            .await
            .unwrap_or_else(|_| Err(timed_out()))
            .map_err(cannot)?;
        let store = Self {
            writer: pool(database, 1).connect_lazy_with(writing),
            readers: pool(database, READERS).connect_lazy_with(reading),
            begin,
            scrub,
            news: Arc::default(),
        };
        let ready = store.make_ready(database, &mut first).await;
        // Closed before anything is said: whoever hears of a fault finds the file as nobody has it open.
        let closed = first.close().await.map_err(cannot);
        match ready.and(closed) {
            Ok(()) => Ok(store),
            Err(error) => {
                store.close().await;
                Err(error)
            }
        }
    }

    async fn make_ready(&self, database: &Database, first: &mut AnyConnection) -> Result<(), StartError> {
        let cannot = |error| cannot_open(database, &error);
        prepare_first(database, first).await.map_err(cannot)?;
        if let Database::Server(url) = database {
            server::check(url, first).await?;
        }
        migrations::run(database, first, self.begin)
            .await
            .map_err(|error| migrations::failed(database, error))?;
        // While the first still holds the file open: none of these is the last to close it, which others would wait for.
        for pool in [&self.writer, &self.readers] {
            drop(pool.acquire().await.map_err(cannot)?);
        }
        // Nothing, to the end: what can only be read would be found out by the first record.
        tokio::time::timeout(Patience::Operator.time(), touch(first, self.begin))
            .await
            .unwrap_or_else(|_| Err(timed_out()))
            .map_err(|error| cannot_write(database, &error))
    }

    /// From now on whoever writes waits so long for the lock.
    pub(crate) async fn wait_for_lock(
        &self,
        database: &Database,
        patience: Patience,
    ) -> Result<(), StartError> {
        let setting = AssertSqlSafe(lock_setting(database, patience));
        self.writer.execute(setting).await.map(drop).map_err(|error| cannot_open(database, &error))
    }
}

fn pool(database: &Database, connections: u32) -> AnyPoolOptions {
    let database = Arc::new(database.clone());
    AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(Patience::Request.time())
        .idle_timeout(None)
        .max_lifetime(None)
        // A local file doesn't hang up.
        .test_before_acquire(matches!(*database, Database::Server(_)))
        .after_connect(move |connection: &mut AnyConnection, _| {
            let database = Arc::clone(&database);
            Box::pin(async move { prepare(&database, connection, Patience::Request).await })
        })
}

/// As the first connection of a new file, which changes it over to write-ahead logging. SQLite doesn't always wait for the
/// lock that this takes, so of receivers that start at once all but one try again.
async fn prepare_first(database: &Database, connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
    let began = Instant::now();
    loop {
        match prepare(database, connection, Patience::Operator).await {
            Err(error) if is_busy(&error) && began.elapsed() < Patience::Operator.time() => {
                tokio::time::sleep(RETRY).await;
            }
            outcome => return outcome,
        }
    }
}

/// What each connection is told first.
async fn prepare(
    database: &Database,
    connection: &mut AnyConnection,
    patience: Patience,
) -> Result<(), sqlx::Error> {
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
    let settings = format!("{}; {settings}", lock_setting(database, patience));
    connection.execute(AssertSqlSafe(settings)).await.map(drop)
}

fn lock_setting(database: &Database, patience: Patience) -> String {
    let milliseconds = patience.time().as_millis();
    match database {
        Database::File(_) => format!("PRAGMA busy_timeout = {milliseconds}"),
        Database::Server(_) => format!("SET lock_timeout = {milliseconds}"),
    }
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

    #[tokio::test]
    async fn a_request_waits_for_a_lock_as_long_as_others_can_wait_behind_it_and_an_operator_longer() {
        let folder = tempfile::TempDir::new().unwrap();
        let database = Database::File(folder.path().join("samtycke.db"));
        let store = Store::open(&database).await.unwrap();
        let set = async || -> i64 {
            sqlx::query_scalar("PRAGMA busy_timeout").fetch_one(&store.writer).await.unwrap()
        };
        assert_eq!(set().await, 5_000);
        for (patience, expect) in [(Patience::Operator, 60_000), (Patience::Request, 5_000)] {
            store.wait_for_lock(&database, patience).await.unwrap();
            assert_eq!(set().await, expect);
        }
    }
}
