//! The banner and the control that opens the preferences again. They hold no state and touch no browser: rendered at
//! build time, put up and answered by the gate. Their buttons need no `type`: no form reaches into a shadow root.

use samtycke_pack::Manifest;
use samtycke_pack::direction::direction;
use samtycke_pack::manifest::{Cookies, Mode, Region};
use yew::prelude::*;

use crate::html::html;
use crate::messages::{messages, prerendered};

/// Whose banner, in which language.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct BannerProps {
    /// The pack.
    pub manifest: Manifest,
    /// One of its languages.
    pub language: String,
    /// Where another rule holds; `None` for the rest of the world, where it is opt-in.
    #[prop_or_default]
    pub region: Option<Region>,
}

/// The first layer. *Accept all* and *Reject all* share one class and stand in one row: nothing can tell them apart
/// but their words. Where nobody is asked, it is a notice with one button. Of a pack in which nothing can be refused it
/// only stands when the preferences could not be opened, and closes.
#[component]
pub fn Banner(props: &BannerProps) -> Html {
    let BannerProps { manifest, language, region } = props;
    let words = prerendered(language);
    let Some(cookies) = &manifest.cookies else { return Html::default() };
    let policy = manifest.document(&cookies.policy).map_or("", |document| document.title.get(language));
    let (mode, heading, text) = region
        .as_ref()
        .map_or((Mode::OptIn, &cookies.heading, &cookies.text), |one| (one.mode, &one.heading, &one.text));
    let answers = match mode {
        Mode::OptIn | Mode::OptOut if !cookies.asks() => html! {
            <button part="gpc-close" class="answer">{ messages(language).close }</button>
        },
        Mode::OptIn | Mode::OptOut => html! {
            <>
                <button part="accept-all" class="answer">{ words.accept_all }</button>
                <button part="reject-all" class="answer">{ words.reject_all }</button>
            </>
        },
        Mode::Notice => html! {
            <button part="acknowledge" class="answer wide">{ words.acknowledge }</button>
        },
    };
    html! {
        <section part="banner" class={front(cookies)} popover="manual" role="region" aria-labelledby="banner-heading"
            dir={direction(language)} lang={language.clone()}>
            <div class="words">
                <h2 id="banner-heading">{ heading.get(language) }</h2>
                <p>{ text.get(language) }{ " " }<a part="policy-link">{ policy }</a></p>
                if cookies.asks_despite_signal() {
                    <p part="gpc-note" role="status" hidden=true>{ refused(words.gpc_note, cookies, language) }</p>
                }
            </div>
            <div class="answers">
                { answers }
                <button part="open-preferences" class="more wide">{ words.preferences }</button>
            </div>
        </section>
    }
}

/// Stands for a while where the browser has answered (Global Privacy Control): what was done, and how to change it.
#[component]
pub fn SignalNotice(props: &BannerProps) -> Html {
    let BannerProps { manifest, language, .. } = props;
    let words = prerendered(language);
    let Some(cookies) = &manifest.cookies else { return Html::default() };
    html! {
        <section part="gpc" class={front(cookies)} popover="manual" role="region" aria-labelledby="banner-heading"
            dir={direction(language)} lang={language.clone()}>
            <div class="words">
                <h2 id="banner-heading">{ words.gpc_title }</h2>
                <p role="status">{ refused(words.gpc_text, cookies, language) }</p>
            </div>
            <div class="answers">
                <button part="gpc-close" class="more">{ messages(language).close }</button>
                <button part="open-preferences" class="more">{ words.preferences }</button>
            </div>
        </section>
    }
}

fn front(cookies: &Cookies) -> Classes {
    classes!("banner", cookies.layout.as_str())
}

/// The sentence, and the categories that Global Privacy Control refuses.
fn refused(sentence: &str, cookies: &Cookies, language: &str) -> String {
    let names: Vec<&str> = cookies.refused_by_signal().map(|category| category.name.get(language)).collect();
    format!("{sentence}: {}.", names.join(", "))
}

/// The control that stays on the page after an answer.
#[component]
pub fn Reopen(props: &BannerProps) -> Html {
    html! {
        <div class="corner" popover="manual" dir={direction(&props.language)} lang={props.language.clone()}>
            <button part="reopen" class="reopen">{ messages(&props.language).reopen }</button>
        </div>
    }
}

/// What stands in a blocked embed's place. `{service}` becomes the service's name, `{host}` where it comes from.
#[component]
pub fn EmbedPlaceholder(props: &BannerProps) -> Html {
    let words = prerendered(&props.language);
    html! {
        <div part="embed" class="embed" role="group" aria-labelledby="embed-title" dir={direction(&props.language)} lang={props.language.clone()}>
            <p id="embed-title"><strong>{ words.embed_title }{ " {service}" }</strong></p>
            <p>{ words.embed_loads }{ " " }{ words.embed_text }</p>
            <div class="choices">
                <button type="button" part="embed-once" class="more">{ words.embed_once }</button>
                <button type="button" part="embed-always" class="more">{ words.embed_always }</button>
            </div>
        </div>
    }
}
