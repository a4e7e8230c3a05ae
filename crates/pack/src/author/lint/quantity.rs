//! Periods in texts: `30 dage`, `tre arbetsdagar`, `within 6 hours`.

/// A number of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Quantity {
    pub(super) unit: Unit,
    pub(super) number: u32,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Hours,
    Days,
    Weeks,
    Months,
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
];

/// Words that may stand between the number and the unit.
const BETWEEN: &[&str] = &[
    "working", "business", "calendar", "full", "whole", "hela", "hele", "kalender", "further", "löpende",
    "more",
];

const NUMBERS: &[(&str, [&str; 12])] = &[
    (
        "en",
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
    ),
    ("sv", ["en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"]),
    ("da", ["en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv"]),
];

/// All of a text in lower case, sorted. Of one, no more is said than `a day`, so ones are left out.
pub(super) fn all(lower: &str, language: &str) -> Vec<Quantity> {
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Some(number) = number(word, language).filter(|number| *number > 1) else { continue };
        let mut next = words.iter().skip(at + 1).skip_while(|word| BETWEEN.contains(word));
        if let Some(unit) = next.next().and_then(|word| unit(word, language)) {
            found.push(Quantity { unit, number });
        }
    }
    found.sort();
    found
}

fn unit(word: &str, language: &str) -> Option<Unit> {
    let mut units = UNITS.iter().filter(|(of, ..)| *of == language);
    let is_it = |end: &&str| {
        word == *end || (end.chars().count() > 2 && !end.starts_with("år") && word.ends_with(end))
    };
    units.find(|(_, _, ends)| ends.iter().any(is_it)).map(|(_, unit, _)| *unit)
}

fn number(word: &str, language: &str) -> Option<u32> {
    let words = NUMBERS.iter().find(|(of, _)| *of == language).map(|(_, words)| words)?;
    let spelt = (1..).zip(words).find(|(_, name)| *name == &word).map(|(number, _)| number);
    spelt.or_else(|| word.parse().ok())
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
    fn periods_are_read_in_every_language() {
        for (language, text, expect) in [
            ("en", "within three working days, or 30 days", "3 days, 30 days"),
            ("sv", "inom tre arbetsdagar, eller 30 dagar", "3 days, 30 days"),
            ("da", "senest tre arbejdsdage, eller 30 dage", "3 days, 30 days"),
            ("da", "senest 6 timer; et år", "6 hours"),
            ("sv", "de tolv månaderna, 30 kalenderdagar", "30 days, 12 months"),
            ("sv", "fyra vår", "none"),
            ("sv", "artikel 32 och en dag", "none"),
        ] {
            assert_eq!(list(&all(text, language)), expect, "{text}");
        }
    }
}
