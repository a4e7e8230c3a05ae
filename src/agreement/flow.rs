//! The flow on the screen: all sections under each other on wide screens, one at a time on phones (by style alone), and
//! the receipt when it is done.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use samtycke_pack::manifest::Role;
use samtycke_record::acceptance::{Event, EventType};
use yew::prelude::*;

use super::Scene;
use super::accept;
use super::again::{
    self, Before, Card, Earlier, Intro, PartyPart, Stage, Wish, amend_intro, use_act, use_arrival,
    use_standing,
};
use super::annex::AnnexPart;
use super::documents::DocumentsPart;
use super::frame::{
    PROBLEMS, Ready, accept_button, failure, other_contract, progress, section, show, summary,
};
use super::intent::Intent;
use super::organisation::OrganisationPart;
use super::outcome::{Kept, Outcome, Signed};
use super::prefill;
use super::problems;
use super::receipt::ReceiptPart;
use super::record::is_contract;
use super::role::RolePart;
use super::state::{Action, State, Step};
use super::statements::StatementsPart;
use crate::browser::clock;
use crate::delivery::offer::{self, Prepared};
use crate::delivery::outbox;
use crate::loading::{Alive, ErrorPanel, Loading, Meanwhile, use_loading};
use crate::messages::{choose, messages};
use crate::options::{Hooks, Options};
use crate::pack::{LoadError, Pack, load_document};

#[derive(Clone, PartialEq, Properties)]
pub(super) struct FlowProps {
    pub(super) options: Options,
    pub(super) pack: Pack,
    /// What the page knows of what was accepted before.
    pub(super) earlier: Rc<Earlier>,
}

#[component]
pub(super) fn Flow(props: &FlowProps) -> Html {
    let FlowProps { options, pack, earlier } = props;
    let manifest = pack.manifest.clone();
    let before = use_state(|| Before::of(earlier, &manifest, &clock::today()).map(Rc::new));
    let before = (*before).clone();
    let wish = Wish::of(&options.role);
    let stage = use_state(|| match &before {
        Some(before) => Stage::start(&wish, &before.demand),
        None => Stage::First,
    });
    let state = use_reducer(|| {
        let prefill = prefill::read(&options.prefill);
        let mut state = match &before {
            Some(before) => again::state(&manifest, &before.accepted, prefill),
            None => State::new(&manifest, &options.role, prefill),
        };
        if *stage == Stage::Amending {
            state.step = Step::Annex;
        }
        state
    });
    let act = use_act(&stage, &state, before.as_deref());
    let stage = *stage;
    let root = use_node_ref();
    let language = choose(&options.languages, &manifest.languages).to_owned();
    let words = messages(&language);
    let role = state.role.as_ref().and_then(|id| manifest.role(id)).cloned();
    let asks_role = before.is_none() && manifest.role(&options.role).is_none() && manifest.roles.len() > 1;
    let steps = again::steps(stage, problems::steps(&manifest, role.as_ref(), asks_role));
    let problems = problems::problems(&state, &manifest, words);
    let problems = again::problems(problems, stage, before.as_deref(), &state, &manifest, words);
    let intent = before.as_ref().map_or(Intent::Accept, |before| before.intent(stage));
    let scene = Scene {
        state: state.clone(),
        pack: pack.clone(),
        role,
        language,
        words,
        problems,
        intent,
        before: before.clone(),
    };
    let (checked, retry) = use_checked(pack, scene.role.as_ref(), &scene.language);
    let prepared = use_prepared(&options.endpoint);
    let submission = use_mut_ref(|| Submission::Idle);
    use_language(&state, &scene.language);
    use_outcome(options, &state, &scene, stage);
    use_arrival(stage, &root);
    use_standing(options, before.as_ref());
    use_retry(&state, &options.endpoint);

    let submit = {
        let ready = checked == Loading::Ready(());
        let press = Submit {
            scene: scene.clone(),
            endpoint: options.endpoint.clone(),
            root: root.clone(),
            prepared,
            submission,
        };
        Callback::from(move |intent: Intent| {
            // An objection is to a change, not to every document.
            if ready || !intent.is_yes() {
                submit(&press, intent);
            }
        })
    };
    let accept = {
        let (submit, intent) = (submit.clone(), scene.intent.clone());
        Callback::from(move |_: MouseEvent| submit.emit(intent.clone()))
    };
    let section = |step: Step, inner: Html| section(&scene, &steps, step, &root, inner);
    if matches!(state.outcome, Outcome::Queued(..) | Outcome::Receipted(..)) {
        return html! { <div class="agreement" lang={words.tag} ref={root}><ReceiptPart scene={scene.clone()} /></div> };
    }
    if let (Some(before), Stage::Holds(_) | Stage::Objecting) = (&before, stage) {
        let (scene, before) = (scene.clone(), before.clone());
        return html! {
            <div class="agreement" lang={words.tag} ref={root}>
                <Card {scene} {before} {stage} {act} press={submit} />
            </div>
        };
    }
    let intro = match (&before, stage) {
        (Some(before), Stage::Again | Stage::Asked) => {
            let (scene, before, act) = (scene.clone(), before.clone(), act.clone());
            Some(html! { <Intro {scene} {before} {stage} {act} press={submit} /> })
        }
        _ => None,
    };
    html! {
        <div class="agreement" lang={words.tag} ref={root.clone()}>
            if stage == Stage::Amending {
                { amend_intro(&scene, (wish != Wish::Amendment).then_some(act)) }
            }
            { progress(&scene, &steps) }
            if asks_role { { section(Step::Role, html! { <RolePart scene={scene.clone()} /> }) } }
            if steps.contains(&Step::Documents) {
                { section(Step::Documents, html! { <>{ intro }<DocumentsPart scene={scene.clone()} /></> }) }
            }
            if steps.contains(&Step::Annex) {
                { section(Step::Annex, html! { <AnnexPart scene={scene.clone()} /> }) }
            }
            { section(Step::Organisation, if stage == Stage::First {
                html! { <OrganisationPart scene={scene.clone()} /> }
            } else {
                html! { <PartyPart scene={scene.clone()} /> }
            }) }
            { section(Step::Accept, html! {
                <>
                    <StatementsPart scene={scene.clone()} />
                    { summary(&scene) }
                    { failure(&scene) }
                    { match checked {
                        Loading::Failed(error) => html! { <ErrorPanel messages={words} {error} {retry} /> },
                        Loading::Waiting => accept_button(&scene, accept, Ready::Loading),
                        Loading::Ready(()) => accept_button(&scene, accept, Ready::Yes),
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
    use_loading(key, Meanwhile::Waiting, |(pack, role, language): (Pack, Option<Role>, String)| async move {
        check_all(&pack, role.as_ref(), &language).await
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

/// A tick is for a sentence, and reading is of a text: in another language both are to be done again.
#[hook]
fn use_language(state: &UseReducerHandle<State>, language: &str) {
    let dispatcher = state.dispatcher();
    let before = use_mut_ref(|| language.to_owned());
    use_effect_with(language.to_owned(), move |language| {
        if before.replace(language.clone()) != *language {
            dispatcher.dispatch(Action::ForgetAnswers);
        }
    });
}

/// Tells the form and the page what became of the acceptance. Where an earlier one holds, it is the form's value until
/// there is a new one.
#[hook]
fn use_outcome(options: &Options, state: &UseReducerHandle<State>, scene: &Scene, stage: Stage) {
    let hooks = options.hooks.clone();
    let contract = scene.role.as_ref().is_none_or(is_contract);
    let missing = match stage {
        Stage::Asked => scene.words.again.missing,
        _ if contract => scene.words.missing,
        _ => scene.words.missing_acknowledge,
    };
    let holds = scene.before.as_ref().filter(|before| before.demand.holds());
    let holds = holds.map(|before| before.accepted.clone());
    use_effect_with((state.is_editable(), missing, holds), {
        let hooks = hooks.clone();
        move |(editable, missing, holds)| match holds {
            _ if !editable => {}
            Some(accepted) => hooks.accepted(&accepted.jws, ""),
            None => {
                hooks.accepted("", "");
                hooks.missing(missing);
            }
        }
    });
    use_effect_with(state.outcome.clone(), move |outcome| match outcome {
        Outcome::Open | Outcome::Sending => {}
        Outcome::Queued(signed, _) => accepted(&hooks, signed, "", "queued"),
        Outcome::Receipted(signed, receipted) => accepted(&hooks, signed, &receipted.jws, "receipted"),
        Outcome::Refused(detail) => hooks.emit("error", &[("code", "refused"), ("detail", detail)]),
        Outcome::NotSigned => hooks.emit("error", &[("code", "not-signed"), ("detail", "")]),
    });
}

fn accepted(hooks: &Hooks, signed: &Signed, receipt: &str, state: &str) {
    let Event { r#type: event, reason, .. } = &signed.record.event;
    let id = signed.record.record_id.as_str();
    let detail = [("record", signed.jws.as_str()), ("receipt", receipt), ("id", id), ("state", state)];
    if *event == EventType::Object {
        // What was accepted goes on holding, and stays the form's value.
        let reason = reason.as_deref().unwrap_or_default();
        return hooks.emit("objected", &[&detail[..], &[("reason", reason)]].concat());
    }
    hooks.accepted(&signed.jws, receipt);
    hooks.emit("accepted", &[&detail[..], &[("event", event.as_str())]].concat());
}

/// While a record waits, it is sent again: soon at first, then less often.
#[hook]
fn use_retry(state: &UseReducerHandle<State>, endpoint: &str) {
    let attempt = use_state(|| 0_u32);
    let waiting = match &state.outcome {
        Outcome::Queued(_, Kept::Form) => None,
        Outcome::Queued(signed, kept) => Some((signed.clone(), *kept)),
        _ => None,
    };
    let dispatcher = state.dispatcher();
    use_effect_with((waiting, *attempt, endpoint.to_owned()), move |(waiting, count, endpoint)| {
        let alive = Alive::new();
        let watch = alive.clone();
        if let Some((signed, kept)) = waiting.clone() {
            let (count, endpoint) = (*count, endpoint.clone());
            wasm_bindgen_futures::spawn_local(async move {
                TimeoutFuture::new(delay_ms(count)).await;
                if !watch.is() {
                    return;
                }
                let id = signed.record.record_id.clone();
                let outcome = accept::send(signed, kept, &endpoint).await;
                if watch.is() {
                    if let Outcome::Refused(_) = outcome {
                        // The person sees it, and can sign anew.
                        outbox::remove(&id);
                    }
                    match outcome {
                        Outcome::Queued(..) => attempt.set(count.saturating_add(1)),
                        other => dispatcher.dispatch(Action::Outcome(Box::new(other))),
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

/// Is a submission under way? Known at once, before the next render: two presses are one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Submission {
    Idle,
    UnderWay,
}

/// What a press of the button needs.
struct Submit {
    scene: Scene,
    endpoint: String,
    root: NodeRef,
    prepared: Rc<RefCell<Option<Prepared>>>,
    submission: Rc<RefCell<Submission>>,
}

fn submit(submit: &Submit, intent: Intent) {
    let Submit { scene, endpoint, root, prepared, submission } = submit;
    let dispatcher = scene.state.dispatcher();
    // One thing to mend is gone to; several are listed, and the list takes the focus.
    match scene.problems.as_slice() {
        [] => {}
        [only] => {
            dispatcher.dispatch(Action::TryAll);
            return show(scene, only.step, &only.control, root);
        }
        _ => {
            dispatcher.dispatch(Action::TryAll);
            return show(scene, Step::Accept, PROBLEMS, root);
        }
    }
    let Some(role) = scene.role.clone() else { return };
    if !scene.editable() || submission.replace(Submission::UnderWay) == Submission::UnderWay {
        return;
    }
    dispatcher.dispatch(Action::Outcome(Box::new(Outcome::Sending)));
    let (scene, endpoint, submission) = (scene.clone(), endpoint.clone(), submission.clone());
    let prepared = prepared.borrow_mut().take();
    wasm_bindgen_futures::spawn_local(async move {
        let outcome =
            accept::accept(intent, &scene.state, &scene.pack, &role, &scene.language, &endpoint, prepared)
                .await;
        submission.replace(Submission::Idle);
        scene.state.dispatch(Action::Outcome(Box::new(outcome)));
    });
}
