//! The flow on the screen: all sections under each other on wide screens, one at a time on phones (by style alone), and
//! the receipt when it is done.

use gloo::timers::future::TimeoutFuture;
use samtycke_pack::manifest::ContactKind;
use yew::prelude::*;

use super::accept;
use super::annex::AnnexPart;
use super::documents::DocumentsPart;
use super::organisation::OrganisationPart;
use super::outcome::{Outcome, Signed};
use super::prefill;
use super::problems::{self, Problem};
use super::receipt::ReceiptPart;
use super::record::is_contract;
use super::role::RolePart;
use super::state::{Action, State, Step};
use super::statements::StatementsPart;
use super::{Scene, step_title};
use crate::browser::{clock, dom};
use crate::delivery::offer::{self, Prepared};
use crate::messages::{choose, messages};
use crate::options::Options;
use crate::pack::Pack;
use crate::retry::Alive;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct FlowProps {
    pub(super) options: Options,
    pub(super) pack: Pack,
}

#[component]
pub(super) fn Flow(props: &FlowProps) -> Html {
    let FlowProps { options, pack } = props;
    let manifest = pack.manifest.clone();
    let state = use_reducer({
        let (manifest, options) = (manifest.clone(), options.clone());
        move || State::new(&manifest, &options.role, prefill::read(&options.prefill))
    });
    let root = use_node_ref();
    let language = choose(&options.languages, &manifest.languages).to_owned();
    let words = messages(&language);
    let role = state.role.as_ref().and_then(|id| manifest.role(id)).cloned();
    let asks_role = manifest.role(&options.role).is_none() && manifest.roles.len() > 1;
    let steps = problems::steps(&manifest, role.as_ref(), asks_role);
    let problems = problems::problems(&state, &manifest, words);
    let scene = Scene { state: state.clone(), pack: pack.clone(), role, language, words, problems };
    let prepared = use_prepared(&options.endpoint);
    use_outcome(options, &state, &scene);
    use_retry(&state, &options.endpoint);

    let submit = {
        let (scene, options, root) = (scene.clone(), options.clone(), root.clone());
        Callback::from(move |_: MouseEvent| submit(&scene, &options, prepared.clone(), &root))
    };
    let section = |step: Step, inner: Html| section(&scene, &steps, step, &root, inner);
    if matches!(state.outcome, Outcome::Queued(..) | Outcome::Receipted(..)) {
        return html! { <div class="agreement" lang={words.tag} ref={root}><ReceiptPart scene={scene.clone()} /></div> };
    }
    html! {
        <div class="agreement" lang={words.tag} ref={root.clone()}>
            { progress(&scene, &steps) }
            if asks_role { { section(Step::Role, html! { <RolePart scene={scene.clone()} /> }) } }
            { section(Step::Documents, html! { <DocumentsPart scene={scene.clone()} /> }) }
            if steps.contains(&Step::Annex) {
                { section(Step::Annex, html! { <AnnexPart scene={scene.clone()} /> }) }
            }
            { section(Step::Organisation, html! { <OrganisationPart scene={scene.clone()} /> }) }
            { section(Step::Accept, html! {
                <>
                    <StatementsPart scene={scene.clone()} />
                    { summary(&scene) }
                    { failure(&scene) }
                    { accept_button(&scene, submit) }
                    { other_contract(&scene) }
                </>
            }) }
        </div>
    }
}

/// The key and nonce, asked for as soon as the flow is open.
#[hook]
fn use_prepared(endpoint: &str) -> Option<Prepared> {
    let prepared = use_state(|| None::<Prepared>);
    {
        let prepared = prepared.clone();
        use_effect_with(endpoint.to_owned(), move |endpoint| {
            let endpoint = endpoint.clone();
            let alive = Alive::new();
            let watch = alive.clone();
            wasm_bindgen_futures::spawn_local(async move {
                let offer = offer::prepare(&endpoint).await;
                if watch.is() {
                    prepared.set(offer.ok());
                }
            });
            move || alive.end()
        });
    }
    (*prepared).clone()
}

/// Tells the form and the page what became of the acceptance.
#[hook]
fn use_outcome(options: &Options, state: &UseReducerHandle<State>, scene: &Scene) {
    let hooks = options.hooks.clone();
    let contract = scene.role.as_ref().is_none_or(is_contract);
    let missing = if contract { scene.words.missing } else { scene.words.missing_acknowledge };
    use_effect_with((state.outcome.clone(), missing), move |(outcome, missing)| match outcome {
        Outcome::Open => hooks.missing(missing),
        Outcome::Sending => {}
        Outcome::Queued(signed, _) => {
            hooks.accepted(&signed.jws, "");
            let id = signed.record.record_id.as_str();
            hooks.emit(
                "accepted",
                &[("record", &signed.jws), ("receipt", ""), ("id", id), ("state", "queued")],
            );
        }
        Outcome::Receipted(signed, receipted) => {
            hooks.accepted(&signed.jws, &receipted.jws);
            let id = signed.record.record_id.as_str();
            let detail = [
                ("record", signed.jws.as_str()),
                ("receipt", &receipted.jws),
                ("id", id),
                ("state", "receipted"),
            ];
            hooks.emit("accepted", &detail);
        }
        Outcome::Refused(detail) => {
            hooks.missing(missing);
            hooks.emit("error", &[("code", "refused"), ("detail", detail)]);
        }
        Outcome::NotSigned => {
            hooks.missing(missing);
            hooks.emit("error", &[("code", "not-signed"), ("detail", "")]);
        }
    });
}

/// While a record waits, it is sent again: soon at first, then less often.
#[hook]
fn use_retry(state: &UseReducerHandle<State>, endpoint: &str) {
    let attempt = use_state(|| 0_u32);
    let waiting = match &state.outcome {
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
                let outcome = accept::send(signed, kept, &endpoint).await;
                if watch.is() {
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

fn submit(scene: &Scene, options: &Options, prepared: Option<Prepared>, root: &NodeRef) {
    let dispatcher = scene.state.dispatcher();
    if let Some(first) = scene.problems.first() {
        dispatcher.dispatch(Action::TryAll);
        show_problem(scene, first, root);
        return;
    }
    let (Some(role), true) = (scene.role.clone(), scene.editable()) else { return };
    dispatcher.dispatch(Action::Outcome(Box::new(Outcome::Sending)));
    let (scene, endpoint) = (scene.clone(), options.endpoint.clone());
    wasm_bindgen_futures::spawn_local(async move {
        let outcome =
            accept::accept(&scene.state, &scene.pack, &role, &scene.language, &endpoint, prepared).await;
        scene.state.dispatch(Action::Outcome(Box::new(outcome)));
    });
}

/// Goes to the step of a problem, and to its control once it is on the screen.
fn show_problem(scene: &Scene, problem: &Problem, root: &NodeRef) {
    scene.state.dispatch(Action::GoTo(problem.step));
    let (root, control) = (root.clone(), problem.control.clone());
    wasm_bindgen_futures::spawn_local(async move {
        TimeoutFuture::new(0).await;
        if let Some(root) = root.cast::<web_sys::Element>() {
            dom::go_to(&root, &control);
        }
    });
}

fn progress(scene: &Scene, steps: &[Step]) -> Html {
    let items = steps.iter().map(|step| {
        let current = (*step == scene.state.step).then_some("step");
        let dispatch = {
            let step = *step;
            scene.on(move |_: MouseEvent| Action::GoTo(step))
        };
        html! {
            <li><button type="button" aria-current={current} onclick={dispatch}>
                { step_title(*step, scene.words) }
            </button></li>
        }
    });
    html! { <nav class="progress" aria-label={scene.words.steps}><ol>{ for items }</ol></nav> }
}

/// A section with the controls that lead on, which only phones show.
fn section(scene: &Scene, steps: &[Step], step: Step, root: &NodeRef, inner: Html) -> Html {
    let at = steps.iter().position(|one| *one == step).unwrap_or(0);
    let class = if scene.state.step == step { "step current" } else { "step" };
    let back = at.checked_sub(1).and_then(|index| steps.get(index)).map(|target| {
        let target = *target;
        let onclick = scene.on(move |_: MouseEvent| Action::GoTo(target));
        html! { <button type="button" class="quiet" {onclick}>{ scene.words.back }</button> }
    });
    let next = steps.get(at + 1).map(|target| {
        let (scene, target, root) = (scene.clone(), *target, root.clone());
        let words = scene.words;
        let onclick =
            Callback::from(move |_: MouseEvent| match scene.problems.iter().find(|one| one.step == step) {
                Some(problem) => {
                    scene.state.dispatch(Action::TryStep(step));
                    show_problem(&scene, problem, &root);
                }
                None => scene.state.dispatch(Action::GoTo(target)),
            });
        html! { <button type="button" part="next" class="primary" {onclick}>{ words.next }</button> }
    });
    html! {
        <section {class} key={step_title(step, scene.words)}>
            { inner }
            <div class="onward">{ back }{ next }</div>
        </section>
    }
}

/// The act as one sentence.
fn summary(scene: &Scene) -> Html {
    use super::state::Field;
    let name = scene.state.field(Field::OrganisationName);
    let registration =
        samtycke_record::registry::Registration::parse(scene.state.scheme, scene.state.field(Field::Number));
    let (Ok(registration), false) = (registration, name.is_empty()) else { return Html::default() };
    let words = scene.words;
    let position = scene.state.field(Field::Position);
    let number = format!("{} {}", registration.scheme.local_name(), registration.formatted());
    html! {
        <p class="summary">
            { words.summary_lead }{ " " }<em>{ name.to_owned() }</em>{ format!(" ({number})") }
            if !position.is_empty() {
                { ", " }{ words.summary_as }{ " " }<em>{ position.to_owned() }</em>
            }
            { "." }
        </p>
    }
}

fn failure(scene: &Scene) -> Html {
    let words = scene.words;
    let (title, text, detail) = match &scene.state.outcome {
        Outcome::Refused(detail) => (words.refused_title, words.refused_text, detail.as_str()),
        Outcome::NotSigned => (words.refused_title, words.sign_failed, ""),
        _ => {
            let shown: Vec<&Problem> = scene
                .problems
                .iter()
                .filter(|problem| problems::is_shown(&scene.state, problem.step))
                .collect();
            return if shown.is_empty() || scene.problem("statement-0").is_none() && shown.len() < 2 {
                Html::default()
            } else {
                problem_list(scene, &shown)
            };
        }
    };
    html! {
        <div part="error" class="error" role="alert">
            <h4>{ title }</h4>
            <p>{ text }{ " " }<q>{ detail.to_owned() }</q></p>
        </div>
    }
}

fn problem_list(scene: &Scene, shown: &[&Problem]) -> Html {
    let items = shown.iter().map(|problem| {
        html! { <li><a href={format!("#{}", problem.control)} onclick={go(scene, problem)}>{ &problem.message }</a></li> }
    });
    html! {
        <div part="error" class="error" role="alert">
            <h4>{ scene.words.problems_title }</h4>
            <ul>{ for items }</ul>
        </div>
    }
}

fn go(scene: &Scene, problem: &Problem) -> Callback<MouseEvent> {
    let (dispatcher, step, control) = (scene.state.dispatcher(), problem.step, problem.control.clone());
    Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        dispatcher.dispatch(Action::GoTo(step));
        let (target, control) = (event.target_dyn_into::<web_sys::Element>(), control.clone());
        wasm_bindgen_futures::spawn_local(async move {
            TimeoutFuture::new(0).await;
            if let Some(element) = target {
                dom::go_to(&element, &control);
            }
        });
    })
}

fn accept_button(scene: &Scene, onclick: Callback<MouseEvent>) -> Html {
    let Some(role) = &scene.role else { return Html::default() };
    let sending = scene.state.outcome == Outcome::Sending;
    html! {
        <p class="act">
            <button type="button" part="accept" class="primary" {onclick} aria-disabled={sending.then_some("true")}>
                { role.submit.get(&scene.language) }
            </button>
            <span role="status">{ if sending { scene.words.submitting } else { "" } }</span>
        </p>
    }
}

/// Nobody who needs another contract meets a dead end.
fn other_contract(scene: &Scene) -> Html {
    let sales = scene.pack.manifest.contacts.iter().find(|contact| contact.kind == ContactKind::Sales);
    match sales {
        None => Html::default(),
        Some(contact) => {
            let href = match contact.value.as_str() {
                url if url.starts_with("https://") => url.to_owned(),
                mail if mail.contains('@') => format!("mailto:{mail}"),
                phone => format!("tel:{}", phone.replace(' ', "")),
            };
            html! {
                <p class="other">
                    { scene.words.custom_contract }{ " " }<a {href}>{ contact.value.clone() }</a>
                </p>
            }
        }
    }
}

/// When the record was made, for the receipt.
pub(super) fn made(signed: &Signed, language: &str) -> String {
    clock::long_time(signed.record.event.time.as_str(), language)
}
