//! The verifier for browsers: a page to host, and the file that verifies itself, which the widget fills in.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use base64ct::{Base64, Encoding as _};
use clap::Args;
use sha2::{Digest as _, Sha256};

use crate::assets::{EVIDENCE, VERIFY, VERIFY_PAGE, VERIFY_STYLES};
use crate::embed::{self, EmbedError};

/// Writes the verify page and the template of the evidence file.
#[derive(Args)]
pub(crate) struct VerifierArgs {
    /// The folder to write.
    #[arg(long)]
    out: PathBuf,
}

impl VerifierArgs {
    pub(crate) fn run(&self) -> ExitCode {
        match self.write() {
            Ok(()) => ExitCode::SUCCESS,
            Err(problem) => {
                eprintln!("{problem}");
                ExitCode::FAILURE
            }
        }
    }

    fn write(&self) -> Result<(), String> {
        let told = |error: std::io::Error| format!("{}: {error}", self.out.display());
        fs::create_dir_all(&self.out).map_err(told)?;
        for (name, text) in files().map_err(|error| error.to_string())? {
            fs::write(self.out.join(name), text).map_err(told)?;
        }
        Ok(())
    }
}

/// Its files, as they were written: whoever relies on a verifier must be able to read it.
pub(crate) fn files() -> Result<Vec<(&'static str, String)>, EmbedError> {
    let mut files: Vec<_> = VERIFY.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
    files.push(("index.html", VERIFY_PAGE.to_owned()));
    files.push(("verify.css", VERIFY_STYLES.to_owned()));
    files.push(("evidence.html", evidence()?));
    Ok(files)
}

/// One file with script and styles inside, under a policy that names both by digest; `{{evidence}}` is left open.
fn evidence() -> Result<String, EmbedError> {
    let script = format!("\n{}", embed::assembled(VERIFY, "file.js")?);
    embed::check(&script)?;
    if script.contains("</script") || script.contains("<!--") {
        return Err(EmbedError("the verifier's script would end the element that it stands in".into()));
    }
    let policy = format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; base-uri 'none'; form-action 'none'",
        hash(&script),
        hash(VERIFY_STYLES)
    );
    Ok(EVIDENCE
        .replace("{{policy}}", &policy)
        .replace("{{style}}", VERIFY_STYLES)
        .replace("{{script}}", &script))
}

/// As policies name an inline script or style (CSP 3, 2.3.1).
fn hash(text: &str) -> String {
    format!("sha256-{}", Base64::encode_string(&Sha256::digest(text)))
}
