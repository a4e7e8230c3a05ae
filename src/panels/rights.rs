//! The data subject's rights, each with the ways to use it.

use samtycke_pack::manifest::Right;
use yew::prelude::*;

use super::letter::LetterView;
use super::message::Sender;
use super::outward;
use crate::messages::Messages;
use crate::pack::Pack;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct RightsProps {
    pub(super) pack: Pack,
    pub(super) language: String,
    pub(super) messages: &'static Messages,
}

#[component]
pub(super) fn Rights(props: &RightsProps) -> Html {
    // Written once, good for every right.
    let sender = use_reducer(Sender::default);
    let rows = props.pack.manifest.rights.iter().enumerate().map(|(index, right)| {
        let ways = if right.id == "complaint" {
            complaint(props)
        } else {
            html! {
                <>
                    { form(props, right) }
                    { preferences(props, right) }
                    <LetterView pack={props.pack.clone()} {index} language={props.language.clone()}
                        messages={props.messages} sender={sender.clone()} />
                </>
            }
        };
        row(props, right, ways)
    });
    html! { { for rows } }
}

fn row(props: &RightsProps, right: &Right, ways: Html) -> Html {
    let language = &props.language;
    html! {
        <details class="right" key={right.id.clone()}>
            <summary id={format!("right_{}", right.id)}><h4>{ right.name.get(language) }</h4></summary>
            <div class="right-body">
                <p>{ right.text.get(language) }</p>
                <p><strong>{ props.messages.panels.how }{ ": " }</strong>{ right.how.get(language) }</p>
                { ways }
            </div>
        </details>
    }
}

/// The vendor's own form.
fn form(props: &RightsProps, right: &Right) -> Html {
    let vendor = &props.pack.manifest.vendor.name;
    let address = right.form.as_deref().filter(|address| address.starts_with("https://"));
    let text = || html! { { props.messages.panels.form.replace("{vendor}", vendor) } };
    address.map(|address| html! { <p>{ outward(address, text(), "go primary") }</p> }).unwrap_or_default()
}

/// Consent to cookies is withdrawn where it was given; the gate hears the button.
fn preferences(props: &RightsProps, right: &Right) -> Html {
    if right.id != "withdraw" || props.pack.manifest.cookies.is_none() {
        return Html::default();
    }
    html! {
        <p><button type="button" part="cookie-preferences" data-samtycke="preferences">
            { props.messages.reopen }
        </button></p>
    }
}

/// A complaint is the authority's matter, not the vendor's.
fn complaint(props: &RightsProps) -> Html {
    let authority = &props.pack.manifest.authority;
    let text = props.messages.panels.complain.replace("{authority}", authority.name.get(&props.language));
    html! {
        <p>
            { outward(&authority.url, html! { { text } }, "go primary") }
            <small class="address">{ super::readable(&authority.url) }</small>
        </p>
    }
}
