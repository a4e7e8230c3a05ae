//! Files that are there as a whole or not at all, and for their owner alone.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// A file beside another, that is to take its place.
#[derive(Debug)]
pub(crate) struct Beside {
    path: PathBuf,
}

impl Beside {
    /// Makes it, empty. What a run that was killed left behind goes.
    pub(crate) fn of(path: &Path) -> io::Result<(Self, File)> {
        let beside = Self { path: ending(path, ".new") };
        match fs::remove_file(&beside.path) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let file = create(&beside.path)?;
        Ok((beside, file))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// It is on disk under the other's name when this returns.
    pub(crate) fn put(self, path: &Path) -> io::Result<()> {
        // Opened for writing, because some systems flush nothing else.
        OpenOptions::new().write(true).open(&self.path)?.sync_all()?;
        fs::rename(&self.path, path)?;
        if cfg!(unix) {
            File::open(folder(path))?.sync_all()?;
        }
        Ok(())
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // It has the other's name by now, or wasn't finished.
        let _ = fs::remove_file(&self.path);
    }
}

/// A new file that only its owner can read.
pub(crate) fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// The folder that a file is in.
pub(crate) fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The same name with something behind it.
pub(crate) fn ending(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}
