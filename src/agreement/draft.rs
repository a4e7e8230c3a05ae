//! What was typed and read, as text, so that a reload loses nothing: pure; `kept.rs` keeps it. Ticks and what was signed
//! are not in it: whoever comes back is asked again.

use samtycke_pack::Manifest;
use samtycke_record::Digest;
use samtycke_record::json::{self, FromJson as _, ToJson as _, Value};
use samtycke_record::registry::Scheme;

use super::annex::AnnexState;
use super::problems;
use super::state::{Draft, End, Field, Origin, Reading, State, Step};

/// What the person did; `None` when that is nothing.
pub(super) fn write(state: &State, manifest: &Manifest, role: &str) -> Option<String> {
    let mut members = Vec::new();
    let mut add = |name: &str, value| members.push((name.to_owned(), value));
    let asked = problems::asks_role(manifest, role);
    if let Some(role) = state.role.as_deref().filter(|_| asked) {
        add("role", role.into());
    }
    let first = if asked { Step::Role } else { Step::Documents };
    if state.step != first {
        add("step", name_of(state.step).into());
    }
    if state.scheme_by == Origin::Person {
        add("scheme", state.scheme.as_str().into());
    }
    for (name, by) in [("fields", Origin::Person), ("looked_up", Origin::Register)] {
        let fields = state.fields.iter().filter(|(field, _)| state.origins.get(field) == Some(&by));
        let fields: Vec<_> =
            fields.map(|(field, text)| (field.control().to_owned(), text.as_str().into())).collect();
        if !fields.is_empty() {
            add(name, Value::Object(fields));
        }
    }
    let readings = readings(state);
    if !readings.is_empty() {
        add("readings", Value::Object(readings));
    }
    if state.annex != AnnexState::published(manifest) {
        add("annex", state.annex.to_json());
    }
    (!members.is_empty()).then(|| Value::Object(members).canonical())
}

/// Takes of a draft what still fits.
pub(super) fn restore(state: &mut State, text: &str, manifest: &Manifest, role: &str) {
    let Ok(draft) = json::parse(text) else { return };
    let text = |name: &str| draft.member(name).and_then(Value::as_str);
    let mut typed = false;
    if let (None, Some(role)) = (&state.role, text("role").and_then(|id| manifest.role(id))) {
        state.role = Some(role.id.clone());
        typed = true;
    }
    if let Some(scheme) = text("scheme").and_then(Scheme::of) {
        (state.scheme, state.scheme_by) = (scheme, Origin::Person);
    }
    for (name, by) in [("fields", Origin::Person), ("looked_up", Origin::Register)] {
        for field in Field::ALL {
            let text = draft.member(name).and_then(|fields| fields.member(field.control()));
            if let Some(text) = text.and_then(Value::as_str) {
                state.fill(field, by, text);
                typed = true;
            }
        }
    }
    if let Some(readings) = draft.member("readings") {
        read_again(state, readings, manifest);
    }
    if let Some(annex) = draft.member("annex") {
        state.annex = annex_from_json(annex, manifest);
        typed = true;
    }
    let asked = problems::asks_role(manifest, role);
    let chosen = state.role.as_ref().and_then(|id| manifest.role(id));
    let steps = problems::steps(manifest, chosen, asked);
    if let Some(step) = steps.iter().find(|step| Some(name_of(**step)) == text("step"))
        && chosen.is_some()
    {
        state.step = *step;
    }
    if typed {
        state.draft = Draft::BroughtBack;
    }
}

/// By the digest of the text that was read: of another text nothing was.
fn readings(state: &State) -> Vec<(String, Value)> {
    let read = |(text, reading): (&Digest, &Reading)| {
        let value = Value::Object(vec![
            ("ms".into(), Value::Integer(reading.visible_ms.into())),
            ("end".into(), Value::Bool(reading.end == End::Reached)),
        ]);
        (text.as_str().to_owned(), value)
    };
    state.readings.iter().map(read).collect()
}

fn read_again(state: &mut State, readings: &Value, manifest: &Manifest) {
    for file in manifest.documents.iter().flat_map(|document| &document.files) {
        let Some(reading) = readings.member(file.sha256.as_str()) else { continue };
        let Some(Value::Integer(ms)) = reading.member("ms") else { continue };
        let end = match reading.member("end") {
            Some(Value::Bool(true)) => End::Reached,
            _ => End::NotReached,
        };
        let visible_ms = u32::try_from(*ms).unwrap_or_default();
        state.readings.insert(file.sha256.clone(), Reading { visible_ms, end });
    }
}

/// As much of it as the pack still has; one that can't be read is the published one.
fn annex_from_json(value: &Value, manifest: &Manifest) -> AnnexState {
    let kept = AnnexState::from_json(value).ok();
    kept.map_or_else(|| AnnexState::published(manifest), |annex| annex.fitted(manifest))
}

fn name_of(step: Step) -> &'static str {
    match step {
        Step::Role => "role",
        Step::Documents => "documents",
        Step::Annex => "annex",
        Step::Organisation => "organisation",
        Step::Accept => "accept",
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use std::rc::Rc;

    use samtycke_record::acceptance::AnnexList;
    use yew::Reducible as _;

    use super::*;
    use crate::agreement::annex::AnnexAction;
    use crate::agreement::record::tests::ticked;
    use crate::agreement::state::{Action, Prefill};
    use crate::pack::Pack;
    use crate::testing::sample_packs;

    /// A pack whose first role has an annex.
    fn pack() -> Pack {
        let mut packs = sample_packs().into_iter().map(|(pack, _)| pack);
        packs
            .find(|pack| {
                pack.manifest.roles.len() > 1 && pack.manifest.annex_of(&pack.manifest.roles[0]).is_some()
            })
            .unwrap()
    }

    fn role(pack: &Pack) -> String {
        pack.manifest.roles[0].id.clone()
    }

    fn language(pack: &Pack) -> &str {
        &pack.manifest.languages[0]
    }

    /// The first document's.
    fn text(pack: &Pack, language: &str) -> Digest {
        let entry = pack.manifest.document(&pack.manifest.roles[0].documents[0].id).unwrap();
        entry.file(language).unwrap().sha256.clone()
    }

    fn done(pack: &Pack, role: &str, actions: Vec<Action>) -> State {
        let state = Rc::new(State::new(&pack.manifest, role, Prefill::default()));
        (*actions.into_iter().fold(state, |state, action| state.reduce(action))).clone()
    }

    fn reloaded(state: &State, pack: &Pack, role: &str) -> State {
        let text = write(state, &pack.manifest, role).unwrap();
        let mut after = State::new(&pack.manifest, role, Prefill::default());
        restore(&mut after, &text, &pack.manifest, role);
        after
    }

    #[test]
    fn what_was_typed_chosen_and_read_comes_back_and_no_tick() {
        let pack = pack();
        let role = role(&pack);
        let read = text(&pack, language(&pack));
        let option = pack.manifest.annex.as_ref().unwrap().subjects[0].id.clone();
        let list = AnnexList::Subjects;
        let before = done(
            &pack,
            &role,
            vec![
                Action::Opened(read.clone()),
                Action::Seen { text: read.clone(), ms: 1500 },
                Action::ReachedEnd(read),
                Action::Annex(AnnexAction::Tick { list, id: option, on: false }),
                Action::Annex(AnnexAction::Write { list, text: "Lærlinge".into() }),
                Action::ChooseScheme(Scheme::GbCrn),
                Action::Write(Field::OrganisationName, " Fjord \"Bageri\"\n".into()),
                Action::Write(Field::Email, String::new()),
                Action::GoTo(Step::Accept),
                Action::TryAll,
                ticked(&pack.manifest, &pack.manifest.roles[0].statements[0], language(&pack)),
            ],
        );
        let after = reloaded(&before, &pack, &role);
        assert_eq!(after.ticks.keys().count(), 0);
        assert_eq!(after.draft, Draft::BroughtBack);
        let expect = State {
            ticks: after.ticks.clone(),
            draft: Draft::BroughtBack,
            shown_problems: after.shown_problems,
            ..before
        };
        assert_eq!(after, expect);
    }

    #[test]
    fn without_a_role_from_the_page_the_chosen_one_comes_back() {
        let pack = pack();
        let before = done(&pack, "", vec![Action::ChooseRole(role(&pack)), Action::GoTo(Step::Annex)]);
        let after = reloaded(&before, &pack, "");
        assert_eq!((after.role, after.step), (before.role, Step::Annex));
    }

    #[test]
    fn what_nobody_touched_is_not_kept() {
        let pack = pack();
        let prefill = Prefill {
            fields: [(Field::Number, "1".to_owned())].into_iter().collect(),
            scheme: Some(Scheme::GbCrn),
        };
        let state = State::new(&pack.manifest, &role(&pack), prefill);
        assert_eq!(write(&state, &pack.manifest, &role(&pack)), None);
        // Where somebody only went is no news to them.
        let state = done(&pack, &role(&pack), vec![Action::GoTo(Step::Accept)]);
        let after = reloaded(&state, &pack, &role(&pack));
        assert_eq!((after.step, after.draft), (Step::Accept, Draft::None));
    }

    #[test]
    fn of_a_draft_that_no_longer_fits_is_taken_what_does() {
        let pack = pack();
        let pristine = State::new(&pack.manifest, "", Prefill::default());
        for text in [
            "",
            "{",
            "[]",
            r#"{"role":"gone","step":"annex","scheme":"XX-1","fields":[],"readings":{"sha256:00":{"ms":1,"end":true}}}"#,
            r#"{"fields":{"organisation-name":true,"other":"x"},"readings":{},"step":"accept"}"#,
        ] {
            let mut state = pristine.clone();
            restore(&mut state, text, &pack.manifest, "");
            assert_eq!(state, pristine, "{text}");
        }
        let mut state = pristine.clone();
        let some = r#"{"role":"gone","fields":{"signatory-name":"Ida","gone":"x"},"annex":{"subjects":[]}}"#;
        restore(&mut state, some, &pack.manifest, "");
        assert_eq!(state.field(Field::SignatoryName), "Ida");
        assert_eq!(state.annex, pristine.annex);
    }

    #[test]
    fn in_another_language_nothing_was_read() {
        let pack = pack();
        let (manifest, document) = (&pack.manifest, &pack.manifest.roles[0].documents[0].id);
        let before = done(&pack, &role(&pack), vec![Action::Opened(text(&pack, language(&pack)))]);
        let after = reloaded(&before, &pack, &role(&pack));
        assert!(after.reading(manifest, document, language(&pack)).is_some());
        assert_eq!(after.reading(manifest, document, &manifest.languages[1]), None);
    }
}
