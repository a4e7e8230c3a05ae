//! Where pages and the receiver are: origins, and its own address.

use std::fmt;

use crate::StartError;

/// A page's origin as browsers send it: `https://vendor.example`, `http://127.0.0.1:8080`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

impl Origin {
    /// Reads it.
    ///
    /// # Errors
    /// Anything but a scheme of `http` or `https`, a host in lower case, and a port that is not the scheme's own.
    pub fn parse(text: &str) -> Result<Self, StartError> {
        if is_origin(text) {
            Ok(Self(text.to_owned()))
        } else {
            Err(StartError::new(
                format!("{text:?} is not an origin"),
                "write it as browsers send it, like https://vendor.example or http://127.0.0.1:8080: lower case, no \
                 path, no slash at the end, no :443 or :80",
            ))
        }
    }

    /// As browsers send it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_origin(text: &str) -> bool {
    let Some((scheme @ ("http" | "https"), authority)) = text.split_once("://") else { return false };
    let end_of_host = if authority.starts_with('[') { authority.find(']').map(|at| at + 1) } else { None };
    let end_of_host = end_of_host.or(authority.find(':')).unwrap_or(authority.len());
    let (host, port) = authority.split_at(end_of_host);
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let host_fits = match bare {
        Some(address) => address.parse::<std::net::Ipv6Addr>().is_ok(),
        None => {
            !host.is_empty() && host.bytes().all(|c| matches!(c, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-'))
        }
    };
    let own = if scheme == "https" { ":443" } else { ":80" };
    let port_fits = port.is_empty()
        || port != own
            && port.strip_prefix(':').is_some_and(|digits| {
                digits.bytes().all(|c| c.is_ascii_digit())
                    && !digits.starts_with('0')
                    && digits.parse::<u16>().is_ok()
            });
    host_fits && port_fits
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The receiver's own address: an origin, and a path when a proxy puts it under one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    text: String,
    origin: usize,
}

impl PublicUrl {
    /// Reads it; a slash at the end is left out.
    ///
    /// # Errors
    /// Anything but an origin, with or without a path.
    pub fn parse(text: &str) -> Result<Self, StartError> {
        let text = text.trim_end_matches('/');
        let after_scheme = text.find("://").map_or(0, |at| at + 3);
        let origin = text
            .get(after_scheme..)
            .and_then(|rest| rest.find('/'))
            .map_or(text.len(), |slash| after_scheme + slash);
        let (base, path) = text.split_at(origin);
        let plain = path.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '?' | '#'));
        if is_origin(base) && plain {
            Ok(Self { text: text.to_owned(), origin })
        } else {
            Err(StartError::new(
                format!("{text:?} is not a public URL"),
                "write the address that browsers use, like https://consent.vendor.example or http://127.0.0.1:8080, \
                 without query or fragment",
            ))
        }
    }

    /// Without a slash at the end, as records name it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What the transparency log at this address is called (C2SP tlog-tiles, "Parameters"): the address of its
    /// checkpoint and tiles, without the scheme.
    pub(crate) fn log_origin(&self) -> String {
        let address = self.text.split_once("://").map_or(self.text.as_str(), |(_, address)| address);
        // Names of logs have no plus sign; a path may.
        [address, "/log"].concat().replace('+', "%2B")
    }

    /// The origin of pages that are served there.
    pub fn origin(&self) -> Origin {
        Origin(self.text.get(..self.origin).unwrap_or_default().to_owned())
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_written_as_browsers_send_it() {
        for (text, expect) in [
            ("https://vendor.example", true),
            ("http://127.0.0.1:8080", true),
            ("http://localhost:1", true),
            ("http://[::1]:8080", true),
            ("https://[::1]", true),
            ("https://vendor.example/", false),
            ("https://vendor.example:443", false),
            ("http://vendor.example:80", false),
            ("https://vendor.example:80", true),
            ("https://Vendor.example", false),
            ("https://vendor.example:0", false),
            ("https://vendor.example:65536", false),
            ("https://vendor.example:", false),
            ("https://vendor.example:+80", false),
            ("https://user@vendor.example", false),
            ("https://vendor.example?q", false),
            ("https://", false),
            ("https://[::g]", false),
            ("ftp://vendor.example", false),
            ("vendor.example", false),
            ("null", false),
            ("*", false),
            ("", false),
        ] {
            assert_eq!(Origin::parse(text).is_ok(), expect, "{text}");
        }
    }

    #[test]
    fn a_public_url_is_an_origin_and_may_have_a_path() {
        for (text, expect) in [
            ("http://127.0.0.1:8080", Some(("http://127.0.0.1:8080", "http://127.0.0.1:8080"))),
            ("http://127.0.0.1:8080/", Some(("http://127.0.0.1:8080", "http://127.0.0.1:8080"))),
            (
                "https://vendor.example/consent/",
                Some(("https://vendor.example/consent", "https://vendor.example")),
            ),
            ("https://vendor.example/a?b", None),
            ("https://vendor.example?b", None),
            ("https://vendor.example/a#b", None),
            ("https://vendor.example/a b", None),
            ("vendor.example", None),
            ("", None),
        ] {
            let found = PublicUrl::parse(text).ok();
            let found = found.as_ref().map(|url| (url.as_str().to_owned(), url.origin().to_string()));
            assert_eq!(found, expect.map(|(url, origin)| (url.to_owned(), origin.to_owned())), "{text}");
        }
    }
}
