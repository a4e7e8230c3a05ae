//! Saying no: a button beside the other, a place to say why, and what became of the answer.

mod state;

use samtycke_pack::Manifest;
use samtycke_pack::manifest::DeclineRule;
use samtycke_pieces::piece;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::Scene;
use super::contract::other_contract;
use super::fields::optional;
use super::frame::show;
use super::outcome::{Kept, Outcome};
use super::receipt::{line, save};
use super::state::{Action, Step};
use crate::browser::clock;
use crate::browser::dom::{is_written_in, written};
use crate::html::{component, html, use_effect_with};
use crate::pieces::{Piece, later};
pub(super) use state::{DeclineAction, Declined, Declining, Panel, Recorded};

/// Id of the button that opens the panel.
const BUTTON: &str = "decline_open";

/// What the pack wants to become of a no.
pub(super) fn rule(manifest: &Manifest) -> DeclineRule {
    manifest.agreement.as_ref().and_then(|rules| rules.decline).unwrap_or(DeclineRule::Leave)
}

/// The way to say no.
pub(super) fn button(scene: &Scene) -> Html {
    let onclick = scene.on(|_: MouseEvent| Action::Decline(DeclineAction::Open));
    html! {
        <button type="button" part="decline" class="quiet" id={BUTTON} {onclick}
            aria-disabled={(!scene.editable()).then_some("true")}>{ scene.words.acts.decline }</button>
    }
}

/// In the buttons' place, when its code is here.
pub(super) fn panel(scene: &Scene, root: &NodeRef, decline: Callback<()>) -> Html {
    let props = DeclineProps { scene: scene.clone(), root: root.clone(), decline };
    later(Piece::Decline, scene.words, move || panel_of(props.clone()))
}

/// Afterwards. Its code came with the panel.
pub(super) fn declined(scene: &Scene, root: &NodeRef) -> Html {
    let props = DeclineProps { scene: scene.clone(), root: root.clone(), decline: Callback::noop() };
    later(Piece::Decline, scene.words, move || declined_of(props.clone()))
}

piece! {
    "decline" "00000050"
    fn panel_of(props: DeclineProps) -> Html {
        html! { <DeclinePanel ..props /> }
    }
}

piece! {
    "decline" "00000051"
    fn declined_of(props: DeclineProps) -> Html {
        html! { <DeclinedPart ..props /> }
    }
}

#[derive(Clone, PartialEq)]
struct DeclineProps {
    scene: Scene,
    /// The flow's element.
    root: NodeRef,
    /// The button was pressed.
    decline: Callback<()>,
}

/// In the buttons' place: why, if the person likes, and what becomes of the answer.
#[component]
fn DeclinePanel(props: &DeclineProps) -> Html {
    let DeclineProps { scene, root, decline } = props;
    let heading = use_node_ref();
    use_focus(&heading);
    let (words, state) = (&scene.words.acts, &scene.state);
    let vendor = &scene.pack.manifest.vendor.name;
    let told = match rule(&scene.pack.manifest) {
        DeclineRule::Record => words.will_record.replace("{vendor}", vendor),
        DeclineRule::Leave => words.will_tell.to_owned(),
    };
    let oninput = scene.on(|event: InputEvent| Action::Decline(DeclineAction::Write(written(&event))));
    let left = state.declining.left();
    let left = left.map(|left| html! { <small id="decline_left">{ words.left.say(left) }</small> });
    let back = {
        let (scene, root) = (scene.clone(), root.clone());
        Callback::from(move |_: MouseEvent| {
            scene.state.dispatch(Action::Decline(DeclineAction::Back));
            show(&scene, Step::Accept, BUTTON, &root);
        })
    };
    let status = if state.outcome == Outcome::Sending { scene.words.submitting } else { "" };
    let busy = (!status.is_empty()).then_some("true");
    html! {
        <div part="declining" class="declining">
            <h4 tabindex="-1" ref={heading}>{ words.declining }</h4>
            <p>{ told }</p>
            <div class="field">
                <label for="decline_reason">{ optional(words.reason, scene.words) }</label>
                <textarea id="decline_reason" rows="3" maxlength="1000" value={state.declining.reason.clone()} {oninput}
                    aria-describedby={left.is_some().then_some("decline_left")} disabled={!scene.editable()} />
                { left }
            </div>
            <p class="act">
                <button type="button" part="decline-now" class="quiet" onclick={decline.reform(|_: MouseEvent| ())}
                    aria-disabled={busy}>{ words.decline }</button>
                <button type="button" part="decline-back" class="quiet" onclick={back} aria-disabled={busy}>
                    { scene.words.back }
                </button>
                <span role="status">{ status }</span>
            </p>
        </div>
    }
}

/// Afterwards: nothing is agreed, what was recorded, and the ways on.
#[component]
fn DeclinedPart(props: &DeclineProps) -> Html {
    let DeclineProps { scene, root, .. } = props;
    let heading = use_node_ref();
    use_focus(&heading);
    let Outcome::Declined(declined) = &scene.state.outcome else { return Html::default() };
    let words = scene.words;
    let acts = &words.acts;
    let vendor = &scene.pack.manifest.vendor.name;
    let became = match &declined.recorded {
        Recorded::NotWanted => acts.told.to_owned(),
        Recorded::Queued(_, Kept::Browser) => acts.waits.replace("{vendor}", vendor),
        Recorded::Queued(_, Kept::Page) => words.queued_memory.to_owned(),
        Recorded::Queued(_, Kept::Form) => acts.handed.to_owned(),
        Recorded::Receipted(..) => acts.sent.replace("{vendor}", vendor),
        Recorded::Refused(_) | Recorded::NotSigned => acts.failed.to_owned(),
    };
    let reconsider = {
        let (scene, root) = (scene.clone(), root.clone());
        Callback::from(move |_: MouseEvent| {
            scene.state.dispatch(Action::Decline(DeclineAction::Reconsider));
            show(&scene, Step::Accept, BUTTON, &root);
        })
    };
    html! {
        <div part="declined" class="receipt declined" data-state={state(declined)}>
            <h3 tabindex="-1" ref={heading}>{ acts.declined }</h3>
            <p>{ acts.nothing_agreed }</p>
            <p role="status">{ became }</p>
            { facts(scene, declined) }
            { other_contract(scene) }
            <p><button type="button" part="reconsider" class="quiet" onclick={reconsider}>{ acts.reconsider }</button></p>
        </div>
    }
}

/// What the event says of it; empty when there is no record.
pub(super) fn state(declined: &Declined) -> &'static str {
    match declined.recorded {
        Recorded::Receipted(..) => "receipted",
        Recorded::Queued(..) => "queued",
        Recorded::NotWanted | Recorded::Refused(_) | Recorded::NotSigned => "",
    }
}

/// The record's number, times and reason, and the files.
fn facts(scene: &Scene, declined: &Declined) -> Html {
    let words = scene.words;
    let Some(signed) = declined.signed() else { return Html::default() };
    let id = signed.record.record_id.to_string();
    let time = |time: &str| Html::from(clock::long_time(time, words.tag));
    html! {
        <>
            <dl>
                { line(words.number, html! { <code>{ id.clone() }</code> }) }
                { line(words.time, time(signed.record.event.time.as_str())) }
                { declined.receipted().map(|one| line(words.received, time(one.receipt.received_at.as_str()))) }
                { signed.record.event.reason.clone().map(|reason| line(words.acts.reason, Html::from(reason))) }
            </dl>
            <div class="downloads">
                { save(words.download_record, [&id, ".record.jws"].concat(), signed.jws.clone()) }
                { declined.receipted().map(|one| {
                    save(words.download_receipt, [&id, ".receipt.jws"].concat(), one.whole())
                }) }
            </div>
        </>
    }
}

/// What has just come is where the focus goes.
#[hook]
fn use_focus(heading: &NodeRef) {
    let heading = heading.clone();
    use_effect_with((), move |()| {
        if let Some(heading) = heading.cast::<HtmlElement>().filter(|heading| !is_written_in(heading)) {
            let _ = heading.focus();
        }
    });
}
