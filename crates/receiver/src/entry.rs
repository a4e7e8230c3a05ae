//! What a record is found by, taken from the record alone. Pure.

use std::collections::HashSet;

use samtycke_record::acceptance::{Acceptance, Act, EventType};
use samtycke_record::consent::Consent;
use samtycke_record::registry::Registration;
use samtycke_record::{Record, json_enum};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

json_enum! {
    /// The two kinds of record.
    pub enum Kind {
        /// An act on documents, for an organisation.
        Acceptance = "acceptance",
        /// An answer about cookies.
        Consent = "consent",
    }
}

/// A line of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) kind: Kind,
    pub(crate) event: &'static str,
    /// When the person acted, by their own clock.
    pub(crate) acted_at: String,
    pub(crate) origin: String,
    pub(crate) role: Option<String>,
    pub(crate) customer: Option<Customer>,
    /// The signatory's, in lower case.
    pub(crate) email: Option<String>,
    pub(crate) documents: Vec<EntryDocument>,
    /// Of an answer about cookies, `service:state` for each service, with spaces between.
    pub(crate) purposes: Option<String>,
}

/// Who accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Customer {
    pub(crate) company: String,
    /// The same, folded.
    pub(crate) folded: String,
    pub(crate) scheme: &'static str,
    pub(crate) registration: String,
    /// What tells customers apart.
    pub(crate) key: String,
}

/// A document that a record names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EntryDocument {
    pub(crate) document: String,
    pub(crate) version: String,
    pub(crate) language: String,
    pub(crate) act: &'static str,
}

/// Those that leave an acceptance behind.
pub(crate) const ACCEPTING: [EventType; 4] =
    [EventType::Agree, EventType::Acknowledge, EventType::Reaccept, EventType::AmendAnnex];

/// More than an offer to read it.
pub(crate) const ACCEPTED: [Act; 2] = [Act::Agree, Act::Acknowledge];

impl Entry {
    /// `vendor` is the number of the pack's vendor: who of the two parties the customer is. Without a pack it is the
    /// second, as the widget writes them.
    pub(crate) fn of(record: &Record, vendor: Option<&Registration>) -> Self {
        match record {
            Record::Acceptance(record) => Self::of_acceptance(record, vendor),
            Record::Consent(record) => Self::of_consent(record),
        }
    }

    /// Does it leave an acceptance behind?
    pub(crate) fn is_accepting(&self) -> bool {
        ACCEPTING.iter().any(|event| event.as_str() == self.event)
    }

    fn of_acceptance(record: &Acceptance, vendor: Option<&Registration>) -> Self {
        let named = vendor.and_then(|vendor| record.parties.iter().find(|party| party.registry != *vendor));
        let party = named.or(record.parties.get(1));
        let email = collected(&record.signatory.email).map(|email| bounded(&email.to_lowercase()));
        let customer = party.map(|party| Customer::new(&party.name, &party.registry));
        let documents = record.documents.iter().map(|document| EntryDocument {
            document: bounded(&document.id),
            version: bounded(&document.version),
            language: bounded(&document.language),
            act: document.act.as_str(),
        });
        // Long ids may be the same as far as they are kept.
        let mut named = HashSet::new();
        let documents = documents.filter(|document| named.insert(document.document.clone()));
        Self {
            kind: Kind::Acceptance,
            event: record.event.r#type.as_str(),
            acted_at: record.event.time.to_string(),
            origin: bounded(&record.context.origin),
            role: Some(bounded(&record.role)),
            customer,
            email,
            documents: documents.collect(),
            purposes: None,
        }
    }

    fn of_consent(record: &Consent) -> Self {
        let purposes =
            record.purposes.iter().map(|purpose| [&purpose.id, ":", purpose.state.as_str()].concat());
        Self {
            kind: Kind::Consent,
            event: record.event.r#type.as_str(),
            acted_at: record.event.time.to_string(),
            origin: bounded(&record.context.origin),
            role: None,
            customer: None,
            email: None,
            documents: vec![EntryDocument {
                document: bounded(&record.notice.document),
                version: bounded(&record.notice.version),
                language: bounded(&record.notice.language),
                act: "notice",
            }],
            purposes: Some(without_nul(&purposes.collect::<Vec<_>>().join(" "))),
        }
    }
}

impl EntryDocument {
    /// Was it more than an offer?
    pub(crate) fn is_accepted(&self) -> bool {
        ACCEPTED.iter().any(|act| act.as_str() == self.act)
    }
}

impl Customer {
    fn new(name: &str, registry: &Registration) -> Self {
        let scheme = registry.scheme.as_str();
        Self {
            company: bounded(name),
            folded: bounded(&fold(name)),
            scheme,
            registration: bounded(&registry.id),
            key: bounded(&customer_key(registry)),
        }
    }
}

/// What tells customers apart: the registration, written in one way.
pub(crate) fn customer_key(registry: &Registration) -> String {
    [registry.scheme.as_str(), " ", &registry.id].concat()
}

/// Bytes of one text in the index. PostgreSQL takes 2,704 in an entry of an index, and no entry has more than two texts
/// that a stranger wrote.
const LONGEST: usize = 640;

/// As much of a text as the index takes: who sends one that is longer, or a NUL, which PostgreSQL's texts can't have, must
/// not keep the others of its group from being stored.
fn bounded(text: &str) -> String {
    let text = without_nul(text);
    let end = text.floor_char_boundary(LONGEST);
    text.get(..end).unwrap_or_default().to_owned()
}

fn without_nul(text: &str) -> String {
    text.replace('\0', "")
}

fn collected(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty() && *text != "not collected")
}

/// As names are compared: without case, accents, and the difference between å and a, ø and o, æ and ae, ß and ss; white
/// space is one space.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'æ' => folded.push_str("ae"),
            'ø' => folded.push('o'),
            'œ' => folded.push_str("oe"),
            'ß' => folded.push_str("ss"),
            'þ' => folded.push_str("th"),
            'ð' | 'đ' => folded.push('d'),
            'ł' => folded.push('l'),
            c if c.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            // What a capital I with a dot leaves behind.
            c if is_combining_mark(c) => {}
            c => folded.push(c),
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_stranger_wrote_fits_into_the_index() {
        for (text, expect) in [
            ("Fjordcaféen ApS".to_owned(), "Fjordcaféen ApS".to_owned()),
            ("a\0b".into(), "ab".into()),
            ("x".repeat(5_000), "x".repeat(640)),
            // Two bytes each, and one that would be cut in the middle.
            (["x", &"å".repeat(400)].concat(), ["x", &"å".repeat(319)].concat()),
        ] {
            assert_eq!(bounded(&text), expect);
        }
    }

    #[test]
    fn names_are_compared_without_case_accents_and_marks() {
        for (name, expect) in [
            ("Fjordcaféen ApS", "fjordcafeen aps"),
            ("FJORDCAFE\u{301}EN  APS", "fjordcafeen aps"),
            ("Ångström Öl & Ärtor AB", "angstrom ol & artor ab"),
            ("Smørrebrød Æble ÆRØ", "smorrebrod aeble aero"),
            ("Straße GmbH", "strasse gmbh"),
            ("Þór & Ðúi hf.", "thor & dui hf."),
            ("İstanbul", "istanbul"),
            (" \u{a0}Łódź\t", "lodz"),
            ("Ａｃｍｅ", "acme"),
            ("", ""),
        ] {
            assert_eq!(fold(name), expect, "{name}");
        }
    }
}
