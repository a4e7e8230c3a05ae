//! Facts that one sentence states.

use std::sync::LazyLock;

use regex::Regex;
use samtycke_pack::author::{Unit, periods};

use super::dates::date;
use super::{Authority, Facts, Found, registry};

struct Patterns {
    hours: Regex,
    breach: Regex,
    period: Regex,
    keeping: Regex,
    effective: Regex,
    version: Regex,
    email: Regex,
    phone: Regex,
    address: Regex,
    website: Regex,
    law: Regex,
    law_of: Regex,
    court: Regex,
    settled: Regex,
    company: Regex,
    additions: Regex,
}

#[allow(clippy::unwrap_used, reason = "the patterns are constants, and every test runs them")]
static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let any = |pattern: &str| Regex::new(&format!("(?i){pattern}")).unwrap();
    Patterns {
        hours: any(r"\b(\d{1,3})\s*(?:\([^)]*\)\s*)?(?:timer|timmar|hours|tuntia|tunnin|timers)\b"),
        breach: any(r"brud|incident|breach|intrång|avvik|loukkau"),
        period: any(
            r"\b\d{1,4}\s*(?:\([^)]*\)\s*)?(?:dage|dagar|dager|days?|uger|veckor|uker|weeks|måneder|månader|months?|år|years?|päivää|kuukautta|vuotta)\b(?:\s*(?:og|och|to|–|-|til|till)\s*\d{1,4}\s*(?:dage|dagar|dager|days?|måneder|månader|months?|år|years?))?",
        ),
        keeping: any(
            r"slett|opbevar|oppbevar|gem(?:mer|mes)|gall?r|spara[rs]?\b|bevara|lagra|radera|retain|retention|store[ds]?\b|\bkept\b|\bkeep|delet|eras|säily",
        ),
        effective: any(
            r"gælder fra|gælder fra|i kraft|ikraft|gäller från|gjelder fra|effective|in force|in effect|senast (?:uppdaterad|ändrad)|sidst (?:opdateret|ændret)|sist (?:oppdatert|endret)|last (?:updated|modified|revised)|voimaan|voimassa|päivitetty|^version",
        ),
        version: any(r"\b(?:version|udgave|utgåva|versjon|versio)\s*:?\s*v?(\d{1,3}(?:\.\d{1,3}){0,2})\b"),
        email: any(r"[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}"),
        phone: any(r"(?:\+\d{2,3}|\b0)[\d \u{a0}()-]{6,16}\d"),
        address: any(r"[\w.]+(?: [\w.]+){0,3} \d{1,4} ?[a-z]?, (?:[a-z]{2}-)?\d{3} ?\d{1,2} [\w-]{3,}(?: [A-ZÅÄÖÆØ]\w*)?"),
        website: any(r"\b(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:dk|se|no|fi|com|eu|io|net|nu|org|app|example))\b"),
        law: any(r"\b(dansk|svensk|norsk|finsk|danish|swedish|norwegian|finnish) (?:ret|rätt|rett|lov|lag|law)\b"),
        law_of: any(r"\b(?:laws? of (denmark|sweden|norway|finland)|(suomen) lak\w*|(tanskan|ruotsin|norjan) lak\w*)\b"),
        court: any(
            r"\b(?:sø- og handelsretten(?: i \w+)?|retten i [a-zåæø]+|\w+s? byret|\w+s? tingsrätt|\w+ tingrett|\w+ käräjäoikeu\w+|(?:the )?(?:district |city |maritime and commercial )?courts? (?:of|in) \w+|\w+ district court)\b",
        ),
        settled: any(r"tvist|krav|dispute|värneting|værneting|verneting|riida|riidat|jurisdiction|domstol"),
        company: Regex::new(
            r"\b((?:[A-ZÅÄÖÆØ][\w&-]*\s){1,4}?(?:AB|ApS|A/S|AS|ASA|IVS|I/S|P/S|HB|KB|Oy|Oyj|Ltd|Limited|GmbH|Inc))(?:[\s,.;:()]|$)",
        )
        .unwrap(),
        additions: any(
            r"(?:tilføj|lägga till|legge til|\badd\b|lisätä).*(?:typer|kategori|categor|types|registrer|datasubjekt)",
        ),
    }
});

/// What the sentences of one document state. The first that states something is believed.
pub(crate) fn facts(sentences: &[String], language: &str) -> Facts {
    let p = &*PATTERNS;
    let mut facts = Facts { vendor: vendor(sentences), ..Facts::default() };
    for sentence in sentences {
        let whole = |pattern: &Regex| {
            pattern.find(sentence).map(|found| Found::new(found.as_str().trim().to_owned(), sentence))
        };
        let inner = |pattern: &Regex| {
            let found = pattern.captures(sentence)?;
            Some(Found::new(found.get(1)?.as_str().to_owned(), sentence))
        };
        if p.breach.is_match(sentence) && facts.breach_hours.is_none() {
            facts.breach_hours = inner(&p.hours)
                .filter(|hours| hours.value != "0")
                .or_else(|| in_words(sentence, language, |unit| unit == Unit::Hours).map(|(_, hours)| hours));
        }
        if p.keeping.is_match(sentence) && facts.retention.len() < 10 {
            let in_words =
                || in_words(sentence, language, |unit| unit != Unit::Hours).map(|(words, _)| words);
            facts.retention.extend(whole(&p.period).or_else(in_words));
        }
        if p.effective.is_match(sentence) && facts.effective.is_none() {
            facts.effective = date(sentence).map(|date| Found::new(date, sentence));
        }
        facts.version = facts.version.or_else(|| inner(&p.version));
        registry::read(sentence, &mut facts);
        facts.email = facts.email.or_else(|| whole(&p.email));
        facts.phone = facts.phone.or_else(|| whole(&p.phone).filter(|_| !registry::is_named(sentence)));
        facts.address = facts.address.or_else(|| whole(&p.address));
        if facts.website.is_none() && !sentence.contains('@') {
            facts.website = inner(&p.website)
                .map(|found| Found::new(format!("https://{}", found.value.to_lowercase()), sentence));
        }
        facts.authority = facts.authority.or_else(|| authority(sentence, language));
        law(sentence, &mut facts);
        if p.settled.is_match(sentence) {
            facts.venue = facts.venue.or_else(|| whole(&p.court));
        }
        facts.additions = facts.additions.or_else(|| whole(&p.additions));
    }
    facts
}

/// The first period of the text whose number stands in words, as written, and its number.
fn in_words(sentence: &str, language: &str, of: fn(Unit) -> bool) -> Option<(Found, Found)> {
    let period = periods(sentence, language).into_iter().find(|period| of(period.quantity.unit))?;
    let words = sentence.get(period.range)?;
    Some((Found::new(words.to_owned(), sentence), Found::new(period.quantity.number.to_string(), sentence)))
}

fn authority(sentence: &str, language: &str) -> Option<Found<Authority>> {
    let lower = sentence.to_lowercase();
    let named = |names: &[&str]| names.iter().any(|name| lower.contains(name));
    let authority = if named(&["integritetsskyddsmyndigheten", "datainspektionen", "(imy)"]) {
        Authority::Sweden
    } else if named(&["tietosuojavaltuutet", "data protection ombudsman"]) {
        Authority::Finland
    } else if named(&["norwegian data protection"]) || (language == "nb" && named(&["datatilsynet"])) {
        Authority::Norway
    } else if named(&["danish data protection", "datatilsynet"]) {
        Authority::Denmark
    } else {
        return None;
    };
    Some(Found { value: authority, sentence: sentence.to_owned() })
}

fn law(sentence: &str, facts: &mut Facts) {
    if facts.law.is_some() {
        return;
    }
    let p = &*PATTERNS;
    let Some(found) = p.law.captures(sentence).or_else(|| p.law_of.captures(sentence)) else { return };
    let name = found.iter().skip(1).flatten().next().map_or("", |part| part.as_str()).to_lowercase();
    let country = match name.get(..2) {
        Some("da" | "de" | "ta") => "DK",
        Some("sv" | "sw" | "ru") => "SE",
        Some("no") => "NO",
        _ => "FI",
    };
    let words = found.get(0).map_or("", |all| all.as_str());
    facts.law = Some(Found::new(words.to_owned(), sentence));
    facts.country = Some(Found::new(country.to_owned(), sentence));
}

/// The company that is named most often.
fn vendor(sentences: &[String]) -> Option<Found> {
    let mut names: Vec<(Found, usize)> = Vec::new();
    for sentence in sentences {
        for found in PATTERNS.company.captures_iter(sentence).filter_map(|found| found.get(1)) {
            match names.iter_mut().find(|(name, _)| name.value == found.as_str()) {
                Some((_, count)) => *count += 1,
                None => names.push((Found::new(found.as_str().to_owned(), sentence), 1)),
            }
        }
    }
    let most = names.iter().map(|(_, count)| *count).max()?;
    names.into_iter().find(|(_, count)| *count == most).map(|(name, _)| name)
}
