//! Who has accepted before: what holds, what is new, and accepting again, objecting and changing the annex.

mod accepted;
mod card;
mod changes;
mod hooks;
mod news;
mod objection;
mod opening;
mod party;
mod prefill;
mod stage;

use std::rc::Rc;

use samtycke_pack::Manifest;
use samtycke_pack::manifest::Role;
use samtycke_pack::renewal::{self, Demand, Renewals};
use samtycke_pieces::piece;
use samtycke_record::acceptance::AnnexContent;
use yew::prelude::*;

use super::intent::Intent;
use super::problems::Problem;
use super::state::{State, Step};
use super::{Scene, annex};
use crate::html::html;
use crate::messages::Messages;
use crate::options::Options;
use crate::pack::Pack;
use crate::pieces::{Piece, later};
pub(super) use accepted::{Accepted, Earlier};
use card::Card;
pub(super) use hooks::{use_act, use_arrival, use_standing};
use news::Intro;
pub(super) use news::amend_intro;
use opening::Opening;
pub(super) use opening::begin;
use party::PartyPart;
pub(super) use prefill::state;
pub(super) use stage::{Act, Stage, Wish};

/// Id of the heading that takes the focus when another stage begins.
pub(super) const TITLE: &str = "again_title";

/// What was accepted before, and what became of it since.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Before {
    pub(crate) accepted: Rc<Accepted>,
    pub(crate) renewals: Renewals,
    pub(crate) demand: Demand,
}

impl Before {
    /// As of that day.
    pub(super) fn of(earlier: &Earlier, manifest: &Manifest, today: &str) -> Option<Self> {
        let Earlier::Is(accepted) = earlier else { return None };
        let role = manifest.role(&accepted.record.role)?;
        let renewals = renewal::renewals(manifest, role, &accepted.record.documents, today);
        let demand = renewals.demand();
        Some(Self { accepted: accepted.clone(), renewals, demand })
    }

    /// What is signed at that stage. An objection is made by its own button.
    pub(super) fn intent(&self, stage: Stage) -> Intent {
        match stage {
            Stage::Again | Stage::Asked => Intent::Again(self.accepted.clone()),
            Stage::Amending => Intent::Amend(self.accepted.clone()),
            Stage::First | Stage::Holds(_) | Stage::Objecting => Intent::Accept,
        }
    }

    /// For the page: what the record it gave is worth.
    pub(super) fn standing(&self) -> &'static str {
        match self.demand {
            Demand::Nothing => "unchanged",
            Demand::Reworded => "reworded",
            Demand::Told { .. } => "told",
            Demand::Announced { .. } => "announced",
            Demand::Objectable { .. } => "objectable",
            Demand::Grace { .. } => "grace",
            Demand::Now => "asked",
        }
    }
}

/// The steps of a stage: what was read when the contract was made isn't read again for its annex.
pub(super) fn steps(stage: Stage, steps: Vec<Step>) -> Vec<Step> {
    let kept = |step: &Step| stage != Stage::Amending || !matches!(step, Step::Role | Step::Documents);
    steps.into_iter().filter(kept).collect()
}

/// What is missing at a stage.
pub(super) fn problems(
    found: Vec<Problem>,
    stage: Stage,
    before: Option<&Before>,
    state: &State,
    manifest: &Manifest,
    words: &Messages,
) -> Vec<Problem> {
    let concerns = |problem: &Problem| match stage {
        Stage::Objecting => problem.control.starts_with("signatory-"),
        Stage::Amending => problem.step != Step::Documents,
        Stage::First | Stage::Again | Stage::Asked | Stage::Holds(_) => true,
    };
    let mut problems: Vec<Problem> = found.into_iter().filter(concerns).collect();
    if let (Stage::Amending, Some(before)) = (stage, before)
        && is_unchanged(state, manifest, before)
    {
        let message = words.again.amend_unchanged.to_owned();
        problems.insert(0, Problem { step: Step::Annex, control: "subjects".into(), message });
    }
    problems
}

/// Would the annex say what the accepted one says?
fn is_unchanged(state: &State, manifest: &Manifest, before: &Before) -> bool {
    let record = &before.accepted.record;
    let (Some(published), Some(signed)) = (&manifest.annex, &record.annex) else { return false };
    let content = &signed.content;
    let lists = [content.sub_processors.clone(), content.measures.clone()];
    let (edited, _) = annex::content(&state.annex, manifest, published, &record.ui.language, lists);
    fn lines(content: &AnnexContent) -> impl Iterator<Item = (bool, &str, &str)> {
        let subjects = content.subjects.iter().map(|item| (false, item));
        let all = subjects.chain(content.categories.iter().map(|item| (true, item)));
        // Lines of the customer's own are numbered anew, so they are known by their words.
        all.map(|(list, item)| {
            let own = item.id.starts_with("own-");
            (list, if own { item.name.as_str() } else { item.id.as_str() }, item.kind.as_str())
        })
    }
    let sorted = |content| {
        let mut all: Vec<_> = lines(content).collect();
        all.sort_unstable();
        all
    };
    sorted(&edited) == sorted(content) && edited.authorisations == content.authorisations
}

/// Does the role have an annex that the flow can change?
pub(super) fn can_amend(manifest: &Manifest, role: Option<&Role>) -> bool {
    role.is_some_and(|role| manifest.annex_of(role).is_some())
}

/// What every view of this topic needs.
#[derive(Clone, PartialEq)]
pub(crate) struct BeforeProps {
    pub(super) scene: Scene,
    pub(super) before: Rc<Before>,
    pub(super) stage: Stage,
    pub(super) act: Callback<Act>,
    /// Signs an objection.
    pub(super) press: Callback<Intent>,
}

/// Reads what the page says was accepted, then begins.
pub(super) fn open(options: &Options, pack: &Pack, words: &'static Messages) -> Html {
    let (options, pack) = (options.clone(), pack.clone());
    later(Piece::Again, words, move || opening_of(options.clone(), pack.clone()))
}

/// What was accepted, and what may be done about it.
pub(super) fn card(props: BeforeProps) -> Html {
    later(Piece::Again, props.scene.words, move || card_of(props.clone()))
}

/// What is new, above the documents.
pub(super) fn intro(props: BeforeProps) -> Html {
    later(Piece::Again, props.scene.words, move || intro_of(props.clone()))
}

/// Who accepted, instead of being asked.
pub(super) fn party(scene: &Scene) -> Html {
    let scene = scene.clone();
    later(Piece::Again, scene.words, move || party_of(scene.clone()))
}

piece! {
    "again" "00000030"
    fn opening_of(options: Options, pack: Pack) -> Html {
        html! { <Opening {options} {pack} /> }
    }
}

piece! {
    "again" "00000031"
    fn card_of(props: BeforeProps) -> Html {
        html! { <Card ..props /> }
    }
}

piece! {
    "again" "00000032"
    fn intro_of(props: BeforeProps) -> Html {
        html! { <Intro ..props /> }
    }
}

piece! {
    "again" "00000033"
    fn party_of(scene: Scene) -> Html {
        html! { <PartyPart {scene} /> }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
