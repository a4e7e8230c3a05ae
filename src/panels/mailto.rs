//! Addresses that open another program: e-mail, telephone, text messages.

/// What some systems hand over at most; beyond it nothing happens at all.
const LIMIT: usize = 2000;

/// Is the text handed over with the address?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Handover {
    Whole,
    /// Address and subject only: the text is too long.
    WithoutText,
}

/// `mailto:` as RFC 6068 has it.
pub(crate) fn mailto(address: &str, subject: &str, body: &str) -> (String, Handover) {
    let mut href = email(address);
    href.push_str("?subject=");
    encode(&mut href, subject, "");
    let short = href.len();
    href.push_str("&body=");
    encode(&mut href, body, "");
    if href.len() <= LIMIT {
        return (href, Handover::Whole);
    }
    href.truncate(short);
    (href, Handover::WithoutText)
}

/// `mailto:` with nothing but the address.
pub(super) fn email(address: &str) -> String {
    let mut href = String::from("mailto:");
    encode(&mut href, address, "@");
    href
}

/// `tel:` or `sms:` and a number, without what people write for the eye.
pub(super) fn number(scheme: &str, number: &str) -> String {
    let mut href = String::from(scheme);
    href.extend(number.chars().filter(|c| c.is_ascii_digit() || *c == '+'));
    href
}

/// Percent-encodes all but unreserved characters. A line break is CRLF, whichever one was written.
fn encode(out: &mut String, text: &str, also: &str) {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    let mut before = 0;
    for byte in text.bytes() {
        match byte {
            b'\n' if before == b'\r' => {}
            b'\r' | b'\n' => out.push_str("%0D%0A"),
            _ if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => out.push(char::from(byte)),
            _ if also.as_bytes().contains(&byte) => out.push(char::from(byte)),
            _ => {
                out.push('%');
                let digits = [byte >> 4, byte & 15];
                out.extend(digits.iter().filter_map(|digit| HEX.get(usize::from(*digit))));
            }
        }
        before = byte;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_in_an_address_is_encoded() {
        for (text, expect) in [
            ("", ""),
            ("Fjord Bageri", "Fjord%20Bageri"),
            ("a&b?c#d+e%f=g", "a%26b%3Fc%23d%2Be%25f%3Dg"),
            ("å”»€", "%C3%A5%E2%80%9D%C2%BB%E2%82%AC"),
            ("en\nto\r\ntre\rfire", "en%0D%0Ato%0D%0Atre%0D%0Afire"),
            ("\n\n", "%0D%0A%0D%0A"),
            ("(12(3)), \"x\" <y>;:@/", "%2812%283%29%29%2C%20%22x%22%20%3Cy%3E%3B%3A%40%2F"),
            ("-._~", "-._~"),
        ] {
            let (href, handover) = mailto("dpo@vagthavn.example", "Emne & svar", text);
            let start = "mailto:dpo@vagthavn.example?subject=Emne%20%26%20svar&body=";
            assert_eq!(href, format!("{start}{expect}"));
            assert_eq!(handover, Handover::Whole);
        }
    }

    #[test]
    fn an_address_cannot_add_headers() {
        assert_eq!(email("a+b@vagthavn.example"), "mailto:a%2Bb@vagthavn.example");
        assert_eq!(email("a@b.example?bcc=c@d.example&x"), "mailto:a@b.example%3Fbcc%3Dc@d.example%26x");
    }

    #[test]
    fn a_text_that_is_too_long_is_left_out_whole() {
        let room = LIMIT - mailto("a@b.example", "Emne", "").0.len();
        let (href, handover) = mailto("a@b.example", "Emne", &"x".repeat(room));
        assert_eq!((href.len(), handover), (LIMIT, Handover::Whole));
        for long in ["x".repeat(room + 1), "å".repeat(100_000)] {
            let (href, handover) = mailto("a@b.example", "Emne", &long);
            assert_eq!((href.as_str(), handover), ("mailto:a@b.example?subject=Emne", Handover::WithoutText));
        }
    }

    #[test]
    fn numbers_lose_what_is_for_the_eye() {
        assert_eq!(number("tel:", "+45 70 00 00 07"), "tel:+4570000007");
        assert_eq!(number("sms:", "070-174 06 14 (vagt)"), "sms:0701740614");
    }
}
