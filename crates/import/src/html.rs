//! HTML, read as browsers read it. What only scripts would show is not there.

use scraper::node::Element;
use scraper::{Html, Node};

use crate::text;
use crate::tree::{Block, Heading, Inline, Inlines, List, ListKind, Table, lines, plain, tidy};

type NodeRef<'a> = ego_tree::NodeRef<'a, Node>;

/// Elements within elements: below this only the words are read.
const DEEPEST: usize = 64;

/// A page as it is read.
pub(crate) struct Page {
    pub(crate) blocks: Vec<Block>,
    /// The title of its window.
    pub(crate) title: Option<String>,
    /// What the page itself hides, as it says with `hidden` or in a `style`. Style sheets are not read.
    pub(crate) hidden: Vec<String>,
}

/// Reads a page.
pub(crate) fn read(html: &str) -> Page {
    let page = Html::parse_document(html);
    let mut walk = Walk::default();
    walk.children(page.tree.root(), 0);
    walk.flush();
    let title = page
        .tree
        .root()
        .descendants()
        .find(|node| node.value().as_element().is_some_and(|element| element.name() == "title"))
        .map(words)
        .filter(|title| !title.trim().is_empty());
    let mut unseen = Vec::new();
    hidden(page.tree.root(), 0, &mut unseen);
    Page { blocks: walk.blocks, title, hidden: unseen }
}

/// The words of what is hidden. As deep as blocks are read; below that all words are.
fn hidden(node: NodeRef<'_>, depth: usize, out: &mut Vec<String>) {
    for child in node.children().filter(|_| depth <= DEEPEST) {
        match child.value().as_element() {
            Some(element) if is_hidden(element) => {
                let words = words(child).split_whitespace().collect::<Vec<_>>().join(" ");
                out.extend(Some(words).filter(|words| !words.is_empty()));
            }
            Some(element) if NEVER.contains(&element.name()) => {}
            _ => hidden(child, depth + 1, out),
        }
    }
}

/// The element that a node is, when readers see it.
fn shown(node: NodeRef<'_>) -> Option<&Element> {
    node.value().as_element().filter(|element| !is_hidden(element))
}

/// What no reader sees.
fn is_hidden(element: &Element) -> bool {
    let style: String = element.attr("style").unwrap_or_default().split_whitespace().collect();
    let style = style.to_ascii_lowercase();
    let by_style = style.split(';').any(|rule| {
        let rule = rule.trim_end_matches("!important");
        rule == "display:none" || rule == "visibility:hidden"
    });
    by_style || element.attr("hidden").is_some()
}

#[derive(Default)]
struct Walk {
    blocks: Vec<Block>,
    run: Inlines,
}

impl Walk {
    fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        if !plain(&run).trim().is_empty() {
            self.blocks.push(Block::Paragraph(run));
        }
    }

    fn children(&mut self, node: NodeRef<'_>, depth: usize) {
        if depth > DEEPEST {
            self.run.push(Inline::Text(format!(" {} ", words(node))));
            return;
        }
        for child in node.children() {
            match child.value() {
                Node::Text(text) => self.text(text, child),
                Node::Element(element) => self.element(element, child, depth + 1),
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &str, node: NodeRef<'_>) {
        let kept = node.ancestors().any(|above| {
            above.value().as_element().is_some_and(|element| ["pre", "textarea"].contains(&element.name()))
        });
        if !kept {
            self.run.push(Inline::Text(text.replace('\n', " ")));
            return;
        }
        for line in text.lines() {
            self.run.extend([Inline::Text(line.to_owned()), Inline::Break]);
        }
    }

    fn element(&mut self, element: &Element, node: NodeRef<'_>, depth: usize) {
        match element.name() {
            name if NEVER.contains(&name) || is_hidden(element) => {}
            "br" => self.run.push(Inline::Break),
            "img" => {
                if let Some(alt) = element.attr("alt") {
                    self.run.push(Inline::Text(format!(" {alt} ")));
                }
            }
            name @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
                let level = name.trim_start_matches('h').parse().unwrap_or(6);
                let inside = inside(node, depth);
                self.flush();
                let text = joined(inside);
                self.blocks.push(Block::Heading(Heading { level, number: None, text }));
            }
            "ul" | "ol" | "menu" => self.list(element, node, depth),
            "table" => self.table(node, depth),
            "dl" => self.definitions(node, depth),
            "blockquote" => {
                self.flush();
                self.blocks.push(Block::Note(inside(node, depth)));
            }
            "strong" | "b" => self.mark(node, depth, Inline::Strong),
            "em" | "i" => self.mark(node, depth, Inline::Emphasis),
            "a" => match element.attr("href").map(str::to_owned) {
                Some(to) => self.mark(node, depth, |text| Inline::Link { to, text }),
                None => self.children(node, depth),
            },
            name if INLINE.contains(&name) => self.children(node, depth),
            _ => {
                self.flush();
                self.children(node, depth);
                self.flush();
            }
        }
    }

    /// A mark around blocks marks nothing: the blocks come out of it.
    fn mark(&mut self, node: NodeRef<'_>, depth: usize, mark: impl FnOnce(Inlines) -> Inline) {
        let mut inner = Self::default();
        inner.children(node, depth);
        if inner.blocks.is_empty() {
            self.run.push(mark(inner.run));
        } else {
            self.flush();
            self.blocks.append(&mut inner.blocks);
            self.run = inner.run;
        }
    }

    fn list(&mut self, element: &Element, node: NodeRef<'_>, depth: usize) {
        self.flush();
        let plain_numbers = element.attr("type").is_none_or(|kind| kind == "1");
        let numbers = numbers(element, node);
        let counted = element.name() == "ol"
            && plain_numbers
            && numbers.iter().zip(1..).all(|(number, at)| *number == at);
        let mut numbers = numbers.into_iter();
        let mut items: Vec<Vec<Block>> = Vec::new();
        for child in node.children() {
            let mut item = match child.value() {
                // Browsers don't count it either.
                Node::Element(item) if is_hidden(item) => continue,
                Node::Element(item) if item.name() == "li" => inside(child, depth),
                Node::Element(_) => {
                    let mut walk = Self::default();
                    walk.element_of(child, depth);
                    walk.flush();
                    walk.blocks
                }
                Node::Text(text) if !text.trim().is_empty() => {
                    vec![Block::Paragraph(vec![Inline::Text(text.to_string())])]
                }
                _ => continue,
            };
            let number = child.value().as_element().filter(|element| element.name() == "li");
            let number = number.and_then(|_| numbers.next());
            if let Some(number) = number.filter(|_| element.name() == "ol" && !counted) {
                let label = mark_of(element.attr("type").unwrap_or("1"), number);
                match item.first_mut() {
                    Some(Block::Paragraph(text)) => text.insert(0, Inline::Text(format!("{label} "))),
                    _ => item.insert(0, Block::Paragraph(vec![Inline::Text(label)])),
                }
            }
            if !item.is_empty() {
                items.push(item);
            }
        }
        if !items.is_empty() {
            let kind = if counted { ListKind::Numbers } else { ListKind::Bullets };
            self.blocks.push(Block::List(List { kind, items }));
        }
    }

    fn element_of(&mut self, node: NodeRef<'_>, depth: usize) {
        if let Node::Element(element) = node.value() {
            self.element(element, node, depth + 1);
        }
    }

    fn table(&mut self, node: NodeRef<'_>, depth: usize) {
        self.flush();
        let mut rows: Vec<(bool, Vec<Inlines>)> = Vec::new();
        let mut alone = Vec::new();
        for part in parts(node) {
            let Some(element) = shown(part) else { continue };
            if element.name() != "tr" {
                self.blocks.extend(inside(part, depth));
                continue;
            }
            let mut head = true;
            let mut cells = Vec::new();
            for cell in part.children() {
                let Some(element) = shown(cell) else { continue };
                head &= element.name() == "th";
                let blocks = inside(cell, depth + 2);
                cells.push(joined(blocks.clone()));
                alone.push(blocks);
                let span: usize = element.attr("colspan").and_then(|span| span.parse().ok()).unwrap_or(1);
                cells.extend((1..span.min(50)).map(|_| Vec::new()));
            }
            if cells.iter().any(|cell| !plain(cell).trim().is_empty()) {
                rows.push((head, cells));
            }
        }
        if rows.iter().all(|(_, cells)| cells.len() < 2) {
            // One column is layout.
            self.blocks.extend(alone.into_iter().flatten());
            return;
        }
        let headed = rows.first().is_some_and(|(head, _)| *head);
        let mut rows: Vec<Vec<Inlines>> = rows.into_iter().map(|(_, cells)| cells).collect();
        self.blocks.push(if headed {
            let head = Some(rows.remove(0));
            Block::Table(Table { head, rows })
        } else {
            text::table(rows)
        });
    }

    fn definitions(&mut self, node: NodeRef<'_>, depth: usize) {
        self.flush();
        let mut pairs: Vec<[Inlines; 2]> = Vec::new();
        let grouped = node.children().flat_map(|child| match child.value().as_element() {
            Some(element) if element.name() == "div" => child.children().collect::<Vec<_>>(),
            _ => vec![child],
        });
        for child in grouped {
            let Some(element) = shown(child) else { continue };
            let text = joined(inside(child, depth + 1));
            match (element.name(), pairs.last_mut()) {
                ("dt", Some([term, meaning])) if meaning.is_empty() => {
                    term.push(Inline::Text(" ".into()));
                    term.extend(text);
                }
                ("dt", _) => pairs.push([text, Vec::new()]),
                (_, Some([_, meaning])) => {
                    meaning.push(Inline::Break);
                    meaning.extend(text);
                }
                (_, None) => self.blocks.push(Block::Paragraph(text)),
            }
        }
        for [term, meaning] in pairs {
            if plain(&term).trim().is_empty() || plain(&meaning).trim().is_empty() {
                self.blocks.extend([Block::Paragraph(term), Block::Paragraph(meaning)]);
            } else if let Some(Block::Definitions(open)) = self.blocks.last_mut() {
                open.push([term, meaning]);
            } else {
                self.blocks.push(Block::Definitions(vec![[term, meaning]]));
            }
        }
    }
}

/// What holds no text of the page.
const NEVER: [&str; 6] = ["head", "script", "style", "template", "iframe", "object"];

const INLINE: [&str; 32] = [
    "span", "u", "s", "small", "big", "sub", "sup", "mark", "abbr", "acronym", "cite", "code", "kbd", "samp",
    "var", "q", "time", "data", "font", "label", "ins", "del", "bdi", "bdo", "wbr", "tt", "strike", "dfn",
    "nobr", "ruby", "rt", "rp",
];

/// The numbers of a list's items: `start`, `reversed`, and what an item says with `value`.
fn numbers(list: &Element, node: NodeRef<'_>) -> Vec<i64> {
    let number = |element: &Element, name: &str| element.attr(name).and_then(|text| text.trim().parse().ok());
    let items = || {
        node.children()
            .filter_map(|child| child.value().as_element())
            .filter(|item| item.name() == "li" && !is_hidden(item))
    };
    let step = if list.attr("reversed").is_some() { -1 } else { 1 };
    let first = if step == 1 { 1 } else { i64::try_from(items().count()).unwrap_or(1) };
    let mut next = number(list, "start").unwrap_or(first);
    items()
        .map(|item| {
            let own = number(item, "value").unwrap_or(next);
            next = own.saturating_add(step);
            own
        })
        .collect()
}

fn inside(node: NodeRef<'_>, depth: usize) -> Vec<Block> {
    let mut walk = Walk::default();
    walk.children(node, depth);
    walk.flush();
    walk.blocks
}

/// The rows and captions of a table, through its head, body and foot.
fn parts(node: NodeRef<'_>) -> Vec<NodeRef<'_>> {
    let sections = ["thead", "tbody", "tfoot"];
    node.children()
        .flat_map(|child| match child.value().as_element() {
            Some(element) if sections.contains(&element.name()) => child.children().collect::<Vec<_>>(),
            _ => vec![child],
        })
        .collect()
}

/// Blocks as the text of one cell or heading.
pub(crate) fn joined(blocks: Vec<Block>) -> Inlines {
    let mut out = Vec::new();
    for block in blocks {
        if !out.is_empty() {
            out.push(Inline::Break);
        }
        match block {
            Block::Paragraph(text) => out.extend(text),
            other => out.push(Inline::Text(lines(&other).join(" "))),
        }
    }
    tidy(out)
}

fn words(node: NodeRef<'_>) -> String {
    let texts = node.descendants().filter_map(|below| below.value().as_text().map(|text| text.to_string()));
    texts.collect::<Vec<_>>().join(" ")
}

/// What a browser shows before an item of an `ol`.
fn mark_of(kind: &str, number: i64) -> String {
    let small = u32::try_from(number).ok().filter(|number| (1..=26).contains(number));
    let letter = |first: char| {
        small
            .and_then(|number| char::from_u32(u32::from(first) + number - 1))
            .map(|letter| format!("{letter})"))
    };
    let roman = || u32::try_from(number).ok().and_then(crate::numbering::roman);
    let found = match kind {
        "a" => letter('a'),
        "A" => letter('A'),
        "i" => roman().map(|roman| format!("{})", roman.to_lowercase())),
        "I" => roman().map(|roman| format!("{roman}.")),
        _ => None,
    };
    found.unwrap_or_else(|| format!("{number}."))
}
