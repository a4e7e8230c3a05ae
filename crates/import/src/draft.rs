//! `pack.toml` of a draft: what the text states with the sentence that says so, and what it doesn't to be filled in.

mod annex;
mod roles;
mod writer;

use std::collections::BTreeSet;

use samtycke_record::registry::Scheme;

use crate::document::Document;
use crate::propose::{Authority, Facts, Found, Kind, Registry};
use crate::toml::id;
use crate::write::write;
use crate::{Draft, Proposal};

use writer::Writer;

/// Drafts the pack of these documents.
pub(crate) fn draft(documents: &[Document], wanted: Option<&str>, notices: Vec<String>) -> Draft {
    let mut draft = Draft { notices, ..Draft::default() };
    let mut languages: Vec<&'static str> = Vec::new();
    for document in documents {
        if !languages.contains(&document.language) {
            languages.push(document.language);
        }
        let written = write(&document.blocks);
        draft.documents.insert(format!("{}.{}.md", document.id, document.language), written.text);
        draft
            .notices
            .extend(written.notices.into_iter().map(|notice| format!("{}: {notice}", document.file)));
    }
    let mut writer = Writer::new(&languages);
    writer.line("# A draft, made by `samtycke import`. Each value with `# confirm:` was read from the sentence after it:");
    writer.line("# see whether it is right, then delete the comment. Fill in what says FILL IN; `samtycke check` finds it.");
    let vendor = first(documents, |facts| facts.vendor.clone());
    pack(&mut writer, documents, &languages, wanted, vendor.as_ref());
    vendor_table(&mut writer, documents, &languages, vendor);
    authority(&mut writer, documents);
    contacts(&mut writer, documents);
    roles::roles(&mut writer, documents);
    for id in ids(documents) {
        document_table(&mut writer, documents, &id);
    }
    if documents.iter().any(|document| matches!(document.kind, Kind::Dpa | Kind::Annex)) {
        annex::annex(&mut writer, documents);
    }
    annex::retention(&mut writer, documents);
    writer.into_draft(draft)
}

/// What the first document that states it says.
fn first<T>(documents: &[Document], of: impl Fn(&Facts) -> Option<T>) -> Option<T> {
    documents.iter().find_map(|document| of(&document.facts))
}

/// Each document's id once, in order.
fn ids(documents: &[Document]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    documents
        .iter()
        .filter(|document| seen.insert(&document.id))
        .map(|document| document.id.clone())
        .collect()
}

fn pack(
    writer: &mut Writer,
    documents: &[Document],
    languages: &[&'static str],
    wanted: Option<&str>,
    vendor: Option<&Found>,
) {
    writer.table("[pack]");
    let name = wanted.map(String::from).or_else(|| vendor.map(|vendor| id(&vendor.value)));
    writer.text("pack.id", "id", name.as_deref().unwrap_or("draft"));
    let list: Vec<String> = languages.iter().map(|language| format!("{language:?}")).collect();
    writer.line(&format!("languages = [{}]", list.join(", ")));
    writer.text("pack.prevails", "prevails", languages.first().unwrap_or(&"en"));
    writer.texts("pack.law", "law", "the law that the agreements are under", |language| {
        in_language(documents, language, |facts| facts.law.clone())
    });
    writer.texts("pack.venue", "venue", "the court", |language| {
        in_language(documents, language, |facts| facts.venue.clone())
    });
}

/// What a document in that language states.
fn in_language(
    documents: &[Document],
    language: &str,
    of: impl Fn(&Facts) -> Option<Found>,
) -> Option<Found> {
    documents.iter().filter(|document| document.language == language).find_map(|document| of(&document.facts))
}

fn vendor_table(
    writer: &mut Writer,
    documents: &[Document],
    languages: &[&'static str],
    vendor: Option<Found>,
) {
    let registry: Option<Found<Registry>> = first(documents, |facts| facts.registry.clone());
    let doubtful = first(documents, |facts| facts.doubtful.clone());
    let country = registry
        .as_ref()
        .map(|found| Found::new(found.value.country.clone(), &found.sentence))
        .or_else(|| first(documents, |facts| facts.country.clone()));
    writer.table("[vendor]");
    writer.fact("vendor.name", "name", vendor, "the legal name");
    let spoken = languages.first().map_or("EU", |language| crate::language::country(language));
    let guessed = Scheme::of_country(country.as_ref().map_or(spoken, |found| found.value.as_str()));
    let guessed = guessed.unwrap_or(Scheme::EuVat).as_str();
    match registry {
        Some(found) => {
            let number =
                format!("{{ scheme = \"{}\", id = \"{}\" }}", found.value.scheme.as_str(), found.value.id);
            writer.confirmed(
                "vendor.registry",
                &format!("registry = {number}"),
                &found.value.id,
                &found.sentence,
            );
        }
        None => {
            writer.missing("vendor.registry");
            let why = doubtful.map_or_else(
                || {
                    let schemes: Vec<_> = Scheme::ALL.iter().map(|scheme| scheme.as_str()).collect();
                    format!("# {}", schemes.join(" "))
                },
                |found| {
                    let sentence = crate::toml::comment(&found.sentence);
                    format!(
                        "# the check digit of {} does not fit: \"{sentence}\"",
                        crate::toml::comment(&found.value)
                    )
                },
            );
            writer.line(&format!(
                "registry = {{ scheme = \"{guessed}\", id = \"FILL IN: the registration number\" }}  {why}"
            ));
        }
    }
    writer.fact("vendor.address", "address", first(documents, |f| f.address.clone()), "the postal address");
    writer.fact("vendor.country", "country", country, "the country in two letters, like DK");
    writer.fact(
        "vendor.email",
        "email",
        first(documents, |f| f.email.clone()),
        "the address for privacy matters",
    );
    writer.fact("vendor.phone", "phone", first(documents, |f| f.phone.clone()), "the telephone number");
    writer.fact(
        "vendor.website",
        "website",
        first(documents, |f| f.website.clone()),
        "the web address, like https://www.vendor.example",
    );
}

fn authority(writer: &mut Writer, documents: &[Document]) {
    let found: Option<Found<Authority>> = first(documents, |facts| facts.authority.clone());
    writer.table("[authority]");
    writer.texts("authority.name", "name", "the supervisory authority", |language| {
        found.as_ref().map(|found| Found::new(found.value.name(language).to_owned(), &found.sentence))
    });
    let url = found.map(|found| Found::new(found.value.url().to_owned(), &found.sentence));
    writer.fact("authority.url", "url", url, "the web address, like https://www.vendor.example");
}

fn contacts(writer: &mut Writer, documents: &[Document]) {
    let mut seen: Vec<String> = Vec::new();
    for document in documents {
        let Some(found) = document.facts.email.clone().filter(|found| !seen.contains(&found.value)) else {
            continue;
        };
        writer.table("[[contact]]");
        writer.line("kind = \"email\"");
        writer.fact(&format!("contact[{}].value", seen.len()), "value", Some(found.clone()), "the address");
        writer.texts(&format!("contact[{}].label", seen.len()), "label", "what it is for", |language| {
            let label = match language {
                "sv" => "Frågor om personuppgifter",
                "da" => "Spørgsmål om personoplysninger",
                "nb" => "Spørsmål om personopplysninger",
                "fi" => "Henkilötietoja koskevat kysymykset",
                _ => "Questions about personal data",
            };
            Some(Found::new(label.to_owned(), "assumed: see what the address is for"))
        });
        seen.push(found.value);
    }
}

fn document_table(writer: &mut Writer, documents: &[Document], id: &str) {
    let same: Vec<&Document> = documents.iter().filter(|document| document.id == id).collect();
    let Some(one) = same.first() else { return };
    let key = |name: &str| format!("document {id}: {name}");
    writer.table("[[document]]");
    writer.line(&format!("id = {id:?}"));
    let because = one.kind_because.clone().unwrap_or_else(|| "nothing in the text says what this is".into());
    writer.confirmed(&key("type"), &format!("type = {:?}", one.kind.as_str()), one.kind.as_str(), &because);
    let stated = |of: fn(&Facts) -> Option<Found>| same.iter().find_map(|document| of(&document.facts));
    writer.fact(&key("version"), "version", stated(|facts| facts.version.clone()), "the version, like 1.0");
    match stated(|facts| facts.effective.clone()) {
        Some(date) => {
            writer.confirmed(
                &key("effective"),
                &format!("effective = {}", date.value),
                &date.value,
                &date.sentence,
            );
        }
        None => writer.fact(
            &key("effective"),
            "effective",
            None,
            "the date from which it applies, like 2026-09-01",
        ),
    }
    writer.texts(&key("title"), "title", "the title", |language| {
        let own = same.iter().find(|document| document.language == language)?;
        Some(Found::new(own.title.clone(), &format!("the beginning of {}", own.file)))
    });
    let mut relations: Vec<String> = ids(documents)
        .into_iter()
        .filter(|other| {
            documents.iter().any(|annex| annex.id == *other && annex.annex_of.as_deref() == Some(id))
        })
        .map(|annex| format!("{{ kind = \"incorporates\", document = {annex:?} }}"))
        .collect();
    relations.extend(
        one.annex_of.iter().map(|agreement| format!("{{ kind = \"annex-of\", document = {agreement:?} }}")),
    );
    if !relations.is_empty() {
        writer.line(&format!("relations = [{}]", relations.join(", ")));
    }
}

impl From<(&str, &str, &str)> for Proposal {
    fn from((key, value, because): (&str, &str, &str)) -> Self {
        Self { key: key.to_owned(), value: value.to_owned(), because: because.to_owned() }
    }
}
