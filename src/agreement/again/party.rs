//! For whom, which stays as it was, and by whom, which may be somebody else.

use yew::prelude::*;

use crate::agreement::SceneProps;
use crate::agreement::organisation::signatory;
use crate::agreement::receipt::named;
use crate::html::{component, html};

/// The organisation of the earlier record, and fields for the person.
#[component]
pub(crate) fn PartyPart(props: &SceneProps) -> Html {
    let scene = &props.scene;
    let words = scene.words;
    let named = scene.before.as_ref().and_then(|before| {
        let customer = before.accepted.customer(&scene.pack.manifest.vendor.registry)?;
        Some(named(customer))
    });
    html! {
        <>
            <div part="organisation" class="fixed">
                <h3>{ words.organisation_question }</h3>
                <p><strong>{ named }</strong></p>
                <p class="help">{ words.again.fixed }</p>
            </div>
            <fieldset part="signatory">
                <legend><h3>{ words.signatory_question }</h3></legend>
                { signatory(scene) }
            </fieldset>
        </>
    }
}
