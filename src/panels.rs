//! What belongs to a pack rather than to one of its documents: rights, registers, contacts, the other documents.

mod contact;
mod draft;
mod letter;
mod mailto;
mod message;
mod registers;
mod related;
mod rights;

use yew::prelude::*;

use crate::links::Links;
use crate::messages::Messages;
use registers::{Register, RegisterView};
use rights::Rights;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PanelsProps {
    /// Of the document that is read.
    pub(crate) links: Links,
    pub(crate) messages: &'static Messages,
}

/// One row for each thing that the pack has, closed at first.
///
/// Their ids have a `_`, which no anchor of a document has.
#[component]
pub(crate) fn Panels(props: &PanelsProps) -> Html {
    let PanelsProps { links, messages } = props;
    let (pack, language) = (&links.pack, &links.language);
    let manifest = &pack.manifest;
    let words = &messages.panels;
    let registers = Register::ALL.map(|register| {
        let body =
            html! { <RegisterView {register} pack={pack.clone()} language={language.clone()} {messages} /> };
        panel(register.id(), register.title(words), register.count(manifest), body)
    });
    let rights = html! { <Rights pack={pack.clone()} language={language.clone()} {messages} /> };
    html! {
        <section class="panels" part="panels" lang={messages.tag}
            aria-label={words.about.replace("{vendor}", &manifest.vendor.name)}>
            { panel("panel_rights", words.rights, manifest.rights.len(), rights) }
            { for registers }
            { panel("panel_contact", words.contact, manifest.contacts.len().max(1), contact::view(links, messages)) }
            { panel("panel_documents", messages.other_documents, manifest.documents.len().saturating_sub(1),
                related::view(links, messages)) }
        </section>
    }
}

/// A row that opens; nothing where there is nothing in it.
fn panel(id: &'static str, title: &'static str, count: usize, body: Html) -> Html {
    if count == 0 {
        return Html::default();
    }
    html! {
        <details class="panel">
            <summary {id}><h3>{ title }</h3><span class="count">{ count }</span></summary>
            <div class="panel-body">{ body }</div>
        </details>
    }
}

/// A link out, where the address is one that may be: packs come from elsewhere.
fn outward(address: &str, text: Html, class: &'static str) -> Html {
    if is_web(address) {
        html! { <a href={address.to_owned()} rel="noopener" {class}>{ text }</a> }
    } else {
        Html::default()
    }
}

fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

/// An address as people read it.
fn readable(address: &str) -> &str {
    let bare = address.split_once("://").map_or(address, |(_, rest)| rest);
    bare.strip_suffix('/').unwrap_or(bare)
}
