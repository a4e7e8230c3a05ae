//! What is no record is refused before anything else is asked, and our own mistakes are told from the form's.
//! What holds, and every way not to, goes through the example servers in tests/e2e/server-examples.test.mjs.
#![allow(clippy::unwrap_used, missing_docs)]

use samtycke_site::{Form, Reason, Vendor, keys};

fn vendor() -> Vendor {
    Vendor {
        pack: "no/such/folder".into(),
        endpoint: "https://consent.example.com".into(),
        origin: "https://www.example.com".into(),
        role: "customer".into(),
    }
}

#[test]
fn what_is_no_record_is_malformed() {
    for record in ["", " ", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "not a record at all"] {
        let form = Form { record, confirmation: None, receipt: None };
        let refusal = vendor().check(form, None).unwrap_err();
        assert_eq!((refusal.reason(), refusal.status()), (Reason::Malformed, 400), "{record:?}");
        assert!(refusal.to_string().starts_with("The record does not hold: "), "{refusal}");
    }
}

#[test]
fn keys_are_a_jwk_set_or_none() {
    assert!(keys(r#"{"keys":[]}"#).is_some_and(|set| set.keys.is_empty()));
    for text in ["", "{}", "[]", "<html>", r#"{"keys":[{}]}"#] {
        assert!(keys(text).is_none(), "{text:?}");
    }
}
