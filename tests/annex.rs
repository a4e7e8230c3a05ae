//! The annex editor in a real browser, on a pack that asks as much about its annex as one can.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod support;

use samtycke_record::Acceptance;
use samtycke_record::acceptance::{AuthorisationAnswer, DataKind};
use samtycke_record::json::FromJson as _;
use samtycke_record::jws::Compact;
use support::{Mounted, show, write};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{HtmlElement, HtmlSelectElement};

wasm_bindgen_test_configure!(run_in_browser);

fn editor() -> Mounted {
    let origin = web_sys::window().unwrap().location().origin().unwrap();
    show("agreement", &format!("{origin}/tests/annex/published/pack.json"), &[("role", "customer")])
}

fn texts(mounted: &Mounted, selector: &str) -> Vec<String> {
    let found = mounted.shadow.query_selector_all(selector).unwrap();
    (0..found.length()).map(|index| found.get(index).unwrap().text_content().unwrap()).collect()
}

/// Chooses a kind for the line that is written.
async fn choose(mounted: &Mounted, kind: &str) {
    let select: HtmlSelectElement = mounted.wait("#categories-own-kind").await.unchecked_into();
    select.set_value(kind);
    let bubbles = web_sys::EventInit::new();
    bubbles.set_bubbles(true);
    let change = web_sys::Event::new_with_event_init_dict("change", &bubbles).unwrap();
    select.dispatch_event(&change).unwrap();
    gloo::timers::future::TimeoutFuture::new(20).await;
}

fn has_focus(mounted: &Mounted, element: &HtmlElement) -> bool {
    mounted.shadow.active_element().as_ref() == Some(element.unchecked_ref())
}

#[wasm_bindgen_test]
async fn what_follows_from_a_kind_is_told_once_it_is_chosen() {
    let mounted = editor();
    let live = mounted.wait(".consequences[role=status]").await;
    assert_eq!(live.text_content().unwrap(), "");
    let health = mounted.wait("#categories-1").await;
    assert!(health.get_attribute("aria-describedby").is_none());
    health.click();
    let told = mounted.wait("#annex_special").await.text_content().unwrap();
    for part in ["Sygefravær", "artikel 9, stk. 2", "Vagthavn ApS: De krypteres særskilt."] {
        assert!(told.contains(part), "{part} is not in {told}");
    }
    assert!(mounted.find("#annex_national-id").is_none());
    mounted.wait("#categories-1[aria-describedby=annex_special]").await;
    assert!(health.is_connected(), "whoever ticked it is still there");
    // The region was there before its text, so that it is read out.
    assert!(live.query_selector("#annex_special").unwrap().is_some());
    health.click();
    mounted.text(".consequences", "").await;
    mounted.end();
}

#[wasm_bindgen_test]
async fn a_line_of_ones_own_asks_for_its_kind_and_goes_without_losing_the_focus() {
    let mounted = editor();
    let field = mounted.wait("#categories-own").await;
    write(&field, "Allergier");
    mounted.wait("[part=add-categories]").await.click();
    let problem = mounted.wait("#categories-own-kind-problem").await;
    assert_eq!(problem.text_content().unwrap(), "Vælg, hvilken slags oplysning det er.");
    let select = mounted.wait("#categories-own-kind[aria-invalid=true]").await;
    assert!(has_focus(&mounted, &select));
    choose(&mounted, "special").await;
    assert!(mounted.find("#categories-own-kind-problem").is_none(), "mended, the message goes");
    mounted.wait("[part=add-categories]").await.click();
    mounted.text("#categories > [role=status]", "»Allergier« er tilføjet.").await;
    assert_eq!(texts(&mounted, "#categories .own > span"), ["AllergierFølsom oplysning (artikel 9)"]);
    mounted.text(".preview summary small", "1 ændring").await;

    write(&field, "sygefravær");
    mounted.wait("[part=add-categories]").await.click();
    mounted.wait("#categories-1:checked").await;
    assert_eq!(texts(&mounted, "#categories .own").len(), 1, "no double");
    mounted.wait("#categories .own button").await.click();
    mounted.text("#categories > [role=status]", "»Allergier« er fjernet.").await;
    assert!(has_focus(&mounted, &field));
    mounted.end();
}

#[wasm_bindgen_test]
async fn everything_that_is_asked_for_is_missed_shown_and_signed() {
    let mounted = editor();
    mounted.wait("[part=accept]:not([aria-disabled])").await;
    for (field, text) in [
        ("organisation-name", "Fjord Bageri ApS"),
        ("organisation-number", "DK 1234 5674"),
        ("signatory-name", "Ida Fjord"),
        ("signatory-email", "ida@fjordbageri.dk"),
        ("signatory-position", "indehaver"),
    ] {
        write(&mounted.wait(&format!("#{field}")).await, text);
    }
    for control in ["statement-0", "statement-1", "subjects-0"] {
        mounted.wait(&format!("#{control}")).await.click();
    }
    mounted.wait("#subjects-0-reason[aria-required=true]").await;
    mounted.wait("[part=accept]").await.click();
    mounted.wait("#problems").await;
    assert_eq!(
        texts(&mounted, "#problems li"),
        [
            "Skriv, hvorfor I ændrer »Medarbejdere«.",
            "Vælg mindst én gruppe af personer.",
            "Svar på, om I godkender »Nordlunda Drift AB«.",
            "Svar på, om I godkender »Harbor Desk Inc.«.",
        ]
    );
    for control in ["subjects-0-reason", "subjects", "sub-processors-0", "transfers-0"] {
        mounted.wait(&format!("#{control}-problem")).await;
    }

    write(&mounted.wait("#subjects-0-reason").await, "Vi har kun vikarer.");
    mounted.wait("#subjects-1").await.click();
    write(&mounted.wait("#subjects-1-reason").await, "De tager vagterne.");
    mounted.wait("#sub-processors-0").await.click();
    mounted.wait("#transfers-0-object").await.click();
    write(&mounted.wait("#transfers-0-reason").await, "Ikke ud af EU.");
    let objection = mounted.wait("[part=objection]").await.text_content().unwrap();
    assert!(objection.contains("alligevel") && objection.contains("Vi finder en anden."), "{objection}");

    mounted.text(".preview summary small", "3 ændringer").await;
    assert_eq!(texts(&mounted, ".annex del"), ["Medarbejdere"]);
    assert_eq!(texts(&mounted, ".annex ins"), ["Vikarer"]);
    mounted.text(".annex > div:nth-child(8) .because", "Begrundelse: Ikke ud af EU.").await;
    let view = mounted.wait("[part=annex-view]").await.text_content().unwrap();
    for part in [
        "Begrundelse: Vi har kun vikarer.",
        "Vagtplanlægning",
        "Danmark, Sverige",
        "Alt krypteres undervejs.",
        "senest 6 timer",
        "godkendt",
        "indsigelse",
        "standardkontraktbestemmelser",
    ] {
        assert!(view.contains(part), "{part} is not in {view}");
    }
    mounted.wait("[part=accept]").await.click();
    let accepted = mounted.told("accepted: ey").await;
    let jws = Compact::parse(accepted.trim_start_matches("accepted: ").split('|').next().unwrap()).unwrap();
    let annex = Acceptance::from_json(&jws.payload_json().unwrap()).unwrap().annex.unwrap();
    let reasons: Vec<_> = annex.edits.iter().map(|edit| edit.reason.as_deref().unwrap()).collect();
    assert_eq!(reasons, ["Vi har kun vikarer.", "De tager vagterne."]);
    let answers = annex.content.authorisations.unwrap();
    assert_eq!(answers[0].answer, AuthorisationAnswer::Approved);
    assert_eq!(answers[1].reason.as_deref(), Some("Ikke ud af EU."));
    assert!(annex.content.categories.iter().all(|item| item.kind == DataKind::Ordinary));
    mounted.end();
}

#[wasm_bindgen_test]
async fn starting_over_leads_back_to_the_published_annex_and_its_heading() {
    let mounted = editor();
    mounted.wait("#subjects-1").await;
    assert!(mounted.find("[part=annex-start-over]").is_none(), "nothing to go back from");
    mounted.wait("#subjects-1").await.click();
    mounted.wait("#sub-processors-0").await.click();
    mounted.wait("[part=annex-start-over]").await.click();
    mounted.wait("#subjects-1:not(:checked)").await;
    mounted.wait("#sub-processors-0:checked").await;
    mounted
        .text("[part=annex] > [role=status]:last-child", "Bilaget er igen, som det er offentliggjort.")
        .await;
    assert!(has_focus(&mounted, &mounted.wait("#annex_title").await));
    mounted.end();
}
