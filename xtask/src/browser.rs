//! Chromium and its driver, for tests.

use std::path::PathBuf;

use crate::{
    fault::{Fault, Result},
    paths::Paths,
    process,
};

/// A browser that tests can drive.
pub(crate) struct Browser {
    /// The browser, for Playwright.
    pub(crate) chromium: PathBuf,
    /// Its WebDriver, for wasm-bindgen-test-runner.
    pub(crate) driver: PathBuf,
}

/// Where the browser is; installed from Debian's packages if it is missing and that can be done.
pub(crate) fn ready(paths: &Paths) -> Result<Browser> {
    if let Some(browser) = find()? {
        return Ok(browser);
    }
    install(paths)?;
    find()?.ok_or_else(|| {
        Fault::new("Chromium or its driver is still missing after installing them", "PATH", by_hand())
    })
}

fn find() -> Result<Option<Browser>> {
    let chromium = named("CHROMIUM")?.or_else(|| on_path(&["chromium", "chromium-browser", "google-chrome"]));
    let driver = named("CHROMEDRIVER")?.or_else(|| on_path(&["chromedriver"]));
    Ok(chromium.zip(driver).map(|(chromium, driver)| Browser { chromium, driver }))
}

/// The file that an environment variable names.
fn named(variable: &str) -> Result<Option<PathBuf>> {
    let Some(path) = std::env::var_os(variable).map(PathBuf::from) else { return Ok(None) };
    if path.is_file() {
        return Ok(Some(path));
    }
    let remedy = format!("set {variable} to a file that exists, or unset it");
    Err(Fault::new(format!("{variable} names no file"), path.display(), remedy))
}

/// The first of `names` on PATH.
fn on_path(names: &[&str]) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    names.iter().find_map(|name| {
        std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file())
    })
}

fn install(paths: &Paths) -> Result<()> {
    let is_root = process::first_line(process::program("id", &paths.root).arg("-u")).as_deref() == Some("0");
    let has_apt = on_path(&["apt-get"]).is_some();
    if !(is_root && has_apt) {
        let why = if has_apt { "only root may install it here" } else { "this system has no apt-get" };
        return Err(Fault::new(format!("Chromium or its driver is missing, and {why}"), "PATH", by_hand()));
    }
    process::say("Installing Chromium, its driver and a font from the system's packages (half a minute)");
    let apt = |arguments: &[&str]| {
        let mut apt = process::program("apt-get", &paths.root);
        apt.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        process::run(&mut apt, &by_hand())
    };
    apt(&["update"])?;
    apt(&["install", "--yes", "--no-install-recommends", "chromium", "chromium-driver", "fonts-liberation"])
}

fn by_hand() -> String {
    "by hand: `sudo apt-get install chromium chromium-driver`, or set CHROMIUM and CHROMEDRIVER to the browser and the driver you have. `cargo xtask test --only native` needs no browser".to_owned()
}
