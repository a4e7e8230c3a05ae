//! A database for one test: an SQLite file in its folder, or, where the environment names a PostgreSQL server, a
//! database on that server, which goes with the test.
//!
//! `cargo test` runs all tests over SQLite, and ignores those of `postgres.rs`; `cargo xtask test --only postgres` runs
//! them all over PostgreSQL, but for those of `sqlite.rs`.

use std::path::Path;

use samtycke_receiver::Database;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _};

/// Names the server: `postgres://USER@HOST:PORT/postgres`, with the right to make databases.
pub(crate) const SERVER: &str = "SAMTYCKE_TEST_POSTGRES";

/// The database of one test.
pub(crate) struct TestDatabase {
    url: String,
    kind: Kind,
}

/// What it is.
pub(crate) enum Kind {
    File,
    /// On that server, under that name.
    Server {
        server: String,
        name: String,
    },
}

impl TestDatabase {
    /// Of the kind that the environment asks for.
    pub(crate) fn new(folder: &Path) -> Self {
        match server() {
            Some(server) => Self::on(server, ""),
            None => Self::file(folder),
        }
    }

    /// A file in that folder.
    pub(crate) fn file(folder: &Path) -> Self {
        Self { url: folder.join("samtycke.db").display().to_string(), kind: Kind::File }
    }

    /// A database on the server, made with these options of `CREATE DATABASE`.
    pub(crate) fn on(server: String, options: &str) -> Self {
        let name = format!("test_{}", uuid::Uuid::new_v4().simple());
        let (address, _) = server.rsplit_once('/').unwrap();
        let url = format!("{address}/{name}");
        aside(&server, format!("CREATE DATABASE {name} {options}"));
        Self { url, kind: Kind::Server { server, name } }
    }

    pub(crate) fn get(&self) -> Database {
        Database::parse(&self.url)
    }

    /// As `--db` takes it.
    pub(crate) fn text(&self) -> &str {
        &self.url
    }

    pub(crate) fn kind(&self) -> &Kind {
        &self.kind
    }

    /// The SQL of its kind.
    pub(crate) fn pick(&self, file: &'static str, server: &'static str) -> &'static str {
        match self.kind {
            Kind::File => file,
            Kind::Server { .. } => server,
        }
    }

    /// Every column, as `table.column`, sorted.
    pub(crate) async fn columns(&self) -> Vec<String> {
        let all = self.pick(
            "SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'",
            "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public'",
        );
        let names = rows::<(String,)>(self, all).await.into_iter().map(|(name,)| name);
        let mut names: Vec<_> = names.filter(|name| !name.starts_with('_')).collect();
        names.sort();
        names
    }

    /// A connection beside the receiver's.
    pub(crate) async fn connect(&self) -> AnyConnection {
        connect(&self.url).await
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Kind::Server { server, name } = &self.kind {
            aside(server, format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}

/// The server that the environment names.
pub(crate) fn server() -> Option<String> {
    std::env::var(SERVER).ok().filter(|url| !url.is_empty())
}

/// The server, for tests that are about one.
pub(crate) fn the_server() -> String {
    server().unwrap_or_else(|| panic!("{SERVER} names no server: cargo xtask test --only postgres"))
}

/// A connection to a database by its address or file.
pub(crate) async fn connect(url: &str) -> AnyConnection {
    sqlx::any::install_default_drivers();
    let url = if url.contains("://") { url.to_owned() } else { format!("sqlite://{url}") };
    AnyConnection::connect(&url).await.unwrap()
}

/// Runs it on a thread of its own: `Drop` and `new` can't wait for a future.
pub(crate) fn aside(url: &str, sql: String) {
    let url = url.to_owned();
    let run = move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut connection = connect(&url).await;
            sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
            connection.close().await.unwrap();
        });
    };
    std::thread::spawn(run).join().unwrap();
}

/// Looks into a database with a connection of its own.
pub(crate) async fn rows<R>(database: &TestDatabase, sql: &'static str) -> Vec<R>
where
    R: for<'r> sqlx::FromRow<'r, sqlx::any::AnyRow> + Send + Unpin,
{
    let mut connection = database.connect().await;
    let rows = sqlx::query_as(sql).fetch_all(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    rows
}

/// Changes a database behind the receiver's back.
pub(crate) async fn execute(database: &TestDatabase, sql: &'static str) {
    let mut connection = database.connect().await;
    sqlx::query(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}
