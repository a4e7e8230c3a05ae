//! The tables, step by step. A step that was released never changes; each database has its own folder, and from the
//! fourth step on both have the same numbers.

use sqlx::SqlSafeStr as _;
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};

use crate::{Database, StartError};

macro_rules! steps {
    ($folder:literal: $($version:literal $file:literal),* $(,)?) => {
        vec![$(step($version, $file, include_str!(concat!("../../migrations/", $folder, "/", $file, ".sql")))),*]
    };
}

/// Those of that kind of database.
pub(super) fn of(database: &Database) -> Migrator {
    Migrator::with_migrations(match database {
        Database::File(_) => steps!("sqlite":
            1 "0001_records_and_nonces",
            2 "0002_confirmations",
            3 "0003_nonces_in_records",
            4 "0004_head",
            5 "0005_log",
        ),
        Database::Server(_) => steps!("postgres":
            4 "0004_records",
            5 "0005_log",
        ),
    })
}

/// Steps are known by their number; what they are called may be mended.
fn step(version: i64, description: &'static str, sql: &'static str) -> Migration {
    Migration::new(version, description.into(), MigrationType::Simple, sql.into_sql_str(), false)
}

/// The tables can't be brought up to date.
pub(super) fn failed(database: &Database, error: MigrateError) -> StartError {
    match error {
        MigrateError::VersionMissing(version) => StartError::new(
            format!("the database {database} was written by a newer Samtycke (tables {version})"),
            "use that version, or another database with --db",
        ),
        error => StartError::new(
            format!("the database {database} can't be brought up to date: {error}"),
            "check that it is a database of Samtycke's that this user may write, and that the disk has room",
        ),
    }
}
