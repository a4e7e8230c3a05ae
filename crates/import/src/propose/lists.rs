//! What an annex lists: data subjects, personal data, purpose, retention.

use std::sync::LazyLock;

use regex::Regex;

use super::Found;
use crate::tree::{Block, Inlines, lines, plain};

/// What a heading or the first cell of a row announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Topic {
    Subjects,
    Categories,
    Purpose,
    Nature,
    Duration,
    Retention,
}

/// What the lists and tables of a document state.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists {
    pub(crate) subjects: Vec<Found>,
    pub(crate) categories: Vec<Found>,
    pub(crate) purpose: Option<Found>,
    pub(crate) nature: Option<Found>,
    pub(crate) duration: Option<Found>,
    pub(crate) retention: Option<Found>,
}

#[allow(clippy::unwrap_used, reason = "the patterns are constants, and every test runs them")]
static TOPICS: LazyLock<Vec<(Topic, Regex)>> = LazyLock::new(|| {
    [
        (Topic::Subjects, r"(?:kategori\w*|categor\w*|typer?|types?|grupper) (?:af|av|of) (?:\w+ )?(?:registrer\w*|data ?subje[ck]t\w*)|^registrerade$|^registrerede$|^data subjects$|rekisteröityjen"),
        (Topic::Categories, r"(?:kategori\w*|categor\w*|typer?|types?) (?:af|av|of) (?:person(?:al)?[ -]?(?:data|uppgift\w*|oplysning\w*|opplysning\w*))|henkilötietojen (?:tyy|ryh|kate)"),
        (Topic::Retention, r"gallring|lagringstid|opbevaring|oppbevaring|retention|storage period|säilytys|slettefrist"),
        (Topic::Duration, r"varaktighet|varighed|varighet|duration|kesto"),
        (Topic::Nature, r"behandlingens (?:art|karakt)|nature of|luonne"),
        (Topic::Purpose, r"^(?:behandlingens )?(?:ändamål|formål)|^purposes?\b|tarkoitus"),
    ]
    .into_iter()
    .map(|(topic, pattern)| (topic, Regex::new(&format!("(?i){pattern}")).unwrap()))
    .collect()
});

fn topic(words: &str) -> Option<Topic> {
    let short = words.chars().count() <= 80;
    TOPICS.iter().find(|(_, name)| short && name.is_match(words.trim())).map(|(topic, _)| *topic)
}

/// Reads headings with what stands below them, and tables with a topic in the first column or in the head.
pub(crate) fn lists(blocks: &[Block]) -> Lists {
    let mut lists = Lists::default();
    let mut open = None;
    for block in blocks {
        match block {
            Block::Heading(heading) => open = topic(&plain(&heading.text)),
            Block::Definitions(items) => {
                for [term, text] in items {
                    if let Some(topic) = topic(&plain(term)) {
                        lists.prose(topic, &plain(text));
                    }
                }
            }
            Block::Table(table) => {
                for row in &table.rows {
                    if let [first, rest @ ..] = row.as_slice()
                        && let Some(topic) = topic(&plain(first))
                    {
                        lists
                            .prose(topic, &rest.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join(" "));
                    }
                }
                lists.columns(table.head.as_deref().unwrap_or_default(), &table.rows);
            }
            Block::List(list) => {
                for item in &list.items {
                    let words = item.iter().flat_map(lines).collect::<Vec<_>>().join(" ");
                    lists.listed(open, &words);
                }
            }
            Block::Clause(clause) if clause.label.contains(|c: char| c.is_ascii_digit()) => {
                let words = plain(&clause.text);
                if let Some(open) = open {
                    lists.prose(open, &words);
                }
            }
            Block::Clause(clause) => lists.listed(open, &plain(&clause.text)),
            Block::Paragraph(text) => {
                if let Some(open) = open {
                    lists.prose(open, &plain(text));
                }
            }
            Block::Note(_) => {}
        }
    }
    lists
}

impl Lists {
    fn columns(&mut self, head: &[Inlines], rows: &[Vec<Inlines>]) {
        for (at, cell) in head.iter().enumerate() {
            let found =
                topic(&plain(cell)).filter(|topic| matches!(topic, Topic::Subjects | Topic::Categories));
            for row in rows {
                if let (Some(topic), Some(cell)) = (found, row.get(at)) {
                    self.prose(topic, &plain(cell));
                }
            }
        }
    }

    /// One item of a list under the heading.
    fn listed(&mut self, topic: Option<Topic>, words: &str) {
        let (Some(topic), name) = (topic, words.trim_end_matches(['.', ';', ',']).trim()) else { return };
        let to = match topic {
            Topic::Subjects => &mut self.subjects,
            Topic::Categories => &mut self.categories,
            _ => return self.prose(topic, words),
        };
        push(to, name, words);
    }

    /// Running text under the heading: enumerations by commas, everything else as it is.
    fn prose(&mut self, topic: Topic, words: &str) {
        let keep = |place: &mut Option<Found>| {
            place.get_or_insert_with(|| Found::new(words.to_owned(), words));
        };
        match topic {
            Topic::Subjects => {
                enumerated(words).iter().for_each(|name| push(&mut self.subjects, name, words));
            }
            Topic::Categories => {
                enumerated(words).iter().for_each(|name| push(&mut self.categories, name, words));
            }
            Topic::Purpose => keep(&mut self.purpose),
            Topic::Nature => keep(&mut self.nature),
            Topic::Duration => keep(&mut self.duration),
            Topic::Retention => keep(&mut self.retention),
        }
    }
}

fn push(to: &mut Vec<Found>, name: &str, sentence: &str) {
    let known = to.iter().any(|found| found.value.to_lowercase() == name.to_lowercase());
    if !known && !name.is_empty() && to.len() < 60 {
        to.push(Found::new(name.to_owned(), sentence));
    }
}

#[allow(clippy::unwrap_used, reason = "the patterns are constants, and every test runs them")]
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[^,;]*?(?:\bt\.ex\.|\bf\.eks\.|\bexempelvis\b|\bsåsom\b|\bsåsom:|\bsuch as\b|\bincluding\b|\bnämligen\b|\bom\b|:)\s*").unwrap()
});
#[allow(clippy::unwrap_used, reason = "the patterns are constants, and every test runs them")]
static AND: LazyLock<Regex> = LazyLock::new(|| Regex::new(r",|;|\s(?:og|och|and|samt|sekä|ja)\s").unwrap());

/// The things of `such as name, e-mail and telephone`. Parts that are whole sentences are no things.
fn enumerated(words: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    // `t.ex. Namn` is no end of a sentence for the cutter, which wants twenty-five characters before it.
    super::cut(words, &mut sentences);
    let sentence = sentences.iter().find(|sentence| AND.find_iter(sentence).count() > 0);
    let Some(sentence) = sentence.or(sentences.first()) else { return Vec::new() };
    let things = LEAD.replace(sentence, "");
    AND.split(&things)
        .map(|part| part.trim().trim_end_matches('.').trim().to_owned())
        .filter(|part| !part.is_empty() && part.split_whitespace().count() <= 6)
        .collect()
}
