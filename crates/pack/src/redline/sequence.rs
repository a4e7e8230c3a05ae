//! What two sequences have in common: patience diff. What is there once in both holds the rest in place; between those,
//! the longest common subsequence. No clock and no chance: the same sequences always give the same pairs.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

/// Above this many comparisons what lies between two fixed points counts as replaced.
const TABLE: usize = 1 << 20;

/// Indices of equal items, rising on both sides.
pub(super) fn common<T: Eq + Hash>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let mut numbers = HashMap::new();
    let mut number = |item| {
        let next = numbers.len();
        *numbers.entry(item).or_insert(next)
    };
    let old: Vec<usize> = old.iter().map(&mut number).collect();
    let new: Vec<usize> = new.iter().map(&mut number).collect();
    common_numbers(&old, &new)
}

fn common_numbers(old: &[usize], new: &[usize]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut open = vec![(0..old.len(), 0..new.len())];
    while let Some((mut o, mut n)) = open.pop() {
        while !o.is_empty() && !n.is_empty() && old.get(o.start) == new.get(n.start) {
            pairs.push((o.start, n.start));
            (o.start, n.start) = (o.start + 1, n.start + 1);
        }
        while !o.is_empty() && !n.is_empty() && old.get(o.end - 1) == new.get(n.end - 1) {
            (o.end, n.end) = (o.end - 1, n.end - 1);
            pairs.push((o.end, n.end));
        }
        if o.is_empty() || n.is_empty() {
            continue;
        }
        let fixed = rising(&unique(old, new, &o, &n));
        if fixed.is_empty() {
            pairs.extend(longest(old, new, &o, &n));
            continue;
        }
        let mut from = (o.start, n.start);
        for (i, j) in fixed {
            pairs.push((i, j));
            open.push((from.0..i, from.1..j));
            from = (i + 1, j + 1);
        }
        open.push((from.0..o.end, from.1..n.end));
    }
    pairs.sort_unstable();
    pairs
}

/// What stands once in each, by its place in the old.
fn unique(old: &[usize], new: &[usize], o: &Range<usize>, n: &Range<usize>) -> Vec<(usize, usize)> {
    let mut seen: HashMap<usize, (usize, usize, usize, usize)> = HashMap::new();
    for (index, item) in slice(old, o) {
        let entry = seen.entry(item).or_default();
        (entry.0, entry.1) = (entry.0 + 1, index);
    }
    for (index, item) in slice(new, n) {
        if let Some(entry) = seen.get_mut(&item) {
            (entry.2, entry.3) = (entry.2 + 1, index);
        }
    }
    let once = seen.into_values().filter(|(in_old, _, in_new, _)| (*in_old, *in_new) == (1, 1));
    let mut pairs: Vec<(usize, usize)> = once.map(|(_, i, _, j)| (i, j)).collect();
    pairs.sort_unstable();
    pairs
}

fn slice<'s>(items: &'s [usize], range: &Range<usize>) -> impl Iterator<Item = (usize, usize)> + 's {
    let found = items.get(range.clone()).unwrap_or_default();
    (range.start..).zip(found.iter().copied())
}

/// The most pairs that rise on both sides, of pairs that rise on the first.
pub(super) fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // Of each length: the pair that ends a rising row of it with the lowest second; and the pair before each.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    let second = |index: usize| pairs.get(index).map_or(0, |pair| pair.1);
    for (index, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| second(*end) < pair.1);
        before.push(length.checked_sub(1).and_then(|last| ends.get(last).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut row = Vec::new();
    let mut at = ends.last().copied();
    while let Some(index) = at {
        row.extend(pairs.get(index).copied());
        at = before.get(index).copied().flatten();
    }
    row.reverse();
    row
}

/// The longest common subsequence, by the table of the lengths of those of all tails.
fn longest(old: &[usize], new: &[usize], o: &Range<usize>, n: &Range<usize>) -> Vec<(usize, usize)> {
    let width = n.len() + 1;
    if o.len().saturating_mul(width) > TABLE {
        return Vec::new();
    }
    let mut lengths = vec![0_u32; (o.len() + 1) * width];
    let equal = |i: usize, j: usize| old.get(o.start + i) == new.get(n.start + j);
    let at = |lengths: &[u32], i: usize, j: usize| lengths.get(i * width + j).copied().unwrap_or(0);
    for i in (0..o.len()).rev() {
        for j in (0..n.len()).rev() {
            let length = if equal(i, j) {
                at(&lengths, i + 1, j + 1) + 1
            } else {
                at(&lengths, i + 1, j).max(at(&lengths, i, j + 1))
            };
            if let Some(cell) = lengths.get_mut(i * width + j) {
                *cell = length;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < o.len() && j < n.len() {
        if equal(i, j) {
            pairs.push((o.start + i, n.start + j));
            (i, j) = (i + 1, j + 1);
        } else if at(&lengths, i + 1, j) >= at(&lengths, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}
