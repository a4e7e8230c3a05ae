//! A long document comes in chunks: the first that the reader sees at once, the others a little at a time, so that
//! neither its opening nor anything the reader does meanwhile waits for all of it.

use core::ops::Range;
use std::rc::Rc;

use samtycke_pack::document::{Block, Inline, Mark};
use yew::Reducible;

/// How much a chunk holds, in letters: some screens of text, and a few milliseconds of work.
const CHUNK: usize = 6_000;
/// The first is what the reader waits for: a screen.
const FIRST: usize = 2_400;
/// Up to this a document is one chunk: most are.
const SMALL: usize = 40_000;
/// What a block takes beside its letters: space around it, the end of its last line.
const BLOCK: usize = 60;

/// Consecutive top-level blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chunk {
    pub(super) blocks: Range<usize>,
    /// The number of its first leaf.
    pub(super) leaf: u32,
}

/// Size and leaves of a part of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Extent {
    size: usize,
    leaves: u32,
}

/// The chunks of a document, in order; one at least.
pub(super) fn chunks(blocks: &[Block]) -> Vec<Chunk> {
    let extents: Vec<Extent> = blocks.iter().map(extent).collect();
    let whole: usize = extents.iter().map(|one| one.size).sum();
    let mut limit = if whole <= SMALL { usize::MAX } else { FIRST };
    let mut chunks = Vec::new();
    let mut leaf = 0;
    let mut open = Chunk { blocks: 0..0, leaf };
    let mut size = 0_usize;
    for (index, (block, extent)) in blocks.iter().zip(extents).enumerate() {
        // A chunk ends a little early rather than part a heading from its text.
        let enough = if matches!(block, Block::Heading(_)) { limit / 10 * 9 } else { limit };
        if size > 0 && size.saturating_add(extent.size) > enough {
            chunks.push(core::mem::replace(&mut open, Chunk { blocks: index..index, leaf }));
            size = 0;
            limit = CHUNK;
        }
        open.blocks.end = index + 1;
        size += extent.size;
        leaf += extent.leaves;
    }
    chunks.push(open);
    chunks
}

/// The chunk that holds a top-level block.
pub(super) fn holding(chunks: &[Chunk], block: usize) -> usize {
    chunks.partition_point(|chunk| chunk.blocks.end <= block).min(chunks.len().saturating_sub(1))
}

/// The top-level block that is or holds what has the anchor.
pub(super) fn block_of(blocks: &[Block], anchor: &str) -> Option<usize> {
    blocks.iter().position(|block| has(block, anchor))
}

fn has(block: &Block, anchor: &str) -> bool {
    match block {
        Block::Heading(heading) => heading.anchor == anchor,
        Block::Clause(clause) => clause.anchor == anchor,
        Block::List(list) => list.items.iter().any(|item| block_of(item, anchor).is_some()),
        Block::Note(inner) => block_of(inner, anchor).is_some(),
        Block::Paragraph(_) | Block::Table(_) | Block::Definitions(_) => false,
    }
}

fn extent(block: &Block) -> Extent {
    let mut sum = Extent { size: BLOCK, leaves: 0 };
    match block {
        Block::Heading(heading) => sum.leaf(&heading.text),
        Block::Clause(clause) => sum.leaf(&clause.text),
        Block::Paragraph(text) => sum.leaf(text),
        Block::List(list) => list.items.iter().flatten().for_each(|inner| sum.add(inner)),
        Block::Table(table) => table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| {
            sum.leaf(cell);
        }),
        Block::Definitions(items) => items.iter().for_each(|item| {
            sum.leaf(&item.term);
            sum.leaf(&item.text);
        }),
        Block::Note(inner) => inner.iter().for_each(|inner| sum.add(inner)),
    }
    sum
}

impl Extent {
    fn leaf(&mut self, text: &[Inline]) {
        self.size += letters(text);
        self.leaves += 1;
    }

    fn add(&mut self, block: &Block) {
        let inner = extent(block);
        self.size += inner.size;
        self.leaves += inner.leaves;
    }
}

fn letters(text: &[Inline]) -> usize {
    let one = |inline: &Inline| match inline {
        Inline::Text(words) => words.len(),
        Inline::Mark(Mark::Strong(inner) | Mark::Emphasis(inner)) => letters(inner),
        Inline::Mark(Mark::Link(link)) => letters(&link.text),
    };
    text.iter().map(one).sum()
}

/// Which chunks are there: a run of them that grows to the end, then to the beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Filled {
    there: Range<usize>,
    /// Those that came last: shown as they are once, so that the browser learns their height.
    fresh: Range<usize>,
    all: usize,
}

/// What happens to [`Filled`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// There is time for one more.
    Grow,
    /// The reader goes to this one.
    Reach(usize),
}

impl Filled {
    /// What is in the first frame: the chunk that is wanted and the next, which may fill the screen.
    pub(super) fn first(all: usize, wanted: Option<usize>) -> Self {
        let there = match wanted {
            Some(wanted) => wanted..(wanted + 2).min(all),
            None => 0..1.min(all),
        };
        Self { fresh: there.clone(), there, all }
    }

    pub(super) fn has(&self, chunk: usize) -> bool {
        self.there.contains(&chunk)
    }

    pub(super) fn is_fresh(&self, chunk: usize) -> bool {
        self.fresh.contains(&chunk)
    }

    /// How many are there.
    pub(super) fn count(&self) -> usize {
        self.there.len()
    }

    /// The whole document is there.
    pub(super) fn is_whole(&self) -> bool {
        self.there == (0..self.all)
    }

    /// Nothing is left to do.
    pub(super) fn is_done(&self) -> bool {
        self.is_whole() && self.fresh.is_empty()
    }

    fn after(&self, step: Step) -> Self {
        let Range { start, end } = self.there;
        let (there, fresh) = match step {
            Step::Reach(chunk) if self.has(chunk) || chunk >= self.all => return self.clone(),
            Step::Reach(chunk) if chunk >= end => {
                let to = (chunk + 2).min(self.all);
                (start..to, end..to)
            }
            Step::Reach(chunk) => (chunk..end, 0..0),
            Step::Grow if end < self.all => (start..end + 1, end..end + 1),
            // Above what is read nothing changes its height before the reader comes there.
            Step::Grow => (start.saturating_sub(1)..end, 0..0),
        };
        Self { there, fresh, all: self.all }
    }
}

impl Reducible for Filled {
    type Action = Step;

    fn reduce(self: Rc<Self>, step: Step) -> Rc<Self> {
        Rc::new(self.after(step))
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use samtycke_pack::Document;
    use samtycke_pack::document::{Clause, Heading, plain_text};
    use samtycke_record::json::{self, FromJson as _};

    /// The contract's order, said another way than [`extent`] says it.
    fn leaves<'a>(blocks: &'a [Block], found: &mut Vec<&'a [Inline]>) {
        for block in blocks {
            match block {
                Block::Heading(Heading { text, .. }) | Block::Clause(Clause { text, .. }) => found.push(text),
                Block::Paragraph(text) => found.push(text),
                Block::List(list) => list.items.iter().for_each(|item| leaves(item, found)),
                Block::Note(inner) => leaves(inner, found),
                Block::Definitions(items) => {
                    items.iter().for_each(|item| found.extend([item.term.as_slice(), &item.text]));
                }
                Block::Table(table) => {
                    found.extend(table.head.iter().chain(table.rows.iter().flatten()).map(Vec::as_slice));
                }
            }
        }
    }

    fn samples() -> Vec<Document> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/packs");
        let packs = std::fs::read_dir(folder).unwrap().map(|pack| pack.unwrap().path());
        let built = packs.flat_map(|pack| {
            let files = std::fs::read_dir(pack.join("documents")).unwrap().map(|file| {
                let path = file.unwrap().path();
                (
                    path.file_name().unwrap().to_str().unwrap().to_owned(),
                    std::fs::read_to_string(path).unwrap(),
                )
            });
            let sources = samtycke_pack::author::Sources {
                pack: std::fs::read_to_string(pack.join("pack.toml")).unwrap(),
                documents: files.collect(),
            };
            samtycke_pack::author::build(&sources).unwrap().files
        });
        let texts = built.filter(|(name, _)| name.starts_with("documents/") && name.ends_with(".json"));
        texts
            .map(|(_, text)| {
                let text = core::str::from_utf8(text.as_ref()).unwrap();
                Document::from_json(&json::parse(text).unwrap()).unwrap()
            })
            .collect()
    }

    /// A sample document over and over until it is a long one.
    fn long(document: &Document) -> Vec<Block> {
        core::iter::repeat_n(&document.blocks, 60).flatten().cloned().collect()
    }

    #[test]
    fn chunks_are_the_whole_document_in_order_and_know_their_first_leaf() {
        let samples = samples();
        assert!(samples.len() > 10);
        for document in &samples {
            for blocks in [document.blocks.clone(), long(document)] {
                let chunks = chunks(&blocks);
                let mut end = 0;
                for chunk in &chunks {
                    assert_eq!(chunk.blocks.start, end);
                    end = chunk.blocks.end;
                    let mut before = Vec::new();
                    leaves(&blocks[..chunk.blocks.start], &mut before);
                    assert_eq!(chunk.leaf as usize, before.len(), "{}", document.id);
                    let size: usize = blocks[chunk.blocks.clone()].iter().map(|one| extent(one).size).sum();
                    assert!(size <= CHUNK || chunk.blocks.len() == 1 || chunks.len() == 1);
                }
                assert_eq!(end, blocks.len());
                let mut all = Vec::new();
                leaves(&blocks, &mut all);
                let words: usize = all.iter().map(|leaf| plain_text(leaf).len()).sum();
                assert_eq!(chunks.len() > 1, words + BLOCK * blocks.len() > SMALL, "{}", document.id);
            }
        }
    }

    #[test]
    fn an_empty_document_is_one_chunk() {
        assert_eq!(chunks(&[]), [Chunk { blocks: 0..0, leaf: 0 }]);
    }

    #[test]
    fn every_anchor_is_in_the_chunk_that_holds_its_block() {
        for document in samples() {
            let blocks = long(&document);
            let chunks = chunks(&blocks);
            for (index, block) in document.blocks.iter().enumerate() {
                if let Block::Heading(Heading { anchor, .. }) | Block::Clause(Clause { anchor, .. }) = block {
                    assert_eq!(block_of(&blocks, anchor), Some(index));
                }
            }
            for index in 0..blocks.len() {
                assert!(chunks[holding(&chunks, index)].blocks.contains(&index));
            }
            assert_eq!(block_of(&blocks, "nowhere"), None);
        }
    }

    #[test]
    fn the_chunks_come_to_the_end_first_and_then_to_the_beginning() {
        for (all, wanted, first) in
            [(1, None, 0..1), (1, Some(0), 0..1), (9, None, 0..1), (9, Some(4), 4..6), (9, Some(8), 8..9)]
        {
            let mut filled = Filled::first(all, wanted);
            assert_eq!(filled.there, first);
            let mut steps = 0;
            while !filled.is_done() {
                let next = filled.after(Step::Grow);
                assert!(next.there.len() > filled.there.len() || filled.is_whole());
                assert!(next.there.end >= filled.there.end && next.there.start <= filled.there.start);
                assert!(next.there.start == filled.there.start || next.there.end == all);
                filled = next;
                steps += 1;
            }
            assert!(steps <= all);
        }
    }

    #[test]
    fn a_chunk_that_the_reader_goes_to_is_there_with_all_between() {
        let filled = Filled::first(9, Some(4));
        for (to, there) in [(2, 2..6), (5, 4..6), (7, 4..9), (8, 4..9), (9, 4..6)] {
            assert_eq!(filled.after(Step::Reach(to)).there, there, "{to}");
        }
    }
}
