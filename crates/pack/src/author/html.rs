//! A plain HTML page for each document: for readers without JavaScript, for search engines, for print.

use super::labels::labels;
use crate::Manifest;
use crate::document::{Block, Document, Inline, Link, ListKind, Mark, Table};
use crate::manifest::DocumentEntry;

/// The page of one document in one language.
pub(super) fn page(document: &Document, entry: &DocumentEntry, manifest: &Manifest) -> String {
    let labels = labels(&document.language);
    let title = escape(&document.title);
    let language = escape(&document.language);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title} – {vendor}\
         </title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <link rel=\"stylesheet\" href=\"document.css\">\n",
        vendor = escape(&manifest.vendor.name),
    );
    for file in &entry.files {
        out.push_str(&format!(
            "<link rel=\"alternate\" hreflang=\"{}\" href=\"{}\">\n",
            escape(&file.language),
            escape(&page_name(&entry.id, &file.language))
        ));
    }
    out.push_str(&format!(
        "</head>\n<body>\n<main>\n<header>\n<p>{vendor}</p>\n<h1>{title}</h1>\n\
         <p>{version_label} {version} · {effective_label} <time datetime=\"{effective}\">{effective}</time></p>\n",
        vendor = escape(&manifest.vendor.name),
        version_label = labels.version,
        version = escape(&document.version),
        effective_label = labels.effective,
        effective = escape(&document.effective),
    ));
    let others: Vec<String> = entry
        .files
        .iter()
        .filter(|file| file.language != document.language)
        .map(|file| {
            let href = escape(&page_name(&entry.id, &file.language));
            let lang = escape(&file.language);
            format!(
                "<a href=\"{href}\" lang=\"{lang}\" hreflang=\"{lang}\">{}</a>",
                language_name(&file.language)
            )
        })
        .collect();
    if !others.is_empty() {
        out.push_str(&format!("<p>{}: {}</p>\n", labels.other_languages, others.join(", ")));
    }
    out.push_str("</header>\n");
    let writer = Writer { language: &document.language };
    for block in &document.blocks {
        writer.block(block, &mut out);
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// File name of a document's page.
pub(super) fn page_name(id: &str, language: &str) -> String {
    format!("{id}.{language}.html")
}

/// Text for an HTML text node or a double-quoted attribute.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

fn language_name(language: &str) -> &'static str {
    match language {
        "sv" => "svenska",
        "da" => "dansk",
        _ => "English",
    }
}

struct Writer<'a> {
    language: &'a str,
}

impl Writer<'_> {
    fn block(&self, block: &Block, out: &mut String) {
        match block {
            Block::Heading(heading) => {
                let level = heading.level;
                out.push_str(&format!("<h{level} id=\"{}\">", escape(&heading.anchor)));
                if let Some(number) = &heading.number {
                    out.push_str(&format!("{}. ", escape(number)));
                }
                self.inlines(&heading.text, out);
                out.push_str(&format!("</h{level}>\n"));
            }
            Block::Clause(clause) => {
                out.push_str(&format!(
                    "<p class=\"clause-{}\" id=\"{}\"><span class=\"number\">{}</span> ",
                    clause.level,
                    escape(&clause.anchor),
                    escape(&clause.number)
                ));
                self.inlines(&clause.text, out);
                out.push_str("</p>\n");
            }
            Block::Paragraph(text) => {
                out.push_str("<p>");
                self.inlines(text, out);
                out.push_str("</p>\n");
            }
            Block::List(list) => {
                let tag = if list.kind == ListKind::Numbers { "ol" } else { "ul" };
                out.push_str(&format!("<{tag}>\n"));
                for item in &list.items {
                    out.push_str("<li>");
                    for block in item {
                        self.block(block, out);
                    }
                    out.push_str("</li>\n");
                }
                out.push_str(&format!("</{tag}>\n"));
            }
            Block::Table(table) => self.table(table, out),
            Block::Definitions(items) => {
                out.push_str("<dl>\n");
                for item in items {
                    out.push_str("<dt>");
                    self.inlines(&item.term, out);
                    out.push_str("</dt>\n<dd>");
                    self.inlines(&item.text, out);
                    out.push_str("</dd>\n");
                }
                out.push_str("</dl>\n");
            }
            Block::Note(blocks) => {
                out.push_str(&format!("<aside aria-label=\"{}\">\n", labels(self.language).note));
                for block in blocks {
                    self.block(block, out);
                }
                out.push_str("</aside>\n");
            }
        }
    }

    fn table(&self, table: &Table, out: &mut String) {
        out.push_str("<table>\n<thead><tr>");
        for cell in &table.head {
            out.push_str("<th scope=\"col\">");
            self.inlines(cell, out);
            out.push_str("</th>");
        }
        out.push_str("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            out.push_str("<tr>");
            for cell in row {
                out.push_str("<td>");
                self.inlines(cell, out);
                out.push_str("</td>");
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n</table>\n");
    }

    fn inlines(&self, inlines: &[Inline], out: &mut String) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => out.push_str(&escape(text)),
                Inline::Mark(Mark::Strong(inner)) => self.wrapped("strong", inner, out),
                Inline::Mark(Mark::Emphasis(inner)) => self.wrapped("em", inner, out),
                Inline::Mark(Mark::Link(link)) => {
                    out.push_str(&format!("<a href=\"{}\">", escape(&self.href(link))));
                    self.inlines(&link.text, out);
                    out.push_str("</a>");
                }
            }
        }
    }

    fn wrapped(&self, tag: &str, inner: &[Inline], out: &mut String) {
        out.push_str(&format!("<{tag}>"));
        self.inlines(inner, out);
        out.push_str(&format!("</{tag}>"));
    }

    fn href(&self, link: &Link) -> String {
        let Some(target) = link.to.strip_prefix("doc:") else {
            return link.to.clone();
        };
        match target.split_once('#') {
            Some((id, anchor)) => format!("{}#{anchor}", page_name(id, self.language)),
            None => page_name(target, self.language),
        }
    }
}
