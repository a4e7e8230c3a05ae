//! `bench/results/page.json`, as the comparison tells it.

use core::cmp::Ordering;

use serde::Deserialize;

use crate::{sizes::grouped, tables::row};

/// A run of `cargo xtask bench page`.
#[derive(Deserialize)]
pub(super) struct Run {
    date: String,
    machine: String,
    rounds: u32,
    measures: Vec<Measure>,
}

#[derive(Deserialize)]
struct Measure {
    id: String,
    title: String,
    unit: String,
    results: Vec<Outcome>,
}

#[derive(Deserialize)]
struct Outcome {
    id: String,
    who: String,
    version: String,
    /// Less is better in every measure.
    median: Option<f64>,
}

/// What a page gets that does as the quick start says.
const OURS: &str = "samtycke";
/// The page without any banner.
const NONE: &str = "none";

impl Outcome {
    fn is_peer(&self) -> bool {
        self.id != NONE && !self.id.starts_with(OURS)
    }
}

impl Measure {
    /// What stands over its column.
    fn head(&self) -> String {
        let name = match self.id.as_str() {
            "first-visit" => "banner stands",
            "first-paint" => "first paint",
            "return-visit" => "returning: script runs",
            "main-thread" => "main thread",
            "clicks-lost" => "clicks lost",
            "accept" => "accept",
            "preferences" => "preferences",
            "bytes" => "loaded",
            _ => &self.title,
        };
        format!("{name}, {}", self.unit)
    }

    fn of(&self, id: &str) -> Option<f64> {
        self.results.iter().find(|outcome| outcome.id == id)?.median
    }
}

impl Run {
    /// A row for each candidate, by the first measure.
    pub(super) fn table(&self) -> String {
        let Self { date, machine, rounds, measures } = self;
        let mut table = format!("\nMedians of {rounds} rounds on {date}, {machine}.\n\n");
        let heads = [String::new()].into_iter().chain(measures.iter().map(Measure::head));
        table.push_str(&row(heads));
        table.push_str(&format!("|---|{}\n", "--:|".repeat(measures.len())));
        for Outcome { id, who, version, .. } in self.candidates() {
            let name = if id.starts_with(OURS) { format!("**{who}**") } else { format!("{who} {version}") };
            let cells = measures.iter().map(|measure| measure.of(id).map(number).unwrap_or_default());
            table.push_str(&row([name.trim().to_owned()].into_iter().chain(cells)));
        }
        table
    }

    /// Each measure in which a peer is before our embed.
    pub(super) fn faster(&self) -> String {
        let lines = self.measures.iter().filter_map(|measure| {
            let ours = measure.of(OURS)?;
            let mut before: Vec<_> =
                measure.results.iter().filter(|one| one.is_peer() && one.median < Some(ours)).collect();
            before.retain(|one| one.median.is_some());
            before.sort_by(|a, b| by_median(a, b));
            let named: Vec<_> = before
                .iter()
                .filter_map(|one| Some(format!("{} {}", one.who, number(one.median?))))
                .collect();
            (!named.is_empty())
                .then(|| format!("- {}: {}; our embed {}.\n", measure.title, named.join(", "), number(ours)))
        });
        let lines: String = lines.collect();
        if lines.is_empty() { "\n- In none of these measures.\n".to_owned() } else { format!("\n{lines}") }
    }

    /// Everybody who was measured, the page without a banner last.
    fn candidates(&self) -> Vec<&Outcome> {
        let mut found: Vec<&Outcome> = Vec::new();
        for measure in &self.measures {
            let mut sorted: Vec<_> = measure.results.iter().collect();
            sorted.sort_by(|a, b| by_median(a, b));
            for outcome in sorted {
                if found.iter().all(|other| other.id != outcome.id) {
                    found.push(outcome);
                }
            }
        }
        found.sort_by_key(|outcome| outcome.id == NONE);
        found
    }
}

fn by_median(a: &Outcome, b: &Outcome) -> Ordering {
    a.median.partial_cmp(&b.median).unwrap_or(Ordering::Equal)
}

fn number(value: f64) -> String {
    let text = value.to_string();
    text.parse().map_or(text, grouped)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run() -> Result<Run, serde_json::Error> {
        serde_json::from_str(
            r#"{"date": "2026-11-22", "machine": "a computer", "rounds": 20, "measures": [
                {"id": "first-visit", "title": "First visit", "unit": "ms", "results": [
                    {"id": "samtycke", "who": "samtycke, embed", "version": "0.1.0", "median": 564},
                    {"id": "slow", "who": "slow", "version": "1.2.3", "median": 619}]},
                {"id": "new", "title": "Something new", "unit": "B", "results": [
                    {"id": "none", "who": "no banner", "version": "", "median": 0},
                    {"id": "samtycke", "who": "samtycke, embed", "version": "0.1.0", "median": 7459},
                    {"id": "slow", "who": "slow", "version": "1.2.3", "median": 6962},
                    {"id": "odd", "who": "odd", "version": "3", "median": null}]}]}"#,
        )
    }

    #[test]
    fn everybody_has_a_row_and_the_page_without_a_banner_the_last() -> Result<(), serde_json::Error> {
        let expected = "
Medians of 20 rounds on 2026-11-22, a computer.

|  | banner stands, ms | Something new, B |
|---|--:|--:|
| **samtycke, embed** | 564 | 7,459 |
| slow 1.2.3 | 619 | 6,962 |
| odd 3 |  |  |
| no banner |  | 0 |
";
        assert_eq!(run()?.table(), expected);
        Ok(())
    }

    #[test]
    fn who_is_before_us_is_named() -> Result<(), serde_json::Error> {
        assert_eq!(run()?.faster(), "\n- Something new: slow 6,962; our embed 7,459.\n");
        Ok(())
    }
}
