//! Tools that `cargo install` brings: found on PATH in the right version, else in a cache folder of this user's,
//! else installed there.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    fault::{At, Fault, Result},
    paths::Paths,
    process,
};

/// Compiling a tool quickly matters more than the tool's own speed.
const FAST_BUILD: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
];

/// A tool from Rust's package registry, in one version.
pub(crate) struct CargoTool {
    package: &'static str,
    /// What must lie in one folder; the first answers `--version`.
    binaries: &'static [&'static str],
    version: String,
    /// Whether its own lock file can be trusted to name versions that exist.
    locked: bool,
    minutes: u8,
}

impl CargoTool {
    /// wasm-bindgen's command line; its version must be exactly the library's.
    pub(crate) fn wasm_bindgen(version: String) -> Self {
        Self {
            package: "wasm-bindgen-cli",
            binaries: &["wasm-bindgen", "wasm-bindgen-test-runner"],
            version,
            locked: false,
            minutes: 4,
        }
    }

    /// cargo-fuzz.
    pub(crate) fn fuzz(version: &str) -> Self {
        Self {
            package: "cargo-fuzz",
            binaries: &["cargo-fuzz"],
            version: version.to_owned(),
            locked: true,
            minutes: 1,
        }
    }

    /// The folder to put on PATH, installed now if need be; nothing when PATH already leads to the right version.
    pub(crate) fn ready(&self, paths: &Paths) -> Result<Option<PathBuf>> {
        if self.is_on_path() {
            return Ok(None);
        }
        let cached = cache(paths).join(format!("{}-{}", self.package, self.version));
        let folder = cached.join("bin");
        if self.is_in(&folder) {
            return Ok(Some(folder));
        }
        self.install(paths, &cached)?;
        if self.is_in(&folder) {
            return Ok(Some(folder));
        }
        Err(Fault::new(
            format!("{} was installed but does not answer as version {}", self.package, self.version),
            folder.display(),
            format!("remove {} and run this again", cached.display()),
        ))
    }

    /// Whether the first on PATH is the right one. A right one behind a wrong one is left alone: its folder, put
    /// first, could bring another cargo with it.
    fn is_on_path(&self) -> bool {
        let (Some(path), Some(name)) = (std::env::var_os("PATH"), self.binaries.first()) else {
            return false;
        };
        std::env::split_paths(&path)
            .find(|folder| folder.join(name).is_file())
            .is_some_and(|folder| self.is_in(&folder))
    }

    fn is_in(&self, folder: &Path) -> bool {
        let Some((first, rest)) = self.binaries.split_first() else { return false };
        let first = folder.join(first);
        first.is_file()
            && rest.iter().all(|name| folder.join(name).is_file())
            && process::first_line(process::program(first, Path::new(".")).arg("--version"))
                .is_some_and(|line| line.split_whitespace().nth(1) == Some(self.version.as_str()))
    }

    fn install(&self, paths: &Paths, root: &Path) -> Result<()> {
        process::say(&format!(
            "Installing {} {} into {} (about {} minutes, once)",
            self.package,
            self.version,
            root.display(),
            self.minutes
        ));
        fs::create_dir_all(root).at("create", root)?;
        // Away from the checkout, whose cargo configuration is not meant for it.
        let mut cargo = process::cargo(root);
        cargo.args(["install", self.package, "--version", &self.version]);
        if self.locked {
            cargo.arg("--locked");
        }
        cargo.arg("--root").arg(root).envs(FAST_BUILD).env("CARGO_NET_RETRY", "10");
        for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_TARGET_DIR", "CARGO_BUILD_TARGET"] {
            cargo.env_remove(name);
        }
        let locked = if self.locked { " --locked" } else { "" };
        process::run(
            &mut cargo,
            &format!(
                "read cargo's own message above; by hand: `cargo install {} --version {}{locked}`, with cargo's bin folder on PATH. Then run this again from {}",
                self.package,
                self.version,
                paths.root.display()
            ),
        )
    }
}

/// Where this user's tools are kept, for every checkout.
fn cache(paths: &Paths) -> PathBuf {
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    absolute("XDG_CACHE_HOME")
        .or_else(|| absolute("HOME").map(|home| home.join(".cache")))
        .unwrap_or_else(|| paths.file("target/cache"))
        .join("samtycke/tools")
}

/// The version of a package that `Cargo.lock` names.
pub(crate) fn locked_version(paths: &Paths, package: &str) -> Result<String> {
    let file = paths.file("Cargo.lock");
    let text = fs::read_to_string(&file).at("read", &file)?;
    version_in(&text, package).ok_or_else(|| {
        Fault::new(
            format!("Cargo.lock names no single version of {package}"),
            file.display(),
            format!("`cargo tree -i {package}` shows who asks for which; there must be exactly one"),
        )
    })
}

/// Cargo writes its lock file always the same way: a `[[package]]` line, then `name`, then `version`.
fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut versions = lock.split("[[package]]").filter_map(|entry| {
        let mut lines = entry.lines().filter(|line| !line.is_empty());
        lines.next().filter(|line| *line == name)?;
        lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
    });
    let version = versions.next()?;
    versions.next().is_none().then(|| version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
version = 4
[[package]]
name = "wasm-bindgen"
version = "0.2.130"
[[package]]
name = "wasm-bindgen-futures"
version = "0.4.80"
[[package]]
name = "gloo"
version = "0.11.0"
[[package]]
name = "gloo"
version = "0.12.0"
"#;

    #[test]
    fn one_locked_version_is_found() {
        assert_eq!(version_in(LOCK, "wasm-bindgen").as_deref(), Some("0.2.130"));
    }

    #[test]
    fn none_or_two_are_not() {
        assert_eq!(version_in(LOCK, "yew"), None);
        assert_eq!(version_in(LOCK, "gloo"), None);
        assert_eq!(version_in("", "gloo"), None);
    }
}
