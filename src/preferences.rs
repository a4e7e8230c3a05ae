//! The second layer: every category and service, what each stores, and three equal ways out.

mod service;
mod state;

use samtycke_pack::manifest::{Basis, CookieCategory, Cookies};
use web_sys::HtmlDialogElement;
use yew::prelude::*;

use crate::loading::{ErrorPanel, Loading, Waiting, use_pack};
use crate::messages::{Messages, choose, messages};
use crate::options::Options;
use crate::pack::Pack;
use crate::policy::interface;
use service::{ServiceRow, Switch};
use state::{Act, Choice, Extent, asks, everything, members};

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PreferencesViewProps {
    pub(crate) options: Options,
}

/// A modal dialog. Closing it without an answer is no answer.
#[component]
pub(crate) fn PreferencesView(props: &PreferencesViewProps) -> Html {
    let options = &props.options;
    let dialog = use_node_ref();
    let pressed_outside = use_mut_ref(|| None::<()>);
    let (loading, retry) = use_pack(&options.pack);
    use_effect_with((), {
        let dialog = dialog.clone();
        move |()| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                let _ = dialog.show_modal();
            }
        }
    });
    let words = match &loading {
        Loading::Ready(pack) => messages(choose(&options.languages, &pack.manifest.languages)),
        _ => interface(options),
    };
    let close = {
        let dialog = dialog.clone();
        Callback::from(move |()| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        })
    };
    let onclose = {
        let hooks = options.hooks.clone();
        Callback::from(move |_: Event| hooks.closed())
    };
    // Outside means on the backdrop, which is the dialog itself: a drag that ends there is not meant to close.
    let onpointerdown = {
        let pressed_outside = pressed_outside.clone();
        let dialog = dialog.clone();
        Callback::from(move |event: PointerEvent| {
            *pressed_outside.borrow_mut() = is_backdrop(&event, &dialog).then_some(());
        })
    };
    let onpointerup = {
        let (dialog, close) = (dialog.clone(), close.clone());
        Callback::from(move |event: PointerEvent| {
            if pressed_outside.borrow_mut().take().is_some() && is_backdrop(&event, &dialog) {
                close.emit(());
            }
        })
    };
    let body = match loading {
        Loading::Ready(pack) => html! { <Form options={options.clone()} {pack} close={close.clone()} /> },
        Loading::Waiting => html! { <Waiting messages={words} /> },
        Loading::Failed(error) => html! { <ErrorPanel messages={words} {error} {retry} /> },
    };
    html! {
        <dialog part="preferences" class="preferences" ref={dialog} aria-labelledby="preferences-title" lang={words.tag}
            {onclose} {onpointerdown} {onpointerup}>
            <div class="sheet">
                <div class="sheet-head">
                    <h2 id="preferences-title">{ words.preferences_title }</h2>
                    <button type="button" part="close" class="close" onclick={close.reform(|_: MouseEvent| ())}>
                        { words.close }
                    </button>
                </div>
                { body }
            </div>
        </dialog>
    }
}

fn is_backdrop(event: &PointerEvent, dialog: &NodeRef) -> bool {
    let target: Option<web_sys::Node> = event.target_dyn_into();
    target.is_some() && target == dialog.get()
}

#[derive(Clone, PartialEq, Properties)]
struct FormProps {
    options: Options,
    pack: Pack,
    close: Callback<()>,
}

#[component]
fn Form(props: &FormProps) -> Html {
    let FormProps { options, pack, close } = props;
    let choice = use_reducer({
        let options = options.clone();
        move || Choice::of(&options.allowed)
    });
    let Some(cookies) = &pack.manifest.cookies else { return Html::default() };
    let language = choose(&options.languages, &pack.manifest.languages).to_owned();
    let words = messages(&language);
    let answer = |method: &'static str, choice: Choice| {
        let allowed = choice.allowed(cookies);
        let (hooks, close) = (options.hooks.clone(), close.clone());
        Callback::from(move |_: MouseEvent| {
            hooks.decide(method, &allowed.services, &allowed.categories);
            close.emit(());
        })
    };
    let nothing = Choice::of(&crate::options::Allowed { services: Vec::new(), categories: Vec::new() });
    html! {
        <>
            <div class="scroll" tabindex="0">
                <p>{ words.preferences_intro }</p>
                <ul class="categories">
                    { for cookies.categories.iter().map(|category| html! {
                        <li key={category.id.clone()}>{ row(cookies, category, &choice, &language, words) }</li>
                    }) }
                </ul>
            </div>
            <div class="sheet-foot">
                <button type="button" part="reject-all" class="answer" onclick={answer("reject_all", nothing)}>
                    { words.reject_all }
                </button>
                <button type="button" part="accept-all" class="answer" onclick={answer("accept_all", everything(cookies))}>
                    { words.accept_all }
                </button>
                <button type="button" part="save" class="answer" onclick={answer("save", (*choice).clone())}>
                    { words.save }
                </button>
            </div>
        </>
    }
}

fn row(
    cookies: &Cookies,
    category: &CookieCategory,
    choice: &UseReducerHandle<Choice>,
    language: &str,
    words: &'static Messages,
) -> Html {
    let ids = members(cookies, category);
    let extent = choice.extent(&ids);
    let name_id = format!("category-{}", category.id);
    let control = if asks(category) {
        let dispatcher = choice.dispatcher();
        let onchange =
            Callback::from(move |on| dispatcher.dispatch(Act::Category { members: ids.clone(), on }));
        html! { <Switch label={name_id.clone()} {extent} {onchange} /> }
    } else {
        html! { <span class="always">{ words.always_on }</span> }
    };
    let services: Vec<Html> = cookies
        .services
        .iter()
        .filter(|service| service.category == category.id)
        .map(|service| {
            let onchange = asks(category).then(|| {
                let (dispatcher, id) = (choice.dispatcher(), service.id.clone());
                Callback::from(move |on| dispatcher.dispatch(Act::Service { id: id.clone(), on }))
            });
            let extent = if choice.has(&service.id) { Extent::All } else { Extent::None };
            html! {
                <ServiceRow service={service.clone()} language={language.to_owned()} messages={words} {extent}
                    {onchange} />
            }
        })
        .collect();
    let basis = match category.basis {
        Basis::StrictlyNecessary => words.basis_necessary,
        Basis::Consent => words.basis_consent,
        Basis::LegitimateInterest => words.basis_interest,
    };
    html! {
        <>
            <div class="head">
                <h3 id={name_id}>{ category.name.get(language) }</h3>
                { control }
            </div>
            <p>{ category.purpose.get(language) }{ " " }<span class="basis">{ basis }</span></p>
            if !services.is_empty() {
                <details>
                    <summary>{ format!("{} ({})", words.services, services.len()) }</summary>
                    { services }
                </details>
            }
        </>
    }
}
