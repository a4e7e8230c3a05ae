//! The flow on the screen: all sections under each other on wide screens, one at a time on phones (by style alone), and
//! the receipt when it is done.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use samtycke_pack::manifest::Role;
use yew::prelude::*;

use super::again::{
    self, Before, BeforeProps, Earlier, Stage, Wish, amend_intro, use_act, use_arrival, use_standing,
};
use super::annex;
use super::confirm::{self, ConfirmProps};
use super::contract::other_contract;
use super::decline::{self, Declined, Panel, Recorded};
use super::documents::DocumentsPart;
use super::frame::{
    Ready, accept_button, brought_back, failure, progress, section, section_id, show, summary,
};
use super::intent::Intent;
use super::kept::{self, use_kept};
use super::organisation::OrganisationPart;
use super::outcome::{Kept, Outcome};
use super::receipt::{self, Arrived, use_late_receipt};
use super::register::use_register;
use super::role::RolePart;
use super::state::{Action, State, Step};
use super::statements::StatementsPart;
use super::submit::{Submission, Submit, became, decline, submit};
use super::telling::{use_missing, use_outcome};
use super::{Drawing, Scene, accept, prefill, problems};
use crate::browser::clock;
use crate::delivery::offer::{self, Prepared};
use crate::delivery::outbox;
use crate::html::{component, html, use_effect_with, use_mut_ref, use_state};
use crate::loading::{Alive, ErrorPanel, Loading, Meanwhile, use_loading};
use crate::messages::{choose, messages};
use crate::options::Options;
use crate::pack::{LoadError, Pack, load_document};
use crate::pieces::{Piece, Pieces};

#[derive(Clone, PartialEq)]
pub(super) struct FlowProps {
    pub(super) options: Options,
    pub(super) pack: Pack,
    /// What was accepted before.
    pub(super) earlier: Rc<Earlier>,
}

#[component]
pub(super) fn Flow(props: &FlowProps) -> Html {
    let FlowProps { options, pack, earlier } = props;
    let manifest = pack.manifest.clone();
    let language = choose(&options.languages, &manifest.languages).to_owned();
    let before = use_state(|| Before::of(earlier, &manifest, &clock::today()).map(Rc::new));
    let before = (*before).clone();
    let wish = Wish::of(&options.role);
    let stage = use_state(|| match &before {
        Some(before) => Stage::start(&wish, &before.demand),
        None => Stage::First,
    });
    let state = use_reducer(|| {
        let mut state = match &before {
            Some(before) => again::state(&manifest, &before.accepted, prefill::read(&options.prefill)),
            None => kept::begin(options, pack),
        };
        if *stage == Stage::Amending {
            state.step = Step::Annex;
        }
        state
    });
    let act = use_act(&stage, &state, before.as_deref());
    let stage = *stage;
    let root = use_node_ref();
    let words = messages(&language);
    let role = state.role.as_ref().and_then(|id| manifest.role(id)).cloned();
    let asks_role = before.is_none() && problems::asks_role(&manifest, &options.role);
    let steps = again::steps(stage, problems::steps(&manifest, role.as_ref(), asks_role));
    let problems = problems::problems(&state, &manifest, words, &language);
    let problems = again::problems(problems, stage, before.as_deref(), &state, &manifest, words);
    let intent = before.as_ref().map_or(Intent::Accept, |before| before.intent(stage));
    let scene = Scene::from(Drawing {
        state: state.clone(),
        pack: pack.clone(),
        role,
        language,
        words,
        problems,
        intent,
        before: before.clone(),
    });
    let (checked, retry) = use_checked(pack, scene.role.as_ref(), &scene.language);
    let prepared = use_prepared(&options.endpoint);
    let submission = use_mut_ref(|| Submission::Idle);
    use_outcome(options, &scene);
    use_missing(options, &scene, stage, &root);
    use_arrival(stage, &root);
    use_standing(options, before.as_ref());
    use_kept(options, &scene);
    use_prefill(&options.prefill, &state);
    use_register(&options.lookup, &state);
    use_retry(&state, &options.endpoint);
    use_late_receipt(&state);

    let press = Rc::new(Submit {
        scene: scene.clone(),
        endpoint: options.endpoint.clone(),
        root: root.clone(),
        prepared,
        submission,
    });
    let sign = {
        let (ready, press) = (checked == Loading::Ready(()), press.clone());
        Callback::from(move |intent: Intent| {
            // An objection is to a change, not to every document.
            if ready || !intent.is_yes() {
                submit(&press, intent);
            }
        })
    };
    let accept = {
        let (sign, intent) = (sign.clone(), scene.intent.clone());
        Callback::from(move |_: MouseEvent| sign.emit(intent.clone()))
    };
    let decline = Callback::from(move |()| decline(&press));
    let start_over = {
        let (scene, options, root) = (scene.clone(), options.clone(), root.clone());
        Callback::from(move |_: MouseEvent| {
            let state = kept::fresh(&options, &scene.pack);
            let step = state.step;
            scene.state.dispatch(Action::StartOver(Box::new(state)));
            show(&scene, step, section_id(step), &root);
        })
    };
    let section = |step: Step, inner: Html| section(&scene, &steps, step, &root, inner);
    if matches!(state.outcome, Outcome::Queued(..) | Outcome::Receipted(..)) {
        return html! { <div class="agreement" lang={words.tag} ref={root}>{ receipt::part(&scene) }</div> };
    }
    if let Outcome::Declined(_) = &state.outcome {
        let inner = decline::declined(&scene, &root);
        return html! { <div class="agreement" lang={words.tag} ref={root}>{ inner }</div> };
    }
    if let Outcome::Confirming(signed, confirming) = &state.outcome {
        return html! {
            <div class="agreement" lang={words.tag} ref={root.clone()}>
                { confirm::part(ConfirmProps {
                    scene, signed: signed.clone(), confirming: confirming.clone(),
                    endpoint: options.endpoint.clone(), passkey: options.passkey.clone(), root,
                }) }
            </div>
        };
    }
    if let (Some(before), Stage::Holds(_) | Stage::Objecting) = (&before, stage) {
        let (scene, before) = (scene.clone(), before.clone());
        return html! {
            <div class="agreement" lang={words.tag} ref={root}>
                { again::card(BeforeProps { scene, before, stage, act, press: sign }) }
            </div>
        };
    }
    let intro = match (&before, stage) {
        (Some(before), Stage::Again | Stage::Asked) => {
            let (scene, before, act) = (scene.clone(), before.clone(), act.clone());
            again::intro(BeforeProps { scene, before, stage, act, press: sign })
        }
        _ => Html::default(),
    };
    html! {
        <div class="agreement" lang={words.tag} ref={root.clone()}>
            <Arrived pack={pack.clone()} {words} />
            { brought_back(&scene, start_over) }
            if stage == Stage::Amending {
                { amend_intro(&scene, (wish != Wish::Amendment).then_some(act)) }
            }
            { progress(&scene, &steps) }
            if asks_role { { section(Step::Role, html! { <RolePart scene={scene.clone()} /> }) } }
            if steps.contains(&Step::Documents) {
                { section(Step::Documents, html! { <>{ intro }<DocumentsPart scene={scene.clone()} /></> }) }
            }
            if steps.contains(&Step::Annex) {
                { section(Step::Annex, annex::part(&scene)) }
            }
            { section(Step::Organisation, if before.is_none() {
                html! { <OrganisationPart scene={scene.clone()} /> }
            } else {
                again::party(&scene)
            }) }
            { section(Step::Accept, html! {
                <>
                    <StatementsPart scene={scene.clone()} />
                    { summary(&scene) }
                    { failure(&scene) }
                    { match (state.declining.panel, checked) {
                        (Panel::Open, _) => {
                            decline::panel(&scene, &root, decline)
                        }
                        (Panel::Closed, Loading::Failed(error)) => html! {
                            <>
                                <ErrorPanel messages={words} {error} {retry} />
                                <p class="act">{ decline::button(&scene) }</p>
                            </>
                        },
                        (Panel::Closed, Loading::Waiting) => accept_button(&scene, accept, Ready::Loading),
                        (Panel::Closed, Loading::Ready(())) => accept_button(&scene, accept, Ready::Yes),
                    } }
                    if stage == Stage::First { { other_contract(&scene) } }
                </>
            }) }
        </div>
    }
}

/// Fetches every document of the role and checks it against its digest, opened or not: what can't be shown can't be
/// accepted. What was fetched here is in the browser's cache when it is opened.
#[hook]
fn use_checked(pack: &Pack, role: Option<&Role>, language: &str) -> (Loading<()>, Callback<()>) {
    let key = (pack.clone(), role.cloned(), language.to_owned());
    let pieces = use_context::<Pieces>().unwrap_or_default();
    use_loading(key, Meanwhile::Waiting, move |(pack, role, language): (Pack, Option<Role>, String)| {
        let pieces = pieces.clone();
        async move {
            // Who has answered is to see it, network or not.
            pieces.load(Piece::Receipt).await?;
            if confirm::is_offered(&pack.manifest) {
                pieces.load(Piece::Confirm).await?;
            }
            check_all(&pack, role.as_ref(), &language).await
        }
    })
}

async fn check_all(pack: &Pack, role: Option<&Role>, language: &str) -> Result<(), LoadError> {
    for entry in role.iter().flat_map(|role| &role.documents) {
        let file = pack.manifest.document(&entry.id).and_then(|document| document.file(language));
        load_document(pack, file.ok_or(LoadError::Unknown)?).await?;
    }
    Ok(())
}

/// The key and nonce, asked for as soon as the flow is open. Whoever takes them signs with them, once.
#[hook]
fn use_prepared(endpoint: &str) -> Rc<RefCell<Option<Prepared>>> {
    let prepared = use_mut_ref(|| None::<Prepared>);
    {
        let prepared = prepared.clone();
        use_effect_with(endpoint.to_owned(), move |endpoint| {
            let endpoint = endpoint.clone();
            let alive = Alive::new();
            let watch = alive.clone();
            wasm_bindgen_futures::spawn_local(async move {
                let offer = offer::prepare(&endpoint).await;
                if watch.is() {
                    *prepared.borrow_mut() = offer.ok();
                }
            });
            move || alive.end()
        });
    }
    prepared
}

/// The page may learn more while the person writes.
#[hook]
fn use_prefill(prefill: &str, state: &UseReducerHandle<State>) {
    let dispatcher = state.dispatcher();
    let before = use_mut_ref(|| prefill.to_owned());
    use_effect_with(prefill.to_owned(), move |prefill| {
        if before.replace(prefill.clone()) != *prefill {
            dispatcher.dispatch(Action::Prefill(prefill::read(prefill)));
        }
    });
}

/// While a record waits, it is sent again: soon at first, then less often.
#[hook]
fn use_retry(state: &UseReducerHandle<State>, endpoint: &str) {
    let attempt = use_state(|| 0_u32);
    let (waiting, reason) = match &state.outcome {
        Outcome::Queued(signed, kept) => (Some((signed.clone(), *kept)), None),
        Outcome::Declined(Declined { reason, recorded: Recorded::Queued(signed, kept) }) => {
            (Some((signed.clone(), *kept)), Some(reason.clone()))
        }
        _ => (None, None),
    };
    let waiting = waiting.filter(|(_, kept)| *kept != Kept::Form);
    let dispatcher = state.dispatcher();
    use_effect_with((waiting, *attempt, endpoint.to_owned()), move |(waiting, count, endpoint)| {
        let alive = Alive::new();
        let watch = alive.clone();
        if let Some((signed, kept)) = waiting.clone() {
            let (count, endpoint, reason) = (*count, endpoint.clone(), reason.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let id = signed.record.record_id.clone();
                let asked = outbox::wait_of(&id).saturating_mul(1000);
                TimeoutFuture::new(delay_ms(count).max(asked)).await;
                if !watch.is() {
                    return;
                }
                let outcome = accept::send(signed, kept, &endpoint).await;
                if watch.is() {
                    if let Outcome::Refused(_) = outcome {
                        // The person sees it, and can sign anew.
                        outbox::remove(&id);
                    }
                    match outcome {
                        Outcome::Queued(..) => attempt.set(count.saturating_add(1)),
                        other => {
                            let other = became(reason, other);
                            dispatcher.dispatch(Action::Outcome(Box::new(other)));
                        }
                    }
                }
            });
        }
        move || alive.end()
    });
}

fn delay_ms(attempt: u32) -> u32 {
    2_000 << attempt.min(5)
}
