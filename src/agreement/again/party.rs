//! For whom, which stays as it was, and by whom, which may be somebody else.

use yew::prelude::*;

use crate::agreement::fields::{Spec, field};
use crate::agreement::state::Field;
use crate::agreement::{Scene, SceneProps};

/// The organisation of the earlier record, and fields for the person.
#[component]
pub(crate) fn PartyPart(props: &SceneProps) -> Html {
    let scene = &props.scene;
    let words = scene.words;
    let named = scene.before.as_ref().and_then(|before| {
        let customer = before.accepted.customer(&scene.pack.manifest.vendor.registry)?;
        Some([customer.name.as_str(), " (", &customer.registry.named(), ")"].concat())
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
                { person(scene) }
            </fieldset>
        </>
    }
}

/// The fields of whoever acts.
pub(super) fn person(scene: &Scene) -> Html {
    let words = scene.words;
    let text = |field, control, label, autocomplete| Spec {
        field,
        control,
        label,
        help: None,
        kind: "text",
        autocomplete,
        inputmode: "text",
    };
    let email = Spec {
        kind: "email",
        inputmode: "email",
        ..text(Field::Email, "signatory-email", words.signatory_email, "email")
    };
    html! {
        <>
            { field(scene, &text(Field::SignatoryName, "signatory-name", words.signatory_name, "name")) }
            <div class="pair">
                { field(scene, &email) }
                { field(scene, &text(Field::Position, "signatory-position", words.signatory_position, "organization-title")) }
            </div>
        </>
    }
}
