//! The index of a document, made bit by bit while the reader gets ready to write.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use samtycke_pack::Document;

use super::index::{Hit, Index};

/// A few milliseconds' work on a slow phone.
const BLOCKS: usize = 150;

/// How far the index has come.
pub(super) struct Reading {
    document: Rc<Document>,
    index: Index,
    next: usize,
}

impl Reading {
    /// Begins to read, in slices that leave the page free.
    pub(super) fn begin(document: Rc<Document>) -> Rc<RefCell<Self>> {
        let reading = Rc::new(RefCell::new(Self { document, index: Index::default(), next: 0 }));
        let weak = Rc::downgrade(&reading);
        wasm_bindgen_futures::spawn_local(async move {
            loop {
                TimeoutFuture::new(0).await;
                let Some(reading) = weak.upgrade() else { return };
                if reading.borrow_mut().read(BLOCKS) == Progress::Done {
                    return;
                }
            }
        });
        reading
    }

    /// What the query finds. Whoever writes faster than we read waits for the rest.
    pub(super) fn find(&mut self, query: &str) -> Vec<Hit> {
        self.read(usize::MAX);
        self.index.find(query)
    }

    fn read(&mut self, blocks: usize) -> Progress {
        let all = &self.document.blocks;
        let end = self.next.saturating_add(blocks).min(all.len());
        self.index.add(all.get(self.next..end).unwrap_or_default());
        self.next = end;
        if end == all.len() { Progress::Done } else { Progress::More }
    }
}

#[derive(PartialEq)]
enum Progress {
    More,
    Done,
}
