//! Printing one document out of a page: in a frame of its own, so that neither the page nor its styles come along.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode, Window};

/// What a sheet of paper says at its foot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Foot {
    /// The browser proposes it as the file's name.
    pub(crate) title: String,
    /// One line each.
    pub(crate) lines: Vec<String>,
    /// Before the page's number.
    pub(crate) page: &'static str,
}

/// How long the frame stands when the browser doesn't tell that it has printed.
const KEPT_MS: u32 = 600_000;

/// Prints a copy of the element, which stands in a shadow root, in that root's styles.
pub(crate) fn print(element: &Element, foot: Foot) {
    if open_frame(element, foot).is_err() {
        failed();
    }
}

fn failed() {
    super::warn("the document could not be printed");
}

fn open_frame(element: &Element, foot: Foot) -> Result<(), JsValue> {
    let frame: HtmlElement =
        element.owner_document().ok_or(JsValue::NULL)?.create_element("iframe")?.unchecked_into();
    frame.set_class_name("print-frame");
    frame.set_attribute("aria-hidden", "true")?;
    frame.set_attribute("tabindex", "-1")?;
    // Not all browsers keep what is put into a frame before it has loaded its nothing.
    let loaded = EventListener::once(&frame, "load", {
        let (element, frame) = (element.clone(), frame.clone());
        move |_| {
            if fill(&element, &frame, &foot).is_err() {
                frame.remove();
                failed();
            }
        }
    });
    loaded.forget();
    element.get_root_node().append_child(&frame).map(|_| ())
}

fn fill(element: &Element, frame: &HtmlElement, foot: &Foot) -> Result<(), JsValue> {
    let root: ShadowRoot = element.get_root_node().dyn_into()?;
    let window: Window = Reflect::get(frame, &"contentWindow".into())?.unchecked_into();
    let page = window.document().ok_or(JsValue::NULL)?;
    page.set_title(&foot.title);
    adopt(&page, &window, &[at_page(foot)])?;
    let host: HtmlElement = page.create_element("div")?.unchecked_into();
    page.body().ok_or(JsValue::NULL)?.append_child(&host)?;
    let shadow = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))?;
    adopt(&shadow, &window, &styles(&root)?)?;
    let view = page.create_element("div")?;
    view.set_class_name("view");
    view.append_child(&page.import_node_with_deep(element, true)?)?;
    shadow.append_child(&view)?;
    let style = super::window().and_then(|window| window.get_computed_style(element).ok()?);
    if let Some(font) = style.and_then(|style| style.get_property_value("font-family").ok()) {
        host.style().set_property("font-family", &font)?;
    }
    let late = Timeout::new(KEPT_MS, {
        let frame = frame.clone();
        move || frame.remove()
    });
    let frame = frame.clone();
    EventListener::once(&window, "afterprint", move |_| {
        late.cancel();
        frame.remove();
    })
    .forget();
    window.focus()?;
    window.print()
}

/// Sheets made by script are the page's own scripts' doing: no style policy stands against them.
fn adopt(target: &JsValue, window: &Window, sheets: &[String]) -> Result<(), JsValue> {
    let constructor: Function = Reflect::get(window, &"CSSStyleSheet".into())?.dyn_into()?;
    let made = Array::new();
    for text in sheets {
        let sheet = Reflect::construct(&constructor, &Array::new())?;
        let replace: Function = Reflect::get(&sheet, &"replaceSync".into())?.dyn_into()?;
        replace.call1(&sheet, &JsValue::from_str(text))?;
        made.push(&sheet);
    }
    Reflect::set(target, &"adoptedStyleSheets".into(), &made).map(|_| ())
}

/// The texts of the sheets that the root has adopted.
fn styles(root: &ShadowRoot) -> Result<Vec<String>, JsValue> {
    let adopted: Array = Array::from(&Reflect::get(root, &"adoptedStyleSheets".into())?);
    let text = |sheet: JsValue| -> Result<String, JsValue> {
        let rules = Array::from(&Reflect::get(&sheet, &"cssRules".into())?);
        let texts = rules.iter().map(|rule| Reflect::get(&rule, &"cssText".into()).ok()?.as_string());
        Ok(texts.flatten().collect())
    };
    adopted.iter().map(text).collect()
}

/// What stands at the foot of each page.
fn at_page(foot: &Foot) -> String {
    let lines: Vec<String> = foot.lines.iter().map(|line| string(line)).collect();
    [
        "@page{margin:20mm 20mm 24mm;@bottom-left{font:7pt/1.4 sans-serif;white-space:pre-line;content:",
        &lines.join("\"\\a \""),
        "}@bottom-right{font:7pt/1.4 sans-serif;white-space:nowrap;content:",
        &string(foot.page),
        "\" \"counter(page)\" / \"counter(pages)}}body{margin:0}",
    ]
    .concat()
}

/// A string of CSS (CSS Syntax 3, 4.3.5): nothing in the text ends it.
fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            character if character.is_control() => out.push(' '),
            character => out.push(character),
        }
    }
    out.push('"');
    out
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn no_title_ends_the_string_that_it_stands_in() {
        for (text, expect) in [
            ("Vilkår", "\"Vilkår\""),
            ("a\"}body{display:none}", "\"a\\\"}body{display:none}\""),
            ("a\\", "\"a\\\\\""),
            ("a\nb\u{c}", "\"a b \""),
        ] {
            assert_eq!(string(text), expect);
        }
    }
}
