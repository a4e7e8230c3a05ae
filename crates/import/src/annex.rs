//! Annexes that stand in the file of their agreement.

use std::sync::LazyLock;

use regex::Regex;

use crate::tree::{Block, lines};

#[allow(clippy::unwrap_used, reason = "the pattern is a constant, and every test runs it")]
static ANNEX: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^(?:bilag|bilaga|annex|appendix|vedlegg|liite|schedule|exhibit)[\s\u{a0}]+([a-z]|\d{1,2}|[ivx]{1,4})(?:[\s\u{a0}.:–—-]|$)",
    )
    .unwrap()
});

/// `A` of `Annex A: …`.
pub(crate) fn number(words: &str) -> Option<String> {
    let found = ANNEX.captures(words.trim())?;
    found.get(1).map(|number| number.as_str().to_ascii_lowercase())
}

/// The agreement, and each annex that begins with a heading of its own. Where the same annex is named by several
/// headings (a table of contents), the last is where it begins.
pub(crate) fn split(blocks: Vec<Block>) -> Vec<Vec<Block>> {
    let heads: Vec<Option<String>> = blocks
        .iter()
        .map(|block| match block {
            Block::Heading(_) => lines(block).first().and_then(|words| number(words)),
            _ => None,
        })
        .collect();
    let mut parts = vec![Vec::new()];
    for (index, block) in blocks.into_iter().enumerate() {
        let here = heads.get(index).cloned().flatten();
        let again = here.is_some() && heads.iter().skip(index + 1).any(|later| *later == here);
        // A heading with nothing below it is a document of nothing.
        let filled = heads.get(index + 1).is_some_and(Option::is_none);
        if here.is_some() && !again && filled && index > 0 {
            parts.push(Vec::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push(block);
        }
    }
    parts
}
