//! What is new, above the text: for who has read an earlier version here, and for all what is announced.

use samtycke_pack::manifest::{DocumentEntry, Text};
use yew::prelude::*;

use super::editions::{link, target};
use super::news::{self, News};
use crate::browser::{clock, dom};
use crate::html::{component, html, use_effect_with, use_state};
use crate::links::{Links, TITLE, Target};
use crate::messages::Messages;
use crate::options::Memory;
use samtycke_pack::direction::direction;

#[derive(Clone, PartialEq)]
pub(super) struct NoticeProps {
    /// The document in force, which is on the screen.
    pub(super) entry: DocumentEntry,
    pub(super) links: Links,
    pub(super) messages: &'static Messages,
    pub(super) memory: Memory,
}

#[component]
pub(super) fn Notice(props: &NoticeProps) -> Html {
    let NoticeProps { entry, links, messages: words, memory } = props;
    let pack = &links.pack.manifest.id;
    let read = |memory: Memory| match memory {
        Memory::On => news::news(entry, news::read(pack, &entry.id).as_deref()),
        Memory::Off => News::None,
    };
    let seen = use_state(|| false);
    let new = if *seen { News::None } else { read(*memory) };
    use_effect_with((entry.id.clone(), entry.version.clone(), new == News::None), {
        let (pack, memory) = (pack.clone(), *memory);
        move |(document, version, known)| {
            if *known && memory == Memory::On {
                news::remember(&pack, document, version);
            }
        }
    });
    let reading = &words.reading;
    let onclick = {
        let seen = seen.setter();
        Callback::from(move |event: MouseEvent| {
            // The button goes away under the focus.
            if let Some(button) = event.target_dyn_into::<web_sys::Element>() {
                dom::focus_on(&button, TITLE);
            }
            seen.set(true);
        })
    };
    let today = clock::today();
    html! {
        <>
            if let News::Since(version) = &new {
                <section part="news" class="band" aria-label={reading.news}>
                    <p><strong>{ reading.news }</strong>{ format!(" · {} {}", words.version, entry.version) }</p>
                    { since(entry, version, links, words.version) }
                    <p class="ways">
                        { link(links, &Target { since: Some(version.clone()), ..Target::document(&entry.id) }, reading.changed) }
                        <button type="button" class="quiet" {onclick}>
                            { reading.seen }
                        </button>
                    </p>
                </section>
            }
            { for entry.upcoming.iter().flatten().take(1).map(|edition| {
                let (heading, told) = if edition.effective <= today {
                    (reading.overdue, reading.due)
                } else {
                    (reading.coming, reading.from)
                };
                html! {
                    <section part="announced" class="band" aria-label={heading}>
                        <p>
                            <strong>{ heading }</strong>
                            { format!(" · {} {}, {told} {}", words.version, edition.version,
                                clock::long_date(&edition.effective, words.tag)) }
                        </p>
                        { summary(edition.summary.as_ref(), links) }
                        <p class="ways">
                            { link(links, &target(entry, &edition.version, Some(&entry.version)), reading.changes) }
                        </p>
                    </section>
                }
            }) }
        </>
    }
}

/// What each version changed since the one that was read; with its number, when there are several.
fn since(entry: &DocumentEntry, version: &str, links: &Links, called: &str) -> Html {
    let told = news::told(entry, version);
    let several = told.len() > 1;
    told.into_iter()
        .map(|(version, text)| {
            html! {
                <>
                    if several {
                        <p><strong>{ format!("{called} {version}") }</strong></p>
                    }
                    { summary(Some(text), links) }
                </>
            }
        })
        .collect()
}

fn summary(summary: Option<&Text>, links: &Links) -> Option<Html> {
    summary.map(|summary| html! {
        <p lang={links.language.clone()} dir={direction(&links.language)}>{ summary.get(&links.language) }</p>
    })
}
