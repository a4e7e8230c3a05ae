//! What changed in a document, in a dialog; that it was on the screen goes into the record.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use crate::agreement::Scene;
use crate::agreement::reader::Reader;
use crate::agreement::state::Action;
use crate::document::DocumentView;
use crate::html::{component, html, use_effect_with};
use crate::links::{Links, Target, Visit};
use crate::loading::{ErrorPanel, Loading, Waiting};
use crate::policy::use_document;
use crate::redline::Comparison;

#[derive(Clone, PartialEq)]
pub(super) struct ChangesProps {
    pub(super) scene: Scene,
    /// What changed, or a document.
    pub(super) visit: Visit,
    pub(super) close: Callback<()>,
    pub(super) go: Callback<Target>,
}

#[component]
pub(super) fn Changes(props: &ChangesProps) -> Html {
    let ChangesProps { scene, visit, close, go } = props;
    // What is in force is read where reading is recorded.
    if visit.target.since.is_none() && visit.target.version.is_none() {
        let (scene, visit, close) = (scene.clone(), visit.clone(), close.clone());
        return html! { <Reader {scene} {visit} {close} navigate={go.clone()} /> };
    }
    html! { <Sheet ..props.clone() /> }
}

#[component]
fn Sheet(props: &ChangesProps) -> Html {
    let ChangesProps { scene, visit, close, go } = props;
    let words = scene.words;
    let target = &visit.target;
    let dialog = use_node_ref();
    use_effect_with((), {
        let dialog = dialog.clone();
        move |()| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                let _ = dialog.show_modal();
            }
        }
    });
    let entry = scene.pack.manifest.document(&target.document);
    let name = entry.map(|entry| entry.title.get(&scene.language).to_owned());
    let leave = {
        let dialog = dialog.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        })
    };
    let links = Links {
        pack: scene.pack.clone(),
        here: Target { anchor: None, ..target.clone() },
        language: scene.language.clone(),
        page: None,
        go: go.reform(|(target, _)| target),
    };
    let on_shown = {
        let text = entry.and_then(|entry| entry.text(target.version.as_deref(), &scene.language));
        let (dispatcher, text) = (scene.state.dispatcher(), text.map(|file| file.sha256.clone()));
        Callback::from(move |()| {
            text.clone().into_iter().for_each(|text| dispatcher.dispatch(Action::ChangeShown(text)));
        })
    };
    let onclose = close.reform(|_: Event| ());
    html! {
        <dialog class="reader" ref={dialog} aria-label={name} {onclose}>
            <div class="sheet">
                <div class="sheet-head">
                    <button type="button" part="close" class="close" onclick={leave}>{ words.close }</button>
                </div>
                <div class="scroll" tabindex="0">
                    if target.since.is_some() {
                        <Comparison {links} target={target.clone()} messages={words} visit={visit.clone()} {on_shown} />
                    } else {
                        <Announced {links} visit={visit.clone()} messages={words} />
                    }
                </div>
            </div>
        </dialog>
    }
}

#[derive(Clone, PartialEq)]
struct AnnouncedProps {
    links: Links,
    visit: Visit,
    messages: &'static crate::messages::Messages,
}

/// The text of a version that isn't in force.
#[component]
fn Announced(props: &AnnouncedProps) -> Html {
    let AnnouncedProps { links, visit, messages } = props;
    let target = &visit.target;
    let (loading, retry) =
        use_document(&links.pack, &target.document, target.version.as_deref(), &links.language);
    match loading {
        Loading::Ready(document) => {
            html! {
               <DocumentView {document} messages={*messages} visit={visit.clone()} links={links.clone()}
                   actions={Html::default()} root={NodeRef::default()} on_whole={Callback::noop()}
                   on_section={Callback::noop()} />
            }
        }
        Loading::Waiting => html! { <Waiting messages={*messages} /> },
        Loading::Failed(error) => html! { <ErrorPanel messages={*messages} {error} {retry} /> },
    }
}
