//! A document in a dialog, with what was seen of it: opened, reached its end, for how long on a visible page.

use samtycke_pack::manifest::ReadRule;
use samtycke_record::Digest;
use web_sys::{Element, HtmlDialogElement, HtmlElement};
use yew::prelude::*;

use super::state::{Action, End};
use super::{Scene, reading};
use crate::browser::listen::Moves;
use crate::browser::visible::VisibleTime;
use crate::browser::{dom, screen};
use crate::document::DocumentView;
use crate::html::{component, html, use_effect_with, use_memo, use_state_eq};
use crate::links::{Links, Target, Visit};
use crate::loading::{ErrorPanel, Loading, Waiting};
use crate::policy::use_document;

/// Rounding of scroll positions on zoomed screens.
const SLACK_PX: f64 = 4.0;
/// Id of what says whether enough was seen.
const STATE: &str = "reading_state";

#[derive(Clone, PartialEq)]
pub(super) struct ReaderProps {
    pub(super) scene: Scene,
    pub(super) visit: Visit,
    pub(super) close: Callback<()>,
    pub(super) navigate: Callback<Target>,
}

#[component]
pub(super) fn Reader(props: &ReaderProps) -> Html {
    let ReaderProps { scene, visit, close, navigate } = props;
    let target = &visit.target;
    let words = scene.words;
    let dialog = use_node_ref();
    let page = use_node_ref();
    let (loading, retry) = use_document(&scene.pack, &target.document, None, &scene.language);
    use_effect_with((), {
        let (dialog, page) = (dialog.clone(), page.clone());
        move |()| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                let _ = dialog.show_modal();
            }
            // The keys that scroll do so at once.
            if let Some(page) = page.cast::<HtmlElement>() {
                dom::focus(&page);
            }
        }
    });
    let manifest = &scene.pack.manifest;
    // What is on the screen, not what was asked for: the text before it stays until the next one is here.
    let shown = match &loading {
        Loading::Ready(document) => manifest
            .document(&document.id)
            .and_then(|entry| entry.file(&document.language))
            .map(|file| file.sha256.clone()),
        Loading::Waiting | Loading::Failed(_) => None,
    };
    // The text that is there as a whole.
    let whole = use_state_eq(|| None::<Digest>);
    // Each text has its own: who still looks for the one before finds nothing.
    let article = use_memo(shown.clone(), |_| NodeRef::default());
    let look = {
        let (article, dispatcher, shown) = (article.clone(), scene.state.dispatcher(), shown.clone());
        move || {
            let text = whole_text(&article).filter(|_| dom::page_is_visible());
            if let (Some(shown), Some(true)) = (&shown, text.map(|text| screen::shows_end(&text, SLACK_PX))) {
                dispatcher.dispatch(Action::ReachedEnd(shown.clone()));
            }
        }
    };
    use_effect_with(shown.clone(), {
        let dispatcher = scene.state.dispatcher();
        let (look, page) = (look.clone(), page.clone());
        move |shown| {
            if let Some(text) = shown {
                dispatcher.dispatch(Action::Opened(text.clone()));
            }
            let watch = page.cast::<Element>().zip(shown.clone()).map(|(page, text)| {
                let count = move |ms| dispatcher.dispatch(Action::Seen { text: text.clone(), ms });
                // Which box scrolls is the styles' choice: where there is little height it is the whole sheet.
                (Moves::around(&page, look.clone()), VisibleTime::of(&page, count, look))
            });
            move || drop(watch)
        }
    });
    let onclose = close.reform(|_: Event| ());
    let leave = {
        let dialog = dialog.clone();
        Callback::from(move |()| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        })
    };
    // Who presses a button at the end of the text has come there, also with a reading cursor that moves no page: the end is
    // on the screen, then it counts.
    let arrive = {
        let (article, look) = (article.clone(), look.clone());
        Callback::from(move |()| {
            if let Some(text) = whole_text(&article).filter(|text| !screen::shows_end(text, SLACK_PX)) {
                text.scroll_into_view_with_bool(false);
            }
            look();
        })
    };
    let entry = manifest.document(&target.document);
    // The text's own title is not there while it is fetched.
    let name = entry.map(|entry| entry.title.get(&scene.language).to_owned());
    let plain = entry.and_then(|entry| entry.file(&scene.language)).map(|file| {
        let href = format!("{}{}", scene.pack.base, file.page);
        html! { <a {href} target="_blank" rel="noopener">{ words.plain_page }</a> }
    });
    let links = Links {
        pack: scene.pack.clone(),
        here: Target { anchor: None, ..target.clone() },
        language: scene.language.clone(),
        page: None,
        go: navigate.reform(|(target, _)| target),
    };
    let on_whole = {
        let (whole, shown) = (whole.setter(), shown.clone());
        Callback::from(move |()| {
            whole.set(shown.clone());
            look();
        })
    };
    let body = match loading {
        Loading::Ready(document) => html! {
            <DocumentView {document} messages={words} visit={visit.clone()} {links} actions={Html::default()}
                root={(*article).clone()} {on_whole} on_section={Callback::noop()} />
        },
        Loading::Waiting => html! { <Waiting messages={words} /> },
        Loading::Failed(error) => html! { <ErrorPanel messages={words} {error} {retry} /> },
    };
    let is_whole = shown.is_some() && *whole == shown;
    let state = standing(scene, &target.document);
    let describedby = state.is_some().then_some(STATE);
    html! {
        <dialog class="reader" ref={dialog} aria-label={name} aria-describedby={describedby} {onclose}>
            <div class="sheet">
                <div class="sheet-head">
                    { plain }
                    <button type="button" part="close" class="close" onclick={leave.reform(|_: MouseEvent| ())}>
                        { words.close }
                    </button>
                </div>
                <div class="scroll" ref={page} tabindex="0" role="document">
                    { body }
                    if is_whole {
                        { way_on(scene, &target.document, &arrive, &leave, navigate) }
                    }
                </div>
                { state.map(|text| html! { <p class="reading-state" id={STATE} role="status">{ text }</p> }) }
            </div>
        </dialog>
    }
}

/// The text, when it is all there: the end of the first part of a long document is not its end.
fn whole_text(article: &NodeRef) -> Option<Element> {
    article.cast::<Element>().filter(|text| !text.has_attribute("aria-busy"))
}

/// What is still missing of a document that must be read; nothing of others.
fn standing(scene: &Scene, document: &str) -> Option<&'static str> {
    let words = &scene.words.acts;
    let seen = scene.state.reading(&scene.pack.manifest, document, &scene.language);
    match (reading::rule(scene.role.as_ref()?, document)?, seen) {
        (ReadRule::Open, _) => Some(words.only_open),
        (ReadRule::End, Some(seen)) if seen.end == End::Reached => Some(words.end_reached),
        (ReadRule::End, _) => Some(words.read_on),
    }
}

/// After the text: back, and on to what is still to be read.
fn way_on(
    scene: &Scene,
    here: &str,
    arrive: &Callback<()>,
    leave: &Callback<()>,
    navigate: &Callback<Target>,
) -> Html {
    let words = &scene.words.acts;
    let manifest = &scene.pack.manifest;
    let role = scene.role.as_ref();
    let next = role.and_then(|role| reading::next(&scene.state, manifest, role, &scene.language, here));
    let class = if next.is_some() { "quiet" } else { "primary" };
    let back = {
        let (arrive, leave) = (arrive.clone(), leave.clone());
        Callback::from(move |_: MouseEvent| {
            arrive.emit(());
            leave.emit(());
        })
    };
    let next = next.and_then(|entry| manifest.document(&entry.id)).map(|entry| {
        let label = words.next.replace("{title}", entry.title.get(&scene.language));
        let (arrive, navigate, target) = (arrive.clone(), navigate.clone(), Target::document(&entry.id));
        let onclick = Callback::from(move |_: MouseEvent| {
            arrive.emit(());
            navigate.emit(target.clone());
        });
        html! { <button type="button" part="next-document" class="primary" {onclick}>{ label }</button> }
    });
    html! {
        <div class="way-on">
            <button type="button" part="back" {class} onclick={back}>{ words.back }</button>
            { next }
        </div>
    }
}
