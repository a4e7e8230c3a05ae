//! One text field: label above, help and message under it.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::state::{Action, Field};
use super::{Scene, described, message};

/// How a field is named, filled and typed.
pub(super) struct Spec {
    pub(super) field: Field,
    /// Id of the control.
    pub(super) control: &'static str,
    pub(super) label: &'static str,
    /// How it is filled in, for fields that need it said.
    pub(super) help: Option<String>,
    /// HTML's `type`.
    pub(super) kind: &'static str,
    /// HTML's `autocomplete` token.
    pub(super) autocomplete: &'static str,
    /// HTML's `inputmode`.
    pub(super) inputmode: &'static str,
}

pub(super) fn field(scene: &Scene, spec: &Spec) -> Html {
    let (problem, invalid) = described(scene, spec.control);
    let help_id = spec.help.is_some().then(|| [spec.control, "-help"].concat());
    let describedby = match (help_id.clone(), problem) {
        (Some(help), Some(problem)) => Some([&help, " ", &problem].concat()),
        (help, problem) => help.or(problem),
    };
    let name = spec.field;
    let oninput = scene.on(move |event: InputEvent| {
        let text = event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default();
        Action::Write(name, text)
    });
    let value = scene.state.fields.get(&spec.field).cloned().unwrap_or_default();
    html! {
        <div class="field">
            <label for={spec.control}>{ spec.label }</label>
            <input id={spec.control} type={spec.kind} autocomplete={spec.autocomplete} inputmode={spec.inputmode}
                {value} {oninput} maxlength="300" aria-describedby={describedby} aria-invalid={invalid}
                disabled={!scene.editable()} />
            if let Some(help) = &spec.help {
                <p class="help" id={help_id}>{ help }</p>
            }
            { message(scene, spec.control) }
        </div>
    }
}
