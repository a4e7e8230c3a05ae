//! What the annex lists, and how long things are kept.

use std::collections::HashSet;

use samtycke_pack::author::FILL_IN;

use super::writer::Writer;
use super::{first, in_language};
use crate::document::Document;
use crate::propose::{Found, Kind, Lists};
use crate::toml::{comment, id, string};

pub(super) fn annex(writer: &mut Writer, documents: &[Document]) {
    let lists_any =
        |document: &&Document| !document.lists.subjects.is_empty() || !document.lists.categories.is_empty();
    let annexes = || documents.iter().filter(|document| document.kind == Kind::Annex);
    let dpa = documents.iter().find(|document| document.kind == Kind::Dpa);
    let Some(carrier) = annexes().find(lists_any).or(dpa.filter(lists_any)).or(annexes().next()).or(dpa)
    else {
        return;
    };
    writer.table("[annex]");
    writer.line(&format!("document = {:?}", carrier.id));
    match first(documents, |facts| facts.additions.clone()) {
        Some(found) => writer.confirmed("annex.additions", "additions = true", "true", &found.sentence),
        None => writer.confirmed(
            "annex.additions",
            "additions = false",
            "false",
            "no sentence lets the customer add lines",
        ),
    }
    match first(documents, |facts| facts.breach_hours.clone()) {
        Some(hours) => {
            let line = format!("breach_hours = {}", hours.value);
            writer.confirmed("annex.breach_hours", &line, &hours.value, &hours.sentence);
        }
        None => {
            writer.line(&format!("breach_hours = 0  # {FILL_IN}: hours from discovery to notice; 0 is none"));
            writer.missing("annex.breach_hours");
        }
    }
    let stated = |language: &str, of: fn(&Lists) -> Option<Found>| {
        documents
            .iter()
            .filter(|document| document.language == language)
            .find_map(|document| of(&document.lists))
    };
    writer.texts("annex.purpose", "purpose", "why the data is processed", |l| {
        stated(l, |lists| lists.purpose.clone())
    });
    writer.texts("annex.nature", "nature", "what is done with the data", |l| {
        stated(l, |lists| lists.nature.clone())
    });
    writer.texts("annex.duration", "duration", "how long the processing lasts", |l| {
        stated(l, |lists| lists.duration.clone())
    });
    writer.texts("annex.retention", "retention", "when the data is erased", |language| {
        stated(language, |lists| lists.retention.clone()).or_else(|| {
            let kept = in_language(documents, language, |facts| facts.retention.first().cloned())?;
            Some(Found::new(kept.sentence.clone(), &kept.sentence))
        })
    });
    writer.line(&format!(
        "locations = [{}]",
        string(&format!("{FILL_IN}: the countries of processing, like DK"))
    ));
    writer.missing("annex.locations");
    lines(writer, documents, "subject", |lists| &lists.subjects);
    lines(writer, documents, "category", |lists| &lists.categories);
}

/// The lines of one language; other languages of the pack translate them.
fn lines(writer: &mut Writer, documents: &[Document], name: &str, of: fn(&Lists) -> &Vec<Found>) {
    let stating = documents.iter().find(|document| !of(&document.lists).is_empty());
    let nothing = Vec::new();
    let found = stating.map_or(&nothing, |document| of(&document.lists));
    let mut ids = HashSet::new();
    for line in found {
        let wanted = id(&line.value);
        let mut unique = wanted.clone();
        let mut count = 2;
        while !ids.insert(unique.clone()) {
            unique = format!("{wanted}-{count}");
            count += 1;
        }
        writer.table(&format!("[[annex.{name}]]"));
        writer.line(&format!("id = {unique:?}"));
        writer.line("selected = true");
        if let Some(kind) = kind(&line.value).filter(|_| name == "category") {
            let key = format!("annex.{name} {unique}: kind");
            writer.confirmed(&key, &format!("kind = {kind:?}"), kind, &line.value);
        }
        let key = format!("annex.{name} {unique}: name");
        writer.texts(&key, "name", &comment(&line.value), |language| {
            stating.filter(|document| document.language == language).map(|_| line.clone())
        });
    }
    if found.is_empty() {
        writer.table(&format!("[[annex.{name}]]"));
        writer.line("id = \"to-fill-in\"");
        writer.line("selected = true");
        let hint = if name == "subject" { "whose data it is" } else { "what data it is" };
        writer.texts(&format!("annex.{name}"), "name", hint, |_| None);
    }
}

/// Is it more than ordinary data?
fn kind(words: &str) -> Option<&'static str> {
    let lower = words.to_lowercase();
    let any = |parts: &[&str]| parts.iter().any(|part| lower.contains(part));
    if any(&["personnummer", "cpr", "national id", "fødselsnummer", "henkilötunnus", "social security"]) {
        Some("national-id")
    } else if any(&[
        "helbred",
        "hälso",
        "helse",
        "health",
        "fagforening",
        "fackför",
        "trade union",
        "religi",
        "biometri",
        "genetisk",
        "genetic",
        "etnisk",
        "ethnic",
        "seksue",
        "sexuell",
        "sexual",
        "terveys",
    ]) {
        Some("special")
    } else {
        None
    }
}

/// Periods that sentences state, outside what the annex says.
pub(super) fn retention(writer: &mut Writer, documents: &[Document]) {
    for document in documents {
        for (index, period) in document.facts.retention.iter().enumerate() {
            let key = |name: &str| format!("retention {} in {}: {name}", index + 1, document.id);
            let only = |language: &str| (language == document.language).then(|| period.clone());
            writer.table("[[retention]]");
            writer.texts(&key("purpose"), "purpose", "what is kept", |_| None);
            writer.texts(&key("period"), "period", "how long", only);
            writer.texts(&key("basis"), "basis", "why", |_| None);
        }
    }
}
