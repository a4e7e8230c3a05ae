//! What is new, above the text: for who has read an earlier version here, and for all what is announced.

use samtycke_pack::manifest::{DocumentEntry, Text};
use yew::prelude::*;

use super::editions::{link, target};
use super::news::{self, News};
use crate::browser::clock;
use crate::links::{Links, Target};
use crate::messages::Messages;
use crate::options::Memory;

#[derive(Clone, PartialEq, Properties)]
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
    html! {
        <>
            if let News::Since(version) = &new {
                <section part="news" class="band" aria-label={reading.news}>
                    <p><strong>{ reading.news }</strong>{ format!(" · {} {}", words.version, entry.version) }</p>
                    { summary(entry.summary.as_ref(), links) }
                    <p class="ways">
                        { link(links, &Target { since: Some(version.clone()), ..Target::document(&entry.id) }, reading.changed) }
                        <button type="button" class="quiet" onclick={Callback::from(move |_: MouseEvent| seen.set(true))}>
                            { reading.seen }
                        </button>
                    </p>
                </section>
            }
            { for entry.upcoming.iter().flatten().take(1).map(|edition| html! {
                <section part="announced" class="band" aria-label={reading.coming}>
                    <p>
                        <strong>{ reading.coming }</strong>
                        { format!(" · {} {}, {} {}", words.version, edition.version, reading.from,
                            clock::long_date(&edition.effective, words.tag)) }
                    </p>
                    { summary(edition.summary.as_ref(), links) }
                    <p class="ways">
                        { link(links, &target(entry, &edition.version, Some(&entry.version)), reading.changes) }
                    </p>
                </section>
            }) }
        </>
    }
}

fn summary(summary: Option<&Text>, links: &Links) -> Option<Html> {
    summary.map(|summary| html! { <p lang={links.language.clone()}>{ summary.get(&links.language) }</p> })
}
