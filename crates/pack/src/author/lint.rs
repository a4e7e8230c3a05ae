//! The checks that read what a pack says: each a function over its texts and its manifest. They find by words, in the
//! languages of [`LANGUAGES`], and rather miss than cry wolf.

mod annex;
mod article28;
mod article28_words;
mod cookies;
mod find;
mod languages;
mod number_words;
mod numbers;
mod policy;
mod policy_words;
pub(super) mod quantity;
mod reading;
mod references;
mod roles;
mod text;
mod wording;
mod wording_words;

pub use article28::{Coverage, Place};
pub use reading::Reading;

use super::Sources;
use super::codes::Rule;
use super::finding::Finding;
use super::locate::{Located, PACK_TOML};
use super::placeholder::Values;
use crate::Manifest;
use samtycke_record::acceptance::RelationKind;
use text::Text;

/// Languages whose words the checks know.
const LANGUAGES: [&str; 3] = ["sv", "da", "en"];

/// What the checks know.
struct Pack<'a> {
    manifest: &'a Manifest,
    located: &'a Located,
    texts: Vec<Text<'a>>,
}

impl Pack<'_> {
    /// The text and those that are part of it, in its language.
    fn parts<'p>(&'p self, text: &'p Text<'p>) -> Vec<&'p Text<'p>> {
        let is_part = |other: &&Text<'_>| {
            let of_this = |relation: &samtycke_record::acceptance::Relation| {
                relation.kind == RelationKind::AnnexOf && relation.document == text.entry.id
            };
            let incorporated = |relation: &samtycke_record::acceptance::Relation| {
                relation.kind == RelationKind::Incorporates && relation.document == other.entry.id
            };
            other.language == text.language
                && other.entry.id != text.entry.id
                && (other.entry.relations.iter().any(of_this)
                    || text.entry.relations.iter().any(incorporated))
        };
        std::iter::once(text).chain(self.texts.iter().filter(is_part)).collect()
    }

    /// The texts of documents of these types.
    fn of_type<'p>(&'p self, types: &'p [&str]) -> impl Iterator<Item = &'p Text<'p>> {
        self.texts.iter().filter(|text| types.contains(&text.entry.r#type.as_str()))
    }
}

/// Gathers what is found.
struct Found<'a> {
    located: &'a Located,
    findings: Vec<Finding>,
}

impl Found<'_> {
    /// In a document; line 0 is the document as a whole.
    fn add(&mut self, rule: &Rule, file: &str, line: usize, message: String) {
        self.findings.push(Finding::of(rule, file, line, message));
    }

    /// In `pack.toml`, at the value of that path.
    fn at(&mut self, rule: &Rule, path: &str, message: String) {
        self.findings.push(Finding::of(rule, PACK_TOML, self.located.line(path), message));
    }
}

/// A check.
type Lint = fn(&Pack<'_>, &mut Found<'_>);

const LINTS: &[Lint] = &[
    article28::lint,
    references::clauses,
    references::documents,
    numbers::sections,
    numbers::translations,
    wording::phrases,
    wording::dates,
    annex::lint,
    policy::lint,
    cookies::lint,
    roles::lint,
    languages::lint,
    reading::lint,
];

/// What the checks have to say about a pack whose `pack.toml` is in order.
pub(super) struct Outcome {
    pub(super) findings: Vec<Finding>,
    pub(super) coverage: Vec<Coverage>,
    pub(super) reading: Vec<Reading>,
}

pub(super) fn run(sources: &Sources, manifest: &Manifest, located: &Located) -> Outcome {
    let pack = Pack { manifest, located, texts: texts(sources, manifest) };
    let mut found = Found { located: pack.located, findings: Vec::new() };
    for lint in LINTS {
        lint(&pack, &mut found);
    }
    Outcome {
        findings: found.findings,
        coverage: article28::coverage(&pack),
        reading: reading::readings(&pack),
    }
}

fn texts<'a>(sources: &Sources, manifest: &'a Manifest) -> Vec<Text<'a>> {
    let mut texts = Vec::new();
    for entry in &manifest.documents {
        for language in &manifest.languages {
            let name = format!("{}.{language}.md", entry.id);
            let Some(source) = sources.documents.get(&name) else { continue };
            let (version, effective) = (&entry.version, &entry.effective);
            let values = Values { manifest, language, version, effective };
            texts.push(text::read(entry, language, format!("documents/{name}"), source, &values));
        }
    }
    texts
}
