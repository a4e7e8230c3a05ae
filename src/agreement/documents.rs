//! The role's documents: what each is for, and the way into it.

use samtycke_record::acceptance::Act;
use yew::prelude::*;

use super::SceneProps;
use super::reader::Reader;
use super::state::End;
use crate::browser::clock;
use crate::links::{Target, Visit};

#[component]
pub(super) fn DocumentsPart(props: &SceneProps) -> Html {
    let scene = &props.scene;
    let open = use_state(|| None::<Visit>);
    let Some(role) = &scene.role else {
        return html! { <h3>{ scene.words.documents_question }</h3> };
    };
    let rows = role.documents.iter().filter_map(|entry| {
        let document = scene.pack.manifest.document(&entry.id)?;
        let words = scene.words;
        let act = match entry.act {
            Act::Agree => words.act_agree,
            Act::Acknowledge => words.act_acknowledge,
            Act::Offer => words.act_offer,
        };
        let seen = scene.state.readings.get(&entry.id).map(|reading| match reading.end {
            End::Reached => words.reached_end,
            End::NotReached => words.opened,
        });
        let onclick = {
            let (open, id) = (open.clone(), entry.id.clone());
            Callback::from(move |_: MouseEvent| {
                open.set(Some(Visit { target: Target::document(&id), turn: 0 }));
            })
        };
        let title = document.title.get(&scene.language);
        let title_id = format!("title-{}", document.id);
        let date = clock::long_date(&document.effective, words.tag);
        let seen = seen.map(|seen| html! { <span class="seen">{ seen }</span> });
        Some(html! {
            <li>
                <div>
                    <strong id={title_id.clone()}>{ title }</strong>
                    <small>{ act }</small>
                    <small>{ format!("{} {}, {} {date}", words.version, document.version, words.effective) }</small>
                    { seen }
                </div>
                <button type="button" class="quiet" aria-describedby={title_id} {onclick}>{ words.read }</button>
            </li>
        })
    });
    let close = {
        let open = open.clone();
        Callback::from(move |()| open.set(None))
    };
    let navigate = {
        let open = open.clone();
        Callback::from(move |target: Target| {
            let visit = (*open).clone().unwrap_or_default();
            open.set(Some(visit.next(target)));
        })
    };
    html! {
        <div class="documents">
            <h3>{ scene.words.documents_question }</h3>
            <p class="help">{ scene.words.documents_help }</p>
            <ul>{ for rows }</ul>
            if let Some(visit) = (*open).clone() {
                <Reader scene={scene.clone()} {visit} {close} {navigate} />
            }
        </div>
    }
}
