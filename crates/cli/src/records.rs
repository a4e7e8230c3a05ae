//! `samtycke records`: what is stored.

use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::database::DatabaseArgs;
use crate::records_admin::AdminCommand;

/// Erases stored records, and keeps them from it; tells who did what.
#[derive(Args)]
pub(crate) struct RecordsArgs {
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(subcommand)]
    command: RecordsCommand,
}

#[derive(Subcommand)]
enum RecordsCommand {
    #[command(flatten)]
    Admin(AdminCommand),
}

impl RecordsArgs {
    pub(crate) fn run(self) -> ExitCode {
        let Self { database, command } = self;
        match command {
            RecordsCommand::Admin(command) => command.run(&database),
        }
    }
}
