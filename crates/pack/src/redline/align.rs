//! Which block of the old version is which of the new one.

use std::collections::{HashMap, HashSet};

use samtycke_record::json::ToJson as _;

use super::node::Node;
use super::sequence::{common, rising};
use super::{Kind, Place, meaning};
use crate::document::plain_text;

/// How alike two parts must be to be one that changed, in thousandths; with the same anchor, less is enough.
const ALIKE: usize = 500;
const ALIKE_ANCHOR: usize = 250;
/// More comparisons than this are made only between parts that stand near each other.
const MANY: usize = 4_000_000;
const NEAR: usize = 100;

/// A part of the old version, of the new one, or of both; in order of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pairing {
    Old(usize),
    New(usize),
    Both(usize, usize, Place),
}

/// Pairs what belongs together. What moved stands at its new place.
pub(super) fn align(old: &[Node], new: &[Node]) -> Vec<Pairing> {
    let mut pairs = common(&keys(old), &keys(new));
    pairs.extend(alike(old, new, &pairs));
    pairs.sort_unstable();
    order(old.len(), new.len(), &pairs)
}

/// The same for what is inside two parts; there nothing moves, it goes and comes.
pub(super) fn children(old: &Node, new: &Node) -> Vec<Pairing> {
    let (old, new) = (&old.children, &new.children);
    // Cells, terms and meanings are what their places say; so is the head of a table.
    let by_place =
        old.iter().chain(new).all(|node| matches!(node.kind, Kind::Cell | Kind::Term | Kind::Meaning));
    if by_place && old.len() == new.len() {
        return (0..old.len()).map(|index| Pairing::Both(index, index, Place::Kept)).collect();
    }
    let mut pairs = common(&keys(old), &keys(new));
    pairs.extend(alike(old, new, &pairs));
    pairs.sort_unstable();
    order(old.len(), new.len(), &rising(&pairs))
}

/// What a part says, without its number: clauses are renumbered when one comes before them.
fn keys(nodes: &[Node]) -> Vec<String> {
    nodes.iter().map(key).collect()
}

fn key(node: &Node) -> String {
    let children: String = node.children.iter().map(key).collect();
    [node.kind.as_str(), &node.text.to_json().canonical(), &children, ";"].concat()
}

/// Of what `paired` leaves: the likest of one kind, best first.
fn alike(old: &[Node], new: &[Node], paired: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let (taken_old, taken_new): (HashSet<usize>, HashSet<usize>) = paired.iter().copied().unzip();
    let mut numbers = HashMap::new();
    let left_old = left(old, &taken_old, &mut numbers);
    let left_new = left(new, &taken_new, &mut numbers);
    let all = left_old.len().saturating_mul(left_new.len()) <= MANY;
    let places = Places::of(&left_new, numbers.len());
    let mut both = Vec::new();
    let mut found = Vec::new();
    for (i, before, old_words) in &left_old {
        places.shared(old_words, &mut both);
        for ((j, after, new_words), both) in left_new.iter().zip(&both) {
            if before.kind != after.kind || !(all || i.abs_diff(*j) <= NEAR) {
                continue;
            }
            let anchor = before.label.is_some() && anchor(before) == anchor(after);
            // Twice what both have, of all that each has (Sørensen–Dice), in thousandths.
            let of = old_words.len() + new_words.len();
            let score = (2000_usize * both).checked_div(of).unwrap_or(0);
            let enough = match (anchor, before.kind) {
                // A section is what its number says, whatever it is called; a head is the head.
                (true, Kind::Heading) | (_, Kind::Head) => 0,
                (true, _) => ALIKE_ANCHOR,
                (false, _) => ALIKE,
            };
            if score >= enough {
                found.push((score + if anchor { ALIKE_ANCHOR } else { 0 }, *i, *j));
            }
        }
    }
    found.sort_unstable_by_key(|(score, i, j)| (std::cmp::Reverse(*score), i.abs_diff(*j), *i, *j));
    let (mut done_old, mut done_new) = (HashSet::new(), HashSet::new());
    let mut pairs = Vec::new();
    for (_, i, j) in found {
        if !done_old.contains(&i) && !done_new.contains(&j) {
            done_old.insert(i);
            done_new.insert(j);
            pairs.push((i, j));
        }
    }
    pairs
}

/// A part that isn't paired: its index, itself, its words.
type Left<'n> = (usize, &'n Node, Vec<usize>);

fn left<'n>(
    nodes: &'n [Node],
    taken: &HashSet<usize>,
    numbers: &mut HashMap<String, usize>,
) -> Vec<Left<'n>> {
    let free = nodes.iter().enumerate().filter(|(index, _)| !taken.contains(index));
    free.map(|(index, node)| (index, node, words(node, numbers))).collect()
}

/// Where each word stands and how often: to compare one part with all others costs only the words that they share.
struct Places {
    parts: usize,
    of_word: Vec<Vec<(usize, usize)>>,
}

impl Places {
    fn of(parts: &[Left<'_>], words: usize) -> Self {
        let mut of_word = vec![Vec::new(); words];
        for (part, (_, _, words)) in parts.iter().enumerate() {
            for run in words.chunk_by(|a, b| a == b) {
                if let Some(places) = run.first().and_then(|word| of_word.get_mut(*word)) {
                    places.push((part, run.len()));
                }
            }
        }
        Self { parts: parts.len(), of_word }
    }

    /// How many of these words each part has too.
    fn shared(&self, words: &[usize], both: &mut Vec<usize>) {
        both.clear();
        both.resize(self.parts, 0);
        for run in words.chunk_by(|a, b| a == b) {
            for (part, count) in run.first().and_then(|word| self.of_word.get(*word)).into_iter().flatten() {
                if let Some(both) = both.get_mut(*part) {
                    *both += run.len().min(*count);
                }
            }
        }
    }
}

fn anchor(node: &Node) -> Option<&str> {
    node.label.as_ref().map(|label| label.anchor.as_str())
}

/// All words of a part as numbers, sorted.
fn words(node: &Node, numbers: &mut HashMap<String, usize>) -> Vec<usize> {
    let mut out = Vec::new();
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        let text = meaning::shapes(&plain_text(&node.text)).to_lowercase();
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            let next = numbers.len();
            out.push(*numbers.entry(word.to_owned()).or_insert(next));
        }
        open.extend(&node.children);
    }
    out.sort_unstable();
    out
}

/// In order of reading: what is gone stands where it was, after what came before it.
fn order(old: usize, new: usize, pairs: &[(usize, usize)]) -> Vec<Pairing> {
    let kept: HashMap<usize, usize> = rising(pairs).into_iter().map(|(i, j)| (j, i)).collect();
    let of_new: HashMap<usize, usize> = pairs.iter().map(|(i, j)| (*j, *i)).collect();
    let in_both: HashSet<usize> = pairs.iter().map(|(i, _)| *i).collect();
    let mut out = Vec::new();
    let mut gone = 0..old;
    for j in 0..new {
        match (kept.get(&j), of_new.get(&j)) {
            (Some(i), _) => {
                out.extend(
                    gone.by_ref()
                        .take_while(|index| index < i)
                        .filter(|index| !in_both.contains(index))
                        .map(Pairing::Old),
                );
                out.push(Pairing::Both(*i, j, Place::Kept));
            }
            (None, Some(i)) => out.push(Pairing::Both(*i, j, Place::Moved)),
            (None, None) => out.push(Pairing::New(j)),
        }
    }
    out.extend(gone.filter(|index| !in_both.contains(index)).map(Pairing::Old));
    out
}
