//! Text within a paragraph as Markdown that means these words and nothing else.

use crate::tree::{Inline, plain};

/// Writes text; a link that the dialect doesn't have becomes its words, and a notice.
pub(super) fn write(inlines: &[Inline], notices: &mut Vec<String>) -> String {
    let mut out = String::new();
    for (index, inline) in inlines.iter().enumerate() {
        let after = inlines.get(index + 1).and_then(|next| plain(std::slice::from_ref(next)).chars().next());
        match inline {
            Inline::Text(text) => out.push_str(&escape(text)),
            Inline::Break => out.push(' '),
            Inline::Strong(inner) => mark("**", inner, after, &mut out, notices),
            Inline::Emphasis(inner) => mark("*", inner, after, &mut out, notices),
            Inline::Link { to, text } => link(to, text, &mut out, notices),
        }
    }
    // Line breaks beside spaces.
    out.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// CommonMark reads `*` as a mark only beside the right neighbours. Where it would not, the words go without.
fn mark(sign: &str, inner: &[Inline], after: Option<char>, out: &mut String, notices: &mut Vec<String>) {
    let text = if inner.iter().any(|inline| matches!(inline, Inline::Link { .. })) {
        write(inner, notices)
    } else {
        escape(&plain(inner))
    };
    let before = out.chars().next_back();
    let open = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || (!c.is_alphanumeric() && c != '*'));
    let letters = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let starts = letters(text.chars().next()) || open(before);
    let ends = letters(text.chars().next_back()) || open(after);
    if starts && ends && before != Some('*') && after != Some('*') && before != Some('\\') {
        out.push_str(&format!("{sign}{text}{sign}"));
    } else {
        out.push_str(&text);
    }
}

fn link(to: &str, text: &[Inline], out: &mut String, notices: &mut Vec<String>) {
    let words = plain(text);
    let known = ["https://", "mailto:", "tel:", "doc:"].iter().any(|scheme| to.starts_with(scheme));
    if known && !words.trim().is_empty() {
        let to: String = to
            .chars()
            .filter(|c| !c.is_control())
            .map(|c| match c {
                ' ' => "%20".into(),
                '(' => "%28".into(),
                ')' => "%29".into(),
                '<' => "%3C".into(),
                '>' => "%3E".into(),
                '|' => "%7C".into(),
                '\\' => "%5C".into(),
                c => String::from(c),
            })
            .collect();
        // Right before a link it would make an image of it.
        if out.ends_with('!') {
            out.insert(out.len() - 1, '\\');
        }
        out.push_str(&format!("[{}]({to})", escape(&words)));
        return;
    }
    out.push_str(&escape(&words));
    if !words.trim().is_empty() {
        let shown: String = to.chars().filter(|c| !c.is_control()).take(100).collect();
        notices.push(format!(
            "the link of {:?} to {shown:?} was left out: packs link to https:, mailto:, tel: and their own documents",
            words.trim()
        ));
    }
}

/// Backslashes before whatever Markdown would read as more than a sign.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = rest.next() {
        let next = rest.peek().copied();
        let special = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' => true,
            // Between letters it is only a sign.
            '_' => !(before.is_alphanumeric() && next.is_some_and(char::is_alphanumeric)),
            '&' => next.is_some_and(|next| next == '#' || next.is_ascii_alphabetic()),
            '#' => before == ' ',
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

/// The same for the beginning of a line, where more signs mean something.
pub(super) fn guard(line: &str) -> String {
    let line = line.trim();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.get(digits..).and_then(|rest| rest.chars().next()) {
        Some('.' | ')') if digits > 0 => {
            let (number, rest) = line.split_at_checked(digits).unwrap_or((line, ""));
            let follows = rest.chars().nth(1);
            if follows.is_none_or(char::is_whitespace) {
                format!("{number}\\{rest}")
            } else {
                line.to_owned()
            }
        }
        Some('+' | '-' | '>' | '=' | ':' | '~' | '|') if digits == 0 => format!("\\{line}"),
        _ => line.to_owned(),
    }
}
