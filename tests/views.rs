//! The views in a real browser, each on its own.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod support;

use samtycke_record::json::FromJson as _;
use samtycke_record::jws::{Compact, RECORD_TYPE};
use samtycke_record::{Acceptance, Nonce};
use support::{pack, show, write};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn a_pack_that_is_not_there_shows_an_error_and_can_be_tried_again() {
    for view in ["policy", "agreement"] {
        for broken in ["data:application/json,{", "data:application/json,{}", "http://127.0.0.1:9/pack.json"]
        {
            let mounted = show(view, broken, &[]);
            let panel = mounted.wait("[part=error]").await;
            assert_eq!(panel.get_attribute("role").as_deref(), Some("alert"));
            mounted.wait("[part=error] button").await.click();
            mounted.wait("[part=error]").await;
            mounted.end();
        }
    }
}

#[wasm_bindgen_test]
async fn where_a_key_is_pinned_only_a_pack_that_it_signed_is_used() {
    let thumbprint = include_str!("pack/published/thumbprint");
    let unsigned = format!("{}?unsigned", pack()).replace("pack.json", "documents/pack.json");
    for view in ["policy", "agreement"] {
        let pinned = show(view, &pack(), &[("key", thumbprint)]);
        let shown = match view {
            "policy" => "[part=document]",
            _ => "[part=role]",
        };
        pinned.wait(shown).await;
        pinned.end();
        let other = show(view, &pack(), &[("key", "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")]);
        let panel = other.wait("[part=error]").await;
        assert!(panel.text_content().unwrap().contains("ikke underskrevet"), "{:?}", panel.text_content());
        assert!(other.find(shown).is_none());
        other.end();
        // With a key there is no way around the signature.
        let missing = show(view, &unsigned, &[("key", thumbprint)]);
        missing.wait("[part=error]").await;
        missing.end();
    }
}

#[wasm_bindgen_test]
async fn a_country_is_chosen_by_its_name_and_asks_for_its_number() {
    let mounted = show("agreement", &pack(), &[("role", "customer")]);
    let select = mounted.wait("#organisation-country").await;
    let options = select.query_selector_all("option").unwrap();
    let name = |index| options.get(index).unwrap().text_content().unwrap();
    let names: Vec<String> = (0..options.length()).map(name).collect();
    // The vendor's own, then by the alphabet, then those of no register in the list.
    assert_eq!(names[0], "Danmark");
    assert_eq!(names[1], "Estland");
    assert_eq!(names[8..], ["Tyskland", "EU-land, med momsnummer"]);

    let select: web_sys::HtmlSelectElement = select.unchecked_into();
    for (scheme, mode, label, example) in [
        ("SE-ORGNR", "numeric", "Svensk organisationsnummer", "559900-0006"),
        ("GB-CRN", "text", "Britisk selskabsnummer", "01234567"),
        ("DE-REGISTERNUMMER", "text", "Tysk registerdomstol", "HRB 12345. Er I ikke i registret"),
    ] {
        select.set_value(scheme);
        let bubbles = web_sys::EventInit::new();
        bubbles.set_bubbles(true);
        let change = web_sys::Event::new_with_event_init_dict("change", &bubbles).unwrap();
        select.dispatch_event(&change).unwrap();
        gloo::timers::future::TimeoutFuture::new(50).await;
        let field = mounted.wait(&format!("#organisation-number[inputmode={mode}]")).await;
        let described = field.get_attribute("aria-describedby").unwrap();
        assert_eq!(described, "organisation-number-help");
        for (part, expect) in
            [("label[for=organisation-number]", label), ("#organisation-number-help", example)]
        {
            let text = mounted.wait(part).await.text_content().unwrap();
            assert!(text.contains(expect), "{scheme}: {text}");
        }
    }
    mounted.end();
}

#[wasm_bindgen_test]
async fn the_flow_says_what_is_missing_and_signs_when_nothing_is() {
    // Nobody listens there.
    let endpoint = ("endpoint", "http://127.0.0.1:9");
    let mounted = show("agreement", &pack(), &[("role", "customer"), endpoint]);
    let accept = mounted.wait("[part=accept]:not([aria-disabled])").await;
    assert!(mounted.told("missing").await.contains("Acceptér aftalen"));
    accept.click();
    mounted.wait("#organisation-name-problem").await;
    assert_eq!(mounted.shadow.query_selector_all("[part=statement] .problem").unwrap().length(), 3);

    for (field, text) in [
        ("organisation-name", "Fjord Bageri ApS"),
        ("organisation-number", "DK 1234 5674"),
        ("signatory-name", "Ida Fjord"),
        ("signatory-email", "ida@fjordbageri.dk"),
        ("signatory-position", "indehaver"),
    ] {
        write(&mounted.wait(&format!("#{field}")).await, text);
    }
    for statement in 0..3 {
        mounted.wait(&format!("#statement-{statement}")).await.click();
    }
    mounted.wait(".summary").await;
    write(&mounted.wait("#subjects-own").await, "Frivillige");
    mounted.wait("#subjects-own + button").await.click();
    mounted.wait(".own").await;
    mounted.wait("[part=accept]").await.click();
    let receipt = mounted.wait("[part=receipt][data-state=queued]").await.text_content().unwrap();
    for said in
        ["Fjord Bageri ApS (CVR 12 34 56 74)", "Ida Fjord, indehaver", "Frivillige", "accepteret", "sha256:"]
    {
        assert!(receipt.contains(said), "{said}: {receipt}");
    }
    // This pack is published without the verifier: the person is told, and the record can still be had.
    mounted.wait("[part=evidence]").await.click();
    mounted.wait("[part=evidence]:not([aria-disabled]) ~ [role=status]:not(:empty)").await;
    mounted.wait(".downloads button").await;

    let accepted = mounted.told("accepted: ey").await;
    let said: Vec<&str> = accepted.trim_start_matches("accepted: ").split('|').collect();
    let [record, "", "", ""] = said[..] else { panic!("no receipt, confirmation or proof: {said:?}") };
    let jws = Compact::parse(record).unwrap();
    assert_eq!(jws.header.typ, RECORD_TYPE);
    let value = jws.payload_json().unwrap();
    assert_eq!(value.canonical().as_bytes(), jws.payload);
    let record = Acceptance::from_json(&value).unwrap();
    assert_eq!(record.offer.nonce, Nonce::NotCollected);
    assert!(record.statements.iter().all(|statement| statement.initial == "unticked" && statement.answer));
    assert_eq!(record.annex.unwrap().content.subjects.last().unwrap().name, "Frivillige");

    let waiting = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    let key = format!("samtycke-outbox:{}", record.record_id);
    assert!(waiting.get_item(&key).unwrap().is_some());
    samtycke_widget::deliver("[]".into(), js_sys::Function::new_no_args("return Promise.resolve()")).await;
    assert!(waiting.get_item(&key).unwrap().is_some(), "what is not delivered stays");
    waiting.remove_item(&key).unwrap();
    mounted.end();
}

#[wasm_bindgen_test]
async fn whoever_declines_is_believed_and_can_come_back() {
    let mounted = show("agreement", &pack(), &[("role", "customer")]);
    // The pack names no sales: then its vendor is asked for another contract.
    mounted.wait("[part=other-contract] a[href^='mailto:privacy@vagthavn.example?subject=']").await;
    write(&mounted.wait("#organisation-name").await, "Fjord Bageri ApS");
    mounted.wait("[part=decline]").await.click();
    write(&mounted.wait("#decline_reason").await, " For dyrt. ");
    assert!(mounted.find("[part=accept]").is_none() && mounted.find("dialog").is_none(), "in its place");
    mounted.wait("[part=decline-now]").await.click();
    mounted.wait("[part=declined][data-state='']").await;
    let told = mounted.told("emit: declined").await;
    let expect =
        r#"emit: declined|{"record":"","receipt":"","proof":"","id":"","state":"","reason":"For dyrt."}"#;
    assert_eq!(told, expect);
    mounted.told("missing: Du har afvist").await;
    mounted.wait("[part=reconsider]").await.click();
    mounted.wait("[part=accept]").await;
    let name: web_sys::HtmlInputElement = mounted.wait("#organisation-name").await.unchecked_into();
    assert_eq!(name.value(), "Fjord Bageri ApS");
    mounted.end();
}

#[wasm_bindgen_test]
async fn a_form_reset_begins_anew() {
    let mut mounted = show("agreement", &pack(), &[("role", "customer")]);
    write(&mounted.wait("#organisation-name").await, "Fjord Bageri ApS");
    mounted.wait("#statement-0").await.click();
    mounted.wait("#statement-0:checked").await;
    mounted.view.reset();
    mounted.wait("#statement-0:not(:checked)").await;
    let name: web_sys::HtmlInputElement =
        wasm_bindgen::JsCast::unchecked_into(mounted.wait("#organisation-name").await);
    assert_eq!(name.value(), "");
    mounted.end();
}

/// What a field holds.
fn value(field: &web_sys::HtmlElement) -> String {
    field.unchecked_ref::<web_sys::HtmlInputElement>().value()
}

#[wasm_bindgen_test]
async fn what_was_typed_is_there_again_and_no_tick_until_one_starts_over() {
    let before = show("agreement", &pack(), &[("role", "customer")]);
    write(&before.wait("#organisation-name").await, "Fjord Bageri ApS");
    before.wait("#statement-0").await.click();
    before.told("missing: Acceptér aftalen, før du sender formularen.|#organisation-number").await;
    let mut view = before.view;
    view.destroy();
    before.shadow.host().remove();

    let other = show("agreement", &pack(), &[("role", "customer"), ("name", "other")]);
    assert_eq!(value(&other.wait("#organisation-name").await), "");
    other.shadow.host().remove();

    let after = show("agreement", &pack(), &[("role", "customer")]);
    let start_over = after.wait("[part=start-over]").await;
    assert_eq!(value(&after.wait("#organisation-name").await), "Fjord Bageri ApS");
    after.wait("#statement-0:not(:checked)").await;
    start_over.click();
    after.text(".agreement > nav:first-child [aria-current]", "Dokumenter").await;
    assert_eq!(value(&after.wait("#organisation-name").await), "");
    after.end();
}

#[wasm_bindgen_test]
async fn the_form_is_told_where_what_is_missing_stands() {
    let mounted = show("agreement", &pack(), &[("role", "customer")]);
    mounted.dress(900);
    const MISSING: &str = "missing: Acceptér aftalen, før du sender formularen.|";
    mounted.told(&[MISSING, "#organisation-name"].concat()).await;
    write(&mounted.wait("#organisation-name").await, "Fjord Bageri ApS");
    mounted.told(&[MISSING, "#organisation-number"].concat()).await;
    mounted.end();
}

#[wasm_bindgen_test]
async fn the_vendors_register_fills_what_nobody_wrote() {
    // The number goes into the fragment, which nobody is asked for.
    let register = r#"data:application/json,{"name":"Fjord ApS","address":null,"more":1.5}#"#;
    let mounted = show("agreement", &pack(), &[("role", "customer"), ("lookup", register)]);
    write(&mounted.wait("#organisation-number").await, "12 34 56 74");
    mounted.text(".looked-up[role=status]", "Hentet fra registret: Fjord ApS. Du kan rette det.").await;
    assert_eq!(value(&mounted.wait("#organisation-name").await), "Fjord ApS");
    mounted.end();
}

#[wasm_bindgen_test]
async fn without_a_role_the_flow_asks_for_one() {
    let mounted = show("agreement", &pack(), &[]);
    mounted.wait("[part=role] input").await;
    assert!(mounted.find("[part=accept]").is_none());
    mounted.wait("#role-0").await.click();
    mounted.wait("[part=accept]").await;
    mounted.end();
}

#[wasm_bindgen_test]
async fn a_document_is_shown_with_its_clauses_and_links() {
    let mounted = show("policy", &pack(), &[("document", "dpa")]);
    let document = mounted.wait("[part=document]").await;
    assert_eq!(document.get_attribute("lang").as_deref(), Some("da"));
    for (selector, text) in [
        ("h2", "Databehandleraftale"),
        ("h3#c-1", "1\u{a0}Formål"),
        ("#c-2\\.1-I", "I.\u{a0}Første led."),
        ("ul li", "et"),
        ("th", "Kolonne"),
        ("dd", "Betydning."),
        ("[role=note]", "En forklaring."),
        ("[part=contents] li", "1Formål"),
    ] {
        assert_eq!(mounted.wait(selector).await.text_content().as_deref(), Some(text), "{selector}");
    }
    mounted.wait(".text a[href$='#samtycke/small/policy/da']").await.click();
    let title = loop_until_title(&mounted, "Privatlivspolitik").await;
    assert_eq!(title, "Privatlivspolitik");
    mounted.end();
}

async fn loop_until_title(mounted: &support::Mounted, title: &str) -> String {
    for _ in 0..500 {
        let found = mounted.wait("#document-title").await.text_content().unwrap_or_default();
        if found == title {
            return found;
        }
        gloo::timers::future::TimeoutFuture::new(10).await;
    }
    String::new()
}
