//! `cargo xtask`: how Samtycke is set up, shown, tested, shipped and measured.
//!
//! Each command installs what it lacks, says what it does while it does it, and when something fails names the
//! thing, the place and the remedy.

mod bench;
mod browser;
mod cargo_tools;
mod demo;
mod dist;
mod examples;
mod fault;
mod files;
mod fuzz;
mod hosts;
mod node;
mod packs;
mod paths;
mod postgres;
mod process;
mod rust;
mod samtycke;
mod setup;
mod site;
mod sizes;
mod stamp;
mod std_build;
mod system;
mod test;
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
    Bench(bench::Options),
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
        Command::Bench(options) => bench::run(&paths, &options),
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
