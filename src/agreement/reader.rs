//! A document in a dialog, with what was seen of it: opened, reached its end, for how long on a visible page.

use gloo::timers::callback::Interval;
use web_sys::{Element, HtmlDialogElement};
use yew::prelude::*;

use super::Scene;
use super::state::Action;
use crate::browser::listen::Moves;
use crate::browser::{dom, screen};
use crate::document::DocumentView;
use crate::links::{Links, Target, Visit};
use crate::loading::{ErrorPanel, Loading, Waiting};
use crate::policy::use_document;

const TICK_MS: u32 = 500;
/// Rounding of scroll positions on zoomed screens.
const SLACK_PX: f64 = 4.0;
/// A text that is all there.
const WHOLE: &str = "[part=document]:not([aria-busy])";

#[derive(Clone, PartialEq, Properties)]
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
        let dialog = dialog.clone();
        move |()| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                let _ = dialog.show_modal();
            }
        }
    });
    let shown = match &loading {
        Loading::Ready(document) => Some(document.id.clone()),
        Loading::Waiting | Loading::Failed(_) => None,
    };
    let look = {
        let (page, dispatcher, shown) = (page.clone(), scene.state.dispatcher(), shown.clone());
        move || {
            // The end of the first part of a long document is not its end.
            let text = page.cast::<Element>().and_then(|page| page.query_selector(WHOLE).ok()?);
            if let (Some(document), Some(true)) =
                (&shown, text.map(|text| screen::shows_end(&text, SLACK_PX)))
            {
                dispatcher.dispatch(Action::ReachedEnd(document.clone()));
            }
        }
    };
    use_effect_with(shown, {
        let dispatcher = scene.state.dispatcher();
        let (look, page) = (look.clone(), page.clone());
        move |shown| {
            if let Some(document) = shown {
                dispatcher.dispatch(Action::Opened(document.clone()));
            }
            // Which box scrolls is the styles' choice: where there is little height it is the whole sheet.
            let moves = page.cast::<Element>().map(|page| Moves::around(&page, look));
            let clock = shown.clone().map(|document| {
                Interval::new(TICK_MS, move || {
                    if dom::page_is_visible() {
                        dispatcher.dispatch(Action::Seen { document: document.clone(), ms: TICK_MS });
                    }
                })
            });
            move || drop((clock, moves))
        }
    });
    let onclose = close.reform(|_: Event| ());
    let leave = {
        let dialog = dialog.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        })
    };
    let entry = scene.pack.manifest.document(&target.document);
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
    let on_whole = Callback::from(move |()| look());
    let body = match loading {
        Loading::Ready(document) => html! {
            <DocumentView {document} messages={words} visit={visit.clone()} {links} {on_whole} />
        },
        Loading::Waiting => html! { <Waiting messages={words} /> },
        Loading::Failed(error) => html! { <ErrorPanel messages={words} {error} {retry} /> },
    };
    html! {
        <dialog class="reader" ref={dialog} aria-label={name} {onclose}>
            <div class="sheet">
                <div class="sheet-head">
                    { plain }
                    <button type="button" part="close" class="close" onclick={leave}>{ words.close }</button>
                </div>
                <div class="scroll" ref={page} tabindex="0">
                    { body }
                </div>
            </div>
        </dialog>
    }
}
