//! Saying no to a change that holds unless somebody does.

use samtycke_pack::renewal::{Demand, Why};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::news::News;
use super::{Act, Before, BeforeProps, TITLE};
use crate::agreement::fields::optional;
use crate::agreement::frame::failure;
use crate::agreement::intent::Intent;
use crate::agreement::organisation::signatory;
use crate::agreement::outcome::Outcome;
use crate::agreement::receipt::number;
use crate::agreement::text::{Lines, tidy};
use crate::html::{component, html, use_state};

/// As long as a reason may be.
const REASON: &str = "1000";

/// The panel: why, by whom, and the button.
#[component]
pub(super) fn Objection(props: &BeforeProps) -> Html {
    let BeforeProps { scene, before, act, press, .. } = props;
    let words = &scene.words.again;
    let reason = use_state(String::new);
    let oninput = {
        let reason = reason.setter();
        Callback::from(move |event: InputEvent| {
            if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
                reason.set(tidy(&area.value(), Lines::Many));
            }
        })
    };
    let send = {
        let (press, before, reason) = (press.clone(), before.clone(), reason.clone());
        Callback::from(move |_: MouseEvent| {
            press.emit(Intent::Object {
                prev: before.accepted.clone(),
                reason: (*reason).clone(),
                announced: announced(&before),
            });
        })
    };
    let vendor = &scene.pack.manifest.vendor;
    let company = before.accepted.customer(&vendor.registry).map(|party| {
        html! { <><em>{ party.name.clone() }</em>{ " " }{ number(&party.registry) }</> }
    });
    let status = if scene.state.outcome == Outcome::Sending { scene.words.submitting } else { "" };
    let busy = (!status.is_empty()).then_some("true");
    html! {
        <div part="objection" class="receipt earlier">
            <h3 id={TITLE} tabindex="-1">{ words.object_title }</h3>
            <p>{ words.object_text.replace("{vendor}", &vendor.name) }</p>
            <News scene={scene.clone()} />
            <div class="field">
                <label for="objection_reason">{ optional(words.reason, scene.words) }</label>
                <textarea id="objection_reason" rows="4" maxlength={REASON} value={(*reason).clone()} {oninput}
                    disabled={!scene.editable()} />
            </div>
            <fieldset part="signatory">{ signatory(scene) }</fieldset>
            <p>{ words.objecting_for }{ " " }{ company }{ "." }</p>
            { failure(scene) }
            <p class="act">
                <button type="button" part="object-send" class="primary" onclick={send} aria-disabled={busy}>
                    { words.object_send }
                </button>
                <button type="button" class="quiet" onclick={act.reform(|_: MouseEvent| Act::Back)}>
                    { words.back }
                </button>
                <span role="status">{ status }</span>
            </p>
        </div>
    }
}

/// The announced versions that are objected to: of each document the first.
fn announced(before: &Before) -> Vec<(String, String)> {
    let mut announced: Vec<(String, String)> = Vec::new();
    for renewed in &before.renewals.documents {
        if let (Why::Announced { version, .. }, Demand::Objectable { .. }) = (&renewed.why, &renewed.demand)
            && announced.iter().all(|(document, _)| *document != renewed.document)
        {
            announced.push((renewed.document.clone(), version.clone()));
        }
    }
    announced
}
