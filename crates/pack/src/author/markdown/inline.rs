//! The words inside a block: text, marks, links, placeholders.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::{DEEPEST, Reader, construct};
use crate::author::clause::split_label;
use crate::author::finding::{Severity, position};
use crate::author::hidden;
use crate::author::placeholder::{self, Fill};
use crate::document::{Inline, Link, Mark};

impl<'a> Reader<'a, '_> {
    /// Text that stands in a block without a paragraph of its own, as in tight lists.
    pub(super) fn loose(&mut self, first: Event<'a>, range: Range<usize>) -> Vec<Inline> {
        let mut run = Run::default();
        self.inline(first, range, &mut run);
        while let Some((event, _)) = self.events.peek() {
            let inline = match event {
                Event::Start(tag) => is_inline(tag),
                Event::Text(_)
                | Event::Code(_)
                | Event::InlineHtml(_)
                | Event::SoftBreak
                | Event::HardBreak => true,
                _ => false,
            };
            if !inline {
                break;
            }
            if let Some((event, range)) = self.events.next() {
                self.inline(event, range, &mut run);
            }
        }
        self.flush(&mut run);
        run.done
    }

    pub(super) fn inlines(&mut self, until: TagEnd) -> Vec<Inline> {
        let mut run = Run::default();
        while let Some((event, range)) = self.events.next() {
            if event == Event::End(until) {
                break;
            }
            self.inline(event, range, &mut run);
        }
        self.flush(&mut run);
        run.done
    }

    fn inline(&mut self, event: Event<'a>, range: Range<usize>, run: &mut Run) {
        match event {
            Event::Text(text) => {
                if run.after_break && split_label(&text).is_some() {
                    let fix = "put an empty line before it, so that it becomes a clause of its own";
                    let message = "a line inside a paragraph starts like a clause".to_owned();
                    self.report(range.start, Severity::Warning, "clause-in-paragraph", message, fix);
                }
                run.push(&text, range.start);
            }
            Event::SoftBreak | Event::HardBreak => {
                run.push(" ", range.start);
                run.after_break = true;
            }
            Event::Start(Tag::Strong) => self.mark(run, range.start, TagEnd::Strong, Mark::Strong),
            Event::Start(Tag::Emphasis) => self.mark(run, range.start, TagEnd::Emphasis, Mark::Emphasis),
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                // Words that nobody sees who reads on paper, by ear or by touch.
                if !title.is_empty() {
                    self.unsupported(range.start, "a link's title");
                }
                if std::mem::replace(&mut self.in_link, true) {
                    self.unsupported(range.start, "a link in a link");
                }
                let mut to = self.filled(&dest_url, range.start);
                if link_type == LinkType::Email {
                    to.insert_str(0, "mailto:");
                }
                let (line, column) = position(self.text, range.start);
                self.parsed.links.push((to.clone(), line, column));
                self.mark(run, range.start, TagEnd::Link, |text| Mark::Link(Link { to, text }));
                self.in_link = false;
            }
            Event::InlineHtml(_) => self.html(range.start),
            other => {
                let end = match &other {
                    Event::Start(tag) => Some(tag.to_end()),
                    _ => None,
                };
                self.unsupported(range.start, construct(&other));
                if let Some(end) = end {
                    self.skip(end);
                }
            }
        }
    }

    fn mark(&mut self, run: &mut Run, at: usize, end: TagEnd, wrap: impl FnOnce(Vec<Inline>) -> Mark) {
        self.flush(run);
        if self.depth >= DEEPEST {
            self.error(at, "nesting", format!("nested more than {DEEPEST} deep"), "write it flatter");
            return self.skip(end);
        }
        self.depth += 1;
        let inner = self.inlines(end);
        self.depth -= 1;
        run.done.push(Inline::Mark(wrap(inner)));
    }

    fn flush(&mut self, run: &mut Run) {
        if !run.text.is_empty() {
            let text = std::mem::take(&mut run.text);
            run.done.push(Inline::Text(self.filled(&text, run.start)));
        }
    }

    /// The text with its placeholders filled.
    fn filled(&mut self, text: &str, at: usize) -> String {
        // As it is read, so that an entity hides none. What fills a placeholder is looked at where it is written.
        if let Some(c) = hidden::hidden(text) {
            let place = self.text.get(at..).unwrap_or_default().find(c);
            self.error(at + place.unwrap_or_default(), "hidden-character", hidden::message(c), hidden::FIX);
        }
        match placeholder::fill(text, self.values) {
            Fill::Done(filled) => filled,
            Fill::Unknown(name) => {
                let message =
                    format!("the placeholder {{{{{name}}}}} is not known, or pack.toml has no value for it");
                let rest = self.text.get(at..).unwrap_or_default();
                let at = at + rest.find(&format!("{{{{{name}")).unwrap_or_default();
                self.error(at, "placeholder", message, "docs/authoring.md lists the placeholders");
                String::new()
            }
        }
    }
}

/// Inline text being gathered: neighbouring texts become one, so that placeholders are whole.
#[derive(Default)]
struct Run {
    done: Vec<Inline>,
    text: String,
    start: usize,
    after_break: bool,
}

impl Run {
    fn push(&mut self, text: &str, at: usize) {
        if self.text.is_empty() {
            self.start = at;
        }
        self.text.push_str(text);
        self.after_break = false;
    }
}

pub(super) fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Strong | Tag::Emphasis | Tag::Link { .. } | Tag::Image { .. } | Tag::Strikethrough)
}
