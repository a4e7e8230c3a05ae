//! `samtycke`: begin, import, check, build and compare packs, run the receiver and ask it, verify records.

#[macro_use]
mod terminal;

mod assets;
mod backup;
mod build;
mod check;
mod console;
mod database;
mod diff;
mod embed;
mod gate;
mod health;
mod import;
mod keys;
mod log;
mod logs;
mod new;
mod pack_folder;
mod prerender;
mod published;
mod records;
mod records_admin;
mod serve;
mod tokens;
mod verifier;
mod verify;
mod webhooks;
mod widget;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

const HELP: &str = "\
A pack is what a vendor publishes: new or import, then check, then build. `serve` runs the receiver that takes the records; \
keys, tokens, records, webhooks, log, backup and health work on it, also while it runs. `verify` checks a record offline.

Exit codes: 0 when it is done and nothing is wrong; 1 when what was looked at fails or differs, or it could not be done; \
2 when it was asked wrongly, or what it was to read or print can't be.

`samtycke COMMAND --help` shows examples. Guides: docs/authoring.md, docs/receiver.md, docs/operating.md.";

/// Consent and agreement records that anyone can verify.
#[derive(Parser)]
#[command(name = "samtycke", version, after_help = HELP)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    New(new::NewArgs),
    Import(import::ImportArgs),
    Backup(backup::BackupArgs),
    Build(build::BuildArgs),
    Check(check::CheckArgs),
    Diff(diff::DiffArgs),
    Health(health::HealthArgs),
    Keys(keys::KeysArgs),
    Log(log::LogArgs),
    Prerender(prerender::PrerenderArgs),
    Records(records::RecordsArgs),
    Restore(backup::RestoreArgs),
    Serve(serve::ServeArgs),
    Tokens(tokens::TokensArgs),
    Verify(verify::VerifyArgs),
    Webhooks(webhooks::WebhooksArgs),
    #[command(hide = true)]
    Gate(gate::GateArgs),
    #[command(hide = true)]
    Styles(gate::StylesArgs),
    #[command(hide = true)]
    Words(gate::WordsArgs),
    #[command(hide = true)]
    Minify(gate::MinifyArgs),
    #[command(hide = true)]
    Verifier(verifier::VerifierArgs),
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::New(args) => args.run(),
        Command::Import(args) => args.run(),
        Command::Backup(args) => args.run(),
        Command::Build(args) => args.run(),
        Command::Check(args) => args.run(),
        Command::Diff(args) => args.run(),
        Command::Health(args) => args.run(),
        Command::Keys(args) => args.run(),
        Command::Log(args) => args.run(),
        Command::Prerender(args) => args.run(),
        Command::Records(args) => args.run(),
        Command::Restore(args) => args.run(),
        Command::Serve(args) => args.run(),
        Command::Tokens(args) => args.run(),
        Command::Verify(args) => args.run(),
        Command::Webhooks(args) => args.run(),
        Command::Gate(args) => args.run(),
        Command::Styles(args) => args.run(),
        Command::Words(args) => args.run(),
        Command::Minify(args) => args.run(),
        Command::Verifier(args) => args.run(),
    }
}
