//! The key that signs the transparency log: one Ed25519 key in PEM, and never another as long as the log lives.

use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;
use std::time::SystemTime;

use samtycke_log::SigningKey;
use samtycke_record::Timestamp;
use samtycke_record::jws::{self, Jwk};

use super::file::check_owner_only;
use super::{KeySource, KeyText};
use crate::disk::Beside;
use crate::{StartError, clock};

/// What it is called where it can't be had.
const NAME: &str = "the log's key";
const FIRST: &str =
    "# Signs the transparency log of a Samtycke receiver, for as long as the log lives. Secret.";
/// Before the time when it was made, in a line of its own. What stands before the key no reader of PEM looks at.
const MADE: &str = "made: ";

/// The log's key as `keys list` shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogKeySummary {
    /// Its thumbprint (RFC 7638).
    pub kid: String,
    /// When it was made, if its file says so.
    pub made: Option<Timestamp>,
}

/// What there is to know of the log's key; `None` when its file isn't there.
///
/// # Errors
/// It can't be read, others can, or it isn't one.
pub fn log_key_summary(source: &KeySource) -> Result<Option<LogKeySummary>, StartError> {
    let Some((key, text)) = read(source)? else { return Ok(None) };
    let made = text.lines().find_map(|line| Timestamp::parse(line.trim().strip_prefix(MADE)?));
    Ok(Some(LogKeySummary { kid: log_jwk(&key).kid.unwrap_or_default(), made }))
}

/// Reads it; `None` when its file isn't there.
pub(crate) fn load_log_key(source: &KeySource) -> Result<Option<SigningKey>, StartError> {
    Ok(read(source)?.map(|(key, _)| key))
}

/// Where it is, behind its name.
pub(crate) fn log_key_name(source: &KeySource) -> String {
    match source {
        KeySource::File(path) => format!("{NAME} {}", path.display()),
        KeySource::Text(_) => format!("{NAME} in SAMTYCKE_LOG_KEY"),
    }
}

fn read(source: &KeySource) -> Result<Option<(SigningKey, String)>, StartError> {
    let text = match source {
        KeySource::Text(KeyText(text)) => text.clone(),
        KeySource::File(path) => match fs::read_to_string(path) {
            Ok(text) => {
                check_owner_only(NAME, path)?;
                text
            }
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                return Err(StartError::new(
                    format!("{} can't be read: {error}", log_key_name(source)),
                    "check that it is a file and belongs to the user that runs the receiver",
                ));
            }
        },
    };
    match SigningKey::from_pem(&text) {
        Ok(key) => Ok(Some((key, text))),
        Err(error) => Err(StartError::new(
            format!("{} is {error}", log_key_name(source)),
            match source {
                KeySource::File(_) => "restore it from your copy",
                KeySource::Text(_) => "give it the whole text of the key file, line breaks and all",
            },
        )),
    }
}

/// Makes it, as those for receipts are made. What an orchestrator hands over is there already.
pub(crate) fn create_log_key(path: &Path) -> Result<SigningKey, StartError> {
    let create = || {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(io::Error::other)?;
        let key = SigningKey::from_seed(&seed);
        let pem = key.to_pem().map_err(io::Error::other)?;
        let (beside, mut file) = Beside::of(path)?;
        write!(file, "{FIRST}\n{MADE}{}\n{pem}", clock::timestamp(SystemTime::now()))?;
        beside.put(path)?;
        Ok(key)
    };
    create().map_err(|error: io::Error| {
        StartError::new(
            format!("{NAME} {} can't be created: {error}", path.display()),
            "create its folder, or name a file elsewhere with --log-key",
        )
    })
}

/// Its public half as it stands in the published set (RFC 8037, RFC 9864).
pub(crate) fn log_jwk(key: &SigningKey) -> Jwk {
    let bare = Jwk {
        crv: "Ed25519".into(),
        kty: "OKP".into(),
        x: jws::encode(&key.public()),
        y: None,
        kid: None,
        alg: None,
        r#use: None,
    };
    Jwk {
        kid: Some(bare.thumbprint()),
        alg: Some(jws::Algorithm::Ed25519.as_str().into()),
        r#use: Some("sig".into()),
        ..bare
    }
}
