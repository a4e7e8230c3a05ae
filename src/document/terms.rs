//! Defined terms: where a document uses what it defines, so that the reader can see the meaning there.
//!
//! Only the first use in each section is shown, so that the text stays calm; none in headings, in links, and of a term in
//! its own definition.

mod matching;
mod tip;

use samtycke_pack::Document;
use samtycke_pack::document::{Inline, Mark, plain_text};

use super::leaves::{self, Leaf, Role};
use matching::Matcher;

pub(crate) use tip::TermTip;

/// The defined terms of a document, and where it uses them.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Terms {
    terms: Vec<Term>,
    /// In reading order.
    uses: Vec<Use>,
}

#[derive(Debug, PartialEq)]
struct Term {
    /// The leaf that says it.
    leaf: u32,
    meaning: String,
}

/// A term in a leaf, in bytes of its plain text.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Use {
    leaf: u32,
    start: usize,
    end: usize,
    term: usize,
}

/// Text, cut where terms are used.
#[derive(Debug, PartialEq)]
pub(crate) enum Piece<'a> {
    Text(&'a str),
    /// Words that use the term of this number.
    Term(usize, &'a str),
}

/// What a definition has as its id: with a `_`, which no anchor of a document has.
pub(crate) fn anchor(term: usize) -> String {
    let mut id = String::from("term_");
    id.push_str(&term.to_string());
    id
}

impl Terms {
    /// Reads the document once, or twice where it defines anything.
    pub(crate) fn of(document: &Document) -> Self {
        let (mut terms, mut names) = (Vec::new(), Vec::new());
        leaves::each(&document.blocks, &mut 0, &mut |leaf| match (leaf.role, terms.last_mut()) {
            (Role::Term, _) => {
                names.push(plain_text(leaf.text));
                terms.push(Term { leaf: leaf.number, meaning: String::new() });
            }
            (Role::Meaning, Some(Term { meaning, .. })) => *meaning = plain_text(leaf.text),
            _ => {}
        });
        let matcher = Matcher::new(&names, &document.language);
        let mut found =
            Finder { matcher: &matcher, shown: vec![0; terms.len()], section: 1, uses: Vec::new() };
        if !matcher.is_empty() {
            let mut defining = None;
            leaves::each(&document.blocks, &mut 0, &mut |leaf| match leaf.role {
                Role::Heading => found.section += 1,
                Role::Term => defining = Some(defining.map_or(0, |term| term + 1)),
                Role::Meaning => found.leaf(leaf, defining),
                Role::Clause | Role::Text => found.leaf(leaf, None),
                Role::Head => {}
            });
        }
        let uses = found.uses;
        Self { terms, uses }
    }

    /// The number of the term that this leaf defines.
    pub(crate) fn defined_in(&self, leaf: u32) -> Option<usize> {
        self.terms.binary_search_by_key(&leaf, |term| term.leaf).ok()
    }

    /// The leaf that is defined at what has this anchor.
    pub(crate) fn leaf_of(&self, anchor: &str) -> Option<u32> {
        let term: usize = anchor.strip_prefix("term_")?.parse().ok()?;
        self.terms.get(term).map(|term| term.leaf)
    }

    /// What a term means.
    pub(crate) fn meaning(&self, term: usize) -> Option<&str> {
        self.terms.get(term).map(|term| term.meaning.as_str())
    }

    /// The uses in a leaf, for whoever draws its text from the beginning to the end.
    pub(crate) fn uses(&self, leaf: u32) -> Uses<'_> {
        let start = self.uses.partition_point(|one| one.leaf < leaf);
        let end = self.uses.partition_point(|one| one.leaf <= leaf);
        Uses { left: self.uses.get(start..end).unwrap_or_default(), at: 0 }
    }
}

/// Uses of terms in a leaf that is being drawn.
#[derive(Default)]
pub(crate) struct Uses<'a> {
    left: &'a [Use],
    at: usize,
}

impl Uses<'_> {
    /// Cuts the leaf's next run of text. Every run has to come here, those in links too.
    pub(crate) fn cut<'t>(&mut self, text: &'t str) -> Vec<Piece<'t>> {
        let (start, end) = (self.at, self.at + text.len());
        let (mut pieces, mut done) = (Vec::new(), 0);
        while let Some((next, left)) = self.left.split_first().filter(|(next, _)| next.end <= end) {
            self.left = left;
            let (from, to) = (next.start.saturating_sub(start), next.end - start);
            if let (Some(before), Some(words)) = (text.get(done..from), text.get(from..to)) {
                if !before.is_empty() {
                    pieces.push(Piece::Text(before));
                }
                pieces.push(Piece::Term(next.term, words));
                done = to;
            }
        }
        self.at = end;
        if let Some(rest) = text.get(done..).filter(|rest| !rest.is_empty()) {
            pieces.push(Piece::Text(rest));
        }
        pieces
    }
}

/// Collects the first use of each term in each section.
struct Finder<'a> {
    matcher: &'a Matcher,
    /// By term: the last section that has one.
    shown: Vec<u32>,
    section: u32,
    uses: Vec<Use>,
}

impl Finder<'_> {
    fn leaf(&mut self, leaf: Leaf<'_>, defining: Option<usize>) {
        let (mut text, mut runs) = (String::new(), Vec::new());
        gather(leaf.text, &mut text, &mut runs);
        for (start, end) in runs {
            self.matcher.each(&text, start, end, &mut |term, start, end| {
                let Some(shown) = self.shown.get_mut(term).filter(|shown| **shown < self.section) else {
                    return;
                };
                if defining == Some(term) {
                    return;
                }
                *shown = self.section;
                self.uses.push(Use { leaf: leaf.number, start, end, term });
            });
        }
    }
}

/// The plain text, and the runs of it that are no link.
fn gather(inlines: &[Inline], text: &mut String, runs: &mut Vec<(usize, usize)>) {
    for inline in inlines {
        match inline {
            Inline::Text(words) => {
                let start = text.len();
                text.push_str(words);
                runs.push((start, text.len()));
            }
            Inline::Mark(Mark::Strong(inner) | Mark::Emphasis(inner)) => gather(inner, text, runs),
            Inline::Mark(Mark::Link(link)) => text.push_str(&plain_text(&link.text)),
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
