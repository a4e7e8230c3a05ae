//! The key that signs receipts: a PEM file that only its owner can read.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use samtycke_record::sign::Es256Key;

use crate::StartError;

/// Reads the key; makes one when the file isn't there.
pub(crate) fn load_or_create(path: &Path) -> Result<Es256Key, StartError> {
    match fs::read_to_string(path) {
        Ok(pem) => {
            check_owner_only(path)?;
            Es256Key::from_pem(&pem).map_err(|error| {
                StartError::new(
                    format!("the signing key {} is {error}", path.display()),
                    "restore it from your copy; move it away only if no receipt was ever signed with it, then a new \
                     one is made",
                )
            })
        }
        Err(error) if error.kind() == ErrorKind::NotFound => create_key(path).map_err(|error| {
            StartError::new(
                format!("the signing key {} can't be created: {error}", path.display()),
                "create its folder, or name a file elsewhere with --key",
            )
        }),
        Err(error) => Err(StartError::new(
            format!("the signing key {} can't be read: {error}", path.display()),
            "check that it is a file and belongs to the user that runs the receiver",
        )),
    }
}

#[cfg(unix)]
fn check_owner_only(path: &Path) -> Result<(), StartError> {
    use std::os::unix::fs::PermissionsExt as _;

    let mode = fs::metadata(path).map_or(0, |metadata| metadata.permissions().mode() & 0o777);
    if mode & 0o077 == 0 {
        return Ok(());
    }
    Err(StartError::new(
        format!("the signing key {} is open to other users (mode {mode:04o})", path.display()),
        format!("run: chmod 600 {}", path.display()),
    ))
}

#[cfg(not(unix))]
fn check_owner_only(_: &Path) -> Result<(), StartError> {
    Ok(())
}

/// Makes a key in a new file that only its owner can read. It is on disk when this returns, name and all: what is
/// signed with a key that is lost proves nothing.
///
/// # Errors
/// When the file is there already or can't be written.
pub fn create_key(path: &Path) -> io::Result<Es256Key> {
    let key = Es256Key::generate();
    let pem = key.to_pem().map_err(io::Error::other)?;
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
    Ok(key)
}
