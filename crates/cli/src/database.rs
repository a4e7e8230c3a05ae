//! The receiver's database, for the commands that open it themselves.

use std::process::ExitCode;

use clap::Args;
use samtycke_receiver::{Database, Office, StartError};

/// Which database.
#[derive(Args)]
pub(crate) struct DatabaseArgs {
    /// The receiver's SQLite file, or postgres://USER:PASSWORD@HOST/DATABASE, better given by the environment
    /// variable SAMTYCKE_DB [default: samtycke.db].
    #[arg(long, global = true, value_name = "FILE|URL")]
    db: Option<String>,
}

impl DatabaseArgs {
    /// Opens it, does the work there and closes it; what goes wrong is told under the command's name.
    pub(crate) fn work(
        &self,
        command: &str,
        work: impl AsyncFnOnce(&Office) -> Result<(), StartError>,
    ) -> ExitCode {
        self.unopened(command, async |database| {
            let office = Office::open(database).await?;
            let done = work(&office).await;
            office.close().await;
            done
        })
    }

    /// The same with the database as it lies there.
    pub(crate) fn unopened(
        &self,
        command: &str,
        work: impl AsyncFnOnce(&Database) -> Result<(), StartError>,
    ) -> ExitCode {
        let named = self.db.clone().or_else(|| std::env::var("SAMTYCKE_DB").ok());
        let database = Database::parse(named.as_deref().unwrap_or("samtycke.db"));
        let done = work(&database);
        let done = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
            Ok(runtime) => runtime.block_on(done),
            Err(error) => Err(StartError::new(
                format!("the asynchronous runtime can't be started: {error}"),
                "see what this system allows programs",
            )),
        };
        match done {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("samtycke {command}: {error}");
                ExitCode::FAILURE
            }
        }
    }
}
