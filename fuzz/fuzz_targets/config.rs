//! What a receiver and a site are configured with: addresses, origins, keys, registration numbers, regions.
#![no_main]

// The receiver's own files: the whole of it would bring a server and a database into the build.
#[allow(dead_code)]
#[path = "../../crates/receiver/src/address.rs"]
mod address;
#[path = "../../crates/receiver/src/error.rs"]
mod error;

use address::{Origin, PublicUrl};
use error::StartError;
use libfuzzer_sys::fuzz_target;
use samtycke_record::registry::{Registration, Scheme};
use samtycke_record::sign::Es256Key;
use samtycke_record::{RegionCode, Timestamp};

fuzz_target!(|text: &str| {
    if let Ok(origin) = Origin::parse(text) {
        assert_eq!(origin.as_str(), text);
    }
    if let Ok(url) = PublicUrl::parse(text) {
        assert_eq!(PublicUrl::parse(url.as_str()).ok(), Some(url.clone()));
        assert_eq!(Origin::parse(url.origin().as_str()).ok(), Some(url.origin()));
        assert!(url.as_str().starts_with(url.origin().as_str()));
    }
    for scheme in Scheme::ALL {
        if let Ok(number) = Registration::parse(*scheme, text) {
            // As records carry it and as people write it, it is the same number.
            assert_eq!(Registration::parse(*scheme, &number.id).as_ref(), Ok(&number));
            assert_eq!(Registration::parse(*scheme, &number.formatted()).as_ref(), Ok(&number));
        }
    }
    if let Some(region) = RegionCode::parse(text) {
        assert_eq!(RegionCode::parse(region.country()).map(|country| country.country().len()), Some(2));
    }
    if let Some(time) = Timestamp::parse(text) {
        assert_eq!(time.as_str(), text);
    }
    if let Ok(key) = Es256Key::from_pem(text) {
        assert_eq!(
            key.to_pem().and_then(|pem| Es256Key::from_pem(&pem)).map(|again| again.kid() == key.kid()),
            Ok(true)
        );
    }
});
