//! Records of a no.

use super::support::circumstances;
use super::*;

#[test]
fn a_no_is_taken_from_anybody_with_as_much_as_they_wrote() {
    let key = Es256Key::generate();
    let not = NOT_COLLECTED;
    for (pack, published) in sample_packs() {
        for role in &pack.manifest.roles {
            for language in &pack.manifest.languages {
                let nobody = Rc::new(State::new(&pack.manifest, &role.id, Prefill::default()));
                let half = nobody
                    .clone()
                    .reduce(Action::Write(Field::OrganisationName, "Fjord Bageri ApS".into()))
                    .reduce(Action::Write(Field::Number, "12".into()))
                    .reduce(Action::Write(Field::SignatoryName, " Ida Fjord ".into()))
                    .reduce(Action::Write(Field::Email, "ida".into()));
                let all = filled(&pack, role, language);
                for (state, reason, parties, who) in [
                    (nobody, "", 1, [not, not, not]),
                    (half, " \n", 1, ["Ida Fjord", not, not]),
                    (all, "For dyrt.", 2, ["Ida Fjord", "ida@fjordbageri.dk", "indehaver"]),
                ] {
                    let intent = Intent::Decline { prev: None, reason: reason.into() };
                    let circumstances = circumstances(intent, &pack, role, language, None);
                    let record = record(&state, &pack, role, language, circumstances).unwrap();
                    taken(&key, &record, &published);
                    assert_eq!(record.event.r#type, EventType::Decline);
                    assert_eq!(
                        record.event.reason.as_deref(),
                        Some(reason.trim()).filter(|it| !it.is_empty())
                    );
                    assert_eq!(record.parties.len(), parties);
                    let found = &record.signatory;
                    assert_eq!([&*found.name, &*found.email, &*found.position], who);
                    assert_eq!(record.submit_label, messages(language).acts.decline);
                }
            }
        }
    }
}
