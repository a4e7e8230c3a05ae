//! The versions of a document: those before, the one in force, those announced.

use core::cmp::Ordering;

use samtycke_pack::manifest::DocumentEntry;
use yew::prelude::*;

use crate::browser::clock;
use crate::html::html;
use crate::links::{Links, Target};
use crate::messages::Messages;

/// Where a version stands in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When<'a> {
    /// Replaced on that date.
    Until(&'a str),
    /// In force from that date.
    InForce(&'a str),
    /// Announced for that date.
    From(&'a str),
    /// Announced for a date that has come: the pack was not published again.
    Due(&'a str),
}

/// A version as the list shows it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    pub(super) version: &'a str,
    pub(super) when: When<'a>,
    /// The version before it, when there is one to compare it with.
    pub(super) before: Option<&'a str>,
}

/// All versions, the newest first. `today` is `YYYY-MM-DD`.
pub(super) fn lines<'a>(entry: &'a DocumentEntry, today: &str) -> Vec<Line<'a>> {
    let all = entry.history();
    let current = entry.upcoming.as_ref().map_or(0, Vec::len);
    let mut newer = "";
    let mut lines = Vec::new();
    for (index, (version, effective, _)) in all.iter().copied().enumerate() {
        let when = match index.cmp(&current) {
            Ordering::Less if effective <= today => When::Due(effective),
            Ordering::Less => When::From(effective),
            Ordering::Equal => When::InForce(effective),
            Ordering::Greater => When::Until(newer),
        };
        lines.push(Line { version, when, before: all.get(index + 1).map(|(version, ..)| *version) });
        newer = effective;
    }
    lines
}

/// A target of this document: that version, or what changed in it since another.
pub(super) fn target(entry: &DocumentEntry, version: &str, since: Option<&str>) -> Target {
    Target {
        version: (version != entry.version).then(|| version.to_owned()),
        since: since.map(String::from),
        ..Target::document(&entry.id)
    }
}

/// A link to a place in the pack.
pub(super) fn link(links: &Links, target: &Target, text: &str) -> Html {
    html! { <a href={links.href(target)} onclick={links.onclick(target)}>{ text }</a> }
}

/// The list of versions, when there are several.
pub(super) fn list(entry: &DocumentEntry, links: &Links, words: &'static Messages) -> Html {
    let lines = lines(entry, &clock::today());
    if lines.len() < 2 {
        return Html::default();
    }
    let shown = links.here.version.as_deref().unwrap_or(&entry.version);
    let reading = &words.reading;
    let items = lines.iter().map(|line| {
        let text = format!("{} {}", words.version, line.version);
        let own = target(entry, line.version, None);
        let current = (line.version == shown && links.here.since.is_none()).then_some("true");
        let (told, date, change) = match line.when {
            When::Until(until) => (reading.until, until, reading.changed),
            When::InForce(from) => (reading.in_force, from, reading.changed),
            When::From(from) => (reading.announced, from, reading.changes),
            When::Due(from) => (reading.due, from, reading.changes),
        };
        let when = format!("{told} {}", clock::long_date(date, words.tag));
        let compare = compared(&lines, line.version, shown)
            .map(|(since, to)| link(links, &target(entry, to, Some(since)), reading.compare));
        let change =
            line.before.map(|before| link(links, &target(entry, line.version, Some(before)), change));
        html! {
            <li>
                <a href={links.href(&own)} onclick={links.onclick(&own)} aria-current={current}>{ text }</a>
                <small>{ when }</small>
                <span class="ways">{ change }{ compare }</span>
            </li>
        }
    });
    html! {
        <details part="versions" class="versions">
            <summary>{ format!("{} ({})", reading.versions, lines.len()) }</summary>
            <ul>{ for items }</ul>
        </details>
    }
}

/// The older and the newer of a version and the one that is read, where no other link compares them.
fn compared<'a>(lines: &[Line<'a>], version: &'a str, shown: &'a str) -> Option<(&'a str, &'a str)> {
    let place = |wanted: &str| lines.iter().position(|line| line.version == wanted);
    let (one, other) = (place(version)?, place(shown)?);
    match one.abs_diff(other) {
        0 | 1 => None,
        _ if one < other => Some((shown, version)),
        _ => Some((version, shown)),
    }
}

/// What stands above a version that isn't in force.
pub(super) fn band(entry: &DocumentEntry, links: &Links, words: &'static Messages) -> Html {
    let lines = lines(entry, &clock::today());
    let Some(version) = links.here.version.as_deref() else { return Html::default() };
    let Some(line) = lines.iter().find(|line| line.version == version) else { return Html::default() };
    let reading = &words.reading;
    let (told, since) = match line.when {
        When::InForce(_) => return Html::default(),
        When::Until(until) => (
            format!("{}: {} {}.", reading.earlier, reading.until, clock::long_date(until, words.tag)),
            Target { since: Some(version.to_owned()), ..Target::document(&entry.id) },
        ),
        When::From(from) => (
            format!("{}: {} {}.", reading.later, reading.from, clock::long_date(from, words.tag)),
            target(entry, version, Some(&entry.version)),
        ),
        When::Due(from) => (
            format!("{}: {} {}.", reading.later, reading.due, clock::long_date(from, words.tag)),
            target(entry, version, Some(&entry.version)),
        ),
    };
    html! {
        <div part="band" class="band" role="note">
            <p>{ told }</p>
            <p class="ways">
                { link(links, &Target::document(&entry.id), reading.current) }
                { link(links, &since, if matches!(line.when, When::From(_) | When::Due(_)) { reading.changes } else { reading.changed }) }
            </p>
        </div>
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use samtycke_pack::manifest::{Edition, Text};

    use super::*;

    #[test]
    fn versions_stand_in_order_of_time_each_with_the_one_before() {
        let edition = |version: &str, effective: &str| Edition {
            version: version.into(),
            effective: effective.into(),
            summary: None,
            change: None,
            files: Vec::new(),
            renewal: None,
        };
        let entry = DocumentEntry {
            id: "dpa".into(),
            r#type: "dpa".into(),
            version: "2.0".into(),
            effective: "2026-09-01".into(),
            title: Text::default(),
            relations: Vec::new(),
            files: Vec::new(),
            summary: None,
            change: None,
            versions: Some(vec![edition("1.1", "2026-03-01"), edition("1.0", "2026-01-01")]),
            renewal: None,
            upcoming: Some(vec![edition("3.0", "2027-01-01"), edition("4.0", "2028-01-01")]),
        };
        let line = |version, when, before| Line { version, when, before };
        assert_eq!(
            lines(&entry, "2026-11-22"),
            [
                line("4.0", When::From("2028-01-01"), Some("3.0")),
                line("3.0", When::From("2027-01-01"), Some("2.0")),
                line("2.0", When::InForce("2026-09-01"), Some("1.1")),
                line("1.1", When::Until("2026-09-01"), Some("1.0")),
                line("1.0", When::Until("2026-03-01"), None),
            ]
        );
        let lines = lines(&entry, "2027-01-01");
        assert_eq!(lines[1].when, When::Due("2027-01-01"));
        for (version, shown, expect) in [
            ("1.0", "2.0", Some(("1.0", "2.0"))),
            ("4.0", "2.0", Some(("2.0", "4.0"))),
            ("1.1", "2.0", None),
            ("2.0", "2.0", None),
            ("2.0", "9.9", None),
        ] {
            assert_eq!(compared(&lines, version, shown), expect, "{version} {shown}");
        }
    }
}
