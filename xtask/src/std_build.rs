//! The two ways to get the standard library into the wasm: the smallest, and the one that Rust ships.

use std::{path::PathBuf, process::Command};

use clap::Args;

use crate::{fault::Result, paths::Paths, rust, setup::Need};

/// Which standard library goes into the wasm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StdBuild {
    /// Compiled from its sources for size, a panic being a bare trap: a quarter less to download.
    Smallest,
    /// As Rust ships it: nothing unstable, and panics that say where.
    Plain,
}

/// The switch between the two.
#[derive(Args, Clone, Copy)]
pub(crate) struct StdSwitch {
    /// Take the standard library as stable Rust ships it, instead of compiling the smallest one from rust-src
    #[arg(long)]
    plain_std: bool,
}

impl StdSwitch {
    /// What the switch says.
    pub(crate) fn choice(self) -> StdBuild {
        if self.plain_std { StdBuild::Plain } else { StdBuild::Smallest }
    }
}

impl StdBuild {
    /// As in folder names and in `dist/sizes.json`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Smallest => "smallest",
            Self::Plain => "plain",
        }
    }

    /// What the wasm build needs.
    pub(crate) fn needs(self) -> &'static [Need] {
        match self {
            Self::Smallest => &[Need::WasmTarget, Need::RustSource, Need::WasmBindgen, Need::Binaryen],
            Self::Plain => &[Need::WasmTarget, Need::WasmBindgen, Need::Binaryen],
        }
    }

    /// Where cargo puts what it makes. A folder for each: build scripts look at RUSTC_BOOTSTRAP, and would be run again
    /// at every change of it.
    pub(crate) fn folder(self, paths: &Paths) -> PathBuf {
        paths.file(&format!("target/widget-{}", self.name()))
    }

    /// What to set in the environment of a cargo for the wasm.
    pub(crate) fn environment(self, paths: &Paths) -> Result<Vec<(&'static str, String)>> {
        // Flags are separated by U+001F here, so that paths may have spaces.
        let mut flags = without_paths(paths)?;
        // For cut.rs: marks where to cut, and says what calls and reads what.
        flags.extend(["--cfg=samtycke_pieces".to_owned(), "-Clink-arg=--emit-relocs".to_owned()]);
        let mut environment = vec![("CARGO_TARGET_DIR", self.folder(paths).to_string_lossy().into_owned())];
        if self == Self::Smallest {
            flags.extend(["-Zunstable-options".to_owned(), "-Cpanic=immediate-abort".to_owned()]);
            environment.extend([
                // Unstable flags on a stable compiler, for this build alone.
                ("RUSTC_BOOTSTRAP", "1".to_owned()),
                ("CARGO_UNSTABLE_BUILD_STD", "core,std,panic_abort".to_owned()),
                ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size".to_owned()),
            ]);
        }
        environment.push(("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}")));
        Ok(environment)
    }

    /// `command` with that environment.
    pub(crate) fn apply<'a>(self, command: &'a mut Command, paths: &Paths) -> Result<&'a mut Command> {
        Ok(command.envs(self.environment(paths)?))
    }
}

/// The flags that keep this machine's folders out of the binary.
fn without_paths(paths: &Paths) -> Result<Vec<String>> {
    let flag = |from: PathBuf, to: &str| format!("--remap-path-prefix={}={to}", from.display());
    let mut flags = vec![flag(paths.root.clone(), "/samtycke"), flag(rust::source(paths)?, "/rustc")];
    flags.extend(cargo_home().map(|home| flag(home, "/cargo")));
    Ok(flags)
}

/// Where cargo keeps the sources of dependencies.
pub(crate) fn cargo_home() -> Option<PathBuf> {
    std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_smallest_takes_unstable_flags() -> Result<()> {
        let paths = Paths::find();
        let names = |std: StdBuild| -> Result<Vec<&str>> {
            Ok(std.environment(&paths)?.into_iter().map(|(name, _)| name).collect())
        };
        assert_eq!(names(StdBuild::Plain)?, ["CARGO_TARGET_DIR", "CARGO_ENCODED_RUSTFLAGS"]);
        assert!(names(StdBuild::Smallest)?.contains(&"RUSTC_BOOTSTRAP"));
        Ok(())
    }
}
