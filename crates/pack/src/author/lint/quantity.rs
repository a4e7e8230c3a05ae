//! Periods in texts: `30 dage`, `tre arbetsdagar`, `within 6 hours`.

use std::ops::Range;

use super::number_words;

/// A number of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity {
    /// What is counted.
    pub unit: Unit,
    /// How many.
    pub number: u32,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Hours.
    Hours,
    /// Days, of whatever kind.
    Days,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Years.
    Years,
}

/// How words for units end: `arbetsdagar`, `calendar days`, `månaderna`. `år` is a word of its own (not `vår`).
const UNITS: &[(&str, Unit, &[&str])] = &[
    ("en", Unit::Hours, &["hour", "hours"]),
    ("en", Unit::Days, &["day", "days"]),
    ("en", Unit::Weeks, &["week", "weeks"]),
    ("en", Unit::Months, &["month", "months"]),
    ("en", Unit::Years, &["year", "years"]),
    ("sv", Unit::Hours, &["timme", "timmar", "timmars", "timmarna"]),
    ("sv", Unit::Days, &["dag", "dagar", "dagars", "dagarna", "dygn", "dygnen"]),
    ("sv", Unit::Weeks, &["vecka", "veckor", "veckors", "veckorna"]),
    ("sv", Unit::Months, &["månad", "månader", "månaders", "månaderna"]),
    ("sv", Unit::Years, &["år", "års", "åren"]),
    ("da", Unit::Hours, &["time", "timer", "timers", "timerne"]),
    ("da", Unit::Days, &["dag", "dage", "dages", "dagene", "døgn", "døgnene"]),
    ("da", Unit::Weeks, &["uge", "uger", "ugers", "ugerne"]),
    ("da", Unit::Months, &["måned", "måneder", "måneders", "månederne"]),
    ("da", Unit::Years, &["år", "års", "årene"]),
    ("nb", Unit::Hours, &["time", "timer", "timers", "timene"]),
    ("nb", Unit::Days, &["dag", "dager", "dagers", "dagene", "døgn", "døgnene"]),
    ("nb", Unit::Weeks, &["uke", "uker", "ukers", "ukene"]),
    ("nb", Unit::Months, &["måned", "måneder", "måneders", "månedene"]),
    ("nb", Unit::Years, &["år", "års", "årene"]),
    ("fi", Unit::Hours, &["tunti", "tuntia", "tunnin", "tunnissa"]),
    ("fi", Unit::Days, &["päivä", "päivää", "päivän", "päivässä", "vuorokautta", "vuorokauden"]),
    ("fi", Unit::Weeks, &["viikko", "viikkoa", "viikon", "viikossa"]),
    ("fi", Unit::Months, &["kuukausi", "kuukautta", "kuukauden", "kuukaudessa"]),
    ("fi", Unit::Years, &["vuosi", "vuotta", "vuoden", "vuodessa"]),
];

/// Words that may stand between the number and the unit.
const BETWEEN: &[&str] = &[
    "working", "business", "calendar", "full", "whole", "hela", "hele", "kalender", "further", "löpende",
    "more",
];

/// A quantity and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// How much it is.
    pub quantity: Quantity,
    /// Its bytes in the text: `thirty (30) days`.
    pub range: Range<usize>,
}

/// All of a text in order. Of one, no more is said than `a day`, so ones are left out.
pub fn periods(text: &str, language: &str) -> Vec<Period> {
    let words = words(text);
    let lower: Vec<&str> = words.iter().map(|(_, word)| word.as_str()).collect();
    let mut found: Vec<Period> = Vec::new();
    for at in 0..lower.len() {
        let from = lower.get(at..).unwrap_or_default();
        let Some((number, used)) = number_words::read(from, language).filter(|(number, _)| *number > 1)
        else {
            continue;
        };
        // `six (6) hours` says it twice.
        let again = number_words::read(from.get(used..).unwrap_or_default(), language);
        let used = used + again.filter(|(again, _)| *again == number).map_or(0, |(_, used)| used);
        let between = from.iter().skip(used).take_while(|word| BETWEEN.contains(word)).count();
        let end = at + used + between;
        let Some(unit) = lower.get(end).and_then(|word| unit(word, language)) else { continue };
        let (Some((first, _)), Some((last, _))) = (words.get(at), words.get(end)) else { continue };
        if found.last().is_none_or(|before| before.range.end <= first.start) {
            let quantity = Quantity { unit, number };
            found.push(Period { quantity, range: first.start..last.end });
        }
    }
    found
}

/// All of a text, sorted.
pub(super) fn all(text: &str, language: &str) -> Vec<Quantity> {
    let mut found: Vec<_> = periods(text, language).into_iter().map(|period| period.quantity).collect();
    found.sort();
    found
}

/// Words in lower case, each with its bytes in the text.
fn words(text: &str) -> Vec<(Range<usize>, String)> {
    let mut words: Vec<(Range<usize>, String)> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        let end = at + c.len_utf8();
        match words.last_mut() {
            Some((range, word)) if range.end == at => {
                range.end = end;
                word.extend(c.to_lowercase());
            }
            _ => words.push((at..end, c.to_lowercase().collect())),
        }
    }
    words
}

fn unit(word: &str, language: &str) -> Option<Unit> {
    let mut units = UNITS.iter().filter(|(of, ..)| *of == language);
    let is_it = |end: &&str| {
        word == *end || (end.chars().count() > 2 && !end.starts_with("år") && word.ends_with(end))
    };
    units.find(|(_, _, ends)| ends.iter().any(is_it)).map(|(_, unit, _)| *unit)
}

/// `2 days, 3 months`, for messages.
pub(super) fn list(quantities: &[Quantity]) -> String {
    let one = |quantity: &Quantity| {
        let unit = match quantity.unit {
            Unit::Hours => "hours",
            Unit::Days => "days",
            Unit::Weeks => "weeks",
            Unit::Months => "months",
            Unit::Years => "years",
        };
        format!("{} {unit}", quantity.number)
    };
    if quantities.is_empty() {
        return "none".to_owned();
    }
    quantities.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_knows_where_it_stands() {
        for (text, expect) in [
            ("Kept for thirty (30) days, İ and 2 full years.", &["thirty (30) days", "2 full years"][..]),
            ("Kept for thirty-six months", &["thirty-six months"]),
            ("Kept", &[]),
        ] {
            let found: Vec<_> =
                periods(text, "en").into_iter().filter_map(|period| text.get(period.range)).collect();
            assert_eq!(found, expect, "{text}");
        }
    }

    #[test]
    fn periods_are_read_in_every_language() {
        for (language, text, expect) in [
            ("en", "within three working days, or 30 days", "3 days, 30 days"),
            ("sv", "inom tre arbetsdagar, eller 30 dagar", "3 days, 30 days"),
            ("da", "senest tre arbejdsdage, eller 30 dage", "3 days, 30 days"),
            ("da", "senest 6 timer; et år", "6 hours"),
            ("sv", "de tolv månaderna, 30 kalenderdagar", "30 days, 12 months"),
            ("sv", "fyra vår", "none"),
            ("sv", "artikel 32 och en dag", "none"),
            ("en", "within twenty-four hours, or thirty (30) days", "24 hours, 30 days"),
            ("en", "Seventy-two hours", "72 hours"),
            ("sv", "inom tjugofyra timmar, trettio dagar", "24 hours, 30 days"),
            (
                "da",
                "senest fireogtyve timer, tooghalvfjerds timer, tredive dage",
                "24 hours, 72 hours, 30 days",
            ),
            ("nb", "senest seks timer, trettiseks dager, tjue år", "6 hours, 36 days, 20 years"),
            ("fi", "kuuden tunnin kuluessa, kolmekymmentä päivää", "6 hours, 30 days"),
        ] {
            assert_eq!(list(&all(text, language)), expect, "{text}");
        }
    }
}
