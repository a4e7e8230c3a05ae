//! What the gate calls: mount a view, update it, reset it, take it away; deliver what waits.

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::agreement::{AgreementView, forget};
use crate::options::{MountOptions, Options, ViewKind};
use crate::policy::PolicyView;
use crate::preferences::PreferencesView;

#[derive(Clone, PartialEq, Properties)]
struct AppProps {
    options: Options,
    /// Counts resets: another number is another life of the view.
    life: usize,
}

#[component]
fn App(props: &AppProps) -> Html {
    let options = props.options.clone();
    match options.view {
        ViewKind::Preferences => html! { <PreferencesView {options} /> },
        ViewKind::Policy => html! { <PolicyView {options} /> },
        ViewKind::Agreement => html! { <AgreementView key={props.life} {options} /> },
    }
}

/// A mounted view.
#[wasm_bindgen]
pub struct View {
    handle: Option<AppHandle<App>>,
    props: AppProps,
}

/// Mounts a view on an element inside a shadow root (`MountOptions` in `gate/types.d.ts`).
#[wasm_bindgen]
pub fn mount(root: HtmlElement, options: &MountOptions) -> View {
    let props = AppProps { options: Options::read(options), life: 0 };
    let handle = yew::Renderer::<App>::with_root_and_props(root.into(), props.clone()).render();
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
            forget(&self.props.options);
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
            handle.update(self.props.clone());
        }
    }
}

/// Signs the answers that wait in this browser and sends the records that wait. Resolves when nothing more can be done
/// now. `answers` are those that storage would not take, a JSON array; what comes back is those of them that still wait.
#[wasm_bindgen]
pub async fn deliver(answers: String) -> String {
    crate::delivery::deliver(&answers).await
}
