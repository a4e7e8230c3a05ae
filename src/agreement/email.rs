//! What may be an e-mail address: RFC 5321 with quoted local parts and address literals, RFC 6531 with every script, no
//! list of top-level domains. Only sending a mail tells whether it is one.

/// RFC 5321, 4.5.3.1, in octets.
const LOCAL: usize = 64;
/// A path's 256 without its brackets.
const WHOLE: usize = 254;
/// RFC 1035, 2.3.4.
const LABEL: usize = 63;

/// May this be an address?
pub(super) fn is_address(text: &str) -> bool {
    // A quoted local part may hold an @, a domain may not.
    text.rsplit_once('@').is_some_and(|(local, domain)| {
        text.len() <= WHOLE && local.len() <= LOCAL && is_local(local) && is_domain(domain)
    })
}

fn is_local(text: &str) -> bool {
    match text.strip_prefix('"') {
        Some(rest) => rest.strip_suffix('"').is_some_and(is_quoted),
        // Dots anywhere, as HTML has it: addresses with two in a row are in use.
        None => !text.is_empty() && text.chars().all(|c| c == '.' || is_atom(c)),
    }
}

/// Within quotation marks anything that is written, quotation marks and backslashes after a backslash.
fn is_quoted(text: &str) -> bool {
    let mut escaped = false;
    for c in text.chars() {
        if c.is_control() || (c == '"' && !escaped) {
            return false;
        }
        escaped = c == '\\' && !escaped;
    }
    !escaped
}

fn is_atom(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c) || is_international(c)
}

/// Of another script than ASCII's: what belongs to a word there (vowel signs, joiners) no short rule tells.
fn is_international(c: char) -> bool {
    !c.is_ascii() && !c.is_control() && !c.is_whitespace()
}

fn is_domain(text: &str) -> bool {
    match text.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']').is_some_and(|literal| {
            !literal.is_empty() && literal.bytes().all(|b| b.is_ascii_alphanumeric() || b".:-".contains(&b))
        }),
        None => text.split('.').all(is_label),
    }
}

fn is_label(text: &str) -> bool {
    let edge = |c: Option<char>| c.is_some_and(|c| c != '-');
    let of_word = |c: char| c.is_ascii_alphanumeric() || c == '-' || is_international(c);
    text.len() <= LABEL && edge(text.chars().next()) && edge(text.chars().last()) && text.chars().all(of_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_standards_accept_is_accepted_and_only_what_cannot_be_one_is_refused() {
        let long_label = "a".repeat(64);
        for (text, expect) in [
            ("ida@fjordbageri.dk", true),
            ("o'brien+dpa@xn--bcher-kva.example", true),
            ("åsa@företag.se", true),
            ("用户@例子.广告", true),
            ("संपर्क@डाटामेल.भारत", true),
            ("ida@localhost", true),
            ("ida@bageri.international", true),
            ("ida@bageri.xn--vermgensberatung-pwb", true),
            ("!#$%&'*+-/=?^_`{|}~@example.org", true),
            ("ida..holm.@docomo.example", true),
            ("\"a@b\"@example.org", true),
            ("\"Ida Holm\"@example.org", true),
            (r#""a\"b\\"@example.org"#, true),
            ("ida@[192.0.2.1]", true),
            ("ida@[IPv6:2001:db8::1]", true),
            ("a@b", true),
            ("", false),
            ("ida", false),
            ("@fjordbageri.dk", false),
            ("ida@", false),
            ("ida @fjordbageri.dk", false),
            ("ida@fjord bageri.dk", false),
            ("ida@holm@fjordbageri.dk", false),
            ("ida@fjordbageri.dk,bo@fjordbageri.dk", false),
            ("Ida Holm <ida@fjordbageri.dk>", false),
            ("ida@fjordbageri..dk", false),
            ("ida@fjordbageri.dk.", false),
            ("ida@.dk", false),
            ("ida@-fjord.dk", false),
            ("ida@fjord-.dk", false),
            ("ida@fjord_bageri.dk", false),
            ("ida@fjordbageri.dk/kontakt", false),
            ("\"ida@example.org", false),
            (r#""ida\"@example.org"#, false),
            ("ida@[]", false),
            ("ida@[192.0.2.1", false),
            ("ida\u{7}@example.org", false),
        ] {
            assert_eq!(is_address(text), expect, "{text}");
        }
        let whole = |octets: usize| [&"a".repeat(octets - "@b.example".len()), "@b.example"].concat();
        for (text, expect) in [
            (whole(64 + "@b.example".len()), true),
            (whole(65 + "@b.example".len()), false),
            (["a@", &long_label[..63], ".example"].concat(), true),
            (["a@", &long_label, ".example"].concat(), false),
            (["a@", &"b.".repeat(125), "cc"].concat(), true),
            (["a@", &"b.".repeat(125), "ccc"].concat(), false),
        ] {
            assert_eq!(is_address(&text), expect, "{} octets", text.len());
        }
    }
}
