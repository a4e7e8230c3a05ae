//! The annex and the agreement it belongs to: hours, transfers, lists, retention.

use samtycke_record::json::{ToJson as _, Value};

use super::article28::is_agreement;
use super::find::any;
use super::policy_words::{self, PolicyWords};
use super::quantity::{self, Unit};
use super::text::{Text, sentences};
use super::{Found, Pack};
use crate::author::check::is_written;
use crate::author::codes::law;
use crate::manifest::{Annex, Text as Words};

/// Where the GDPR applies, by Union law or the EEA Agreement.
const EEA: [&str; 30] = [
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT",
    "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE", "IS", "LI", "NO",
];

pub(super) fn lint(pack: &Pack<'_>, found: &mut Found<'_>) {
    if let Some(annex) = &pack.manifest.annex {
        lists(annex, found);
        for text in &pack.texts {
            let Some(words) = policy_words::of(text.language) else { continue };
            if is_agreement(text) {
                hours(pack, text, annex, words, found);
                transfers(pack, text, annex, words, found);
            }
        }
        retention("annex.retention", &annex.retention, found);
    }
    for (index, rule) in pack.manifest.retention.iter().enumerate() {
        retention(&format!("retention[{index}].period"), &rule.period, found);
    }
    for (index, entry) in pack.manifest.sub_processors.iter().enumerate() {
        let path = format!("sub_processor[{index}].country");
        if !is_written(&entry.country) {
            found.wait(&law::SUB_PROCESSOR_TRANSFER, path);
        } else if !EEA.contains(&entry.country.as_str()) && entry.safeguard.is_none() {
            let message = format!("{} in {} has no safeguard", entry.name, entry.country);
            found.at(&law::SUB_PROCESSOR_TRANSFER, &path, message);
        }
    }
}

fn lists(annex: &Annex, found: &mut Found<'_>) {
    if !annex.subjects.iter().any(|line| line.selected) {
        let message = "no category of data subjects is selected".to_owned();
        found.at(&law::ANNEX_SUBJECTS, "annex.subject", message);
    }
    if !annex.categories.iter().any(|line| line.selected) {
        let message = "no category of personal data is selected".to_owned();
        found.at(&law::ANNEX_CATEGORIES, "annex.category", message);
    }
}

/// Hours in a clause about breaches; the 72 of Article 33(1) are the controller's.
fn hours(pack: &Pack<'_>, text: &Text<'_>, annex: &Annex, words: &PolicyWords, found: &mut Found<'_>) {
    if annex.breach_hours == 0 {
        return found.wait(&law::BREACH_HOURS, "annex.breach_hours".to_owned());
    }
    for part in pack.parts(text) {
        for passage in &part.passages {
            let sentences = sentences(&passage.text).into_iter().map(str::to_lowercase);
            let about = sentences.filter(|sentence| {
                any(sentence, words.breach) && any(sentence, words.notice) && !any(sentence, words.authority)
            });
            let said = about.flat_map(|sentence| quantity::all(&sentence, text.language));
            let other = said.filter(|one| one.unit == Unit::Hours && one.number != annex.breach_hours).min();
            if let Some(other) = other {
                let message = format!(
                    "the text says {} hours, annex.breach_hours {}",
                    other.number, annex.breach_hours
                );
                found.add(&law::BREACH_HOURS, &part.file, passage.line, message);
            }
        }
    }
}

fn transfers(pack: &Pack<'_>, text: &Text<'_>, annex: &Annex, words: &PolicyWords, found: &mut Found<'_>) {
    let clause = text.passages.iter().find(|passage| any(&passage.lower, words.transfers));
    if !annex.transfers.is_empty() && clause.is_none() {
        let message = format!("the annex lists {} transfers", annex.transfers.len());
        found.add(&law::TRANSFER_CLAUSE, &text.file, 0, message);
    }
    let relies = text.passages.iter().find(|passage| {
        any(&passage.lower, words.transfers)
            && any(&passage.lower, words.list)
            && any(&passage.lower, words.annex)
    });
    let other_parts = pack.parts(text).into_iter().skip(1);
    let annex_speaks =
        other_parts.flat_map(|part| &part.passages).any(|passage| any(&passage.lower, words.transfers));
    if let Some(relies) = relies.filter(|_| annex.transfers.is_empty() && !annex_speaks) {
        let message = "the annex says nothing about transfers".to_owned();
        found.add(&law::TRANSFER_LIST, &text.file, relies.line, message);
    }
}

/// Nothing but necessity: no number, no event, no statute.
fn retention(path: &str, period: &Words, found: &mut Found<'_>) {
    let Value::Object(texts) = period.to_json() else { return };
    for (language, text) in &texts {
        let Some(words) = policy_words::of(language) else { continue };
        let lower = text.as_str().unwrap_or_default().to_lowercase();
        let is_specific = lower.contains(|c: char| c.is_ascii_digit())
            || any(&lower, words.specific)
            || !quantity::all(&lower, language).is_empty();
        if any(&lower, words.as_long) && !is_specific {
            let message = format!("{:?}", text.as_str().unwrap_or_default());
            found.at(&law::RETENTION_VAGUE, &format!("{path}.{language}"), message);
        }
    }
}
