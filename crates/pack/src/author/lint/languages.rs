//! Languages that the interface doesn't speak.

use super::{Found, Pack};
use crate::author::codes::law;
use crate::author::labels::LANGUAGES;

pub(super) fn lint(pack: &Pack<'_>, found: &mut Found<'_>) {
    let unspoken = pack.manifest.languages.iter().enumerate();
    for (index, language) in unspoken.filter(|(_, language)| !LANGUAGES.contains(&language.as_str())) {
        let message =
            format!("the interface does not speak {language:?}; it speaks {}", LANGUAGES.join(", "));
        found.at(&law::INTERFACE_LANGUAGE, &format!("pack.languages[{index}]"), message);
    }
}
