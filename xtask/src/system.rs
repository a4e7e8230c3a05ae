//! The system's own programs: found, and installed with apt where that can be done.

use std::os::unix::fs::MetadataExt as _;
use std::path::PathBuf;

use crate::{
    fault::{Fault, Result},
    paths::Paths,
    process,
};

/// Packages of Debian's, and what to call what they bring.
pub(crate) struct Packages {
    /// As in "… is missing".
    pub(crate) what: &'static str,
    /// Their names.
    pub(crate) names: &'static [&'static str],
    /// What to do where they can't be installed from here.
    pub(crate) by_hand: &'static str,
}

impl Packages {
    /// Installs them, or says why not and what to do.
    pub(crate) fn install(&self, paths: &Paths) -> Result<()> {
        let has_apt = on_path(&["apt-get"]).is_some();
        if !(is_root() && has_apt) {
            let why = if has_apt { "only root may install it here" } else { "this system has no apt-get" };
            return Err(self.missing(&format!("is missing, and {why}")));
        }
        process::say(&format!("Installing {} from the system's packages (half a minute)", self.what));
        let apt = |arguments: &[&str]| {
            let mut apt = process::program("apt-get", &paths.root);
            apt.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
            process::run(&mut apt, self.by_hand)
        };
        apt(&["update"])?;
        apt(&[&["install", "--yes", "--no-install-recommends"], self.names].concat())
    }

    /// Not there, or not any more.
    pub(crate) fn missing(&self, why: &str) -> Fault {
        Fault::new(format!("{} {why}", self.what), "PATH", self.by_hand)
    }
}

/// The first of `names` on PATH.
pub(crate) fn on_path(names: &[&str]) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    names.iter().find_map(|name| {
        std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file())
    })
}

/// May this process do everything? A process owns its own entry in `/proc`; systems without one have no apt either.
pub(crate) fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}
