//! `<samtycke-policy>`: anyone reads a document of the pack, in any of its languages, and goes on to the others.

use std::rc::Rc;

use samtycke_pack::Document;
use yew::prelude::*;

use crate::browser::dom;
use crate::document::DocumentView;
use crate::links::{Links, Target, Visit};
use crate::loading::{ErrorPanel, Loading, Meanwhile, Waiting, use_loading, use_pack};
use crate::messages::{choose, messages};
use crate::options::Options;
use crate::pack::{LoadError, Pack, load_document};
use crate::redline::Comparison;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PolicyViewProps {
    pub(crate) options: Options,
}

/// The pack, then the document.
#[component]
pub(crate) fn PolicyView(props: &PolicyViewProps) -> Html {
    let (loading, retry) = use_pack(&props.options);
    match loading {
        Loading::Ready(pack) => html! { <Reader options={props.options.clone()} {pack} /> },
        Loading::Waiting => html! { <Waiting messages={interface(&props.options)} /> },
        Loading::Failed(error) => {
            html! { <ErrorPanel messages={interface(&props.options)} {error} {retry} /> }
        }
    }
}

/// The interface's words before the pack is known.
pub(crate) fn interface(options: &Options) -> &'static crate::messages::Messages {
    let all: Vec<String> = crate::messages::ALL.iter().map(|one| one.tag.to_owned()).collect();
    messages(choose(&options.languages, &all))
}

#[derive(Clone, PartialEq, Properties)]
struct ReaderProps {
    options: Options,
    pack: Pack,
}

#[component]
fn Reader(props: &ReaderProps) -> Html {
    let ReaderProps { options, pack } = props;
    let manifest = &pack.manifest;
    let chosen_language = use_state(|| None::<String>);
    let visit = use_state(comparison);
    let language = (*chosen_language)
        .clone()
        .unwrap_or_else(|| choose(&options.languages, &manifest.languages).to_owned());
    let words = messages(&language);
    let id = match &*visit {
        Some(visit) => visit.target.document.clone(),
        None if options.document.is_empty() => {
            manifest.documents.first().map(|entry| entry.id.clone()).unwrap_or_default()
        }
        None => options.document.clone(),
    };
    let (loading, retry) = use_document(pack, &id, &language);
    let compared = visit.as_ref().map(|visit| visit.target.clone()).unwrap_or_default();
    {
        let hooks = options.hooks.clone();
        let shown = match &loading {
            Loading::Ready(document) => Some((document.id.clone(), document.language.clone())),
            _ => None,
        };
        use_effect_with(shown, move |shown| {
            if let Some((document, language)) = shown {
                hooks.emit("document", &[("document", document), ("language", language)]);
            }
        });
    }
    let go = {
        let visit = visit.clone();
        Callback::from(move |to: Target| {
            let next = (*visit).clone().unwrap_or_default().next(to);
            visit.set(Some(next));
        })
    };
    let links =
        Links { pack: pack.clone(), here: Target::document(&id), language: language.clone(), page: None, go };
    let visit = (*visit).clone().unwrap_or_default();
    let body = match loading {
        _ if compared.since.is_some() => html! {
            <Comparison links={links.clone()} target={compared} messages={words} {visit} />
        },
        Loading::Ready(document) => html! {
            <DocumentView {document} messages={words} {visit} links={links.clone()} />
        },
        Loading::Waiting => html! { <Waiting messages={words} /> },
        Loading::Failed(error) => html! { <ErrorPanel messages={words} {error} {retry} /> },
    };
    html! {
        <div class="policy" lang={words.tag}>
            { languages(&manifest.languages, &language, &chosen_language) }
            { body }
            { others(&links, words) }
        </div>
    }
}

/// What changed between two versions, when the page's address asks for it.
fn comparison() -> Option<Visit> {
    let (target, _) = Target::of_fragment(&dom::fragment())?;
    target.since.is_some().then(|| Visit::default().next(target))
}

/// A document of the pack.
#[hook]
pub(crate) fn use_document(pack: &Pack, id: &str, language: &str) -> (Loading<Rc<Document>>, Callback<()>) {
    let key = (pack.clone(), id.to_owned(), language.to_owned());
    use_loading(key, Meanwhile::Before, |(pack, id, language): (Pack, String, String)| async move {
        let file = pack.manifest.document(&id).and_then(|entry| entry.file(&language));
        load_document(&pack, file.ok_or(LoadError::Unknown)?).await
    })
}

fn languages(offered: &[String], current: &str, chosen: &UseStateHandle<Option<String>>) -> Html {
    if offered.len() < 2 {
        return Html::default();
    }
    let words = messages(current);
    let buttons = offered.iter().map(|tag| {
        let chosen = chosen.clone();
        let value = tag.clone();
        let onclick = Callback::from(move |_| chosen.set(Some(value.clone())));
        let pressed = if tag == current { "true" } else { "false" };
        html! {
            <button type="button" class="language" lang={tag.clone()} aria-pressed={pressed} {onclick}>
                { messages(tag).endonym }
            </button>
        }
    });
    html! { <div class="languages" role="group" aria-label={words.language}>{ for buttons }</div> }
}

fn others(links: &Links, words: &'static crate::messages::Messages) -> Html {
    let others = links.pack.manifest.documents.iter().filter(|entry| entry.id != links.here.document);
    let items = others.map(|entry| {
        let target = Target { anchor: Some("document-title".into()), ..Target::document(&entry.id) };
        let (href, onclick) = (links.href(&target), links.onclick(&target));
        html! { <li><a {href} {onclick}>{ entry.title.get(&links.language) }</a></li> }
    });
    let items: Vec<Html> = items.collect();
    if items.is_empty() {
        return Html::default();
    }
    html! {
        <nav class="others" aria-label={words.other_documents}>
            <h3>{ words.other_documents }</h3>
            <ul>{ items }</ul>
        </nav>
    }
}
