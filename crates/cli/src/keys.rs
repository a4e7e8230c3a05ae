//! `samtycke keys`: keys that packs are signed with, and those that sign the receiver's receipts.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::SystemTime;

use clap::{Args, Subcommand};
use samtycke_receiver::keys::{self as ring, KeyRing, KeyState, KeySummary, LogKeySummary};
use samtycke_receiver::{KeySource, StartError};
use samtycke_record::Timestamp;
use samtycke_record::json::ToJson as _;
use samtycke_record::sign::Es256Key;

const HELP: &str = "\
Examples:
  samtycke keys list                     # what a receiver signs with
  samtycke keys rotate && kill -HUP …    # once a year: another key signs receipts
  samtycke keys retire                   # then: lets go of the old private halves
  samtycke keys new --out pack-key.pem   # to sign a pack with: samtycke build --key

A receiver takes up what rotate and retire change when it is told to (kill -HUP) or started again. Receivers that share a \
key: rotate --prepare, give all of them the file, then rotate and give it to them again.

The key of the transparency log is not rotated: it is the log's identity (docs/operating.md).";

/// What a receiver calls its file when it isn't told otherwise.
const RING: &str = "samtycke-key.pem";

/// Shows the keys of a receiver, rotates and retires those that sign its receipts; makes keys to sign packs with.
#[derive(Args)]
#[command(after_help = HELP)]
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
    /// Shows the keys of a receiver: thumbprint, state, since when, and what each is for. Those in the environment
    /// (SAMTYCKE_KEY, SAMTYCKE_LOG_KEY) count where no file is named.
    List {
        /// The file of the keys that sign receipts [default: samtycke-key.pem].
        #[arg(long, value_name = "FILE")]
        key: Option<PathBuf>,
        /// The file of the key that signs the transparency log [default: samtycke-log.pem beside the other].
        #[arg(long, value_name = "FILE")]
        log_key: Option<PathBuf>,
    },
    /// Makes a new key sign receipts. Those of the key before still verify, and its nonces are taken.
    Rotate {
        #[command(flatten)]
        ring: RingArgs,
        /// Only publish the new key; the next rotation makes it sign.
        #[arg(long)]
        prepare: bool,
    },
    /// Lets go of the private halves of keys that sign no more. Their receipts still verify.
    Retire {
        #[command(flatten)]
        ring: RingArgs,
        /// That key alone, by its thumbprint [default: all that sign no more].
        #[arg(allow_hyphen_values = true)]
        thumbprint: Option<String>,
        /// Somebody else may have it: publish it no more, refuse its nonces. The reason is kept with it.
        #[arg(long, value_name = "REASON", requires = "thumbprint")]
        revoke: Option<String>,
    },
}

#[derive(Args)]
struct RingArgs {
    /// The receiver's key file.
    #[arg(long, value_name = "FILE", default_value = RING)]
    key: PathBuf,
}

impl KeysArgs {
    pub(crate) fn run(&self) -> ExitCode {
        match &self.command {
            KeysCommand::New { out } => new(out),
            KeysCommand::List { key, log_key } => list(key.as_deref(), log_key.as_deref()),
            KeysCommand::Rotate { ring, prepare: true } => {
                show("rotate", ring::update(&ring.key, |ring| ring.prepare(Es256Key::generate())))
            }
            KeysCommand::Rotate { ring, prepare: false } => {
                show("rotate", ring::update(&ring.key, |ring| ring.rotate(Es256Key::generate(), now())))
            }
            KeysCommand::Retire { ring, thumbprint, revoke } => show(
                "retire",
                ring::update(&ring.key, |ring| match (thumbprint, revoke) {
                    (Some(kid), Some(reason)) => ring.revoke(kid, now(), reason),
                    (kid, _) => ring.retire(kid.as_deref()),
                }),
            ),
        }
    }
}

fn new(out: &Path) -> ExitCode {
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

/// Both kinds, and where they are.
fn list(key: Option<&Path>, log_key: Option<&Path>) -> ExitCode {
    let key = source(key, "SAMTYCKE_KEY", || RING.into());
    let beside = key.file().unwrap_or(Path::new(RING)).with_file_name("samtycke-log.pem");
    let log_key = source(log_key, "SAMTYCKE_LOG_KEY", || beside);
    let file = place(&key, "SAMTYCKE_KEY");
    let ended = match ring::load(&key) {
        Ok(ring) => {
            for key in ring.summaries() {
                println!("{}  {file}", line(&key));
            }
            ExitCode::SUCCESS
        }
        Err(error) => fail("list", &error),
    };
    let file = place(&log_key, "SAMTYCKE_LOG_KEY");
    match ring::log_key_summary(&log_key) {
        Ok(Some(LogKeySummary { kid, made })) => {
            let made = made.map_or_else(|| String::from("since the first start"), |at| format!("since {at}"));
            println!(
                "{:<8}  {kid}  {made}  signs the transparency log, as long as that lives  {file}",
                "log"
            );
            ended
        }
        Ok(None) => {
            eprintln!(
                "no {file}: a receiver makes the log's key at its first start; if it lies elsewhere, name it with --log-key"
            );
            ended
        }
        Err(error) => fail("list", &error),
    }
}

fn fail(command: &str, error: &StartError) -> ExitCode {
    eprintln!("samtycke keys {command}: {error}");
    ExitCode::from(2)
}

/// The file that is named, else the environment, else the usual file: as `samtycke serve` takes it.
fn source(named: Option<&Path>, variable: &str, usual: impl FnOnce() -> PathBuf) -> KeySource {
    match (named, std::env::var(variable)) {
        (Some(path), _) => path.to_owned().into(),
        (None, Ok(text)) => KeySource::text(text),
        (None, Err(_)) => usual().into(),
    }
}

fn place(source: &KeySource, variable: &str) -> String {
    source.file().map_or_else(|| variable.to_owned(), |path| path.display().to_string())
}

/// The ring as it is now.
fn show(command: &str, ring: Result<KeyRing, StartError>) -> ExitCode {
    match ring {
        Ok(ring) => {
            for key in ring.summaries() {
                println!("{}", line(&key));
            }
            ExitCode::SUCCESS
        }
        Err(error) => fail(command, &error),
    }
}

fn line(key: &KeySummary) -> String {
    let KeySummary { kid, state, from, until, revoked } = key;
    let when = match (state, from, until) {
        (KeyState::Next, ..) => "from the next rotation on".to_owned(),
        (_, Some(from), None) => format!("since {from}"),
        (_, None, None) => "since the first start".to_owned(),
        (_, Some(from), Some(until)) => format!("{from} to {until}"),
        (_, None, Some(until)) => format!("until {until}"),
    };
    let why = revoked.as_ref().map(|(at, reason)| format!(" ({at}: {})", crate::terminal::plain(reason)));
    let what = state.use_of();
    format!("{:<8}  {kid}  {when}  {what}{}", state.as_str(), why.unwrap_or_default())
}

fn now() -> Timestamp {
    let text = humantime::format_rfc3339_millis(SystemTime::now()).to_string();
    Timestamp::parse(&text).expect("RFC 3339 in UTC with milliseconds is what a Timestamp is")
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
