//! The private keys: PEM files that only their owner can read.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use samtycke_log::SigningKey;
use samtycke_record::jws::{self, Jwk};
use samtycke_record::sign::Es256Key;

use crate::StartError;

/// What a key is called where it can't be had, and which setting names its file.
struct Names {
    what: &'static str,
    flag: &'static str,
}

const RECEIPTS: Names = Names { what: "the signing key", flag: "--key" };
const LOG: Names = Names { what: "the log's key", flag: "--log-key" };

/// Reads the key that signs receipts; makes one when the file isn't there.
pub(crate) fn load_or_create(path: &Path) -> Result<Es256Key, StartError> {
    match read(path, &RECEIPTS)? {
        Some(pem) => Es256Key::from_pem(&pem).map_err(|error| {
            StartError::new(
                format!("the signing key {} is {error}", path.display()),
                "restore it from your copy; move it away only if no receipt was ever signed with it, then a new one \
                 is made",
            )
        }),
        None => create_key(path).map_err(|error| cannot_create(path, &RECEIPTS, &error)),
    }
}

/// Reads the key that signs the log; `None` when the file isn't there.
pub(crate) fn load_log_key(path: &Path) -> Result<Option<SigningKey>, StartError> {
    let Some(pem) = read(path, &LOG)? else { return Ok(None) };
    SigningKey::from_pem(&pem).map(Some).map_err(|error| {
        StartError::new(format!("the log's key {} is {error}", path.display()), "restore it from your copy")
    })
}

/// Makes a key for the log, as [`create_key`] makes those for receipts.
pub(crate) fn create_log_key(path: &Path) -> Result<SigningKey, StartError> {
    let create = || {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(io::Error::other)?;
        let key = SigningKey::from_seed(&seed);
        write(path, &key.to_pem().map_err(io::Error::other)?)?;
        Ok(key)
    };
    create().map_err(|error| cannot_create(path, &LOG, &error))
}

/// The log's public key as it stands in the published set (RFC 8037, RFC 9864).
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

/// What the file says; `None` when it isn't there.
fn read(path: &Path, names: &Names) -> Result<Option<String>, StartError> {
    match fs::read_to_string(path) {
        Ok(pem) => {
            check_owner_only(path, names)?;
            Ok(Some(pem))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StartError::new(
            format!("{} {} can't be read: {error}", names.what, path.display()),
            "check that it is a file and belongs to the user that runs the receiver",
        )),
    }
}

fn cannot_create(path: &Path, names: &Names, error: &io::Error) -> StartError {
    StartError::new(
        format!("{} {} can't be created: {error}", names.what, path.display()),
        format!("create its folder, or name a file elsewhere with {}", names.flag),
    )
}

#[cfg(unix)]
fn check_owner_only(path: &Path, names: &Names) -> Result<(), StartError> {
    use std::os::unix::fs::PermissionsExt as _;

    let mode = fs::metadata(path).map_or(0, |metadata| metadata.permissions().mode() & 0o777);
    if mode & 0o077 == 0 {
        return Ok(());
    }
    Err(StartError::new(
        format!("{} {} is open to other users (mode {mode:04o})", names.what, path.display()),
        format!("run: chmod 600 {}", path.display()),
    ))
}

#[cfg(not(unix))]
fn check_owner_only(_: &Path, _: &Names) -> Result<(), StartError> {
    Ok(())
}

/// Makes a key in a new file that only its owner can read. It is on disk when this returns, name and all: what is
/// signed with a key that is lost proves nothing.
///
/// # Errors
/// When the file is there already or can't be written.
pub fn create_key(path: &Path) -> io::Result<Es256Key> {
    let key = Es256Key::generate();
    write(path, &key.to_pem().map_err(io::Error::other)?)?;
    Ok(key)
}

fn write(path: &Path, pem: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(pem.as_bytes())?;
    file.sync_all()?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if cfg!(unix) {
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}
