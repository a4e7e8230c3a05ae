//! The table of contents: beside the text on wide screens, where it follows the reader; behind a button on phones.

use samtycke_pack::document::{Block, Heading, plain_text};
use web_sys::Element;
use yew::prelude::*;

use super::sections::{MANY, Section};
use super::text::Text;
use crate::browser::listen::Frames;
use crate::browser::{overflow, place};
use crate::html::{component, html, use_effect_with};

/// Fewer sections need no contents.
const FEWEST: usize = 3;
/// A screen of them.
const GROUP: usize = 24;

#[derive(Clone, PartialEq)]
pub(super) struct ContentsProps {
    pub(super) text: Text,
    /// The section that is being read.
    pub(super) current: Option<usize>,
    /// How many groups of entries are there: many come as the text does, a group at a time.
    pub(super) groups: usize,
}

/// Only the mark changes while the reader goes on, and it is set on the entry itself: drawing hundreds of entries again
/// at each section would be felt.
#[component]
pub(super) fn Contents(props: &ContentsProps) -> Html {
    let ContentsProps { text, current, groups } = props;
    let frame = use_node_ref();
    use_effect_with((text.clone(), *current, *groups), {
        let frame = frame.clone();
        move |(_, current, _)| {
            if let Some(frame) = frame.cast::<Element>() {
                place::mark_entry(&frame, *current);
            }
        }
    });
    let has_any = text.sections.iter().filter(|section| section.level == 2).count() >= FEWEST;
    use_effect_with(has_any, {
        let frame = frame.clone();
        move |_| {
            let watch = frame.cast::<Element>().map(|frame| {
                place::lay_beside(&frame);
                // Not in the observer's own turn: what it does there to sizes is an error of the page.
                let frames = {
                    let frame = frame.clone();
                    Frames::new(move || place::lay_beside(&frame))
                };
                overflow::sized(&frame, move || frames.ask())
            });
            move || drop(watch)
        }
    });
    if !has_any {
        return Html::default();
    }
    let words = text.messages;
    html! {
        <nav part="contents" class="contents" aria-label={words.contents} lang={text.document.language.clone()} ref={frame}>
            <details>
                <summary lang={words.tag}>{ words.contents }</summary>
                <ol>
                    { for (0..*groups).map(|group| html! {
                        <Entries text={text.clone()} {group} />
                    }) }
                </ol>
            </details>
        </nav>
    }
}

#[derive(Clone, PartialEq)]
struct EntriesProps {
    text: Text,
    group: usize,
}

/// How many there are. Few entries are one group, so that no sub-section is parted from its section.
pub(super) fn groups(text: &Text) -> usize {
    if text.sections.len() <= MANY { 1 } else { text.sections.len().div_ceil(GROUP) }
}

#[component]
fn Entries(props: &EntriesProps) -> Html {
    let text = &props.text;
    let sections = text.sections.as_slice();
    let mut rest = match groups(text) {
        1 => sections,
        _ => sections.chunks(GROUP).nth(props.group).unwrap_or_default(),
    };
    let mut items = Vec::new();
    while let Some((section, after)) = rest.split_first() {
        let inner = after.iter().take_while(|one| one.level > section.level).count();
        let (inner, after) = after.split_at(inner);
        let inner: Vec<Html> = inner.iter().map(|one| html! { <li>{ entry(text, one) }</li> }).collect();
        let inner = (!inner.is_empty()).then(|| html! { <ol>{ inner }</ol> });
        items.push(html! { <li>{ entry(text, section) }{ inner }</li> });
        rest = after;
    }
    items.into_iter().collect()
}

fn entry(text: &Text, section: &Section) -> Html {
    let Some(Block::Heading(Heading { number, text: words, .. })) = text.document.blocks.get(section.block)
    else {
        return Html::default();
    };
    let number = number.as_ref().map(|number| html! { <span class="number">{ number }</span> });
    let mut to = String::from("#");
    to.push_str(&section.anchor);
    let href = text.links.href(&text.links.target(&to));
    html! { <a {href} data-to={to}>{ number }{ plain_text(words) }</a> }
}
