//! `samtycke prerender`: the banner as HTML, for a server that can put it into its pages.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use samtycke_pack::Manifest;
use samtycke_pack::manifest::Mode;
use samtycke_record::RegionCode;

use crate::{embed, published};

/// Writes the banner as HTML, to stand first in the body: it is there with the page's first paint, and no click is lost before
/// the script has come.
/// Leave it out for who has answered, that is whose request has a cookie named `samtycke`; then nothing is hidden again.
#[derive(Args)]
pub(crate) struct PrerenderArgs {
    /// The folder that `samtycke build` wrote.
    published: PathBuf,
    /// Where pages find that folder: a path like /legal/, or a URL.
    #[arg(long, value_name = "URL")]
    base: String,
    /// One of the pack's languages; its original when left out.
    #[arg(long, value_name = "LANG")]
    language: Option<String>,
    /// Where the visitor is, ISO 3166 (DK, US-CA), where the pack has another rule there.
    #[arg(long, value_name = "CODE")]
    region: Option<String>,
    /// The nonce of the page's CSP, or what your template has in its place: styles are then in the snippet. Without it
    /// they are a file of the pack.
    #[arg(long, visible_alias = "nonce-placeholder")]
    nonce: Option<String>,
    /// The file to write; to standard output when left out.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl PrerenderArgs {
    pub(crate) fn run(&self) -> ExitCode {
        let done = self.snippet().and_then(|snippet| match &self.out {
            Some(path) => fs::write(path, snippet).map_err(|error| format!("{}: {error}", path.display())),
            None => {
                print!("{snippet}");
                Ok(())
            }
        });
        match done {
            Ok(()) => ExitCode::SUCCESS,
            Err(problem) => {
                eprintln!("{problem}");
                ExitCode::FAILURE
            }
        }
    }

    fn snippet(&self) -> Result<String, String> {
        let folder = self.published.display();
        let manifests = published::manifests(&self.published)?;
        let manifest: &Manifest = manifests.first().ok_or_else(|| {
            format!("{folder}: no pack.json\n  fix: publish the pack there with `samtycke build`")
        })?;
        let cookies = manifest
            .cookies
            .as_ref()
            .ok_or_else(|| format!("{folder}: a pack without [cookies] has no banner"))?;
        let original = manifest.languages.first().map(String::as_str).unwrap_or_default();
        let language = self.language.as_deref().unwrap_or(original);
        if !manifest.languages.iter().any(|known| known == language) {
            let known = manifest.languages.join(", ");
            return Err(format!("--language {language}: the pack has {known}"));
        }
        let (path, sheet) = embed::sheet(cookies).map_err(|error| error.to_string())?;
        if self.nonce.is_none()
            && !fs::read_to_string(self.published.join(&path)).is_ok_and(|there| there == sheet)
        {
            return Err(format!(
                "{folder}/{path} is not there: the folder was written by another version\n  fix: build again, or give the \
                 page's --nonce"
            ));
        }
        let place = embed::Place {
            base: &format!("{}/", self.base.trim_end_matches('/')),
            nonce: self.nonce.as_deref(),
        };
        let code = |text: &String| {
            RegionCode::parse(text)
                .ok_or_else(|| format!("--region {text}: must be a code of ISO 3166 like US or US-CA"))
        };
        let region = self.region.as_ref().map(code).transpose()?.and_then(|code| cookies.region(&code));
        let is_told = region.is_some_and(|region| region.mode == Mode::Notice);
        if !cookies.asks() && !is_told {
            return Err(format!(
                "{folder}: nothing in the pack can be refused, so there is no banner\n  fix: leave it out"
            ));
        }
        embed::snippet(manifest, cookies, language, region, &place).map_err(|error| error.to_string())
    }
}
