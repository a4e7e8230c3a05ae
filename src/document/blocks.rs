//! Blocks and inline text to elements.

use samtycke_pack::document::{Block, Clause, Heading, Inline, Link, List, ListKind, Mark, Table};
use yew::prelude::*;
use yew::virtual_dom::VTag;

use super::terms::{self, Piece, Terms, Uses};
use crate::links::Links;
use crate::messages::Messages;

/// What is needed to draw text, and the number of the next leaf.
pub(super) struct Writer<'a> {
    pub(super) links: &'a Links,
    pub(super) words: &'static Messages,
    pub(super) terms: &'a Terms,
    pub(super) leaf: u32,
}

impl Writer<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block]) -> Html {
        blocks.iter().map(|one| self.block(one)).collect()
    }

    fn block(&mut self, block: &Block) -> Html {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Clause(clause) => self.clause(clause),
            Block::Paragraph(text) => self.leaf("p", text),
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table),
            Block::Definitions(items) => {
                let items = items.iter().map(|item| {
                    let id = self.terms.defined_in(self.leaf).map(terms::anchor);
                    let term = self.leaf("dt", &item.term);
                    html! { <div {id} tabindex="-1">{ term }{ self.leaf("dd", &item.text) }</div> }
                });
                let items: Vec<Html> = items.collect();
                html! { <dl>{ items }</dl> }
            }
            Block::Note(inner) => {
                let inner = self.blocks(inner);
                html! { <div class="note" role="note" aria-label={self.words.note}>{ inner }</div> }
            }
        }
    }

    /// An element that holds a leaf.
    fn leaf(&mut self, tag: &'static str, text: &[Inline]) -> Html {
        let mut tag = VTag::new(tag);
        tag.add_attribute("data-leaf", self.leaf.to_string());
        tag.add_child(self.inlines(text, &mut self.terms.uses(self.leaf)));
        self.leaf += 1;
        tag.into()
    }

    /// The document's title is `h2`, so sections are `h3` and below.
    fn heading(&mut self, heading: &Heading) -> Html {
        let mut tag = VTag::new(match heading.level {
            2 => "h3",
            3 => "h4",
            _ => "h5",
        });
        tag.add_attribute("id", heading.anchor.clone());
        tag.add_attribute("tabindex", "-1");
        if let Some(number) = &heading.number {
            tag.add_child(html! { <span class="number">{ number }{ "\u{a0}" }</span> });
        }
        tag.add_child(self.leaf("span", &heading.text));
        tag.into()
    }

    fn clause(&mut self, clause: &Clause) -> Html {
        let class = if clause.level > 1 { "clause sub" } else { "clause" };
        html! {
            <p {class} id={clause.anchor.clone()} tabindex="-1">
                <span class="number">{ &clause.number }{ "\u{a0}" }</span>
                { self.leaf("span", &clause.text) }
            </p>
        }
    }

    fn list(&mut self, list: &List) -> Html {
        let items = list.items.iter().map(|item| match item.as_slice() {
            [Block::Paragraph(only)] => self.leaf("li", only),
            several => html! { <li>{ self.blocks(several) }</li> },
        });
        let items: Vec<Html> = items.collect();
        match list.kind {
            ListKind::Bullets => html! { <ul>{ items }</ul> },
            ListKind::Numbers => html! { <ol>{ items }</ol> },
        }
    }

    /// Wide tables scroll on their own, reachable by keyboard.
    fn table(&mut self, table: &Table) -> Html {
        let head = table.head.iter().map(|cell| html! { <th scope="col">{ self.leaf("span", cell) }</th> });
        let head: Vec<Html> = head.collect();
        let rows = table.rows.iter().map(|row| {
            let cells = row.iter().map(|cell| self.leaf("td", cell));
            let cells: Vec<Html> = cells.collect();
            html! { <tr>{ cells }</tr> }
        });
        let rows: Vec<Html> = rows.collect();
        html! {
            <div class="table" tabindex="0">
                <table>
                    <thead><tr>{ head }</tr></thead>
                    <tbody>{ rows }</tbody>
                </table>
            </div>
        }
    }

    fn inlines(&self, text: &[Inline], uses: &mut Uses<'_>) -> Html {
        text.iter()
            .map(|inline| match inline {
                Inline::Text(words) => uses.cut(words).into_iter().map(|piece| self.piece(&piece)).collect(),
                Inline::Mark(Mark::Strong(inner)) => html! { <strong>{ self.inlines(inner, uses) }</strong> },
                Inline::Mark(Mark::Emphasis(inner)) => html! { <em>{ self.inlines(inner, uses) }</em> },
                Inline::Mark(Mark::Link(link)) => self.link(link, uses),
            })
            .collect()
    }

    fn piece(&self, piece: &Piece<'_>) -> Html {
        match *piece {
            Piece::Text(text) => Html::from(text),
            Piece::Term(term, text) => {
                let target = self.links.target(&format!("#{}", terms::anchor(term)));
                let (href, onclick) = (self.links.href(&target), self.links.onclick(&target));
                html! { <a class="term" data-term={term.to_string()} {href} {onclick}>{ text }</a> }
            }
        }
    }

    /// Packs only hold these schemes; another one, from elsewhere, stays text.
    fn link(&self, link: &Link, uses: &mut Uses<'_>) -> Html {
        let inner = self.inlines(&link.text, uses);
        let to = link.to.clone();
        if to.starts_with('#') || to.starts_with("doc:") {
            let target = self.links.target(&to);
            html! { <a href={self.links.href(&target)} onclick={self.links.onclick(&target)}>{ inner }</a> }
        } else if ["https://", "mailto:", "tel:"].iter().any(|scheme| to.starts_with(scheme)) {
            html! { <a href={to} rel="noopener">{ inner }</a> }
        } else {
            inner
        }
    }
}
