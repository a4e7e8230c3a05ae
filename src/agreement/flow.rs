//! The flow on the screen: all sections under each other on wide screens, one at a time on phones (by style alone), and
//! the receipt when it is done.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use samtycke_pack::manifest::{DeclineRule, Role};
use yew::prelude::*;

use super::Scene;
use super::accept;
use super::annex::AnnexPart;
use super::confirm::ConfirmPart;
use super::contract::other_contract;
use super::decline::{self, DeclinePanel, Declined, DeclinedPart, Panel, Recorded};
use super::documents::DocumentsPart;
use super::frame::{
    self, PROBLEMS, Ready, accept_button, brought_back, failure, progress, section, section_id, show, summary,
};
use super::intent::Intent;
use super::kept::{self, use_kept};
use super::organisation::OrganisationPart;
use super::outcome::{Kept, Outcome, Signed};
use super::prefill;
use super::problems;
use super::receipt::{Arrived, ReceiptPart, use_arrival};
use super::register::use_register;
use super::role::RolePart;
use super::state::{Action, State, Step};
use super::statements::StatementsPart;
use crate::browser::{self, listen::Listener};
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
}

#[component]
pub(super) fn Flow(props: &FlowProps) -> Html {
    let FlowProps { options, pack } = props;
    let manifest = pack.manifest.clone();
    let language = choose(&options.languages, &manifest.languages).to_owned();
    let state = use_reducer(|| kept::begin(options, pack, &language));
    let root = use_node_ref();
    let words = messages(&language);
    let role = state.role.as_ref().and_then(|id| manifest.role(id)).cloned();
    let asks_role = problems::asks_role(&manifest, &options.role);
    let steps = problems::steps(&manifest, role.as_ref(), asks_role);
    let problems = problems::problems(&state, &manifest, words, &language);
    let scene = Scene { state: state.clone(), pack: pack.clone(), role, language, words, problems };
    let (checked, retry) = use_checked(pack, scene.role.as_ref(), &scene.language);
    let prepared = use_prepared(&options.endpoint);
    let submission = use_mut_ref(|| Submission::Idle);
    use_language(&state, &scene.language);
    use_outcome(options, &state);
    use_missing(options, &scene, &root);
    use_kept(options, &state, pack, &scene.language);
    use_prefill(&options.prefill, &state);
    use_register(&options.lookup, &state);
    use_retry(&state, &options.endpoint);
    use_arrival(&state);

    let press = Rc::new(Submit {
        scene: scene.clone(),
        endpoint: options.endpoint.clone(),
        root: root.clone(),
        prepared,
        submission,
    });
    let submit = {
        let (ready, press) = (checked == Loading::Ready(()), press.clone());
        Callback::from(move |_: MouseEvent| {
            if ready {
                submit(&press);
            }
        })
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
        return html! { <div class="agreement" lang={words.tag} ref={root}><ReceiptPart scene={scene.clone()} /></div> };
    }
    if let Outcome::Declined(_) = &state.outcome {
        let inner = html! { <DeclinedPart scene={scene.clone()} root={root.clone()} /> };
        return html! { <div class="agreement" lang={words.tag} ref={root}>{ inner }</div> };
    }
    if let Outcome::Confirming(signed, confirming) = &state.outcome {
        return html! {
            <div class="agreement" lang={words.tag} ref={root.clone()}>
                <ConfirmPart {scene} signed={signed.clone()} confirming={confirming.clone()}
                    endpoint={options.endpoint.clone()} passkey={options.passkey.clone()} {root} />
            </div>
        };
    }
    html! {
        <div class="agreement" lang={words.tag} ref={root.clone()}>
            <Arrived pack={pack.clone()} {words} />
            { brought_back(&scene, start_over) }
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
                    { match (state.declining.panel, checked) {
                        (Panel::Open, _) => {
                            html! { <DeclinePanel scene={scene.clone()} root={root.clone()} {decline} /> }
                        }
                        (Panel::Closed, Loading::Failed(error)) => html! {
                            <>
                                <ErrorPanel messages={words} {error} {retry} />
                                <p class="act">{ decline::button(&scene) }</p>
                            </>
                        },
                        (Panel::Closed, Loading::Waiting) => accept_button(&scene, submit, Ready::Loading),
                        (Panel::Closed, Loading::Ready(())) => accept_button(&scene, submit, Ready::Yes),
                    } }
                    { other_contract(&scene) }
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

/// Tells the form and the page what became of the acceptance.
#[hook]
fn use_outcome(options: &Options, state: &UseReducerHandle<State>) {
    let hooks = options.hooks.clone();
    let declined = matches!(state.outcome, Outcome::Declined(_));
    use_effect_with(state.is_editable() || declined, {
        let hooks = hooks.clone();
        move |nothing_accepted| {
            if *nothing_accepted {
                hooks.accepted("", "", "");
            }
        }
    });
    use_effect_with(state.outcome.clone(), move |outcome| match outcome {
        Outcome::Open | Outcome::Sending | Outcome::Confirming(..) => {}
        Outcome::Queued(signed, _) => accepted(&hooks, signed, "", "queued"),
        Outcome::Receipted(signed, receipted) => accepted(&hooks, signed, &receipted.jws, "receipted"),
        Outcome::Declined(declined) => tell_declined(&hooks, declined),
        Outcome::Refused(detail) => hooks.emit("error", &[("code", "refused"), ("detail", detail)]),
        Outcome::NotSigned => hooks.emit("error", &[("code", "not-signed"), ("detail", "")]),
    });
}

/// The form gets nothing: there is nothing accepted in it.
fn tell_declined(hooks: &Hooks, declined: &Declined) {
    let signed = declined.signed();
    hooks.emit(
        "declined",
        &[
            ("record", signed.map_or("", |signed| &signed.jws)),
            ("receipt", declined.receipted().map_or("", |receipted| &receipted.jws)),
            ("id", signed.map_or("", |signed| signed.record.record_id.as_str())),
            ("state", decline::state(declined)),
            ("reason", declined.reason.trim()),
        ],
    );
    match &declined.recorded {
        Recorded::Refused(detail) => hooks.emit("error", &[("code", "refused"), ("detail", detail)]),
        Recorded::NotSigned => hooks.emit("error", &[("code", "not-signed"), ("detail", "")]),
        Recorded::NotWanted | Recorded::Queued(..) | Recorded::Receipted(..) => {}
    }
}

/// Tells the form what is missing, and where the browser shows it.
#[hook]
fn use_missing(options: &Options, scene: &Scene, root: &NodeRef) {
    let ended = match scene.state.outcome {
        Outcome::Declined(_) => Some(scene.words.acts.missing),
        Outcome::Confirming(..) => Some(scene.words.confirmation.missing),
        _ => None,
    };
    let open = if scene.is_contract() { scene.words.missing } else { scene.words.missing_acknowledge };
    let missing = ended.unwrap_or(open);
    let control = scene.problems.first().map(|problem| problem.control.clone());
    let (hooks, root) = (options.hooks.clone(), root.clone());
    let what = (scene.editable() || ended.is_some(), scene.state.step, missing, control);
    use_effect_with(what, move |(is_open, _, missing, control)| {
        let (missing, control) = (*missing, control.clone());
        let tell = move || {
            let root = root.cast::<web_sys::Element>();
            hooks.missing(missing, root.and_then(|root| frame::anchor(&root, control.as_deref())));
        };
        // What is on the screen of a phone follows from its width.
        let resized = browser::window().filter(|_| *is_open).map(|window| {
            tell();
            Listener::new(&window, "resize", move |_| tell())
        });
        move || drop(resized)
    });
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

fn accepted(hooks: &Hooks, signed: &Signed, receipt: &str, state: &str) {
    let confirmation = signed.confirmation.as_deref().unwrap_or_default();
    hooks.accepted(&signed.jws, receipt, confirmation);
    let detail = [
        ("record", signed.jws.as_str()),
        ("receipt", receipt),
        ("confirmation", confirmation),
        ("id", signed.record.record_id.as_str()),
        ("state", state),
    ];
    hooks.emit("accepted", &detail);
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

fn submit(submit: &Submit) {
    let Submit { scene, root, .. } = submit;
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
    perform(submit, Intent::Accept);
}

/// Nothing need be filled in for a no.
fn decline(submit: &Submit) {
    let scene = &submit.scene;
    let reason = scene.state.declining.reason.clone();
    match decline::rule(&scene.pack.manifest) {
        DeclineRule::Record => perform(submit, Intent::Decline { reason }),
        DeclineRule::Leave if scene.editable() => {
            let declined = Declined { reason, recorded: Recorded::NotWanted };
            scene.state.dispatch(Action::Outcome(Box::new(Outcome::Declined(declined))));
        }
        DeclineRule::Leave => {}
    }
}

/// Signs and sends, once.
fn perform(submit: &Submit, intent: Intent) {
    let Submit { scene, endpoint, prepared, submission, .. } = submit;
    let Some(role) = scene.role.clone() else { return };
    if !scene.editable() || submission.replace(Submission::UnderWay) == Submission::UnderWay {
        return;
    }
    scene.state.dispatch(Action::Outcome(Box::new(Outcome::Sending)));
    let (scene, endpoint, submission) = (scene.clone(), endpoint.clone(), submission.clone());
    let prepared = prepared.borrow_mut().take();
    wasm_bindgen_futures::spawn_local(async move {
        let reason = match &intent {
            Intent::Decline { reason } => Some(reason.clone()),
            _ => None,
        };
        let outcome =
            accept::accept(intent, &scene.state, &scene.pack, &role, &scene.language, &endpoint, prepared)
                .await;
        submission.replace(Submission::Idle);
        scene.state.dispatch(Action::Outcome(Box::new(became(reason, outcome))));
    });
}

/// With a reason, if only an empty one, it is what became of a no.
fn became(reason: Option<String>, outcome: Outcome) -> Outcome {
    match reason {
        Some(reason) => Outcome::Declined(Declined::of(reason, outcome)),
        None => outcome,
    }
}
