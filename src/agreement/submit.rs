//! A press of one of the buttons that sign: what is missing is gone to, and what is signed is signed once.

use std::cell::RefCell;
use std::rc::Rc;

use samtycke_pack::manifest::DeclineRule;
use yew::prelude::*;

use super::decline::{self, Declined, Recorded};
use super::frame::{PROBLEMS, section_id, show};
use super::intent::Intent;
use super::outcome::Outcome;
use super::state::{Action, Step};
use super::{Scene, accept, annex};
use crate::delivery::offer::Prepared;

/// Is a submission under way? Known at once, before the next render: two presses are one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Submission {
    Idle,
    UnderWay,
}

/// What a press of the button needs.
pub(super) struct Submit {
    pub(super) scene: Scene,
    pub(super) endpoint: String,
    pub(super) root: NodeRef,
    pub(super) prepared: Rc<RefCell<Option<Prepared>>>,
    pub(super) submission: Rc<RefCell<Submission>>,
}

/// Signs when nothing is missing.
pub(super) fn submit(submit: &Submit, intent: Intent) {
    let Submit { scene, root, .. } = submit;
    let dispatcher = scene.state.dispatcher();
    // Nobody accepts what wasn't shown.
    if intent.is_yes() && annex::is_absent(scene, root) {
        return show(scene, Step::Annex, section_id(Step::Annex), root);
    }
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
    perform(submit, intent);
}

/// Nothing need be filled in for a no.
pub(super) fn decline(submit: &Submit) {
    let scene = &submit.scene;
    let reason = scene.state.declining.reason.clone();
    match decline::rule(&scene.pack.manifest) {
        DeclineRule::Record => {
            let prev = scene.before.as_ref().map(|before| before.accepted.clone());
            perform(submit, Intent::Decline { prev, reason });
        }
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
            Intent::Decline { reason, .. } => Some(reason.clone()),
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
pub(super) fn became(reason: Option<String>, outcome: Outcome) -> Outcome {
    match reason {
        Some(reason) => Outcome::Declined(Declined::of(reason, outcome)),
        None => outcome,
    }
}
