//! What a text states that `pack.toml` asks for: each with the sentence it stands in, for a human to confirm.

mod dates;
mod facts;
mod kind;
mod lists;
mod registry;

use samtycke_record::registry::Scheme;

use crate::tree::{Block, lines};

pub(crate) use facts::facts;
pub(crate) use kind::{Kind, kind};
pub(crate) use lists::{Lists, lists};

/// Something that the text states, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found<T = String> {
    pub(crate) value: T,
    /// The sentence that it was read from.
    pub(crate) sentence: String,
}

impl<T> Found<T> {
    pub(crate) fn new(value: impl Into<T>, sentence: &str) -> Self {
        Self { value: value.into(), sentence: sentence.to_owned() }
    }
}

/// What one document states.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    pub(crate) vendor: Option<Found>,
    pub(crate) registry: Option<Found<Registry>>,
    /// A registration number that can't be one, as written.
    pub(crate) doubtful: Option<Found>,
    pub(crate) address: Option<Found>,
    pub(crate) email: Option<Found>,
    pub(crate) phone: Option<Found>,
    pub(crate) website: Option<Found>,
    pub(crate) authority: Option<Found<Authority>>,
    pub(crate) law: Option<Found>,
    /// The country whose law it is.
    pub(crate) country: Option<Found>,
    pub(crate) venue: Option<Found>,
    pub(crate) version: Option<Found>,
    pub(crate) effective: Option<Found>,
    pub(crate) breach_hours: Option<Found>,
    pub(crate) retention: Vec<Found>,
    pub(crate) additions: Option<Found>,
}

/// A registration number that fits its scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Registry {
    pub(crate) scheme: Scheme,
    pub(crate) id: String,
    /// ISO 3166-1 alpha-2.
    pub(crate) country: String,
}

/// A supervisory authority by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Authority {
    Sweden,
    Denmark,
    Norway,
    Finland,
}

impl Authority {
    pub(crate) fn name(self, language: &str) -> &'static str {
        match (self, language) {
            (Self::Sweden, "en") => "the Swedish Authority for Privacy Protection (IMY)",
            (Self::Sweden, _) => "Integritetsskyddsmyndigheten (IMY)",
            (Self::Denmark, "en") => "the Danish Data Protection Agency (Datatilsynet)",
            (Self::Norway, "en") => "the Norwegian Data Protection Authority (Datatilsynet)",
            (Self::Denmark | Self::Norway, _) => "Datatilsynet",
            (Self::Finland, "fi") => "Tietosuojavaltuutetun toimisto",
            (Self::Finland, _) => "Office of the Data Protection Ombudsman",
        }
    }

    pub(crate) fn url(self) -> &'static str {
        match self {
            Self::Sweden => "https://www.imy.se",
            Self::Denmark => "https://www.datatilsynet.dk",
            Self::Norway => "https://www.datatilsynet.no",
            Self::Finland => "https://tietosuoja.fi",
        }
    }
}

/// The sentences of a document. Cells of tables are sentences of their own.
pub(crate) fn sentences(blocks: &[Block]) -> Vec<String> {
    let mut out = Vec::new();
    for line in blocks.iter().flat_map(lines) {
        for cell in line.split('\t') {
            cut(cell, &mut out);
        }
    }
    out
}

/// Sentences end in a full stop with a capital after it.
fn cut(text: &str, out: &mut Vec<String>) {
    let mut start = 0;
    let mut ends = false;
    for (at, c) in text.char_indices() {
        let gap = text.get(..at).is_some_and(|before| before.ends_with(' '));
        if ends && gap && c.is_uppercase() && at - start > 25 {
            out.push(text.get(start..at).unwrap_or_default().trim().to_owned());
            start = at;
        }
        ends = matches!(c, '.' | '!' | '?') || (c == ' ' && ends);
    }
    let last = text.get(start..).unwrap_or_default().trim();
    if !last.is_empty() {
        out.push(last.to_owned());
    }
}
