//! Acceptances over time, for a chart: days summed up to days, weeks or months, with a zero where nothing happened. Pure.

use std::ops::Range;
use std::time::{Duration, SystemTime};

use samtycke_record::{Timestamp, json_enum, json_object};

use crate::clock;

json_enum! {
    /// How long a step is, in UTC.
    pub enum Step {
        /// A day.
        Day = "day",
        /// From Monday on (ISO 8601).
        Week = "week",
        /// A calendar month.
        Month = "month",
    }
}

json_object! {
    /// One step.
    pub struct Count {
        /// Its first day, `2026-11-30`.
        pub from: String,
        /// How many records came in it.
        pub count: u32,
    }
}

/// Steps in one answer; ten years of days.
pub(crate) const LONGEST: usize = 3_660;

/// There would be more than [`LONGEST`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooLong;

/// Sums up `days` (date and count, in order). Begins and ends where the question does; where it leaves that open, with the
/// first and the last day that there is.
pub(crate) fn series(
    days: &[(String, i64)],
    step: Step,
    from: Option<&Timestamp>,
    to: Option<&Timestamp>,
) -> Result<Vec<Count>, TooLong> {
    let asked = |time: Option<&Timestamp>| time.and_then(|time| Day::parse(time.as_str()));
    let seen = |day: Option<&(String, i64)>| day.and_then(|(day, _)| Day::parse(day));
    let Some(first) = asked(from).or(seen(days.first())) else { return Ok(Vec::new()) };
    let last = asked(to).or(seen(days.last())).unwrap_or(first);
    let mut counts: Vec<Count> = Vec::new();
    let mut at = first.start_of(step);
    let begin = at;
    let before = |(day, _): &&(String, i64)| Day::parse(day).is_none_or(|day| day < begin);
    let mut days = days.iter().skip_while(before).peekable();
    while at <= last {
        if counts.len() >= LONGEST {
            return Err(TooLong);
        }
        let next = at.next(step).unwrap_or(Day(u64::MAX));
        let mut count = 0;
        while let Some((_, n)) = days.next_if(|(day, _)| Day::parse(day).is_some_and(|day| day < next)) {
            count += u32::try_from(*n).unwrap_or(u32::MAX);
        }
        counts.push(Count { from: at.text(), count });
        at = next;
    }
    Ok(counts)
}

/// Days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Day(u64);

const DAY: u64 = 86_400;

impl Day {
    /// From a text that begins with a date.
    fn parse(text: &str) -> Option<Self> {
        let midnight = [text.get(..10)?, "T00:00:00Z"].concat();
        let since = humantime::parse_rfc3339(&midnight).ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        Some(Self(since.as_secs() / DAY))
    }

    fn start_of(self, step: Step) -> Self {
        match step {
            Step::Day => self,
            // 1970-01-01 was a Thursday.
            Step::Week => Self(self.0.saturating_sub((self.0 + 3) % 7)),
            Step::Month => self.month(0).unwrap_or(self),
        }
    }

    /// The beginning of the step after the one that begins here; `None` after the year 9999.
    fn next(self, step: Step) -> Option<Self> {
        match step {
            Step::Day => Some(Self(self.0 + 1)),
            Step::Week => Some(Self(self.0 + 7)),
            Step::Month => self.month(1),
        }
    }

    /// The first of this month, or of one that comes later.
    fn month(self, later: u32) -> Option<Self> {
        let text = self.text();
        let part = |range: Range<usize>| text.get(range)?.parse::<u32>().ok();
        let months = part(0..4)? * 12 + part(5..7)? - 1 + later;
        Self::parse(&format!("{:04}-{:02}-01", months / 12, months % 12 + 1))
    }

    fn text(self) -> String {
        let at = SystemTime::UNIX_EPOCH + Duration::from_secs(self.0 * DAY);
        clock::timestamp(at).as_str().chars().take(10).collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn steps_have_no_gaps_and_begin_where_they_should() {
        let days =
            |days: &[(&str, i64)]| days.iter().map(|(d, n)| (String::from(*d), *n)).collect::<Vec<_>>();
        let time = |text: &str| Timestamp::parse(&format!("{text}T12:00:00.000Z")).unwrap();
        let data = days(&[("2023-12-31", 1), ("2024-02-28", 2), ("2024-03-01", 3)]);
        let shown = |step, from: Option<&str>, to: Option<&str>| {
            let (from, to) = (from.map(time), to.map(time));
            let counts = series(&data, step, from.as_ref(), to.as_ref()).unwrap();
            counts.iter().map(|c| format!("{} {}", c.from, c.count)).collect::<Vec<_>>().join(", ")
        };
        assert_eq!(shown(Step::Month, None, None), "2023-12-01 1, 2024-01-01 0, 2024-02-01 2, 2024-03-01 3");
        let weeks = shown(Step::Week, None, None);
        assert!(weeks.starts_with("2023-12-25 1, 2024-01-01 0, "), "{weeks}");
        assert!(weeks.ends_with("2024-02-19 0, 2024-02-26 5"), "{weeks}");
        let end = shown(Step::Day, Some("2024-02-28"), Some("2024-03-02"));
        assert_eq!(end, "2024-02-28 2, 2024-02-29 0, 2024-03-01 3, 2024-03-02 0");
        assert_eq!(series(&[], Step::Day, None, None).unwrap(), []);
        let long = series(&data, Step::Day, Some(&time("1990-01-01")), None);
        assert_eq!(long, Err(TooLong));
    }
}
