//! Hits with what stands around them, for a list of all.

use samtycke_pack::document::{Block, plain_text};

use super::index::Hit;
use crate::document::leaves::{self, Role};

/// How many a list has.
pub(super) const MOST: usize = 50;
/// UTF-16 units on each side of a hit.
const AROUND: usize = 48;

/// A hit and what stands around it.
#[derive(Debug, PartialEq)]
pub(super) struct Passage {
    /// The number of its clause, or of the heading or clause before it.
    pub(super) number: String,
    pub(super) before: String,
    pub(super) hit: String,
    pub(super) after: String,
}

/// The first hits, in reading order.
pub(super) fn passages(blocks: &[Block], hits: &[Hit]) -> Vec<Passage> {
    let mut found = Vec::new();
    let mut hits = hits.iter().take(MOST).peekable();
    let mut number = String::new();
    leaves::each(blocks, &mut 0, &mut |leaf| {
        match leaf.label {
            Some(label) => label.clone_into(&mut number),
            None if leaf.role == Role::Heading => number.clear(),
            None => {}
        }
        if hits.peek().is_none_or(|hit| hit.leaf != leaf.number) {
            return;
        }
        let text: Vec<u16> = plain_text(leaf.text).encode_utf16().collect();
        while let Some(hit) = hits.next_if(|hit| hit.leaf == leaf.number) {
            found.push(passage(&number, &text, *hit));
        }
    });
    found
}

fn passage(number: &str, text: &[u16], hit: Hit) -> Passage {
    let (start, end) = (hit.start as usize, hit.end as usize);
    let part = |from: usize, to: usize| String::from_utf16_lossy(text.get(from..to).unwrap_or_default());
    let from = start.saturating_sub(AROUND);
    let to = end.saturating_add(AROUND).min(text.len());
    let (mut before, mut after) = (part(from, start), part(end, to));
    // Whole words, where it is cut.
    if from > 0 {
        let words = before.split_once(' ').map_or("", |(_, words)| words);
        before = ["…", words].concat();
    }
    if to < text.len() {
        let words = after.rsplit_once(' ').map_or("", |(words, _)| words);
        after = [words, "…"].concat();
    }
    Passage { number: number.to_owned(), before, hit: part(start, end), after }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use samtycke_pack::document::{Clause, Heading, Inline};

    use super::*;

    fn text(words: &str) -> Vec<Inline> {
        vec![Inline::Text(words.into())]
    }

    #[test]
    fn a_passage_is_whole_words_around_a_hit_and_the_number_above_it() {
        let clause = |number: &str, words: &str| {
            let anchor = String::new();
            Block::Clause(Clause { number: number.into(), anchor, level: 1, text: text(words) })
        };
        let heading = Heading { level: 2, number: None, anchor: "h".into(), text: text("Data") };
        let long = format!("{}👍 data 👍{}", "some words ".repeat(9), " more words".repeat(9));
        let blocks = [
            clause("1.1", "No data here."),
            Block::Paragraph(text("data")),
            Block::Heading(heading),
            clause("2.1", &long),
        ];
        let hit = |leaf, start, end| Hit { leaf, start, end };
        let hits = [hit(0, 3, 7), hit(1, 0, 4), hit(2, 0, 4), hit(3, 0, 0), hit(3, 102, 106)];
        let found: Vec<[String; 4]> = passages(&blocks, &hits)
            .into_iter()
            .map(|passage| [passage.number, passage.before, passage.hit, passage.after])
            .collect();
        let around = [
            "…some words some words some words some words 👍 ",
            "data",
            " 👍 more words more words more words more words…",
        ];
        let expected = [
            ["1.1", "No ", "data", " here."],
            ["1.1", "", "data", ""],
            ["", "", "Data", ""],
            ["2.1", "", "", "some words some words some words some words…"],
            ["2.1", around[0], around[1], around[2]],
        ];
        assert_eq!(found, expected);
        let many = vec![hit(1, 0, 4); 80];
        assert_eq!(passages(&blocks, &many).len(), MOST);
    }
}
