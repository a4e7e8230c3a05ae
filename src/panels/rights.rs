//! The data subject's rights, each with the ways to use it.

use samtycke_pack::Manifest;
use samtycke_pack::manifest::{Authority, Right};
use yew::prelude::*;

use super::letter::LetterView;
use super::message::Sender;
use super::{filled, outward, said};
use crate::html::html;
use crate::links::Links;
use crate::messages::Messages;
use samtycke_pack::direction::direction;

pub(super) fn view(links: &Links, messages: &'static Messages, sender: &UseReducerHandle<Sender>) -> Html {
    let (pack, language) = (&links.pack, &links.language);
    let manifest = &pack.manifest;
    let rows = manifest.rights.iter().enumerate().map(|(index, right)| {
        let ways = if right.id == "complaint" {
            complaint(&manifest.authority, language, messages)
        } else {
            html! {
                <>
                    { form(manifest, right, language, messages) }
                    { preferences(manifest, right, messages) }
                    <LetterView pack={pack.clone()} {index} language={language.clone()} {messages}
                        sender={sender.clone()} />
                </>
            }
        };
        row(right, language, messages, ways)
    });
    rows.collect()
}

fn row(right: &Right, language: &str, messages: &Messages, ways: Html) -> Html {
    html! {
        <details class="right" key={right.id.clone()}>
            <summary id={format!("right_{}", right.id)}><h4>{ said(right.name.get(language), language) }</h4></summary>
            <div class="right-body">
                <p lang={language.to_owned()} dir={direction(language)}>{ right.text.get(language) }</p>
                <p><strong>{ messages.panels.how }{ ": " }</strong>{ said(right.how.get(language), language) }</p>
                { ways }
            </div>
        </details>
    }
}

/// The vendor's own form.
fn form(manifest: &Manifest, right: &Right, language: &str, messages: &Messages) -> Html {
    let vendor = &manifest.vendor.name;
    let address = right.form.as_deref().filter(|address| address.starts_with("https://"));
    let text = || filled(messages.panels.form, "{vendor}", vendor, language);
    address.map(|address| html! { <p>{ outward(address, text(), "go primary") }</p> }).unwrap_or_default()
}

/// Consent to cookies is withdrawn where it was given; the gate hears the button.
fn preferences(manifest: &Manifest, right: &Right, messages: &Messages) -> Html {
    if right.id != "withdraw" || manifest.cookies.is_none() {
        return Html::default();
    }
    html! {
        <p><button type="button" part="cookie-preferences" data-samtycke="preferences">
            { messages.reopen }
        </button></p>
    }
}

/// A complaint is the authority's matter, not the vendor's.
fn complaint(authority: &Authority, language: &str, messages: &Messages) -> Html {
    let text = filled(messages.panels.complain, "{authority}", authority.name.get(language), language);
    html! {
        <p>
            { outward(&authority.url, text, "go primary") }
            <small class="address">{ super::readable(&authority.url) }</small>
        </p>
    }
}
