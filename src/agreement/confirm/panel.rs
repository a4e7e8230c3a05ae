//! "Confirm with a passkey": what will happen, in words, before the browser asks.

use std::cell::Cell;
use std::rc::Rc;

use samtycke_pack::manifest::{ConfirmationRule, ContactKind};
use samtycke_record::json::ToJson as _;
use yew::prelude::*;

use super::{ConfirmAction, Confirming, Passkey, Passkeys, Stage, confirmation, key_of_spki};
use crate::agreement::frame::show;
use crate::agreement::outcome::{Outcome, Signed};
use crate::agreement::state::{Action, Step};
use crate::agreement::{Scene, accept};
use crate::browser::crypto;
use crate::browser::passkey::{self, Failure, User};
use crate::html::{component, html, use_effect_with, use_memo, use_state};
use crate::loading::Alive;
use crate::messages::confirmation::Confirmation as Words;

#[derive(Clone, PartialEq)]
pub(crate) struct ConfirmProps {
    pub(crate) scene: Scene,
    pub(crate) signed: Signed,
    pub(crate) confirming: Confirming,
    pub(crate) endpoint: String,
    /// The attribute.
    pub(crate) passkey: String,
    pub(crate) root: NodeRef,
}

#[component]
pub(crate) fn ConfirmPart(props: &ConfirmProps) -> Html {
    let ConfirmProps { scene, signed, confirming, endpoint, passkey, root } = props;
    let heading = use_node_ref();
    let obstacle = use_memo((), |()| passkey::obstacle());
    let passkeys = use_memo(passkey.clone(), |text| Passkeys::read(text));
    let alive = use_memo((), |()| Alive::new());
    let turn = use_memo((), |()| Cell::new(Turn::Free));
    let elsewhere = use_elsewhere();
    use_effect_with((), {
        let (heading, alive) = (heading.clone(), alive.clone());
        move |()| {
            if let Some(heading) = heading.cast::<web_sys::HtmlElement>() {
                let _ = heading.focus();
            }
            move || alive.end()
        }
    });
    let words = &scene.words.confirmation;
    let vendor = &scene.pack.manifest.vendor.name;
    let required = confirming.rule == ConfirmationRule::Require;
    let failed = match (confirming.stage, *obstacle) {
        (Stage::Failed(failure), _) | (Stage::Asked, Some(failure)) => Some(failure),
        _ => None,
    };
    let can_try = failed.is_none_or(Failure::can_be_tried_again);
    let act = |choice: Choice| {
        let task = Task {
            scene: scene.clone(),
            signed: signed.clone(),
            made: confirming.made.clone(),
            endpoint: endpoint.clone(),
            passkeys: passkeys.clone(),
            alive: alive.clone(),
            turn: turn.clone(),
        };
        Callback::from(move |_: MouseEvent| task.clone().begin(choice))
    };
    let back = {
        let (scene, root, turn) = (scene.clone(), root.clone(), turn.clone());
        Callback::from(move |_: MouseEvent| {
            if turn.get() == Turn::Free {
                scene.state.dispatch(Action::Outcome(Box::new(Outcome::Open)));
                show(&scene, Step::Accept, "step-accept", &root);
            }
        })
    };
    let what = match (&confirming.made, passkeys.known.is_empty()) {
        (Some(_), _) => words.made,
        (None, true) => words.makes,
        (None, false) => words.asks,
    };
    let status = match confirming.stage {
        Stage::InBrowser => words.in_browser,
        Stage::Sending => scene.words.submitting,
        Stage::Asked | Stage::Failed(_) => "",
    };
    let busy = (!confirming.is_idle()).then_some("true");
    let skip = if can_try { "quiet" } else { "primary" };
    html! {
        <div part="confirm" class="confirm">
            <h3 tabindex="-1" ref={heading}>{ words.title }</h3>
            <p>{ if required { words.required.replace("{vendor}", vendor) } else { words.offered.to_owned() } }</p>
            if can_try {
                <p class="help">{ what.replace("{host}", &rp_id(&passkeys)) }</p>
                if elsewhere == Elsewhere::Needed { <p class="help">{ words.elsewhere }</p> }
            }
            if let Some(failure) = failed {
                <div part="confirm-note" class="waits" role="alert">
                    <p>{ said(failure, words) }</p>
                    if required && !can_try { { contact(scene) } }
                </div>
            }
            <p>{ words.not_sent }</p>
            <p class="act">
                if can_try {
                    <button type="button" part="confirm-passkey" class="primary" aria-disabled={busy}
                        onclick={act(Choice::Confirm)}>{ words.confirm }</button>
                }
                if !required {
                    <button type="button" part="confirm-skip" class={skip} aria-disabled={busy}
                        onclick={act(Choice::GoOn)}>{ words.go_on }</button>
                }
                <button type="button" part="confirm-back" class="quiet" aria-disabled={busy} onclick={back}>
                    { words.back }
                </button>
                <span role="status">{ status }</span>
            </p>
        </div>
    }
}

fn said(failure: Failure, words: &Words) -> &'static str {
    match failure {
        Failure::Cancelled => words.cancelled,
        Failure::Unsupported => words.unsupported,
        Failure::Forbidden => words.forbidden,
        Failure::Failed => words.failed,
    }
}

/// Where the person is helped when this browser can't.
fn contact(scene: &Scene) -> Html {
    let contacts = &scene.pack.manifest.contacts;
    let of = |kind| contacts.iter().find(|contact| contact.kind == kind);
    let found = of(ContactKind::Support).or(of(ContactKind::Email)).or(contacts.first());
    let value = found.map_or(scene.pack.manifest.vendor.email.as_str(), |contact| contact.value.as_str());
    let href = if value.starts_with("https://") {
        value.to_owned()
    } else if value.contains('@') {
        ["mailto:", value].concat()
    } else {
        ["tel:", &value.replace(' ', "")].concat()
    };
    html! { <p>{ scene.words.confirmation.contact }{ " " }<a {href}>{ value.to_owned() }</a></p> }
}

/// Must another device verify the person?
#[derive(Clone, Copy, PartialEq, Eq)]
enum Elsewhere {
    NotNeeded,
    Needed,
}

#[hook]
fn use_elsewhere() -> Elsewhere {
    let elsewhere = use_state(|| Elsewhere::NotNeeded);
    use_effect_with((), {
        let elsewhere = elsewhere.clone();
        move |()| {
            let alive = Alive::new();
            let watch = alive.clone();
            wasm_bindgen_futures::spawn_local(async move {
                if passkey::device_verifies().await == Some(false) && watch.is() {
                    elsewhere.set(Elsewhere::Needed);
                }
            });
            move || alive.end()
        }
    });
    *elsewhere
}

fn rp_id(passkeys: &Passkeys) -> String {
    passkeys.rp_id.clone().unwrap_or_else(passkey::host)
}

/// What the person chose.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    Confirm,
    GoOn,
}

/// Is something under way? Known at once, before the next render: two presses are one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Free,
    Taken,
}

/// What a press of a button needs.
#[derive(Clone)]
struct Task {
    scene: Scene,
    signed: Signed,
    made: Option<Passkey>,
    endpoint: String,
    passkeys: Rc<Passkeys>,
    alive: Rc<Alive>,
    turn: Rc<Cell<Turn>>,
}

impl Task {
    fn begin(self, choice: Choice) {
        if self.turn.replace(Turn::Taken) == Turn::Taken {
            return;
        }
        wasm_bindgen_futures::spawn_local(async move {
            match choice {
                Choice::GoOn => self.send(None).await,
                Choice::Confirm => match self.confirm().await {
                    // The form was reset, or the element taken away: nobody waits for it any more.
                    _ if !self.alive.is() => {}
                    Ok(confirmation) => self.send(Some(confirmation)).await,
                    Err(failure) => {
                        self.turn.set(Turn::Free);
                        self.dispatch(ConfirmAction::Fail(failure));
                    }
                },
            }
        });
    }

    fn dispatch(&self, action: ConfirmAction) {
        self.scene.state.dispatch(Action::Confirm(action));
    }

    /// The confirmation, encoded.
    async fn confirm(&self) -> Result<String, Failure> {
        self.dispatch(ConfirmAction::Ask);
        let payload = self.signed.record.to_json().canonical();
        let challenge = crypto::sha256(payload.as_bytes()).await.map_err(|_| Failure::Failed)?;
        let rp_id = rp_id(&self.passkeys);
        let mut passkeys = self.passkeys.known.clone();
        if let Some(made) = &self.made {
            passkeys = vec![made.clone()];
        } else if passkeys.is_empty() {
            let made = self.make(&rp_id, &challenge).await?;
            self.dispatch(ConfirmAction::Made(made.clone()));
            passkeys.push(made);
        }
        let ids: Vec<&str> = passkeys.iter().map(|passkey| passkey.id.as_str()).collect();
        let assertion = passkey::sign(&rp_id, &ids, &challenge).await?;
        confirmation(&assertion, &rp_id, &passkeys).map(|made| made.encode()).ok_or(Failure::Failed)
    }

    async fn make(&self, rp_id: &str, challenge: &[u8]) -> Result<Passkey, Failure> {
        let record = &self.signed.record;
        let signatory = &record.signatory;
        let number = record.parties.first().map_or("", |party| party.registry.id.as_str());
        let handle = crypto::sha256([&signatory.email, " ", number].concat().as_bytes()).await;
        let user = User {
            vendor: &self.scene.pack.manifest.vendor.name,
            handle: &handle.map_err(|_| Failure::Failed)?,
            name: &signatory.email,
            display_name: &signatory.name,
        };
        let made = passkey::create(rp_id, user, challenge).await?;
        let key = key_of_spki(&made.spki).ok_or(Failure::Unsupported)?;
        Ok(Passkey { id: samtycke_record::jws::encode(&made.id), key })
    }

    async fn send(&self, confirmation: Option<String>) {
        self.dispatch(ConfirmAction::Send);
        let signed = Signed { confirmation, ..self.signed.clone() };
        let outcome = accept::deliver(signed, &self.endpoint).await;
        self.scene.state.dispatch(Action::Outcome(Box::new(outcome)));
    }
}
