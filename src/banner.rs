//! The banner and the control that opens the preferences again. They hold no state and touch no browser: rendered at
//! build time, put up and answered by the gate.

use samtycke_pack::Manifest;
use yew::prelude::*;

use crate::messages::messages;

/// Whose banner, in which language.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct BannerProps {
    /// The pack.
    pub manifest: Manifest,
    /// One of its languages.
    pub language: String,
}

/// The first layer. *Accept all* and *Reject all* share one class and stand in one row: nothing can tell them apart
/// but their words.
#[component]
pub fn Banner(props: &BannerProps) -> Html {
    let BannerProps { manifest, language } = props;
    let words = messages(language);
    let Some(cookies) = &manifest.cookies else { return Html::default() };
    let policy = manifest.document(&cookies.policy).map_or("", |document| document.title.get(language));
    html! {
        <section part="banner" class="banner" role="region" aria-labelledby="banner-heading" lang={language.clone()}>
            <div class="words">
                <h2 id="banner-heading">{ cookies.heading.get(language) }</h2>
                <p>{ cookies.text.get(language) }{ " " }<a part="policy-link">{ policy }</a></p>
            </div>
            <div class="answers">
                <button type="button" part="accept-all" class="answer">{ words.accept_all }</button>
                <button type="button" part="reject-all" class="answer">{ words.reject_all }</button>
                <button type="button" part="open-preferences" class="more">{ words.preferences }</button>
            </div>
        </section>
    }
}

/// The control that stays on the page after an answer.
#[component]
pub fn Reopen(props: &BannerProps) -> Html {
    let words = messages(&props.language);
    html! {
        <button type="button" part="reopen" class="reopen" lang={props.language.clone()}>{ words.reopen }</button>
    }
}

/// What stands in a blocked embed's place. `{service}` becomes the service's name.
#[component]
pub fn EmbedPlaceholder(props: &BannerProps) -> Html {
    let words = messages(&props.language);
    html! {
        <div part="embed" class="embed" role="group" lang={props.language.clone()}>
            <p><strong>{ words.embed_title }{ " {service}" }</strong></p>
            <p>{ words.embed_text }</p>
            <div class="choices">
                <button type="button" part="embed-once" class="more">{ words.embed_once }</button>
                <button type="button" part="embed-always" class="more">{ words.embed_always }</button>
            </div>
        </div>
    }
}
