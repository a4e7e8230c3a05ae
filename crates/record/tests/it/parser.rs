//! The strict JSON reader: what it accepts has one meaning everywhere, and what it refuses it says why and where.

use samtycke_record::json::{self, Value};

use crate::support;

#[test]
fn what_could_be_read_in_two_ways_is_refused_where_it_stands() {
    for (text, offset, problem) in [
        ("", 0, "unexpected end"),
        (" ", 1, "unexpected end"),
        ("\u{feff}{}", 0, "unexpected character"),
        ("{} {}", 3, "unexpected text after the value"),
        ("{},", 2, "unexpected text after the value"),
        ("null", 0, "null is not used"),
        (r#"{"a":null}"#, 5, "null is not used"),
        ("nul", 0, "null is not used"),
        ("True", 0, "unexpected character"),
        ("tru", 0, "unexpected character"),
        ("falsehood", 5, "unexpected text after the value"),
        ("NaN", 0, "unexpected character"),
        ("Infinity", 0, "unexpected character"),
        ("'a'", 0, "unexpected character"),
        ("1.0", 0, "fractions and exponents are not used"),
        ("1e3", 0, "fractions and exponents are not used"),
        ("1E3", 0, "fractions and exponents are not used"),
        ("[0, 1.5]", 4, "fractions and exponents are not used"),
        ("01", 0, "not a number"),
        ("-01", 0, "not a number"),
        ("-", 0, "not a number"),
        ("-0", 0, "not a number"),
        ("+1", 0, "unexpected character"),
        ("0x10", 1, "unexpected text after the value"),
        ("9007199254740992", 0, "integers end below 2^53"),
        ("-9007199254740992", 0, "integers end below 2^53"),
        ("99999999999999999999999999", 0, "integers end below 2^53"),
        ("[1,]", 3, "unexpected character"),
        ("[,1]", 1, "unexpected character"),
        ("[1 2]", 3, "expected , or ]"),
        ("[1", 2, "expected , or ]"),
        ("[", 1, "unexpected end"),
        ("]", 0, "unexpected character"),
        (r#"{"a":1,}"#, 7, "expected a name"),
        ("{a:1}", 1, "expected a name"),
        (r#"{"a"1}"#, 4, "expected :"),
        (r#"{"a":1 "b":2}"#, 7, "expected , or }"),
        (r#"{"a":1"#, 6, "expected , or }"),
        ("{", 1, "expected a name"),
        (r#"{"a":1,"a":1}"#, 0, "an object with a name twice"),
        (r#"[{"a":1,"b":2,"\u0061":3}]"#, 1, "an object with a name twice"),
        ("// comment\n1", 0, "unexpected character"),
        ("\"", 1, "unexpected end"),
        ("\"a", 2, "unexpected end"),
        ("\"\n\"", 1, "control character in a string"),
        ("\"\u{0}\"", 1, "control character in a string"),
        (r#""\x41""#, 2, "unknown escape"),
        (r#""\"#, 2, "unknown escape"),
        (r#""\u12""#, 5, "expected four hexadecimal digits"),
        (r#""\u00g0""#, 5, "expected four hexadecimal digits"),
        (r#""\ud800""#, 7, "a lone surrogate"),
        (r#""\ud800x""#, 7, "a lone surrogate"),
        (r#""\ud800\n""#, 8, "a lone surrogate"),
        (r#""\ud800\ud800""#, 13, "a lone surrogate"),
        (r#""\udc00""#, 7, "a lone surrogate"),
        (r#""\udc00\ud800""#, 7, "a lone surrogate"),
    ] {
        let error = json::parse(text).expect_err(text);
        assert_eq!((error.offset, error.problem), (offset, problem), "{text:?}");
    }
}

#[test]
fn nesting_ends_at_64() {
    let nested = |depth| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    assert!(json::parse(&nested(64)).is_ok());
    assert_eq!(json::parse(&nested(65)).unwrap_err().problem, "nested too deep");
    // As deep as memory goes: refused, not a stack that overflows.
    assert_eq!(json::parse(&"[".repeat(1 << 20)).unwrap_err().problem, "nested too deep");
    assert_eq!(json::parse(&"{\"a\":".repeat(1 << 18)).unwrap_err().problem, "nested too deep");
}

#[test]
fn what_is_accepted_has_its_value() {
    let string = |text: &str| Value::String(text.into());
    for (text, expect) in [
        ("true", Value::Bool(true)),
        (" \t\r\n false \n", Value::Bool(false)),
        ("0", Value::Integer(0)),
        ("-7", Value::Integer(-7)),
        ("9007199254740991", Value::Integer(9_007_199_254_740_991)),
        ("-9007199254740991", Value::Integer(-9_007_199_254_740_991)),
        ("[ ]", Value::Array(Vec::new())),
        ("{ }", Value::Object(Vec::new())),
        (r#""""#, string("")),
        (r#""\"\\\/\b\f\n\r\t""#, string("\"\\/\u{8}\u{c}\n\r\t")),
        (r#""\u00e5\u00E5å\ud83d\ude00""#, string("ååå😀")),
        ("\"\u{7f}\u{2028}\"", string("\u{7f}\u{2028}")),
    ] {
        assert_eq!(json::parse(text).as_ref(), Ok(&expect), "{text:?}");
    }
}

#[test]
fn no_prefix_of_a_record_is_a_record() {
    let text = include_str!("../support/acceptance.json").trim_end();
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        assert!(json::parse(&text[..end]).is_err(), "the first {end} bytes");
    }
    assert!(json::parse(text).is_ok());
}

#[test]
fn a_problem_is_named_with_its_place() {
    let error = support::json(r#"{"keys": [{"crv": "P-256"}, {"crv": 1}]}"#);
    let error = <samtycke_record::jws::JwkSet as json::FromJson>::from_json(&error).unwrap_err();
    assert_eq!(error.to_string(), "keys[0].kty is missing");
    let text = json::parse(r#"{"a": 01}"#).unwrap_err().to_string();
    assert_eq!(text, "not a number at byte 6");
}
