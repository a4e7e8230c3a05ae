//! What a site's own server takes from us is packaged whole, nothing else is, and it builds where it is taken to.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Runs it, and answers with what it printed.
fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn cargo(folder: &Path, arguments: &[&str]) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    // Which sources and tools there are is for the first run to find out, not for this one.
    cargo.args(arguments).arg("--offline").current_dir(folder);
    cargo
}

/// The crates with `publish = true`.
fn published() -> Vec<String> {
    let metadata = run(&mut cargo(&root(), &["metadata", "--no-deps", "--format-version=1"]));
    let metadata: Value = serde_json::from_str(&metadata).unwrap();
    let packages =
        metadata["packages"].as_array().unwrap().iter().filter(|package| package["publish"].is_null());
    packages.map(|package| package["name"].as_str().unwrap().to_owned()).collect()
}

fn listed(package: &str) -> Vec<String> {
    let listed = run(&mut cargo(&root(), &["package", "--list", "--allow-dirty", "-p", package]));
    listed.lines().map(str::to_owned).collect()
}

#[test]
fn a_sites_server_gets_sources_and_licences_and_nothing_else() {
    for package in published() {
        let files = listed(&package);
        for file in ["Cargo.toml", "LICENSE-APACHE", "LICENSE-MIT", "src/lib.rs"] {
            assert!(files.iter().any(|listed| listed == file), "{package} has no {file}: {files:?}");
        }
        let folders = ["src/", "Cargo.", "LICENSE-", "languages/"];
        let others: Vec<_> = files
            .iter()
            .filter(|file| !folders.iter().any(|folder| file.starts_with(folder)))
            .filter(|file| ![".cargo_vcs_info.json", "build.rs"].contains(&file.as_str()))
            .collect();
        assert!(others.is_empty(), "{package} has {others:?}");
    }
}

#[test]
fn a_sites_server_builds_with_them_as_its_page_says() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("crates");
    // What was compiled the last time stays.
    let site = folder.join("site");
    let _ = fs::remove_dir_all(&site);
    fs::create_dir_all(site.join("src")).unwrap();
    let packages = published();
    let mut package = cargo(&root(), &["package", "--no-verify", "--allow-dirty", "--quiet"]);
    run(package.arg("--target-dir").arg(&folder).args(packages.iter().flat_map(|name| ["--package", name])));
    fs::create_dir(site.join("crates")).unwrap();
    for name in &packages {
        let packed = folder.join(format!("package/{name}-{}.crate", env!("CARGO_PKG_VERSION")));
        run(Command::new("tar").arg("-xzf").arg(packed).arg("-C").arg(site.join("crates")));
    }

    let page = fs::read_to_string(root().join("examples/server-rust/README.md")).unwrap();
    let shown = page.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    // The page's own one, and all others as they are by default.
    let others: String = packages
        .iter()
        .filter(|name| *name != "samtycke-site")
        .map(|name| format!("{name} = \"*\"\n"))
        .collect();
    let shown = shown.replacen("[dependencies]\n", &format!("[dependencies]\n{others}"), 1);
    let manifest = format!("[package]\nname = \"site\"\nedition = \"2024\"\n\n[workspace]\n\n{shown}");
    fs::write(site.join("Cargo.toml"), manifest).unwrap();
    fs::write(site.join("src/lib.rs"), "pub use samtycke_site::Vendor;\n").unwrap();
    fs::copy(root().join("Cargo.lock"), site.join("Cargo.lock")).unwrap();
    run(cargo(&site, &["check", "--quiet"]).arg("--target-dir").arg(&folder));
}
