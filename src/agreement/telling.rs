//! What the form and the page are told: the value, what is missing, and the events.

use samtycke_record::acceptance::EventType;
use yew::prelude::*;

use super::again::Stage;
use super::decline::{self, Declined, Recorded};
use super::outcome::{Outcome, Signed};
use super::{Scene, frame};
use crate::browser::{self, listen::Listener};
use crate::delivery::endpoint::Receipted;
use crate::html::{use_effect_with, use_memo};
use crate::options::{Hooks, Options};

/// Tells the form and the page what became of the acceptance. Where an earlier one holds, it is the form's value until
/// there is a new one.
///
/// The form is told while it is drawn: Yew may let the browser paint before effects run, and who sees a receipt may send the
/// form at once. The page hears of it when it is drawn.
#[hook]
pub(super) fn use_outcome(options: &Options, scene: &Scene) {
    let hooks = options.hooks.clone();
    let state = &scene.state;
    let is_open = state.is_editable() || matches!(state.outcome, Outcome::Declined(_));
    let holding = holding(scene).map(|before| before.accepted.clone());
    use_memo((is_open, holding), |(is_open, holding)| match holding {
        _ if !is_open => {}
        Some(accepted) => hooks.accepted(&accepted.jws, "", &accepted.confirmation, ""),
        None => hooks.accepted("", "", "", ""),
    });
    use_memo(state.outcome.clone(), |outcome| match outcome {
        Outcome::Queued(signed, _) => fill(&hooks, signed, None),
        Outcome::Receipted(signed, receipted) => fill(&hooks, signed, Some(receipted)),
        _ => {}
    });
    use_effect_with(state.outcome.clone(), move |outcome| match outcome {
        Outcome::Open | Outcome::Sending | Outcome::Confirming(..) => {}
        Outcome::Queued(signed, _) => accepted(&hooks, signed, None),
        Outcome::Receipted(signed, receipted) => accepted(&hooks, signed, Some(receipted)),
        Outcome::Declined(declined) => tell_declined(&hooks, declined),
        Outcome::Refused(detail) => hooks.emit("error", &[("code", "refused"), ("detail", detail)]),
        Outcome::NotSigned => hooks.emit("error", &[("code", "not-signed"), ("detail", "")]),
    });
}

/// What was accepted before, where it still holds.
fn holding(scene: &Scene) -> Option<&super::again::Before> {
    scene.before.as_deref().filter(|before| before.demand.holds())
}

/// The form's value. An objection is none: what was accepted goes on holding.
fn fill(hooks: &Hooks, signed: &Signed, receipted: Option<&Receipted>) {
    if signed.record.event.r#type != EventType::Object {
        let (receipt, proof) = of(receipted);
        hooks.accepted(&signed.jws, receipt, signed.confirmation.as_deref().unwrap_or_default(), proof);
    }
}

fn accepted(hooks: &Hooks, signed: &Signed, receipted: Option<&Receipted>) {
    let (receipt, proof) = of(receipted);
    let state = if receipted.is_some() { "receipted" } else { "queued" };
    let event = &signed.record.event;
    let confirmation = signed.confirmation.as_deref().unwrap_or_default();
    let detail = [
        ("record", signed.jws.as_str()),
        ("receipt", receipt),
        ("proof", proof),
        ("id", signed.record.record_id.as_str()),
        ("state", state),
    ];
    if event.r#type == EventType::Object {
        let reason = event.reason.as_deref().unwrap_or_default();
        return hooks.emit("objected", &[&detail[..], &[("reason", reason)]].concat());
    }
    let more = [("confirmation", confirmation), ("event", event.r#type.as_str())];
    hooks.emit("accepted", &[&detail[..], &more].concat());
}

/// The receipt and its proof; empty while there is none.
fn of(receipted: Option<&Receipted>) -> (&str, &str) {
    receipted.map_or(("", ""), |one| (&one.jws, one.proof.as_deref().unwrap_or_default()))
}

/// The form gets nothing: there is nothing accepted in it.
fn tell_declined(hooks: &Hooks, declined: &Declined) {
    let signed = declined.signed();
    let (receipt, proof) = of(declined.receipted());
    hooks.emit(
        "declined",
        &[
            ("record", signed.map_or("", |signed| &signed.jws)),
            ("receipt", receipt),
            ("proof", proof),
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

/// Tells the form what is missing, and where the browser shows it. Where an earlier acceptance holds, nothing is.
#[hook]
pub(super) fn use_missing(options: &Options, scene: &Scene, stage: Stage, root: &NodeRef) {
    let words = scene.words;
    let ended = match scene.state.outcome {
        Outcome::Declined(_) => Some(words.acts.missing),
        Outcome::Confirming(..) => Some(words.confirmation.missing),
        _ => None,
    };
    let open = match stage {
        Stage::Asked => words.again.missing,
        _ if scene.is_contract() => words.missing,
        _ => words.missing_acknowledge,
    };
    let missing = ended.unwrap_or(open);
    let is_missing = (scene.editable() || ended.is_some()) && holding(scene).is_none();
    let control = scene.problems.first().map(|problem| problem.control.clone());
    let (hooks, root) = (options.hooks.clone(), root.clone());
    let what = (is_missing, scene.state.step, missing, control);
    use_effect_with(what, move |(is_missing, _, missing, control)| {
        let (missing, control) = (*missing, control.clone());
        let tell = move || {
            let root = root.cast::<web_sys::Element>();
            hooks.missing(missing, root.and_then(|root| frame::anchor(&root, control.as_deref())));
        };
        // What is on the screen of a phone follows from its width.
        let resized = browser::window().filter(|_| *is_missing).map(|window| {
            tell();
            Listener::new(&window, "resize", move |_| tell())
        });
        move || drop(resized)
    });
}
