//! What is new to this reader. Remembered is the version of each document that was read here, in this browser, and
//! nothing else: no time, no id.

use samtycke_pack::manifest::{DocumentEntry, Text};
use samtycke_pack::redline::Change;

use crate::browser::storage;

/// What a version that was read means for the one in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum News {
    /// Nothing that this reader doesn't know: it may be remembered that the version in force was read.
    None,
    /// This version was read; since then the text says something else.
    Since(String),
}

/// Pure: what is new to who has read that version.
pub(super) fn news(entry: &DocumentEntry, read: Option<&str>) -> News {
    let Some(read) = read else { return News::None };
    let mut since = entry.change.unwrap_or(Change::None);
    for earlier in entry.versions.iter().flatten() {
        if earlier.version == read {
            return if since == Change::Substantive { News::Since(read.to_owned()) } else { News::None };
        }
        since = since.worse(earlier.change.unwrap_or(Change::None));
    }
    News::None
}

/// Pure: what the authors say of each version since that one, with its number, the newest first.
pub(super) fn told<'e>(entry: &'e DocumentEntry, since: &str) -> Vec<(&'e str, &'e Text)> {
    let current = (entry.version.as_str(), entry.summary.as_ref());
    let earlier = entry.versions.iter().flatten();
    let earlier = earlier.map(|edition| (edition.version.as_str(), edition.summary.as_ref()));
    let newer = std::iter::once(current).chain(earlier).take_while(|(version, _)| *version != since);
    newer.filter_map(|(version, summary)| Some((version, summary?))).collect()
}

/// Pure: does what changed since that version tell all that is new to who has read the other one?
pub(super) fn tells_all(entry: &DocumentEntry, since: &str, read: Option<&str>) -> bool {
    let earlier = || entry.versions.iter().flatten().map(|edition| edition.version.as_str());
    let age = |version: &str| earlier().position(|earlier| earlier == version);
    match (age(since), read.and_then(age)) {
        (Some(since), Some(read)) => since >= read,
        (Some(_), None) => true,
        (None, _) => false,
    }
}

/// The version of the document that was read here.
pub(super) fn read(pack: &str, document: &str) -> Option<String> {
    storage::read(&key(pack, document))
}

/// Remembers that it was read. Where the browser keeps nothing, the reader is told nothing new.
pub(super) fn remember(pack: &str, document: &str, version: &str) {
    let _ = storage::write(&key(pack, document), version);
}

fn key(pack: &str, document: &str) -> String {
    format!("samtycke-read:{pack}/{document}")
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use samtycke_pack::manifest::Edition;

    use super::*;

    fn entry(change: Change, earlier: &[(&str, Option<Change>)]) -> DocumentEntry {
        let edition = |(version, change): &(&str, Option<Change>)| Edition {
            version: (*version).to_owned(),
            effective: "2026-01-01".into(),
            summary: None,
            change: *change,
            files: Vec::new(),
            renewal: None,
        };
        DocumentEntry {
            id: "dpa".into(),
            r#type: "dpa".into(),
            version: "3.0".into(),
            effective: "2026-09-01".into(),
            title: Text::default(),
            relations: Vec::new(),
            files: Vec::new(),
            summary: None,
            change: Some(change),
            versions: Some(earlier.iter().map(edition).collect()),
            renewal: None,
            upcoming: None,
        }
    }

    #[test]
    fn what_changed_tells_all_when_it_begins_at_the_version_that_was_read_or_before() {
        let entry = entry(Change::Substantive, &[("2.0", Some(Change::Substantive)), ("1.0", None)]);
        for (since, read, expect) in [
            ("2.0", Some("2.0"), true),
            ("1.0", Some("2.0"), true),
            ("2.0", Some("1.0"), false),
            ("2.0", None, true),
            ("9.9", Some("2.0"), false),
            ("3.0", Some("3.0"), false),
        ] {
            assert_eq!(tells_all(&entry, since, read), expect, "{since} {read:?}");
        }
    }

    #[test]
    fn whoever_skipped_versions_is_told_what_each_of_them_changed() {
        let said = |text: &str| Some(Text::new(vec![("da".into(), text.into())]));
        let mut entry = entry(Change::Typographic, &[("2.0", None), ("1.1", None), ("1.0", None)]);
        let told = |entry: &DocumentEntry, since: &str| -> Vec<String> {
            told(entry, since).iter().map(|(version, text)| format!("{version} {}", text.get("da"))).collect()
        };
        for (edition, summary) in entry.versions.iter_mut().flatten().zip(["Frist.", "", "Begyndelsen."]) {
            edition.summary = said(summary).filter(|_| !summary.is_empty());
        }
        assert_eq!(told(&entry, "1.0"), ["2.0 Frist."], "3.0 changed nothing but typography");
        assert_eq!(told(&entry, "2.0"), [""; 0]);
        entry.summary = said("Pris.");
        assert_eq!(told(&entry, "1.1"), ["3.0 Pris.", "2.0 Frist."]);
        assert_eq!(told(&entry, "2.0"), ["3.0 Pris."]);
    }

    #[test]
    fn only_who_read_an_earlier_version_that_said_something_else_is_told() {
        use Change::{Substantive, Typographic};
        let since = |version: &str| News::Since(version.to_owned());
        for (change, earlier, read, expect) in [
            (Substantive, vec![("2.0", None)], None, News::None),
            (Substantive, vec![("2.0", None)], Some("3.0"), News::None),
            (Substantive, vec![("2.0", None)], Some("2.0"), since("2.0")),
            (Typographic, vec![("2.0", None)], Some("2.0"), News::None),
            (Typographic, vec![("2.0", Some(Substantive)), ("1.0", None)], Some("2.0"), News::None),
            (Typographic, vec![("2.0", Some(Substantive)), ("1.0", None)], Some("1.0"), since("1.0")),
            (Substantive, vec![("2.0", None)], Some("0.9"), News::None),
        ] {
            assert_eq!(news(&entry(change, &earlier), read), expect, "{change:?} {earlier:?} {read:?}");
        }
    }
}
