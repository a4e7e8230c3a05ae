//! Addresses in `pack.toml`: pages show them as links, so each must lead where it says, and nowhere else.

use super::check::{Checker, is_written};
use super::pack_toml::PackToml;
use crate::manifest::ContactKind;

pub(super) fn check(pack: &PackToml, checker: &mut Checker<'_>) {
    if let Some(site) = pack.pack.site.as_ref().filter(|site| is_written(site) && !is_folder(site)) {
        let message = format!("{site:?} is not the address of a folder");
        checker.error("pack.site", "wrong-value", message, "write it as https://www.example.com/legal/");
    }
    let vendor = &pack.vendor;
    page("vendor.website", &vendor.website, "write it as https://www.example.com", checker);
    page("authority.url", &pack.authority.url, "write it as https://www.datatilsynet.dk", checker);
    email("vendor.email", &vendor.email, checker);
    if let Some(officer) = &vendor.dpo {
        email("vendor.dpo.email", &officer.email, checker);
    }
    for (c, contact) in pack.contact.iter().flatten().enumerate() {
        channel(&format!("contact[{c}].value"), contact.kind, &contact.value, checker);
    }
    for (r, right) in pack.right.iter().flatten().enumerate() {
        if let Some(form) = &right.form {
            let fix = "write it as https://www.example.com/my-data, or leave it out";
            page(&format!("right[{r}].form"), form, fix, checker);
        }
    }
}

fn page(path: &str, address: &str, fix: &str, checker: &mut Checker<'_>) {
    if is_written(address) && !is_https(address) {
        let message = format!("{address:?} is not an https address");
        checker.error(path, "wrong-value", message, fix);
    }
}

fn email(path: &str, address: &str, checker: &mut Checker<'_>) {
    if is_written(address) && !is_email(address) {
        let message = format!("{address:?} is not an e-mail address");
        checker.error(path, "wrong-value", message, "write it as privacy@example.com");
    }
}

/// A contact is what its kind says; where that can be words (the chat in the program), it is still no other link.
fn channel(path: &str, kind: ContactKind, value: &str, checker: &mut Checker<'_>) {
    match kind {
        ContactKind::Post => {}
        ContactKind::Email => email(path, value, checker),
        ContactKind::Phone | ContactKind::Sms if is_written(value) && !is_number(value) => {
            let message = format!("{value:?} is not a telephone number");
            checker.error(path, "wrong-value", message, "write it as +45 70 00 00 07");
        }
        _ if has_scheme(value) => {
            page(path, value, "write an https address, an e-mail address or a number", checker);
        }
        _ if value.contains('@') && !value.contains(char::is_whitespace) => email(path, value, checker),
        _ => {}
    }
}

fn is_folder(site: &str) -> bool {
    is_https(site) && site.is_ascii() && site.ends_with('/') && !site.contains(['?', '#'])
}

/// Letters of a name may be of any script.
fn is_https(address: &str) -> bool {
    let printable = |c: char| (c.is_ascii_graphic() && !"\"<>".contains(c)) || c.is_alphanumeric();
    address.chars().all(printable)
        && address.strip_prefix("https://").is_some_and(|rest| rest.starts_with(|c| c != '/' && c != '?'))
}

/// One `@`, something before it, and a name of a host with a full stop behind it. Letters may be of any script.
fn is_email(address: &str) -> bool {
    let Some((local, host)) = address.split_once('@') else { return false };
    let letter = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let is_label = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-') && !label.starts_with('-')
    };
    !local.is_empty() && local.chars().all(letter) && host.contains('.') && host.split('.').all(is_label)
}

fn is_number(value: &str) -> bool {
    value.chars().filter(char::is_ascii_digit).count() > 2
        && value.chars().all(|c| c.is_ascii_digit() || " +-–()./".contains(c))
}

/// `javascript:…`, `http://…`, `mailto:…`; not `Support: +45 …`, unless a browser would run it.
fn has_scheme(value: &str) -> bool {
    let value = value.trim_start();
    value.split_once(':').is_some_and(|(scheme, rest)| {
        let is_name = !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let runs = ["javascript", "vbscript", "data"].iter().any(|one| scheme.eq_ignore_ascii_case(one));
        is_name && (runs || !rest.starts_with(char::is_whitespace))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_what_only_looks_like_them() {
        for (address, expect) in [
            ("privacy@vagthavn.example", true),
            ("o'hara+gdpr@mail.vagthavn.example", true),
            ("søren@blåbær.example", true),
            ("nobody", false),
            ("a@b", false),
            ("@vagthavn.example", false),
            ("a@@vagthavn.example", false),
            ("a@vagthavn..example", false),
            ("a b@vagthavn.example", false),
            ("mailto:a@vagthavn.example", false),
            ("\"<x>\"@vagthavn.example", false),
            ("a@vagthavn.example?bcc=b@vagthavn.example", false),
        ] {
            assert_eq!(is_email(address), expect, "{address}");
        }
        for (value, expect) in [
            ("javascript:alert(123)", true),
            (" JavaScript: alert(123)", true),
            ("data:text/html,@ x", true),
            ("http://vagthavn.example", true),
            ("under »Hjælp« i programmet", false),
            ("Support: +45 70 00 00 07", false),
            ("kl. 8:30", false),
        ] {
            assert_eq!(has_scheme(value), expect, "{value}");
        }
    }
}
