//! What has to be seen before the reading begins, since one label alone says too little: which paragraphs are
//! sub-clauses, and which headings are numbered by letters or Roman numerals.

use std::collections::{HashMap, HashSet};

use pulldown_cmark::{Event, HeadingLevel, Tag};

use super::{Located, after_signs, is_filled};
use crate::author::clause::{Label, split_label, split_number};
use crate::author::enumeration::{Enumerator, Place, places, series};

/// By where the paragraph or heading starts.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) places: HashMap<usize, Place>,
    pub(super) headings: HashSet<usize>,
}

/// Labels that may count on, and where they stand.
type Run = Vec<(usize, String)>;

pub(super) fn parts(text: &str, events: &[Located<'_>]) -> Parts {
    let mut parts = Parts::default();
    let mut clause = Run::new();
    // Of the headings above, from the highest: those of one level that are below the same.
    let mut sections: Vec<(HeadingLevel, Run)> = Vec::new();
    for (index, (event, range)) in events.iter().enumerate() {
        let at = range.start;
        let words = || words(events.get(index + 1..).unwrap_or_default());
        match event {
            Event::Start(Tag::Paragraph) if !is_filled(text, at) => {
                let words = words();
                if let Some((Label::Clause(_), _)) = split_label(&words) {
                    parts.clause(&mut clause);
                }
                clause.extend(enumerator(&words).map(|label| (at, label)));
            }
            Event::Start(Tag::Heading { level, .. }) => {
                parts.clause(&mut clause);
                while let Some((_, run)) = sections.pop_if(|(open, _)| *open > *level) {
                    parts.section(&run);
                }
                if sections.last().is_none_or(|(open, _)| open != level) {
                    sections.push((*level, Run::new()));
                }
                let words = words();
                let is_numbered = is_filled(text, after_signs(text, at)) || split_number(&words).is_some();
                let label = enumerator(&words).filter(|label| !is_numbered && label.ends_with('.'));
                if let Some((_, run)) = sections.last_mut() {
                    run.extend(label.map(|label| (at, label)));
                }
            }
            _ => {}
        }
    }
    parts.clause(&mut clause);
    sections.iter().for_each(|(_, run)| parts.section(run));
    parts
}

impl Parts {
    fn clause(&mut self, run: &mut Run) {
        let places = places(&labels(run));
        self.places.extend(run.iter().zip(places).filter_map(|((at, _), place)| Some((*at, place?))));
        run.clear();
    }

    /// Headings have a number when they count on; one alone may be a name.
    fn section(&mut self, run: &Run) {
        let numbered = run.iter().zip(series(&labels(run))).filter(|(_, counts)| *counts);
        self.headings.extend(numbered.map(|((at, _), _)| *at));
    }
}

fn labels(run: &Run) -> Vec<&str> {
    run.iter().map(|(_, label)| label.as_str()).collect()
}

fn enumerator(words: &str) -> Option<String> {
    let (word, _) = words.split_once(' ')?;
    Enumerator::read(word).map(|_| word.to_owned())
}

/// The text that a block begins with, up to its first mark.
fn words(events: &[Located<'_>]) -> String {
    let text = |event: &Event<'_>| match event {
        Event::Text(text) => Some(text.to_string()),
        Event::SoftBreak | Event::HardBreak => Some(" ".to_owned()),
        _ => None,
    };
    events.iter().map_while(|(event, _)| text(event)).collect()
}
