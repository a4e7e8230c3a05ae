//! The tables, step by step. A step that was released never changes; each database has its own folder, and from the
//! fourth step on both have the same numbers.

use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::{AnyConnection, Connection as _, SqlSafeStr as _};

use super::server;
use crate::{Database, StartError};

macro_rules! steps {
    ($folder:literal: $($version:literal $file:literal),* $(,)?) => {
        vec![$(step($version, $file, include_str!(concat!("../../migrations/", $folder, "/", $file, ".sql")))),*]
    };
}

/// Brings the tables up to date. Of receivers that start at once one does it, and the others wait.
pub(super) async fn run(
    database: &Database,
    connection: &mut AnyConnection,
    begin: &'static str,
) -> Result<(), MigrateError> {
    match database {
        Database::File(_) => {
            let mut transaction = connection.begin_with(begin).await?;
            of(database).run_direct(None, &mut *transaction, false).await?;
            transaction.commit().await?;
            Ok(())
        }
        // There the migrator takes a lock of its own.
        Database::Server(_) => of(database).run_direct(None, connection, false).await,
    }
}

/// Those of that kind of database.
fn of(database: &Database) -> Migrator {
    Migrator::with_migrations(match database {
        Database::File(_) => steps!("sqlite":
            1 "0001_records_and_nonces",
            2 "0002_confirmations",
            3 "0003_nonces_in_records",
            4 "0004_head",
            5 "0005_log",
            6 "0006_tokens",
            7 "0007_entries",
            8 "0008_webhooks",
            9 "0009_admin",
            10 "0010_webhook_secrets",
            11 "0011_runs",
            12 "0012_standings",
        ),
        Database::Server(_) => steps!("postgres":
            4 "0004_records",
            5 "0005_log",
            6 "0006_tokens",
            7 "0007_entries",
            8 "0008_webhooks",
            9 "0009_admin",
            10 "0010_webhook_secrets",
            11 "0011_runs",
            12 "0012_standings",
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
        error => {
            let (said, remedy) = match (database, &error) {
                (
                    Database::Server(_),
                    MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _),
                ) => (server::said(error), server::remedy(error)),
                _ => (
                    error.to_string(),
                    "check that it is a database of Samtycke's that this user may write, and that the disk has room",
                ),
            };
            StartError::new(format!("the database {database} can't be brought up to date: {said}"), remedy)
        }
    }
}
