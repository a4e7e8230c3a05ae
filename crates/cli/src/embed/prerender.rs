//! The banner as HTML, for servers that can put it into their pages: it stands with the first paint, and what is pressed
//! in it before any script has run is not lost.

use std::fmt::Write as _;

use samtycke_pack::Manifest;
use samtycke_pack::manifest::{Cookies, Region};
use samtycke_record::Digest;
use samtycke_record::json::Value;

use super::tree::{Early, tree};
use super::{EmbedError, bundle, config, css};
use crate::assets::PRERENDER;

/// What pages need to know of where the pack is.
pub(crate) struct Place<'a> {
    /// The address of the pack's folder, ending in `/`.
    pub(crate) base: &'a str,
    /// The nonce of the page's CSP, for styles within the snippet; without one they are a file.
    pub(crate) nonce: Option<&'a str>,
}

/// The snippet: first in the body.
pub(crate) fn snippet(
    manifest: &Manifest,
    cookies: &Cookies,
    language: &str,
    region: Option<&Region>,
    place: &Place<'_>,
) -> Result<String, EmbedError> {
    let (path, sheet) = sheet(cookies)?;
    let mut html = String::new();
    let written = match place.nonce {
        Some(nonce) => write!(html, "<style nonce=\"{}\">{sheet}</style>", escaped(nonce)),
        None => {
            write!(html, "<link rel=\"stylesheet\" href=\"{}\">", escaped(&format!("{}{path}", place.base)))
        }
    };
    written.map_err(|error| EmbedError(error.to_string()))?;
    let policy = manifest.document(&cookies.policy).and_then(|entry| entry.file(language));
    let policy = format!("{}{}", place.base, policy.map_or("", |file| &file.page));
    let mut pressed = Vec::new();
    element(&tree(Early::Banner(region), manifest, language)?, &policy, &mut pressed, &mut html);
    for part in pressed {
        let answered = if part == "open-preferences" { "" } else { " answered" };
        html.push_str(&format!("<i class=\"pressed{answered}\" id=\"{part}\" popover=\"manual\"></i>"));
    }
    Ok(format!(
        "<samtycke-cookies lang=\"{language}\"><template shadowrootmode=\"open\">{html}</template></samtycke-cookies>\n"
    ))
}

/// The snippet's styles, and the file below the pack's folder that has them.
pub(crate) fn sheet(cookies: &Cookies) -> Result<(String, String), EmbedError> {
    let text = css::minify(&format!("{}\n{PRERENDER}", config::style(cookies)))?;
    let hash: String = Digest::of(text.as_bytes()).hex().chars().take(12).collect();
    Ok((format!("{}/banner-{hash}.css", bundle::LATER), text))
}

/// A node of `TreeNode` in `gate/types.d.ts`.
fn element(node: &Value, policy: &str, pressed: &mut Vec<String>, html: &mut String) {
    let Value::Array(parts) = node else {
        if let Value::String(text) = node {
            html.push_str(&escaped(text));
        }
        return;
    };
    let [Value::String(tag), Value::Object(attributes), children @ ..] = parts.as_slice() else { return };
    html.push('<');
    html.push_str(tag);
    for (name, value) in attributes {
        let Value::String(value) = value else { continue };
        html.push_str(&format!(" {name}=\"{}\"", escaped(value)));
        if name != "part" {
            continue;
        }
        if tag == "button" {
            html.push_str(&format!(" popovertarget=\"{}\" popovertargetaction=\"show\"", escaped(value)));
            pressed.push(value.clone());
        } else if tag == "a" {
            html.push_str(&format!(" href=\"{}\"", escaped(policy)));
        }
    }
    html.push('>');
    for child in children {
        element(child, policy, pressed, html);
    }
    html.push_str(&format!("</{tag}>"));
}

/// Text or an attribute's value.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
