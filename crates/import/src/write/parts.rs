//! Which labels the dialect would find twice in one clause: a file may count anew within one, a pack's document may not.

use std::collections::HashSet;

use samtycke_pack::author::sub_clause_places;

use crate::tree::{Block, plain};

/// What the dialect makes of a block's label, when it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// It reads it, or leaves it as words.
    Once,
    /// It would take it for one that is there already.
    Again,
}

pub(super) fn parts(blocks: &[Block]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut seen: HashSet<(String, String)> = HashSet::new();
    for clause in blocks.chunk_by(|_, next| section(next).is_none()) {
        let section = clause.first().and_then(section).unwrap_or_default();
        let labels: Vec<String> = clause.iter().filter_map(label).collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let mut places = sub_clause_places(&labels).into_iter();
        let mut counts_anew = false;
        for block in clause {
            let place = label(block).and_then(|_| places.next().flatten());
            counts_anew |=
                place.as_ref().is_some_and(|place| !seen.insert((section.clone(), place.path.clone())));
            parts.push(if counts_anew && place.is_some() { Part::Again } else { Part::Once });
        }
    }
    parts
}

/// What sub-clauses after this block belong to, as the dialect counts it.
fn section(block: &Block) -> Option<String> {
    match block {
        Block::Heading(heading) => {
            Some(heading.number.clone().unwrap_or_else(|| plain(&heading.text).to_lowercase()))
        }
        Block::Clause(clause) if is_decimal(&clause.label) => Some(clause.label.clone()),
        _ => None,
    }
}

fn label(block: &Block) -> Option<String> {
    match block {
        Block::Clause(clause) => Some(clause.label.clone()).filter(|label| !is_decimal(label)),
        // `A.` may be a name, so it is no label here; beside `B.` the dialect takes it for one.
        Block::Paragraph(text) => {
            let words = plain(text);
            let (word, _) = words.split_once(' ')?;
            Some(word.to_owned()).filter(|word| word.len() == 2 && word.ends_with('.'))
        }
        _ => None,
    }
}

fn is_decimal(label: &str) -> bool {
    label.contains('.') && label.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}
