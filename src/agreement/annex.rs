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

use samtycke_record::acceptance::AnnexList;
use yew::prelude::*;

use super::{Scene, SceneProps, described, message};
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

#[component]
pub(super) fn AnnexPart(props: &SceneProps) -> Html {
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
