//! Days that exist.

/// How many days the month has; February has 29 when the year isn't known.
pub(super) fn days(month: u32, year: Option<u32>) -> u32 {
    let leap = year
        .is_none_or(|year| (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400));
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    }
}

/// Is it a day, written as 2026-09-01?
pub(super) fn is_day(text: &str) -> bool {
    let form = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let parts: Vec<Option<u32>> = text.split('-').map(|part| part.parse().ok()).collect();
    match parts[..] {
        [Some(year), Some(month), Some(day)] if form => (1..=days(month, Some(year))).contains(&day),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (text, expect) in [
            ("2026-09-01", true),
            ("2028-02-29", true),
            ("2026-02-29", false),
            ("2100-02-29", false),
            ("2026-04-31", false),
            ("2026-13-01", false),
            ("2026-9-01", false),
            ("2026-09-011", false),
            ("20260901", false),
            ("soon", false),
        ] {
            assert_eq!(is_day(text), expect, "{text}");
        }
    }
}
