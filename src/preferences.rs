//! The second layer: every category and service, what each stores, and three equal ways out.

mod control;
mod form;
mod service;
mod state;

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use crate::loading::{ErrorPanel, Loading, Waiting, use_pack};
use crate::messages::{choose, messages};
use crate::options::Options;
use crate::policy::interface;
use form::Form;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PreferencesViewProps {
    pub(crate) options: Options,
}

/// A modal dialog, or a section of the page. Closing the dialog without an answer is no answer.
#[component]
pub(crate) fn PreferencesView(props: &PreferencesViewProps) -> Html {
    let options = &props.options;
    let dialog = use_node_ref();
    let pressed_outside = use_mut_ref(|| None::<()>);
    let (loading, retry) = use_pack(options);
    use_effect_with((), {
        let dialog = dialog.clone();
        move |()| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                let _ = dialog.show_modal();
            }
        }
    });
    let words = match &loading {
        Loading::Ready(pack) => messages(choose(&options.languages, &pack.manifest.languages)),
        _ => interface(options),
    };
    // In a page there is no dialog, and nothing closes.
    let close = {
        let dialog = dialog.clone();
        Callback::from(move |()| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        })
    };
    let onclose = {
        let hooks = options.hooks.clone();
        Callback::from(move |_: Event| hooks.closed())
    };
    // Outside means on the backdrop, which is the dialog itself: a drag that ends there is not meant to close.
    let onpointerdown = {
        let pressed_outside = pressed_outside.clone();
        let dialog = dialog.clone();
        Callback::from(move |event: PointerEvent| {
            *pressed_outside.borrow_mut() = is_backdrop(&event, &dialog).then_some(());
        })
    };
    let onpointerup = {
        let (dialog, close) = (dialog.clone(), close.clone());
        Callback::from(move |event: PointerEvent| {
            if pressed_outside.borrow_mut().take().is_some() && is_backdrop(&event, &dialog) {
                close.emit(());
            }
        })
    };
    let body = match loading {
        Loading::Ready(pack) => html! { <Form options={options.clone()} {pack} done={close.clone()} /> },
        Loading::Waiting => html! { <Waiting messages={words} /> },
        Loading::Failed(error) => html! { <ErrorPanel messages={words} {error} {retry} /> },
    };
    let title = html! { <h2 id="preferences-title">{ words.preferences_title }</h2> };
    if options.inline {
        return html! {
            <section part="preferences" class="preferences inline" aria-labelledby="preferences-title" lang={words.tag}>
                { title }
                { body }
            </section>
        };
    }
    html! {
        <dialog part="preferences" class="preferences" ref={dialog} aria-labelledby="preferences-title" lang={words.tag}
            {onclose} {onpointerdown} {onpointerup}>
            <div class="sheet">
                <div class="sheet-head">
                    { title }
                    <button type="button" part="close" class="close" onclick={close.reform(|_: MouseEvent| ())}>
                        { words.close }
                    </button>
                </div>
                { body }
            </div>
        </dialog>
    }
}

fn is_backdrop(event: &PointerEvent, dialog: &NodeRef) -> bool {
    let target: Option<web_sys::Node> = event.target_dyn_into();
    target.is_some() && target == dialog.get()
}
