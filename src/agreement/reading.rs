//! What must have been seen of the role's documents before they can be accepted: pure.

use samtycke_pack::Manifest;
use samtycke_pack::manifest::{ReadRule, Role, RoleDocument};

use super::problems::Problem;
use super::state::{End, Reading, State, Step};
use crate::messages::Messages;

/// Was enough of it seen?
pub(super) fn is_read(rule: ReadRule, reading: Option<&Reading>) -> bool {
    match rule {
        ReadRule::Open => reading.is_some(),
        ReadRule::End => reading.is_some_and(|reading| reading.end == End::Reached),
    }
}

/// The rule of a document of the role, if it has one.
pub(super) fn rule(role: &Role, document: &str) -> Option<ReadRule> {
    role.documents.iter().find(|entry| entry.id == document)?.read
}

/// Of how many that must be read how many were; `None` where none must.
pub(super) fn progress(
    state: &State,
    manifest: &Manifest,
    role: &Role,
    language: &str,
) -> Option<(usize, usize)> {
    let all = role.documents.iter().filter(|entry| entry.read.is_some()).count();
    (all > 0).then(|| (all - missing(state, manifest, role, language).count(), all))
}

/// The next that must still be read: of those after this one, else from the first.
pub(super) fn next<'r>(
    state: &State,
    manifest: &Manifest,
    role: &'r Role,
    language: &str,
    here: &str,
) -> Option<&'r RoleDocument> {
    let at = role.documents.iter().position(|entry| entry.id == here).unwrap_or(0);
    let (before, after) = role.documents.split_at(at);
    after.iter().chain(before).find(|entry| entry.id != here && is_missing(state, manifest, entry, language))
}

/// One at each document that must still be read.
pub(super) fn problems(
    state: &State,
    manifest: &Manifest,
    role: &Role,
    words: &Messages,
    language: &str,
) -> Vec<Problem> {
    let problem = |entry: &RoleDocument| {
        let sentence = match entry.read? {
            ReadRule::Open => words.acts.problem_open,
            ReadRule::End => words.acts.problem_end,
        };
        let title = manifest.document(&entry.id)?.title.get(language);
        let message = sentence.replace("{title}", title);
        Some(Problem { step: Step::Documents, control: control(&entry.id), message })
    };
    missing(state, manifest, role, language).filter_map(problem).collect()
}

/// Id of the button that opens a document.
pub(super) fn control(document: &str) -> String {
    ["read_", document].concat()
}

fn missing<'r>(
    state: &State,
    manifest: &Manifest,
    role: &'r Role,
    language: &str,
) -> impl Iterator<Item = &'r RoleDocument> {
    role.documents.iter().filter(move |entry| is_missing(state, manifest, entry, language))
}

fn is_missing(state: &State, manifest: &Manifest, entry: &RoleDocument, language: &str) -> bool {
    entry.read.is_some_and(|rule| !is_read(rule, state.reading(manifest, &entry.id, language)))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use std::rc::Rc;

    use yew::Reducible as _;

    use super::*;
    use crate::agreement::state::{Action, Prefill};
    use crate::messages::messages;
    use crate::pack::Pack;
    use crate::testing::sample_packs;

    fn prognosvik() -> Pack {
        sample_packs()
            .into_iter()
            .map(|(pack, _)| pack)
            .find(|pack| pack.manifest.id == "prognosvik")
            .unwrap()
    }

    #[test]
    fn what_must_be_read_is_missing_until_it_was() {
        let pack = prognosvik();
        let manifest = &*pack.manifest;
        let role = manifest.role("customer").unwrap();
        let mut state = Rc::new(State::new(manifest, "customer", Prefill::default()));
        let text = |id: &str| manifest.document(id).unwrap().file("sv").unwrap().sha256.clone();
        let opened = |id: &str| Action::Opened(text(id));
        for (action, read, expect, next_after_dpa) in [
            (opened("terms"), 0, "read_dpa read_role-statement", Some("role-statement")),
            (opened("dpa"), 0, "read_dpa read_role-statement", Some("role-statement")),
            (
                Action::Seen { text: text("dpa"), ms: 60_000 },
                0,
                "read_dpa read_role-statement",
                Some("role-statement"),
            ),
            (Action::ReachedEnd(text("dpa")), 1, "read_role-statement", Some("role-statement")),
            (opened("role-statement"), 2, "", None),
        ] {
            state = state.reduce(action);
            assert_eq!(progress(&state, manifest, role, "sv"), Some((read, 2)));
            let found = problems(&state, manifest, role, messages("sv"), "sv");
            let controls: Vec<_> = found.iter().map(|problem| problem.control.as_str()).collect();
            assert_eq!(controls.join(" "), expect);
            let after = next(&state, manifest, role, "sv", "dpa");
            assert_eq!(after.map(|entry| entry.id.as_str()), next_after_dpa);
        }
        assert_eq!(progress(&state, manifest, role, "en"), Some((0, 2)), "other texts");
    }

    #[test]
    fn what_is_missing_is_said_by_its_title_in_every_language() {
        let pack = prognosvik();
        let manifest = &*pack.manifest;
        let role = manifest.role("customer").unwrap();
        let state = State::new(manifest, "customer", Prefill::default());
        let said = |language| -> Vec<String> {
            let problems = problems(&state, manifest, role, messages(language), language);
            problems.into_iter().map(|problem| problem.message).collect()
        };
        assert_eq!(
            said("sv"),
            [
                "Läs ”Personuppgiftsbiträdesavtal” till slutet innan du går vidare.",
                "Öppna ”Våra roller enligt GDPR” innan du går vidare."
            ]
        );
        assert_eq!(
            said("en"),
            [
                "Read “Data processing agreement” to the end before you go on.",
                "Open “Our roles under the GDPR” before you go on."
            ]
        );
    }

    #[test]
    fn from_a_document_the_next_is_the_one_below_it_then_from_the_top() {
        let mut role = prognosvik().manifest.role("customer").unwrap().clone();
        for entry in &mut role.documents {
            entry.read = (entry.id != "terms").then_some(ReadRule::End);
        }
        let pack = prognosvik();
        let state = State::new(&pack.manifest, "customer", Prefill::default());
        for (here, expect) in [
            ("dpa", "annex-1"),
            ("annex-1", "role-statement"),
            ("terms", "role-statement"),
            ("privacy-policy", "dpa"),
        ] {
            assert_eq!(next(&state, &pack.manifest, &role, "sv", here).unwrap().id, expect, "{here}");
        }
    }
}
