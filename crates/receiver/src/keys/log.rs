//! The key that signs the transparency log: one Ed25519 key in PEM, and never another as long as the log lives.

use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use samtycke_log::SigningKey;
use samtycke_record::jws::{self, Jwk};

use super::file::check_owner_only;
use crate::StartError;
use crate::disk::Beside;

/// What it is called where it can't be had.
const NAME: &str = "the log's key";

/// Reads it; `None` when the file isn't there.
pub(crate) fn load_log_key(path: &Path) -> Result<Option<SigningKey>, StartError> {
    let pem = match fs::read_to_string(path) {
        Ok(pem) => pem,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(StartError::new(
                format!("{NAME} {} can't be read: {error}", path.display()),
                "check that it is a file and belongs to the user that runs the receiver",
            ));
        }
    };
    check_owner_only(NAME, path)?;
    SigningKey::from_pem(&pem).map(Some).map_err(|error| {
        StartError::new(format!("{NAME} {} is {error}", path.display()), "restore it from your copy")
    })
}

/// Makes it, as those for receipts are made.
pub(crate) fn create_log_key(path: &Path) -> Result<SigningKey, StartError> {
    let create = || {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(io::Error::other)?;
        let key = SigningKey::from_seed(&seed);
        let (beside, mut file) = Beside::of(path)?;
        file.write_all(key.to_pem().map_err(io::Error::other)?.as_bytes())?;
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
