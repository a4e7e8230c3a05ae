//! The role's documents, apart by what is done with them: what each is and is for, what it is to the others, what must be
//! read of it, and the way into it.

use samtycke_pack::manifest::{DocumentEntry, ReadRule, Role, RoleDocument};
use samtycke_record::acceptance::Act;
use yew::prelude::*;

use super::dialog::{Opening, use_dialog};
use super::reader::Reader;
use super::state::{End, Reading};
use super::{Scene, SceneProps, message, reading};
use crate::browser::clock;
use crate::html::{component, html};
use crate::links::Target;
use crate::messages::panels::DOCUMENT_TYPES;
use crate::panels::related::all_ties;

#[component]
pub(super) fn DocumentsPart(props: &SceneProps) -> Html {
    let scene = &props.scene;
    let dialog = use_dialog();
    let Some(role) = &scene.role else {
        return html! { <h3>{ scene.words.documents_question }</h3> };
    };
    let show = dialog.open().reform(|id: String| Target::document(&id));
    let groups = Act::ALL.iter().filter_map(|act| group(scene, role, *act, &show));
    let progress = reading::progress(&scene.state, &scene.pack.manifest, role, &scene.language);
    let progress = progress.map(|(read, all)| {
        let text = scene.words.acts.progress.replace("{x}", &read.to_string());
        html! { <p class="reading_progress" role="status">{ text.replace("{y}", &all.to_string()) }</p> }
    });
    html! {
        <div class="documents">
            <h3>{ scene.words.documents_question }</h3>
            <p class="help">{ scene.words.documents_help }</p>
            { progress }
            { for groups }
            if let Some(Opening { number, visit }) = dialog.now() {
                <Reader key={number} scene={scene.clone()} {visit} close={dialog.close()} navigate={dialog.go()} />
            }
        </div>
    }
}

/// Those with which this is done; nothing where there are none.
fn group(scene: &Scene, role: &Role, act: Act, show: &Callback<String>) -> Option<Html> {
    let words = &scene.words.acts;
    let rows: Vec<Html> = role
        .documents
        .iter()
        .filter(|entry| entry.act == act)
        .filter_map(|entry| Some(row(scene, role, entry, scene.pack.manifest.document(&entry.id)?, show)))
        .collect();
    if rows.is_empty() {
        return None;
    }
    let id = ["group_", act.as_str()].concat();
    Some(html! {
        <div class="group" data-act={act.as_str()}>
            <h4 id={id.clone()}>{ words.headings.get(act as usize).copied() }</h4>
            <p class="help">{ words.meanings.get(act as usize).copied() }</p>
            <ul aria-labelledby={id}>{ for rows }</ul>
        </div>
    })
}

fn row(
    scene: &Scene,
    role: &Role,
    entry: &RoleDocument,
    document: &DocumentEntry,
    show: &Callback<String>,
) -> Html {
    let (manifest, words) = (&*scene.pack.manifest, scene.words);
    let language = scene.language.as_str();
    let control = reading::control(&entry.id);
    let name = |prefix: &str| [prefix, &entry.id].concat();
    let (title_id, must_id) = (name("title_"), name("must_"));
    let purpose = DOCUMENT_TYPES.iter().zip(words.acts.purposes).find(|(id, _)| **id == document.r#type);
    let purpose = purpose.map(|(_, purpose)| html! { <small>{ purpose }</small> });
    let date = clock::long_date(&document.effective, words.tag);
    let others: Vec<_> = role.documents.iter().filter_map(|other| manifest.document(&other.id)).collect();
    let ties = all_ties(document, &others);
    let ties = ties
        .into_iter()
        .map(|tie| html! { <small class="tie">{ tie.view(manifest, language, &words.panels) }</small> });
    let seen = scene.state.reading(manifest, &entry.id, language);
    let must = entry.read.filter(|rule| !reading::is_read(*rule, seen)).map(|rule| match rule {
        ReadRule::Open => words.acts.must_open,
        ReadRule::End => words.acts.must_end,
    });
    let problem = scene.problem(&control).map(|_| [&control, "-problem"].concat());
    let describedby = match (must, &problem) {
        (_, Some(problem)) => Some(problem.clone()),
        (Some(_), None) => Some(must_id.clone()),
        (None, None) => None,
    };
    let onclick = {
        let id = entry.id.clone();
        show.reform(move |_: MouseEvent| id.clone())
    };
    html! {
        <li key={entry.id.clone()}>
            <div>
                <strong id={title_id.clone()}>{ document.title.get(language) }</strong>
                { purpose }
                <small>{ words.version }{ " " }{ &document.version }{ ", " }{ words.effective }{ " " }{ date }</small>
                { for ties }
                { must.map(|must| html! { <span class="must" id={must_id}>{ must }</span> }) }
                { seen.map(|seen| html! { <span class="seen">{ shown(scene, seen) }</span> }) }
                { message(scene, &control) }
            </div>
            <button type="button" class="quiet" id={control.clone()} aria-describedby={describedby} {onclick}
                aria-labelledby={[&control, " ", &title_id].concat()}>{ words.read }</button>
        </li>
    }
}

/// What was seen of a document.
fn shown(scene: &Scene, reading: &Reading) -> &'static str {
    match reading.end {
        End::Reached => scene.words.reached_end,
        End::NotReached => scene.words.opened,
    }
}
