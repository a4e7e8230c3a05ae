//! Blocks and inline text to elements.

use std::rc::Rc;

use samtycke_pack::document::{
    Block, Clause, Heading, Inline, Link, List, ListKind, Mark, Table, plain_text,
};
use yew::prelude::*;
use yew::virtual_dom::VTag;

use super::chunks::Chunk;
use super::terms::{self, Piece, Terms, Uses};
use super::text::Text;
use crate::html::html;
use crate::links::Links;
use crate::messages::Messages;
use crate::table::{FilterTable, Row, Rows};

/// The blocks of a chunk: leaves are numbered, headings and clauses have links to themselves.
pub(super) fn chunk(text: &Text, chunk: &Chunk) -> Html {
    let all = &text.document.blocks;
    let mut writer = Writer {
        links: &text.links,
        messages: text.messages,
        terms: &text.terms,
        section: &|above| section(text, above),
        at: chunk.blocks.start,
        leaf: Some(chunk.leaf),
    };
    let one = |block: &Block| {
        let drawn = writer.block(block);
        writer.at += 1;
        drawn
    };
    all.get(chunk.blocks.clone()).unwrap_or_default().iter().map(one).collect()
}

/// Blocks that are not the document itself but tell of it.
pub(crate) fn blocks(blocks: &[Block], links: &Links, messages: &'static Messages) -> Html {
    let terms = Terms::default();
    let mut writer =
        Writer { links, messages, terms: &terms, section: &|_| String::new(), at: 0, leaf: None };
    writer.blocks(blocks)
}

/// The words of the last heading above a top-level block.
fn section(text: &Text, above: usize) -> String {
    let document = &text.document;
    let headings = document.blocks.iter().take(above).rev().filter_map(|block| match block {
        Block::Heading(heading) => Some(plain_text(&heading.text)),
        _ => None,
    });
    headings.take(1).next().unwrap_or_else(|| document.title.clone())
}

/// Where in a document the drawing is.
struct Writer<'a> {
    links: &'a Links,
    messages: &'static Messages,
    terms: &'a Terms,
    /// What a table at a top-level block is called.
    section: &'a dyn Fn(usize) -> String,
    /// The top-level block.
    at: usize,
    /// The number of the next leaf. Leaves are drawn in the order of the text, so they count themselves. Where they
    /// have none, nothing can be linked to either.
    leaf: Option<u32>,
}

impl Writer<'_> {
    /// A leaf: its number for the attribute, and its text.
    fn leaf(&mut self, text: &[Inline]) -> (Option<String>, Html) {
        let number = self.leaf;
        self.leaf = number.map(|number| number + 1);
        (number.map(|number| number.to_string()), self.inlines(text, number))
    }

    fn blocks(&mut self, blocks: &[Block]) -> Html {
        blocks.iter().map(|one| self.block(one)).collect()
    }

    fn block(&mut self, block: &Block) -> Html {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Clause(clause) => self.clause(clause),
            Block::Paragraph(text) => {
                let (leaf, text) = self.leaf(text);
                html! { <p data-leaf={leaf}>{ text }</p> }
            }
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table),
            Block::Definitions(items) => {
                let one = |item: &samtycke_pack::document::Definition| {
                    let id = self.leaf.and_then(|leaf| self.terms.defined_in(leaf)).map(terms::anchor);
                    let (number, term) = self.leaf(&item.term);
                    let (leaf, meaning) = self.leaf(&item.text);
                    html! {
                        <div {id} tabindex="-1"><dt data-leaf={number}>{ term }</dt><dd data-leaf={leaf}>{ meaning }</dd></div>
                    }
                };
                let items: Vec<Html> = items.iter().map(one).collect();
                html! { <dl>{ items }</dl> }
            }
            Block::Note(inner) => {
                let inner = self.blocks(inner);
                html! { <div class="note" role="note" aria-label={self.messages.note}>{ inner }</div> }
            }
        }
    }

    /// The document's title is `h2`, so sections are `h3` and below. The link stands beside the heading: within it, it
    /// would be a part of the heading's name.
    fn heading(&mut self, heading: &Heading) -> Html {
        let (tag, class) = match heading.level {
            2 => ("h3", "heading section"),
            3 => ("h4", "heading"),
            _ => ("h5", "heading"),
        };
        let mut tag = VTag::new(tag);
        tag.add_attribute("id", heading.anchor.clone());
        tag.add_attribute("tabindex", "-1");
        let (leaf, text) = self.leaf(&heading.text);
        let name = match &heading.number {
            Some(number) => {
                tag.add_child(html! { <span class="number">{ number }{ "\u{a0}" }</span> });
                tag.add_child(html! { <span data-leaf={leaf}>{ text }</span> });
                number.clone()
            }
            None => {
                if let Some(leaf) = leaf {
                    tag.add_attribute("data-leaf", leaf);
                }
                tag.add_child(text);
                plain_text(&heading.text)
            }
        };
        let sign = self.anchor("anchor sign", &heading.anchor, &name, Html::default());
        html! { <div {class}>{ Html::from(tag) }{ sign }</div> }
    }

    /// Its number is its link.
    fn clause(&mut self, clause: &Clause) -> Html {
        let class = clause_class(clause.level);
        // `2.4-I` rather than `I`, of which there may be many.
        let name = clause.anchor.strip_prefix("c-").unwrap_or(&clause.number);
        let number = html! { <>{ &clause.number }{ "\u{a0}" }</> };
        let (leaf, text) = self.leaf(&clause.text);
        html! {
            <p {class} id={clause.anchor.clone()} tabindex="-1">
                { self.anchor("anchor number", &clause.anchor, name, number) }
                <span data-leaf={leaf}>{ text }</span>
            </p>
        }
    }

    /// A link to the place where it stands, to be copied or followed. Thousands of them would make the Tab key useless,
    /// so the keyboard stops only at the one of the heading or clause that has the focus: where the reader went by the
    /// contents, a reference or the search, the next Tab is that place's link (`browser::place::offer_link`).
    fn anchor(&self, class: &'static str, anchor: &str, name: &str, sign: Html) -> Html {
        if self.leaf.is_none() {
            return html! { <span class="number">{ sign }</span> };
        }
        let mut to = String::from("#");
        to.push_str(anchor);
        let mut label = String::from(self.messages.reading.link_to);
        label.push(' ');
        label.push_str(name);
        let href = self.links.href(&self.links.target(&to));
        html! { <a {class} {href} data-to={to} tabindex="-1" aria-label={label}>{ sign }</a> }
    }

    fn list(&mut self, list: &List) -> Html {
        let one = |item: &Vec<Block>| match item.as_slice() {
            [Block::Paragraph(only)] => {
                let (leaf, text) = self.leaf(only);
                html! { <li data-leaf={leaf}>{ text }</li> }
            }
            several => html! { <li>{ self.blocks(several) }</li> },
        };
        let items: Vec<Html> = list.items.iter().map(one).collect();
        match list.kind {
            ListKind::Bullets => html! { <ul>{ items }</ul> },
            ListKind::Numbers => html! { <ol>{ items }</ol> },
        }
    }

    fn table(&mut self, table: &Table) -> Html {
        let mut first = self.leaf;
        let mut head: Vec<Html> = table.head.iter().map(|cell| self.leaf(cell).1).collect();
        // Its cells keep their numbers, for whoever counts without looking.
        if !table.has_head() {
            head.clear();
            first = self.leaf;
        }
        let rows = table.rows.iter().map(|row| Row {
            words: row.iter().map(|cell| plain_text(cell) + " ").collect(),
            cells: row.iter().map(|cell| self.leaf(cell).1).collect(),
        });
        let table = Rows { rows: rows.collect(), head, leaf: first };
        html! {
            <FilterTable label={(self.section)(self.at)} table={Rc::new(table)} messages={self.messages} />
        }
    }

    fn inlines(&self, text: &[Inline], leaf: Option<u32>) -> Html {
        run(text, self.links, &mut leaf.map(|leaf| self.terms.uses(leaf)).unwrap_or_default())
    }
}

/// A run of text, without its terms.
pub(crate) fn inlines(text: &[Inline], links: &Links) -> Html {
    run(text, links, &mut Uses::default())
}

fn run(text: &[Inline], links: &Links, uses: &mut Uses<'_>) -> Html {
    let mut out = Vec::new();
    for inline in text {
        match inline {
            Inline::Text(words) => out.extend(uses.cut(words).iter().map(|piece| self::piece(piece, links))),
            Inline::Mark(Mark::Strong(inner)) => {
                out.push(html! { <strong>{ run(inner, links, uses) }</strong> });
            }
            Inline::Mark(Mark::Emphasis(inner)) => out.push(html! { <em>{ run(inner, links, uses) }</em> }),
            Inline::Mark(Mark::Link(link)) => out.push(self::link(link, links, uses)),
        }
    }
    out.into_iter().collect()
}

fn piece(piece: &Piece<'_>, links: &Links) -> Html {
    match *piece {
        Piece::Text(text) => Html::from(text),
        Piece::Term(term, text) => {
            let to = ["#", &terms::anchor(term)].concat();
            let href = links.href(&links.target(&to));
            html! { <a class="term" data-term={term.to_string()} {href} data-to={to}>{ text }</a> }
        }
    }
}

/// Packs only hold these schemes; another one, from elsewhere, stays text.
fn link(link: &Link, links: &Links, uses: &mut Uses<'_>) -> Html {
    let inner = run(&link.text, links, uses);
    let to = link.to.clone();
    if to.starts_with('#') || to.starts_with("doc:") {
        let target = links.target(&to);
        html! { <a href={links.href(&target)} onclick={links.onclick(&target)}>{ inner }</a> }
    } else if ["https://", "mailto:", "tel:"].iter().any(|scheme| to.starts_with(scheme)) {
        html! { <a href={to} rel="noopener">{ inner }</a> }
    } else {
        inner
    }
}

/// The classes of a clause: how far in it stands.
pub(crate) fn clause_class(level: u32) -> &'static str {
    match level {
        0 | 1 => "clause",
        2 => "clause sub",
        3 => "clause sub inner",
        _ => "clause sub innermost",
    }
}
