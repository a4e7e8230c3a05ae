//! Where things are in the checkout, said once.

use std::path::{Path, PathBuf};

/// Where things are in the checkout.
pub(crate) struct Paths {
    /// The folder with the workspace's `Cargo.toml`.
    pub(crate) root: PathBuf,
}

impl Paths {
    /// The checkout that this xtask belongs to: cargo says where, also when the folder was moved after the build.
    pub(crate) fn find() -> Self {
        let own = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = own.parent().map(Path::to_path_buf).unwrap_or(own);
        Self { root }
    }

    /// A file of the checkout.
    pub(crate) fn file(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// What a site hosts: the widget's files and the gate without a pack.
    pub(crate) fn embed(&self) -> PathBuf {
        self.file("dist/embed")
    }

    /// The page that verifies records, to be hosted anywhere.
    pub(crate) fn verify(&self) -> PathBuf {
        self.file("dist/verify")
    }

    /// The demo site: its pages, and what `samtycke build` makes.
    pub(crate) fn demo(&self) -> PathBuf {
        self.file("dist/demo")
    }

    /// The sample packs, published, to be measured.
    pub(crate) fn packs(&self) -> PathBuf {
        self.file("dist/packs")
    }

    /// What the end-to-end tests' host pages need built.
    pub(crate) fn hosts(&self) -> PathBuf {
        self.file("target/hosts")
    }

    /// Stamps and other notes of xtask's own.
    pub(crate) fn notes(&self) -> PathBuf {
        self.file("target/xtask")
    }

    /// `path` as one would say it: relative to the checkout when it is in there.
    pub(crate) fn short<'a>(&self, path: &'a Path) -> &'a Path {
        path.strip_prefix(&self.root).unwrap_or(path)
    }
}
