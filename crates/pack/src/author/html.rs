//! A plain HTML page for each document: for readers without JavaScript, for search engines, for print.

use super::labels::labels;
use crate::Manifest;
use crate::direction::direction;
use crate::document::{Block, Document, Inline, Link, ListKind, Mark, Table};
use crate::manifest::{DocumentEntry, DocumentFile, Edition};

/// Which of a document's versions a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Earlier,
    InForce,
    Upcoming,
}

/// What a page says beside its document.
pub(super) struct Frame<'a> {
    pub(super) manifest: &'a Manifest,
    /// The document with all its versions.
    pub(super) entry: &'a DocumentEntry,
    /// The files of the version that the page shows.
    pub(super) files: &'a [DocumentFile],
    pub(super) standing: Standing,
}

/// The page of one document in one language.
pub(super) fn page(document: &Document, frame: &Frame<'_>) -> String {
    let Some(own) = frame.files.iter().find(|file| file.language == document.language) else {
        return String::new();
    };
    let labels = labels(&document.language);
    let title = escape(&document.title);
    let vendor = escape(&frame.manifest.vendor.name);
    let title_of_page = match frame.standing {
        Standing::InForce => title.clone(),
        Standing::Earlier | Standing::Upcoming => versioned(&title, &document.version, &document.language),
    };
    let mut out = head(&format!("{title_of_page} – {vendor}"), &document.language);
    out.push_str(&format!(
        "<link rel=\"stylesheet\" href=\"{}\" media=\"print\">\n",
        escape(&print_name(own))
    ));
    if frame.standing == Standing::Earlier {
        out.push_str("<meta name=\"robots\" content=\"noindex\">\n");
    }
    if let Some(site) = &frame.manifest.site {
        out.push_str(&format!(
            "<link rel=\"canonical\" href=\"{}\">\n",
            escape(&format!("{site}{}", own.page))
        ));
    }
    for file in frame.files {
        let href = match &frame.manifest.site {
            Some(site) => format!("{site}{}", file.page),
            None => beside(&file.page).to_owned(),
        };
        let language = escape(&file.language);
        out.push_str(&format!(
            "<link rel=\"alternate\" hreflang=\"{language}\" href=\"{}\">\n",
            escape(&href)
        ));
    }
    out.push_str(&format!(
        "</head>\n<body>\n<main>\n<header>\n<p>{vendor}</p>\n<h1>{title}</h1>\n\
         <p>{version_label} {version} · {effective_label} <time datetime=\"{effective}\">{effective}</time>",
        version_label = labels.version,
        version = escape(&document.version),
        effective_label = labels.effective,
        effective = escape(&document.effective),
    ));
    if let Some(redline) = &own.redline {
        out.push_str(&format!(" · <a href=\"{}\">{}</a>", escape(beside(&redline.page)), labels.changes));
    }
    out.push_str("</p>\n");
    if let Some(notice) = match frame.standing {
        Standing::InForce => None,
        Standing::Earlier => Some(labels.is_earlier),
        Standing::Upcoming => Some(labels.is_upcoming),
    } {
        let href =
            frame.entry.file(&document.language).map_or_else(String::new, |file| escape(beside(&file.page)));
        out.push_str(&format!(
            "<p><strong>{notice}</strong> <a href=\"{href}\">{}</a></p>\n",
            labels.in_force
        ));
    }
    let others: Vec<String> = frame
        .files
        .iter()
        .filter(|file| file.language != document.language)
        .map(|file| {
            let href = escape(beside(&file.page));
            let lang = escape(&file.language);
            format!(
                "<a href=\"{href}\" lang=\"{lang}\" hreflang=\"{lang}\">{}</a>",
                super::labels::labels(&file.language).language_name
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
    if frame.standing == Standing::InForce {
        editions(labels.upcoming, frame.entry.upcoming.as_deref(), &document.language, &mut out);
        editions(labels.earlier, frame.entry.versions.as_deref(), &document.language, &mut out);
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// The beginning of any page, up to what else belongs in its head.
pub(super) fn head(title: &str, language: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"{language}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <link rel=\"stylesheet\" href=\"document.css\">\n",
        language = escape(language),
        direction = direction(language),
    )
}

/// The title of one version: tabs and search results must tell it from the others.
pub(super) fn versioned(title: &str, version: &str, language: &str) -> String {
    format!("{title} ({} {})", labels(language).version, escape(version))
}

/// Links to other versions, with what changed in each.
fn editions(heading: &str, editions: Option<&[Edition]>, language: &str, out: &mut String) {
    let with_page =
        editions.unwrap_or_default().iter().filter_map(|edition| Some((edition, edition.file(language)?)));
    let links: String = with_page
        .map(|(edition, file)| {
            let (version, effective) = (escape(&edition.version), escape(&edition.effective));
            let changes = file.redline.as_ref().map_or_else(String::new, |redline| {
                format!(" · <a href=\"{}\">{}</a>", escape(beside(&redline.page)), labels(language).changes)
            });
            let href = escape(beside(&file.page));
            format!(
                "<li><a href=\"{href}\">{} {version}</a>, {effective}{changes}</li>\n",
                labels(language).version
            )
        })
        .collect();
    if !links.is_empty() {
        out.push_str(&format!(
            "<nav aria-label=\"{heading}\">\n<h2>{heading}</h2>\n<ul>\n{links}</ul>\n</nav>\n"
        ));
    }
}

/// What stands at the foot of each printed page. A file of its own, since the pages have no inline style.
pub(super) fn print(document: &Document, file: &DocumentFile) -> String {
    let labels = labels(&document.language);
    let foot = format!(
        "{} · {} {} · {} {}",
        document.title, labels.version, document.version, labels.effective, document.effective
    );
    format!(
        "@page {{\n  @bottom-left {{ content: {} \"\\a\" {}; }}\n  @bottom-right {{ content: {} counter(page) \" / \" \
         counter(pages); }}\n}}\n",
        css_string(&foot),
        css_string(file.sha256.as_str()),
        css_string(&format!("{} ", labels.page)),
    )
}

/// The name of the style of a page in print.
pub(super) fn print_name(file: &DocumentFile) -> String {
    format!("{}.print.css", beside(&file.page).trim_end_matches(".html"))
}

/// A CSS string; all but letters, digits and spaces by number, so that nothing can end it.
fn css_string(text: &str) -> String {
    let sign = |c: char| {
        if c.is_ascii_alphanumeric() || c == ' ' { c.to_string() } else { format!("\\{:06x}", u32::from(c)) }
    };
    format!("\"{}\"", text.chars().map(sign).collect::<String>())
}

/// The address of a page from another page.
pub(super) fn beside(page: &str) -> &str {
    page.strip_prefix("documents/").unwrap_or(page)
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

pub(super) struct Writer<'a> {
    pub(super) language: &'a str,
}

impl Writer<'_> {
    fn block(&self, block: &Block, out: &mut String) {
        match block {
            Block::Heading(heading) => {
                let level = heading.level;
                out.push_str(&format!("<h{level} id=\"{}\">", escape(&heading.anchor)));
                if let Some(number) = &heading.number {
                    // `2` gets its full stop here; `I.` has it.
                    let dot = if number.ends_with('.') { "" } else { "." };
                    out.push_str(&format!("{}{dot} ", escape(number)));
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
        out.push_str("<table>\n");
        // A head without words is none.
        if table.has_head() {
            out.push_str("<thead><tr>");
            for cell in &table.head {
                out.push_str("<th scope=\"col\">");
                self.inlines(cell, out);
                out.push_str("</th>");
            }
            out.push_str("</tr></thead>\n");
        }
        out.push_str("<tbody>\n");
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

    pub(super) fn inlines(&self, inlines: &[Inline], out: &mut String) {
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
