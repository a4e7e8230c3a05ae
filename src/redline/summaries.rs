//! What the authors say of the versions between two. Pure.

use samtycke_pack::manifest::DocumentEntry;

/// What its author says that a version changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Summary {
    pub(crate) version: String,
    /// `YYYY-MM-DD`.
    pub(crate) effective: String,
    pub(crate) text: String,
}

/// The summaries of all versions after `old` up to `new`, the newest first; `None` stands for the version in force.
/// Empty when the first is not the older one.
pub(crate) fn summaries(
    entry: &DocumentEntry,
    old: Option<&str>,
    new: Option<&str>,
    language: &str,
) -> Vec<Summary> {
    let (old, new) = (old.unwrap_or(&entry.version), new.unwrap_or(&entry.version));
    let all = entry.history();
    let place = |wanted: &str| all.iter().position(|(version, ..)| *version == wanted);
    let (Some(new), Some(old)) = (place(new), place(old)) else { return Vec::new() };
    let mut told = Vec::new();
    for (version, effective, text) in all.get(new..old).unwrap_or_default() {
        if let Some(text) = text {
            let (version, effective) = ((*version).to_owned(), (*effective).to_owned());
            told.push(Summary { version, effective, text: text.get(language).to_owned() });
        }
    }
    told
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
