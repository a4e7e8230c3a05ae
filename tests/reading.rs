//! Reading a document in a real browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod support;

use gloo::timers::future::TimeoutFuture;
use js_sys::{Function, Reflect};
use support::{HeldFrames, Mounted, pack, write};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement, KeyboardEvent};

wasm_bindgen_test_configure!(run_in_browser);

/// A document of several chunks.
fn long() -> String {
    pack().replace("tests/pack/published", "tests/long")
}

/// Mounts a view on a page whose address names no place: the tests share it.
fn show(view: &str, pack: &str, more: &[(&str, &str)]) -> Mounted {
    web_sys::window().unwrap().location().set_hash("").unwrap();
    support::show(view, pack, more)
}

async fn whole(mounted: &Mounted) {
    mounted.wait("[part=document]:not([aria-busy])").await;
}

fn all(mounted: &Mounted, selector: &str) -> Vec<HtmlElement> {
    let found = mounted.shadow.query_selector_all(selector).unwrap();
    (0..found.length()).map(|index| found.item(index).unwrap().unchecked_into()).collect()
}

fn top(element: &Element) -> f64 {
    element.get_bounding_client_rect().top()
}

fn focused(mounted: &Mounted) -> String {
    mounted.shadow.active_element().map(|element| element.id()).unwrap_or_default()
}

#[wasm_bindgen_test]
async fn a_long_document_comes_in_chunks_until_the_whole_text_is_there() {
    let mounted = show("policy", &long(), &[]);
    mounted.wait("[part=document][aria-busy=true]").await;
    assert!(mounted.find("#c-1\\.1").is_some(), "its beginning is in the first frame");
    assert!(mounted.find("#c-24\\.8").is_none(), "its end is not");
    let chunks = all(&mounted, ".chunk").len();
    assert!(chunks > 3);
    whole(&mounted).await;
    assert_eq!(all(&mounted, ".chunk").len(), chunks);
    assert_eq!(all(&mounted, ".clause").len(), 24 * 8);
    mounted.end();
}

#[wasm_bindgen_test]
async fn a_short_document_is_one_chunk_in_one_frame() {
    let mounted = show("policy", &pack(), &[("document", "dpa")]);
    let document = mounted.wait("[part=document]").await;
    assert!(!document.has_attribute("aria-busy"));
    assert_eq!(all(&mounted, ".chunk").len(), 1);
    mounted.end();
}

#[wasm_bindgen_test]
async fn leaves_are_numbered_in_the_order_of_the_text() {
    for (pack, last) in [(pack(), "En forklaring."), (long(), "")] {
        let mounted = show("policy", &pack, &[("document", if last.is_empty() { "policy" } else { "dpa" })]);
        whole(&mounted).await;
        let leaves = all(&mounted, "[data-leaf]");
        for (index, leaf) in leaves.iter().enumerate() {
            assert_eq!(leaf.get_attribute("data-leaf").unwrap(), index.to_string());
        }
        assert!(leaves.last().unwrap().text_content().unwrap().ends_with(last));
        // Numbers are not a part of them.
        assert_eq!(
            leaves[0].text_content().unwrap().trim_end_matches(" 1"),
            if last.is_empty() { "Afsnit" } else { "Formål" }
        );
        mounted.end();
    }
}

#[wasm_bindgen_test]
async fn a_place_far_down_is_reached_also_before_it_is_drawn_and_keeps_its_place() {
    let mounted = show("policy", &long(), &[]);
    // While the rest is still to come, in the first frame.
    let entries = mounted.wait("[part=contents] li:nth-child(20) a").await;
    entries.click();
    let heading = mounted.wait("#c-20").await;
    for _ in 0..2_000 {
        TimeoutFuture::new(10).await;
        if focused(&mounted) == "c-20" && mounted.find("[part=document]:not([aria-busy])").is_some() {
            break;
        }
    }
    TimeoutFuture::new(300).await;
    assert_eq!(focused(&mounted), "c-20");
    assert!((-1.0..60.0).contains(&top(&heading)), "{}", top(&heading));
    mounted.text("[part=contents] [aria-current=location]", "20Afsnit 20").await;
    mounted.end();
}

#[wasm_bindgen_test]
async fn the_contents_follow_the_reader() {
    let mounted = show("policy", &long(), &[]);
    whole(&mounted).await;
    for section in [12, 23, 3] {
        mounted.find(&format!("#c-{section}\\.4")).unwrap().scroll_into_view();
        let expect = format!("{section}Afsnit {section}");
        mounted.text("[part=contents] [aria-current=location]", &expect).await;
        assert_eq!(all(&mounted, "[part=contents] [aria-current]").len(), 1);
    }
    mounted.end();
}

#[wasm_bindgen_test]
async fn a_link_to_a_clause_is_its_number_and_one_stop_of_the_keyboard() {
    let mounted = show("policy", &pack(), &[("document", "dpa")]);
    let link = mounted.wait("#c-2\\.1 > a.number").await;
    assert!(link.get_attribute("href").unwrap().ends_with("#samtycke/small/dpa/da/c-2.1"));
    assert_eq!(link.get_attribute("aria-label").unwrap(), "Link til 2.1");
    assert_eq!(all(&mounted, "a.anchor[tabindex='0']").len(), 0);
    for (place, name) in
        [("#c-2\\.1", "Link til 2.1"), ("#c-2", "Link til 2"), ("#c-2\\.1-I", "Link til 2.1-I")]
    {
        mounted.find(place).unwrap().focus().unwrap();
        let stop = mounted.wait(&format!("a.anchor[tabindex='0'][aria-label='{name}']")).await;
        assert_eq!(stop.tab_index(), 0);
        assert_eq!(all(&mounted, "a.anchor[tabindex='0']").len(), 1);
    }
    mounted.find("#c-2\\.1 > a.number").unwrap().click();
    for _ in 0..2_000 {
        TimeoutFuture::new(10).await;
        if focused(&mounted) == "c-2.1" {
            break;
        }
    }
    assert_eq!(focused(&mounted), "c-2.1");
    mounted.end();
}

/// The count is said first, the rows follow in an effect.
async fn rows_shown(mounted: &Mounted, count: usize) {
    let shown = || all(mounted, "[part=document] .table tbody tr:not([hidden])").len();
    for _ in 0..2_000 {
        if shown() == count {
            return;
        }
        TimeoutFuture::new(10).await;
    }
    assert_eq!(shown(), count, "rows are shown");
}

#[wasm_bindgen_test]
async fn a_long_table_is_filtered_and_a_short_one_is_not() {
    let mounted = show("policy", &long(), &[]);
    whole(&mounted).await;
    let field = mounted.find("[part=document] [part=filter] input").unwrap();
    assert_eq!(mounted.find("[part=filter] [role=status]").unwrap().text_content().unwrap(), "");
    write(&field, "å12 AFSNIT");
    mounted.text("[part=filter] [role=status]", "1 af 12 rækker").await;
    // The other tables have a filter of their own.
    rows_shown(&mounted, 1 + 12 + 12).await;
    let options = web_sys::KeyboardEventInit::new();
    options.set_key("Escape");
    options.set_bubbles(true);
    options.set_cancelable(true);
    let escape = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &options).unwrap();
    assert!(!field.dispatch_event(&escape).unwrap(), "a dialog around it stays open");
    mounted.text("[part=filter] [role=status]", "").await;
    rows_shown(&mounted, 36).await;
    mounted.end();
    let short = show("policy", &pack(), &[("document", "dpa")]);
    short.wait("[part=document] table").await;
    assert!(short.find("[part=document] [part=filter]").is_none());
    short.end();
}

#[wasm_bindgen_test]
async fn a_table_is_a_stop_of_the_keyboard_only_where_it_scrolls() {
    let mounted = show("policy", &pack(), &[("document", "dpa")]);
    let table = mounted.wait("[part=document] .table").await;
    TimeoutFuture::new(100).await;
    assert!(!table.has_attribute("tabindex") && !table.has_attribute("role"));
    table.style().set_property("overflow", "auto").unwrap();
    table.style().set_property("width", "20px").unwrap();
    let scrolls = mounted.wait("[part=document] .table[tabindex='0'][role=region]").await;
    assert_eq!(scrolls.get_attribute("aria-label").unwrap(), "Lister");
    mounted.end();
}

#[wasm_bindgen_test]
async fn a_document_is_read_in_the_direction_of_its_language() {
    for (language, dir) in [("he", "rtl"), ("da", "ltr")] {
        let mounted = show("policy", &long(), &[("languages", &format!("[\"{language}\"]"))]);
        let document = mounted.wait("[part=document]").await;
        assert_eq!(document.get_attribute("lang").unwrap(), language);
        assert_eq!(document.get_attribute("dir").unwrap(), dir);
        mounted.end();
    }
}

#[wasm_bindgen_test]
async fn the_end_of_a_long_document_is_reached_only_when_all_of_it_is_there() {
    let mounted = show("agreement", &long(), &[("role", "representative")]);
    let button = mounted.wait(".documents button").await;
    let frames = HeldFrames::hold();
    button.click();
    mounted.wait("dialog [part=document][aria-busy=true]").await;
    let page = mounted.find("dialog .scroll").unwrap();
    // There is no style sheet here.
    page.style().set_property("overflow", "auto").unwrap();
    page.style().set_property("height", "300px").unwrap();
    page.set_scroll_top(page.scroll_height());
    TimeoutFuture::new(40).await;
    assert!(mounted.find("dialog [part=document][aria-busy=true]").is_some(), "too fast to tell");
    page.set_scroll_top(0);
    drop(frames);
    whole(&mounted).await;
    TimeoutFuture::new(50).await;
    assert_ne!(mounted.find(".seen").unwrap().text_content().unwrap(), "vist til slutningen");
    page.set_scroll_top(page.scroll_height());
    mounted.text(".seen", "vist til slutningen").await;
    mounted.end();
}

/// Opens the first document of the agreement with the styles of the views.
async fn in_dialog(pack: &str) -> Mounted {
    let mounted = show("agreement", pack, &[("role", "representative")]);
    mounted.dress(1000);
    mounted.wait(".documents button").await.click();
    whole(&mounted).await;
    mounted
}

fn style(element: &HtmlElement, styles: &[(&str, &str)]) {
    for (name, value) in styles {
        element.style().set_property(name, value).unwrap();
    }
}

#[wasm_bindgen_test]
async fn where_the_whole_sheet_scrolls_the_end_is_reached_when_the_sheet_shows_it() {
    let mounted = show("agreement", &long(), &[("role", "representative")]);
    mounted.dress(1000);
    mounted.wait(".documents button").await.click();
    let sheet = mounted.wait("dialog .sheet").await;
    // As the styles have it where there is little height.
    style(&sheet, &[("display", "block"), ("overflow", "auto"), ("height", "250px")]);
    style(&mounted.find("dialog .scroll").unwrap(), &[("overflow", "visible")]);
    whole(&mounted).await;
    let seen = || mounted.find(".seen").unwrap().text_content().unwrap();
    TimeoutFuture::new(100).await;
    assert_eq!(seen(), "åbnet");
    sheet.set_scroll_top(sheet.scroll_height() / 2);
    TimeoutFuture::new(100).await;
    assert_eq!(seen(), "åbnet");
    // What the browser skipped gets its height on the way.
    for _ in 0..1_000 {
        if seen() == "vist til slutningen" {
            break;
        }
        sheet.set_scroll_top(sheet.scroll_height());
        TimeoutFuture::new(20).await;
    }
    mounted.text(".seen", "vist til slutningen").await;
    mounted.end();
}

#[wasm_bindgen_test]
async fn the_contents_follow_in_a_dialog_that_scrolls_on_its_own() {
    let mounted = in_dialog(&long()).await;
    style(&mounted.find("dialog .scroll").unwrap(), &[("height", "300px")]);
    for section in [12, 3] {
        mounted.find(&format!("#c-{section}\\.4")).unwrap().scroll_into_view();
        let expect = format!("{section}Afsnit {section}");
        mounted.text("[part=contents] [aria-current=location]", &expect).await;
    }
    mounted.end();
}

#[wasm_bindgen_test]
async fn the_contents_follow_in_a_box_of_the_page_that_scrolls() {
    let mounted = show("policy", &long(), &[]);
    for (name, value) in [
        ("display", "block"),
        ("position", "fixed"),
        ("top", "200px"),
        ("height", "200px"),
        ("overflow", "auto"),
    ] {
        mounted.host_style(name, value);
    }
    whole(&mounted).await;
    for section in [12, 3] {
        // Above what the box shows, and below the window's edge.
        mounted.find(&format!("#c-{section}\\.1")).unwrap().scroll_into_view();
        let expect = format!("{section}Afsnit {section}");
        mounted.text("[part=contents] [aria-current=location]", &expect).await;
        TimeoutFuture::new(100).await;
        mounted.text("[part=contents] [aria-current=location]", &expect).await;
    }
    mounted.end();
}

#[wasm_bindgen_test]
async fn contents_beside_the_text_are_open_and_their_caption_is_no_button() {
    let mounted = show("policy", &long(), &[]);
    mounted.dress(1200);
    whole(&mounted).await;
    mounted.wait("[part=contents] details[open] > summary[inert]").await;
    mounted.wait("[part=contents] li:nth-child(5) a").await.click();
    for _ in 0..2_000 {
        TimeoutFuture::new(10).await;
        if focused(&mounted) == "c-5" {
            break;
        }
    }
    assert!(mounted.find("[part=contents] details[open]").is_some(), "nothing to close");
    mounted.host_style("inline-size", "400px");
    mounted.wait("[part=contents] details:not([open]) > summary:not([inert])").await.click();
    mounted.wait("[part=contents] details[open] > summary:not([inert])").await;
    mounted.find("[part=contents] li:nth-child(5) a").unwrap().click();
    mounted.wait("[part=contents] details:not([open])").await;
    mounted.end();
}

#[wasm_bindgen_test]
async fn on_the_narrowest_screens_the_actions_stand_where_the_text_does() {
    let mounted = show("policy", &pack(), &[("document", "dpa")]);
    mounted.dress(304);
    let document = mounted.wait("[part=document]").await.get_bounding_client_rect();
    let actions = mounted.wait(".actions").await.get_bounding_client_rect();
    assert_eq!((actions.left(), actions.right()), (document.left(), document.right()));
    for button in all(&mounted, ".actions button") {
        let rect = button.get_bounding_client_rect();
        assert!(rect.width() >= 44.0 && rect.height() >= 44.0, "{}", button.outer_html());
    }
    mounted.end();
}

#[wasm_bindgen_test]
async fn the_size_of_the_text_stays_in_another_language() {
    let mounted = show("policy", &long(), &[]);
    whole(&mounted).await;
    mounted.wait(".type-size button:last-child").await.click();
    mounted.wait(".text.size-l").await;
    web_sys::window().unwrap().location().set_hash("#samtycke/long/policy/he").unwrap();
    mounted.wait("[part=document][lang=he]").await;
    assert!(mounted.find(".text.size-l").is_some());
    mounted.end();
}

#[wasm_bindgen_test]
async fn no_text_shows_above_the_search_in_a_dialog() {
    let mounted = in_dialog(&long()).await;
    let page = mounted.find("dialog .scroll").unwrap();
    style(&page, &[("height", "300px")]);
    mounted.find("dialog .search-open").unwrap().click();
    let bar = mounted.wait("dialog .search").await;
    page.set_scroll_top(2_000);
    TimeoutFuture::new(50).await;
    assert!((top(&bar) - top(&page)).abs() < 1.0, "{} {}", top(&bar), top(&page));
    mounted.end();
}

#[wasm_bindgen_test]
async fn a_dialog_has_its_documents_name_before_the_text_is_there() {
    let mounted = show("agreement", &long(), &[("role", "representative")]);
    let title = mounted.wait(".documents strong").await.text_content().unwrap();
    let window = web_sys::window().unwrap();
    let fetch = Reflect::get(&window, &"fetch".into()).unwrap();
    let never = Function::new_no_args("return new Promise(() => {})");
    Reflect::set(&window, &"fetch".into(), &never).unwrap();
    mounted.wait(".documents button").await.click();
    let dialog = mounted.wait("dialog").await;
    assert_eq!(dialog.get_attribute("aria-label").unwrap(), title);
    assert!(mounted.find("dialog [part=document]").is_none());
    mounted.end();
    Reflect::set(&window, &"fetch".into(), &fetch).unwrap();
}
