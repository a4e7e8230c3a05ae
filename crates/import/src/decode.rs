//! Bytes to text, and which format they are in.

use crate::error::ImportError;

/// The largest file that is read. The longest contracts have a tenth of it.
pub const LARGEST: usize = 16 * 1024 * 1024;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Markdown,
    Html,
    Docx,
}

/// By what the file says of itself, then by its name.
pub(crate) fn format(name: &str, bytes: &[u8]) -> Result<Format, ImportError> {
    if bytes.len() > LARGEST {
        let problem = format!("the file has {} bytes; at most {LARGEST} are read", bytes.len());
        return Err(ImportError::new(name, problem, "split it, or leave its pictures out"));
    }
    let export = "open it in the program that made it, and save it as .docx, .html or .txt";
    for (start, what) in [
        (&b"%PDF"[..], "a PDF, which has lines on pages but no paragraphs"),
        (b"\xd0\xcf\x11\xe0", "a Word document of the old kind (.doc)"),
        (b"{\\rtf", "RTF"),
    ] {
        if bytes.starts_with(start) {
            return Err(ImportError::new(name, format!("this is {what}"), export));
        }
    }
    if bytes.starts_with(b"PK") {
        return Ok(Format::Docx);
    }
    let start: Vec<u8> = bytes
        .iter()
        .copied()
        .skip_while(|byte| byte.is_ascii_whitespace() || [0xef, 0xbb, 0xbf].contains(byte))
        .take(14)
        .map(|byte| byte.to_ascii_lowercase())
        .collect();
    if start.starts_with(b"<!doctype html") || start.starts_with(b"<html") {
        return Ok(Format::Html);
    }
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref() {
        Some("html" | "htm" | "xhtml") => Ok(Format::Html),
        Some("md" | "markdown") => Ok(Format::Markdown),
        Some("docx") => Err(ImportError::new(name, "this is no Word document, whatever its name", export)),
        _ => Ok(Format::Text),
    }
}

/// Text, and what a human should know of how it was read.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) notice: Option<String>,
}

/// UTF-8; UTF-16 with its mark; or Windows-1252, when nothing in the file speaks for UTF-8.
pub(crate) fn decode(name: &str, bytes: &[u8]) -> Result<Decoded, ImportError> {
    let fix = "save it as UTF-8 text";
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes)
        && encoding != encoding_rs::UTF_8
    {
        let (text, _, damaged) = encoding.decode(bytes);
        if damaged {
            return Err(ImportError::new(name, format!("this is not whole {}", encoding.name()), fix));
        }
        return Ok(Decoded { text: clean(&text), notice: None });
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        let problem = format!("byte {at} is zero, which text never has");
        return Err(ImportError::new(name, problem, "import text, HTML, Word (.docx) or Markdown"));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let error = match core::str::from_utf8(bytes) {
        Ok(text) => return Ok(Decoded { text: clean(text), notice: None }),
        Err(error) => error,
    };
    let (before, rest) = bytes.split_at_checked(error.valid_up_to()).unwrap_or((bytes, &[]));
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let column = String::from_utf8_lossy(before).rsplit('\n').next().unwrap_or("").chars().count() + 1;
    let place = format!("{name}:{line}:{column}");
    let byte = rest.first().copied().unwrap_or(0);
    if !before.is_ascii() {
        let problem = format!("byte {byte:#04x} is not UTF-8, which the text before it is");
        return Err(ImportError::new(&place, problem, fix));
    }
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
    let notice = format!(
        "{place}: byte {byte:#04x} is not UTF-8, so the file was read as Windows-1252; look at å, ä, ö, æ, ø"
    );
    Ok(Decoded { text: clean(&text), notice: Some(notice) })
}

/// One kind of line end, a page break as an empty line, and no characters that nobody sees.
pub(crate) fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\r' | '\u{2028}' | '\u{85}' => out.push('\n'),
            '\u{c}' | '\u{b}' | '\u{2029}' => out.push_str("\n\n"),
            '\n' | '\t' => out.push(c),
            '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
            _ if c.is_control() => {}
            _ => out.push(c),
        }
    }
    out
}
