//! A pack as it stands now, and as it will stand when what is announced takes effect.

use std::collections::BTreeSet;

use super::text::{self, Text};
use crate::Manifest;
use crate::author::Sources;
use crate::author::placeholder::Values;
use crate::author::publish::{file_name, in_documents, stems};

/// The versions that hold at one time.
pub(super) struct Moment {
    /// The documents with the versions and dates of then.
    pub(super) manifest: Manifest,
    /// What the files of each document are called before the language, in the manifest's order.
    stems: Vec<String>,
}

/// Now, and each day on which an announced version takes effect.
pub(super) fn moments(manifest: &Manifest) -> Vec<Moment> {
    let announced = manifest.documents.iter().flat_map(|entry| entry.upcoming.iter().flatten());
    let days: BTreeSet<&str> = announced.map(|edition| edition.effective.as_str()).collect();
    std::iter::once(None).chain(days.into_iter().map(Some)).map(|day| Moment::on(manifest, day)).collect()
}

impl Moment {
    fn on(manifest: &Manifest, day: Option<&str>) -> Self {
        let mut manifest = manifest.clone();
        let mut of_documents = Vec::new();
        for entry in &mut manifest.documents {
            let holds = |index: usize, from: &str| index == 0 || day.is_some_and(|day| from <= day);
            let mut versions = stems(entry).into_iter().enumerate().rev();
            let holding = versions.find(|(index, (.., from))| holds(*index, from));
            let holding =
                holding.map(|(_, (stem, version, from))| (stem, version.to_owned(), from.to_owned()));
            if let Some((stem, version, effective)) = holding {
                of_documents.push(stem);
                (entry.version, entry.effective) = (version, effective);
            }
        }
        Self { manifest, stems: of_documents }
    }

    /// All texts.
    pub(super) fn texts<'m>(&'m self, sources: &Sources) -> Vec<Text<'m>> {
        let mut texts = Vec::new();
        for (entry, stem) in self.manifest.documents.iter().zip(&self.stems) {
            for language in &self.manifest.languages {
                let name = file_name(stem, language);
                let Some(source) = sources.documents.get(&name) else { continue };
                let (version, effective) = (&entry.version, &entry.effective);
                let values = Values { manifest: &self.manifest, language, version, effective };
                texts.push(text::read(entry, language, in_documents(&name), source, &values));
            }
        }
        texts
    }

    /// What a version that is announced goes by: `dpa@2.0`.
    pub(super) fn announced(&self, id: &str) -> Option<&str> {
        let index = self.manifest.documents.iter().position(|entry| entry.id == id)?;
        self.stems.get(index).map(String::as_str).filter(|stem| *stem != id)
    }
}
