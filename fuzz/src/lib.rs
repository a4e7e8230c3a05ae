//! What several targets need.

use samtycke_pack::author::{self, Built, Finding, Sources};
use samtycke_record::json::{self, FromJson, ToJson, Value};
use samtycke_record::jws;

/// JSON of that text.
///
/// # Panics
/// When it is none: these are the fuzz targets' own.
pub fn json(text: &str) -> Value {
    json::parse(text).unwrap_or_else(|error| panic!("{error}"))
}

/// A compact JWS of any payload, whose signature is nobody's.
pub fn unsigned(typ: &str, payload: &[u8]) -> String {
    // RFC 7515 A.3's key.
    let header = format!(
        r#"{{"alg":"ES256","jwk":{{"crv":"P-256","kty":"EC","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}},"kid":"oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U","typ":"{typ}"}}"#
    );
    let input = format!("{}.{}", jws::encode(header.as_bytes()), jws::encode(payload));
    jws::assemble(&input, &[0; 64])
}

/// Typed data says all that its JSON says, and the same again when it is read again.
///
/// # Panics
/// When it doesn't.
pub fn nothing_is_lost<T: FromJson + ToJson>(typed: &T, value: &Value) {
    let again = typed.to_json().canonical();
    assert_eq!(again, value.canonical());
    assert!(T::from_json(&json(&again)).is_ok());
}

/// Builds a pack of one agreement.
///
/// # Errors
/// What is wrong with it.
///
/// # Panics
/// When a finding isn't as findings are.
pub fn build(pack: &str, text: &str) -> Result<Built, Vec<Finding>> {
    let documents = [(String::from("dpa.da.md"), text.to_owned())].into();
    let sources = Sources { pack: pack.to_owned(), documents };
    let checked = author::check(&sources);
    let built = author::build(&sources);
    let found = built.as_ref().map_or_else(Vec::clone, |built| built.findings.clone());
    for finding in checked.findings.iter().chain(&found) {
        // A column is in a line; what is missing has neither.
        assert!(finding.line > 0 || finding.column == 0, "{finding}");
        assert!(author::rule(finding.code).is_some(), "{finding}");
    }
    if let Ok(built) = &built {
        let manifest = built.files.get("pack.json").expect("a pack has a manifest");
        let manifest = json(core::str::from_utf8(manifest).expect("JSON is UTF-8"));
        nothing_is_lost(&built.manifest, &manifest);
    }
    built
}

/// A pack with that one document.
pub const PACK: &str = include_str!("../seeds/pack_toml/small.toml");
