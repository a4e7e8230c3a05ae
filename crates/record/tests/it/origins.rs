//! What an origin is: a scheme, a host and perhaps a port, as browsers write them.

use samtycke_record::sign::Es256Key;
use samtycke_record::verify::{CheckId, Policy, verify_record};

use crate::support::{self, failures, sign};

#[test]
fn an_origin_is_written_as_browsers_write_it() {
    let key = Es256Key::generate();
    for (origin, is_one) in [
        ("https://vagthavn.example", true),
        ("http://localhost:8080", true),
        ("http://127.0.0.1", true),
        ("http://[::1]:8080", true),
        ("https://xn--vgthavn-exa.example", true),
        // Pages in an app have a scheme of its own.
        ("capacitor://localhost", true),
        ("vagthavn.example", false),
        ("https://", false),
        ("://vagthavn.example", false),
        ("https:vagthavn.example", false),
        ("https://vagthavn.example/", false),
        ("https://vagthavn.example/x", false),
        ("https://vagthavn.example\\x", false),
        ("https://vagthavn.example@evil.example", false),
        ("https://vagthavn.example?x", false),
        ("https://vagthavn.example#x", false),
        ("https://vagthavn.example ", false),
        ("https://vagthavn.example\n", false),
        ("https://vagthavn%2eexample", false),
        ("https://Vagthavn.example", false),
        ("HTTPS://vagthavn.example", false),
        ("https://vågthavn.example", false),
        ("null", false),
        ("", false),
    ] {
        let mut record = support::consent();
        record.context.origin = origin.into();
        record.context.page = format!("{origin}/");
        let verified = verify_record(sign(&key, &record).as_bytes(), Policy::default());
        let expect = if is_one { &[][..] } else { &[CheckId::Consistency] };
        assert_eq!(failures(&verified.checks), expect, "{origin:?}");
    }
}
