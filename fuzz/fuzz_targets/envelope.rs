//! The compact JWS, from any bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use samtycke_record::detached::Detached;
use samtycke_record::jws::{self, Compact};
use samtycke_record::verify::{CheckId, Outcome, Policy, verify_record};

fuzz_target!(|bytes: &[u8]| {
    let verified = verify_record(bytes, Policy::default());
    assert_eq!(verified.checks[0].check, CheckId::Envelope);
    let Ok(text) = core::str::from_utf8(bytes) else { return };
    let _ = Detached::parse(text, b"{}");
    let text = text.trim_end_matches(['\r', '\n']);
    if let Ok(compact) = Compact::parse(text) {
        assert_eq!(verified.checks[0].outcome, Outcome::Pass);
        // Its bytes have one form.
        assert_eq!(jws::assemble(&compact.signing_input, &compact.signature), text);
        if let Some(jwk) = &compact.header.jwk {
            assert_eq!(verified.thumbprint, Some(jwk.thumbprint()));
        }
    }
});
