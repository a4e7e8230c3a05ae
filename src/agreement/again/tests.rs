use samtycke_pack::manifest::{Edition, Renewal, RenewalKind};
use samtycke_pack::offer::Published;
use samtycke_pack::redline::Change;
use samtycke_record::Digest;
use samtycke_record::acceptance::{Acceptance, AnnexList, DataKind, EventType};
use samtycke_record::json::ToJson as _;
use samtycke_record::registry::Registration;
use samtycke_record::sign::Es256Key;
use samtycke_record::verify::digest_of;
use yew::Reducible as _;

use super::accepted::{Kind, Unusable, judge};
use super::*;
use crate::agreement::annex::AnnexAction;
use crate::agreement::problems::problems as missing;
use crate::agreement::record::tests::{
    filled,
    support::{made, taken},
    ticked,
};
use crate::agreement::state::{Action, Field, Prefill};
use crate::messages::messages;
use crate::pack::Pack;
use crate::testing::sample_packs;

/// The Danish pack and its customer's record.
fn before() -> (Pack, Role, Accepted) {
    let (pack, _) = sample_packs().into_iter().find(|(pack, _)| pack.manifest.id == "vagthavn").unwrap();
    let role = pack.manifest.role("customer").unwrap().clone();
    let record = made(&filled(&pack, &role, "da"), &pack, &role, "da", Intent::Accept);
    let digest = digest_of(&record);
    (pack, role, Accepted { record, jws: "a.b.c".into(), confirmation: String::new(), digest })
}

/// The same pack with a new version of the agreement, in force or announced.
fn next(pack: &Pack, renewal: Option<RenewalKind>, announced: bool) -> (Pack, Published) {
    let mut manifest = (*pack.manifest).clone();
    let dpa = manifest.documents.iter_mut().find(|document| document.id == "dpa").unwrap();
    let mut files = dpa.files.clone();
    for file in &mut files {
        file.sha256 = Digest::of(file.sha256.as_str().as_bytes());
    }
    let renewal = renewal.map(|kind| Renewal { kind, until: "2026-12-31".into() });
    let change = Some(Change::Substantive);
    let edition = |version: &str, effective: &str, files, change, renewal| Edition {
        version: version.into(),
        effective: effective.into(),
        summary: None,
        change,
        files,
        renewal,
    };
    if announced {
        dpa.upcoming = Some(vec![edition("3.0", "2027-01-01", files, change, renewal)]);
    } else {
        let old = edition(&dpa.version, &dpa.effective, dpa.files.clone(), None, None);
        dpa.versions = Some(vec![old]);
        (dpa.version, dpa.effective) = ("3.0".into(), "2026-11-01".into());
        (dpa.files, dpa.change, dpa.renewal) = (files, change, renewal);
    }
    let published = Published::parse(manifest.to_json().canonical().as_bytes()).unwrap();
    let manifest = Rc::new(published.manifest.clone());
    (Pack { manifest, digest: published.digest.clone(), ..pack.clone() }, published)
}

/// Everything ticked, on top of what the earlier record filled in.
fn answered(pack: &Pack, role: &Role, accepted: &Accepted) -> Rc<State> {
    let mut next = Rc::new(state(&pack.manifest, accepted, Prefill::default()));
    for id in &role.statements {
        next = next.reduce(ticked(&pack.manifest, id, "da"));
    }
    next
}

#[test]
fn accepting_again_amending_and_objecting_make_records_that_the_receiver_takes() {
    let (pack, role, accepted) = before();
    let accepted = Rc::new(accepted);
    let object = |announced: &[(&str, &str)]| Intent::Object {
        prev: accepted.clone(),
        reason: " Vi vil ikke. ".into(),
        announced: announced.iter().map(|(id, version)| (id.to_string(), version.to_string())).collect(),
    };
    let decline = Intent::Decline { prev: Some(accepted.clone()), reason: " Vi vil ikke. ".into() };
    for (name, kind, announced, intent, event, version) in [
        ("again", None, false, Intent::Again(accepted.clone()), EventType::Reaccept, "3.0"),
        ("amend", None, true, Intent::Amend(accepted.clone()), EventType::AmendAnnex, "2.1"),
        (
            "object to what is announced",
            Some(RenewalKind::Tacit),
            true,
            object(&[("dpa", "3.0")]),
            EventType::Object,
            "3.0",
        ),
        (
            "object to what is in force",
            Some(RenewalKind::Tacit),
            false,
            object(&[]),
            EventType::Object,
            "3.0",
        ),
        ("decline", None, false, decline, EventType::Decline, "3.0"),
    ] {
        let (pack, published) = next(&pack, kind, announced);
        let mut state = answered(&pack, &role, &accepted);
        assert_eq!(missing(&state, &pack.manifest, messages("da"), "da"), [], "{name}");
        // What the state says of the organisation doesn't matter.
        state = state.reduce(Action::Write(Field::OrganisationName, "Bjerg ApS".into()));
        let dpa = pack.manifest.document("dpa").unwrap();
        let text = |version| dpa.edition(version, "da").unwrap().sha256.clone();
        let shown = Action::ChangeShown(text(Some("3.0")));
        state = state.reduce(shown).reduce(Action::Opened(text(None)));
        let record = made(&state, &pack, &role, "da", intent);
        taken(&Es256Key::generate(), &record, &published);
        assert_eq!(record.prev, Some(accepted.digest.clone()), "{name}");
        assert_eq!(record.event.r#type, event, "{name}");
        assert_eq!(record.parties[0].name, accepted.record.parties[0].name, "{name}");
        let dpa = &record.documents[0];
        assert_eq!((dpa.version.as_str(), dpa.change_shown), (version, version == "3.0"), "{name}");
        assert_eq!(dpa.shown.opened, name != "object to what is announced", "{name}");
        let is_objection = event == EventType::Object;
        let is_no = is_objection || event == EventType::Decline;
        assert_eq!(record.event.reason.as_deref(), is_no.then_some("Vi vil ikke."), "{name}");
        assert_eq!(record.submit_label == messages("da").again.object_send, is_objection, "{name}");
    }
}

#[test]
fn what_was_accepted_is_filled_in_and_another_person_may_sign() {
    let (pack, _, accepted) = before();
    for (page, expect) in [
        (&[][..], ["Fjord Bageri ApS", "12 34 56 74", "Ida Fjord", "ida@fjordbageri.dk", "indehaver"]),
        (
            &[
                (Field::OrganisationName, "Bjerg ApS"),
                (Field::SignatoryName, "Bo Berg"),
                (Field::Email, "bo@b.dk"),
            ],
            ["Fjord Bageri ApS", "12 34 56 74", "Bo Berg", "bo@b.dk", ""],
        ),
        (
            &[(Field::SignatoryName, "Ida Fjord"), (Field::Email, "ida@ny.dk")],
            ["Fjord Bageri ApS", "12 34 56 74", "Ida Fjord", "ida@ny.dk", "indehaver"],
        ),
    ] {
        let fields = page.iter().map(|(field, text)| (*field, (*text).to_owned())).collect();
        let state = state(&pack.manifest, &accepted, Prefill { fields, scheme: None });
        let all =
            [Field::OrganisationName, Field::Number, Field::SignatoryName, Field::Email, Field::Position];
        assert_eq!(all.map(|field| state.field(field)), expect);
        assert_eq!(state.ticks.keys().count(), 0, "nothing is ticked for anyone");
    }
}

#[test]
fn an_annex_that_says_the_same_is_not_amended() {
    let (pack, role, accepted) = before();
    let manifest = &pack.manifest;
    let before = Before::of(&Earlier::Is(Rc::new(accepted.clone())), manifest, "2026-11-22").unwrap();
    let list = AnnexList::Subjects;
    let tick = |id: &str, on| AnnexAction::Tick { list, id: id.to_owned(), on };
    let own = |text: &str| annex::tests::own(list, text, DataKind::Ordinary);
    let option = |selected| {
        let options = &manifest.annex.as_ref().unwrap().subjects;
        options.iter().rfind(|option| option.selected == selected).unwrap().id.clone()
    };
    for (name, actions, expect) in [
        ("nothing done", vec![], true),
        ("done and undone", vec![tick(&option(true), false), tick(&option(true), true)], true),
        ("an own line again", vec![AnnexAction::RemoveOwn { list, index: 0 }, own("Frivillige")], true),
        ("one less", vec![tick(&option(true), false)], false),
        ("one more", vec![tick(&option(false), true)], false),
        ("one for another", vec![tick(&option(true), false), tick(&option(false), true)], false),
        ("an own line more", vec![own("Gæster")], false),
    ] {
        let mut state = answered(&pack, &role, &accepted);
        for action in actions {
            state = state.reduce(Action::Annex(action));
        }
        let found = problems(Vec::new(), Stage::Amending, Some(&before), &state, manifest, messages("da"));
        assert_eq!(found.len(), usize::from(expect), "{name}: {found:?}");
        // Only when the annex is what it is about.
        assert_eq!(problems(Vec::new(), Stage::Asked, Some(&before), &state, manifest, messages("da")), []);
    }
}

#[test]
fn a_record_counts_only_where_it_belongs() {
    type Alter = fn(&mut Acceptance);
    let (pack, _, accepted) = before();
    let cases: &[(&str, &str, Alter, Result<Kind, Unusable>)] = &[
        ("as it is", "", |_| {}, Ok(Kind::Yes)),
        ("for its role", "customer", |_| {}, Ok(Kind::Yes)),
        ("for an amendment", "amend", |_| {}, Ok(Kind::Yes)),
        ("for another role", "representative", |_| {}, Err(Unusable::Role)),
        ("of a role that is gone", "", |r| r.role = "partner".into(), Err(Unusable::Role)),
        ("accepted again", "", |r| r.event.r#type = EventType::Reaccept, Ok(Kind::Yes)),
        ("amended", "", |r| r.event.r#type = EventType::AmendAnnex, Ok(Kind::Yes)),
        ("declined", "", |r| r.event.r#type = EventType::Decline, Ok(Kind::No)),
        ("withdrawn", "", |r| r.event.r#type = EventType::Withdraw, Ok(Kind::No)),
        ("objected", "", |r| r.event.r#type = EventType::Object, Err(Unusable::Objection)),
        (
            "of another vendor",
            "",
            |r| {
                r.parties[1].registry =
                    Registration::parse(r.parties[1].registry.scheme, "99000015").unwrap();
            },
            Err(Unusable::Foreign),
        ),
        (
            "of another pack",
            "",
            |r| r.documents.iter_mut().for_each(|document| document.sha256 = Digest::of(b"x")),
            Err(Unusable::Foreign),
        ),
    ];
    for (name, role, alter, expect) in cases {
        let mut record = accepted.record.clone();
        alter(&mut record);
        assert_eq!(judge(&record, &Wish::of(role), &pack.manifest), *expect, "{name}");
    }
}
