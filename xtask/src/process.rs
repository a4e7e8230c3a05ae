//! Running other programs: said before, explained when it fails.

use std::{
    ffi::{OsStr, OsString},
    io,
    path::Path,
    process::{Command, Stdio},
};

use crate::fault::{Fault, Result};

/// Says what is being done now.
pub(crate) fn say(doing: &str) {
    eprintln!("==> {doing}");
}

/// A program started in `folder`, as if from a shell there: without what `cargo run` put into xtask's environment,
/// which would make cargo believe that its inputs changed.
pub(crate) fn program(name: impl AsRef<OsStr>, folder: &Path) -> Command {
    let mut command = Command::new(name);
    command.current_dir(folder);
    for (key, _) in std::env::vars_os() {
        if key.to_str().is_some_and(is_from_cargo_run) {
            command.env_remove(key);
        }
    }
    command
}

fn is_from_cargo_run(key: &str) -> bool {
    key.starts_with("CARGO_PKG_") || key.starts_with("CARGO_MANIFEST_") || key == "CARGO_PRIMARY_PACKAGE"
}

/// The cargo that runs xtask.
pub(crate) fn cargo(folder: &Path) -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")), folder)
}

/// Runs to the end, output going where ours goes. `remedy` is what to do when it fails.
pub(crate) fn run(command: &mut Command, remedy: &str) -> Result<()> {
    let status = command.status().map_err(|error| not_started(command, &error, remedy))?;
    if status.success() {
        return Ok(());
    }
    Err(failed(command, &status.to_string(), remedy))
}

/// Runs to the end and gives what it printed; its standard error goes where ours goes.
pub(crate) fn read(command: &mut Command, remedy: &str) -> Result<String> {
    command.stderr(Stdio::inherit());
    let output = command.output().map_err(|error| not_started(command, &error, remedy))?;
    if !output.status.success() {
        return Err(failed(command, &output.status.to_string(), remedy));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The first line that `command` prints, when it can be run at all.
pub(crate) fn first_line(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok().filter(|output| output.status.success())?;
    String::from_utf8_lossy(&output.stdout).lines().next().map(|line| line.trim().to_owned())
}

fn not_started(command: &Command, error: &io::Error, remedy: &str) -> Fault {
    let name = command.get_program().to_string_lossy();
    let what = match error.kind() {
        io::ErrorKind::NotFound => format!("`{name}` is not installed"),
        _ => format!("`{name}` could not be started: {error}"),
    };
    Fault::new(what, line(command), remedy)
}

fn failed(command: &Command, status: &str, remedy: &str) -> Fault {
    let name = command.get_program().to_string_lossy();
    Fault::new(format!("`{}` ended with {status}", short_name(&name)), line(command), remedy)
}

fn short_name(program: &str) -> &str {
    program.rsplit('/').next().unwrap_or(program)
}

/// The command as one would type it.
pub(crate) fn line(command: &Command) -> String {
    let mut line = short_name(&command.get_program().to_string_lossy()).to_owned();
    for argument in command.get_args() {
        let argument = argument.to_string_lossy();
        line.push(' ');
        if argument.is_empty() || argument.contains(char::is_whitespace) {
            line.push('\'');
            line.push_str(&argument);
            line.push('\'');
        } else {
            line.push_str(&argument);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_named() {
        let fault = run(&mut program("no-such-program", Path::new(".")), "install it").expect_err("it fails");
        assert_eq!(
            fault.to_string(),
            "error: `no-such-program` is not installed\n   at: no-such-program\n   do: install it"
        );
    }

    #[test]
    fn a_command_reads_as_typed() {
        assert_eq!(
            line(Command::new("/usr/bin/git").args(["commit", "-m", "two words"])),
            "git commit -m 'two words'"
        );
    }
}
