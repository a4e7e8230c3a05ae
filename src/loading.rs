//! What the views show while something loads, and when it fails.

use yew::prelude::*;

use crate::browser;
use crate::messages::Messages;
use crate::options::Options;
use crate::pack::{LoadError, Pack, load_signed};

/// Something that is fetched.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Loading<T> {
    Waiting,
    Ready(T),
    Failed(LoadError),
}

/// What a view gets while another thing is being fetched.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meanwhile {
    /// [`Loading::Waiting`]: what was there no longer holds.
    Waiting,
    /// What was there: the reader keeps the place until the next is ready.
    Before,
}

/// What `load` gives for a key; fetched anew when the key changes or the callback is called.
#[hook]
pub(crate) fn use_loading<K, T, F>(
    key: K,
    meanwhile: Meanwhile,
    load: impl Fn(K) -> F + 'static,
) -> (Loading<T>, Callback<()>)
where
    K: Clone + PartialEq + 'static,
    T: Clone + 'static,
    F: Future<Output = Result<T, LoadError>> + 'static,
{
    let state = use_state(|| Loading::Waiting);
    let attempt = use_state(|| 0_usize);
    {
        let state = state.clone();
        use_effect_with((key, *attempt), move |(key, _)| {
            let alive = Alive::new();
            let watch = alive.clone();
            if meanwhile == Meanwhile::Waiting {
                state.set(Loading::Waiting);
            }
            let loaded = load(key.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let loaded = match loaded.await {
                    Ok(ready) => Loading::Ready(ready),
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

/// The pack that a view is mounted for, signed with the key that it pins.
#[hook]
pub(crate) fn use_pack(options: &Options) -> (Loading<Pack>, Callback<()>) {
    let source = (options.pack.clone(), options.key.clone());
    use_loading(source, Meanwhile::Waiting, |(url, key): (String, String)| async move {
        load_signed(&url, &key).await
    })
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
            if props.error != LoadError::Unknown {
                <button type="button" class="quiet" onclick={retry}>{ props.messages.retry }</button>
            }
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
