//! `samtycke backup` and `samtycke restore`: the receiver's SQLite database, copied and put back.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use samtycke_receiver::backup::{self, Contents};
use samtycke_receiver::{Database, StartError};

use crate::database::DatabaseArgs;

const KEYS: &str = "\
The keys are not in it: keep a copy of their file, too. Without them what was stored can be proven, but no new receipt is \
by a key that anyone knows. For PostgreSQL: pg_dump, as docs/operating.md says.";

/// Copies a receiver's SQLite database, also while it runs, and checks the copy.
#[derive(Args)]
#[command(after_help = KEYS)]
pub(crate) struct BackupArgs {
    #[command(flatten)]
    database: DatabaseArgs,
    /// The new file. Nothing that is there is overwritten.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// Checks a back-up and puts it where a receiver looks for its database. The receiver must not run.
#[derive(Args)]
pub(crate) struct RestoreArgs {
    #[command(flatten)]
    database: DatabaseArgs,
    /// What `samtycke backup` wrote.
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
}

impl BackupArgs {
    pub(crate) fn run(&self) -> ExitCode {
        run("backup", &self.database, async |database| backup::take(database, &self.out).await)
    }
}

impl RestoreArgs {
    pub(crate) fn run(&self) -> ExitCode {
        run("restore", &self.database, async |database| backup::restore(&self.from, database).await)
    }
}

fn run(
    command: &str,
    database: &DatabaseArgs,
    work: impl AsyncFnOnce(&Database) -> Result<Contents, StartError>,
) -> ExitCode {
    database.unopened(command, async |database| {
        let Contents { records, last, .. } = work(database).await?;
        match last {
            Some(last) => println!("{records} records, the last received {last}"),
            None => println!("no records"),
        }
        Ok(())
    })
}
