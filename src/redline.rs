//! What changed between two versions of a document: computed here, from the two texts whose digests were checked, so
//! that any two can be compared and nothing is shown that doesn't follow from them.

mod body;
mod compared;
mod comparison;
mod fold;
mod head;
mod parts;
mod plan;
mod steps;
mod summaries;

use std::rc::Rc;

use yew::prelude::*;

use crate::browser::{clock, dom};
use crate::html::{component, html, use_effect_with, use_memo, use_state_eq};
use crate::links::{Links, Visit};
use crate::messages::Messages;
use body::Body;
use compared::{Compared, Text};
pub(crate) use comparison::Comparison;
use head::head;
use plan::Found;
use samtycke_pack::direction::direction;
use steps::steps;
use summaries::Summary;

#[derive(Clone, PartialEq)]
pub(crate) struct RedlineViewProps {
    /// The old text.
    pub(crate) old: Text,
    /// The new text.
    pub(crate) new: Text,
    /// What the authors say of the versions between, the newest first.
    pub(crate) summaries: Rc<Vec<Summary>>,
    /// Language of the interface.
    pub(crate) messages: &'static Messages,
    /// Where links lead.
    pub(crate) links: Links,
    /// Whose anchor to scroll to once it is shown.
    pub(crate) visit: Visit,
}

/// Head, the way from change to change, and the changes.
#[component]
pub(crate) fn RedlineView(props: &RedlineViewProps) -> Html {
    let RedlineViewProps { old, new, summaries, messages: words, links, visit } = props;
    let compared = use_memo((old.1.clone(), new.1.clone()), |_| Rc::new(Compared::of(old, new)));
    let compared = (*compared).clone();
    let count = compared.plan.counts.stops();
    let root = use_node_ref();
    let current = use_state_eq(|| 0_usize);
    let go = {
        let (root, current) = (root.clone(), current.clone());
        Callback::from(move |to: usize| {
            if let Some(root) = root.cast::<web_sys::Element>() {
                current.set(to);
                dom::go_to(&root, &body::id(to));
            }
        })
    };
    use_effect_with((visit.clone(), compared.clone()), {
        let (root, go) = (root.clone(), go.clone());
        move |(visit, compared)| {
            let anchor = visit.anchor();
            match (compared.find(anchor), anchor, root.cast::<web_sys::Element>()) {
                (Some(Found::Stop(number)), ..) => go.emit(number),
                // The fold opens first.
                (Some(Found::Fold(_)), ..) => {}
                (None, Some(anchor), Some(root)) => dom::go_to(&root, anchor),
                (None, ..) => {}
            }
        }
    });
    // From a change back to the buttons is a long way with the keyboard.
    let onkeydown = {
        let (go, current) = (go.clone(), *current);
        Callback::from(move |event: KeyboardEvent| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            let to = match event.key().as_str() {
                "n" => steps::after(current, count),
                "p" => steps::before(current),
                _ => None,
            };
            if let Some(to) = to {
                go.emit(to);
            }
        })
    };
    let printing = {
        let (root, foot) = (root.clone(), head::foot(&compared, words));
        Callback::from(move |_: MouseEvent| {
            root.cast().into_iter().for_each(|article| crate::browser::print::print(&article, foot.clone()));
        })
    };
    let column = |document: &samtycke_pack::Document| {
        let date = clock::long_date(&document.effective, words.tag);
        html! { <span>{ words.version }{ " " }{ &document.version }{ " " }<small>{ date }</small></span> }
    };
    let language = &new.0.language;
    html! {
        <article
            part="redline"
            class="document redline"
            lang={language.clone()}
            dir={direction(language)}
            ref={root}
            {onkeydown}
        >
            { head(&compared, summaries, links, words, printing) }
            if count > 0 {
                <div class="way" lang={words.tag}>
                    { steps(words, count, (*current).min(count), &go) }
                    // Each side says so itself to those who can't see columns.
                    <div class="columns" aria-hidden="true">{ column(&old.0) }{ column(&new.0) }</div>
                </div>
            }
            if !compared.redline.steps.is_empty() {
                <Body {compared} messages={*words} links={links.clone()} visit={visit.clone()} />
            }
        </article>
    }
}
