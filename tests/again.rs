//! Who has accepted before, in a real browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod support;

use samtycke_record::Acceptance;
use samtycke_record::json::FromJson as _;
use samtycke_record::jws::Compact;
use support::{Mounted, pack, show, write};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// A pack with an announced version of the agreement.
fn announcing() -> String {
    pack().replace("/pack/published", "/versions/published")
}

/// Fills in and signs; gives the record that the form would send.
async fn signed(mounted: &Mounted) -> String {
    mounted.wait("[part=accept]:not([aria-disabled])").await;
    tick(mounted).await;
    for (field, text) in [
        ("signatory-name", "Ida Fjord"),
        ("signatory-email", "ida@fjordbageri.dk"),
        ("signatory-position", "indehaver"),
        ("organisation-name", "Fjord Bageri ApS"),
        ("organisation-number", "12345674"),
    ] {
        write(&mounted.wait(&format!("#{field}")).await, text);
    }
    // Drawn of the last field, so of all before it.
    mounted.wait(".summary").await;
    mounted.wait("[part=accept]").await.click();
    mounted.wait("[part=receipt]").await;
    // Without an endpoint the form alone gets it.
    value(mounted).await
}

async fn tick(mounted: &Mounted) {
    for statement in 0..3 {
        mounted.wait(&format!("#statement-{statement}")).await.click();
        mounted.wait(&format!("#statement-{statement}:checked")).await;
    }
}

/// What the form would send: the last record that the gate was told.
async fn value(mounted: &Mounted) -> String {
    mounted.told("accepted: ey").await;
    let said = mounted.said.borrow();
    let last = said.iter().rev().find(|said| said.starts_with("accepted: ey")).unwrap();
    last.trim_start_matches("accepted: ").split('|').next().unwrap().to_owned()
}

fn read(jws: &str) -> Acceptance {
    Acceptance::from_json(&Compact::parse(jws).unwrap().payload_json().unwrap()).unwrap()
}

async fn first(pack: &str) -> String {
    let mounted = show("agreement", pack, &[("role", "customer")]);
    let record = signed(&mounted).await;
    mounted.end();
    record
}

#[wasm_bindgen_test]
async fn what_was_accepted_is_told_and_is_the_forms_value() {
    let record = first(&pack()).await;
    let mut mounted = show("agreement", &pack(), &[("prior", &record)]);
    mounted.text("[part=earlier] h3", "I har en aftale").await;
    assert_eq!(value(&mounted).await, record);
    // Nothing is missing any more: that was the last word to the form.
    let is_last = {
        let said = mounted.said.borrow();
        let of_form = |said: &&String| said.starts_with("accepted: ") || said.starts_with("missing: ");
        said.iter().rfind(of_form).is_some_and(|last| last.starts_with("accepted: ey"))
    };
    assert!(is_last);
    mounted.told(r#"emit: standing|{"id":"#).await;
    // The page learns that it was taken back.
    mounted.update("prior", "");
    mounted.wait("[part=role]").await;
    mounted.end();
}

#[wasm_bindgen_test]
async fn what_is_announced_is_listed_with_what_changes() {
    let record = first(&announcing()).await;
    let mounted = show("agreement", &announcing(), &[("prior", &record)]);
    mounted.wait("[part=earlier] [part=changes]").await.click();
    mounted.wait("dialog[open] [part=redline] ins").await;
    mounted.wait("[part=close]").await.click();
    assert_eq!(value(&mounted).await, record);
    mounted.end();
}

#[wasm_bindgen_test]
async fn an_amendment_begins_with_what_was_signed_and_needs_a_change() {
    let record = first(&pack()).await;
    let mounted = show("agreement", &pack(), &[("prior", &record), ("role", "amend")]);
    tick(&mounted).await;
    mounted.wait("[part=accept]:not([aria-disabled])").await.click();
    mounted.text("#subjects-problem", "Du har ikke ændret noget i bilaget.").await;
    write(&mounted.wait("#subjects-own").await, "Frivillige");
    mounted.wait("#subjects-own + button").await.click();
    mounted.wait(".own").await;
    mounted.wait("[part=accept]").await.click();
    mounted.wait("[part=receipt]").await;
    mounted.told("emit: accepted").await;
    let amended = value(&mounted).await;
    assert_ne!(amended, record);
    assert!(read(&amended).prev.is_some());
    assert_eq!(read(&amended).annex.unwrap().content.subjects.last().unwrap().name, "Frivillige");
    mounted.end();
    // The next one begins there.
    let mounted = show("agreement", &pack(), &[("prior", &amended), ("role", "amend")]);
    mounted.text(".own > span", "Frivillige").await;
    mounted.end();
}

#[wasm_bindgen_test]
async fn what_cannot_be_believed_asks_as_for_the_first_time() {
    let record = first(&pack()).await;
    let mut other = record.clone();
    other.replace_range(other.len() - 8.., "AAAAAAAA");
    for (accepted, code) in [
        ("x", "not an acceptance record"),
        (other.as_str(), "the signature does not fit"),
        (record.rsplit_once('.').unwrap().0, "not an acceptance record"),
    ] {
        let mounted = show("agreement", &pack(), &[("prior", accepted), ("role", "customer")]);
        mounted.wait("#organisation-name").await;
        let told = mounted.told(r#"emit: error|{"code":"accepted""#).await;
        assert!(told.contains(code), "{told}");
        assert!(mounted.find("[part=earlier]").is_none());
        mounted.end();
    }
    let mounted = show("agreement", &pack(), &[("prior", "x"), ("role", "amend")]);
    mounted.wait("[part=error]").await;
    assert!(mounted.find("[part=accept]").is_none());
    mounted.end();
}
