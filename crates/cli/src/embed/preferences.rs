//! The second layer, rendered: a file for each language, frame and rule, fetched by the gate when it is to be shown.

use samtycke_pack::Manifest;
use samtycke_pack::manifest::Mode;
use samtycke_record::Digest;
use samtycke_record::json::Value;
use samtycke_widget::preferences::{Frame, PreferencesProps, Unanswered};

use super::{EmbedError, bundle, config, css, tree};
use crate::assets::PREFERENCES;

/// The preferences of a pack.
pub(crate) struct Preferences {
    /// `PREFERENCES` of `gate/globals.d.ts`: where the files are, below the pack's folder.
    pub(super) paths: Value,
    /// Those files, by their paths. A name is never used for other bytes.
    pub(crate) files: Vec<(String, String)>,
}

impl Preferences {
    /// None, if the pack has no cookies.
    pub(crate) fn of(manifest: &Manifest) -> Result<Self, EmbedError> {
        let mut files = Vec::new();
        let mut languages = Vec::new();
        let Some(cookies) = &manifest.cookies else {
            return Ok(Self { paths: Value::Object(languages), files });
        };
        let runs = cookies.regions.iter().any(|region| region.mode != Mode::OptIn);
        let style = css::minify(PREFERENCES)?;
        for language in &manifest.languages {
            let mut paths = Vec::new();
            for (name, frame, unanswered) in [
                ("dialog", Frame::Dialog, Unanswered::Waiting),
                ("page", Frame::Page, Unanswered::Waiting),
                ("dialog-running", Frame::Dialog, Unanswered::Running),
                ("page-running", Frame::Page, Unanswered::Running),
            ] {
                if unanswered == Unanswered::Running && !runs {
                    continue;
                }
                let props = PreferencesProps {
                    manifest: manifest.clone(),
                    language: language.clone(),
                    frame,
                    unanswered,
                };
                let file =
                    config::object(vec![("css", Value::from(&*style)), ("tree", tree::preferences(props)?)]);
                let text = file.canonical();
                let hash: String = Digest::of(text.as_bytes()).hex().chars().take(12).collect();
                let path = format!("{}/preferences-{name}.{language}-{hash}.json", bundle::LATER);
                paths.push((name, Value::from(&*path)));
                files.push((path, text));
            }
            languages.push((language.clone(), config::object(paths)));
        }
        Ok(Self { paths: Value::Object(languages), files })
    }
}
