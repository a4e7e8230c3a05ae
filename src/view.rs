//! What the gate calls: mount a view, update it, reset it, take it away; deliver what waits.

use core::pin::Pin;

use samtycke_pieces::piece;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::agreement::{AgreementView, forget};
use crate::html::{Part, Whole, component, context, html, use_effect_with, use_state_eq};
use crate::messages::{listen, source};
use crate::options::{MountOptions, Options, ViewKind};
use crate::policy::PolicyView;

#[derive(Clone, PartialEq)]
struct AppProps {
    options: Options,
    /// Counts resets: another number is another life of the view.
    life: usize,
}

#[component]
fn App(props: &AppProps) -> Html {
    let known = use_state_eq(|| 0);
    use_effect_with((), {
        let known = known.setter();
        move |()| listen(Callback::from(move |count| known.set(count)))
    });
    let options = Options { words: *known, ..props.options.clone() };
    let pieces = options.hooks.pieces();
    let view = match options.view {
        ViewKind::Policy => policy(options),
        ViewKind::Agreement => agreement(options, props.life),
    };
    context(pieces, view)
}

piece! {
    "policy" "00000002"
    fn policy(options: Options) -> Html {
        html! { <PolicyView {options} /> }
    }
}

piece! {
    "agreement" "00000003"
    fn agreement(options: Options, life: usize) -> Html {
        html! { <AgreementView key={life} {options} /> }
    }
}

piece! {
    "agreement" "00000004"
    fn forget_agreement(options: &Options) -> () {
        forget(options);
    }
}

piece! {
    "consent" "00000005"
    fn delivery(answers: String) -> LocalBoxFuture<String> {
        Box::pin(async move { crate::delivery::deliver(&answers).await })
    }
}

type LocalBoxFuture<T> = Pin<Box<dyn Future<Output = T>>>;

/// A mounted view.
#[wasm_bindgen]
pub struct View {
    handle: Option<AppHandle<Part>>,
    props: AppProps,
}

/// Mounts a view on an element inside a shadow root (`MountOptions` in `gate/types.d.ts`).
#[wasm_bindgen]
pub fn mount(root: HtmlElement, options: &MountOptions) -> View {
    let props = AppProps { options: Options::read(options), life: 0 };
    source(props.options.hooks.words());
    let handle =
        yew::Renderer::<Part>::with_root_and_props(root.into(), Whole::of::<App>(props.clone())).render();
    View { handle: Some(handle), props }
}

#[wasm_bindgen]
impl View {
    /// Attributes of the element changed.
    pub fn update(&mut self, options: &MountOptions) {
        self.props.options = Options::read(options);
        self.show();
    }

    /// The form was reset.
    pub fn reset(&mut self) {
        if self.props.options.view == ViewKind::Agreement {
            forget_agreement(&self.props.options);
        }
        self.props.life += 1;
        self.show();
    }

    /// Takes the view away.
    pub fn destroy(&mut self) {
        if let Some(handle) = self.handle.take() {
            handle.destroy();
        }
    }

    fn show(&mut self) {
        if let Some(handle) = &mut self.handle {
            handle.update(Whole::of::<App>(self.props.clone()));
        }
    }
}

/// Signs the answers that wait in this browser and sends the records that wait. Resolves when nothing more can be done
/// now. `answers` are those that storage would not take, a JSON array; what comes back is those of them that still wait.
/// `words` fetches a language's words, as `MountOptions` has it.
#[wasm_bindgen]
pub async fn deliver(answers: String, words: js_sys::Function) -> String {
    source(Some(words));
    delivery(answers).await
}
