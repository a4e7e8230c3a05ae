//! The annex editor: tick, untick, add; special categories and national identity numbers say what they are.

mod state;

use samtycke_pack::manifest::AnnexOption;
use samtycke_record::acceptance::{AnnexList, DataKind};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::state::Action;
use super::{Scene, SceneProps, described, message};
pub(super) use state::{AnnexAction, AnnexState};

#[component]
pub(super) fn AnnexPart(props: &SceneProps) -> Html {
    let scene = &props.scene;
    let Some(annex) = scene.role.as_ref().and_then(|role| scene.pack.manifest.annex_of(role)) else {
        return Html::default();
    };
    let words = scene.words;
    html! {
        <div part="annex">
            <h3>{ words.annex_question }</h3>
            <p class="help">{ words.annex_help }</p>
            <ListPart scene={scene.clone()} list={AnnexList::Subjects} options={annex.subjects.clone()}
                additions={annex.additions} />
            <ListPart scene={scene.clone()} list={AnnexList::Categories} options={annex.categories.clone()}
                additions={annex.additions} />
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ListProps {
    scene: Scene,
    list: AnnexList,
    options: Vec<AnnexOption>,
    additions: bool,
}

#[component]
fn ListPart(props: &ListProps) -> Html {
    let ListProps { scene, list, options, additions } = props;
    let list = *list;
    let words = scene.words;
    let name = list.as_str();
    let title = match list {
        AnnexList::Subjects => words.annex_subjects,
        AnnexList::Categories => words.annex_categories,
    };
    let draft = scene.state.annex.list(list);
    let (describedby, _) = described(scene, name);
    let rows = options.iter().enumerate().map(|(index, option)| {
        let control = format!("{name}-{index}");
        let id = option.id.clone();
        let onchange = scene.on(move |event: Event| {
            let on = event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked());
            Action::Annex(AnnexAction::Tick { list, id: id.clone(), on })
        });
        let flag = match option.kind {
            DataKind::Ordinary => None,
            DataKind::Special => Some(words.special_flag),
            DataKind::NationalId => Some(words.national_id_flag),
        };
        let flag = flag.map(|flag| html! { <small class="flag">{ flag }</small> });
        html! {
            <li><label class="choice" for={control.clone()}>
                <input type="checkbox" id={control} checked={draft.ticked.contains(&option.id)} {onchange}
                    disabled={!scene.editable()} />
                <span>{ option.name.get(&scene.language) }{ flag }</span>
            </label></li>
        }
    });
    let own = draft.own.iter().enumerate().map(|(index, text)| {
        let onclick = scene.on(move |_: MouseEvent| Action::Annex(AnnexAction::RemoveOwn { list, index }));
        html! {
            <li class="own">
                <span>{ text.clone() }</span>
                <button type="button" class="quiet" {onclick} aria-label={format!("{} {text}", words.remove)}>
                    { words.remove }
                </button>
            </li>
        }
    });
    html! {
        <fieldset id={name} tabindex="-1" aria-describedby={describedby}>
            <legend>{ title }</legend>
            <ul class="choices">{ for rows }{ for own }</ul>
            { message(scene, name) }
            if *additions { <Adder scene={scene.clone()} {list} /> }
        </fieldset>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct AdderProps {
    scene: Scene,
    list: AnnexList,
}

/// A field for a line of the customer's own; Enter adds it and never sends the form around it.
#[component]
fn Adder(props: &AdderProps) -> Html {
    let AdderProps { scene, list } = props;
    let list = *list;
    let input = use_node_ref();
    let control = format!("{}-own", list.as_str());
    let add = {
        let (input, dispatcher) = (input.clone(), scene.state.dispatcher());
        Callback::from(move |()| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                dispatcher.dispatch(Action::Annex(AnnexAction::AddOwn { list, text: input.value() }));
                input.set_value("");
                let _ = input.focus();
            }
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
    html! {
        <div class="adder">
            <label for={control.clone()}>{ scene.words.annex_add }</label>
            <div class="row">
                <input type="text" id={control} ref={input} {onkeydown} maxlength="200" disabled={!scene.editable()} />
                <button type="button" class="quiet" onclick={add.reform(|_: MouseEvent| ())}>{ scene.words.add }</button>
            </div>
        </div>
    }
}
