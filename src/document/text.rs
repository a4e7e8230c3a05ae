//! What a document's components share, and the components that draw its chunks.

use std::rc::Rc;

use samtycke_pack::Document;
use yew::prelude::*;

use super::blocks;
use super::chunks::{self, Chunk, Filled};
use super::sections::{Section, sections};
use super::terms::Terms;
use crate::html::{component, html};
use crate::links::Links;
use crate::messages::Messages;

/// A document as it is drawn. Two are the same when they are one: a component that has it is not drawn again because
/// its parent is, and nobody compares a hundred thousand words.
#[derive(Clone)]
pub(super) struct Text(Rc<Inner>);

/// See [`Text`].
pub(super) struct Inner {
    pub(super) document: Rc<Document>,
    pub(super) chunks: Vec<Chunk>,
    pub(super) sections: Vec<Section>,
    pub(super) terms: Rc<Terms>,
    pub(super) links: Links,
    pub(super) messages: &'static Messages,
}

impl Text {
    pub(super) fn new(document: Rc<Document>, links: Links, messages: &'static Messages) -> Self {
        let (chunks, sections) = (chunks::chunks(&document.blocks), sections(&document.blocks));
        let terms = Rc::new(Terms::of(&document));
        Self(Rc::new(Inner { document, chunks, sections, terms, links, messages }))
    }

    /// Is it that document's?
    pub(super) fn shows(&self, document: &Rc<Document>) -> bool {
        Rc::ptr_eq(&self.document, document)
    }

    /// Are its links and words those?
    pub(super) fn has(&self, links: &Links, messages: &'static Messages) -> bool {
        self.links == *links && core::ptr::eq(self.messages, messages)
    }

    /// The chunk that holds what has the anchor.
    pub(super) fn chunk_of(&self, anchor: &str) -> Option<usize> {
        if let Some(leaf) = self.terms.leaf_of(anchor) {
            return self.chunk_of_leaf(leaf);
        }
        let block = chunks::block_of(&self.document.blocks, anchor)?;
        Some(chunks::holding(&self.chunks, block))
    }

    /// The chunk that holds a leaf.
    pub(super) fn chunk_of_leaf(&self, leaf: u32) -> Option<usize> {
        self.chunks.partition_point(|chunk| chunk.leaf <= leaf).checked_sub(1)
    }
}

impl core::ops::Deref for Text {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// All chunks, each in its place from the beginning, so that the scroll bar tells how long the document is.
pub(super) fn chunks(text: &Text, filled: &Filled) -> Html {
    let one = |index: usize| {
        let class = match text.chunks.len() {
            1 => "chunk",
            _ if !filled.has(index) => "chunk awaited",
            _ if filled.is_fresh(index) => "chunk",
            _ => "chunk far",
        };
        let content = filled.has(index).then(|| html! { <ChunkView text={text.clone()} {index} /> });
        html! { <div {class}>{ content }</div> }
    };
    (0..text.chunks.len()).map(one).collect()
}

#[derive(Clone, PartialEq)]
struct ChunkProps {
    text: Text,
    index: usize,
}

#[component]
fn ChunkView(props: &ChunkProps) -> Html {
    let Some(chunk) = props.text.chunks.get(props.index) else { return Html::default() };
    blocks::chunk(&props.text, chunk)
}
