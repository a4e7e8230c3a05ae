//! The sections that the table of contents names, and which of them is being read.

use core::ops::Range;

use samtycke_pack::document::{Block, Heading};

/// With more headings than this the contents name the sections of level 2 alone.
pub(super) const MANY: usize = 80;

/// A heading that the contents name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Section {
    /// Its top-level block.
    pub(super) block: usize,
    pub(super) anchor: String,
    /// 2 or 3.
    pub(super) level: u32,
}

/// All of them, in order.
pub(super) fn sections(blocks: &[Block]) -> Vec<Section> {
    let named = |deepest: u32| headings(blocks).filter(move |(_, heading)| heading.level <= deepest);
    let deepest = if named(3).count() > MANY { 2 } else { 3 };
    named(deepest)
        .map(|(block, heading)| Section { block, anchor: heading.anchor.clone(), level: heading.level })
        .collect()
}

fn headings(blocks: &[Block]) -> impl Iterator<Item = (usize, &Heading)> {
    blocks.iter().enumerate().filter_map(|(index, block)| match block {
        Block::Heading(heading) => Some((index, heading)),
        _ => None,
    })
}

/// The section that a block is in.
pub(super) fn around(sections: &[Section], block: usize) -> Option<usize> {
    sections.partition_point(|section| section.block <= block).checked_sub(1)
}

/// The sections that begin in these blocks.
pub(super) fn within(sections: &[Section], blocks: &Range<usize>) -> Range<usize> {
    let before = |block: usize| sections.partition_point(|section| section.block < block);
    before(blocks.start)..before(blocks.end)
}

/// How many of a range begin above a line: those of them for which `above` holds come first.
pub(super) fn count_above(range: Range<usize>, above: impl Fn(usize) -> bool) -> usize {
    let Range { mut start, mut end } = range;
    while start < end {
        let middle = start + (end - start) / 2;
        if above(middle) { start = middle + 1 } else { end = middle }
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(level: u32, anchor: &str) -> Block {
        Block::Heading(Heading { level, number: None, anchor: anchor.into(), text: Vec::new() })
    }

    fn document() -> Vec<Block> {
        vec![
            Block::Paragraph(Vec::new()),
            heading(2, "a"),
            Block::Paragraph(Vec::new()),
            heading(3, "b"),
            heading(4, "c"),
            Block::Paragraph(Vec::new()),
            heading(2, "d"),
        ]
    }

    #[test]
    fn the_contents_name_two_levels_and_one_where_they_are_many() {
        let anchors =
            |blocks: &[Block]| sections(blocks).into_iter().map(|one| one.anchor).collect::<Vec<_>>();
        assert_eq!(anchors(&document()), ["a", "b", "d"]);
        let many: Vec<Block> = core::iter::repeat_n(document(), 50).flatten().collect();
        assert_eq!(anchors(&many)[..3], ["a", "d", "a"]);
        assert!(anchors(&[]).is_empty());
    }

    #[test]
    fn a_block_is_in_the_last_section_before_it() {
        let sections = sections(&document());
        let expect = [None, Some(0), Some(0), Some(1), Some(1), Some(1), Some(2)];
        for (block, expect) in expect.into_iter().enumerate() {
            assert_eq!(around(&sections, block), expect, "{block}");
        }
        for (blocks, expect) in [(0..7, 0..3), (2..4, 1..2), (4..6, 2..2), (0..0, 0..0), (6..7, 2..3)] {
            assert_eq!(within(&sections, &blocks), expect, "{blocks:?}");
        }
    }

    #[test]
    fn the_line_divides_what_is_above_from_what_is_below() {
        let tops = [-40, -3, 10, 90, 200];
        for (range, line, expect) in [
            (0..5, 0, 2),
            (0..5, 10, 3),
            (0..5, -50, 0),
            (0..5, 900, 5),
            (2..4, 0, 2),
            (2..4, 50, 3),
            (3..3, 0, 3),
        ] {
            assert_eq!(count_above(range.clone(), |index| tops[index] <= line), expect, "{range:?} {line}");
        }
    }
}
