//! `embed.js`: the gate, the pack's cookie part and the banner, in one script to paste.

mod bundle;
mod config;
mod css;
mod features;
mod preferences;
mod prerender;
mod quotes;
mod signals;
mod tree;

pub(crate) use bundle::{Script, assembled, check, minify};
pub(crate) use css::minify as minify_css;
pub(crate) use preferences::Preferences;
pub(crate) use prerender::{Place, sheet, snippet};

use samtycke_pack::Manifest;
use samtycke_record::Digest;
use samtycke_record::json::Value;

use features::Features;

/// Why an embed can't be made. With a published pack and our own gate it always can: a fault of ours.
#[derive(Debug)]
pub(crate) struct EmbedError(pub(crate) String);

impl std::fmt::Display for EmbedError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the embed could not be made: {}", self.0)
    }
}

/// The script for these languages of a pack, which has these preferences, and the widget's files in that folder below its own.
pub(crate) fn script(
    manifest: &Manifest,
    digest: &Digest,
    preferences: &Preferences,
    widget: &str,
    languages: &[String],
) -> Result<Script, EmbedError> {
    let (entry, features, spoken) = match &manifest.cookies {
        // What is fetched later is the same for all of the pack's scripts.
        Some(cookies) => (COOKIES, Features::of(cookies), manifest.languages.as_slice()),
        None => (PLAIN, Features::none(), languages),
    };
    let mut constants = config::constants(manifest, widget, spoken)?;
    constants.push(("PREFERENCES", preferences.paths.clone()));
    bundle::bundle(entry, features, &config::of_pack(manifest, digest, languages)?, &constants)
}

/// The gate for pages that name their pack themselves.
pub(crate) fn plain_gate(languages: &[String]) -> Result<String, EmbedError> {
    let (config, constants) = config::without_pack(languages);
    Ok(bundle::bundle(PLAIN, Features::none(), &config, &constants)?.text)
}

/// The gate's code alone, without interface, adapters and any pack's data: what is weighed against its limit.
pub(crate) fn core_gate() -> Result<String, EmbedError> {
    let config = Value::Object(Vec::new());
    Ok(bundle::bundle("entry-core.js", Features::core(), &config, &Vec::new())?.text)
}

const COOKIES: &str = "entry-cookies.js";
const PLAIN: &str = "entry-plain.js";
