//! Key files: for their owner alone, and replaced as a whole or not at all.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use samtycke_record::sign::Es256Key;

use super::{KeyRing, RingError};
use crate::StartError;
use crate::disk::{self, Beside};

/// Reads a ring from its file.
///
/// # Errors
/// It isn't there, others can read it, or it isn't a ring.
pub fn read(path: &Path) -> Result<KeyRing, StartError> {
    let text = fs::read_to_string(path).map_err(|error| {
        let remedy = match error.kind() {
            ErrorKind::NotFound => "name it with --key; `samtycke serve` makes it at its first start",
            _ => "check that it is a file and belongs to the user that runs the receiver",
        };
        StartError::new(format!("the signing key {} can't be read: {error}", path.display()), remedy)
    })?;
    check_owner_only("the signing key", path)?;
    KeyRing::parse(&text).map_err(|error| {
        StartError::new(
            format!("the signing key {} is {error}", path.display()),
            "restore it from your copy; move it away only if no receipt was ever signed with it, then a new one is made",
        )
    })
}

/// Changes the ring in its file. Who is killed in between leaves it as it was or as it should be; of two at once the
/// second waits for the first.
///
/// # Errors
/// What [`read`] says, what `change` says, or the file can't be written.
pub fn update(
    path: &Path,
    change: impl FnOnce(&mut KeyRing) -> Result<(), RingError>,
) -> Result<KeyRing, StartError> {
    let cannot = |error: io::Error| {
        StartError::new(
            format!("the signing key {} can't be written: {error}", path.display()),
            "run this as the user that runs the receiver; where an orchestrator mounts the file, change a copy and \
             give it the copy",
        )
    };
    let _lock = lock(path).map_err(cannot)?;
    let mut ring = read(path)?;
    change(&mut ring).map_err(|RingError { problem, remedy }| {
        StartError::new(format!("the signing key {}: {problem}", path.display()), remedy)
    })?;
    let text = ring.to_text().map_err(|error| cannot(io::Error::other(error)))?;
    write(path, &text).map_err(cannot)?;
    Ok(ring)
}

/// Makes a key in a new file that only its owner can read. It is on disk when this returns, name and all: what is
/// signed with a key that is lost proves nothing.
///
/// # Errors
/// When the file is there already or can't be written.
pub fn create_key(path: &Path) -> io::Result<Es256Key> {
    let _lock = lock(path)?;
    if path.exists() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    let key = Es256Key::generate();
    write(path, &key.to_pem().map_err(io::Error::other)?)?;
    Ok(key)
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let (beside, mut file) = Beside::of(path)?;
    file.write_all(text.as_bytes())?;
    beside.put(path)
}

/// Nobody else changes keys in that folder until it is dropped, or its process ends.
fn lock(path: &Path) -> io::Result<Option<File>> {
    if !cfg!(unix) {
        return Ok(None);
    }
    let folder = File::open(disk::folder(path))?;
    folder.lock()?;
    Ok(Some(folder))
}

/// The owner's alone; what root owns, an orchestrator mounted, and the group that it gave it to may read it.
#[cfg(unix)]
pub(super) fn check_owner_only(name: &str, path: &Path) -> Result<(), StartError> {
    use std::os::unix::fs::MetadataExt as _;

    let (mode, owner) = fs::metadata(path).map_or((0, 0), |found| (found.mode() & 0o777, found.uid()));
    let nobody_elses = if owner == 0 { 0o037 } else { 0o077 };
    if mode & nobody_elses == 0 {
        return Ok(());
    }
    Err(StartError::new(
        format!("{name} {} is open to other users (mode {mode:04o})", path.display()),
        format!("run: chmod 600 {}", path.display()),
    ))
}

#[cfg(not(unix))]
pub(super) fn check_owner_only(_: &str, _: &Path) -> Result<(), StartError> {
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_write_that_was_killed_leaves_the_key_as_it_was_and_hinders_nobody() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("key.pem");
        let key = create_key(&path).unwrap();
        for left in ["", "-----BEGIN PRIVATE KEY-----\nMIGH"] {
            fs::write(folder.path().join("key.pem.new"), left).unwrap();
            assert_eq!(read(&path).unwrap().active().kid(), key.kid());
        }
        let fresh = Es256Key::generate();
        let now = crate::clock::timestamp(std::time::SystemTime::now());
        update(&path, |ring| ring.rotate(fresh.clone(), now)).unwrap();
        assert_eq!(read(&path).unwrap().active().kid(), fresh.kid());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }
}
