//! What of the flow is about an earlier record.

use std::rc::Rc;

use samtycke_pack::renewal::Demand;
use yew::prelude::*;

use super::{Act, Before, Stage, TITLE};
use crate::agreement::state::{Action, State, Step};
use crate::browser::dom;
use crate::html::{UseStateHandle, use_effect_with, use_mut_ref};
use crate::options::Options;

/// What a person does about what was accepted before: another stage, from its first step.
#[hook]
pub(crate) fn use_act(
    stage: &UseStateHandle<Stage>,
    state: &UseReducerHandle<State>,
    before: Option<&Before>,
) -> Callback<Act> {
    let (stage, dispatcher) = (stage.clone(), state.dispatcher());
    let demand = before.map_or(Demand::Nothing, |before| before.demand.clone());
    Callback::from(move |act| {
        let next = stage.after(act, &demand);
        stage.set(next);
        match next {
            Stage::Amending => dispatcher.dispatch(Action::GoTo(Step::Annex)),
            Stage::Again => dispatcher.dispatch(Action::GoTo(Step::Documents)),
            Stage::First | Stage::Holds(_) | Stage::Objecting | Stage::Asked => {}
        }
    })
}

/// Whoever goes to another stage finds the focus at its heading; whoever opens the page stays at the page's top.
#[hook]
pub(crate) fn use_arrival(stage: Stage, root: &NodeRef) {
    let before = use_mut_ref(|| stage);
    let root = root.clone();
    use_effect_with(stage, move |stage| {
        if before.replace(*stage) != *stage
            && let Some(root) = root.cast::<web_sys::Element>()
            && !dom::is_written_in(&root)
        {
            dom::go_to(&root, TITLE);
        }
    });
}

/// Tells the page what the record that it gave is worth today.
#[hook]
pub(crate) fn use_standing(options: &Options, before: Option<&Rc<Before>>) {
    let hooks = options.hooks.clone();
    use_effect_with(before.cloned(), move |before| {
        if let Some(before) = before {
            let id = before.accepted.record.record_id.as_str();
            let day = before.demand.day().unwrap_or_default();
            hooks.emit("standing", &[("id", id), ("standing", before.standing()), ("day", day)]);
        }
    });
}
