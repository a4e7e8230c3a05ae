//! `cargo xtask`: how Samtycke is set up, shown, tested, shipped and measured.
//!
//! Each command installs what it lacks, says what it does while it does it, and when something fails names the
//! thing, the place and the remedy.

mod api;
mod bench;
mod browser;
mod cargo_tools;
mod crates;
mod cut;
mod demo;
mod dist;
mod examples;
mod fault;
mod files;
mod frameworks;
mod front;
mod fuzz;
mod hosts;
mod languages;
mod limits;
mod looks;
mod node;
mod npm_package;
mod packs;
mod page_words;
mod paths;
mod postgres;
mod process;
mod provenance;
mod rust;
mod samtycke;
mod setup;
mod short_names;
mod site;
mod size;
mod sizes;
mod stamp;
mod std_build;
mod surfaces;
mod system;
mod tables;
mod test;
mod translators;
mod widget;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::{fault::Result, paths::Paths};

/// Sets up, shows, tests, ships and measures Samtycke.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Demo(demo::Options),
    Test(test::Options),
    Dist(dist::Options),
    Size(size::Options),
    Bench(bench::Options),
    Api(api::Options),
    Languages(languages::Options),
    Tables(tables::Options),
    Looks(looks::Options),
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("\n{fault}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    let paths = Paths::find();
    match command {
        Command::Demo(options) => demo::run(&paths, &options),
        Command::Test(options) => test::run(&paths, &options),
        Command::Dist(options) => dist::run(&paths, &options),
        Command::Size(options) => size::run(&paths, &options),
        Command::Bench(options) => bench::run(&paths, &options),
        Command::Api(options) => api::run(&paths, &options),
        Command::Languages(options) => languages::run(&paths, &options),
        Command::Tables(tables::Options {}) => tables::run(&paths),
        Command::Looks(options) => looks::run(&paths, &options),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        super::Arguments::command().debug_assert();
    }
}
