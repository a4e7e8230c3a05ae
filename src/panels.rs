//! What belongs to a pack rather than to one of its documents: rights, registers, contacts, the other documents.

pub(crate) mod contact;
mod draft;
mod letter;
pub(crate) mod mailto;
mod message;
mod registers;
pub(crate) mod related;
mod rights;

use std::rc::Rc;

use samtycke_pieces::piece;
use web_sys::Element;
use yew::prelude::*;

use crate::browser::place;
use crate::html::{component, html, use_effect_with};
use crate::links::{Links, Visit};
use crate::messages::Messages;
use crate::pieces::{Piece, Pieces, later};
use message::Sender;
use registers::{Register, RegisterView};
use samtycke_pack::direction::direction;

#[derive(Clone, PartialEq)]
pub(crate) struct PanelsProps {
    /// Of the document that is read.
    pub(crate) links: Links,
    pub(crate) messages: &'static Messages,
    /// Whose anchor may be a row or a right: then it is opened, and gone to.
    pub(crate) visit: Visit,
}

/// One row for each thing that the pack has, closed at first.
///
/// Their ids have a `_`, which no anchor of a document has.
#[component]
pub(crate) fn Panels(props: &PanelsProps) -> Html {
    let PanelsProps { links, messages, visit } = props;
    let manifest = &links.pack.manifest;
    let words = &messages.panels;
    // Written once, good for every right.
    let sender = use_reducer(Sender::default);
    let opened = use_reducer_eq(Opened::default);
    let section = use_node_ref();
    let pieces = use_context::<Pieces>().unwrap_or_default();
    let anchor = visit.anchor();
    use_effect_with(visit.clone(), {
        let section = section.clone();
        move |visit| {
            let target = visit.anchor().filter(|anchor| panel_of(anchor).is_some());
            if let (Some(anchor), Some(section)) = (target, section.cast::<Element>()) {
                let anchor = anchor.to_owned();
                pieces.when_here(Piece::Panels, move || {
                    place::go_to(&section, &anchor, || {});
                });
            }
        }
    });
    let row = |id, title, count, body: Body| {
        let body = || {
            let (links, words, sender) = (links.clone(), *messages, sender.clone());
            later(Piece::Panels, words, move || draw(body, links.clone(), words, sender.clone()))
        };
        let is_drawn = opened.0.contains(&id) || anchor.and_then(panel_of) == Some(id);
        let opened = opened.dispatcher();
        let ontoggle = Callback::from(move |_: Event| opened.dispatch(id));
        panel(id, title, count, ontoggle, is_drawn.then(body))
    };
    let registers = Register::ALL.into_iter().map(|register| {
        row(register.id(), register.title(words), register.count(manifest), Body::Register(register))
    });
    let about = words.about.replace("{vendor}", &manifest.vendor.name);
    html! {
        <section class="panels" part="panels" lang={messages.tag} dir={direction(messages.tag)} aria-label={about} ref={section}>
            { row("panel_rights", words.rights, manifest.rights.len(), Body::Rights) }
            { for registers }
            { row("panel_contact", words.contact, manifest.contacts.len().max(1), Body::Contact) }
            { row("panel_documents", messages.other_documents, manifest.documents.len().saturating_sub(1), Body::Related) }
        </section>
    }
}

/// What is in a row.
#[derive(Clone, Copy)]
enum Body {
    Rights,
    Register(Register),
    Contact,
    Related,
}

piece! {
    "panels" "00000070"
    fn draw(body: Body, links: Links, messages: &'static Messages, sender: UseReducerHandle<Sender>) -> Html {
        match body {
            Body::Rights => rights::view(&links, messages, &sender),
            Body::Register(register) => {
                html! { <RegisterView {register} pack={links.pack} language={links.language} {messages} /> }
            }
            Body::Contact => contact::view(&links, messages),
            Body::Related => related::view(&links, messages),
        }
    }
}

/// The row that is or has what the anchor names, if that is a name for one.
fn panel_of(anchor: &str) -> Option<&str> {
    if anchor.starts_with("right_") {
        return Some("panel_rights");
    }
    anchor.starts_with("panel_").then_some(anchor)
}

/// Rows that were opened once: what is in the others isn't drawn, so that nobody waits for it.
#[derive(Default, PartialEq)]
struct Opened(Vec<&'static str>);

impl Reducible for Opened {
    type Action = &'static str;

    fn reduce(self: Rc<Self>, id: &'static str) -> Rc<Self> {
        if self.0.contains(&id) {
            return self;
        }
        Rc::new(Self(self.0.iter().copied().chain([id]).collect()))
    }
}

/// A row that opens; nothing where there is nothing in it.
fn panel(
    id: &'static str,
    title: &'static str,
    count: usize,
    ontoggle: Callback<Event>,
    body: Option<Html>,
) -> Html {
    if count == 0 {
        return Html::default();
    }
    html! {
        <details class="panel" {ontoggle}>
            <summary {id}><h3>{ title }</h3><span class="count">{ count }</span></summary>
            <div class="panel-body">{ body }</div>
        </details>
    }
}

/// A text of the pack: the interface around it may speak another language.
fn said(text: &str, language: &str) -> Html {
    html! { <span lang={language.to_owned()} dir={direction(language)}>{ text }</span> }
}

/// A sentence of the interface's with a text of the pack in its place.
pub(crate) fn filled(sentence: &str, place: &str, text: &str, language: &str) -> Html {
    match sentence.split_once(place) {
        Some((before, after)) => html! { <>{ before }{ said(text, language) }{ after }</> },
        None => Html::from(sentence),
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

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_names_a_row_or_what_is_in_it() {
        for (anchor, row) in [
            ("right_access", Some("panel_rights")),
            ("panel_contact", Some("panel_contact")),
            ("c-2.1", None),
            ("document-title", None),
            ("", None),
        ] {
            assert_eq!(panel_of(anchor), row, "{anchor}");
        }
    }
}
