//! What stands under the text of a policy, in a real browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod support;

use js_sys::{Array, Function, Reflect};
use support::{Mounted, pack, show, write};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{HtmlElement, HtmlTextAreaElement};

wasm_bindgen_test_configure!(run_in_browser);

async fn policy() -> Mounted {
    let mounted = show("policy", &pack(), &[("document", "policy")]);
    mounted.wait("[part=panels]").await;
    mounted
}

fn texts(mounted: &Mounted, selector: &str) -> Vec<String> {
    let found = mounted.shadow.query_selector_all(selector).unwrap();
    (0..found.length()).map(|index| found.get(index).unwrap().text_content().unwrap()).collect()
}

/// Opens the row of that id.
async fn open(mounted: &Mounted, id: &str) -> HtmlElement {
    let summary = mounted.wait(&format!("#{id}")).await;
    summary.click();
    // What is in it is drawn then.
    mounted.wait(&format!("[id='{id}'] + div > *")).await;
    summary.parent_element().unwrap().unchecked_into()
}

async fn area(mounted: &Mounted, id: &str) -> HtmlTextAreaElement {
    mounted.wait(&format!("#{id}")).await.unchecked_into()
}

/// Waits until the text is there; returns the whole.
async fn holds(area: &HtmlTextAreaElement, text: &str) -> String {
    for _ in 0..500 {
        if area.value().contains(text) {
            return area.value();
        }
        gloo::timers::future::TimeoutFuture::new(10).await;
    }
    panic!("no {text:?} in {}", area.value());
}

/// Types into a text area.
fn rewrite(area: &HtmlTextAreaElement, text: &str) {
    area.set_value(text);
    let options = web_sys::EventInit::new();
    options.set_bubbles(true);
    options.set_composed(true);
    area.dispatch_event(&web_sys::Event::new_with_event_init_dict("input", &options).unwrap()).unwrap();
}

/// The clipboard of a browser that lets us, or doesn't. What is copied is an item of the list.
fn clipboard(allows: bool) -> Array {
    let copied = Array::new();
    let replace = Function::new_with_args(
        "copied, allows",
        "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
           writeText: async (text) => { if (!allows) throw new Error('no'); copied.push(text); } } })",
    );
    replace.call2(&JsValue::NULL, &copied, &allows.into()).unwrap();
    copied
}

#[wasm_bindgen_test]
async fn a_pack_shows_what_it_has_in_rows_that_are_closed_and_say_how_much_is_in_them() {
    let mounted = policy().await;
    assert_eq!(
        texts(&mounted, ".panel > summary"),
        [
            "Dine rettigheder4",
            "Underdatabehandlere8",
            "Hvor længe oplysninger gemmes1",
            "Sikkerhedsforanstaltninger1",
            "Kontakt og tilsynsmyndighed2",
            "Flere dokumenter1",
        ]
    );
    assert!(mounted.find(".panel[open]").is_none());
    assert_eq!(texts(&mounted, ".panel > summary > h3").len(), 6);
    // Nobody waits for what is in them.
    assert!(mounted.find(".panel-body > *").is_none());
    open(&mounted, "panel_rights").await;
    let names = texts(&mounted, ".right > summary > h4");
    assert_eq!(names[0], "Ret til indsigt");
    assert_eq!(names.len(), 4);
    // Linked to, each has a place of its own, and none of them is an anchor of the text.
    for id in ["panel_rights", "panel_sub-processors", "panel_contact", "panel_documents", "right_access"] {
        assert_eq!(mounted.shadow.query_selector_all(&format!("[id={id}]")).unwrap().length(), 1, "{id}");
    }
    mounted.end();
}

#[wasm_bindgen_test]
async fn a_message_follows_what_is_typed_and_so_does_the_link_to_the_e_mail_program() {
    let mounted = policy().await;
    open(&mounted, "panel_rights").await;
    open(&mounted, "right_access").await;
    let message = area(&mounted, "text_access").await;
    holds(&message, "artikel 15").await;
    write(&mounted.wait("#name_access").await, "Ida Fjord");
    write(&mounted.wait("#known_access").await, "kunde 12");
    rewrite(&area(&mounted, "about_access").await, "Løn & ferie?");
    let text = holds(&message, "Løn & ferie?").await;
    assert!(text.starts_with("Til Vagthavn ApS\n\n") && text.ends_with("Venlig hilsen\nIda Fjord"), "{text}");
    assert!(text.contains("\nSådan finder I mig: kunde 12\n"), "{text}");
    let link = mounted.wait("[part=mailto]").await;
    let href = link.get_attribute("href").unwrap();
    assert!(
        href.starts_with("mailto:privacy@vagthavn.example?subject=Anmodning%20om%20indsigt%20"),
        "{href}"
    );
    assert!(href.contains("L%C3%B8n%20%26%20ferie%3F%0D%0A"), "{href}");
    let decoded = String::from(js_sys::decode_uri_component(&href).unwrap());
    assert!(decoded.ends_with(&text.replace('\n', "\r\n")), "{decoded}");

    // Who writes is asked once.
    let other = area(&mounted, "text_rectification").await;
    let text = holds(&other, "Ida Fjord").await;
    assert!(text.contains("kunde 12") && text.contains("artikel 16") && !text.contains("Løn"), "{text}");
    rewrite(&area(&mounted, "wrong_rectification").await, "Fjrod");
    rewrite(&area(&mounted, "correct_rectification").await, "Fjord");
    holds(&other, "Dette er forkert: Fjrod\nDette er rigtigt: Fjord\n").await;
    mounted.end();
}

#[wasm_bindgen_test]
async fn a_text_that_the_person_changed_is_theirs_until_they_begin_anew() {
    let mounted = policy().await;
    open(&mounted, "panel_rights").await;
    let message = area(&mounted, "text_access").await;
    holds(&message, "artikel 15").await;
    rewrite(&message, "Kære I,\nsend mig det hele.");
    let anew = mounted.wait("[part=anew]").await;
    write(&mounted.wait("#name_access").await, "Ida Fjord");
    holds(&area(&mounted, "text_withdraw").await, "Ida Fjord").await;
    assert_eq!(message.value(), "Kære I,\nsend mig det hele.");
    let href = mounted.wait("[part=mailto]").await.get_attribute("href").unwrap();
    assert!(href.ends_with("&body=K%C3%A6re%20I%2C%0D%0Asend%20mig%20det%20hele."), "{href}");
    anew.click();
    assert!(holds(&message, "artikel 15").await.ends_with("Ida Fjord"));
    mounted.end();
}

#[wasm_bindgen_test]
async fn a_text_that_e_mail_programs_would_not_take_is_to_be_copied() {
    let mounted = policy().await;
    open(&mounted, "panel_rights").await;
    rewrite(&area(&mounted, "text_access").await, &"å".repeat(2000));
    let told = mounted.wait("#long_access").await;
    let link = mounted.wait("[part=mailto][aria-describedby=long_access]").await;
    assert!(!link.get_attribute("href").unwrap().contains("body"));
    assert!(told.text_content().unwrap().contains("for lang"));
    mounted.end();
}

#[wasm_bindgen_test]
async fn copying_says_what_came_of_it() {
    let own = Reflect::get(&web_sys::window().unwrap().navigator(), &"clipboard".into()).unwrap();
    let mounted = policy().await;
    open(&mounted, "panel_rights").await;
    open(&mounted, "right_access").await;
    let message = area(&mounted, "text_access").await;
    let told = "[part=copy] + [role=status]";
    assert_eq!(mounted.wait(told).await.text_content().unwrap(), "");

    let copied = clipboard(true);
    mounted.wait("[part=copy]").await.click();
    mounted.text(told, "Kopieret.").await;
    assert_eq!(copied.to_vec(), [JsValue::from(message.value())]);

    // Another text isn't copied yet.
    rewrite(&message, "Noget andet");
    mounted.text(told, "").await;

    clipboard(false);
    mounted.wait("[part=copy]").await.click();
    mounted.text(told, "Teksten er markeret. Kopiér den med din browser.").await;
    let selected = (message.selection_start().unwrap(), message.selection_end().unwrap());
    assert_eq!(selected, (Some(0), Some(11)));
    assert_eq!(mounted.shadow.active_element().unwrap().id(), "text_access");
    Reflect::delete_property(&web_sys::window().unwrap().navigator(), &"clipboard".into()).unwrap();
    assert!(Reflect::get(&web_sys::window().unwrap().navigator(), &"clipboard".into()).unwrap() == own);
    mounted.end();
}

#[wasm_bindgen_test]
async fn each_right_has_the_ways_that_belong_to_it() {
    let mounted = policy().await;
    open(&mounted, "panel_rights").await;
    let in_right = |id: &str, selector: &str| mounted.find(&format!("#right_{id} + .right-body {selector}"));
    let form = in_right("rectification", "a[href='https://vagthavn.example/profil']").unwrap();
    assert_eq!(form.text_content().unwrap(), "Åbn formularen hos Vagthavn ApS");
    // Beside the form, the message is there when it is asked for; elsewhere it is open.
    assert!(in_right("rectification", ".letter:not([open])").is_some());
    assert!(in_right("access", ".letter[open]").is_some());
    let preferences = in_right("withdraw", "button[data-samtycke=preferences]").unwrap();
    assert_eq!(preferences.text_content().unwrap(), "Cookieindstillinger");
    assert!(in_right("access", "[data-samtycke]").is_none());
    let authority = in_right("complaint", "a[href='https://www.datatilsynet.dk']").unwrap();
    assert_eq!(authority.text_content().unwrap(), "Klag til Datatilsynet");
    assert!(in_right("complaint", "textarea").is_none());
    mounted.end();
}

#[wasm_bindgen_test]
async fn every_field_of_a_message_has_a_name() {
    let mounted = policy().await;
    open(&mounted, "panel_rights").await;
    mounted.wait("#text_access").await;
    let fields = mounted.shadow.query_selector_all(".right :is(input, textarea)").unwrap();
    assert_eq!(fields.length(), 4 + 5 + 4);
    for index in 0..fields.length() {
        let field: HtmlElement = fields.get(index).unwrap().unchecked_into();
        let labels = mounted.shadow.query_selector_all(&format!("label[for='{}']", field.id())).unwrap();
        assert_eq!(labels.length(), 1, "{}", field.id());
        if let Some(described) = field.get_attribute("aria-describedby") {
            assert!(mounted.find(&format!("[id='{described}']")).is_some(), "{described}");
        }
    }
    mounted.end();
}

#[wasm_bindgen_test]
async fn registers_say_countries_in_words_and_long_ones_filter() {
    let mounted = policy().await;
    open(&mounted, "panel_sub-processors").await;
    let register = "details:has(> #panel_sub-processors)";
    let rows = |state: &str| texts(&mounted, &format!("{register} tbody tr{state}"));
    assert_eq!(rows("").len(), 8);
    let cells = texts(&mounted, &format!("{register} tbody tr:last-child td > span:last-child"));
    assert_eq!(cells, ["Harbor Desk Inc.", "USA", "Support", "Kommissionens standardkontraktbestemmelser"]);
    let heads = texts(&mounted, &format!("{register} th"));
    assert_eq!(heads, ["Navn", "Land", "Opgave", "Overførselsgrundlag"]);
    // No label repeats what isn't there.
    assert_eq!(texts(&mounted, &format!("{register} tbody tr:first-child td"))[3], "");
    let filter = mounted.wait(&format!("{register} [part=filter] input")).await;
    write(&filter, "danmark alborg");
    mounted.text(&format!("{register} [role=status]"), "1 af 8 rækker").await;
    assert!(rows(":not([hidden])")[0].contains("Måleri Ålborg ApS"));
    write(&filter, "");
    mounted.text(&format!("{register} [role=status]"), "").await;
    // Marks of direction and the stroke that stretches words are nothing that one looks for.
    write(&filter, "\u{2067}fjord\u{640}post\u{2069}");
    mounted.text(&format!("{register} [role=status]"), "1 af 8 rækker").await;
    assert!(rows(":not([hidden])")[0].contains("Fjordpost ApS"));
    for short in ["panel_retention", "panel_measures"] {
        open(&mounted, short).await;
        assert!(mounted.find(&format!("details:has(> #{short}) table")).is_some());
        assert!(mounted.find(&format!("details:has(> #{short}) [part=filter]")).is_none());
    }
    mounted.end();
}

#[wasm_bindgen_test]
async fn contacts_can_be_used_and_say_which_count_as_notice() {
    let mounted = policy().await;
    let panel = open(&mounted, "panel_contact").await;
    for (href, text) in [
        ("mailto:privacy@vagthavn.example", "privacy@vagthavn.example"),
        ("tel:+4570000007", "+45 70 00 00 07"),
        ("https://vagthavn.example", "vagthavn.example"),
        ("https://www.datatilsynet.dk", "www.datatilsynet.dk"),
    ] {
        let link = panel.query_selector(&format!("a[href='{href}']")).unwrap().unwrap();
        assert_eq!(link.text_content().unwrap(), text);
    }
    let text = panel.text_content().unwrap();
    for said in ["CVR 99 00 00 07", "Havnegade 7, 8000 Aarhus C, Danmark", "dansk ret", "Retten i Aarhus"] {
        assert!(text.contains(said), "{said} in {text}");
    }
    let channels = texts(&mounted, ".channels li");
    assert_eq!(
        channels,
        [
            "E-mailprivacy@vagthavn.examplePersondataMeddelelser efter aftalen kan gives her",
            // The letter is called by its kind.
            "BrevHavnegade 7, 8000 Aarhus C",
        ]
    );
    mounted.end();
}

#[wasm_bindgen_test]
async fn other_documents_say_what_they_are_to_this_one_and_lead_there() {
    let mounted = policy().await;
    open(&mounted, "panel_documents").await;
    assert_eq!(
        texts(&mounted, "nav.related li"),
        ["DatabehandleraftaleSuppleres af »Privatlivspolitik«Version 1.0 · gælder fra 1. september 2026"]
    );
    mounted.wait("nav.related a").await.click();
    mounted.text("#document-title", "Databehandleraftale").await;
    mounted.text("nav.related a", "Privatlivspolitik").await;
    assert_eq!(texts(&mounted, ".tie"), ["Supplerer »Databehandleraftale«"]);
    mounted.end();
}

/// A script of the test, with one argument.
fn run(script: &str, argument: &JsValue) -> JsValue {
    Function::new_with_args("a", script).call1(&JsValue::NULL, argument).unwrap()
}

#[wasm_bindgen_test]
async fn an_address_opens_the_row_and_the_right_that_it_names() {
    let address = |anchor: &str| {
        web_sys::window()
            .unwrap()
            .location()
            .set_hash(&format!("#samtycke/small/policy/da/{anchor}"))
            .unwrap();
    };
    address("right_rectification");
    let mounted = show("policy", &pack(), &[("document", "policy")]);
    let focused = |id: &str| mounted.shadow.active_element().is_some_and(|element| element.id() == id);
    for (anchor, selector) in [
        (
            "right_rectification",
            "#panel_rights + div details[open] > #right_rectification + .right-body .letter",
        ),
        ("panel_contact", "details[open] > #panel_contact + div .channels"),
        (
            "right_access",
            "details[open] > #panel_rights + div details[open] > #right_access + .right-body .letter",
        ),
        ("panel_sub-processors", "details[open] > #panel_sub-processors + div table"),
    ] {
        address(anchor);
        mounted.wait(selector).await;
        for _ in 0..2_000 {
            if focused(anchor) {
                break;
            }
            gloo::timers::future::TimeoutFuture::new(10).await;
        }
        assert!(focused(anchor), "{anchor}");
    }
    // What was open stays so, and what was typed in it.
    assert!(mounted.find("details[open] > #right_rectification").is_some());
    mounted.end();
}

#[wasm_bindgen_test]
async fn the_texts_of_the_pack_have_its_language_and_direction() {
    let long = pack().replace("tests/pack/published", "tests/long");
    let mounted = show("policy", &long, &[("languages", "[\"he\"]")]);
    for id in ["panel_rights", "panel_sub-processors", "panel_contact", "right_access"] {
        open(&mounted, id).await;
    }
    let panels = mounted.wait(".panels").await;
    assert_eq!(panels.get_attribute("lang").unwrap(), "en", "there is no interface in Hebrew");
    let script =
        "const texts = document.createTreeWalker(a, NodeFilter.SHOW_TEXT), wrong = []; let found = 0;
        while (texts.nextNode()) {
          const {data, parentElement: around} = texts.currentNode;
          if (!/[א-ת]|Vagthavn|Havnegade/.test(data)) continue;
          found += 1;
          const [by] = [around.closest('[lang]')];
          if (by.lang !== 'he' || by.dir !== 'rtl') wrong.push(data);
        }
        return found + ': ' + wrong.join(' | ')";
    let told = run(script, &panels).as_string().unwrap();
    let (found, wrong) = told.split_once(": ").unwrap();
    assert_eq!(wrong, "");
    assert!(found.parse::<u32>().unwrap() > 10, "{found}");
    mounted.end();
}

#[wasm_bindgen_test]
async fn the_styles_of_the_panels_are_theirs_alone() {
    let mounted = policy().await;
    mounted.wait(".search-open").await.click();
    mounted.wait(".search .count").await;
    let style = web_sys::window().unwrap().document().unwrap().create_element("style").unwrap();
    style.set_text_content(Some(include_str!("../styles/panels.css")));
    mounted.shadow.append_child(&style).unwrap();
    let script =
        "const outside = [...a.getRootNode().querySelectorAll('*')].filter(one => !one.closest('.panels'));
        const rules = [...a.sheet.cssRules].filter(rule => rule.selectorText);
        return rules.filter(rule => outside.some(one => one.matches(rule.selectorText)))
          .map(rule => rule.selectorText).join()";
    assert_eq!(run(script, &style).as_string().unwrap(), "");
    mounted.end();
}
