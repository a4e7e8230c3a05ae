//! Languages that the interface doesn't speak, and those whose words the checks don't know.

use super::{Found, LANGUAGES as READ, Pack};
use crate::author::codes::law;
use crate::author::labels::LANGUAGES as SPOKEN;

/// A text that most checks pass by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The document.
    pub document: String,
    /// In that language.
    pub language: String,
    /// The file, relative to the pack.
    pub file: String,
}

pub(super) fn unread(pack: &Pack<'_>) -> Vec<Unread> {
    let texts = pack.texts.iter().filter(|text| !READ.contains(&text.language));
    let unread = texts.map(|text| Unread {
        document: text.entry.id.clone(),
        language: text.language.to_owned(),
        file: text.file.clone(),
    });
    unread.collect()
}

pub(super) fn lint(pack: &Pack<'_>, found: &mut Found<'_>) {
    let unspoken = pack.manifest.languages.iter().enumerate();
    for (index, language) in unspoken.filter(|(_, language)| !SPOKEN.contains(&language.as_str())) {
        let message = format!("the interface does not speak {language:?}; it speaks {}", SPOKEN.join(", "));
        found.at(&law::INTERFACE_LANGUAGE, &format!("pack.languages[{index}]"), message);
    }
    for Unread { language, file, .. } in unread(pack) {
        let message = format!("the checks don't know {language:?}; they read {}", READ.join(", "));
        found.add(&law::UNREAD_LANGUAGE, &file, 0, message);
    }
}
