//! The changes in order of reading, what is unchanged folded between them.

use std::rc::Rc;

use samtycke_pack::document::Block;
use samtycke_pack::redline::{Side, State, Step};
use yew::prelude::*;

use super::compared::Compared;
use super::fold::{Fold, Numbering, Quiet, Unit};
use super::parts::{Pane, Shown};
use super::plan::{Found, Row, Stop, StopKind, part, stood, was};
use crate::browser::dom;
use crate::document::blocks::blocks;
use crate::html::{component, html, use_effect_with, use_state_eq};
use crate::links::{Links, Target, Visit};
use crate::messages::Messages;

#[derive(Clone, PartialEq)]
pub(super) struct BodyProps {
    pub(super) compared: Rc<Compared>,
    pub(super) messages: &'static Messages,
    pub(super) links: Links,
    pub(super) visit: Visit,
}

/// All rows. Its own component, so that going from change to change draws none of them anew.
#[component]
pub(super) fn Body(props: &BodyProps) -> Html {
    let BodyProps { compared, messages: words, links, visit } = props;
    let scene = Scene { compared, words, links };
    let visited = compared.find(visit.target.anchor.as_deref());
    let rows = compared.plan.rows.iter().enumerate().map(|(index, row)| match row {
        Row::Heading(quiet) => scene.heading(quiet),
        Row::Stop(stop) => scene.stop(stop),
        Row::Fold(fold) => {
            let visit = (visited == Some(Found::Fold(index))).then(|| visit.clone());
            let (compared, links) = (compared.clone(), links.clone());
            html! { <Folded {compared} row={index} label={label(fold, words)} {words} {links} {visit} /> }
        }
    });
    html! { <div class="rows">{ for rows }</div> }
}

/// A change's element: no anchor of a document has a `_`.
pub(super) fn id(number: usize) -> String {
    ["change_", &number.to_string()].concat()
}

struct Scene<'a> {
    compared: &'a Compared,
    words: &'static Messages,
    links: &'a Links,
}

impl Scene<'_> {
    /// A heading that stayed, with the number it had.
    fn heading(&self, quiet: &Quiet) -> Html {
        let block = self.compared.new.blocks.get(quiet.block..=quiet.block).unwrap_or_default();
        let was = quiet.was.as_ref().map(|was| self.tag(&[self.words.redline.was, was]));
        html! { <div class="context">{ blocks(block, self.links, self.words) }{ was }</div> }
    }

    fn stop(&self, stop: &Stop) -> Html {
        let words = &self.words.redline;
        let steps = self.compared.redline.steps.get(stop.steps.clone()).unwrap_or_default();
        let id = id(stop.number);
        let tags = [id.as_str(), "-tags"].concat();
        let (class, told) = match stop.kind {
            StopKind::Added => ("change added", self.tag(&[words.is_added])),
            StopKind::Removed => ("change removed", self.tag(&[words.is_removed])),
            StopKind::Typographic => ("change", self.tag(&[words.is_typographic])),
            StopKind::Changed => ("change", self.tag(&[words.is_changed])),
            StopKind::Moved => ("change moved", self.moved(steps.first())),
        };
        let was = match steps {
            [Step::Changed(changed)] if stop.kind != StopKind::Moved => was(&changed.part),
            _ => None,
        };
        let was = was.map(|was| html! { <>{ " " }{ self.tag(&[words.was, &was]) }</> });
        html! {
            <div {id} {class} role="group" tabindex="-1" aria-labelledby={tags.clone()}>
                <p class="tags" id={tags} lang={self.words.tag}>{ told }{ was }</p>
                { self.pane(steps, stop.kind, Side::Old) }
                { self.pane(steps, stop.kind, Side::New) }
            </div>
        }
    }

    /// One of the two columns; what came or went as a whole stands in one of them.
    fn pane(&self, steps: &[Step], kind: StopKind, side: Side) -> Option<Html> {
        let compared = self.compared;
        let (pane, class, document, outer) = match (side, kind) {
            (Side::Old, StopKind::Added) | (Side::New, StopKind::Removed) => return None,
            (Side::Old, StopKind::Removed) => (Pane::New, "old only", &compared.old, State::Removed),
            (Side::Old, _) => (Pane::Old, "old", &compared.old, State::Both),
            (Side::New, StopKind::Added) => (Pane::New, "new", &compared.new, State::Added),
            (Side::New, _) => (Pane::New, "new", &compared.new, State::Both),
        };
        let here = Target {
            version: if side == Side::Old {
                Some(document.version.clone())
            } else {
                self.links.here.version.clone()
            },
            ..self.links.here.clone()
        };
        let links = Links { here, ..self.links.clone() };
        let foreign = document.language != self.words.tag;
        let shown = Shown { pane, links: &links, words: self.words, foreign };
        let parts = steps.iter().filter_map(part).map(|part| shown.part(part, outer));
        Some(html! {
            <div {class}>
                <span class="said side" lang={self.words.tag}>
                    { self.words.version }{ " " }{ &document.version }{ ": " }
                </span>
                { for parts }
            </div>
        })
    }

    fn moved(&self, step: Option<&Step>) -> Html {
        let from = match step {
            Some(Step::Changed(changed)) => stood(changed, &self.compared.old.blocks),
            _ => None,
        };
        match from {
            Some(from) => self.tag(&[self.words.redline.is_moved_from, &from]),
            None => self.tag(&[self.words.redline.is_moved]),
        }
    }

    fn tag(&self, words: &[&str]) -> Html {
        html! { <span class="tag" lang={self.words.tag}>{ words.join(" ") }</span> }
    }
}

/// `12 unchanged clauses · 3.1–7.2`.
fn label(fold: &Fold, words: &'static Messages) -> AttrValue {
    let words = &words.redline;
    let counted = match (fold.numbering, fold.unit) {
        (Numbering::Kept, Unit::Clauses) => &words.unchanged_clauses,
        (Numbering::Kept, Unit::Paragraphs) => &words.unchanged_paragraphs,
        (Numbering::Other, _) => &words.renumbered_clauses,
    };
    let mut label = counted.say(fold.count);
    if let Some(span) = &fold.span {
        label.push_str(" · ");
        label.push_str(span);
    }
    if let Some(was) = &fold.was {
        label.push_str(" (");
        label.push_str(words.were);
        label.push(' ');
        label.push_str(was);
        label.push(')');
    }
    label.into()
}

#[derive(Clone, PartialEq)]
struct FoldedProps {
    compared: Rc<Compared>,
    /// Which of the plan's rows.
    row: usize,
    label: AttrValue,
    words: &'static Messages,
    links: Links,
    /// When it is visited.
    visit: Option<Visit>,
}

/// Has the text been asked for? Until then there are no elements for it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Not,
    /// By opening it.
    Opened,
    /// By a link to a clause in it.
    Visited,
}

/// Unchanged text behind one line.
#[component]
fn Folded(props: &FoldedProps) -> Html {
    let FoldedProps { compared, row, label, words, links, visit } = props;
    let asked = use_state_eq(|| Asked::Not);
    let root = use_node_ref();
    use_effect_with((visit.clone(), *asked), {
        let (asked, root) = (asked.clone(), root.clone());
        move |(visit, now)| {
            let anchor = visit.as_ref().and_then(|visit| visit.target.anchor.as_ref());
            match (anchor, now) {
                (Some(_), Asked::Not | Asked::Opened) => asked.set(Asked::Visited),
                (Some(anchor), Asked::Visited) => {
                    if let Some(root) = root.cast::<web_sys::Element>() {
                        let _ = root.set_attribute("open", "");
                        dom::go_to(&root, anchor);
                    }
                }
                (None, _) => {}
            }
        }
    });
    let Some(Row::Fold(fold)) = compared.plan.rows.get(*row) else { return Html::default() };
    // A click is a key's too. What is opened once stays, for the browser to show and hide.
    let onclick = {
        let asked = asked.clone();
        Callback::from(move |_: MouseEvent| {
            if *asked == Asked::Not {
                asked.set(Asked::Opened);
            }
        })
    };
    let shown: &[Block] = match *asked {
        Asked::Not => &[],
        Asked::Opened | Asked::Visited => compared.new.blocks.get(fold.blocks.clone()).unwrap_or_default(),
    };
    let language = compared.new.language.clone();
    html! {
        <details class="fold" ref={root}>
            <summary {onclick}>
                <span lang={words.tag}>{ label }</span>
                if !fold.headings.is_empty() {
                    <small lang={language}>{ fold.headings.join(" · ") }</small>
                }
            </summary>
            { blocks(shown, links, words) }
        </details>
    }
}
