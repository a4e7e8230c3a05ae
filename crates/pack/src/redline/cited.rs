//! Numbers that texts name: one that changes and is named makes the text say something else, though no word of it changed.

use core::cmp::Ordering;
use std::collections::HashSet;

use super::node::Node;
use super::{Change, Changed, Label, Part, Step, meaning};
use crate::document::{Inline, Mark, plain_text};
use crate::manifest::version_order;

/// Words that can stand in a range: "4.1 to and including 4.3".
const BETWEEN: usize = 3;

/// Clauses and headings that got another number, where that was all that changed, count as substantive when the old or the
/// new text names them. Gives the worst of it.
pub(super) fn weigh(steps: &mut [Step], texts: [&[Node]; 2]) -> Change {
    let mut cited: Option<Cited> = None;
    raise(steps, |label| cited.get_or_insert_with(|| Cited::of(texts)).names(label))
}

/// The same for whatever names them.
pub(super) fn raise(steps: &mut [Step], mut is_named: impl FnMut(&Label) -> bool) -> Change {
    let mut worst = Change::None;
    for step in steps {
        if let Step::Changed(Changed { change: change @ Change::Typographic, part, .. }) = step
            && labels(part).into_iter().any(&mut is_named)
        {
            *change = Change::Substantive;
            worst = Change::Substantive;
        }
    }
    worst
}

/// The old and the new labels of what is renumbered.
fn labels(part: &Part) -> Vec<&Label> {
    let own = part.was.iter().chain(part.label.iter().filter(|_| part.was.is_some()));
    own.chain(part.parts.iter().flat_map(labels)).collect()
}

/// What the texts of a document refer to.
#[derive(Default)]
struct Cited {
    numbers: HashSet<String>,
    /// "4.1–4.3" names 4.2 as well.
    ranges: HashSet<(String, String)>,
    links: HashSet<String>,
}

impl Cited {
    fn of(texts: [&[Node]; 2]) -> Self {
        let mut cited = Self::default();
        texts.into_iter().flatten().for_each(|node| cited.read(node));
        cited
    }

    fn read(&mut self, node: &Node) {
        self.links_of(&node.text);
        let text = meaning::shapes(&plain_text(&node.text));
        let mut last: Option<(&str, usize)> = None;
        for chunk in text.split(|c: char| c.is_whitespace() || c == '-') {
            let mut is_word = !chunk.is_empty();
            for number in numbers(chunk) {
                is_word = false;
                if let Some((first, _)) = last.filter(|(_, words)| *words <= BETWEEN)
                    && version_order(first, number) == Ordering::Less
                {
                    self.ranges.insert((first.to_owned(), number.to_owned()));
                }
                self.numbers.insert(number.to_owned());
                last = Some((number, 0));
            }
            if let Some((_, words)) = last.as_mut().filter(|_| is_word) {
                *words += 1;
            }
        }
        node.children.iter().for_each(|child| self.read(child));
    }

    fn links_of(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(_) => {}
                Inline::Mark(Mark::Strong(inner) | Mark::Emphasis(inner)) => self.links_of(inner),
                Inline::Mark(Mark::Link(link)) => {
                    let anchor = link.to.split_once('#').map(|(_, anchor)| anchor.to_owned());
                    self.links.extend(anchor);
                    self.links_of(&link.text);
                }
            }
        }
    }

    fn names(&self, label: &Label) -> bool {
        let named = label.number.as_ref().is_some_and(|number| {
            let number = number.trim_end_matches('.');
            // Letters are named in too many ways.
            !number.starts_with(|c: char| c.is_ascii_digit())
                || self.numbers.contains(number)
                || self.ranges.iter().any(|range| covers(range, number))
        });
        named || self.links.contains(&label.anchor)
    }
}

/// `20.1` of `20.1(a)`.
fn numbers(chunk: &str) -> impl Iterator<Item = &str> {
    let words = chunk.split(|c: char| !c.is_alphanumeric() && c != '.').map(|word| word.trim_matches('.'));
    words.filter(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

/// Does the range have that number, and an end of its form? "2 to 30 days" is no range of `20.1`.
fn covers((first, last): &(String, String), number: &str) -> bool {
    let form = |number: &str| number.matches('.').count();
    (form(first) == form(number) || form(last) == form(number))
        && version_order(first, number) != Ordering::Greater
        && version_order(number, last) != Ordering::Greater
}
