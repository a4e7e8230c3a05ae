//! An annex as it is signed, with its edits marked: in the editor, in the receipt, and wherever else one is shown.

use samtycke_pack::manifest::AnnexOption;
use samtycke_record::acceptance::{
    AnnexContent, AnnexEdit, AnnexItem, AnnexList, AuthorisationAnswer, AuthorisedList, Change, DataKind,
};
use yew::prelude::*;

use crate::browser::names;
use crate::html::{component, html};
use crate::messages::Messages;
use crate::pack::Pack;

/// What is shown: nothing but what is signed, and of the pack what the signed digests name.
#[derive(Clone, PartialEq)]
pub(crate) struct AnnexViewProps {
    pub(crate) content: AnnexContent,
    pub(crate) edits: Vec<AnnexEdit>,
    pub(crate) pack: Pack,
    /// Of the content.
    pub(crate) language: String,
    pub(crate) words: &'static Messages,
}

#[component]
pub(crate) fn AnnexView(props: &AnnexViewProps) -> Html {
    let AnnexViewProps { content, pack, language, words, .. } = props;
    let annex = &words.annex;
    let options = pack.manifest.annex.as_ref();
    let options = |pick: fn(&samtycke_pack::manifest::Annex) -> &Vec<AnnexOption>| {
        options.map_or(&[][..], |annex| pick(annex))
    };
    let lists = [
        (annex.subjects, AnnexList::Subjects, &content.subjects, options(|annex| &annex.subjects)),
        (annex.categories, AnnexList::Categories, &content.categories, options(|annex| &annex.categories)),
    ];
    let lists = lists.map(|(title, list, items, options)| {
        part(title, lines(rows(list, items, options, &props.edits, language), props))
    });
    let texts = [
        (annex.purpose, &content.purpose),
        (annex.nature, &content.nature),
        (annex.duration, &content.duration),
        (annex.retention, &content.retention),
    ];
    let countries: Vec<_> = content.locations.iter().map(|code| names::country(code, words.tag)).collect();
    let hours = annex.breach_hours.say(content.breach_hours as usize);
    let measures = pack.manifest.measures.iter().map(|measure| {
        html! { <li><b>{ measure.name.get(language) }</b>{ ": " }{ measure.text.get(language) }</li> }
    });
    html! {
        <dl class="annex" part="annex-view">
            { for lists }
            { for texts.map(|(title, text)| part(title, html! { text.clone() })) }
            { part(annex.locations, html! { countries.join(", ") }) }
            { part(annex.transfers, transfers(props)) }
            { part(words.panels.sub_processors, sub_processors(props)) }
            { part(words.panels.measures, html! { <ul>{ for measures }</ul> }) }
            { part(annex.breach, html! { hours }) }
        </dl>
    }
}

fn part(title: &'static str, body: Html) -> Html {
    html! { <div><dt>{ title }</dt><dd>{ body }</dd></div> }
}

/// A line that stands in the annex, or stood there as published.
#[derive(Debug, PartialEq)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) kind: DataKind,
    pub(super) change: Option<Change>,
    pub(super) reason: Option<String>,
}

/// The signed lines in their order, and between them what was taken out, where it stood. What the pack no longer names
/// goes by its id.
pub(super) fn rows(
    list: AnnexList,
    items: &[AnnexItem],
    options: &[AnnexOption],
    edits: &[AnnexEdit],
    language: &str,
) -> Vec<Row> {
    let edit = |id: &str| edits.iter().find(|edit| edit.list == list && edit.item == id);
    let row = |id: &str, name: &str, kind| {
        let edit = edit(id);
        Row {
            name: name.to_owned(),
            kind,
            change: edit.map(|edit| edit.change),
            reason: edit.and_then(|edit| edit.reason.clone()),
        }
    };
    let place = |id: &str| options.iter().position(|option| option.id == id).unwrap_or(options.len());
    let gone = edits.iter().filter(|edit| edit.list == list && edit.change == Change::Removed);
    let mut rows: Vec<_> =
        items.iter().map(|item| (place(&item.id), row(&item.id, &item.name, item.kind))).collect();
    for edit in gone {
        let option = options.iter().find(|option| option.id == edit.item);
        let name = option.map_or(edit.item.as_str(), |option| option.name.get(language));
        let kind = option.map_or(DataKind::Ordinary, |option| option.kind);
        let at = place(&edit.item);
        let before = rows.iter().position(|(other, _)| *other > at).unwrap_or(rows.len());
        rows.insert(before, (at, row(&edit.item, name, kind)));
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

fn lines(rows: Vec<Row>, props: &AnnexViewProps) -> Html {
    let words = props.words;
    let rows = rows.into_iter().map(|Row { name, kind, change, reason }| {
        let flag = match kind {
            DataKind::Ordinary => None,
            DataKind::Special => Some(words.annex.special),
            DataKind::NationalId => Some(words.annex.national_id),
        };
        let (marked, mark) = match change {
            None => (html! { name }, None),
            Some(Change::Added) => (html! { <ins>{ name }</ins> }, Some(words.annex.added)),
            Some(Change::Removed) => (html! { <del>{ name }</del> }, Some(words.annex.removed)),
        };
        html! { <li>{ marked }{ mark.map(tag) }{ flag.map(tag) }{ reason.map(|text| because(&text, words)) }</li> }
    });
    html! { <ul>{ for rows }</ul> }
}

fn tag(text: &'static str) -> Html {
    html! { <>{ " " }<small class="tag">{ text }</small></> }
}

fn because(reason: &str, words: &Messages) -> Html {
    html! { <small class="because">{ words.annex.reason }{ ": " }{ reason.to_owned() }</small> }
}

fn transfers(props: &AnnexViewProps) -> Html {
    let rows = props.content.transfers.iter().map(|one| {
        let list = AuthorisedList::Transfers;
        passed_on(props, list, &one.recipient, &one.country, "", &one.safeguard)
    });
    list_or_none(rows.collect(), props.words)
}

fn sub_processors(props: &AnnexViewProps) -> Html {
    let language = &props.language;
    let rows = props.pack.manifest.sub_processors.iter().map(|one| {
        let safeguard = one.safeguard.as_ref().map_or("", |text| text.get(language));
        let function = one.function.get(language);
        passed_on(props, AuthorisedList::SubProcessors, &one.name, &one.country, function, safeguard)
    });
    list_or_none(rows.collect(), props.words)
}

fn list_or_none(rows: Vec<Html>, words: &Messages) -> Html {
    if rows.is_empty() {
        html! { words.annex.none }
    } else {
        html! { <ul>{ for rows }</ul> }
    }
}

fn passed_on(
    props: &AnnexViewProps,
    list: AuthorisedList,
    name: &str,
    country: &str,
    function: &str,
    safeguard: &str,
) -> Html {
    let words = props.words;
    let country = names::country(country, words.tag);
    let details = [country.as_str(), function, safeguard];
    let details: Vec<_> = details.into_iter().filter(|text| !text.is_empty()).collect();
    let answers = props.content.authorisations.iter().flatten();
    let answer = answers.into_iter().find(|answer| answer.list == list && answer.item == name);
    let mark = answer.map(|answer| match answer.answer {
        AuthorisationAnswer::Approved => words.annex.approved,
        AuthorisationAnswer::Objected => words.annex.objected,
    });
    let reason = answer.and_then(|answer| answer.reason.as_deref());
    html! {
        <li>
            <b>{ name.to_owned() }</b>{ ": " }{ details.join(". ") }{ mark.map(tag) }
            { reason.map(|text| because(text, words)) }
        </li>
    }
}
