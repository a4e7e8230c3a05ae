//! Which tables define terms. The viewer shows what a defined term means wherever it is used, so a table of measures or
//! categories must not become definitions.

use std::sync::LazyLock;

use regex::Regex;

use crate::tree::{Block, Inlines, Table, plain};

/// Headings of definitions, in the languages of the interface.
#[allow(clippy::unwrap_used, reason = "the pattern is a constant, and every test runs it")]
static DEFINITIONS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:definiti|définiti|definizi|definici|definiç|definicj|määritelm|mõiste|begreb|begrepp|begrep|begripp|begriff|pojęci|визначен|термін)|تعريف|تعاريف|مصطلح",
    )
    .unwrap()
});

/// Tables of two columns without a head whose heading says that they define, or whose first column is in quotation marks,
/// become definitions; the others stay tables.
pub(crate) fn defined(blocks: Vec<Block>) -> Vec<Block> {
    let mut is_defining = false;
    let one = |block| match block {
        Block::Table(Table { head: None, rows }) => {
            match pairs(&rows).filter(|pairs| is_defining || pairs.iter().all(|[term, _]| quoted(term))) {
                Some(pairs) => Block::Definitions(pairs),
                None => Block::Table(Table { head: None, rows }),
            }
        }
        Block::Heading(heading) => {
            is_defining = DEFINITIONS.is_match(&plain(&heading.text));
            Block::Heading(heading)
        }
        other => other,
    };
    blocks.into_iter().map(one).collect()
}

fn pairs(rows: &[Vec<Inlines>]) -> Option<Vec<[Inlines; 2]>> {
    rows.iter().map(|row| <[Inlines; 2]>::try_from(row.clone()).ok()).collect()
}

fn quoted(term: &Inlines) -> bool {
    let words = plain(term);
    words.trim().starts_with(['"', '“', '”', '„', '«', '»', '‘', '’']) && words.trim().chars().count() > 2
}
