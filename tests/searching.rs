//! Search, defined terms and the size of the text, in a real browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

#[allow(dead_code, reason = "other views need more of it")]
mod support;

use gloo::timers::future::TimeoutFuture;
use js_sys::{Array, Function, Reflect};
use support::{Mounted, pack, show, write};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlElement;

wasm_bindgen_test_configure!(run_in_browser);

async fn document() -> Mounted {
    let mounted = show("policy", &pack(), &[("document", "dpa")]);
    mounted.wait("[data-leaf]").await;
    mounted
}

async fn searching(query: &str) -> (Mounted, HtmlElement) {
    let mounted = document().await;
    mounted.wait(".search-open").await.click();
    let field = mounted.wait(".search input").await;
    write(&field, query);
    (mounted, field)
}

/// A script of the test, with one argument.
fn run(script: &str, argument: &JsValue) -> JsValue {
    Function::new_with_args("a", script).call1(&JsValue::NULL, argument).unwrap()
}

/// What is marked under a name, in the page's order.
fn marked(name: &str) -> Vec<String> {
    let script = "return [...CSS.highlights.get(a) ?? []].map(range => range.toString())";
    Array::from(&run(script, &name.into())).iter().map(|text| text.as_string().unwrap()).collect()
}

async fn until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..300 {
        if holds() {
            return;
        }
        TimeoutFuture::new(10).await;
    }
    panic!("never {what}: hits {:?}, here {:?}", marked("samtycke-hit"), marked("samtycke-here"));
}

fn press(element: &HtmlElement, key: &str, shift: bool) -> bool {
    let event = run(
        "return new KeyboardEvent('keydown', {key: a[0], shiftKey: a[1], bubbles: true, composed: true, cancelable: true})",
        &Array::of2(&key.into(), &shift.into()),
    );
    element.dispatch_event(event.unchecked_ref()).unwrap()
}

fn point(element: &HtmlElement, name: &str, kind: &str) {
    let event = run(
        "return new PointerEvent(a[0], {pointerType: a[1], bubbles: true, composed: true})",
        &Array::of2(&name.into(), &kind.into()),
    );
    element.dispatch_event(event.unchecked_ref()).unwrap();
}

fn focused(mounted: &Mounted, selector: &str) -> bool {
    mounted.shadow.active_element().is_some_and(|element| element.matches(selector).unwrap())
}

#[wasm_bindgen_test]
async fn every_letter_marks_the_hits_and_the_text_stays_as_it_was() {
    let (mounted, field) = searching("databehandleren").await;
    let text = mounted.wait(".text").await.inner_html();
    until("marked", || marked("samtycke-hit") == ["Databehandleren"]).await;
    assert_eq!(mounted.wait(".text").await.inner_html(), text);
    write(&field, "BEHANDL");
    until("marked again", || marked("samtycke-hit").concat() == "behandlbehandlBehandl").await;
    write(&field, "politikken");
    until("across elements", || marked("samtycke-hit") == ["politikken"]).await;
    write(&field, "Mere i POLITIKKEN.");
    until("across marks and links", || marked("samtycke-hit") == ["Mere i politikken."]).await;
    write(&field, "2.1");
    mounted.text(".search .count", "2 træffere").await;
    until("numbers too", || {
        marked("samtycke-hit").concat().contains("2.1\u{a0}2.1") || marked("samtycke-hit").len() == 2
    })
    .await;
    write(&field, "");
    until("nothing", || marked("samtycke-hit").is_empty()).await;
    mounted.end();
}

#[wasm_bindgen_test]
async fn enter_goes_on_and_back_and_round_while_the_focus_stays() {
    let (mounted, field) = searching("behandl").await;
    assert!(focused(&mounted, ".search input"));
    for (shift, count) in [
        (false, "1 af 3"),
        (false, "2 af 3"),
        (false, "3 af 3"),
        (false, "1 af 3, forfra"),
        (true, "3 af 3, bagfra"),
        (true, "2 af 3"),
    ] {
        assert!(!press(&field, "Enter", shift));
        mounted.text(".search .count", count).await;
        until("here", || marked("samtycke-here").len() == 1 && marked("samtycke-hit").len() == 2).await;
    }
    mounted.text(".search [role=status]", "2 af 3").await;
    mounted.wait(".steps button:nth-of-type(2)").await.click();
    mounted.text(".search .count", "3 af 3").await;
    assert!(press(&field, "F3", false) && press(&field, "g", false));
    assert!(focused(&mounted, ".search input"));
    mounted.end();
    until("unmarked", || marked("samtycke-hit").is_empty() && marked("samtycke-here").is_empty()).await;
}

#[wasm_bindgen_test]
async fn the_list_has_each_hit_in_its_place_and_leads_to_it() {
    let (mounted, _) = searching("behandl").await;
    mounted.wait(".steps [aria-expanded=false]").await.click();
    let second = mounted.wait(".all li:nth-child(2) button").await;
    assert_eq!(
        second.text_content().as_deref(),
        Some("1.1\u{a0}Databehandleren behandler personoplysninger på vegne af den…"),
    );
    assert_eq!(mounted.wait(".all li:nth-child(2) mark").await.text_content().as_deref(), Some("behandl"));
    second.click();
    mounted.text(".search .count", "2 af 3").await;
    until("closed", || mounted.find(".all").is_none()).await;
    assert!(focused(&mounted, ".search input"));
    mounted.end();
}

#[wasm_bindgen_test]
async fn who_rests_is_shown_the_nearest_hit_and_told_the_count_once() {
    let (mounted, field) = searching("beh").await;
    write(&field, "behandl");
    assert_eq!(mounted.wait(".search [role=status]").await.text_content().unwrap(), "");
    mounted.text(".search .count", "1 af 3").await;
    mounted.text(".search [role=status]", "1 af 3").await;
    write(&field, "findes ikke");
    mounted.text(".search .count", "Ingen træffere").await;
    write(&field, "x");
    mounted.text(".search .count", "Skriv mindst to bogstaver").await;
    mounted.end();
}

#[wasm_bindgen_test]
async fn escape_ends_the_search_and_gives_the_focus_back() {
    let mounted = document().await;
    mounted.wait(".search-open").await.focus().unwrap();
    mounted.wait(".search-open").await.click();
    let field = mounted.wait(".search input").await;
    write(&field, "behandl");
    until("marked", || marked("samtycke-hit").len() == 3).await;
    assert!(!press(&field, "Escape", false));
    until("gone", || mounted.find(".search").is_none()).await;
    until("unmarked", || marked("samtycke-hit").is_empty()).await;
    assert!(focused(&mounted, ".search-open"));
    mounted.end();
}

#[wasm_bindgen_test]
async fn two_views_mark_side_by_side_and_take_only_their_own_marks_away() {
    let (one, _) = searching("instruks").await;
    one.shadow.host().set_attribute("style", "position: fixed; inset-block-start: 0").unwrap();
    let (other, field) = searching("instruks").await;
    until("both marked", || marked("samtycke-hit").len() + marked("samtycke-here").len() == 4).await;
    press(&field, "Escape", false);
    until("one left", || marked("samtycke-hit").len() + marked("samtycke-here").len() == 2).await;
    one.end();
    other.end();
}

#[wasm_bindgen_test]
async fn a_hit_comes_to_the_middle_of_the_screen_and_not_under_the_bar() {
    let (mounted, field) = searching("forklaring").await;
    mounted.wait(".text").await.style().set_property("padding-block", "3000px").unwrap();
    press(&field, "Enter", false);
    until("in sight", || {
        let script = "const [range] = CSS.highlights.get(a); if (!range) return false;
            const {top} = range.getBoundingClientRect(); return top > innerHeight * 0.3 && top < innerHeight * 0.7";
        run(script, &"samtycke-here".into()).is_truthy()
    })
    .await;
    mounted.end();
}

#[wasm_bindgen_test]
async fn without_highlights_the_leaf_of_the_hit_stands_out() {
    let registry = Reflect::get(&js_sys::global(), &"CSS".into()).unwrap();
    let hide = "a.kept = Object.getOwnPropertyDescriptor(a, 'highlights'); delete a.highlights";
    run(hide, &registry);
    let (mounted, field) = searching("behandl").await;
    press(&field, "Enter", false);
    assert_eq!(mounted.wait(".found").await.get_attribute("data-leaf").as_deref(), Some("1"));
    press(&field, "Escape", false);
    until("gone", || mounted.find(".found").is_none()).await;
    mounted.end();
    run("Object.defineProperty(a, 'highlights', a.kept)", &registry);
}

#[wasm_bindgen_test]
async fn a_term_shows_its_meaning_to_pointer_and_keyboard_and_leads_to_its_definition() {
    let mounted = document().await;
    let term = mounted.wait(".term").await;
    assert_eq!(term.text_content().as_deref(), Some("begreber"));
    assert_eq!(mounted.wait("#term_0 dt").await.text_content().as_deref(), Some("Begreb"));
    point(&term, "pointerover", "mouse");
    let tip = mounted.wait(".tip").await;
    assert_eq!(
        (tip.text_content().as_deref(), tip.get_attribute("role").as_deref()),
        (Some("Betydning."), Some("tooltip"))
    );
    until("described", || term.get_attribute("aria-describedby").as_deref() == Some("term_tip")).await;
    assert!(tip.matches(":popover-open").unwrap());
    assert!(!press(&term, "Escape", false));
    until("dismissed", || mounted.find(".tip").is_none() && !term.has_attribute("aria-describedby")).await;

    term.focus().unwrap();
    mounted.wait(".tip").await;
    point(&mounted.wait("header").await, "pointerover", "mouse");
    TimeoutFuture::new(400).await;
    mounted.wait(".tip").await;
    term.click();
    until("gone to", || focused(&mounted, "#term_0")).await;
    until("hidden", || mounted.find(".tip").is_none()).await;
    mounted.end();
}

#[wasm_bindgen_test]
async fn a_finger_gets_the_meaning_first_and_then_the_definition() {
    let mounted = document().await;
    let term = mounted.wait(".term").await;
    point(&term, "pointerdown", "touch");
    term.click();
    let link = mounted.wait(".tip a").await;
    assert_eq!(link.text_content().as_deref(), Some("Gå til definitionen"));
    assert!(!focused(&mounted, "#term_0"));
    link.click();
    until("gone to", || focused(&mounted, "#term_0")).await;
    until("hidden", || mounted.find(".tip").is_none()).await;
    mounted.end();
}

#[wasm_bindgen_test]
async fn the_text_has_five_sizes_and_says_where_they_end() {
    let mounted = document().await;
    let larger = mounted.wait(".type-size button:last-child").await;
    mounted.wait(".text.size-m").await;
    for class in [".size-l", ".size-xl", ".size-xxl", ".size-xxl"] {
        larger.click();
        mounted.wait(class).await;
    }
    let end = mounted.wait(".type-size [aria-disabled=true]").await;
    assert_eq!(end.get_attribute("aria-label").as_deref(), Some("Større tekst: det er den største"));
    mounted.end();
}
