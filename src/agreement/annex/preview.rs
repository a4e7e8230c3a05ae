//! The annex as it will be signed, while it is edited, and the way back to the published one.

use samtycke_record::Digest;
use samtycke_record::acceptance::AuthorisationAnswer;
use web_sys::Element;
use yew::prelude::*;

use super::{AnnexAction, AnnexState, AnnexView, TITLE, content};
use crate::agreement::SceneProps;
use crate::agreement::state::Action;
use crate::browser::dom;
use crate::html::{component, html, use_state_eq};

#[component]
pub(super) fn PreviewPart(props: &SceneProps) -> Html {
    let scene = &props.scene;
    let manifest = &scene.pack.manifest;
    let words = scene.words;
    let said = use_state_eq(|| "");
    let Some(annex) = &manifest.annex else { return Html::default() };
    // The registers' digests are computed when it is signed, and not shown.
    let none = || Digest::from_hash(&[0; 32]);
    let (content, edits) = content(&scene.state.annex, manifest, annex, &scene.language, [none(), none()]);
    let answers = content.authorisations.iter().flatten();
    let objections = answers.filter(|answer| answer.answer == AuthorisationAnswer::Objected).count();
    let count = match edits.len() + objections {
        0 => words.annex.unchanged.to_owned(),
        number => words.redline.changes.say(number),
    };
    let again = (scene.editable() && !edits.is_empty()).then(|| {
        let published = AnnexState::published(manifest);
        let (dispatcher, said) = (scene.state.dispatcher(), said.setter());
        let onclick = Callback::from(move |event: MouseEvent| {
            // The button goes; the annex begins at its heading.
            if let Some(button) = event.target_dyn_into::<Element>() {
                dom::go_to(&button, TITLE);
            }
            dispatcher.dispatch(Action::Annex(AnnexAction::StartOver(Box::new(published.clone()))));
            said.set(words.annex.started_over);
        });
        html! { <p><button type="button" part="annex-start-over" class="quiet" {onclick}>{ words.annex.start_over }</button></p> }
    });
    let told = if again.is_some() { "" } else { *said };
    html! {
        <>
            <details part="preview" class="preview">
                <summary>{ words.annex.preview }{ " " }<small>{ count }</small></summary>
                <AnnexView {content} {edits} pack={scene.pack.clone()} language={scene.language.clone()} {words} />
            </details>
            { again.unwrap_or_default() }
            <p class="help" role="status">{ told }</p>
        </>
    }
}
