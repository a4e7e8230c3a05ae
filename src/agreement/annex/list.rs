//! One list of the annex: the pack's options, the customer's own lines, and why they were edited.

use samtycke_pack::manifest::AnnexOption;
use samtycke_record::acceptance::{AnnexList, Change, DataKind};
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use super::adder::Adder;
use super::consequences::id_of;
use super::problems::{adder_id, option_id, own_id, reason_id};
use super::state::{AnnexAction, Line};
use super::{Scene, described, message, with};
use crate::agreement::state::Action;
use crate::browser::dom;
use crate::html::{UseStateHandle, component, html, use_state};
use crate::messages::Messages;

#[derive(Clone, PartialEq)]
pub(super) struct ListProps {
    pub(super) scene: Scene,
    pub(super) list: AnnexList,
    pub(super) options: Vec<AnnexOption>,
}

#[component]
pub(super) fn ListPart(props: &ListProps) -> Html {
    let ListProps { scene, list, options } = props;
    let list = *list;
    let words = scene.words;
    let name = list.as_str();
    let said = use_state(String::new);
    let title = match list {
        AnnexList::Subjects => words.annex_subjects,
        AnnexList::Categories => words.annex_categories,
    };
    let rows = Rows { scene, list, said: &said };
    let own = scene.state.annex.list(list).own.len();
    let (describedby, _) = described(scene, name);
    let annex = scene.pack.manifest.annex.as_ref();
    html! {
        <fieldset id={name} tabindex="-1" aria-describedby={describedby}>
            <legend>{ title }</legend>
            <ul class="choices">
                { for options.iter().enumerate().map(|(index, option)| rows.option(index, option)) }
                { for (0..own).filter_map(|index| rows.own(index)) }
            </ul>
            { message(scene, name) }
            if annex.is_some_and(|annex| annex.additions) {
                <Adder scene={scene.clone()} {list} options={options.clone()} said={said.setter()} />
            }
            <p class="help" role="status">{ &*said }</p>
        </fieldset>
    }
}

struct Rows<'a> {
    scene: &'a Scene,
    list: AnnexList,
    said: &'a UseStateHandle<String>,
}

impl Rows<'_> {
    fn option(&self, index: usize, option: &AnnexOption) -> Html {
        let Self { scene, list, said } = *self;
        let control = option_id(list, index);
        let draft = scene.state.annex.list(list);
        let ticked = draft.is_ticked(option);
        let onchange = {
            let (dispatcher, said, id) = (scene.state.dispatcher(), said.setter(), option.id.clone());
            // What the next tick makes of it.
            let change = if ticked { Change::Removed } else { Change::Added };
            let asked = ticked == option.selected && self.asks_why(change);
            let asked = if asked { scene.words.annex.reason_asked } else { "" };
            Callback::from(move |event: Event| {
                let on = event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked());
                dispatcher.dispatch(Action::Annex(AnnexAction::Tick { list, id: id.clone(), on }));
                said.set(asked.to_owned());
            })
        };
        let name = option.name.get(&scene.language);
        let follows = id_of(option.kind).filter(|_| ticked);
        let why = draft.change(option).map(|change| {
            let line = Line::Option(option.id.clone());
            self.why(&control, name, change, line, draft.reason(&option.id))
        });
        html! {
            <li key={control.clone()}>
                <label class="choice" for={control.clone()}>
                    <input type="checkbox" id={control} checked={ticked} {onchange} aria-describedby={follows}
                        disabled={!scene.editable()} />
                    <span>{ name }{ flag(option.kind, ticked, scene.words) }</span>
                </label>
                // One child in any case: where their number changes, Yew makes the others anew, and the focus is lost.
                { why.unwrap_or_default() }
            </li>
        }
    }

    fn own(&self, index: usize) -> Option<Html> {
        let Self { scene, list, said } = *self;
        let words = scene.words;
        let own = scene.state.annex.list(list).own.get(index)?;
        let text = own.text.clone();
        let onclick = {
            let (dispatcher, said) = (scene.state.dispatcher(), said.setter());
            let told = with(words.annex.is_removed, &text);
            Callback::from(move |event: MouseEvent| {
                // The button goes; whoever pressed it is where a line can be written again.
                if let Some(button) = event.target_dyn_into::<Element>() {
                    dom::focus_on(&button, &adder_id(list));
                }
                dispatcher.dispatch(Action::Annex(AnnexAction::RemoveOwn { list, index }));
                said.set(told.clone());
            })
        };
        let control = own_id(list, index);
        let why = self.why(&control, &text, Change::Added, Line::Own(index), &own.reason);
        let label = [words.remove, " ", &text].concat();
        Some(html! {
            <li key={control}>
                <div class="own">
                    <span>{ text }{ flag(own.kind, true, words) }</span>
                    <button type="button" class="quiet" {onclick} aria-label={label} disabled={!scene.editable()}>
                        { words.remove }
                    </button>
                </div>
                { why }
            </li>
        })
    }

    fn asks_why(&self, change: Change) -> bool {
        self.scene.pack.manifest.annex.as_ref().is_some_and(|annex| annex.asks_why(change))
    }

    /// The field that asks why, where the pack does.
    fn why(&self, control: &str, name: &str, change: Change, line: Line, reason: &str) -> Html {
        if !self.asks_why(change) {
            return Html::default();
        }
        let words = &self.scene.words.annex;
        let label = match change {
            Change::Added => words.why_added,
            Change::Removed => words.why_removed,
        };
        let list = self.list;
        let explain = move |reason| AnnexAction::Explain { list, line: line.clone(), reason };
        why(self.scene, &reason_id(control), with(label, name).into(), reason, "true", explain)
    }
}

/// A field for a reason.
pub(super) fn why(
    scene: &Scene,
    control: &str,
    label: Html,
    reason: &str,
    required: &'static str,
    explain: impl Fn(String) -> AnnexAction + 'static,
) -> Html {
    let (describedby, invalid) = described(scene, control);
    let oninput = scene.on(move |event: InputEvent| {
        let text = event.target_dyn_into::<HtmlInputElement>().map(|input| input.value());
        Action::Annex(explain(text.unwrap_or_default()))
    });
    html! {
        <div class="field why">
            <label for={control.to_owned()}>{ label }</label>
            <input type="text" id={control.to_owned()} value={reason.to_owned()} {oninput} maxlength="500"
                aria-required={required} aria-describedby={describedby} aria-invalid={invalid}
                disabled={!scene.editable()} />
            { message(scene, control) }
        </div>
    }
}

/// Which kind of data it is: quiet until it is chosen.
fn flag(kind: DataKind, chosen: bool, words: &Messages) -> Html {
    let text = match kind {
        DataKind::Ordinary => return Html::default(),
        DataKind::Special => words.annex.special,
        DataKind::NationalId => words.annex.national_id,
    };
    let class = if chosen { "flag chosen" } else { "flag" };
    html! { <small {class}>{ text }</small> }
}
