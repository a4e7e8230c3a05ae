//! `dist/npm`: the package for npm, as it would be published.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

use crate::{
    fault::{At, Fault, Result},
    files,
    paths::Paths,
    process,
    provenance::Provenance,
    sizes::Sizes,
    std_build::StdBuild,
};

/// What the package is written in, beside its sources.
const MANIFEST: &str = "package.json";
/// Not the package's: what checks its sources, and the README of `dist/embed`.
const KEPT: [&str; 2] = ["tsconfig.json", "embed.md"];
/// From the root of the checkout.
const OTHERS: [&str; 3] = ["gate/samtycke.d.ts", "LICENSE-APACHE", "LICENSE-MIT"];

/// Lays it out from `npm/` and `dist/embed`; gives the folder.
pub(crate) fn build(paths: &Paths, std: StdBuild, made: &Provenance) -> Result<PathBuf> {
    let package = paths.file("dist/npm");
    process::say("Laying out dist/npm");
    files::empty(&package)?;
    for source in files::entries(&paths.file("npm"))? {
        if !KEPT.iter().any(|kept| source.ends_with(kept)) {
            files::copy(&source, &package.join(name(&source)))?;
        }
    }
    for source in OTHERS.map(|file| paths.file(file)) {
        files::copy(&source, &package.join(name(&source)))?;
    }
    let widget = widget(paths, &package)?;
    Sizes::within(&package, std, made, &widget)?.write(&package.join("sizes.json"))?;
    agrees(&package.join(MANIFEST))?;
    Ok(package)
}

/// What a site hosts, whatever that is today.
fn widget(paths: &Paths, package: &Path) -> Result<Vec<PathBuf>> {
    let embed = paths.embed();
    let mut copied = Vec::new();
    for source in files::under(&embed)? {
        // The package has its own types and its own README.
        if source.ends_with("samtycke.d.ts") || source.ends_with("README.md") {
            continue;
        }
        let to = package.join("embed").join(source.strip_prefix(&embed).unwrap_or(&source));
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).at("create", folder)?;
        }
        files::copy(&source, &to)?;
        copied.push(to);
    }
    Ok(copied)
}

/// One version for everything that is released together.
fn agrees(manifest: &Path) -> Result<()> {
    let text = fs::read_to_string(manifest).at("read", manifest)?;
    let version = serde_json::from_str::<Value>(&text)
        .ok()
        .and_then(|json| Some(json.get("version")?.as_str()?.to_owned()));
    let ours = env!("CARGO_PKG_VERSION");
    if version.as_deref() == Some(ours) {
        return Ok(());
    }
    Err(Fault::new(
        format!("the npm package is of version {}, the crates of {ours}", version.as_deref().unwrap_or("?")),
        "npm/package.json",
        "write the same version there and under [workspace.package] in Cargo.toml",
    ))
}

fn name(file: &Path) -> &Path {
    file.file_name().map_or(file, Path::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_the_sources_the_types_and_whatever_a_site_hosts() -> Result<()> {
        let root = std::env::temp_dir().join(format!("samtycke-npm-{}", std::process::id()));
        // In containers the numbers of processes repeat.
        files::empty(&root)?;
        let write = |file: &str, text: &str| {
            let file = root.join(file);
            if let Some(folder) = file.parent() {
                fs::create_dir_all(folder).at("create", folder)?;
            }
            fs::write(&file, text).at("write", &file)
        };
        for file in ["npm/index.js", "npm/tsconfig.json", "npm/embed.md", "dist/npm/old.js"] {
            write(file, "")?;
        }
        for file in OTHERS.into_iter().chain([
            "dist/embed/README.md",
            "dist/embed/gate.js",
            "dist/embed/da/words.json",
        ]) {
            write(file, "1")?;
        }
        write("npm/package.json", &format!(r#"{{"version": "{}"}}"#, env!("CARGO_PKG_VERSION")))?;
        let paths = Paths { root: root.clone() };
        let made = Provenance {
            version: "1.2.3",
            commit: Some("abc".into()),
            rustc: "rustc 1".into(),
            wasm_opt: "wasm-opt 1".into(),
        };
        let package = build(&paths, StdBuild::Plain, &made)?;
        let laid: Vec<String> = files::under(&package)?
            .iter()
            .filter_map(|file| Some(file.strip_prefix(&package).ok()?.to_string_lossy().into_owned()))
            .collect();
        let expected = [
            "LICENSE-APACHE",
            "LICENSE-MIT",
            "embed/da/words.json",
            "embed/gate.js",
            "index.js",
            "package.json",
            "samtycke.d.ts",
            "sizes.json",
        ];
        assert_eq!(laid, expected);
        let sizes = package.join("sizes.json");
        let sizes = fs::read_to_string(&sizes).at("read", &sizes)?;
        assert!(sizes.contains(r#""file": "embed/da/words.json""#), "{sizes}");
        assert!(sizes.contains(r#""commit": "abc""#) && sizes.contains(r#""rustc": "rustc 1""#), "{sizes}");

        write("npm/package.json", r#"{"version": "9.9.9"}"#)?;
        let fault =
            build(&paths, StdBuild::Plain, &made).err().map(|fault| fault.to_string()).unwrap_or_default();
        assert!(fault.contains("the npm package is of version 9.9.9"), "{fault}");
        fs::remove_dir_all(&root).at("remove", &root)
    }
}
