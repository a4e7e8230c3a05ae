//! Node.js and what comes from npm.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

use crate::{
    fault::{At, Fault, Result},
    paths::Paths,
    process,
};

/// The oldest Node.js that Playwright runs on.
const OLDEST: u32 = 20;

/// Which of `package.json`'s lists is needed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packages {
    /// `dependencies`: what building takes.
    Build,
    /// `devDependencies` too: what testing takes on top.
    All,
}

/// The folder with the packages' commands; installs what `package.json` names and `node_modules` lacks.
pub(crate) fn packages(paths: &Paths, which: Packages) -> Result<PathBuf> {
    ready(paths)?;
    if let Some(missing) = missing(paths, which)? {
        process::say(&format!("Installing npm packages ({missing} is missing or of another version)"));
        let mut npm = process::program("npm", &paths.root);
        npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=5"]);
        if which == Packages::Build {
            npm.arg("--omit=dev");
        }
        process::run(
            &mut npm,
            "read npm's own message above (npm comes with Node.js, on Debian as the package npm); by hand: `npm ci` at the root of the checkout",
        )?;
    }
    Ok(paths.file("node_modules/.bin"))
}

/// Node.js itself, new enough.
pub(crate) fn ready(paths: &Paths) -> Result<()> {
    let remedy = format!(
        "install Node.js {OLDEST} or later, with npm (Debian 13, Ubuntu 25.04: `apt-get install nodejs npm`; macOS: `brew install node`)"
    );
    let printed = process::read(process::program("node", &paths.root).arg("--version"), &remedy)?;
    let version = printed.trim();
    match major(version) {
        Some(major) if major >= OLDEST => Ok(()),
        _ => Err(Fault::new(format!("Node.js {version} is too old"), "`node --version`", remedy)),
    }
}

fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// The version of a package that building takes, as `package.json` pins it.
pub(crate) fn pinned(paths: &Paths, name: &str) -> Result<String> {
    let file = paths.file("package.json");
    let manifest = json(&file)?;
    let version = manifest.get("dependencies").and_then(|list| list.get(name)?.as_str());
    version.map(str::to_owned).ok_or_else(|| {
        Fault::new(format!("{name} is not among the dependencies"), file.display(), "pin its version there")
    })
}

/// The first package that is not installed as `package.json` pins it.
fn missing(paths: &Paths, which: Packages) -> Result<Option<String>> {
    let manifest = json(&paths.file("package.json"))?;
    let lists: &[&str] = match which {
        Packages::Build => &["dependencies"],
        Packages::All => &["dependencies", "devDependencies"],
    };
    let wanted = lists.iter().filter_map(|list| manifest.get(list)?.as_object()).flatten();
    for (name, version) in wanted {
        let installed = paths.file("node_modules").join(name).join("package.json");
        if !installed.is_file() || json(&installed)?.get("version") != Some(version) {
            return Ok(Some(name.clone()));
        }
    }
    Ok(None)
}

fn json(file: &Path) -> Result<Value> {
    let text = fs::read_to_string(file).at("read", file)?;
    serde_json::from_str(&text).map_err(|error| {
        Fault::new(format!("not JSON: {error}"), file.display(), "mend it, or `git checkout` it")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions_are_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("20.20.2"), None);
        assert_eq!(major(""), None);
    }
}
