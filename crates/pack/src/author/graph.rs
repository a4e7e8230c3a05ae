//! A pack as a picture: roles to the left, documents in the middle, how documents relate to the right. Plain SVG, drawn
//! by hand, in the reader's light or dark.

use std::fmt::Write as _;

use super::html::escape;
use crate::Manifest;

const LEFT: usize = 24;
const MIDDLE: usize = 420;
const WIDE: usize = 290;
const LINE: usize = 20;
const GAP: usize = 18;
/// About as many letters as a box is wide.
const LETTERS: usize = 30;
const TOP: usize = 56;

const STYLE: &str = "text{font:14px system-ui,sans-serif;fill:#1c2430}.small{font-size:12px;fill:#566070}\
    rect{fill:#fff;stroke:#9aa5b4}path{fill:none;stroke:#5b6b80;stroke-width:1.5}.role rect{fill:#eef3fa}\
    .agree{stroke:#1d4f91;stroke-width:2}.acknowledge{stroke-dasharray:7 4}.offer{stroke-dasharray:2 4}.back{fill:#fbfcfd;stroke:none}\
    @media(prefers-color-scheme:dark){text{fill:#e6ebf2}.small{fill:#a7b2c2}rect{fill:#1f2733;stroke:#5b6b80}\
    path{stroke:#8c9bb0}.role rect{fill:#263245}.agree{stroke:#8ab4f8}.back{fill:#12171f}}";

/// A box with wrapped text.
struct Drawn {
    top: usize,
    lines: Vec<String>,
    small: String,
}

impl Drawn {
    fn height(&self) -> usize {
        (self.lines.len() + 1) * LINE + 12
    }

    fn middle(&self) -> usize {
        self.top + self.height() / 2
    }

    fn write(&self, x: usize, class: &str, out: &mut String) {
        let (y, height) = (self.top, self.height());
        let _ = write!(
            out,
            "<g class=\"{class}\"><rect x=\"{x}\" y=\"{y}\" width=\"{WIDE}\" height=\"{height}\" rx=\"6\"/>"
        );
        let x = x + 12;
        for (at, line) in self.lines.iter().enumerate() {
            let _ = write!(out, "<text x=\"{x}\" y=\"{}\">{}</text>", y + 22 + at * LINE, escape(line));
        }
        let y = y + 22 + self.lines.len() * LINE;
        let _ = writeln!(out, "<text class=\"small\" x=\"{x}\" y=\"{y}\">{}</text></g>", escape(&self.small));
    }
}

/// Roles, documents and their relations, in that language, as a standalone SVG file.
pub fn graph(manifest: &Manifest, language: &str) -> String {
    let roles = stacked(manifest.roles.iter().map(|role| {
        let small = format!("{}, vendor {}", role.party.as_str(), role.vendor.as_str());
        (role.name.get(language), small)
    }));
    let documents = stacked(manifest.documents.iter().map(|document| {
        (
            document.title.get(language),
            format!("{} {}, {}", document.r#type, document.version, document.effective),
        )
    }));
    let relations = manifest.documents.iter().map(|document| document.relations.len()).sum::<usize>();
    let bottom = roles.iter().chain(&documents).map(|one| one.top + one.height()).max().unwrap_or(TOP);
    let (width, height) = (MIDDLE + WIDE + 110 + relations * 22, bottom + 64);
    let title = escape(&format!("{}: roles and documents", manifest.vendor.name));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"img\"><title>{title}</title><style>{STYLE}</style>\
         <rect class=\"back\" width=\"{width}\" height=\"{height}\"/><text x=\"{LEFT}\" y=\"32\">{title}</text>\n"
    );
    acts(manifest, &roles, &documents, &mut out);
    between(manifest, &documents, &mut out);
    for role in &roles {
        role.write(LEFT, "role", &mut out);
    }
    for document in &documents {
        document.write(MIDDLE, "document", &mut out);
    }
    for (at, act) in ["agree", "acknowledge", "offer"].into_iter().enumerate() {
        let (x, y) = (LEFT + at * 150, height - 20);
        let _ = write!(out, "<path class=\"{act}\" d=\"M{x} {y}h40\"/>");
        let _ = writeln!(out, "<text class=\"small\" x=\"{}\" y=\"{}\">{act}</text>", x + 48, y + 4);
    }
    out.push_str("</svg>\n");
    out
}

fn stacked<'a>(boxes: impl Iterator<Item = (&'a str, String)>) -> Vec<Drawn> {
    let mut top = TOP;
    let drawn = boxes.map(|(text, small)| {
        let drawn = Drawn { top, lines: wrapped(text), small };
        top += drawn.height() + GAP;
        drawn
    });
    drawn.collect()
}

/// Lines of about [`LETTERS`]; a word that is longer is broken.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let letters: Vec<char> = word.chars().collect();
        for part in letters.chunks(LETTERS) {
            let part: String = part.iter().collect();
            match lines.last_mut() {
                Some(line) if line.is_empty() => line.push_str(&part),
                Some(line) if line.chars().count() + 1 + part.chars().count() <= LETTERS => {
                    line.push(' ');
                    line.push_str(&part);
                }
                _ => lines.push(part),
            }
        }
    }
    lines
}

/// What each role does with each document.
fn acts(manifest: &Manifest, roles: &[Drawn], documents: &[Drawn], out: &mut String) {
    for (role, drawn) in manifest.roles.iter().zip(roles) {
        for entry in &role.documents {
            let target =
                manifest.documents.iter().zip(documents).find(|(document, _)| document.id == entry.id);
            let Some((_, target)) = target else { continue };
            let (x, y, end, to) = (LEFT + WIDE, drawn.middle(), MIDDLE, target.middle());
            let half = (x + end) / 2;
            let act = entry.act.as_str();
            let _ = writeln!(out, "<path class=\"{act}\" d=\"M{x} {y}C{half} {y} {half} {to} {end} {to}\"/>");
        }
    }
}

/// How documents relate, as arcs to the right of them, with the kind in words.
fn between(manifest: &Manifest, documents: &[Drawn], out: &mut String) {
    let x = MIDDLE + WIDE;
    let mut bulge = x + 92;
    for (document, from) in manifest.documents.iter().zip(documents) {
        for (at, relation) in document.relations.iter().enumerate() {
            let target =
                manifest.documents.iter().zip(documents).find(|(other, _)| other.id == relation.document);
            let Some((_, to)) = target else { continue };
            let (y, end) = (from.top + 18 + at * 18, to.middle());
            let _ = writeln!(out, "<path d=\"M{x} {y}H{bulge}V{end}H{x}m7 -4l-7 4 7 4\"/>");
            let (text, kind) = (x + 6, relation.kind.as_str());
            let _ = writeln!(
                out,
                "<text class=\"small\" x=\"{text}\" y=\"{}\">{kind}</text>",
                y.saturating_sub(3)
            );
            bulge += 22;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_titles_are_wrapped() {
        assert_eq!(
            wrapped("Data processing agreement with everything"),
            ["Data processing agreement with", "everything"]
        );
        assert_eq!(wrapped(&"x".repeat(70)).len(), 3);
        assert_eq!(wrapped(""), [""]);
    }
}
