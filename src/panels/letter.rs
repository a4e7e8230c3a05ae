//! A message about one right, to read, change, copy, or open in an e-mail program. Nothing is sent from here.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::draft::{Act, Copied, Draft, Field, Text, Who};
use super::filled;
use super::mailto::{Handover, mailto};
use super::message::{Message, Occasion, Sender, compose, letter, recipient};
use crate::browser::clipboard;
use crate::browser::dom::written;
use crate::html::{component, html};
use crate::messages::Messages;
use crate::pack::Pack;

#[derive(Clone, PartialEq)]
pub(super) struct LetterProps {
    pub(super) pack: Pack,
    /// Which of the pack's rights.
    pub(super) index: usize,
    pub(super) language: String,
    pub(super) messages: &'static Messages,
    pub(super) sender: UseReducerHandle<Sender>,
}

/// Open at once where there is no form of the vendor's.
#[component]
pub(super) fn LetterView(props: &LetterProps) -> Html {
    let draft = use_reducer(Draft::default);
    let area = use_node_ref();
    let LetterProps { pack, messages, sender, .. } = props;
    let manifest = &pack.manifest;
    let Some(right) = manifest.rights.get(props.index) else { return Html::default() };
    let words = &messages.panels;
    let vendor = &manifest.vendor;
    let named = |text: &str| filled(text, "{vendor}", &vendor.name, &props.language);

    let of = Occasion { right: &right.id, name: right.name.get(&props.language), vendor: &vendor.name };
    let Message { subject, body } = compose(of, sender, &draft.matter, &words.letters);
    let (body, is_own) = match &draft.text {
        Text::Composed => (body, false),
        Text::Own(text) => (text.clone(), true),
    };
    let address = recipient(vendor);
    let (href, handover) = mailto(address, &subject, &body);

    let id = |name: &str| format!("{name}_{}", right.id);
    let write = |field: Field| {
        let draft = draft.dispatcher();
        Callback::from(move |event: InputEvent| draft.dispatch(Act::Write(field, written(&event))))
    };
    let sent_by = |who: Who| {
        let sender = sender.dispatcher();
        Callback::from(move |event: InputEvent| sender.dispatch((who, written(&event))))
    };
    let matter = |name: &str, label: String, value: &str, field: Field| {
        let id = id(name);
        html! {
            <div class="field">
                <label for={id.clone()}>{ label }</label>
                <textarea {id} rows="2" maxlength="2000" value={value.to_owned()} oninput={write(field)} />
            </div>
        }
    };
    let fields = if right.id == "rectification" {
        html! {
            <>
                { matter("wrong", words.wrong.into(), &draft.matter.wrong, Field::Wrong) }
                { matter("correct", words.correct.into(), &draft.matter.correct, Field::Correct) }
            </>
        }
    } else {
        let label = [letter(&right.id, &words.letters).about, " (", words.optional, ")"].concat();
        matter("about", label, &draft.matter.about, Field::About)
    };
    let told = match draft.copied(&body) {
        None => "",
        Some(Copied::Clipboard) => words.copied,
        Some(Copied::Selected) => words.selected,
    };
    html! {
        <details class="letter" open={right.form.is_none()}>
            <summary>{ named(words.write) }</summary>
            <div class="letter-body">
                <div class="pair">
                    <div class="field">
                        <label for={id("name")}>{ messages.signatory_name }</label>
                        <input id={id("name")} type="text" autocomplete="name" maxlength="300"
                            value={sender.name.clone()} oninput={sent_by(Who::Name)} />
                    </div>
                    <div class="field">
                        <label for={id("known")}>{ named(words.known) }</label>
                        <input id={id("known")} type="text" maxlength="300" aria-describedby={id("known-help")}
                            value={sender.known.clone()} oninput={sent_by(Who::Known)} />
                        <small id={id("known-help")}>{ words.known_help }</small>
                    </div>
                </div>
                { fields }
                <dl class="envelope">
                    <div><dt>{ words.to }</dt><dd>{ address }</dd></div>
                    <div><dt>{ words.subject }</dt><dd>{ subject }</dd></div>
                </dl>
                <div class="field">
                    <label for={id("text")}>{ words.text }</label>
                    <textarea id={id("text")} part="message" class="message" rows="14" ref={area.clone()}
                        value={body.clone()} oninput={write(Field::Text)} />
                    if is_own {
                        <p class="own-text">
                            <small>{ words.own }</small>
                            { button("anew", words.anew, {
                                let draft = draft.dispatcher();
                                Callback::from(move |_| draft.dispatch(Act::Anew))
                            }) }
                        </p>
                    }
                </div>
                <div class="ways">
                    <a class="go primary" part="mailto" {href} aria-describedby={
                        (handover == Handover::WithoutText).then(|| id("long"))
                    }>{ words.open }</a>
                    { button("copy", words.copy, copy(body, area, &draft)) }
                    <p role="status" class="told">{ told }</p>
                </div>
                if handover == Handover::WithoutText {
                    <p class="long-text" id={id("long")}>{ words.long }</p>
                }
                <p><small>{ named(words.nothing_sent) }</small></p>
            </div>
        </details>
    }
}

fn button(part: &'static str, label: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" {part} class="quiet" {onclick}>{ label }</button> }
}

/// Copies, or selects what is to be copied by hand.
fn copy(text: String, area: NodeRef, draft: &UseReducerHandle<Draft>) -> Callback<MouseEvent> {
    let draft = draft.dispatcher();
    Callback::from(move |_| {
        let (text, area, draft) = (text.clone(), area.clone(), draft.clone());
        wasm_bindgen_futures::spawn_local(async move {
            let copied = match clipboard::copy(&text).await {
                Ok(()) => Copied::Clipboard,
                Err(clipboard::Refused) => {
                    if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                        let _ = area.focus();
                        area.select();
                    }
                    Copied::Selected
                }
            };
            draft.dispatch(Act::Copied(copied, text));
        });
    })
}
