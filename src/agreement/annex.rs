//! The annex editor: lines ticked, unticked and added, what follows from kinds of data, answers on sub-processors and
//! transfers, and the annex as it will be signed.

mod adder;
mod adding;
mod authorisations;
mod consequences;
mod content;
mod list;
mod preview;
mod problems;
mod restore;
mod state;
#[cfg(all(test, not(target_arch = "wasm32")))]
pub(super) mod tests;
mod view;

use samtycke_pieces::piece;
use samtycke_record::acceptance::AnnexList;
use yew::prelude::*;

use super::{Scene, SceneProps, described, message};
use crate::browser::dom;
use crate::html::{component, html};
use crate::pieces::{Piece, later};
use authorisations::AuthorisationsPart;
use consequences::consequences;
pub(super) use content::content;
use list::ListPart;
use preview::PreviewPart;
pub(super) use problems::problems;
pub(super) use state::{AnnexAction, AnnexState};
pub(super) use view::AnnexView;

/// Id of the heading.
const TITLE: &str = "annex_title";

/// Is it asked for and not on the screen, because its code is on its way, or didn't come?
pub(super) fn is_absent(scene: &Scene, root: &NodeRef) -> bool {
    scene.role.as_ref().is_some_and(|role| scene.pack.manifest.annex_of(role).is_some())
        && root.cast().is_some_and(|root| dom::sibling(&root, TITLE).is_none())
}

/// The editor, when its code is here.
pub(super) fn part(scene: &Scene) -> Html {
    let scene = scene.clone();
    later(Piece::Annex, scene.words, move || editor(scene.clone()))
}

piece! {
    "annex" "00000020"
    fn editor(scene: Scene) -> Html {
        html! { <AnnexPart {scene} /> }
    }
}

#[component]
fn AnnexPart(props: &SceneProps) -> Html {
    let scene = &props.scene;
    let Some(annex) = scene.role.as_ref().and_then(|role| scene.pack.manifest.annex_of(role)) else {
        return Html::default();
    };
    let words = scene.words;
    let list = |list, options: &Vec<_>| {
        html! { <ListPart scene={scene.clone()} {list} options={options.clone()} /> }
    };
    html! {
        <div part="annex">
            <h3 id={TITLE} tabindex="-1">{ words.annex_question }</h3>
            <p class="help">{ words.annex_help }</p>
            { list(AnnexList::Subjects, &annex.subjects) }
            { list(AnnexList::Categories, &annex.categories) }
            { consequences(scene, annex) }
            <AuthorisationsPart scene={scene.clone()} />
            <PreviewPart scene={scene.clone()} />
        </div>
    }
}

/// Words with a name in them.
fn with(words: &str, name: &str) -> String {
    words.replace("{x}", name)
}
