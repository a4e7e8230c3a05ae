//! How tiles are named (tlog-tiles, "Merkle Tree").

use core::fmt;

use crate::text::number;

/// Hashes of a full tile: its height is 8.
pub const WIDTH: u64 = 256;
pub(crate) const HEIGHT: u32 = 8;

/// Which tile: the hashes of a level, 256 at a time. Level 0 has the leaves, each level above one hash for each full
/// tile of the level below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TileId {
    /// From 0.
    pub level: u8,
    /// From the left, from 0.
    pub index: u64,
}

impl TileId {
    /// How many hashes of it there are in a tree of that size; 0 when it isn't there.
    pub fn width_in(self, size: u64) -> u64 {
        let hashes = size.checked_shr(HEIGHT * u32::from(self.level)).unwrap_or(0);
        hashes.saturating_sub(self.index.saturating_mul(WIDTH)).min(WIDTH)
    }

    /// `<level>/<index>`, with `.p/<width>` where it isn't full.
    pub fn path(self, width: u64) -> String {
        format!("{}/{}", self.level, index_path(self.index, width))
    }

    /// Reads what stands behind `tile/`, with the width that is asked for.
    pub fn from_path(path: &str) -> Option<(Self, u64)> {
        let (level, rest) = path.split_once('/')?;
        let level = number(level).and_then(|level| u8::try_from(level).ok()).filter(|level| *level < 64)?;
        let (index, width) = index_from_path(rest)?;
        Some((Self { level, index }, width))
    }
}

impl fmt::Display for TileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path(WIDTH))
    }
}

/// `x001/x234/067`, with `.p/<width>` where it isn't full.
pub(crate) fn index_path(index: u64, width: u64) -> String {
    let mut text = format!("{:03}", index % 1000);
    let mut rest = index / 1000;
    while rest > 0 {
        text = format!("x{:03}/{text}", rest % 1000);
        rest /= 1000;
    }
    if width < WIDTH {
        text = format!("{text}.p/{width}");
    }
    text
}

/// The inverse of [`index_path`].
pub(crate) fn index_from_path(path: &str) -> Option<(u64, u64)> {
    let (digits, width) = match path.split_once(".p/") {
        Some((digits, width)) => (digits, number(width).filter(|width| (1..WIDTH).contains(width))?),
        None => (path, WIDTH),
    };
    let plain: String = digits.split('/').map(|part| part.strip_prefix('x').unwrap_or(part)).collect();
    let index: u64 = plain.parse().ok()?;
    // There is one way to write it.
    (index_path(index, width) == path).then_some((index, width))
}
