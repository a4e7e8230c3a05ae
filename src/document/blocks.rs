//! Blocks and inline text to elements.

use samtycke_pack::document::{Block, Clause, Heading, Inline, Link, List, ListKind, Mark, Table};
use yew::prelude::*;
use yew::virtual_dom::VTag;

use crate::links::Links;
use crate::messages::Messages;

pub(crate) fn blocks(blocks: &[Block], links: &Links, words: &'static Messages) -> Html {
    blocks.iter().map(|one| block(one, links, words)).collect()
}

fn block(block: &Block, links: &Links, words: &'static Messages) -> Html {
    match block {
        Block::Heading(heading) => self::heading(heading, links),
        Block::Clause(clause) => self::clause(clause, links),
        Block::Paragraph(text) => html! { <p>{ inlines(text, links) }</p> },
        Block::List(list) => self::list(list, links, words),
        Block::Table(table) => self::table(table, links),
        Block::Definitions(items) => html! {
            <dl>
                { for items.iter().map(|item| html! {
                    <div><dt>{ inlines(&item.term, links) }</dt><dd>{ inlines(&item.text, links) }</dd></div>
                }) }
            </dl>
        },
        Block::Note(inner) => html! {
            <div class="note" role="note" aria-label={words.note}>{ blocks(inner, links, words) }</div>
        },
    }
}

/// The document's title is `h2`, so sections are `h3` and below.
fn heading(heading: &Heading, links: &Links) -> Html {
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
    tag.add_child(inlines(&heading.text, links));
    tag.into()
}

fn clause(clause: &Clause, links: &Links) -> Html {
    let class = if clause.level > 1 { "clause sub" } else { "clause" };
    html! {
        <p {class} id={clause.anchor.clone()} tabindex="-1">
            <span class="number">{ &clause.number }{ "\u{a0}" }</span>
            <span>{ inlines(&clause.text, links) }</span>
        </p>
    }
}

fn list(list: &List, links: &Links, words: &'static Messages) -> Html {
    let items = list.items.iter().map(|item| match item.as_slice() {
        [Block::Paragraph(only)] => html! { <li>{ inlines(only, links) }</li> },
        several => html! { <li>{ blocks(several, links, words) }</li> },
    });
    match list.kind {
        ListKind::Bullets => html! { <ul>{ for items }</ul> },
        ListKind::Numbers => html! { <ol>{ for items }</ol> },
    }
}

/// Wide tables scroll on their own, reachable by keyboard.
fn table(table: &Table, links: &Links) -> Html {
    html! {
        <div class="table" tabindex="0">
            <table>
                <thead><tr>
                    { for table.head.iter().map(|cell| html! { <th scope="col">{ inlines(cell, links) }</th> }) }
                </tr></thead>
                <tbody>
                    { for table.rows.iter().map(|row| html! {
                        <tr>{ for row.iter().map(|cell| html! { <td>{ inlines(cell, links) }</td> }) }</tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

pub(crate) fn inlines(text: &[Inline], links: &Links) -> Html {
    text.iter()
        .map(|inline| match inline {
            Inline::Text(words) => Html::from(words.as_str()),
            Inline::Mark(Mark::Strong(inner)) => html! { <strong>{ inlines(inner, links) }</strong> },
            Inline::Mark(Mark::Emphasis(inner)) => html! { <em>{ inlines(inner, links) }</em> },
            Inline::Mark(Mark::Link(link)) => self::link(link, links),
        })
        .collect()
}

/// Packs only hold these schemes; another one, from elsewhere, stays text.
fn link(link: &Link, links: &Links) -> Html {
    let inner = inlines(&link.text, links);
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
