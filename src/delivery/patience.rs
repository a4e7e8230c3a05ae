//! How long an endpoint may ask to be left alone (`Retry-After`, RFC 9110, section 10.2.3).

/// In seconds. A receiver that says more is misconfigured, or the record is forgotten for its sake.
const MOST: u32 = 60 * 60;

/// Seconds to wait by that header: seconds, or a date that `seconds_of` reads. 0 when it says nothing sensible.
pub(super) fn asked(header: &str, now: u32, seconds_of: impl FnOnce(&str) -> Option<u32>) -> u32 {
    let header = header.trim();
    let digits = !header.is_empty() && header.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = if digits {
        header.parse().unwrap_or(MOST)
    } else {
        seconds_of(header).map_or(0, |date| date.saturating_sub(now))
    };
    seconds.min(MOST)
}

/// Seconds until that time. One that is further away than anybody may ask for was noted by another clock.
pub(super) fn left(until: u32, now: u32) -> u32 {
    let left = until.saturating_sub(now);
    if left > MOST { 0 } else { left }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u32 = 1_800_000_000;

    #[test]
    fn a_receiver_is_left_alone_as_long_as_it_asks_but_not_for_ever() {
        for (header, date, expect) in [
            ("120", None, 120),
            (" 5 ", None, 5),
            ("0", None, 0),
            ("86400", None, MOST),
            ("99999999999999999999", None, MOST),
            ("Fri, 15 Jan 2027 08:02:00 GMT", Some(NOW + 120), 120),
            ("Sun, 15 Jan 2040 08:00:00 GMT", Some(u32::MAX), MOST),
            ("Thu, 14 Jan 2027 08:00:00 GMT", Some(NOW - 86_400), 0),
            ("soon", None, 0),
            ("", None, 0),
            ("-5", None, 0),
            ("1.5", None, 0),
        ] {
            assert_eq!(asked(header, NOW, |_| date), expect, "{header:?}");
        }
    }

    #[test]
    fn a_clock_that_was_set_back_does_not_hold_a_record_up() {
        for (until, expect) in
            [(NOW + 60, 60), (NOW, 0), (NOW - 1, 0), (NOW + MOST, MOST), (NOW + MOST + 1, 0)]
        {
            assert_eq!(left(until, NOW), expect, "{until}");
        }
    }
}
