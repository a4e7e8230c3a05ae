//! Dates as the Nordic languages and English write them.

use std::sync::LazyLock;

use regex::Regex;

#[allow(clippy::unwrap_used, reason = "the patterns are constants, and every test runs them")]
fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap()
}

static ISO: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(\d{4})-(\d{2})-(\d{2})\b"));
static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b"));
static NAMED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(\d{1,2})\.?\s+(\w{3,12})\s+(\d{4})\b"));
static MONTH_FIRST: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b([a-z]{3,9})\s+(\d{1,2}),?\s+(\d{4})\b"));

/// The first letters of the months, in whichever language they are.
const MONTHS: [&[&str]; 12] = [
    &["jan", "tammi"],
    &["feb", "helmi"],
    &["mar", "maalis"],
    &["apr", "huhti"],
    &["maj", "may", "mai", "touko"],
    &["jun", "kesä"],
    &["jul", "heinä"],
    &["aug", "elo"],
    &["sep", "syys"],
    &["okt", "oct", "loka"],
    &["nov", "marras"],
    &["dec", "des", "joulu"],
];

fn month(name: &str) -> Option<u32> {
    let name = name.to_lowercase();
    let at = MONTHS.iter().position(|starts| starts.iter().any(|start| name.starts_with(start)))?;
    u32::try_from(at + 1).ok()
}

/// The first date of a text, as `2026-09-01`. Month before day is read only where the month is a word.
pub(super) fn date(text: &str) -> Option<String> {
    let part = |found: &regex::Captures<'_>, at: usize| found.get(at).map(|part| part.as_str().to_owned());
    let number = |part: Option<String>| part.and_then(|part| part.parse::<u32>().ok());
    let (year, month, day) = if let Some(found) = ISO.captures(text) {
        (number(part(&found, 1)), number(part(&found, 2)), number(part(&found, 3)))
    } else if let Some(found) = DAY_FIRST.captures(text) {
        (number(part(&found, 3)), number(part(&found, 2)), number(part(&found, 1)))
    } else if let Some(found) =
        NAMED.captures(text).filter(|found| part(found, 2).is_some_and(|name| month(&name).is_some()))
    {
        (number(part(&found, 3)), part(&found, 2).and_then(|name| month(&name)), number(part(&found, 1)))
    } else {
        let found = MONTH_FIRST.captures(text)?;
        (number(part(&found, 3)), part(&found, 1).and_then(|name| month(&name)), number(part(&found, 2)))
    };
    let (year, month, day) = (year?, month?, day?);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        1..=12 => 31,
        _ => return None,
    };
    (1..=days).contains(&day).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, expect) in [
            ("Gælder fra 1. september 2026.", Some("2026-09-01")),
            ("Gäller från den 15 maj 2026", Some("2026-05-15")),
            ("Effective September 1, 2026", Some("2026-09-01")),
            ("Voimassa 3. kesäkuuta 2026 alkaen", Some("2026-06-03")),
            ("Senast ändrad 2026-02-28", Some("2026-02-28")),
            ("31/12/2026", Some("2026-12-31")),
            ("31.02.2026", None),
            ("artikel 28 i 2016/679", None),
        ] {
            assert_eq!(super::date(text).as_deref(), expect, "{text}");
        }
    }
}
