//! A disk whose flushes take long: `fsync` and `fdatasync` wait before they do it, in the processes that it is given to.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

/// How long, which may change while processes run.
pub(crate) struct Sluggish {
    folder: TempDir,
}

impl Sluggish {
    /// As fast as it is.
    pub(crate) fn new() -> Self {
        let disk = Self { folder: TempDir::new().unwrap() };
        // PostgreSQL runs as another user.
        fs::set_permissions(disk.folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        disk.takes(Duration::ZERO);
        let source = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/sluggish.c");
        let mut compile = Command::new("cc");
        compile.args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o"]).arg(disk.library()).arg(source);
        let done = compile.arg("-ldl").status().unwrap();
        assert!(done.success(), "{compile:?}: {done}");
        disk
    }

    /// Each flush takes that much longer.
    pub(crate) fn takes(&self, time: Duration) {
        let next = self.folder.path().join("next");
        fs::write(&next, time.as_millis().to_string()).unwrap();
        fs::rename(next, self.setting()).unwrap();
    }

    /// What a process flushes goes to it whose environment has these.
    pub(crate) fn environment(&self) -> Vec<(OsString, OsString)> {
        vec![("LD_PRELOAD".into(), self.library().into()), ("SLUGGISH".into(), self.setting().into())]
    }

    fn library(&self) -> PathBuf {
        self.folder.path().join("sluggish.so")
    }

    fn setting(&self) -> PathBuf {
        self.folder.path().join("milliseconds")
    }
}

/// This program again, upon that disk.
pub(crate) fn this_program(disk: &Sluggish) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.envs(disk.environment());
    command
}
