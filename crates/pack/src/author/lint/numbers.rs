//! Numbering: clauses outside their section, gaps; and translations whose periods differ.

use std::collections::HashMap;

use super::quantity::{self, Quantity};
use super::text::{Kind, Passage, Text};
use super::{Found, LANGUAGES, Pack};
use crate::author::codes::law;
use crate::author::enumeration::{Order, Place, places};

pub(super) fn sections(pack: &Pack<'_>, found: &mut Found<'_>) {
    for text in &pack.texts {
        let mut section: Option<&str> = None;
        // The last number below each parent: "" → 2 after section 2, "2" → 4 after clause 2.4.
        let mut last: HashMap<&str, u32> = HashMap::new();
        for passage in &text.passages {
            let Some(number) = passage.number.as_deref() else {
                if passage.kind == Kind::Heading {
                    section = None;
                }
                continue;
            };
            if passage.kind == Kind::SubClause {
                continue;
            }
            let top = number.split('.').next().unwrap_or_default();
            if passage.kind == Kind::Heading {
                section = Some(top);
            } else if let Some(section) = section.filter(|section| *section != top) {
                let message = format!("clause {number} stands in section {section}");
                found.add(&law::CLAUSE_SECTION, &text.file, passage.line, message);
                continue;
            }
            gap(text, passage, number, &mut last, found);
        }
        sub_clauses(text, found);
    }
}

fn gap<'t>(
    text: &Text<'_>,
    passage: &Passage,
    number: &'t str,
    last: &mut HashMap<&'t str, u32>,
    found: &mut Found<'_>,
) {
    let (parent, own) = number.rsplit_once('.').unwrap_or(("", number));
    let Ok(own) = own.parse::<u32>() else { return };
    let before = last.insert(parent, own).unwrap_or(0);
    if own > before + 1 || own < before {
        let dot = if parent.is_empty() { "" } else { "." };
        let message = if before == 0 {
            format!("{number} comes without {parent}{dot}1")
        } else {
            format!("{number} comes after {parent}{dot}{before}")
        };
        found.add(&law::CLAUSE_GAP, &text.file, passage.line, message);
    }
}

/// `I.`, `II.`, … and `(a)`, `(b)`, … below one clause.
fn sub_clauses(text: &Text<'_>, found: &mut Found<'_>) {
    let runs = text.passages.chunk_by(|one, next| one.kind == next.kind);
    for run in runs.filter(|run| run.first().is_some_and(|first| first.kind == Kind::SubClause)) {
        let labels: Vec<_> = run.iter().filter_map(|passage| passage.number.as_deref()).collect();
        let places = places(&labels);
        let is_wrong =
            |place: &Option<Place>| place.as_ref().is_some_and(|place| place.order == Order::Wrong);
        let wrong = run.iter().zip(&labels).zip(&places).find(|(_, place)| is_wrong(place));
        if let Some(((passage, label), _)) = wrong {
            let message = format!("{label} is not what comes next here");
            found.add(&law::CLAUSE_GAP, &text.file, passage.line, message);
        }
    }
}

/// Each clause of a translation has the hours, days, months and years of the original.
pub(super) fn translations(pack: &Pack<'_>, found: &mut Found<'_>) {
    let known = |language: &str| LANGUAGES.contains(&language);
    let Some(original) = pack.manifest.languages.first().filter(|original| known(original)) else { return };
    for text in pack.texts.iter().filter(|text| text.language != original && known(text.language)) {
        let same = |other: &&Text<'_>| other.entry.id == text.entry.id && other.language == original;
        let Some(source) = pack.texts.iter().find(same) else { continue };
        let wanted: HashMap<_, _> =
            quantities(source).into_iter().map(|(number, quantities, _)| (number, quantities)).collect();
        for (number, quantities, line) in quantities(text) {
            let Some(wanted) = wanted.get(number).filter(|wanted| **wanted != quantities) else { continue };
            let message = format!(
                "clause {number} says {}, the original {}",
                quantity::list(&quantities),
                quantity::list(wanted)
            );
            found.add(&law::TRANSLATION_NUMBERS, &text.file, line, message);
        }
    }
}

/// Of each numbered clause, in order of size.
fn quantities<'t>(text: &'t Text<'_>) -> Vec<(&'t str, Vec<Quantity>, usize)> {
    let groups = text.groups().filter_map(|group| {
        let first = group.passages.first().filter(|first| first.kind == Kind::Clause)?;
        Some((first.number.as_deref()?, quantity::all(&group.lower, text.language), first.line))
    });
    groups.collect()
}
