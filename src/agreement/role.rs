//! Who is the person to the vendor? It decides the documents.

use yew::prelude::*;

use super::state::Action;
use super::{SceneProps, described, message};
use crate::html::{component, html};

#[component]
pub(super) fn RolePart(props: &SceneProps) -> Html {
    let scene = &props.scene;
    let (describedby, invalid) = described(scene, "role-0");
    let options = scene.pack.manifest.roles.iter().enumerate().map(|(index, role)| {
        let id = role.id.clone();
        let onchange = scene.on(move |_: Event| Action::ChooseRole(id.clone()));
        let checked = scene.state.role.as_ref() == Some(&role.id);
        let control = format!("role-{index}");
        html! {
            <label class="choice" for={control.clone()}>
                <input type="radio" name="samtycke-role" id={control} {checked} {onchange} disabled={!scene.editable()}
                    aria-describedby={describedby.clone()} aria-invalid={invalid} />
                <span>
                    <strong>{ role.name.get(&scene.language) }</strong>
                    <small>{ role.summary.get(&scene.language) }</small>
                </span>
            </label>
        }
    });
    html! {
        <fieldset part="role">
            <legend><h3>{ scene.words.role_question }</h3></legend>
            { for options }
            { message(scene, "role-0") }
        </fieldset>
    }
}
