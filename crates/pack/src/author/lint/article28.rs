//! What Article 28(3) wants in the contract, letter by letter.

use super::article28_words::{self, Contract};
use super::find::first_words;
use super::text::{Group, Text};
use super::{Found, Pack};
use crate::author::codes::{Rule, law};

/// Where a letter of Article 28(3) is covered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The agreement.
    pub document: String,
    /// In that language.
    pub language: String,
    /// `a` to `h`.
    pub letter: char,
    /// What it asks for.
    pub what: &'static str,
    /// Where it is; `None` when it was not found.
    pub place: Option<Place>,
}

/// A clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, relative to the pack.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// The clause as it is numbered; empty without a number.
    pub clause: String,
    /// How it begins.
    pub words: String,
}

const LETTERS: [(char, &str, &Rule); 8] = [
    ('a', "documented instructions", &law::ART28_A),
    ('b', "confidentiality of staff", &law::ART28_B),
    ('c', "security (Article 32)", &law::ART28_C),
    ('d', "sub-processors (28(2) and (4))", &law::ART28_D),
    ('e', "help with data subjects' rights", &law::ART28_E),
    ('f', "help with Articles 32–36", &law::ART28_F),
    ('g', "deletion or return", &law::ART28_G),
    ('h', "information and audits", &law::ART28_H),
];

/// The coverage of every agreement of the pack.
pub(super) fn coverage(pack: &Pack<'_>) -> Vec<Coverage> {
    agreements(pack).flat_map(|(text, contract)| of_one(pack, text, contract)).collect()
}

pub(super) fn lint(pack: &Pack<'_>, found: &mut Found<'_>) {
    for (text, contract) in agreements(pack) {
        for (covered, (_, what, rule)) in of_one(pack, text, contract).iter().zip(LETTERS) {
            if covered.place.is_none() {
                let message = format!("{} says nothing about {what}", text.entry.title.get(text.language));
                found.add(rule, &text.file, 0, message);
            }
        }
        sub_processors(pack, text, contract, found);
        processing(pack, text, contract, found);
    }
}

fn agreements<'p>(pack: &'p Pack<'_>) -> impl Iterator<Item = (&'p Text<'p>, &'static Contract)> {
    let agreements = pack.texts.iter().filter(|text| is_agreement(text));
    agreements.filter_map(|text| Some((text, article28_words::of(text.language)?)))
}

pub(super) fn is_agreement(text: &Text<'_>) -> bool {
    matches!(text.entry.r#type.as_str(), "dpa" | "sub-processor-agreement")
}

fn of_one(pack: &Pack<'_>, text: &Text<'_>, contract: &Contract) -> Vec<Coverage> {
    let letter = |((letter, what, _), words): ((char, &'static str, &Rule), article28_words::Either)| {
        let parts = pack.parts(text);
        // The alternatives are in order: what surely is the clause goes before what may be.
        let groups = || parts.iter().flat_map(|part| part.groups().map(move |group| (part, group)));
        let mut clauses =
            words.iter().filter_map(|words| groups().find(|(_, group)| words.are_in(&group.lower)));
        let place = clauses.next().map(|(part, group)| place(part, &group));
        let (document, language) = (text.entry.id.clone(), text.language.to_owned());
        Coverage { document, language, letter, what, place }
    };
    LETTERS.into_iter().zip(contract.letters).map(letter).collect()
}

fn place(text: &Text<'_>, group: &Group<'_>) -> Place {
    let first = group.passages.first();
    Place {
        file: text.file.clone(),
        line: group.line(),
        clause: first.and_then(|first| first.number.clone()).unwrap_or_default(),
        words: first_words(first.map_or("", |first| &first.text), 8),
    }
}

/// Article 28(2) and (4), when there is something about sub-processors at all.
fn sub_processors(pack: &Pack<'_>, text: &Text<'_>, contract: &Contract, found: &mut Found<'_>) {
    let parts = pack.parts(text);
    let groups: Vec<_> = parts.iter().flat_map(|part| part.groups()).collect();
    let first_of = |either: article28_words::Either| {
        groups.iter().find(|group| either.iter().any(|words| words.are_in(&group.lower)))
    };
    let [_, _, _, engaged, ..] = contract.letters;
    let Some(clause) = first_of(engaged) else { return };
    if first_of(contract.no_sub_processors).is_some() {
        return;
    }
    for (words, rule, what) in [
        (contract.authorisation, &law::SUB_PROCESSOR_AUTHORISATION, "by which authorisation"),
        (contract.same_obligations, &law::SUB_PROCESSOR_OBLIGATIONS, "that they have the same obligations"),
    ] {
        if first_of(words).is_none() {
            let message = format!("sub-processors are engaged, but it isn't said {what}");
            found.add(rule, &text.file, clause.line(), message);
        }
    }
}

/// The first sentence of Article 28(3), when the pack has no annex that says it.
fn processing(pack: &Pack<'_>, text: &Text<'_>, contract: &Contract, found: &mut Found<'_>) {
    if pack.manifest.annex.is_some() {
        return;
    }
    let lower: String = pack.parts(text).iter().map(|part| part.lower()).collect();
    let missing: Vec<_> = contract
        .processing
        .iter()
        .filter(|(_, words)| !super::find::any(&lower, words))
        .map(|(what, _)| *what)
        .collect();
    if !missing.is_empty() {
        let message = format!("neither the agreement nor an annex says: {}", missing.join(", "));
        found.add(&law::DPA_ANNEX, &text.file, 0, message);
    }
}
