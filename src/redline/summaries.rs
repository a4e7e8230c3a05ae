//! What the authors say of the versions between two. Pure.

use samtycke_pack::manifest::{DocumentEntry, Text};

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
    let summary = |version: &str, effective: &str, text: &Option<Text>| {
        let text = text.as_ref().map(|text| text.get(language).to_owned());
        (version.to_owned(), effective.to_owned(), text)
    };
    let own = std::iter::once(summary(&entry.version, &entry.effective, &entry.summary));
    let edition = |edition: &samtycke_pack::manifest::Edition| {
        summary(&edition.version, &edition.effective, &edition.summary)
    };
    let announced = entry.upcoming.iter().flatten().rev().map(edition);
    let earlier = entry.versions.iter().flatten().map(edition);
    let (old, new) = (old.unwrap_or(&entry.version), new.unwrap_or(&entry.version));
    let newest_first: Vec<_> = announced.chain(own).chain(earlier).collect();
    let place = |wanted: &str| newest_first.iter().position(|(version, ..)| version == wanted);
    let (Some(new), Some(old)) = (place(new), place(old)) else { return Vec::new() };
    let between = newest_first.get(new..old).unwrap_or_default();
    let told = between.iter().filter_map(|(version, effective, text)| {
        let text = text.clone()?;
        Some(Summary { version: version.clone(), effective: effective.clone(), text })
    });
    told.collect()
}

#[cfg(test)]
mod tests;
