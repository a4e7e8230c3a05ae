//! From edits to what is signed, and back.

use samtycke_pack::Manifest;
use samtycke_pack::manifest::{Annex, AnnexReasons, AuthorisationRule};
use samtycke_record::Digest;
use samtycke_record::acceptance::{AnnexEdit, AnnexList, AuthorisationAnswer, Change, DataKind, SignedAnnex};
use samtycke_record::json::{FromJson as _, ToJson as _};
use samtycke_record::verify::digest_of;

use super::adding::Adding;
use super::state::{AnnexAction, AnnexState, Line, OwnLine};
use super::view::{Row, rows};
use super::{content, problems};
use crate::messages::messages;
use crate::testing::sample_packs;

pub(in crate::agreement) fn own(list: AnnexList, text: &str, kind: DataKind) -> AnnexAction {
    let line = OwnLine { text: text.into(), kind, reason: String::new() };
    AnnexAction::Add { list, adding: Adding::Adds(line) }
}

/// One of each edit, with every reason and answer.
pub(in crate::agreement) fn edited(manifest: &Manifest, annex: &Annex) -> Vec<AnnexAction> {
    use AnnexList::{Categories, Subjects};
    let explain = |list, line, reason: &str| AnnexAction::Explain { list, line, reason: reason.into() };
    let gone = annex.subjects.iter().find(|option| option.selected).unwrap();
    let come = annex.categories.iter().find(|option| option.kind == DataKind::NationalId).unwrap();
    let mut actions = vec![
        AnnexAction::Tick { list: Subjects, id: gone.id.clone(), on: false },
        explain(Subjects, Line::Option(gone.id.clone()), " Dem har vi ikke. "),
        own(Subjects, "Frivillige", DataKind::Ordinary),
        explain(Subjects, Line::Own(0), "De tager vagter."),
        AnnexAction::Tick { list: Categories, id: come.id.clone(), on: true },
        explain(Categories, Line::Option(come.id.clone()), "Til løn."),
        own(Categories, "Allergier", DataKind::Special),
        explain(Categories, Line::Own(0), "Til vagter i køkkenet."),
    ];
    for (index, (list, item)) in annex.recipients(&manifest.sub_processors).into_iter().enumerate() {
        let answer = if index == 0 { AuthorisationAnswer::Objected } else { AuthorisationAnswer::Approved };
        let (item, answer) = (item.to_owned(), Some(answer));
        actions.push(AnnexAction::Answer { list, item, answer });
    }
    actions
}

/// The first sample pack with an annex, asking as told.
fn pack(reasons: Option<AnnexReasons>, authorisation: Option<AuthorisationRule>) -> Manifest {
    let mut packs = sample_packs();
    packs.sort_by_key(|(pack, _)| pack.manifest.id != "vagthavn");
    let mut manifest = (*packs.remove(0).0.manifest).clone();
    let annex = manifest.annex.as_mut().unwrap();
    (annex.reasons, annex.authorisation) = (reasons, authorisation);
    manifest
}

fn after(manifest: &Manifest, actions: impl IntoIterator<Item = AnnexAction>) -> AnnexState {
    let mut state = AnnexState::published(manifest);
    actions.into_iter().for_each(|action| state.apply(action));
    state
}

fn signed(state: &AnnexState, manifest: &Manifest) -> SignedAnnex {
    let none = || Digest::of(b"");
    let annex = manifest.annex.as_ref().unwrap();
    let (content, edits) = content(state, manifest, annex, "da", [none(), none()]);
    SignedAnnex { digest: digest_of(&content), content, edits }
}

fn told(edits: &[AnnexEdit]) -> Vec<String> {
    let tell = |edit: &AnnexEdit| {
        let reason = edit.reason.as_deref().unwrap_or("-");
        format!("{} {} {}: {reason}", edit.list.as_str(), edit.item, edit.change.as_str())
    };
    edits.iter().map(tell).collect()
}

#[test]
fn what_is_edited_is_what_is_signed() {
    let every = [
        "subjects employees removed: Dem har vi ikke.",
        "subjects own-1 added: De tager vagter.",
        "categories cpr-number added: Til løn.",
        "categories own-1 added: Til vagter i køkkenet.",
    ];
    let without = |index: usize| every[index].split(": ").next().unwrap().to_owned() + ": -";
    for (reasons, expect) in [
        (None, [0, 1, 2, 3].map(without)),
        (Some(AnnexReasons::Removals), [every[0].to_owned(), without(1), without(2), without(3)]),
        (Some(AnnexReasons::Edits), every.map(String::from)),
    ] {
        let manifest = pack(reasons, None);
        let annex = manifest.annex.as_ref().unwrap();
        let signed = signed(&after(&manifest, edited(&manifest, annex)), &manifest);
        assert_eq!(told(&signed.edits), expect, "{reasons:?}");
        let last = signed.content.categories.last().unwrap();
        assert_eq!((last.name.as_str(), last.kind), ("Allergier", DataKind::Special));
        assert_eq!(signed.content.authorisations, None);
    }
}

#[test]
fn answers_are_signed_as_the_authorisation_asks() {
    use AuthorisationAnswer::{Approved, Objected};
    for (rule, expect) in [
        (None, vec![]),
        (Some(AuthorisationRule::General), vec![Objected]),
        (Some(AuthorisationRule::Specific), vec![Objected, Approved, Approved, Approved, Approved, Approved]),
    ] {
        let manifest = pack(None, rule);
        let annex = manifest.annex.as_ref().unwrap();
        let state = after(&manifest, edited(&manifest, annex));
        let signed = signed(&state, &manifest).content.authorisations;
        let answers: Vec<_> = signed.iter().flatten().map(|answer| answer.answer).collect();
        assert_eq!(answers, expect, "{rule:?}");
        assert_eq!(signed.is_none(), expect.is_empty(), "an empty list is none");
    }
    let manifest = pack(None, Some(AuthorisationRule::Specific));
    let (list, item) = manifest.annex.as_ref().unwrap().recipients(&manifest.sub_processors)[1];
    let item = item.to_owned();
    let answer = |answer| AnnexAction::Answer { list, item: item.clone(), answer: Some(answer) };
    let reason = AnnexAction::ExplainAnswer { list, item: item.clone(), reason: " Vi har en selv. ".into() };
    let reason_of = |actions: Vec<AnnexAction>| {
        let signed = signed(&after(&manifest, actions), &manifest).content.authorisations.unwrap();
        signed[0].reason.clone()
    };
    assert_eq!(reason_of(vec![answer(Objected), reason.clone()]).as_deref(), Some("Vi har en selv."));
    assert_eq!(reason_of(vec![answer(Objected), reason.clone(), answer(Approved)]), None, "of a yes");
    let back = vec![answer(Objected), reason, answer(Approved), answer(Objected)];
    assert_eq!(reason_of(back).as_deref(), Some("Vi har en selv."), "what was written is still there");
}

#[test]
fn each_thing_that_is_missing_is_said_at_its_control() {
    use AnnexList::{Categories, Subjects};
    let manifest = pack(Some(AnnexReasons::Edits), Some(AuthorisationRule::Specific));
    let annex = manifest.annex.as_ref().unwrap();
    let found = |state: &AnnexState| problems(state, &manifest, annex, messages("da"));
    assert_eq!(found(&after(&manifest, edited(&manifest, annex))), []);
    let mut actions = edited(&manifest, annex);
    actions.retain(|action| !matches!(action, AnnexAction::Explain { .. } | AnnexAction::Answer { .. }));
    actions.extend(annex.subjects.iter().map(|one| {
        let id = one.id.clone();
        AnnexAction::Tick { list: Subjects, id, on: false }
    }));
    actions.push(AnnexAction::RemoveOwn { list: Subjects, index: 0 });
    actions.push(AnnexAction::Write { list: Categories, text: "Sko".into() });
    let said = found(&after(&manifest, actions));
    let said: Vec<_> = said.iter().map(|(control, text)| format!("{control}: {text}")).collect();
    assert_eq!(
        said,
        [
            "subjects-0-reason: Skriv, hvorfor I ændrer »Medarbejdere«.",
            "subjects-1-reason: Skriv, hvorfor I ændrer »Kommende medarbejdere«.",
            "subjects-2-reason: Skriv, hvorfor I ændrer »Tidligere medarbejdere«.",
            "subjects: Vælg mindst én gruppe af personer.",
            "categories-15-reason: Skriv, hvorfor I ændrer »CPR-nummer«.",
            "categories-own-0-reason: Skriv, hvorfor I ændrer »Allergier«.",
            "categories-own: Linjen er ikke tilføjet endnu. Tilføj den, eller tøm feltet.",
            "sub-processors-0: Svar på, om I godkender »Nordlunda Drift AB«.",
            "sub-processors-1: Svar på, om I godkender »Elbspeicher GmbH«.",
            "sub-processors-2: Svar på, om I godkender »Ekkopost AS«.",
            "sub-processors-3: Svar på, om I godkender »Klokkeby Support ApS«.",
            "sub-processors-4: Svar på, om I godkender »Lanternwatch, Inc.«.",
            "transfers-0: Svar på, om I godkender »Lanternwatch, Inc.«.",
        ]
    );
}

#[test]
fn what_was_signed_can_be_edited_further() {
    for rule in [None, Some(AuthorisationRule::General), Some(AuthorisationRule::Specific)] {
        let manifest = pack(Some(AnnexReasons::Edits), rule);
        let annex = manifest.annex.as_ref().unwrap();
        let before = signed(&after(&manifest, edited(&manifest, annex)), &manifest);
        let state = AnnexState::of_record(annex, &before);
        assert_eq!(signed(&state, &manifest), before, "{rule:?}");
        assert_eq!(problems(&state, &manifest, annex, messages("da")), []);
    }
}

#[test]
fn of_a_record_remains_what_the_pack_still_has() {
    let manifest = pack(Some(AnnexReasons::Edits), None);
    let annex = manifest.annex.as_ref().unwrap();
    let before = signed(&after(&manifest, edited(&manifest, annex)), &manifest);
    let mut newer = annex.clone();
    newer.subjects.retain(|option| option.id != "employees");
    newer.categories.retain(|option| option.id != "cpr-number");
    // One came to it, selected, since.
    newer.subjects[3].id = "trainees".into();
    newer.subjects[3].selected = true;
    let state = AnnexState::of_record(&newer, &before);
    assert_eq!(state.subjects.ticked, ["prospective-employees", "former-employees", "trainees"]);
    assert!(!state.categories.ticked.contains(&"cpr-number".to_owned()));
    assert_eq!(state.subjects.own[0].text, "Frivillige");
    assert_eq!(state.categories.own[0].kind, DataKind::Special);
    newer.additions = false;
    let state = AnnexState::of_record(&newer, &before);
    assert!(state.subjects.own.is_empty() && state.categories.own.is_empty());
}

#[test]
fn a_draft_comes_back_as_far_as_it_fits() {
    let manifest = pack(Some(AnnexReasons::Edits), Some(AuthorisationRule::Specific));
    let annex = manifest.annex.as_ref().unwrap();
    let mut state = after(&manifest, edited(&manifest, annex));
    state.apply(AnnexAction::Write { list: AnnexList::Categories, text: "Sko".into() });
    state.apply(AnnexAction::Choose { list: AnnexList::Categories, kind: Some(DataKind::Ordinary) });
    let read = |state: &AnnexState| AnnexState::from_json(&state.to_json()).unwrap();
    assert_eq!(read(&state), state);
    assert_eq!(read(&state).fitted(&manifest), state);
    let mut strange = state.clone();
    strange.subjects.ticked.push("robots".into());
    strange.subjects.ticked.push("employees".into());
    strange.subjects.ticked.push("employees".into());
    strange.categories.own.push(strange.categories.own[0].clone());
    strange.subjects.own[0].kind = DataKind::Special;
    strange.answers.push(strange.answers[0].clone());
    strange.answers[1].item = "Nemo ApS".into();
    let fitted = read(&strange).fitted(&manifest);
    assert!(!fitted.subjects.ticked.contains(&"robots".to_owned()));
    assert_eq!(fitted.subjects.ticked.iter().filter(|id| *id == "employees").count(), 1);
    assert_eq!(fitted.categories.own.len(), 1);
    assert_eq!(fitted.subjects.own[0].kind, DataKind::Ordinary);
    assert_eq!(fitted.answers.len(), state.answers.len() - 1);
}

#[test]
fn starting_over_is_the_published_annex() {
    let manifest = pack(None, Some(AuthorisationRule::General));
    let annex = manifest.annex.as_ref().unwrap();
    let published = AnnexState::published(&manifest);
    let mut actions = edited(&manifest, annex);
    actions.push(AnnexAction::StartOver(Box::new(published.clone())));
    let state = after(&manifest, actions);
    assert_eq!((&state.subjects, &state.categories), (&published.subjects, &published.categories));
    assert_eq!(state.answers.len(), 6, "answers are no edits");
    assert!(signed(&state, &manifest).edits.is_empty());
}

#[test]
fn what_went_is_shown_where_it_stood() {
    let manifest = pack(Some(AnnexReasons::Removals), None);
    let annex = manifest.annex.as_ref().unwrap();
    let tick = |id: &str, on| AnnexAction::Tick { list: AnnexList::Subjects, id: id.into(), on };
    let actions = [
        tick("prospective-employees", false),
        tick("next-of-kin", true),
        own(AnnexList::Subjects, "Frivillige", DataKind::Ordinary),
    ];
    let mut signed = signed(&after(&manifest, actions), &manifest);
    signed.edits.push(AnnexEdit {
        list: AnnexList::Subjects,
        item: "volunteers".into(),
        change: Change::Removed,
        reason: Some("Ingen.".into()),
    });
    let rows = rows(AnnexList::Subjects, &signed.content.subjects, &annex.subjects, &signed.edits, "da");
    let told = rows.iter().map(|Row { name, change, reason, .. }| {
        let change = change.map_or("", Change::as_str);
        [name, " ", change, reason.as_deref().unwrap_or("")].concat()
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            "Medarbejdere ",
            "Kommende medarbejdere removed",
            "Tidligere medarbejdere ",
            "Medarbejdernes pårørende added",
            "Frivillige added",
            // The pack no longer names it.
            "volunteers removedIngen.",
        ]
    );
}
