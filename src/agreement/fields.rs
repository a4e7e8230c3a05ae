//! One text field: label above, help and message under it. Enter goes on to the next; it never sends the form around.

use wasm_bindgen::JsCast as _;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::state::{Action, Field};
use super::{Scene, described, message};
use crate::browser::dom;
use crate::html::html;
use crate::messages::Messages;

/// How a field is named and filled.
pub(super) struct Spec {
    pub(super) field: Field,
    pub(super) label: &'static str,
    /// How it is filled in, for fields that need it said.
    pub(super) help: Option<String>,
    pub(super) writing: Writing,
    /// HTML's `autocomplete` token.
    pub(super) autocomplete: &'static str,
    /// Id of the control that Enter leads to; in the last of a step the way on.
    pub(super) next: Option<&'static str>,
}

/// What is written in a field, for keyboards that show what is needed and correct only words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Writing {
    Name,
    Words,
    Digits,
    /// Letters and digits.
    Code,
    Mail,
    /// Several lines.
    Lines,
}

impl Writing {
    /// HTML's `inputmode`. E-mail is no `type="email"`: browsers rewrite international domains in it.
    fn inputmode(self) -> &'static str {
        match self {
            Self::Digits => "numeric",
            Self::Mail => "email",
            Self::Name | Self::Words | Self::Code | Self::Lines => "text",
        }
    }

    /// HTML's `autocapitalize`.
    fn autocapitalize(self) -> &'static str {
        match self {
            Self::Name | Self::Lines => "words",
            Self::Words => "sentences",
            Self::Code => "characters",
            Self::Digits | Self::Mail => "none",
        }
    }

    /// HTML's `spellcheck`.
    fn spellcheck(self) -> &'static str {
        if self == Self::Words { "true" } else { "false" }
    }
}

/// The label of a field that may be left empty. The others must be filled in, and don't say so.
pub(super) fn optional(label: &str, words: &Messages) -> String {
    [label, " (", words.panels.optional, ")"].concat()
}

pub(super) fn field(scene: &Scene, spec: &Spec) -> Html {
    let name = spec.field;
    let control = name.control();
    let (problem, invalid) = described(scene, control);
    let help_id = spec.help.is_some().then(|| [control, "-help"].concat());
    let label = if name.may_be_empty() { optional(spec.label, scene.words) } else { spec.label.to_owned() };
    let describedby = match (help_id.clone(), problem) {
        (Some(help), Some(problem)) => Some([&help, " ", &problem].concat()),
        (help, problem) => help.or(problem),
    };
    let value = scene.state.fields.get(&name).cloned().unwrap_or_default();
    let onblur = scene.on(move |_: FocusEvent| Action::Left(name));
    let disabled = !scene.editable();
    let writing = spec.writing;
    let (autocapitalize, spellcheck) = (writing.autocapitalize(), writing.spellcheck());
    let input = if writing == Writing::Lines {
        let oninput = scene.on(move |event: InputEvent| {
            let text = event.target_dyn_into::<HtmlTextAreaElement>().map(|area| area.value());
            Action::Write(name, text.unwrap_or_default())
        });
        html! {
            <textarea id={control} rows="3" autocomplete={spec.autocomplete} {autocapitalize} {spellcheck}
                {value} {oninput} {onblur} maxlength="600" aria-describedby={describedby} aria-invalid={invalid}
                {disabled} />
        }
    } else {
        let oninput = scene.on(move |event: InputEvent| {
            let text = event.target_dyn_into::<HtmlInputElement>().map(|input| input.value());
            Action::Write(name, text.unwrap_or_default())
        });
        html! {
            <input id={control} type="text" autocomplete={spec.autocomplete} inputmode={writing.inputmode()}
                {autocapitalize} {spellcheck} autocorrect="off" enterkeyhint="next" {value} {oninput} {onblur}
                onkeydown={go_on(spec.next)} maxlength="300" aria-describedby={describedby} aria-invalid={invalid}
                {disabled} />
        }
    };
    html! {
        <div class="field">
            <label for={control}>{ label }</label>
            { input }
            if let Some(help) = &spec.help {
                <p class="help" id={help_id}>{ help }</p>
            }
            { message(scene, control) }
        </div>
    }
}

/// Enter leads on. Accepting is done by its button alone.
fn go_on(next: Option<&'static str>) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        if event.key() != "Enter" || event.is_composing() {
            return;
        }
        event.prevent_default();
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
        match next {
            Some(next) => dom::go_to(&input, next),
            None => {
                let on = input.closest("section").ok().flatten();
                let on = on.and_then(|section| section.query_selector("[part=next]").ok()?);
                if let Some(button) = on.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
                    button.click();
                }
            }
        }
    })
}
