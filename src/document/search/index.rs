//! Where a document says something: folded once, then read from end to end for each query.

use samtycke_pack::document::{Block, Inline, Mark};

use super::fold::{BETWEEN, Folded, is_mark, query};
use crate::document::leaves::{self, Leaf};

/// One place that says what was searched for, in UTF-16 units of its leaf's text. Where the leaf's own number is what
/// was searched for, `start` and `end` are 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) leaf: u32,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Hit {
    /// Is it the number of the clause or heading that was found?
    pub(crate) fn is_label(self) -> bool {
        self.end == 0
    }
}

/// Folded text of a document, or of as much of it as was added.
#[derive(Debug, Default)]
pub(crate) struct Index {
    folded: Folded,
    pieces: Vec<Piece>,
    leaves: u32,
}

#[derive(Clone, Copy, Debug)]
struct Piece {
    start: u32,
    leaf: u32,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    /// Found only as a whole: 2 is not in 12.2.
    Label,
    Text,
}

impl Index {
    /// The next blocks of the document.
    pub(crate) fn add(&mut self, blocks: &[Block]) {
        let Self { folded, pieces, leaves } = self;
        leaves::each(blocks, leaves, &mut |Leaf { number: leaf, label, text, .. }| {
            if let Some(label) = label {
                pieces.push(Piece { start: folded.begin(), leaf, kind: Kind::Label });
                folded.push(label.trim_matches(|sign: char| matches!(sign, '(' | ')' | '.')));
                folded.end();
            }
            pieces.push(Piece { start: folded.begin(), leaf, kind: Kind::Text });
            push(text, folded);
            folded.end();
        });
    }

    /// All hits in reading order; they don't overlap. None for less than two letters or one digit.
    pub(crate) fn find(&self, text: &str) -> Vec<Hit> {
        let needle = query(text);
        let mut hits = Vec::new();
        let Some((first, rest)) = needle.split_first().filter(|_| is_enough(&needle)) else {
            return hits;
        };
        let units = self.folded.units.as_slice();
        let mut pieces = self.pieces.iter().peekable();
        let mut shifts = self.folded.shifts.iter().peekable();
        let (mut piece, mut shift) = (None, None);
        let mut original = |at: usize| {
            while let Some(next) = shifts.next_if(|next| next.at as usize <= at) {
                shift = Some(next);
            }
            shift.map_or(0, |shift| shift.original + (at as u32 - shift.at))
        };
        let mut from = 0;
        while let Some(found) = units.get(from..).and_then(|rest| rest.iter().position(|unit| unit == first))
        {
            let (start, end) = (from + found, from + found + needle.len());
            from = start + 1;
            let after = units.get(end).copied().unwrap_or(BETWEEN);
            if units.get(start + 1..end) != Some(rest) || is_mark(after) {
                continue;
            }
            while let Some(next) = pieces.next_if(|next| next.start as usize <= start) {
                piece = Some(*next);
            }
            let Some(piece) = piece else { continue };
            let (start_there, end_there) = match piece.kind {
                Kind::Text => (original(start), original(end)),
                Kind::Label if start == piece.start as usize && after == BETWEEN => (0, 0),
                Kind::Label => continue,
            };
            hits.push(Hit { leaf: piece.leaf, start: start_there, end: end_there });
            from = end;
        }
        hits
    }
}

/// One letter is nearly everywhere; one digit may be a clause.
fn is_enough(needle: &[u16]) -> bool {
    match needle {
        [] => false,
        [one] => u8::try_from(*one).is_ok_and(|one| one.is_ascii_digit()),
        [high, _] if (0xd800..0xdc00).contains(high) => false,
        _ => true,
    }
}

fn push(text: &[Inline], folded: &mut Folded) {
    for inline in text {
        match inline {
            Inline::Text(text) => folded.push(text),
            Inline::Mark(Mark::Strong(inner) | Mark::Emphasis(inner)) => push(inner, folded),
            Inline::Mark(Mark::Link(link)) => push(&link.text, folded),
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
