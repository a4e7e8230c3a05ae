//! References that lead nowhere: to clauses and to documents, by name.

use super::find::{any, starts};
use super::text::{Kind, LINK, Passage, Text, sentences};
use super::{Found, Pack};
use crate::author::check::is_written;
use crate::author::codes::law;

/// What stands before a clause's number.
const CLAUSE_WORDS: &[&str] = &[
    "punkt ",
    "punkterna ",
    "punkterne ",
    "pkt. ",
    "pkt ",
    "p. ",
    "avsnitt ",
    "afsnit ",
    "klausul ",
    "§ ",
    "§§ ",
    "clause ",
    "clauses ",
    "section ",
    "sections ",
    "stycke ",
];

/// What stands before the name of an annex.
const ANNEX_WORDS: &[&str] = &["bilaga ", "bilag ", "annex ", "appendix ", "schedule ", "exhibit "];

/// In a sentence with one of these, a number may be of another text than the pack's.
const ELSEWHERE: &[&str] = &[
    "act",
    "regulation",
    "directive",
    "decision",
    "code",
    "gdpr",
    "article",
    "articles",
    "guideline",
    "iso",
    "standard",
    "lag",
    "*lagen",
    "*lagens",
    "förordning",
    "*förordningen",
    "direktiv",
    "beslut",
    "artikel",
    "artiklarna",
    "balk",
    "*balken",
    "riktlinje",
    "lov",
    "*loven",
    "*lovens",
    "*forordning",
    "bekendtgørelse",
    "afgørelse",
    "vejledning",
    "klausuler",
    "bestämmelser i",
    "kontraktbestemmelser",
    "clauses",
];

/// In a sentence with one of these, a number may be of another document of the pack.
const OTHER_DOCUMENTS: &[&str] = &[
    "*avtal",
    "*villkor",
    "bilaga",
    "*policy",
    "*aftale",
    "*vilkår",
    "bilag",
    "*politik",
    "agreement",
    "terms",
    "annex",
    "policy",
    "appendix",
    "sla",
];

pub(super) fn clauses(pack: &Pack<'_>, found: &mut Found<'_>) {
    for text in &pack.texts {
        for passage in &text.passages {
            for sentence in sentences(&passage.unlinked) {
                for number in referred(&sentence.to_lowercase()) {
                    if !is_there(pack, text, sentence, &number) {
                        let title = text.entry.title.get(text.language);
                        let message = format!("there is no {number} in {title}");
                        found.add(&law::CLAUSE_REFERENCE, &text.file, passage.line, message);
                    }
                }
            }
        }
    }
}

fn is_there(pack: &Pack<'_>, text: &Text<'_>, sentence: &str, number: &str) -> bool {
    let lower = sentence.to_lowercase();
    let elsewhere = any(&lower, ELSEWHERE);
    let other = any(&lower, OTHER_DOCUMENTS) || sentence.contains(LINK);
    let in_pack = |one: &&Text<'_>| one.language == text.language && has_number(one, number);
    has_number(text, number) || elsewhere || (other && pack.texts.iter().any(|one| in_pack(&one)))
}

fn has_number(text: &Text<'_>, number: &str) -> bool {
    text.passages
        .iter()
        .any(|passage| passage.number.as_deref() == Some(number) && passage.kind != Kind::SubClause)
}

/// The numbers that a sentence refers to: `4.3` in `punkt 4.3`. A bare `§ 12` is a statute's.
fn referred(lower: &str) -> Vec<String> {
    let mut numbers = Vec::new();
    for word in CLAUSE_WORDS {
        for at in starts(lower, word) {
            let after = lower.get(at + word.len()..).unwrap_or_default();
            let end = after.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(after.len());
            let number = after.get(..end).unwrap_or_default().trim_end_matches('.');
            let is_clause = number.starts_with(|c: char| c.is_ascii_digit())
                && (number.contains('.') || !word.starts_with('§'))
                && number.split('.').all(|part| !part.is_empty() && part.len() < 4);
            // `stycke 2` and `p. 12` are parts of articles and pages.
            let is_sure = number.contains('.') || !matches!(*word, "stycke " | "p. ");
            if is_clause && is_sure && !numbers.iter().any(|known| known == number) {
                numbers.push(number.to_owned());
            }
        }
    }
    numbers
}

pub(super) fn documents(pack: &Pack<'_>, found: &mut Found<'_>) {
    for text in &pack.texts {
        let mut told = Vec::new();
        for passage in &text.passages {
            for sentence in sentences(&passage.unlinked) {
                for name in named(&sentence.to_lowercase()) {
                    if is_known(pack, text, sentence, &name) || told.contains(&name) {
                        continue;
                    }
                    let untitled = untitled(pack, text.language);
                    if untitled.is_empty() {
                        let message = format!("the pack has no document with {name:?} in its title");
                        found.add(&law::NAMED_DOCUMENT, &text.file, passage.line, message);
                        told.push(name);
                    }
                    for path in untitled {
                        found.wait(&law::NAMED_DOCUMENT, path);
                    }
                }
            }
        }
    }
}

/// Where titles in that language are still to be written: each can be the one that is named.
fn untitled(pack: &Pack<'_>, language: &str) -> Vec<String> {
    let documents = pack.manifest.documents.iter().enumerate();
    let untitled = documents.filter(|(_, document)| !is_written(document.title.get(language)));
    untitled.map(|(index, _)| format!("document[{index}].title.{language}")).collect()
}

fn is_known(pack: &Pack<'_>, text: &Text<'_>, sentence: &str, name: &str) -> bool {
    let titles = pack.texts.iter().filter(|one| one.language == text.language);
    let mut titles = titles.map(|one| one.entry.title.get(one.language).to_lowercase());
    let is_heading =
        |passage: &Passage| passage.kind == Kind::Heading && starts(&passage.lower, name).next().is_some();
    titles.any(|title| super::find::whole(&title, name).next().is_some())
        || text.passages.iter().any(is_heading)
        || any(&sentence.to_lowercase(), ELSEWHERE)
}

/// The annexes that a sentence names: `bilag a`, `annex 1`, `appendix ii`.
fn named(lower: &str) -> Vec<String> {
    let mut names = Vec::new();
    for word in ANNEX_WORDS {
        for at in starts(lower, word) {
            let after = lower.get(at + word.len()..).unwrap_or_default();
            let end = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
            let label = after.get(..end).unwrap_or_default();
            let is_number = label.len() < 3 && label.bytes().all(|byte| byte.is_ascii_digit());
            let is_roman = label.len() < 5 && label.bytes().all(|byte| b"ivx".contains(&byte));
            // `a` and `i` are words, too: in English an article, in the others a preposition.
            let is_letter = label.len() == 1 && ("b"..="h").contains(&label);
            let is_first = label == "a" && ends_name(after.get(end..).unwrap_or_default());
            if !label.is_empty() && (is_number || (is_roman && label != "i") || is_letter || is_first) {
                names.push(format!("{word}{label}"));
            }
        }
    }
    names
}

/// After `bilag a` there is punctuation or the end; after `annex a` in `we annex a list` there isn't.
fn ends_name(after: &str) -> bool {
    after.is_empty() || after.starts_with([',', '.', ';', ':', ')'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_are_read_out_of_sentences() {
        for (sentence, expect) in [
            ("se punkt 4.3 og afsnit 7.", &["4.3", "7"][..]),
            ("under clause 4.3, section 12", &["4.3", "12"]),
            ("§ 4.3 eller § 12", &["4.3"]),
            ("artikel 28 stycke 2", &[]),
            ("punktet 4.3 er", &[]),
        ] {
            assert_eq!(referred(sentence), expect, "{sentence}");
        }
        for (sentence, expect) in [
            ("as annex 1 says", &["annex 1"][..]),
            ("se bilag a.", &["bilag a"]),
            ("appendix ii", &["appendix ii"]),
            ("we annex a list", &[]),
            ("bilag i aftalen", &[]),
        ] {
            assert_eq!(named(sentence), expect, "{sentence}");
        }
    }
}
