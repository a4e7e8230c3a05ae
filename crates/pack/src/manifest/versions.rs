//! Versions of a document before and after the one in force, and whom a change concerns.

use core::cmp::Ordering;

use samtycke_record::{Digest, json_object};

use super::{DocumentEntry, DocumentFile, Renewal, Text};
use crate::redline::Change;

json_object! {
    /// A version of a document that is not the one in force: an earlier one, or one that is announced.
    pub struct Edition {
        /// Version.
        pub version: String,
        /// Effective date, `YYYY-MM-DD`.
        pub effective: String,
        /// In the author's words, what changed since the version before.
        pub summary: Option<Text>,
        /// How much changed since the version before; absent in the first.
        pub change: Option<Change>,
        /// One for each language that the pack then had.
        pub files: Vec<DocumentFile>,
        /// As of the version in force.
        pub renewal: Option<Renewal>,
    }
}

impl Edition {
    /// The file in that language.
    pub fn file(&self, language: &str) -> Option<&DocumentFile> {
        self.files.iter().find(|file| file.language == language)
    }
}

json_object! {
    /// What changed since the version before: `redlines/<hex>.json` beside the manifest, and a plain HTML page.
    pub struct RedlineFile {
        /// SHA-256 of the file's bytes.
        pub sha256: Digest,
        /// The plain HTML page, relative to the manifest.
        pub page: String,
    }
}

/// What a text that somebody accepted is to the version in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is that version, in one of its languages.
    InForce,
    /// An earlier version; since then nothing but typography changed.
    Reworded,
    /// An earlier version; since then it says something else.
    Superseded,
    /// A version that is announced.
    Upcoming,
    /// None of this document's versions.
    Unknown,
}

impl Standing {
    /// Is whoever accepted it asked again?
    pub fn asks_again(self) -> bool {
        match self {
            Self::InForce | Self::Reworded | Self::Upcoming => false,
            Self::Superseded | Self::Unknown => true,
        }
    }
}

impl DocumentEntry {
    /// The file of a version in that language; `None` stands for the version in force.
    pub fn edition(&self, version: Option<&str>, language: &str) -> Option<&DocumentFile> {
        self.files_of(version)?.iter().find(|file| file.language == language)
    }

    /// The same, or, where that version lacks the language, the first that it has.
    pub fn text(&self, version: Option<&str>, language: &str) -> Option<&DocumentFile> {
        self.edition(version, language).or(self.files_of(version)?.first())
    }

    /// All versions with their dates and summaries, the newest first: those announced, the one in force, the earlier ones.
    pub fn history(&self) -> Vec<(&str, &str, Option<&Text>)> {
        fn of(edition: &Edition) -> (&str, &str, Option<&Text>) {
            (&edition.version, &edition.effective, edition.summary.as_ref())
        }
        let announced = self.upcoming.iter().flatten().rev().map(of);
        let current = (self.version.as_str(), self.effective.as_str(), self.summary.as_ref());
        announced.chain([current]).chain(self.versions.iter().flatten().map(of)).collect()
    }

    fn files_of(&self, version: Option<&str>) -> Option<&[DocumentFile]> {
        match version.filter(|version| *version != self.version) {
            None => Some(&self.files),
            Some(version) => {
                let mut others = self.versions.iter().chain(&self.upcoming).flatten();
                others.find(|edition| edition.version == version).map(|edition| edition.files.as_slice())
            }
        }
    }

    /// What the text of that digest, accepted once, is to the version in force.
    pub fn standing(&self, accepted: &Digest) -> Standing {
        let has = |files: &[DocumentFile]| files.iter().any(|file| file.sha256 == *accepted);
        if has(&self.files) {
            return Standing::InForce;
        }
        // What the version above this one changed, and all that came after it.
        let mut since = self.change.unwrap_or(Change::Substantive);
        for earlier in self.versions.iter().flatten() {
            if has(&earlier.files) {
                return if since == Change::Substantive { Standing::Superseded } else { Standing::Reworded };
            }
            since = since.worse(earlier.change.unwrap_or(Change::Substantive));
        }
        if self.upcoming.iter().flatten().any(|edition| has(&edition.files)) {
            Standing::Upcoming
        } else {
            Standing::Unknown
        }
    }
}

/// The order of versions: numbers as numbers, so that 2.10 comes after 2.9.
pub fn version_order(a: &str, b: &str) -> Ordering {
    let parts = |text: &str| -> Vec<(usize, String)> {
        // A number's length, without leading zeros, decides before its digits do.
        let part = |part: &str| {
            let digits = part.bytes().all(|byte| byte.is_ascii_digit());
            let part = if digits { part.trim_start_matches('0') } else { part };
            (if digits { part.len() } else { usize::MAX }, part.to_owned())
        };
        text.split(['.', '-', '_']).map(part).collect()
    };
    parts(a).cmp(&parts(b)).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_ordered_as_people_count() {
        for (lower, higher) in [
            ("1.0", "1.1"),
            ("1.9", "1.10"),
            ("2", "2.1"),
            ("2026-09", "2026-10"),
            ("1.0", "1.0-a"),
            ("9", "10"),
        ] {
            assert_eq!(version_order(lower, higher), Ordering::Less, "{lower} {higher}");
            assert_eq!(version_order(higher, lower), Ordering::Greater, "{lower} {higher}");
        }
        assert_eq!(version_order("1.0", "1.0"), Ordering::Equal);
    }
}
