//! `samtycke keys`: keys that packs are signed with.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use samtycke_record::json::ToJson as _;
use samtycke_record::sign::Es256Key;

/// Makes keys to sign packs with.
#[derive(Args)]
pub(crate) struct KeysArgs {
    #[command(subcommand)]
    command: KeysCommand,
}

#[derive(Subcommand)]
enum KeysCommand {
    /// Makes a P-256 key in a file that only its owner can read, and prints its public half and thumbprint.
    New {
        /// Where to write the private key. Nothing that is there is overwritten.
        #[arg(long)]
        out: PathBuf,
    },
}

impl KeysArgs {
    pub(crate) fn run(&self) -> ExitCode {
        let KeysCommand::New { out } = &self.command;
        match samtycke_receiver::create_key(out) {
            Ok(key) => {
                println!("{}\nthumbprint {}", key.published().to_json().canonical(), key.kid());
                ExitCode::SUCCESS
            }
            Err(error) => {
                let fix = if error.kind() == ErrorKind::AlreadyExists {
                    "name another file; a key that packs are signed with must not be lost"
                } else {
                    "name a file in a folder that you can write to"
                };
                eprintln!("samtycke keys new: {}: {error}\n  fix: {fix}", out.display());
                ExitCode::from(2)
            }
        }
    }
}

/// Reads a private key; refuses one that others could have read.
pub(crate) fn read(path: &Path) -> Result<Es256Key, String> {
    let text = fs::read_to_string(path).map_err(|error| {
        format!("{}: {error}\n  fix: make one with `samtycke keys new --out FILE`", path.display())
    })?;
    if open_to_others(path) {
        return Err(format!(
            "{} can be read by other users\n  fix: run chmod 600 {0}, and think whether it is still a secret",
            path.display()
        ));
    }
    Es256Key::from_pem(&text).map_err(|error| {
        format!("{}: {error}\n  fix: make one with `samtycke keys new --out FILE`", path.display())
    })
}

#[cfg(unix)]
fn open_to_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).is_ok_and(|metadata| metadata.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn open_to_others(_: &Path) -> bool {
    false
}
