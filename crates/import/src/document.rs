//! Files to documents: annexes on their own, titles, types, languages.

use crate::annex;
use crate::language::detect;
use crate::propose::{Facts, Kind, Lists, facts, kind, lists, sentences};
use crate::toml::id;
use crate::tree::{Block, Heading, lines, plain};

/// One document in one language.
pub(crate) struct Document {
    pub(crate) file: String,
    pub(crate) id: String,
    pub(crate) kind: Kind,
    /// The words that the kind was read from; `None` when nothing says.
    pub(crate) kind_because: Option<String>,
    pub(crate) language: &'static str,
    pub(crate) title: String,
    pub(crate) blocks: Vec<Block>,
    pub(crate) facts: Facts,
    pub(crate) lists: Lists,
    /// The document that it is an annex of, when it stood in the same file.
    pub(crate) annex_of: Option<String>,
}

/// The documents of all files. Two of the same kind in different languages are one document.
pub(crate) fn documents(
    files: Vec<(&str, Vec<Block>, Option<String>)>,
    notices: &mut Vec<String>,
) -> Vec<Document> {
    let mut out: Vec<Document> = Vec::new();
    for (file, blocks, title) in files {
        let text: String = blocks.iter().flat_map(lines).collect::<Vec<_>>().join("\n");
        let whole = detect(&text);
        if whole.is_none() {
            notices.push(format!("{file}: the language could not be told; it was taken for English"));
        }
        let mut agreement: Option<String> = None;
        for (index, blocks) in annex::split(blocks).into_iter().enumerate() {
            let title = title.clone().filter(|_| index == 0);
            let document = document(file, blocks, title, whole.unwrap_or("en"), agreement.clone(), &out);
            agreement.get_or_insert_with(|| document.id.clone());
            out.push(document);
        }
    }
    // An annex in a file of its own belongs to the pack's agreement.
    let dpa = out.iter().find(|document| document.kind == Kind::Dpa).map(|document| document.id.clone());
    for document in out.iter_mut().filter(|document| document.kind == Kind::Annex) {
        document.annex_of = document.annex_of.take().or_else(|| dpa.clone());
    }
    out
}

fn document(
    file: &str,
    mut blocks: Vec<Block>,
    window: Option<String>,
    language: &'static str,
    annex_of: Option<String>,
    before: &[Document],
) -> Document {
    let stem = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = stem.split('.').next().unwrap_or(stem);
    let (title, taken) = title(&blocks);
    let title = title.or(window).unwrap_or_else(|| stem.to_owned());
    if taken {
        blocks.remove(0);
    }
    let said = sentences(&blocks);
    let found = kind(&title, stem, &said.join("\n"));
    let (kind, kind_because) = match found {
        Some((kind, words)) => (kind, Some(words)),
        None => (Kind::Terms, None),
    };
    let wanted = match annex::number(&title) {
        Some(number) => format!("annex-{number}"),
        None if kind_because.is_some() => kind.as_str().to_owned(),
        None => id(stem),
    };
    let mut unique = wanted.clone();
    let mut count = 2;
    while before.iter().any(|other| other.id == unique && (other.language == language || other.kind != kind))
    {
        unique = format!("{wanted}-{count}");
        count += 1;
    }
    Document {
        file: file.to_owned(),
        id: unique,
        kind,
        kind_because,
        language,
        facts: facts(&said, language),
        lists: lists(&blocks),
        title,
        blocks,
        annex_of,
    }
}

/// The title, and whether it is the first block, which then is no longer part of the text.
fn title(blocks: &[Block]) -> (Option<String>, bool) {
    let heading = |heading: &Heading| {
        let words = plain(&heading.text);
        match &heading.number {
            Some(number) => format!("{number} {words}"),
            None => words,
        }
    };
    let highest = || {
        blocks.iter().find_map(|block| match block {
            Block::Heading(found) if found.number.is_none() && found.level == 1 => Some(heading(found)),
            _ => None,
        })
    };
    match (blocks.first(), highest()) {
        (Some(Block::Heading(first)), _) if first.number.is_none() && blocks.len() > 1 => {
            (Some(heading(first)), true)
        }
        (_, Some(highest)) => (Some(highest), false),
        (Some(Block::Paragraph(first)), None) if plain(first).chars().count() <= 80 && blocks.len() > 1 => {
            (Some(plain(first)), true)
        }
        _ => (None, false),
    }
}
