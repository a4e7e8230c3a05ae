//! What the views show while something loads, and when it fails.

use yew::prelude::*;

use crate::browser;
use crate::messages::Messages;
use crate::pack::{LoadError, Pack, load_pack};

/// Something that is fetched.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Loading<T> {
    Waiting,
    Ready(T),
    Failed(LoadError),
}

/// The pack at a URL, fetched anew when the URL changes or `retry` is called.
#[hook]
pub(crate) fn use_pack(url: &str) -> (Loading<Pack>, Callback<()>) {
    let state = use_state(|| Loading::Waiting);
    let attempt = use_state(|| 0_usize);
    {
        let state = state.clone();
        use_effect_with((url.to_owned(), *attempt), move |(url, _)| {
            let url = url.clone();
            let alive = Alive::new();
            let watch = alive.clone();
            state.set(Loading::Waiting);
            wasm_bindgen_futures::spawn_local(async move {
                let loaded = match load_pack(&url).await {
                    Ok(pack) => Loading::Ready(pack),
                    Err(error) => Loading::Failed(error),
                };
                if watch.is() {
                    state.set(loaded);
                }
            });
            move || alive.end()
        });
    }
    let retry = Callback::from(move |()| attempt.set(*attempt + 1));
    ((*state).clone(), retry)
}

/// Is the effect that started a task still wanted?
#[derive(Clone, Debug, Default)]
pub(crate) struct Alive(std::rc::Rc<std::cell::Cell<Option<()>>>);

impl Alive {
    pub(crate) fn new() -> Self {
        let alive = Self::default();
        alive.0.set(Some(()));
        alive
    }

    pub(crate) fn is(&self) -> bool {
        self.0.get().is_some()
    }

    pub(crate) fn end(&self) {
        self.0.set(None);
    }
}

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ErrorPanelProps {
    pub(crate) messages: &'static Messages,
    pub(crate) error: LoadError,
    pub(crate) retry: Callback<()>,
}

/// An error in the place of what could not be shown.
#[component]
pub(crate) fn ErrorPanel(props: &ErrorPanelProps) -> Html {
    let retry = props.retry.reform(|_: MouseEvent| ());
    use_effect_with(props.error, |error| browser::warn(error.code()));
    html! {
        <div part="error" class="error" role="alert">
            <p>{ props.error.message(props.messages) }</p>
            <button type="button" class="quiet" onclick={retry}>{ props.messages.retry }</button>
        </div>
    }
}

/// A quiet line while something loads.
#[component]
pub(crate) fn Waiting(props: &WaitingProps) -> Html {
    html! { <p class="waiting" role="status">{ props.messages.loading }</p> }
}

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct WaitingProps {
    pub(crate) messages: &'static Messages,
}
