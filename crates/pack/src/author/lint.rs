//! The checks that read what a pack says: each a function over its texts and its manifest, as they stand now and as they will
//! stand when what is announced takes effect. They find by words, in the languages of [`LANGUAGES`], and rather miss than cry
//! wolf.

mod annex;
mod article28;
mod article28_words;
mod cookies;
mod find;
mod gone;
mod languages;
mod moment;
mod negation;
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
pub use languages::Unread;
pub use reading::Reading;

use super::Sources;
use super::check::Read;
use super::codes::Rule;
use super::finding::Finding;
use super::locate::{Located, PACK_TOML};
use super::unfilled::Wait;
use crate::Manifest;
use samtycke_record::acceptance::RelationKind;
use samtycke_record::json::Value;
use text::Text;

/// Languages whose words the checks know.
const LANGUAGES: [&str; 3] = ["sv", "da", "en"];

/// What the checks know.
struct Pack<'a> {
    manifest: &'a Manifest,
    /// `pack.toml` as it is written, without what isn't published.
    values: &'a Value,
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
    waits: Vec<Wait>,
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

    /// That check would judge by a value of `pack.toml` which isn't written yet.
    fn wait(&mut self, rule: &'static Rule, path: String) {
        self.waits.push(Wait { rule, path });
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
    gone::lint,
    wording::dates,
    annex::lint,
    policy::lint,
    cookies::lint,
    roles::lint,
    languages::lint,
    reading::lint,
];

/// What can only be asked of the versions in force: an announced one comes later than what it belongs to.
const OF_NOW: &[Lint] = &[wording::order];

/// What the checks have to say about a pack.
pub(super) struct Outcome {
    pub(super) findings: Vec<Finding>,
    pub(super) waits: Vec<Wait>,
    pub(super) coverage: Vec<Coverage>,
    pub(super) reading: Vec<Reading>,
    pub(super) unread: Vec<Unread>,
}

pub(super) fn run(sources: &Sources, read: &Read) -> Outcome {
    let Read { manifest, values, located, .. } = read;
    let mut found = Found { located, findings: Vec::new(), waits: Vec::new() };
    let (mut coverage, mut reading, mut unread) = (Vec::new(), Vec::new(), Vec::new());
    for (index, moment) in moment::moments(manifest).iter().enumerate() {
        let pack = Pack { manifest: &moment.manifest, values, texts: moment.texts(sources) };
        let of_now = if index == 0 { OF_NOW } else { &[] };
        for lint in LINTS.iter().chain(of_now) {
            lint(&pack, &mut found);
        }
        // What isn't new at that moment has its lines already.
        let name = |id: &str| match moment.announced(id) {
            Some(stem) => Some(stem.to_owned()),
            None => (index == 0).then(|| id.to_owned()),
        };
        for covered in article28::coverage(&pack) {
            coverage.extend(name(&covered.document).map(|document| Coverage { document, ..covered }));
        }
        for read in reading::readings(&pack) {
            reading.extend(name(&read.document).map(|document| Reading { document, ..read }));
        }
        for one in languages::unread(&pack) {
            unread.extend(name(&one.document).map(|document| Unread { document, ..one }));
        }
    }
    // What doesn't change is found at each moment.
    found.findings.sort();
    found.findings.dedup();
    Outcome { findings: found.findings, waits: found.waits, coverage, reading, unread }
}
