//! `samtycke log`: the transparency log as an auditor reads it.

mod source;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use samtycke_log::{
    Audit, Checkpoint, Hash, TileId, Tiles, VerifierKey, entries_of, tree, verify_consistency,
};
use samtycke_record::confirmation::Evidence;
use samtycke_record::json::{self, FromJson as _};
use samtycke_record::jws::{self, Compact, JwkSet};
use samtycke_record::{Digest, receipt::Logged};

use source::Source;

const HELP: &str = "\
Examples:
  samtycke log checkpoint https://consent.vendor.example > today.txt    # keep it: it holds the log to what it said
  samtycke log verify today.txt https://consent.vendor.example          # later: was anything changed since?
  samtycke log audit samtycke.db --jwks keys.json                       # all of it

A log is read from its receiver (https://consent.vendor.example), or from the database (FILE, or postgres://…).

Keys are those of --jwks or --key. Without either a receiver is asked for the keys that it publishes, which shows that \
it agrees with itself: keep a copy of them to hold it to what it said. What a checkpoint proves: docs/records.md.

Exit code: 0 when all holds, 1 when something doesn't, 2 when something can't be read or the command line is wrong.";

/// Reads the transparency log: checkpoints, proofs, and whether it was ever changed.
#[derive(Args)]
#[command(after_long_help = HELP)]
pub(crate) struct LogArgs {
    #[command(subcommand)]
    command: LogCommand,
}

#[derive(Subcommand)]
enum LogCommand {
    /// Is the older checkpoint's log the beginning of the newer one's?
    Verify {
        /// The older checkpoint; a proof or a receipt has one too.
        #[arg(value_name = "OLD")]
        old: PathBuf,
        /// The newer one, a file; or the receiver whose newest it is.
        #[arg(value_name = "NEW|URL")]
        new: String,
        /// Where the tiles are when both checkpoints are files.
        #[arg(long, value_name = "URL|DB")]
        from: Option<String>,
        #[command(flatten)]
        keys: KeyArgs,
    },
    /// Reads the whole log: do its entries make its tiles, and the tiles what was signed?
    Audit {
        /// The receiver or the database.
        #[arg(value_name = "URL|DB")]
        from: String,
        #[command(flatten)]
        keys: KeyArgs,
    },
    /// Prints the newest checkpoint, when its signature holds.
    Checkpoint {
        /// The receiver or the database.
        #[arg(value_name = "URL|DB")]
        from: String,
        #[command(flatten)]
        keys: KeyArgs,
    },
    /// Prints the proof that a record is in the log.
    Proof {
        /// The record, a compact JWS.
        #[arg(value_name = "RECORD.jws")]
        record: PathBuf,
        /// The receiver or the database.
        #[arg(value_name = "URL|DB")]
        from: String,
    },
}

/// Whose log it is.
#[derive(Args)]
struct KeyArgs {
    /// The receiver's keys, as its /.well-known/jwks.json has them.
    #[arg(long, value_name = "FILE", conflicts_with = "key")]
    jwks: Option<PathBuf>,
    /// The log's key, as tools for logs write it: NAME+ID+KEY.
    #[arg(long, value_name = "VKEY")]
    key: Option<String>,
}

/// Why a command ended otherwise.
enum Ending {
    /// Something doesn't hold.
    Wrong(String),
    /// Something can't be had or read.
    Unreadable(String),
}

impl From<String> for Ending {
    fn from(why: String) -> Self {
        Self::Unreadable(why)
    }
}

impl LogArgs {
    pub(crate) fn run(self) -> ExitCode {
        let ended = match self.command {
            LogCommand::Verify { old, new, from, keys } => verify(&old, &new, from.as_deref(), &keys),
            LogCommand::Audit { from, keys } => audit(&from, &keys),
            LogCommand::Checkpoint { from, keys } => checkpoint(&from, &keys),
            LogCommand::Proof { record, from } => proof(&record, &from),
        };
        match ended {
            Ok(said) => {
                print!("{said}");
                ExitCode::SUCCESS
            }
            Err(Ending::Wrong(why)) => {
                println!("This does not hold: {why}");
                ExitCode::FAILURE
            }
            Err(Ending::Unreadable(why)) => {
                eprintln!("samtycke log: {why}");
                ExitCode::from(2)
            }
        }
    }
}

fn verify(old: &Path, new: &str, from: Option<&str>, keys: &KeyArgs) -> Result<String, Ending> {
    let served = source::is_url(new);
    let source = match from.or(served.then_some(new)) {
        Some(from) => Some(Source::open(from)?),
        None => None,
    };
    let keys = keys.read(source.as_ref())?;
    let old = keys.open(&old.display().to_string(), &note_in(&read(old)?))?;
    let new = match &source {
        Some(source) if served => keys.open(new, &source.checkpoint()?)?,
        _ => keys.open(new, &note_in(&read(Path::new(new))?))?,
    };
    if old.origin != new.origin {
        return Err(Ending::Wrong(format!("one is of the log {}, the other of {}", old.origin, new.origin)));
    }
    let (old, new) = if old.size <= new.size { (old, new) } else { (new, old) };
    let needed = tree::consistency_tiles(old.size, new.size);
    let mut tiles = Tiles::default();
    if let Some(id) = needed.iter().next()
        && source.is_none()
    {
        return Err(Ending::Unreadable(format!(
            "the tiles are needed, {id} first: say where the log is with --from URL|DB"
        )));
    }
    for (source, id) in source.iter().flat_map(|source| needed.iter().map(move |id| (source, *id))) {
        let bytes = source.tile(id, id.width_in(new.size))?;
        tiles.insert(id, &bytes).map_err(|error| Ending::Wrong(error.to_string()))?;
    }
    let path = tiles.consistency(old.size, new.size).map_err(|error| Ending::Wrong(error.to_string()))?;
    verify_consistency((old.size, &old.root), (new.size, &new.root), &path)
        .map_err(|error| Ending::Wrong(error.to_string()))?;
    Ok(format!(
        "The log {} had {} entries, and has {}: nothing of what was there was changed.\n",
        new.origin, old.size, new.size
    ))
}

fn audit(from: &str, keys: &KeyArgs) -> Result<String, Ending> {
    let source = Source::open(from)?;
    let keys = keys.read(Some(&source))?;
    let signed = keys.open(from, &source.checkpoint()?)?;
    let wrong = |why: &dyn std::fmt::Display| Ending::Wrong(why.to_string());
    let mut audit = Audit::of(signed.clone());
    while let Some((index, width)) = audit.wanted() {
        let bundle = source.bundle(index, width)?;
        let entries = entries_of(&bundle).map_err(|error| wrong(&error))?;
        if entries.len() as u64 != width {
            return Err(wrong(&format!("the bundle {index} has {} entries, not {width}", entries.len())));
        }
        for (id, bytes) in audit.add(&entries).map_err(|error| wrong(&error))? {
            let served = source.tile(id, (bytes.len() / Hash::LENGTH) as u64)?;
            if served != bytes {
                return Err(Ending::Wrong(difference(id, &served, &bytes)));
            }
        }
    }
    if !audit.is_as_signed().map_err(|error| wrong(&error))? {
        return Err(Ending::Wrong("the entries don't make the tree that was signed".into()));
    }
    Ok(format!(
        "The log {} has {} entries; they make its tiles, and the tiles what was signed.\n",
        signed.origin, signed.size
    ))
}

/// Which hash of a tile is another, and of which records.
fn difference(id: TileId, served: &[u8], made: &[u8]) -> String {
    let pairs = served.chunks(Hash::LENGTH).zip(made.chunks(Hash::LENGTH));
    let place = pairs.take_while(|(served, made)| served == made).count() as u64;
    let span = 256_u64.saturating_pow(u32::from(id.level));
    let first = (id.index * 256 + place) * span + 1;
    let records = if span == 1 { format!("record {first}") } else { format!("records from {first} on") };
    format!("the tile {id} is not what its entries make, first for {records}")
}

fn checkpoint(from: &str, keys: &KeyArgs) -> Result<String, Ending> {
    let source = Source::open(from)?;
    let note = source.checkpoint()?;
    keys.read(Some(&source))?.open(from, &note)?;
    Ok(note)
}

fn proof(record: &Path, from: &str) -> Result<String, Ending> {
    let text = read(record)?;
    let jws = Compact::parse(Evidence::split(text.trim_end()).record)
        .map_err(|error| format!("{}: {error}", record.display()))?;
    Ok(Source::open(from)?.proof(&Digest::of(&jws.payload))?)
}

/// The keys that are trusted.
enum Keys {
    /// Of a key set: any of them, under the log's own name.
    Published(Vec<[u8; 32]>),
    Named(VerifierKey),
}

impl KeyArgs {
    fn read(&self, source: Option<&Source>) -> Result<Keys, Ending> {
        if let Some(key) = &self.key {
            return Ok(Keys::Named(VerifierKey::parse(key).map_err(|error| format!("--key: {error}"))?));
        }
        let (name, text) = match (&self.jwks, source) {
            (Some(path), _) => (path.display().to_string(), read(path)?),
            (None, Some(source)) => ("the published keys".into(), source.keys()?),
            (None, None) => {
                return Err(Ending::Unreadable("give the receiver's keys with --jwks FILE, or --key".into()));
            }
        };
        Ok(Keys::Published(keys_in(&text).map_err(|why| format!("{name}: {why}"))?))
    }
}

/// The keys of a set that may sign a log.
pub(crate) fn keys_in(text: &str) -> Result<Vec<[u8; 32]>, String> {
    let set = json::parse(text)
        .map_err(|error| error.to_string())
        .and_then(|value| JwkSet::from_json(&value).map_err(|error| error.to_string()));
    let set = set.map_err(|why| format!("not a JWK set: {why}"))?;
    let ed25519 = set.keys.iter().filter(|jwk| jwk.kty == "OKP" && jwk.crv == "Ed25519");
    Ok(ed25519.filter_map(|jwk| jws::decode(&jwk.x)?.try_into().ok()).collect())
}

impl Keys {
    /// The checkpoint, when its signature holds.
    fn open(&self, name: &str, note: &str) -> Result<Checkpoint, Ending> {
        match self {
            Self::Published(keys) => Checkpoint::open_with(note, keys),
            Self::Named(key) => Checkpoint::open(note, core::slice::from_ref(key)),
        }
        .map_err(|error| Ending::Wrong(format!("the checkpoint of {name}: {error}")))
    }
}

fn read(path: &Path) -> Result<String, Ending> {
    Ok(fs::read_to_string(path).map_err(|error| format!("{} can't be read: {error}", path.display()))?)
}

/// The checkpoint in a file: its text, that of a proof, or of the proof behind a receipt.
pub(crate) fn note_in(text: &str) -> String {
    let proof = Logged::split(text.trim_end())
        .proof
        .and_then(jws::decode)
        .and_then(|bytes| String::from_utf8(bytes).ok());
    let text = proof.unwrap_or_else(|| text.to_owned());
    samtycke_log::Proof::parse(&text).map(|proof| proof.checkpoint).unwrap_or(text)
}
