//! What is wrong with a language: missing, unknown, too long, placeholders lost or invented, spaces and quotes.

use std::collections::BTreeSet;

use crate::{Category, Context, Kind, Language, Leaf, Problem, Severity, categories};

/// The number in a plural.
const NUMBER: &str = "{n}";
/// Strings of that many characters that are as in English have been forgotten.
const UNTRANSLATED: usize = 30;

/// Everything that is wrong with a language.
pub fn check(context: &Context, english: &Language, language: &Language) -> Vec<Problem> {
    let leaves = context.all();
    let mut problems: Vec<Problem> = unknown(&leaves, language);
    for leaf in &leaves {
        let report = |key: &str, severity: Severity, message: String| Problem {
            severity,
            file: format!("{}.toml", language.tag),
            key: key.into(),
            message,
        };
        let key = leaf.path.join(".");
        match leaf.kind {
            Kind::Text => match (language.text(leaf), english.text(leaf)) {
                (None, _) => problems.push(report(&key, Severity::Missing, missing(english, leaf))),
                (Some(text), model) => {
                    let flaws = flaws(text, model.unwrap_or_default(), leaf, language, false);
                    problems.extend(flaws.into_iter().map(|(severity, flaw)| report(&key, severity, flaw)));
                }
            },
            Kind::Plural => {
                let (needed, single) = categories(&language.tag);
                let model = english.form(leaf, Category::Other).unwrap_or_default();
                for category in Category::ALL {
                    let key = format!("{key}.{}", category.as_str());
                    match language.form(leaf, category) {
                        None if needed.contains(&category) => {
                            problems.push(report(&key, Severity::Missing, missing(english, leaf)));
                        }
                        None => {}
                        Some(_) if !needed.contains(&category) => {
                            let told = format!("{} has no such plural: leave it out", language.tag);
                            problems.push(report(&key, Severity::Flaw, told));
                        }
                        Some(text) => {
                            let flaws = flaws(text, model, leaf, language, single.contains(&category));
                            problems.extend(
                                flaws.into_iter().map(|(severity, flaw)| report(&key, severity, flaw)),
                            );
                        }
                    }
                }
            }
        }
    }
    problems
}

fn missing(english: &Language, leaf: &Leaf) -> String {
    let model = english.text(leaf).or_else(|| english.form(leaf, Category::Other)).unwrap_or_default();
    format!("is missing: “{model}” stands in its place")
}

fn unknown(leaves: &[Leaf], language: &Language) -> Vec<Problem> {
    let is_known = |place: &Vec<String>| {
        leaves.iter().any(|leaf| match leaf.kind {
            Kind::Text => *place == leaf.path,
            Kind::Plural => place.split_last().is_some_and(|(form, path)| {
                path == leaf.path && Category::ALL.iter().any(|category| category.as_str() == form)
            }),
        })
    };
    let strangers = language.places().into_iter().filter(|place| !is_known(place));
    let told = |place: Vec<String>| Problem {
        severity: Severity::Fatal,
        file: format!("{}.toml", language.tag),
        key: place.join("."),
        message: "is not in context.toml: see how it is written there, or take it out".into(),
    };
    strangers.map(told).collect()
}

fn flaws(
    text: &str,
    model: &str,
    leaf: &Leaf,
    language: &Language,
    may_omit_number: bool,
) -> Vec<(Severity, String)> {
    let mut flaws = Vec::new();
    let mut flaw = |message: String| flaws.push((Severity::Flaw, message));
    let (count, max) = (text.chars().count(), room(leaf, model));
    if count > max {
        flaw(format!("has {count} characters, and there is room for {max}"));
    }
    let (own, wanted) = (placeholders(text), placeholders(model));
    for lost in wanted.difference(&own).filter(|name| !(may_omit_number && **name == NUMBER)) {
        flaw(format!("lacks {lost}"));
    }
    for invented in own.difference(&wanted) {
        flaw(format!("has {invented}, which nothing is put in place of"));
    }
    let edges = |text: &str| (text.len() - text.trim_start().len(), text.len() - text.trim_end().len());
    if edges(text) != edges(model) {
        flaw("begins or ends with other spaces than the English text".into());
    }
    if text.trim().contains("  ") {
        flaw("has two spaces in a row".into());
    }
    if text.contains("...") {
        flaw("has three dots: write …".into());
    }
    let strange: BTreeSet<char> = text.chars().filter(|c| is_foreign_quote(*c, &language.tag)).collect();
    for quote in strange {
        flaw(format!("has {quote}, which {} doesn’t use for quotes or apostrophes", language.tag));
    }
    if language.tag != crate::ENGLISH && text == model && count >= UNTRANSLATED {
        flaw("is the English text".into());
    }
    if text.chars().any(char::is_control) {
        flaws.push((Severity::Fatal, "has a line break or another control character: write one line".into()));
    }
    flaws
}

/// The greatest number of characters that a translation of a string may have.
pub fn room(leaf: &Leaf, english: &str) -> usize {
    leaf.max.unwrap_or_else(|| longest(english))
}

/// How long a translation may be, by the length of the English text: short words grow most.
fn longest(english: &str) -> usize {
    let count = english.chars().count();
    let percent = match count {
        0..=10 => 300,
        11..=20 => 220,
        21..=30 => 190,
        31..=50 => 170,
        51..=70 => 160,
        _ => 150,
    };
    (count * percent / 100).max(12)
}

/// `{vendor}` and the like.
pub(crate) fn placeholders(text: &str) -> BTreeSet<&str> {
    let end = |rest: &str| rest.find('}').map(|end| end + 1);
    text.match_indices('{')
        .filter_map(|(start, _)| text.get(start..))
        .filter_map(|rest| rest.get(..end(rest)?))
        .collect()
}

/// Straight quotes in every language, and those of other languages.
fn is_foreign_quote(character: char, tag: &str) -> bool {
    let own = match tag {
        "sv" | "fi" => "”’»",
        "da" => "“”„’»«",
        "nb" => "«»’",
        "de" => "„“‚‘’»«",
        "et" => "„”“’«»",
        "pl" => "„”«»’",
        "fr" => "«»“”’",
        "uk" => "«»„“’",
        "ar" | "es" | "it" | "pt" => "«»“”‘’",
        "nl" | "en" => "“”‘’",
        _ => "“”„‘’‚«»‹›",
    };
    "\"'`“”„‘’‚«»‹›".contains(character) && !own.contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTEXT: &str = r#"
        [_lists]
        SIZES = ["small", "large"]
        [banner]
        _is = "The banner."
        accept = { is = "Button.", max = 10 }
        hits = { is = "How many.", plural = true }
        sizes = { is = "Sizes.", list = "SIZES" }
        by = "Whose."
    "#;
    const ENGLISH: &str = r#"
        [banner]
        accept = "Accept"
        by = "By {vendor}"
        hits = { one = "{n} hit", other = "{n} hits" }
        sizes = { small = "small", large = "large" }
    "#;

    #[test]
    fn what_is_wrong_is_named_with_its_file_and_key() {
        let whole = |tag: &str, banner: &str| {
            let context = Context::parse(CONTEXT).unwrap();
            let english = Language::parse("en", ENGLISH).unwrap();
            let language = Language::parse(tag, &format!("[banner]\n{banner}")).unwrap();
            check(&context, &english, &language)
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("\n")
        };
        let rest = "sizes = { small = \"s\", large = \"l\" }\n";
        let by = format!("{rest}by = \"Av {{vendor}}\"\n");
        let hits = format!("{by}hits = {{ one = \"{{n}} träff\", other = \"{{n}} träffar\" }}\n");
        for (tag, text, expect) in [
            ("sv", format!("{hits}accept = \"Ja\""), ""),
            (
                "sv",
                hits.clone(),
                "languages/sv.toml: banner.accept: is missing: “Accept” stands in its place",
            ),
            (
                "sv",
                format!("{hits}accept = \"\""),
                "languages/sv.toml: banner.accept: is missing: “Accept” stands in its place",
            ),
            (
                "sv",
                format!("{hits}accept = \"Ja\"\nno = \"Nej\""),
                "languages/sv.toml: banner.no: is not in context.toml: see how it is written there, or take it out",
            ),
            (
                "sv",
                format!("{hits}accept = \"Ja, jag vill\""),
                "languages/sv.toml: banner.accept: has 12 characters, and there is room for 10",
            ),
            (
                "sv",
                format!("{hits}accept = \"Ja \""),
                "languages/sv.toml: banner.accept: begins or ends with other spaces than the English text",
            ),
            (
                "sv",
                format!("{hits}accept = \"'Ja'\""),
                "languages/sv.toml: banner.accept: has ', which sv doesn’t use for quotes or apostrophes",
            ),
            (
                "sv",
                format!("{hits}accept = \"Ja {{x}}\""),
                "languages/sv.toml: banner.accept: has {x}, which nothing is put in place of",
            ),
            (
                "sv",
                format!("{hits}accept = \"Ja...\""),
                "languages/sv.toml: banner.accept: has three dots: write …",
            ),
            (
                "pl",
                format!("{hits}accept = \"Ja\""),
                "languages/pl.toml: banner.hits.few: is missing: “{n} hits” stands in its place\nlanguages/pl.toml: banner.hits.many: is missing: “{n} hits” stands in its place",
            ),
            (
                "uk",
                format!(
                    "{by}accept = \"Ja\"\nhits = {{ one = \"a\", few = \"{{n}} b\", many = \"{{n}} c\", other = \"{{n}} d\" }}"
                ),
                "languages/uk.toml: banner.hits.one: lacks {n}",
            ),
            (
                "sv",
                format!(
                    "{by}accept = \"Ja\"\nhits = {{ one = \"en\", few = \"{{n}}\", other = \"{{n}} b\" }}"
                ),
                "languages/sv.toml: banner.hits.few: sv has no such plural: leave it out",
            ),
        ] {
            assert_eq!(whole(tag, &text), expect, "{tag}: {text}");
        }
    }

    #[test]
    fn what_is_missing_is_filled_with_english_and_never_with_nothing() {
        let context = Context::parse(CONTEXT).unwrap();
        let english = Language::parse("en", ENGLISH).unwrap();
        let language = Language::parse("sv", "[banner]\naccept = \"Ja\"\nsizes = { small = \"\" }").unwrap();
        let words = language.catalogue(&context, crate::Part::Widget, &english);
        assert_eq!(
            words,
            [
                "Ja",
                "By {vendor}",
                "{n} hits",
                "{n} hit",
                "{n} hits",
                "{n} hits",
                "{n} hits",
                "{n} hits",
                "small",
                "large"
            ]
        );
    }
}
