//! What a monitor does: builds the tree again from its entries, and compares.

use crate::{Checkpoint, Entry, TileError, TileId, Tiles, WIDTH};

/// A tree that is built again, bundle by bundle. It keeps the edge alone, however large the log is.
#[derive(Clone, Debug)]
pub struct Audit {
    checkpoint: Checkpoint,
    tiles: Tiles,
    size: u64,
}

impl Audit {
    /// Of the log as that checkpoint has it.
    pub fn of(checkpoint: Checkpoint) -> Self {
        Self { checkpoint, tiles: Tiles::default(), size: 0 }
    }

    /// The bundle that comes next: its index, and how many entries it has. `None` when all were seen.
    pub fn wanted(&self) -> Option<(u64, u64)> {
        let left = self.checkpoint.size - self.size;
        (left > 0).then_some((self.size / WIDTH, left.min(WIDTH)))
    }

    /// Takes the entries of [`Audit::wanted`], and gives the tiles that are complete with them, as they must be
    /// served.
    ///
    /// # Errors
    /// None while bundles come in their order.
    pub fn add(&mut self, entries: &[Entry]) -> Result<Vec<(TileId, Vec<u8>)>, TileError> {
        let leaves: Vec<_> = entries.iter().map(Entry::leaf).collect();
        let mut done = self.tiles.append(self.size, &leaves)?;
        self.size += leaves.len() as u64;
        if self.wanted().is_none() {
            done.extend(crate::tree::edge_tiles(self.size));
        } else {
            done.retain(|id| id.width_in(self.size) == WIDTH);
        }
        let complete = done.into_iter().filter_map(|id| Some((id, self.tiles.bytes(id)?))).collect();
        self.tiles.keep_edge(self.size);
        Ok(complete)
    }

    /// Is the tree that came of it the one that was signed?
    ///
    /// # Errors
    /// None while bundles come in their order.
    pub fn is_as_signed(&self) -> Result<bool, TileError> {
        Ok(self.wanted().is_none() && self.tiles.root(self.size)? == self.checkpoint.root)
    }
}
