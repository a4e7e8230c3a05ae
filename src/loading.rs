//! What the views show while something loads, and when it fails.

use std::any::Any;
use std::pin::Pin;
use std::rc::Rc;

use yew::prelude::*;

use crate::html::{Held, UseStateSetter, component, html, use_memo, use_state};
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
    let state = use_state(|| None::<Loaded>);
    let attempt = use_state(|| 0_usize);
    let wanted = Held::of((key.clone(), *attempt));
    // Begun while it is drawn: an effect waits for the next frame. What is held ends it, when another is wanted or nothing.
    use_memo(wanted.clone(), {
        let state = state.setter();
        move |wanted| {
            let loaded = load(key);
            let task = async move { loaded.await.map(|ready| -> Rc<dyn Any> { Rc::new(ready) }) };
            begin(Box::pin(task), wanted.clone(), state)
        }
    });
    let retry = Callback::from(move |()| attempt.set(*attempt + 1));
    // Compared while it is drawn: an effect may be late.
    let loaded = state.as_ref().filter(|loaded| meanwhile == Meanwhile::Before || loaded.of == wanted);
    let loading = match loaded.map(|loaded| &loaded.outcome) {
        Some(Ok(ready)) => ready.downcast_ref().cloned().map_or(Loading::Waiting, Loading::Ready),
        Some(Err(error)) => Loading::Failed(*error),
        None => Loading::Waiting,
    };
    (loading, retry)
}

/// What came of loading, and of what.
struct Loaded {
    of: Held,
    outcome: Outcome,
}

type Outcome = Result<Rc<dyn Any>, LoadError>;

type Task = Pin<Box<dyn Future<Output = Outcome>>>;

/// One for all that is loaded.
fn begin(task: Task, of: Held, state: UseStateSetter<Option<Loaded>>) -> WhileHeld {
    let alive = Alive::new();
    let watch = alive.clone();
    wasm_bindgen_futures::spawn_local(async move {
        let outcome = task.await;
        if watch.is() {
            state.set(Some(Loaded { of, outcome }));
        }
    });
    WhileHeld(alive)
}

/// Ends with its holder what it lets live.
struct WhileHeld(Alive);

impl Drop for WhileHeld {
    fn drop(&mut self) {
        self.0.end();
    }
}

/// The pack that a view is mounted for, signed with the key that it pins.
#[hook]
pub(crate) fn use_pack(options: &Options) -> (Loading<Pack>, Callback<()>) {
    let source = (options.pack.clone(), options.key.clone());
    let hooks = options.hooks.clone();
    use_loading(source, Meanwhile::Waiting, move |(url, key): (String, String)| {
        let hooks = hooks.clone();
        async move {
            match load_signed(&url, &key).await {
                Ok(pack) => Ok(Pack { hooks, ..pack }),
                Err(error) => {
                    error.tell(&hooks, &url);
                    Err(error)
                }
            }
        }
    })
}

/// Is the effect that started a task still wanted?
#[derive(Clone, Debug, Default)]
pub(crate) struct Alive(Rc<std::cell::Cell<Option<()>>>);

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

#[derive(Clone, PartialEq)]
pub(crate) struct ErrorPanelProps {
    pub(crate) messages: &'static Messages,
    pub(crate) error: LoadError,
    pub(crate) retry: Callback<()>,
}

/// An error in the place of what could not be shown.
#[component]
pub(crate) fn ErrorPanel(props: &ErrorPanelProps) -> Html {
    let retry = props.retry.reform(|_: MouseEvent| ());
    html! {
        <div part="error" class="error" role="alert" lang={props.messages.tag}>
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
    html! { <p class="waiting" role="status" lang={props.messages.tag}>{ props.messages.loading }</p> }
}

#[derive(Clone, PartialEq)]
pub(crate) struct WaitingProps {
    pub(crate) messages: &'static Messages,
}
