//! Search, defined terms and the size of the text, in a real browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod support;

use gloo::timers::future::TimeoutFuture;
use js_sys::{Array, Function, Reflect};
use support::{HeldFrames, Mounted, pack, show, write};
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

/// A document of several chunks, with tables.
fn long_pack() -> String {
    pack().replace("tests/pack/published", "tests/long")
}

/// All of it, being searched.
async fn long(query: &str) -> (Mounted, HtmlElement) {
    let mounted = show("policy", &long_pack(), &[]);
    mounted.wait("[part=document]:not([aria-busy])").await;
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
    for _ in 0..2_000 {
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
    mounted.wait(".moves button:nth-of-type(2)").await.click();
    mounted.text(".search .count", "3 af 3").await;
    assert!(press(&field, "F3", false) && press(&field, "g", false));
    assert!(focused(&mounted, ".search input"));
    mounted.end();
    until("unmarked", || marked("samtycke-hit").is_empty() && marked("samtycke-here").is_empty()).await;
}

#[wasm_bindgen_test]
async fn the_list_has_each_hit_in_its_place_and_leads_to_it() {
    let (mounted, _) = searching("behandl").await;
    mounted.wait(".moves [aria-expanded=false]").await.click();
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
async fn who_found_something_goes_on_reading_there_when_the_search_ends() {
    let mounted = document().await;
    mounted.wait(".search-open").await.focus().unwrap();
    for (query, place) in [("behandler", "#c-1\\.1"), ("formål", "#c-1"), ("findes ikke", ".search-open")] {
        mounted.wait(".search-open").await.click();
        let field = mounted.wait(".search input").await;
        write(&field, query);
        press(&field, "Enter", false);
        let is_found = place != ".search-open";
        until("here", || marked("samtycke-here").len() == usize::from(is_found)).await;
        let there = run("return [scrollX, scrollY].join()", &JsValue::NULL);
        assert!(!press(&field, "Escape", false));
        until("gone", || mounted.find(".search").is_none()).await;
        until("unmarked", || marked("samtycke-hit").is_empty() && marked("samtycke-here").is_empty()).await;
        assert!(focused(&mounted, place), "{query}: {place}");
        assert_eq!(run("return [scrollX, scrollY].join()", &JsValue::NULL), there);
        if is_found {
            // The next stop of the Tab key is its link.
            let link = mounted.wait("a.anchor[tabindex='0']").await;
            assert!(link.get_attribute("data-to").unwrap().contains(&place.replace('\\', "")));
        }
        mounted.wait(".search-open").await.focus().unwrap();
    }
    mounted.end();
}

#[wasm_bindgen_test]
async fn a_place_that_was_found_is_also_above_what_has_no_address() {
    let (mounted, field) = long("Å7").await;
    press(&field, "Enter", false);
    until("here", || marked("samtycke-here") == ["Å7"]).await;
    press(&field, "Escape", false);
    until("gone", || mounted.find(".search").is_none()).await;
    assert!(focused(&mounted, "#c-1\\.8"), "the clause above the table");
    mounted.end();
}

#[wasm_bindgen_test]
async fn a_row_that_is_scrolled_out_of_its_table_is_shown() {
    let (mounted, field) = long("Å11").await;
    let table = mounted.wait(".table").await;
    for (name, value) in [("overflow", "auto"), ("max-height", "120px")] {
        table.style().set_property(name, value).unwrap();
    }
    press(&field, "Enter", false);
    let is_shown = "const [range] = CSS.highlights.get('samtycke-here') ?? []; if (!range) return false;
        const box = range.getBoundingClientRect(), frame = a.getBoundingClientRect();
        return box.top >= frame.top && box.bottom <= frame.bottom && box.top > 0 && box.bottom < innerHeight";
    until("in sight", || run(is_shown, &table).is_truthy()).await;
    assert!(table.scroll_top() > 0);
    // What stands below the table is marked as well, though hidden rows would reach further down.
    write(&field, "2.1");
    press(&field, "Enter", false);
    until("below", || marked("samtycke-here").concat().contains("2.1")).await;
    mounted.end();
}

#[wasm_bindgen_test]
async fn what_is_below_a_table_is_marked_while_its_rows_reach_further() {
    let (mounted, field) = searching("instruks").await;
    let table = mounted.wait(".table").await;
    for (name, value) in [("overflow", "auto"), ("height", "60px")] {
        table.style().set_property(name, value).unwrap();
    }
    mounted.wait(".table thead tr").await.style().set_property("height", "9000px").unwrap();
    table.scroll_into_view();
    TimeoutFuture::new(100).await;
    write(&field, "forklaring");
    until("marked", || marked("samtycke-hit") == ["forklaring"]).await;
    mounted.end();
}

#[wasm_bindgen_test]
async fn a_hit_is_reached_before_its_part_of_the_text_is_drawn() {
    // From here the text comes to its end first, and what is above last.
    web_sys::window().unwrap().location().set_hash("#samtycke/long/policy/da/c-8").unwrap();
    let frames = HeldFrames::hold();
    let mounted = show("policy", &long_pack(), &[]);
    mounted.wait(".search-open").await.click();
    let field = mounted.wait(".search input").await;
    write(&field, "1.3");
    press(&field, "Enter", false);
    until("here", || marked("samtycke-here").concat().contains("1.3")).await;
    assert!(mounted.find("[part=document][aria-busy]").is_some(), "the rest is still to come");
    drop(frames);
    mounted.end();
}

#[wasm_bindgen_test]
async fn while_the_search_is_open_a_filter_rests_and_says_so() {
    let (mounted, field) = long("afsnit").await;
    let filter = mounted.wait("[part=document] [part=filter] input[aria-disabled=true][readonly]").await;
    let name = || mounted.find("[part=document] [part=filter] label").unwrap().text_content().unwrap();
    assert_eq!(name(), "Filtrér: hviler, mens søgningen er åben");
    press(&field, "Escape", false);
    until("open again", || !filter.has_attribute("aria-disabled") && !filter.has_attribute("readonly")).await;
    assert_eq!(name(), "Filtrér");
    write(&filter, "å12");
    mounted.text("[part=document] [part=filter] [role=status]", "1 af 12 rækker").await;
    mounted.end();
}

#[wasm_bindgen_test]
async fn what_gets_the_focus_is_not_under_the_bar_and_the_list_leaves_half_of_the_window() {
    let (mounted, _) = long("afsnit").await;
    let document = web_sys::window().unwrap().document().unwrap();
    let style = document.create_element("style").unwrap();
    // No dynamic height in old browsers, no tokens here: only what places things counts.
    style.set_text_content(Some(concat!(
        include_str!("../styles/search.css"),
        include_str!("../styles/table.css")
    )));
    mounted.shadow.append_child(&style).unwrap();
    let is_below = "const bar = a.getRootNode().querySelector('.search').getBoundingClientRect();
        return bar.top > -1 && bar.top < 1 && a.getBoundingClientRect().top >= bar.bottom";
    for selector in ["#c-12\\.3 a[href]:not(.anchor)", "#c-12\\.3", "#c-12\\.3 a.anchor", ".table"] {
        let element = mounted.find(selector).unwrap();
        element.set_tab_index(-1);
        run("a.scrollIntoView(); scrollBy(0, a.getBoundingClientRect().top - 8)", &element);
        element.focus().unwrap();
        until(selector, || run(is_below, &element).is_truthy()).await;
    }
    mounted.wait(".moves [aria-expanded=false]").await.click();
    let list = mounted.wait(".all").await;
    let half = run("return innerHeight / 2", &JsValue::NULL).as_f64().unwrap();
    assert!(list.get_bounding_client_rect().height() <= half);
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
