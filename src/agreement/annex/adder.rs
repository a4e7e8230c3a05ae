//! The field for a line of the customer's own. Enter adds it and never sends the form around it.

use samtycke_pack::manifest::AnnexOption;
use samtycke_record::acceptance::{AnnexList, DataKind};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::adding::{Adding, adding};
use super::problems::adder_id;
use super::state::AnnexAction;
use super::{Scene, described, message, with};
use crate::agreement::state::Action;
use crate::html::{UseStateSetter, component, html, use_state_eq};

#[derive(Clone, PartialEq)]
pub(super) struct AdderProps {
    pub(super) scene: Scene,
    pub(super) list: AnnexList,
    pub(super) options: Vec<AnnexOption>,
    /// Where the list says what was done.
    pub(super) said: UseStateSetter<String>,
}

/// Was the kind asked for?
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    No,
    Yes,
}

#[component]
pub(super) fn Adder(props: &AdderProps) -> Html {
    let AdderProps { scene, list, said, .. } = props;
    let list = *list;
    let words = scene.words;
    let (input, select) = (use_node_ref(), use_node_ref());
    let asked = use_state_eq(|| Asked::No);
    let control = adder_id(list);
    let draft = scene.state.annex.list(list);
    let add = {
        let (props, input, select, asked) = (props.clone(), input.clone(), select.clone(), asked.setter());
        Callback::from(move |()| {
            let AdderProps { scene, options, said, .. } = &props;
            let draft = scene.state.annex.list(list);
            let written = input.cast::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default();
            let adding = adding(draft, &written, list, options, &scene.language);
            let words = &scene.words.annex;
            let told = match adding {
                Adding::Nothing | Adding::KindMissing => "",
                Adding::Ticks(_) => words.is_ticked,
                Adding::IsThere => words.is_there,
                Adding::Adds(_) => words.is_added,
            };
            said.set(with(told, written.trim()));
            let missing = adding == Adding::KindMissing;
            asked.set(if missing { Asked::Yes } else { Asked::No });
            scene.state.dispatch(Action::Annex(AnnexAction::Add { list, adding }));
            let next = if missing { &select } else { &input };
            if let Some(next) = next.cast::<web_sys::HtmlElement>() {
                let _ = next.focus();
            }
        })
    };
    let oninput = {
        let (dispatcher, said) = (scene.state.dispatcher(), said.clone());
        Callback::from(move |event: InputEvent| {
            let text = event.target_dyn_into::<HtmlInputElement>().map(|input| input.value());
            let text = text.unwrap_or_default();
            dispatcher.dispatch(Action::Annex(AnnexAction::Write { list, text }));
            said.set(String::new());
        })
    };
    let onkeydown = {
        let add = add.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && !event.is_composing() {
                event.prevent_default();
                add.emit(());
            }
        })
    };
    let (describedby, invalid) = described(scene, &control);
    let editable = scene.editable();
    let part = ["add-", list.as_str()].concat();
    let button = html! {
        <button type="button" {part} class="quiet" onclick={add.reform(|_: MouseEvent| ())} disabled={!editable}>
            { words.add }
        </button>
    };
    let field = html! {
        <input type="text" id={control.clone()} ref={input} value={draft.pending.clone()} {oninput} {onkeydown}
            maxlength="200" aria-describedby={describedby} aria-invalid={invalid} disabled={!editable} />
    };
    html! {
        <div class="adder">
            <label for={control.clone()}>{ words.annex_add }</label>
            if list == AnnexList::Subjects {
                <div class="row">{ field }{ button }</div>
            } else {
                { field }
                { kind(scene, list, draft.pending_kind, *asked, select, button) }
            }
            { message(scene, &control) }
        </div>
    }
}

/// Nothing is chosen for the customer: whoever adds a line knows what it is.
fn kind(
    scene: &Scene,
    list: AnnexList,
    chosen: Option<DataKind>,
    asked: Asked,
    select: NodeRef,
    button: Html,
) -> Html {
    let words = &scene.words.annex;
    let control = [&adder_id(list), "-kind"].concat();
    let problem = [&control, "-problem"].concat();
    let is_missing = asked == Asked::Yes && chosen.is_none();
    let onchange = scene.on(move |event: Event| {
        let value = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value());
        let kind = DataKind::of(&value.unwrap_or_default());
        Action::Annex(AnnexAction::Choose { list, kind })
    });
    let options = [
        (None, words.kind_none),
        (Some(DataKind::Ordinary), words.kind_ordinary),
        (Some(DataKind::Special), words.special),
        (Some(DataKind::NationalId), words.national_id),
    ];
    let options = options.map(|(kind, name)| {
        let value = kind.map_or("", DataKind::as_str);
        html! { <option {value} selected={kind == chosen}>{ name }</option> }
    });
    html! {
        <>
            <label for={control.clone()}>{ words.kind }</label>
            <div class="row">
                <select id={control} ref={select} {onchange} aria-invalid={is_missing.then_some("true")}
                    aria-describedby={is_missing.then(|| problem.clone())} disabled={!scene.editable()}>
                    { for options }
                </select>
                { button }
            </div>
            if is_missing { <p class="problem" id={problem}>{ words.problem_kind }</p> }
        </>
    }
}
