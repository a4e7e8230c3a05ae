//! The few things of TOML that drafts need.

/// A string between quotes.
pub fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Text that can stand in a comment: one line, not endless.
pub fn comment(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let words: Vec<&str> = line.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(300) {
        Some((end, _)) => format!("{} …", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

/// An id made of words: lower-case ASCII letters, digits and hyphens, starting with a letter.
pub fn id(words: &str) -> String {
    let mut out = String::new();
    for c in words.to_lowercase().chars() {
        let plain = match c {
            'å' | 'ä' | 'á' | 'à' | 'æ' => "a",
            'ö' | 'ø' | 'ó' => "o",
            'é' | 'è' | 'ë' => "e",
            'ü' | 'ú' => "u",
            c if c.is_ascii_alphanumeric() => {
                out.push(c);
                continue;
            }
            _ => "-",
        };
        if plain != "-" || !(out.is_empty() || out.ends_with('-')) {
            out.push_str(plain);
        }
        if out.len() > 40 {
            break;
        }
    }
    let out = out.trim_matches('-');
    if out.starts_with(|c: char| c.is_ascii_lowercase()) {
        out.to_owned()
    } else {
        format!("x-{out}").trim_end_matches('-').to_owned()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn ids_are_made_of_any_words() {
        for (words, expect) in [
            ("Fødselsdato og år", "fodselsdato-og-ar"),
            ("28 dagar", "x-28-dagar"),
            ("…", "x"),
            ("E-post (privat)", "e-post-privat"),
        ] {
            assert_eq!(super::id(words), expect);
        }
    }
}
