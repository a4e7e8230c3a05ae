//! The examples of CommonMark's specification. Other crates' tests take this module by `#[path]`.

#![allow(dead_code, reason = "each test takes what it needs")]

use std::fs;
use std::path::Path;

/// One example of the specification.
pub(crate) struct Example {
    pub(crate) number: usize,
    pub(crate) markdown: String,
    pub(crate) html: String,
}

/// The specification is CC BY-SA, so it isn't kept here: it comes from npm, by the project that writes it.
pub(crate) fn examples() -> Vec<Example> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../node_modules/commonmark-spec/spec.txt");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!(
            "{}: {error}\n  fix: run `npm ci --ignore-scripts` at the root of the checkout",
            path.display()
        )
    });
    let fence = "`".repeat(32);
    let begin = format!("\n{fence} example\n");
    let parts = text.split(&begin).skip(1);
    let one = |(index, part): (usize, &str)| {
        let (body, _) = part.split_once(&format!("{fence}\n")).unwrap();
        let (markdown, html) = body.split_once("\n.\n").unwrap_or_else(|| ("", &body[2..]));
        // The specification shows tabs as arrows. Its addresses have no scheme, and the dialect's must have one.
        let shown = |text: &str| text.replace('→', "\t").replace("/url", "https://x.example/url");
        Example { number: index + 1, markdown: shown(markdown) + "\n", html: shown(html) }
    };
    parts.enumerate().map(one).collect()
}

/// A word of the source that is nowhere in `all`; numbers of items and names of entities are none.
pub(crate) fn lost<'m>(markdown: &'m str, all: &str) -> Option<&'m str> {
    let item = |line: &'m str| {
        let text = line.trim_start_matches(|c: char| "->+* ".contains(c));
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
        if rest.starts_with(['.', ')']) { rest } else { text }
    };
    let pieces = markdown.lines().flat_map(|line| item(line).split('&'));
    let named = pieces.map(|piece| match piece.split_once(';') {
        Some((name, rest)) if name.chars().all(|c| c.is_alphanumeric() || c == '#') => rest,
        _ => piece,
    });
    named.flat_map(|piece| piece.split(|c: char| !c.is_alphanumeric())).find(|word| !all.contains(word))
}
