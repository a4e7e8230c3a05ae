//! Copies of an SQLite database: taken while a receiver writes, checked, and put back. Nothing here brings tables up to
//! date: a copy is what was there.

mod log;

use std::fs::File;
use std::io;
use std::path::Path;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _};

pub use log::{Known, LogContents, LogSignature};

use crate::disk::{self, Beside};
use crate::{Database, StartError};

/// What is in a copy that was found whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// Records, numbered from 1 without gaps.
    pub records: i64,
    /// When the last of them was received.
    pub last: Option<String>,
    /// The step that its tables are at.
    pub tables: i64,
    /// Its transparency log; `None` when no receiver has begun one.
    pub log: Option<LogContents>,
}

/// Why a copy can't be relied on.
enum Fault {
    /// It can't be read, is damaged, or is something else.
    Unsound(String),
    /// It isn't what its transparency log, or an earlier checkpoint, says.
    Changed(String),
}

impl From<String> for Fault {
    fn from(why: String) -> Self {
        Self::Unsound(why)
    }
}

/// Copies the database as it is at one moment into a new file, and checks the copy.
///
/// # Errors
/// PostgreSQL, a file that is there already, a database that can't be read, no room, a copy that isn't whole or not what its
/// log signed.
pub async fn take(database: &Database, out: &Path, known: &Known) -> Result<Contents, StartError> {
    let path = file(database)?;
    if !path.exists() {
        return Err(StartError::new(
            format!("there is no database {}", path.display()),
            "name the receiver's with --db or SAMTYCKE_DB",
        ));
    }
    nothing_at(out, "name another file; no back-up is written over")?;
    let cannot = |error: &dyn std::fmt::Display| {
        StartError::new(
            format!("the database {} can't be copied to {}: {error}", path.display(), out.display()),
            "check that it is the receiver's, that this user may read it, and that there is room for the copy",
        )
    };
    // SQLite takes an empty file, which already has the permissions that it should have.
    let (beside, _) = Beside::of(out).map_err(|error| cannot(&error))?;
    copy(path, beside.path()).await.map_err(|error| cannot(&error))?;
    let contents = check(beside.path(), known).await.map_err(|fault| match fault {
        Fault::Unsound(why) => cannot(&why),
        Fault::Changed(why) => StartError::new(
            format!("the database {} is not what its log says: {why}", path.display()),
            "nothing but Samtycke may write to it: leave it as it is, and compare it with earlier back-ups; no copy was kept",
        ),
    })?;
    beside.put(out).map_err(|error| cannot(&error))?;
    Ok(contents)
}

/// Puts a copy where a receiver looks for its database.
///
/// # Errors
/// PostgreSQL, a database that is there already, a copy that isn't whole or not what its log signed, no room.
pub async fn restore(from: &Path, database: &Database, known: &Known) -> Result<Contents, StartError> {
    let path = file(database)?;
    for end in ["", "-wal", "-shm"] {
        let there = disk::ending(path, end);
        nothing_at(
            &there,
            "stop the receiver and move that file away, with those that end in -wal and -shm",
        )?;
    }
    let contents = check(from, known).await.map_err(|fault| {
        let (Fault::Unsound(why) | Fault::Changed(why)) = fault;
        StartError::new(
            format!("the back-up {}: {why}", from.display()),
            "take another back-up; this one can't be relied on",
        )
    })?;
    let put = || -> io::Result<()> {
        let (beside, mut file) = Beside::of(path)?;
        io::copy(&mut File::open(from)?, &mut file)?;
        beside.put(path)
    };
    put().map_err(|error| {
        StartError::new(
            format!("the database {} can't be written: {error}", path.display()),
            "check that this user may write in its folder, and that there is room",
        )
    })?;
    Ok(contents)
}

fn file(database: &Database) -> Result<&Path, StartError> {
    database.file().ok_or_else(|| {
        StartError::new(
            format!("{database} is a PostgreSQL database, which has tools of its own"),
            "pg_dump and pg_restore, or continuous archiving; docs/operating.md says how",
        )
    })
}

fn nothing_at(path: &Path, remedy: &str) -> Result<(), StartError> {
    if path.exists() {
        return Err(StartError::new(format!("{} is there already", path.display()), remedy));
    }
    Ok(())
}

/// One read transaction: what is committed meanwhile is not in it, and waits for nothing.
async fn copy(from: &Path, to: &Path) -> Result<(), sqlx::Error> {
    let mut connection = open(from).await?;
    sqlx::query("VACUUM INTO $1").bind(to.to_string_lossy().into_owned()).execute(&mut connection).await?;
    connection.close().await
}

/// Is it sound, a receiver's, are all records there that it counts, and are they those that its log has?
async fn check(path: &Path, known: &Known) -> Result<Contents, Fault> {
    let told = |error: sqlx::Error| error.to_string();
    if !path.exists() {
        return Err(Fault::Unsound("it isn't there".into()));
    }
    let mut connection = open(path).await.map_err(told)?;
    let sound: String =
        sqlx::query_scalar("PRAGMA integrity_check(1)").fetch_one(&mut connection).await.map_err(told)?;
    if sound != "ok" {
        return Err(Fault::Unsound(format!("it is damaged: {sound}")));
    }
    let tables: i64 = sqlx::query_scalar("SELECT coalesce(max(version), 0) FROM _sqlx_migrations")
        .fetch_one(&mut connection)
        .await
        .map_err(|_| String::from("it is no database of a receiver's"))?;
    let (records, highest, last): (i64, i64, Option<String>) =
        sqlx::query_as("SELECT count(*), coalesce(max(number), 0), max(received_at) FROM records")
            .fetch_one(&mut connection)
            .await
            .map_err(told)?;
    let head: Option<i64> = if tables >= 4 {
        sqlx::query_scalar("SELECT records FROM head").fetch_optional(&mut connection).await.map_err(told)?
    } else {
        None
    };
    if highest != records || head.is_some_and(|head| head != records) {
        return Err(Fault::Changed(format!(
            "it has {records} records, and the last has the number {}",
            head.unwrap_or(highest)
        )));
    }
    let log = match (tables >= 5, &known.earlier) {
        (true, _) => log::check(&mut connection, known).await.map_err(Fault::Changed)?,
        (false, Some(_)) => {
            return Err(Fault::Changed("it is from before there was a log to compare".into()));
        }
        (false, None) => None,
    };
    connection.close().await.map_err(told)?;
    Ok(Contents { records, last, tables, log })
}

async fn open(path: &Path) -> Result<SqliteConnection, sqlx::Error> {
    SqliteConnectOptions::new().filename(path).read_only(true).connect().await
}
