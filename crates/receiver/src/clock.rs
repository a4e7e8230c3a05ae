//! The receiver's clock, in the form that records and receipts have.

use std::time::SystemTime;

use samtycke_record::Timestamp;

/// A time as records write it.
pub(crate) fn timestamp(at: SystemTime) -> Timestamp {
    let text = humantime::format_rfc3339_millis(at).to_string();
    Timestamp::parse(&text).expect("RFC 3339 in UTC with milliseconds is what a Timestamp is")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn times_have_the_form_of_records() {
        for (millis, expect) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (951_782_400_001, "2000-02-29T00:00:00.001Z"),
            (1_795_302_655_000, "2026-11-21T23:10:55.000Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        ] {
            let at = SystemTime::UNIX_EPOCH + Duration::from_millis(millis);
            assert_eq!(timestamp(at).as_str(), expect);
        }
    }
}
