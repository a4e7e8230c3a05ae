//! The tree over its tiles. A tree only grows, so every tile of an earlier size is the beginning of a later one.
//!
//! An answer takes a few tiles: say which with a `…_tiles` function, put them into [`Tiles`], and ask.

use core::fmt;
use core::ops::Range;
use std::collections::{BTreeMap, BTreeSet};

use crate::tile::HEIGHT;
use crate::{Hash, TileId, WIDTH};

/// The tiles that take what comes next, which are also those of the root: of each level the last, unless it is full.
pub fn edge_tiles(size: u64) -> BTreeSet<TileId> {
    let mut tiles = BTreeSet::new();
    let mut above = size;
    for level in 0..8 {
        if !above.is_multiple_of(WIDTH) {
            tiles.insert(TileId { level, index: above / WIDTH });
        }
        above /= WIDTH;
    }
    tiles
}

/// The tiles of an inclusion proof.
pub fn inclusion_tiles(index: u64, size: u64) -> BTreeSet<TileId> {
    tiles_of(&inclusion_ranges(index, size))
}

/// The tiles of a consistency proof.
pub fn consistency_tiles(old: u64, new: u64) -> BTreeSet<TileId> {
    tiles_of(&consistency_ranges(old, new))
}

/// Tiles at hand.
#[derive(Clone, Debug, Default)]
pub struct Tiles {
    tiles: BTreeMap<TileId, Tile>,
}

/// A tile and what is above its hashes: `rows[k]` has the roots of its full subtrees of 2^k hashes.
#[derive(Clone, Debug, Default)]
struct Tile {
    rows: [Vec<Hash>; HEIGHT as usize + 1],
}

/// What is wrong with the tiles at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TileError {
    /// The answer takes a tile, or a part of one, that isn't there.
    Missing(TileId),
    /// Bytes that are no tile: not 1 to 256 hashes.
    Form(TileId),
    /// There is no such leaf, or no such earlier tree.
    Outside,
}

impl fmt::Display for TileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(id) => write!(f, "the tile {id} is missing, or not wide enough"),
            Self::Form(id) => write!(f, "the tile {id} is not 1 to 256 hashes"),
            Self::Outside => f.write_str("the tree is smaller than that"),
        }
    }
}

impl core::error::Error for TileError {}

impl Tile {
    /// Adds a hash; gives the tile's own when that fills it.
    fn push(&mut self, hash: Hash) -> Option<Hash> {
        let mut carry = hash;
        for row in &mut self.rows {
            row.push(carry);
            carry = match row.as_slice() {
                [.., left, right] if row.len().is_multiple_of(2) => Hash::node(left, right),
                _ => return None,
            };
        }
        // The last row has one place.
        None
    }

    fn root(&self) -> Option<Hash> {
        self.rows.last().and_then(|row| row.first()).copied()
    }

    fn hashes(&self) -> &[Hash] {
        self.rows.first().map_or(&[], Vec::as_slice)
    }
}

impl Tiles {
    /// Puts a tile here, as it is stored and served: its hashes, one behind the other.
    ///
    /// # Errors
    /// Bytes that are no tile.
    pub fn insert(&mut self, id: TileId, bytes: &[u8]) -> Result<(), TileError> {
        let (hashes, rest) = bytes.as_chunks::<{ Hash::LENGTH }>();
        if hashes.is_empty() || hashes.len() as u64 > WIDTH || !rest.is_empty() {
            return Err(TileError::Form(id));
        }
        let mut tile = Tile::default();
        for hash in hashes {
            tile.push(Hash::new(*hash));
        }
        self.tiles.insert(id, tile);
        Ok(())
    }

    /// A tile as it is stored and served.
    pub fn bytes(&self, id: TileId) -> Option<Vec<u8>> {
        let tile = self.tiles.get(&id)?;
        Some(tile.hashes().iter().flat_map(Hash::as_bytes).copied().collect())
    }

    /// How many hashes of a tile are here.
    pub fn width(&self, id: TileId) -> u64 {
        self.tiles.get(&id).map_or(0, |tile| tile.hashes().len() as u64)
    }

    /// Appends leaves to the tree of that size, and says which tiles changed. It takes the [`edge_tiles`].
    ///
    /// # Errors
    /// Tiles that aren't those of a tree of that size.
    pub fn append(&mut self, size: u64, leaves: &[Hash]) -> Result<BTreeSet<TileId>, TileError> {
        for level in 0..8 {
            let id = edge(size, level);
            if self.width(id) != id.width_in(size) {
                return Err(TileError::Missing(id));
            }
        }
        let mut changed = BTreeSet::new();
        for (size, leaf) in (size..).zip(leaves) {
            let mut hash = *leaf;
            for level in 0..8 {
                let id = edge(size, level);
                let tile = self.tiles.entry(id).or_default();
                tile.push(hash);
                changed.insert(id);
                match tile.root() {
                    Some(root) => hash = root,
                    None => break,
                }
            }
        }
        Ok(changed)
    }

    /// The root of the tree of that size. It takes the [`edge_tiles`].
    ///
    /// # Errors
    /// Tiles that aren't there.
    pub fn root(&self, size: u64) -> Result<Hash, TileError> {
        if size == 0 { Ok(Hash::empty()) } else { self.range(0..size) }
    }

    /// The proof that a leaf is in the tree of that size (RFC 6962 section 2.1.1), from the leaf's sibling upwards. It
    /// takes the [`inclusion_tiles`].
    ///
    /// # Errors
    /// Tiles that aren't there, or no such leaf.
    pub fn inclusion(&self, index: u64, size: u64) -> Result<Vec<Hash>, TileError> {
        if index >= size {
            return Err(TileError::Outside);
        }
        inclusion_ranges(index, size).into_iter().map(|range| self.range(range)).collect()
    }

    /// The proof that the tree of the one size is the beginning of the other (RFC 6962 section 2.1.2). It takes the
    /// [`consistency_tiles`].
    ///
    /// # Errors
    /// Tiles that aren't there, or an old tree that is the larger.
    pub fn consistency(&self, old: u64, new: u64) -> Result<Vec<Hash>, TileError> {
        if old > new {
            return Err(TileError::Outside);
        }
        consistency_ranges(old, new).into_iter().map(|range| self.range(range)).collect()
    }

    /// Lets go of what the next append doesn't need.
    pub(crate) fn keep_edge(&mut self, size: u64) {
        let edge = edge_tiles(size);
        self.tiles.retain(|id, _| edge.contains(id));
    }

    /// MTH of a range that begins where a subtree of its size does.
    fn range(&self, range: Range<u64>) -> Result<Hash, TileError> {
        let length = range.end - range.start;
        if length.is_power_of_two() {
            return self.subtree(range.start, length.trailing_zeros());
        }
        let middle = range.start + split(length);
        Ok(Hash::node(&self.range(range.start..middle)?, &self.range(middle..range.end)?))
    }

    /// The root of a full subtree of 2^`height` leaves.
    fn subtree(&self, start: u64, height: u32) -> Result<Hash, TileError> {
        let (id, row, place) = place(start, height);
        let tile = self.tiles.get(&id).ok_or(TileError::Missing(id))?;
        let found = tile.rows.get(row).and_then(|row| row.get(place));
        found.copied().ok_or(TileError::Missing(id))
    }
}

fn edge(size: u64, level: u8) -> TileId {
    let above = size >> (HEIGHT * u32::from(level));
    TileId { level, index: above / WIDTH }
}

/// In which tile a full subtree's root is found: the tile, the row, the place in it.
fn place(start: u64, height: u32) -> (TileId, usize, usize) {
    let (level, row) = (height / HEIGHT, height % HEIGHT);
    let index = start >> height;
    let in_row = WIDTH >> row;
    let id = TileId { level: u8::try_from(level).unwrap_or(u8::MAX), index: index / in_row };
    (id, row as usize, usize::try_from(index % in_row).unwrap_or(usize::MAX))
}

/// The largest power of two below `length`, which is at least 2.
fn split(length: u64) -> u64 {
    1 << (u64::BITS - 1 - (length - 1).leading_zeros())
}

fn inclusion_ranges(index: u64, size: u64) -> Vec<Range<u64>> {
    let (mut ranges, mut within) = (Vec::new(), 0..size);
    if index >= size {
        return ranges;
    }
    while within.end - within.start > 1 {
        let middle = within.start + split(within.end - within.start);
        if index < middle {
            ranges.push(middle..within.end);
            within.end = middle;
        } else {
            ranges.push(within.start..middle);
            within.start = middle;
        }
    }
    ranges.reverse();
    ranges
}

fn consistency_ranges(old: u64, new: u64) -> Vec<Range<u64>> {
    if old == 0 || old >= new {
        return Vec::new();
    }
    let (mut ranges, mut within) = (Vec::new(), 0..new);
    while within.end != old {
        let middle = within.start + split(within.end - within.start);
        if old <= middle {
            ranges.push(middle..within.end);
            within.end = middle;
        } else {
            ranges.push(within.start..middle);
            within.start = middle;
        }
    }
    // Where the old tree is a subtree of the new one, its root is known to whoever asks.
    if within.start > 0 {
        ranges.push(within);
    }
    ranges.reverse();
    ranges
}

fn tiles_of(ranges: &[Range<u64>]) -> BTreeSet<TileId> {
    let mut tiles = BTreeSet::new();
    for range in ranges {
        let mut rest = range.clone();
        while rest.end - rest.start > 0 {
            let length = rest.end - rest.start;
            let whole = if length.is_power_of_two() { length } else { split(length) };
            tiles.insert(place(rest.start, whole.trailing_zeros()).0);
            rest.start += whole;
        }
    }
    tiles
}
