//! A plain HTML page of what changed from one version to the next.

use super::html::{self, Writer, escape};
use super::labels::{Labels, labels};
use crate::Manifest;
use crate::document::Inline;
use crate::manifest::{DocumentFile, Text};
use crate::redline::{Change, Kind, Part, Piece, Place, Redline, State, Step};

/// The page of a redline; `old` and `new` are the pages of the two versions.
pub(super) fn page(
    redline: &Redline,
    summary: Option<&Text>,
    (old, new): (&DocumentFile, &DocumentFile),
    manifest: &Manifest,
) -> String {
    let language = &redline.language;
    let labels = labels(language);
    let (title, vendor) = (escape(&redline.to.title), escape(&manifest.vendor.name));
    let of = html::versioned(&title, &redline.to.version, language);
    let mut out = html::head(&format!("{} – {of} – {vendor}", labels.changes), language);
    out.push_str(&format!(
        "<meta name=\"robots\" content=\"noindex\">\n</head>\n<body>\n<main>\n<header>\n<p>{vendor}</p>\n\
         <h1>{title}: {}</h1>\n",
        labels.changes
    ));
    let edition = |edition: &crate::redline::Edition, file: &DocumentFile| {
        format!(
            "<a href=\"{}\">{} {}</a> ({})",
            escape(html::beside(&file.page)),
            labels.version,
            escape(&edition.version),
            escape(&edition.effective)
        )
    };
    out.push_str(&format!("<p>{} → {}</p>\n", edition(&redline.from, old), edition(&redline.to, new)));
    let verdict = match redline.change {
        Change::None => labels.none,
        Change::Typographic => labels.typographic,
        Change::Substantive => labels.substantive,
    };
    out.push_str(&format!("<p><strong>{verdict}</strong>"));
    if !redline.steps.is_empty() {
        out.push_str(&format!(" {}", labels.legend));
    }
    out.push_str("</p>\n");
    if let Some(summary) = summary {
        out.push_str(&format!("<p>{}: {}</p>\n", labels.summary, escape(summary.get(language))));
    }
    if redline.from.title != redline.to.title {
        let (from, to) = (escape(&redline.from.title), escape(&redline.to.title));
        out.push_str(&format!("<p><del>{from}</del> <ins>{to}</ins></p>\n"));
    }
    out.push_str("</header>\n");
    let shown = Shown { labels, writer: Writer { language } };
    for step in &redline.steps {
        match step {
            Step::Same(_) => out.push_str(&format!("<p class=\"same\">⋯ {} ⋯</p>\n", labels.unchanged)),
            Step::Added(added) => shown.part(&added.part, Place::Kept, &mut out),
            Step::Removed(removed) => shown.part(&removed.part, Place::Kept, &mut out),
            Step::Changed(changed) => shown.part(&changed.part, changed.place, &mut out),
        }
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

struct Shown<'a> {
    labels: &'static Labels,
    writer: Writer<'a>,
}

impl Shown<'_> {
    fn part(&self, part: &Part, place: Place, out: &mut String) {
        let (open, close) = match part.kind {
            Kind::Heading => match part.label.as_ref().map_or(2, |label| label.level) {
                ..=2 => ("<h2>", "</h2>"),
                3 => ("<h3>", "</h3>"),
                _ => ("<h4>", "</h4>"),
            },
            Kind::Clause | Kind::Paragraph => ("<p>", "</p>"),
            Kind::Bullets => ("<ul>", "</ul>"),
            Kind::Numbers => ("<ol>", "</ol>"),
            Kind::Item => ("<li>", "</li>"),
            Kind::Table => ("<table>", "</table>"),
            Kind::Head | Kind::Row => ("<tr>", "</tr>"),
            Kind::Cell => ("<td>", "</td>"),
            Kind::Definitions => ("<dl>", "</dl>"),
            Kind::Definition => ("", ""),
            Kind::Term => ("<dt>", "</dt>"),
            Kind::Meaning => ("<dd>", "</dd>"),
            Kind::Note => ("<aside>", "</aside>"),
        };
        if part.kind == Kind::Head && part.parts.iter().all(|cell| cell.words.is_empty()) {
            return;
        }
        out.push_str(open);
        self.label(part, place, out);
        self.words(part, out);
        for inner in &part.parts {
            if part.kind == Kind::Head {
                out.push_str("<th scope=\"col\">");
                self.words(inner, out);
                out.push_str("</th>");
            } else {
                self.part(inner, Place::Kept, out);
            }
        }
        out.push_str(close);
        out.push('\n');
    }

    fn words(&self, part: &Part, out: &mut String) {
        for piece in &part.words {
            match piece {
                Piece::Same(text) => self.writer.inlines(text, out),
                Piece::Removed(text) => self.wrapped("del", text, out),
                Piece::Added(text) => self.wrapped("ins", text, out),
            }
        }
    }

    fn wrapped(&self, tag: &str, text: &[Inline], out: &mut String) {
        out.push_str(&format!("<{tag}>"));
        self.writer.inlines(text, out);
        out.push_str(&format!("</{tag}>"));
    }

    /// The number, and what it was before.
    fn label(&self, part: &Part, place: Place, out: &mut String) {
        let number = part.label.as_ref().and_then(|label| label.number.as_deref());
        if let Some(number) = number {
            let tag = match part.state {
                State::Both => "span",
                State::Added => "ins",
                State::Removed => "del",
            };
            out.push_str(&format!("<{tag} class=\"number\">{}</{tag}> ", escape(number)));
        }
        let was = part.was.as_ref().and_then(|was| was.number.as_deref()).filter(|was| Some(*was) != number);
        let was = was.map(|was| format!("{} {}", self.labels.before, escape(was)));
        let moved = (place == Place::Moved).then(|| self.labels.moved.to_owned());
        let told: Vec<String> = moved.into_iter().chain(was).collect();
        if !told.is_empty() {
            out.push_str(&format!("<small>({})</small> ", told.join(", ")));
        }
    }
}
