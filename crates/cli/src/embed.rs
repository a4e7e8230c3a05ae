//! `embed.js`: the gate, the pack's cookie part and the banner, in one script to paste.

mod bundle;
mod config;
mod css;
mod features;
mod signals;
mod tree;

pub(crate) use bundle::{assembled, check, minify};
pub(crate) use css::minify as minify_css;

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

/// The script for these languages of a pack.
pub(crate) fn script(
    manifest: &Manifest,
    digest: &Digest,
    languages: &[String],
) -> Result<String, EmbedError> {
    let (entry, features) = match &manifest.cookies {
        Some(cookies) => (COOKIES, Features::of(cookies)),
        None => (PLAIN, Features::none()),
    };
    bundle::bundle(entry, features, &config::of_pack(manifest, digest, languages)?)
}

/// The gate for pages that name their pack themselves.
pub(crate) fn plain_gate() -> Result<String, EmbedError> {
    bundle::bundle(PLAIN, Features::none(), &config::without_pack())
}

/// The gate's code alone, without interface, adapters and any pack's data: what is weighed against its limit.
pub(crate) fn core_gate() -> Result<String, EmbedError> {
    bundle::bundle("entry-core.js", Features::core(), &Value::Object(Vec::new()))
}

const COOKIES: &str = "entry-cookies.js";
const PLAIN: &str = "entry-plain.js";
