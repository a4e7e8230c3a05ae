//! A small disk in memory, which can really be full: ENOSPC, for whatever writes to it. To mount one takes root.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// Unmounted when its test ends.
pub(crate) struct Disk {
    folder: TempDir,
}

impl Disk {
    /// Of so many megabytes; `None`, and a line that says so, where this user can't mount any.
    pub(crate) fn of(megabytes: u32) -> Option<Self> {
        let folder = TempDir::new().unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={megabytes}m"), "tmpfs"]).arg(folder.path());
        let done = mount.output().unwrap();
        if !done.status.success() {
            let said = String::from_utf8_lossy(&done.stderr);
            println!("left out: a disk to fill can't be mounted ({}); as root it can", said.trim());
            return None;
        }
        Some(Self { folder })
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Fills what is free, to the last page.
    pub(crate) fn fill(&self) {
        let mut file = File::create(self.ballast()).unwrap();
        let page = [0x55; 4096];
        let error = loop {
            if let Err(error) = file.write_all(&page) {
                break error;
            }
        };
        assert_eq!(error.kind(), ErrorKind::StorageFull);
    }

    /// Frees it again.
    pub(crate) fn free(&self) {
        fs::remove_file(self.ballast()).unwrap();
    }

    fn ballast(&self) -> PathBuf {
        self.path().join("ballast")
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Also when someone still has a file open there.
        let _ = Command::new("umount").arg("--lazy").arg(self.path()).status();
    }
}
