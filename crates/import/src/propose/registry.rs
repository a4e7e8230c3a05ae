//! Registration numbers of every scheme that records know, by what people write before them.

use std::sync::LazyLock;

use regex::Regex;
use samtycke_record::registry::{Registration, Scheme};

use super::{Facts, Found, Registry};

/// The name of a number, the number behind it, and the schemes that it may be of. The more particular first.
#[allow(clippy::unwrap_used, reason = "the patterns are constants, and every test runs them")]
static NAMED: LazyLock<Vec<(Regex, &[Scheme])>> = LazyLock::new(|| {
    let digits = r"[0-9][0-9 .\u{a0}-]{5,14}[0-9]";
    // Letters before and behind it are part of it.
    let letters = r"[A-Za-z]{0,2}[ ]?[0-9][0-9A-Za-z .\u{a0}-]{4,16}[0-9A-Za-z]";
    let gap = r"(?:[\s\u{a0}-]*(?:no|nr|number|nummer|n|nº|n°)?[.:]?[\s\u{a0}:]*(?:is|är|er|on|ist|est|es|è)?[\s\u{a0}:]*)";
    let named = |names: &str, number: &str, schemes: &'static [Scheme]| {
        (Regex::new(&format!(r"(?i)(?:\b|^)(?:{names}){gap}({number})")).unwrap(), schemes)
    };
    vec![
        (
            Regex::new(r"((?:Amtsgerichts?|Registergericht|AG)[\s\u{a0}]+[A-ZÄÖÜ][\w().\- ]{1,40}?,?[\s\u{a0}]+(?:unter[\s\u{a0}]+)?(?:HRA|HRB|GnR|GsR|PR|VR)(?:[-\s\u{a0}]?Nr\.?)?[\s\u{a0}]?[0-9]{1,6}(?:[ ][A-Z]{1,2}\b)?)").unwrap(),
            &[Scheme::DeRegisternummer],
        ),
        named("cvr", digits, &[Scheme::DkCvr]),
        named("y-?tunnus|business id|fo", digits, &[Scheme::FiYtunnus]),
        named("org(?:anisations|anisasjons|\\.)?[\\s.-]*(?:nummer|nr)", digits, &[Scheme::SeOrgnr, Scheme::NoOrgnr]),
        named("kennitala|kt", digits, &[Scheme::IsKennitala]),
        named("registrikood|registry code|reg\\. ?kood", digits, &[Scheme::EeRegistrikood]),
        named("kvk|kamer van koophandel|chamber of commerce", digits, &[Scheme::NlKvk]),
        named(
            "company (?:registration )?(?:no|number)|registered (?:company )?(?:no|number)|companies house|registration (?:no|number)",
            letters,
            &[Scheme::SeOrgnr, Scheme::NoOrgnr, Scheme::DkCvr, Scheme::FiYtunnus, Scheme::GbCrn],
        ),
        named(
            "vat(?:[ -](?:id|identification|registration|reg\\.?))?|ust\\.?-?id(?:-?nr)?|moms(?:registrerings|reg\\.?)?|se-moms|alv|btw(?:-id)?|tva|iva|p\\. ?iva|partita iva|numéro de tva|nip|kmkr|nif",
            letters,
            &[Scheme::EuVat],
        ),
    ]
});

/// British numbers have no check digit, so elsewhere a number is any other before it is one.
#[allow(clippy::unwrap_used, reason = "the pattern is a constant, and every test runs it")]
static BRITISH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:Ltd|Limited|PLC|plc|LLP|England|Wales|Scotland|Northern Ireland|United Kingdom|UK|Companies House)\b").unwrap()
});

/// Does the sentence name a number of an organisation?
pub(super) fn is_named(sentence: &str) -> bool {
    NAMED.iter().any(|(pattern, _)| pattern.is_match(sentence))
}

/// The first number whose digits fit; what was named and doesn't fit is told as doubtful.
pub(super) fn read(sentence: &str, facts: &mut Facts) {
    if facts.registry.is_some() {
        return;
    }
    for (pattern, schemes) in NAMED.iter() {
        let Some(written) = pattern.captures(sentence).and_then(|found| found.get(1)) else { continue };
        let written = written.as_str();
        let mut schemes = schemes.to_vec();
        if BRITISH.is_match(sentence) {
            schemes.reverse();
        }
        if let Some(value) = schemes.into_iter().find_map(|scheme| parsed(scheme, written)) {
            facts.registry = Some(Found { value, sentence: sentence.to_owned() });
            return;
        }
        // `VAT 25 percent` is no number of anybody.
        if written.bytes().filter(u8::is_ascii_digit).count() >= 6 {
            facts.doubtful = Some(Found::new(written.to_owned(), sentence));
        }
    }
}

/// The number, which may end before words that the pattern took for a part of it.
fn parsed(scheme: Scheme, written: &str) -> Option<Registry> {
    let ends = written.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    let mut ends: Vec<usize> = ends.chain([written.len()]).collect();
    ends.reverse();
    let registration =
        ends.into_iter().find_map(|end| Registration::parse(scheme, written.get(..end)?.trim()).ok())?;
    let (country, id) = (registration.country().to_owned(), registration.formatted());
    Some(Registry { scheme, id, country })
}
