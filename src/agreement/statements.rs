//! The literal sentences, unticked.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::state::Action;
use super::{SceneProps, described, message};
use crate::browser::clock;
use crate::html::{component, html};

#[component]
pub(super) fn StatementsPart(props: &SceneProps) -> Html {
    let scene = &props.scene;
    let Some(role) = &scene.role else {
        return html! { <h3>{ scene.words.accept_question }</h3> };
    };
    let title = if scene.is_contract() { scene.words.accept_question } else { scene.words.step_acknowledge };
    let rows = role.statements.iter().enumerate().filter_map(|(index, id)| {
        let statement = scene.pack.manifest.statement(id)?;
        let control = format!("statement-{index}");
        let (describedby, invalid) = described(scene, &control);
        let sentence = statement.text.get(&scene.language).to_owned();
        let checked = scene.state.ticks.contains(&sentence);
        let text = sentence.clone();
        let onchange = scene.on(move |event: Event| {
            let on = event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked());
            match clock::now().filter(|_| on) {
                Some(at) => Action::Tick { sentence: sentence.clone(), at },
                None => Action::Untick(sentence.clone()),
            }
        });
        Some(html! {
            <div part="statement">
                <label class="choice" for={control.clone()}>
                    <input type="checkbox" id={control.clone()} {checked} {onchange} disabled={!scene.editable()}
                        aria-describedby={describedby} aria-invalid={invalid} />
                    <span>{ text }</span>
                </label>
                { message(scene, &control) }
            </div>
        })
    });
    html! {
        <>
            <h3>{ title }</h3>
            { for rows }
        </>
    }
}
