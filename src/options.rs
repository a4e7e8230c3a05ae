//! What the gate passes when it mounts a view (`MountOptions` in `gate/types.d.ts`), read once into plain data.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::pieces::Pieces;

#[wasm_bindgen]
extern "C" {
    /// `MountOptions` of `gate/types.d.ts`.
    #[derive(Clone, Debug)]
    pub type MountOptions;
}

/// Which view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ViewKind {
    Policy,
    Agreement,
}

/// May this browser remember which version of a policy was read, and what was typed in an agreement?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Memory {
    On,
    Off,
}

/// The options as data.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Options {
    pub(crate) view: ViewKind,
    /// Absolute URL of the manifest.
    pub(crate) pack: String,
    /// Thumbprint of the key that the manifest must be signed with; empty when none is pinned.
    pub(crate) key: String,
    /// Absolute URL of the endpoint without trailing slash; empty when there is none.
    pub(crate) endpoint: String,
    /// In order of preference.
    pub(crate) languages: Vec<String>,
    pub(crate) document: String,
    pub(crate) memory: Memory,
    pub(crate) role: String,
    pub(crate) prefill: String,
    /// agreement: what was accepted before, a record or the address of one; empty when the page knows of nothing.
    pub(crate) accepted: String,
    /// agreement: where an organisation can be looked up; empty when it can't.
    pub(crate) lookup: String,
    /// agreement: the account's passkeys, JSON; empty when the page knows of none.
    pub(crate) passkey: String,
    /// agreement: the element's `name`.
    pub(crate) name: String,
    /// How many languages' words there are: what is shown in another meanwhile is shown anew.
    pub(crate) words: usize,
    pub(crate) hooks: Hooks,
}

impl Options {
    /// Reads them; what is missing is empty.
    pub(crate) fn read(options: &MountOptions) -> Self {
        let get = |name: &str| member(options.as_ref(), name);
        let text = |name: &str| get(name).as_string().unwrap_or_default();
        Self {
            view: match text("view").as_str() {
                "agreement" => ViewKind::Agreement,
                _ => ViewKind::Policy,
            },
            pack: text("pack"),
            key: text("key"),
            endpoint: text("endpoint"),
            languages: strings(&get("languages")),
            document: text("document"),
            memory: if text("memory") == "off" { Memory::Off } else { Memory::On },
            role: text("role"),
            prefill: text("prefill"),
            accepted: text("prior"),
            lookup: text("lookup"),
            passkey: text("passkey"),
            name: text("name"),
            words: 0,
            hooks: Hooks { target: options.clone().into() },
        }
    }
}

fn member(target: &JsValue, name: &str) -> JsValue {
    Reflect::get(target, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

fn strings(list: &JsValue) -> Vec<String> {
    list.dyn_ref::<Array>()
        .map(|array| array.iter().filter_map(|item| item.as_string()).collect())
        .unwrap_or_default()
}

/// The gate's functions: how a view's outcome leaves its shadow root.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Hooks {
    target: JsValue,
}

impl Hooks {
    /// The way to the pieces of the widget's code.
    pub(crate) fn pieces(&self) -> Pieces {
        Pieces::of(member(&self.target, "piece").dyn_into().ok())
    }

    /// Where the interface's words come from: language → promise of a text.
    pub(crate) fn words(&self) -> Option<Function> {
        member(&self.target, "words").dyn_into().ok()
    }

    /// agreement: the record, and the receipt, the confirmation and the receipt's proof when there are any.
    pub(crate) fn accepted(&self, record: &str, receipt: &str, confirmation: &str, proof: &str) {
        self.call("accepted", &[record, receipt, confirmation, proof].map(JsValue::from_str));
    }

    /// agreement: what the form is told while nothing is accepted, and where the browser shows it.
    pub(crate) fn missing(&self, message: &str, anchor: Option<HtmlElement>) {
        self.call("missing", &[JsValue::from_str(message), anchor.into()]);
    }

    /// policy: is this the element on the page that an address of this document opens in?
    pub(crate) fn owns(&self, document: &str) -> bool {
        match member(&self.target, "owns").dyn_ref::<Function>() {
            Some(owns) => {
                owns.call1(&self.target, &JsValue::from_str(document)).is_ok_and(|owns| owns.is_truthy())
            }
            None => true,
        }
    }

    /// A public event, its detail an object of strings.
    pub(crate) fn emit(&self, name: &str, detail: &[(&str, &str)]) {
        let object = js_sys::Object::new();
        for (key, value) in detail {
            let _ = Reflect::set(&object, &JsValue::from_str(key), &JsValue::from_str(value));
        }
        self.call("emit", &[JsValue::from_str(name), object.into()]);
    }

    fn call(&self, name: &str, arguments: &[JsValue]) {
        if let Some(function) = member(&self.target, name).dyn_ref::<Function>() {
            let list: Array = arguments.iter().collect();
            if function.apply(&self.target, &list).is_err() {
                crate::browser::warn("the page's own handler failed");
            }
        }
    }
}
