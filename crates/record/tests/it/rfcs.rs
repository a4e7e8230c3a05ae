//! The examples of RFC 8785 (canonical JSON) and RFC 7515 (JWS), as far as they are of our kind; the others are refused.

use samtycke_record::json::{self, Value};
use samtycke_record::jws::{self, Compact, JwsError};

#[test]
fn rfc_8785_section_3_2_3_sorts_by_utf_16() {
    let text = r#"{
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\ud83d\ude00": "Emoji: Grinning Face",
        "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis"
    }"#;
    let expect = "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\
        \"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\
        \"\u{fb33}\":\"Hebrew Letter Dalet With Dagesh\"}";
    assert_eq!(json::parse(text).unwrap().canonical(), expect);
}

/// Sections 3.2.2 to 3.2.4: the same object in its UTF-8 bytes, without the fractions and `null` that we don't have.
#[test]
fn rfc_8785_section_3_2_2_escapes_as_little_as_it_can() {
    let sample = r#"{
        "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]
    }"#;
    assert_eq!(json::parse(sample).unwrap_err().problem, "fractions and exponents are not used");
    let ours = sample
        .replace("333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001", "4503599627370496")
        .replace("null, ", "");
    let hex = "7b226c69746572616c73223a5b747275652c66616c73655d2c226e756d62657273223a5b343530333539393632373337303439\
        365d2c22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d";
    let canonical = json::parse(&ours).unwrap().canonical();
    let found: String = canonical.bytes().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(found, hex);
    let again: Value = json::parse(&canonical).unwrap();
    assert_eq!(again.canonical(), canonical);
}

/// Appendix B: numbers in the form that the RFC gives them. Those that aren't integers below 2^53 have no place here.
#[test]
fn rfc_8785_appendix_b_has_the_integers_below_2_53_in_our_form() {
    for text in ["0", "9007199254740991", "-9007199254740991", "1", "-1", "333333333", "1424953923781206"] {
        assert_eq!(json::parse(text).unwrap().canonical(), text);
    }
    for (text, problem) in [
        ("-0", "not a number"),
        ("5e-324", "fractions and exponents are not used"),
        ("-5e-324", "fractions and exponents are not used"),
        ("1.7976931348623157e+308", "fractions and exponents are not used"),
        ("-1.7976931348623157e+308", "fractions and exponents are not used"),
        ("9007199254740992", "integers end below 2^53"),
        ("-9007199254740992", "integers end below 2^53"),
        ("295147905179352830000", "integers end below 2^53"),
        ("NaN", "unexpected character"),
        ("Infinity", "unexpected character"),
        ("9.999999999999997e+22", "fractions and exponents are not used"),
        ("1e+23", "fractions and exponents are not used"),
        ("999999999999999700000", "integers end below 2^53"),
        ("9.999999999999997e-7", "fractions and exponents are not used"),
        ("0.000001", "fractions and exponents are not used"),
        ("333333333.3333332", "fractions and exponents are not used"),
        ("-0.0000033333333333333333", "not a number"),
        ("1424953923781206.2", "fractions and exponents are not used"),
    ] {
        assert_eq!(json::parse(text).unwrap_err().problem, problem, "{text}");
    }
}

#[test]
fn rfc_7515_appendix_c_is_our_base64url() {
    let bytes = [3, 236, 255, 224, 193];
    assert_eq!(jws::encode(&bytes), "A-z_4ME");
    assert_eq!(jws::decode("A-z_4ME").as_deref(), Some(&bytes[..]));
}

/// None of the RFC's examples names a key by thumbprint and a record by type. The signature of A.3 is in `jose.rs`.
#[test]
fn rfc_7515_examples_are_well_formed_and_no_records() {
    const PAYLOAD: &str =
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    const NOT_OURS: &str = "alg must be one of ES256 EdDSA Ed25519";
    for (name, header, payload, signature, expect) in [
        (
            "A.1, HS256",
            "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9",
            PAYLOAD,
            "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
            NOT_OURS,
        ),
        ("A.2, RS256", "eyJhbGciOiJSUzI1NiJ9", PAYLOAD, "cC4hiUPoj9Eetdgtv3hF80EGrhuB", NOT_OURS),
        (
            "A.3, ES256",
            "eyJhbGciOiJFUzI1NiJ9",
            PAYLOAD,
            "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
            "kid is missing",
        ),
        ("A.4, ES512", "eyJhbGciOiJFUzUxMiJ9", "UGF5bG9hZA", "AdwMgeerwtHoh-l192l60hp9", NOT_OURS),
        ("A.5, none", "eyJhbGciOiJub25lIn0", PAYLOAD, "", NOT_OURS),
        (
            "E, critical",
            "eyJhbGciOiJub25lIiwNCiAiY3JpdCI6WyJodHRwOi8vZXhhbXBsZS5jb20vVU5ERUZJTkVEIl0sDQogImh0dHA6Ly9leGFtcGxlLmNvbS9VTkRFRklORUQiOnRydWUNCn0",
            "RkFJTA",
            "",
            "crit is not known here",
        ),
    ] {
        let found = Compact::parse(&[header, payload, signature].join(".")).unwrap_err();
        assert_eq!(found, JwsError::Header(expect.into()), "{name}");
    }
    // A.6 and appendix F: the JSON serialisations and a detached payload.
    assert_eq!(
        Compact::parse(r#"{"payload":"RkFJTA","protected":"e30","signature":""}"#).unwrap_err(),
        JwsError::Form
    );
}
