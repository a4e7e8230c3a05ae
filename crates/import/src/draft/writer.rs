//! Writes the lines of `pack.toml` and remembers what a human must look at.

use crate::propose::Found;
use crate::toml::{comment, string};
use crate::{Draft, Proposal};

pub(super) struct Writer {
    out: String,
    languages: Vec<&'static str>,
    proposals: Vec<Proposal>,
    missing: Vec<String>,
}

impl Writer {
    pub(super) fn new(languages: &[&'static str]) -> Self {
        Self { out: String::new(), languages: languages.to_vec(), proposals: Vec::new(), missing: Vec::new() }
    }

    pub(super) fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    pub(super) fn table(&mut self, head: &str) {
        self.line("");
        self.line(head);
    }

    /// A line with the sentence that it follows from.
    pub(super) fn confirmed(&mut self, key: &str, line: &str, value: &str, because: &str) {
        let because = comment(because);
        self.line(&format!("{line}  # confirm: \"{because}\""));
        self.proposals.push(Proposal::from((key, comment(value).as_str(), because.as_str())));
    }

    /// A text that was chosen.
    pub(super) fn text(&mut self, key: &str, name: &str, value: &str) {
        self.line(&format!("{name} = {}", string(value)));
        if value == "draft" {
            self.missing.push(key.to_owned());
        }
    }

    pub(super) fn missing(&mut self, key: &str) {
        self.missing.push(key.to_owned());
    }

    /// A text that was found, or one to fill in.
    pub(super) fn fact(&mut self, key: &str, name: &str, found: Option<Found>, hint: &str) {
        match found {
            Some(found) => {
                self.confirmed(
                    key,
                    &format!("{name} = {}", string(&found.value)),
                    &found.value,
                    &found.sentence,
                );
            }
            None => {
                self.line(&format!(
                    "{name} = {}",
                    string(&format!("{}: {hint}", samtycke_pack::author::FILL_IN))
                ));
                self.missing(key);
            }
        }
    }

    /// The same in every language.
    pub(super) fn texts(&mut self, key: &str, name: &str, hint: &str, of: impl Fn(&str) -> Option<Found>) {
        for language in self.languages.clone() {
            self.fact(&format!("{key}.{language}"), &format!("{name}.{language}"), of(language), hint);
        }
    }

    pub(super) fn into_draft(self, draft: Draft) -> Draft {
        Draft { pack: self.out, proposals: self.proposals, missing: self.missing, ..draft }
    }
}
