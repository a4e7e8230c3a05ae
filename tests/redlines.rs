//! What changed between two versions, in a real browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod support;

use gloo::timers::future::TimeoutFuture;
use js_sys::Function;
use support::{Mounted, show};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// What a page's address asks for, in a host of that width with the styles that the layout needs.
async fn open(fragment: &str, width: u32) -> Mounted {
    let window = web_sys::window().unwrap();
    window.location().set_hash(fragment).unwrap();
    let pack = format!("{}/tests/versions/published/pack.json", window.location().origin().unwrap());
    let mounted = show("policy", &pack, &[]);
    let styles = window.document().unwrap().create_element("style").unwrap();
    let text = [
        include_str!("../styles/tokens.css"),
        include_str!("../styles/base.css"),
        include_str!("../styles/reading.css"),
        include_str!("../styles/redline.css"),
    ];
    styles.set_text_content(Some(&text.concat()));
    mounted.shadow.append_child(&styles).unwrap();
    let host = mounted.shadow.host();
    Function::new_with_args("host, width", "host.style.cssText = `display: block; inline-size: ${width}px`")
        .call2(&JsValue::NULL, &host, &width.into())
        .unwrap();
    mounted.wait("[part=redline]").await;
    mounted
}

const BOTH: &str = "#samtycke/versions/dpa@1.0~2.0/da";

/// Texts of all elements that are displayed; white space as a reader sees it, what is only said included.
fn seen(mounted: &Mounted, selector: &str) -> Vec<String> {
    let code = "return [...root.querySelectorAll(selector)].filter(e => e.checkVisibility()).map(e => \
        e.innerText.replace(/[\\s\\u00a0]+/g, ' ').trim()).join('|')";
    let texts = Function::new_with_args("root, selector", code)
        .call2(&JsValue::NULL, &mounted.shadow, &selector.into())
        .unwrap();
    let texts = texts.as_string().unwrap();
    if texts.is_empty() { Vec::new() } else { texts.split('|').map(String::from).collect() }
}

fn focused(mounted: &Mounted) -> String {
    mounted.shadow.active_element().map(|element| element.id()).unwrap_or_default()
}

#[wasm_bindgen_test]
async fn the_head_says_which_versions_how_much_it_matters_and_what_the_author_says() {
    let mounted = open(BOTH, 700).await;
    assert_eq!(seen(&mounted, "h2"), ["Databehandleraftale"]);
    assert_eq!(
        seen(&mounted, ".lead"),
        ["Hvad der er ændret fra version 1.0 (1. januar 2026) til version 2.0 (1. september 2026)"]
    );
    let verdict = &seen(&mounted, ".verdict")[0];
    assert!(verdict.starts_with("Indholdet er ændret. 5 ændrede, 1 nyt, 1 fjernet, 1 flyttet"), "{verdict}");
    let summaries = ["Underretning inden 48 timer, og vi træner ingen modeller."];
    assert_eq!(seen(&mounted, ".summaries dd"), summaries);
    mounted.end();
}

#[wasm_bindgen_test]
async fn in_one_column_what_went_and_what_came_stand_once_and_both_are_said() {
    let mounted = open(BOTH, 320).await;
    let clause = seen(&mounted, "#change_1 p.clause");
    let expect = "2.1 Databehandleren underretter om brud inden fjernet: 24 slut tilføjet: 48 slut timer \
        tilføjet: , se punkt 1.1 slut .";
    assert_eq!(clause, [expect]);
    assert!(seen(&mounted, ".columns").is_empty());
    assert!(seen(&mounted, ".side").is_empty());
    assert_eq!(seen(&mounted, "#change_1 del").len(), 1);
    mounted.end();
}

#[wasm_bindgen_test]
async fn side_by_side_each_version_has_its_own_words() {
    let mounted = open(BOTH, 1200).await;
    assert_eq!(
        seen(&mounted, "#change_1 p.clause"),
        [
            "2.1 Databehandleren underretter om brud inden fjernet: 24 slut timer.",
            "2.1 Databehandleren underretter om brud inden tilføjet: 48 slut timer tilføjet: , se punkt 1.1 slut .",
        ]
    );
    assert_eq!(
        seen(&mounted, ".columns span"),
        ["Version 1.0 1. januar 2026", "Version 2.0 1. september 2026"]
    );
    assert_eq!(seen(&mounted, "#change_1 .side"), ["Version 1.0:", "Version 2.0:"]);
    mounted.end();
}

#[wasm_bindgen_test]
async fn what_came_went_and_moved_as_a_whole_has_a_word_and_no_marks_inside() {
    let mounted = open(BOTH, 320).await;
    let tags = seen(&mounted, ".tags");
    let expect = ["Ændret", "Nyt", "Fjernet", "Ændret", "Ændret", "Ændret", "Ændret", "Flyttet fra 1.2"];
    assert_eq!(tags, expect);
    assert_eq!(
        seen(&mounted, "#change_2 ins"),
        ["Ingen oplysninger bruges til at træne modeller af nogen art."]
    );
    assert_eq!(seen(&mounted, "#change_2 .new .said"), Vec::<String>::new());
    let gone = "2.3 Listen gemmes i fem år efter aftalens ophør hos databehandleren.";
    assert_eq!(seen(&mounted, "#change_3 p.clause"), [gone]);
    assert_eq!(seen(&mounted, "#change_8 p.clause").len(), 1);
    assert_eq!(mounted.wait("#change_8").await.query_selector_all("ins, del").unwrap().length(), 0);
    mounted.end();
}

#[wasm_bindgen_test]
async fn tables_keep_their_head_and_lists_definitions_and_notes_their_elements() {
    let mounted = open(BOTH, 320).await;
    assert_eq!(seen(&mounted, ".new thead th"), ["Navn", "Land"]);
    assert_eq!(
        seen(&mounted, ".new tbody tr"),
        ["3 uændrede rækker", "Dal fjernet: Norge slut tilføjet: Finland slut", "Nyt Eg Norge"]
    );
    assert_eq!(seen(&mounted, ".new ul > li"), ["hosting", "support", "Nyt drift"]);
    assert_eq!(seen(&mounted, ".new dl dt"), ["Brud"]);
    assert_eq!(seen(&mounted, ".new [role=note] ins"), ["tilføjet: kun slut"]);
    mounted.end();
}

#[wasm_bindgen_test]
async fn what_is_copied_is_the_text_without_what_is_only_said() {
    let mounted = open(BOTH, 1200).await;
    let code = "const selection = root.getSelection ? root.getSelection() : getSelection(); \
        selection.selectAllChildren(root.querySelector('#change_1 .new')); return selection.toString()";
    let copied = Function::new_with_args("root", code).call1(&JsValue::NULL, &mounted.shadow).unwrap();
    let copied = copied.as_string().unwrap().replace('\u{a0}', " ");
    let words: Vec<&str> = copied.split_whitespace().collect();
    assert_eq!(words.join(" "), "2.1 Databehandleren underretter om brud inden 48 timer, se punkt 1.1.");
    mounted.end();
}

#[wasm_bindgen_test]
async fn one_goes_from_change_to_change_and_hears_where_one_is() {
    let mounted = open(BOTH, 320).await;
    mounted.text(".steps [role=status]", "8 ændringer").await;
    let next = mounted.wait("[part=next-change]").await;
    let previous = mounted.wait("[part=previous-change]").await;
    assert!(previous.has_attribute("disabled"));
    for number in 1..=8 {
        next.click();
        mounted.text(".steps [role=status]", &format!("{number} af 8")).await;
        assert_eq!(focused(&mounted), format!("change_{number}"));
    }
    assert!(mounted.wait("[part=next-change]").await.has_attribute("disabled"));
    previous.click();
    mounted.text(".steps [role=status]", "7 af 8").await;
    assert_eq!(focused(&mounted), "change_7");
    for (key, number) in [("p", 6), ("n", 7), ("n", 8)] {
        let code =
            "element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }))";
        let at = mounted.shadow.active_element().unwrap();
        Function::new_with_args("element, key", code).call2(&JsValue::NULL, &at, &key.into()).unwrap();
        mounted.text(".steps [role=status]", &format!("{number} af 8")).await;
        assert_eq!(focused(&mounted), format!("change_{number}"));
    }
    mounted.end();
}

#[wasm_bindgen_test]
async fn unchanged_text_is_folded_to_its_headings_and_drawn_when_it_is_opened() {
    let mounted = open(BOTH, 320).await;
    let folds = seen(&mounted, ".fold summary");
    assert_eq!(folds[0], "1 uændret punkt · 1.1 1 Formål");
    assert_eq!(folds[1], "1 punkt har kun fået et andet nummer · 1.2 (før 1.3)");
    assert!(mounted.find("#c-1\\.1").is_none());
    mounted.wait(".fold summary").await.click();
    mounted.wait(".fold[open] #c-1\\.1").await;
    mounted.end();
}

#[wasm_bindgen_test]
async fn a_link_to_a_clause_leads_to_its_change_or_opens_the_fold() {
    let mounted = open("#samtycke/versions/dpa@1.0~2.0/da/c-2.1", 320).await;
    mounted.text(".steps [role=status]", "1 af 8").await;
    assert_eq!(focused(&mounted), "change_1");
    mounted.end();
    let mounted = open("#samtycke/versions/dpa@1.0~2.0/da/c-1.1", 320).await;
    mounted.wait(".fold[open] #c-1\\.1").await;
    for _ in 0..2_000 {
        if focused(&mounted) == "c-1.1" {
            break;
        }
        TimeoutFuture::new(10).await;
    }
    assert_eq!(focused(&mounted), "c-1.1");
    mounted.end();
}

#[wasm_bindgen_test]
async fn links_in_what_came_lead_into_the_text() {
    let mounted = open(BOTH, 320).await;
    mounted.wait("#change_1 .new ins a").await.click();
    mounted.wait("[part=document] #c-1\\.1").await;
    mounted.end();
}

#[wasm_bindgen_test]
async fn two_times_the_same_text_is_told_kindly_and_an_unknown_version_too() {
    let mounted = open("#samtycke/versions/dpa@1.0~1.0/da", 320).await;
    assert_eq!(seen(&mounted, ".verdict"), ["Intet er ændret: de to versioner har samme tekst."]);
    assert!(mounted.find(".rows").is_none());
    assert!(mounted.find(".steps").is_none());
    assert!(mounted.find("[part=redline] header a").is_some());
    mounted.end();
    let window = web_sys::window().unwrap();
    window.location().set_hash("#samtycke/versions/dpa@0.9~1.0/da").unwrap();
    let pack = format!("{}/tests/versions/published/pack.json", window.location().origin().unwrap());
    let mounted = show("policy", &pack, &[]);
    mounted.wait("[part=error]").await;
    mounted.end();
}

#[wasm_bindgen_test]
async fn who_follows_a_link_to_the_changes_is_at_their_title() {
    let mounted = open(BOTH, 320).await;
    mounted.wait("[part=redline] header a").await.click();
    mounted.wait("[part=document]").await;
    web_sys::window().unwrap().location().set_hash(BOTH).unwrap();
    mounted.wait("[part=redline]").await;
    for _ in 0..2_000 {
        if focused(&mounted) == "document-title" {
            break;
        }
        TimeoutFuture::new(10).await;
    }
    assert_eq!(focused(&mounted), "document-title");
    mounted.end();
}

#[wasm_bindgen_test]
async fn a_table_is_a_stop_of_the_keyboard_only_where_it_scrolls() {
    let mounted = open(BOTH, 1200).await;
    let table = mounted.wait(".change .new .table").await;
    TimeoutFuture::new(100).await;
    assert!(!table.has_attribute("tabindex") && !table.has_attribute("role"));
    table.style().set_property("width", "20px").unwrap();
    let scrolls = mounted.wait(".change .new .table[tabindex='0'][role=region]").await;
    assert_eq!(scrolls.get_attribute("aria-label").unwrap(), "Navn, Land");
    mounted.end();
}
