//! The hits on the screen, marked, and the one that the reader is at, brought there. Work is bounded by what is on the
//! screen, however long the document is and however often it says something.

use std::rc::Rc;

use web_sys::{Element, HtmlElement, Range};

use super::index::Hit;
use crate::browser::highlight::{self, Marks};
use crate::browser::screen::{self, Band, Scroller};

/// Scrolling lays out what wasn't before, and the place may move by that.
const TRIES: u8 = 4;
/// Between a hit and the bar.
const AIR: f64 = 12.0;
/// Between a hit and the lower edge, where pages like to have something that floats.
const FLOOR: f64 = 88.0;
/// The leaf of that hit: seen where the browser has no marks, and where forced colours make all marks alike.
const FOUND: &str = "found";

/// What a bar marks in its document.
pub(super) struct Marking {
    text: Element,
    scroller: Scroller,
    marks: Option<Marks>,
    /// The element that has [`FOUND`].
    found: Option<Element>,
    hits: Rc<Vec<Hit>>,
    here: Option<usize>,
    /// First and last leaf whose hits are marked.
    covered: Option<(u32, u32)>,
    goal: Goal,
}

/// Is the reader on the way to a hit?
#[derive(Clone, Copy, Debug, PartialEq)]
enum Goal {
    Reached,
    Ahead { tries: u8 },
}

impl Marking {
    pub(super) fn new(text: Element) -> Self {
        Self {
            scroller: Scroller::of(&text),
            text,
            marks: Marks::new(),
            found: None,
            hits: Rc::default(),
            here: None,
            covered: None,
            goal: Goal::Reached,
        }
    }

    /// Other hits, or another one of them that the reader is at.
    pub(super) fn show(&mut self, hits: &Rc<Vec<Hit>>, here: Option<usize>) {
        (self.hits, self.here) = (hits.clone(), here);
        self.scroller = Scroller::of(&self.text);
        self.renew();
    }

    /// The leaf of the hit that the reader is at comes to the screen. Gives its number if it isn't shown yet.
    pub(super) fn go(&mut self) -> Option<u32> {
        self.goal = Goal::Ahead { tries: TRIES };
        self.renew();
        let leaf = self.here()?.leaf;
        screen::leaf(&self.text, leaf).is_none().then_some(leaf)
    }

    /// Text came or went.
    pub(super) fn renew(&mut self) {
        self.covered = None;
        self.look();
    }

    /// The screen shows another part, perhaps.
    pub(super) fn look(&mut self) {
        if let Goal::Ahead { tries } = self.goal {
            self.approach(tries);
        }
        let band = self.scroller.band();
        let seen = ends(&screen::leaves(&self.text, band));
        match (seen, self.covered) {
            (Some((first, last)), Some((from, to))) if from <= first && last <= to => {}
            _ => self.mark(band),
        }
    }

    /// The first leaf that the reader sees, from where searching goes on.
    pub(super) fn first_leaf(&self) -> u32 {
        ends(&screen::leaves(&self.text, self.free())).map_or(0, |(first, _)| first)
    }

    /// The clause, heading or definition that the reader's hit is in or below: the title above them all.
    pub(super) fn place(&self) -> Option<HtmlElement> {
        let leaf = screen::leaf(&self.text, self.here()?.leaf)?;
        screen::last_before(&self.text, "[id][tabindex='-1']", &leaf)
    }

    fn here(&self) -> Option<Hit> {
        self.hits.get(self.here?).copied()
    }

    /// The part of the screen that the bar doesn't cover.
    fn free(&self) -> Band {
        let band = self.scroller.band();
        let bar = self.text.query_selector(".search").ok().flatten();
        // In a low window it scrolls away.
        let bar = bar.map_or(0.0, |bar| {
            let bar = bar.get_bounding_client_rect();
            (bar.bottom() - band.top).clamp(0.0, bar.height())
        });
        Band { top: band.top + bar + AIR, bottom: band.bottom - FLOOR }
    }

    fn approach(&mut self, tries: u8) {
        let Some(hit) = self.here() else { return };
        let Some(leaf) = screen::leaf(&self.text, hit.leaf) else { return };
        let Some(range) = range(&leaf, hit) else { return };
        // First in the frame of its table: then the page knows where it is.
        if let Ok(Some(table)) = leaf.closest(".table") {
            screen::show_in(&table, &range.get_bounding_client_rect(), AIR);
        }
        let (rect, free) = (range.get_bounding_client_rect(), self.free());
        // What isn't laid out, such as a row that a filter took away, has no height.
        self.goal = match tries.checked_sub(1) {
            Some(tries) if rect.height() > 0.0 && !free.holds(&rect) => Goal::Ahead { tries },
            _ => Goal::Reached,
        };
        if let Goal::Ahead { .. } = self.goal {
            self.scroller.by((rect.top() + rect.bottom() - free.top - free.bottom) / 2.0);
        }
    }

    fn mark(&mut self, band: Band) {
        let near = screen::leaves(&self.text, band.wider(band.bottom - band.top));
        self.covered = ends(&near);
        let here = self.here();
        let mut place = None;
        let mut ranges = Vec::new();
        for (number, leaf) in near {
            if here.is_some_and(|here| here.leaf == number) {
                self.stand_out(&leaf);
            }
            if self.marks.is_none() {
                continue;
            }
            let start = self.hits.partition_point(|hit| hit.leaf < number);
            for hit in self.hits.iter().skip(start).take_while(|hit| hit.leaf == number) {
                match range(&leaf, *hit) {
                    Some(range) if here == Some(*hit) => place = Some(range),
                    Some(range) => ranges.push(range),
                    None => {}
                }
            }
        }
        if here.is_none() {
            self.clear();
        }
        if let Some(marks) = &mut self.marks {
            marks.show(ranges, place);
        }
    }

    fn stand_out(&mut self, leaf: &Element) {
        self.clear();
        let _ = leaf.class_list().add_1(FOUND);
        self.found = Some(leaf.clone());
    }

    fn clear(&mut self) {
        if let Some(found) = self.found.take() {
            let _ = found.class_list().remove_1(FOUND);
        }
    }
}

impl Drop for Marking {
    fn drop(&mut self) {
        self.clear();
    }
}

fn ends(leaves: &[(u32, Element)]) -> Option<(u32, u32)> {
    Some((leaves.first()?.0, leaves.last()?.0))
}

/// The number stands in front of its leaf.
fn range(leaf: &Element, hit: Hit) -> Option<Range> {
    if !hit.is_label() {
        return highlight::part(leaf, hit.start, hit.end);
    }
    highlight::whole(&leaf.previous_element_sibling().unwrap_or_else(|| leaf.clone()))
}
