//! Chromium and its driver, for tests.

use std::path::PathBuf;

use crate::{
    fault::{Fault, Result},
    paths::Paths,
    system::{Packages, on_path},
};

const PACKAGES: Packages = Packages {
    what: "Chromium or its driver",
    names: &["chromium", "chromium-driver", "fonts-liberation"],
    by_hand: "by hand: `sudo apt-get install chromium chromium-driver`, or set CHROMIUM and CHROMEDRIVER to the browser and the driver you have. `cargo xtask test --only native` needs no browser",
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
    PACKAGES.install(paths)?;
    find()?.ok_or_else(|| PACKAGES.missing("is still missing after installing it"))
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
