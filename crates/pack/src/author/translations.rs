//! A translation has the clauses and sections of the original: numbers are the same in every language, sections without one
//! are counted.

use std::collections::{HashMap, HashSet};

use super::Sources;
use super::finding::{Finding, Severity, position};
use super::markdown::Anchor;
use super::publish::{Texts, file_name, in_documents, stems, whole_file};
use crate::Manifest;

const FIX: &str = "give both the same clauses and sections";

pub(super) fn check(sources: &Sources, texts: &Texts, manifest: &Manifest, findings: &mut Vec<Finding>) {
    let Some((original, others)) = manifest.languages.split_first() else { return };
    for (stem, ..) in manifest.documents.iter().flat_map(stems) {
        let Some(source) = texts.get(&(stem.clone(), original.clone())) else { continue };
        let place = Place::of(sources, file_name(&stem, original));
        for language in others {
            let Some(translation) = texts.get(&(stem.clone(), language.clone())) else { continue };
            let here = Place::of(sources, file_name(&stem, language));
            for (at, message) in differences(&source.anchors, &translation.anchors, &place) {
                let (file, line) = (in_documents(&here.name), here.line(at));
                let severity = Severity::Warning;
                findings.push(Finding { severity, line, ..whole_file(file, "translation", message, FIX) });
            }
        }
    }
}

/// A file, for the lines in it.
struct Place<'s> {
    name: String,
    text: &'s str,
}

impl<'s> Place<'s> {
    fn of(sources: &'s Sources, name: String) -> Self {
        let text = sources.documents.get(&name).map_or("", String::as_str);
        Self { name, text }
    }

    fn line(&self, at: usize) -> usize {
        position(self.text, at).0
    }
}

/// What the translation lacks and has beside the original: where it stands, or would stand, and what to tell. `place` is the
/// original's.
fn differences(original: &[Anchor], translation: &[Anchor], place: &Place<'_>) -> Vec<(usize, String)> {
    let known: HashSet<&str> = original.iter().filter_map(Anchor::number).collect();
    let both: HashMap<&str, usize> =
        translation.iter().filter_map(|anchor| Some((*known.get(anchor.number()?)?, anchor.at))).collect();
    let (theirs, ours) = (runs(original, &both), runs(translation, &both));
    let by_number: HashMap<&str, &[&Anchor]> =
        ours.iter().map(|(number, run)| (*number, run.as_slice())).collect();
    let mut found = Vec::new();
    for (number, run) in &theirs {
        if let Some((first, lacking)) = numbers(run) {
            let line = place.line(first.at);
            let message = format!("the translation lacks {lacking}: line {line} of {}", place.name);
            found.push((both.get(number).copied().unwrap_or(0), message));
        }
        let ours = by_number.get(number).copied().unwrap_or_default();
        found.extend(sections(number, run, ours, place).map(|message| {
            let first = ours.iter().find(|anchor| anchor.number().is_none()).map(|first| first.at);
            (first.or(both.get(number).copied()).unwrap_or(0), message)
        }));
    }
    for (first, more) in ours.iter().filter_map(|(_, run)| numbers(run)) {
        found.push((first.at, format!("the translation has {more}, the original has not")));
    }
    found
}

/// The numbers of a run, and the first that has one.
fn numbers<'a>(run: &[&'a Anchor]) -> Option<(&'a Anchor, String)> {
    let first = run.iter().find(|anchor| anchor.number().is_some())?;
    let numbers: Vec<&str> = run.iter().filter_map(|anchor| anchor.number()).collect();
    Some((first, numbers.join(", ")))
}

/// What to tell when there are not as many sections without a number.
fn sections(number: &str, theirs: &[&Anchor], ours: &[&Anchor], place: &Place<'_>) -> Option<String> {
    let of = |run: &[&Anchor]| -> Vec<usize> {
        run.iter().filter(|anchor| anchor.number().is_none()).map(|anchor| anchor.at).collect()
    };
    let (theirs, ours) = (of(theirs), of(ours));
    let behind = if number.is_empty() { "at the beginning".into() } else { format!("after {number}") };
    let lines: Vec<String> = theirs.iter().map(|at| place.line(*at).to_string()).collect();
    let told = if lines.is_empty() {
        String::new()
    } else {
        format!(" (line {} of {})", lines.join(", "), place.name)
    };
    (theirs.len() != ours.len()).then(|| {
        let (ours, theirs) = (ours.len(), theirs.len());
        format!("{behind} the translation has {ours} sections without a number, the original {theirs}{told}")
    })
}

/// What stands between the numbers that both have, by the number before it; none before the first.
fn runs<'a, 'n>(anchors: &'a [Anchor], both: &HashMap<&'n str, usize>) -> Vec<(&'n str, Vec<&'a Anchor>)> {
    let mut done: Vec<(&str, Vec<&Anchor>)> = Vec::new();
    let mut open = ("", Vec::new());
    for anchor in anchors {
        match anchor.number().and_then(|number| both.get_key_value(number)) {
            Some((number, _)) => done.push(std::mem::replace(&mut open, (*number, Vec::new()))),
            None => open.1.push(anchor),
        }
    }
    done.push(open);
    done
}
