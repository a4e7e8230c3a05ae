//! A small pack, a shadow root to mount on, and the gate's side of the seam.
// Each test file uses a part of it.
#![allow(dead_code)]

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use js_sys::{Array, Function, JSON, Object, Reflect};
use samtycke_widget::messages::take;
use samtycke_widget::{View, mount};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};

/// What the view said to the gate, `name: arguments joined by |`.
pub(crate) type Said = Rc<RefCell<Vec<String>>>;

/// What the gate fetches.
const WORDS: [&str; 3] = [
    include_str!(concat!(env!("OUT_DIR"), "/widget/sv.txt")),
    include_str!(concat!(env!("OUT_DIR"), "/widget/da.txt")),
    include_str!(concat!(env!("OUT_DIR"), "/widget/en.txt")),
];

/// How often a test looks, with a hundredth of a second between, before it gives up.
const PATIENCE: usize = 3_000;

/// A mounted view.
pub(crate) struct Mounted {
    pub(crate) view: View,
    pub(crate) shadow: ShadowRoot,
    pub(crate) said: Said,
    options: Object,
    hosts: Vec<JsValue>,
}

/// The small pack, which the test runner serves from the package's folder.
pub(crate) fn pack() -> String {
    let origin = web_sys::window().unwrap().location().origin().unwrap();
    format!("{origin}/tests/pack/published/pack.json")
}

/// Mounts a view in a fresh shadow root.
pub(crate) fn show(view: &str, pack: &str, more: &[(&str, &str)]) -> Mounted {
    let document = web_sys::window().unwrap().document().unwrap();
    let host: HtmlElement = document.create_element("div").unwrap().unchecked_into();
    document.body().unwrap().append_child(&host).unwrap();
    let shadow = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).unwrap();
    let root: HtmlElement = document.create_element("div").unwrap().unchecked_into();
    shadow.append_child(&root).unwrap();

    let said = Said::default();
    let options = Object::new();
    let set = |name: &str, value: &JsValue| Reflect::set(&options, &name.into(), value).unwrap();
    set("view", &view.into());
    set("pack", &pack.into());
    set("endpoint", &"".into());
    set("languages", &Array::of1(&"da".into()));
    for (name, value) in more {
        set(name, &json(value));
    }
    let mut hosts = Vec::new();
    for name in ["accepted", "missing", "emit"] {
        let said = said.clone();
        let listen = Closure::<dyn FnMut(Array)>::new(move |arguments: Array| {
            said.borrow_mut().push(format!("{name}: {}", arguments.join("|")));
        });
        let spread = Function::new_with_args(
            "f",
            "return (...a) => f(a.map(x => typeof x === 'string' ? x : x instanceof Element ? '#' + x.id : JSON.stringify(x)))",
        );
        let function = spread.call1(&JsValue::NULL, listen.as_ref()).unwrap();
        set(name, &function);
        hosts.push(listen.into_js_value());
    }
    for words in WORDS {
        take(words.into()).unwrap();
    }
    let view = mount(root, options.unchecked_ref());
    Mounted { view, shadow, said, options, hosts }
}

/// A value as JSON writes it; other text as it is.
fn json(text: &str) -> JsValue {
    JSON::parse(text).unwrap_or_else(|_| text.into())
}

impl Mounted {
    /// The gate tells the view something new.
    pub(crate) fn update(&mut self, name: &str, value: &str) {
        Reflect::set(&self.options, &name.into(), &json(value)).unwrap();
        self.view.update(self.options.unchecked_ref());
    }

    /// Gives the view its styles, and its host a width.
    pub(crate) fn dress(&self, width: u32) {
        let styles = self.shadow.owner_document().unwrap().create_element("style").unwrap();
        let text = [
            include_str!("../../styles/tokens.css"),
            include_str!("../../styles/base.css"),
            include_str!("../../styles/dialog.css"),
            include_str!("../../styles/reading.css"),
            include_str!("../../styles/table.css"),
            include_str!("../../styles/search.css"),
            include_str!("../../styles/policy.css"),
            include_str!("../../styles/agreement.css"),
            include_str!("../../styles/annex.css"),
            include_str!("../../styles/acts.css"),
            include_str!("../../styles/evidence.css"),
        ];
        styles.set_text_content(Some(&text.concat()));
        self.shadow.append_child(&styles).unwrap();
        self.host_style("display", "block");
        self.host_style("inline-size", &format!("{width}px"));
    }

    /// Styles the host's element as its page would.
    pub(crate) fn host_style(&self, name: &str, value: &str) {
        let host: HtmlElement = self.shadow.host().unchecked_into();
        host.style().set_property(name, value).unwrap();
    }

    /// Waits for an element; fails in the end, naming what was there instead.
    pub(crate) async fn wait(&self, selector: &str) -> HtmlElement {
        for _ in 0..PATIENCE {
            if let Some(element) = self.find(selector) {
                return element;
            }
            TimeoutFuture::new(10).await;
        }
        panic!("no {selector} in {}", self.shadow.inner_html());
    }

    /// Waits until an element's text is this.
    pub(crate) async fn text(&self, selector: &str, text: &str) {
        for _ in 0..PATIENCE {
            if self.find(selector).and_then(|found| found.text_content()).as_deref() == Some(text) {
                return;
            }
            TimeoutFuture::new(10).await;
        }
        panic!("{selector} is not {text:?} in {}", self.shadow.inner_html());
    }

    /// The element, if it is there.
    pub(crate) fn find(&self, selector: &str) -> Option<HtmlElement> {
        self.shadow.query_selector(selector).unwrap().map(|element: Element| element.unchecked_into())
    }

    /// Waits until the gate was told something that starts so.
    pub(crate) async fn told(&self, start: &str) -> String {
        for _ in 0..PATIENCE {
            if let Some(found) = self.said.borrow().iter().find(|said| said.starts_with(start)) {
                return found.clone();
            }
            TimeoutFuture::new(10).await;
        }
        panic!("never told {start}: {:?}", self.said.borrow());
    }

    /// Takes the view away.
    pub(crate) fn end(mut self) {
        self.view.destroy();
        // All tests of a file run on one page.
        let window = web_sys::window().unwrap();
        let path = window.location().pathname().unwrap();
        window.history().unwrap().replace_state_with_url(&JsValue::NULL, "", Some(&path)).unwrap();
        window.session_storage().unwrap().unwrap().clear().unwrap();
        assert!(!self.hosts.is_empty());
        self.shadow.host().remove();
    }
}

/// No frames until this goes: what is drawn a chunk in each frame still comes, but with a second between chunks.
pub(crate) struct HeldFrames {
    release: Function,
}

impl HeldFrames {
    pub(crate) fn hold() -> Self {
        let script = "const { requestAnimationFrame: ask, cancelAnimationFrame: cancel } = window;
            const asked = new Map();
            let last = 0;
            window.requestAnimationFrame = (run) => (asked.set((last -= 1), run), last);
            window.cancelAnimationFrame = (id) => asked.delete(id) || cancel.call(window, id);
            return () => {
                window.requestAnimationFrame = ask;
                window.cancelAnimationFrame = cancel;
                for (const run of asked.values()) ask.call(window, run);
            }";
        let release = Function::new_no_args(script).call0(&JsValue::UNDEFINED).unwrap();
        Self { release: release.unchecked_into() }
    }
}

impl Drop for HeldFrames {
    fn drop(&mut self) {
        self.release.call0(&JsValue::UNDEFINED).unwrap();
    }
}

/// Types into a field.
pub(crate) fn write(field: &HtmlElement, text: &str) {
    let input: &web_sys::HtmlInputElement = field.unchecked_ref();
    input.set_value(text);
    let options = web_sys::EventInit::new();
    options.set_bubbles(true);
    options.set_composed(true);
    let options: &web_sys::InputEventInit = options.unchecked_ref();
    let event = web_sys::InputEvent::new_with_event_init_dict("input", options).unwrap();
    input.dispatch_event(&event).unwrap();
}
