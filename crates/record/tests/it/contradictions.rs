//! Records that contradict themselves, and those that only seem to.

use samtycke_record::acceptance::{
    Acceptance, Act, Authorisation, AuthorisationAnswer, AuthorisedList, EventType, PartyRole,
};
use samtycke_record::consent::{self, Consent, Initial, Layer, Method, Mode, State};
use samtycke_record::registry::{NumberCheck, Registration, Scheme};
use samtycke_record::sign::Es256Key;
use samtycke_record::verify::CheckId;
use samtycke_record::{Digest, Timestamp};

use crate::support::{self, ORIGIN, seal, sign};
use crate::tampered::{Change, failed};

/// These answers on one sub-processor.
fn answered(record: &mut Acceptance, answers: &[AuthorisationAnswer], reason: Option<&str>) {
    let answer = |answer: &AuthorisationAnswer| Authorisation {
        list: AuthorisedList::SubProcessors,
        item: "Skyhuset AB".into(),
        answer: *answer,
        reason: reason.map(String::from),
    };
    let content = &mut record.annex.as_mut().unwrap().content;
    content.authorisations = Some(answers.iter().map(answer).collect());
    seal(record);
}

#[test]
fn an_acceptance_that_contradicts_itself_fails_the_check_of_consistency() {
    let cases: &[(&str, Change)] = &[
        ("a query in the page", |r| r.context.page.push_str("?utm=1")),
        ("another class of retention", |r| r.retention.class = "consent".into()),
        ("a document that stands twice", |r| {
            let document = r.documents[0].clone();
            r.documents.push(document);
        }),
        ("a sentence that stands twice", |r| {
            let statement = r.statements[0].clone();
            r.statements.push(statement);
        }),
        ("the end of what was never opened", |r| r.documents[0].shown.opened = false),
        ("an annex of another agreement", |r| {
            r.annex.as_mut().unwrap().content.document = "annex-b".into();
            seal(r);
        }),
        ("an answer that stands twice", |r| {
            answered(r, &[AuthorisationAnswer::Approved, AuthorisationAnswer::Objected], None);
        }),
        ("a yes to a sub-processor with a reason against it", |r| {
            answered(r, &[AuthorisationAnswer::Approved], Some("Nej"));
        }),
        ("a fragment in the page", |r| r.context.page.push_str("#top")),
        ("a page elsewhere", |r| r.context.page = "https://other.example/".into()),
        ("a page whose host begins alike", |r| r.context.page = format!("{ORIGIN}.evil.example/")),
        ("a page whose port begins alike", |r| r.context.page = format!("{ORIGIN}:444/")),
        ("another clock", |r| r.event.clock = "server".into()),
        ("no name", |r| r.signatory.name = "  ".into()),
        ("no e-mail", |r| r.signatory.email = "mette".into()),
        ("one party", |r| r.parties.truncate(1)),
        ("a nameless party", |r| r.parties[1].name = String::new()),
        ("a wrong check digit", |r| r.parties[1].registry.id = "12345675".into()),
        ("a number that was checked less than it could be", |r| {
            r.parties[1].registry.check = NumberCheck::Form;
        }),
        ("a number that was checked more than it can be", |r| {
            r.parties[1].registry = Registration {
                scheme: Scheme::NlKvk,
                id: "12345678".into(),
                check: NumberCheck::CheckDigits,
            };
        }),
        ("a number with spaces", |r| r.parties[1].registry.id = "12 34 56 74".into()),
        ("a radio button", |r| r.statements[0].control = "radio".into()),
        ("ticked beforehand", |r| r.statements[0].initial = "ticked".into()),
        ("ticked afterwards", |r| {
            r.statements[2].time = Timestamp::parse("2026-11-21T23:10:55.001Z").unwrap();
        }),
        ("a sentence unticked", |r| r.statements[1].answer = false),
        ("no sentences", |r| r.statements.clear()),
        ("no documents", |r| r.documents.clear()),
        ("no authority", |r| r.signatory.authority.attested = false),
        ("authority by a sentence that isn't there", |r| {
            r.signatory.authority.statement_digest = Digest::from_hash(&[0; 32]);
        }),
        ("acknowledging a contract", |r| r.event.r#type = EventType::Acknowledge),
        ("agreeing to nothing", |r| {
            for document in &mut r.documents {
                document.act = Act::Acknowledge;
            }
        }),
        ("representatives alone", |r| {
            for party in &mut r.parties {
                party.role = PartyRole::Representative;
            }
        }),
        ("an annex with another digest", |r| r.annex.as_mut().unwrap().content.breach_hours = 72),
        ("a line that stands twice", |r| {
            let subjects = &mut r.annex.as_mut().unwrap().content.subjects;
            subjects.push(subjects[0].clone());
            seal(r);
        }),
        ("a line without words", |r| {
            r.annex.as_mut().unwrap().content.subjects[1].name = " ".into();
            seal(r);
        }),
        ("an addition that isn't there", |r| r.annex.as_mut().unwrap().edits[0].item = "own-2".into()),
        ("a removal of what is there", |r| r.annex.as_mut().unwrap().edits[2].item = "name".into()),
        ("an edit that stands twice", |r| {
            let edits = &mut r.annex.as_mut().unwrap().edits;
            edits.push(edits[0].clone());
        }),
        ("an amendment of nothing", |r| r.event.r#type = EventType::AmendAnnex),
        ("accepting anew what was never accepted", |r| r.event.r#type = EventType::Reaccept),
        ("an amendment that nobody ticked", |r| {
            r.event.r#type = EventType::AmendAnnex;
            r.prev = Some(Digest::from_hash(&[1; 32]));
            r.statements[0].answer = false;
        }),
        ("an amendment without authority", |r| {
            r.event.r#type = EventType::AmendAnnex;
            r.prev = Some(Digest::from_hash(&[1; 32]));
            r.signatory.authority.attested = false;
        }),
        ("a no with sentences", |r| {
            let statements = r.statements.clone();
            no(r, EventType::Decline);
            r.statements = statements;
        }),
        ("a no with an annex", |r| {
            let annex = r.annex.clone();
            no(r, EventType::Decline);
            r.annex = annex;
        }),
        ("a no with authority", |r| {
            no(r, EventType::Decline);
            r.signatory.authority.attested = true;
        }),
        ("a no to nothing", |r| {
            no(r, EventType::Decline);
            r.documents.clear();
        }),
        ("a yes with a reason against it", |r| r.event.reason = Some("Nej".into())),
        ("an objection to what was never accepted", |r| no(r, EventType::Object)),
        ("an objection of nobody", |r| {
            no(r, EventType::Object);
            r.prev = Some(Digest::from_hash(&[1; 32]));
            r.signatory.email = "not collected".into();
        }),
        ("an annex without people", |r| {
            r.annex.as_mut().unwrap().content.subjects.clear();
            seal(r);
        }),
        ("an annex without data", |r| {
            r.annex.as_mut().unwrap().content.categories.clear();
            seal(r);
        }),
    ];
    let key = Es256Key::generate();
    for (name, change) in cases {
        let mut record = support::acceptance();
        change(&mut record);
        assert_eq!(failed(sign(&key, &record).as_bytes()), [CheckId::Consistency], "{name}");
    }
}

/// A record that says no: it carries nothing that belongs to a yes.
fn no(record: &mut Acceptance, event: EventType) {
    record.event.r#type = event;
    record.statements.clear();
    record.annex = None;
    record.signatory.authority.attested = false;
}

#[test]
fn what_is_no_contradiction_passes() {
    let cases: &[(&str, Change)] = &[
        ("the page is the origin", |r| r.context.page = ORIGIN.into()),
        ("a no to a sub-processor, with its reason", |r| {
            answered(r, &[AuthorisationAnswer::Objected], Some("Uden for EU."));
        }),
        ("no annex", |r| r.annex = None),
        ("an amendment", |r| {
            r.event.r#type = EventType::AmendAnnex;
            r.prev = Some(Digest::from_hash(&[1; 32]));
        }),
        ("a no, with its reason", |r| {
            no(r, EventType::Decline);
            r.event.reason = Some("Vi har vores egen aftale.".into());
        }),
        ("a no of somebody who doesn't say who", |r| {
            no(r, EventType::Decline);
            r.parties.truncate(1);
            r.signatory.email = "not collected".into();
        }),
        ("an objection where there is no contract", |r| {
            no(r, EventType::Object);
            r.prev = Some(Digest::from_hash(&[1; 32]));
            r.documents.retain(|document| document.act == Act::Acknowledge);
        }),
        ("being informed", |r| {
            r.event.r#type = EventType::Acknowledge;
            r.annex = None;
            r.documents.retain(|document| document.act == Act::Acknowledge);
            r.signatory.authority.attested = false;
        }),
    ];
    let key = Es256Key::generate();
    for (name, change) in cases {
        let mut record = support::acceptance();
        change(&mut record);
        assert_eq!(failed(sign(&key, &record).as_bytes()), [], "{name}");
    }
}

#[test]
fn a_consent_that_contradicts_itself_fails_the_check_of_consistency() {
    type Change = fn(&mut Consent);
    let cases: &[(&str, Change)] = &[
        ("another class of retention", |r| r.retention.class = "agreement".into()),
        ("a service that stands twice", |r| r.purposes.push(r.purposes[0].clone())),
        ("another clock", |r| r.event.clock = "server".into()),
        ("something on beforehand", |r| r.banner.initial = Initial::AllOn),
        ("nothing on where everything runs", |r| r.banner.mode = Mode::OptOut),
        ("given, but nothing is", |r| r.purposes[0].state = State::Refused),
        ("refused, but something is given", |r| r.event.r#type = consent::EventType::Refused),
        ("withdrawn, but nothing is", |r| r.event.r#type = consent::EventType::Withdrawn),
        ("acknowledged, but something is refused", |r| r.event.r#type = consent::EventType::Acknowledged),
        ("accepted all, but something is refused", |r| r.method = Method::AcceptAll),
        ("rejected all, but something is given", |r| r.method = Method::RejectAll),
        ("rejected all, but something is not objected to", |r| {
            r.method = Method::RejectAll;
            r.event.r#type = consent::EventType::Refused;
            r.purposes[0].state = State::Refused;
        }),
        ("given, but something is withdrawn", |r| r.purposes[1].state = State::Withdrawn),
        ("given by a signal", |r| (r.method, r.banner.layer) = (Method::Gpc, Layer::Signal)),
        ("given by an OK", |r| {
            r.method = Method::Acknowledge;
            (r.banner.mode, r.banner.initial) = (Mode::Notice, Initial::AllOn);
            r.purposes.truncate(1);
        }),
        ("an OK where one is asked first", |r| {
            r.method = Method::Acknowledge;
            r.event.r#type = consent::EventType::Acknowledged;
            r.purposes = vec![r.purposes[2].clone()];
        }),
        ("an OK, but something is objected to", |r| {
            r.method = Method::Acknowledge;
            (r.banner.mode, r.banner.initial) = (Mode::Notice, Initial::AllOn);
            r.event.r#type = consent::EventType::Refused;
            r.purposes = vec![r.purposes[2].clone()];
            r.purposes[0].state = State::Objected;
        }),
        ("a signal in the preferences", |r| {
            r.method = Method::Gpc;
            r.event.r#type = consent::EventType::Refused;
            r.purposes[0].state = State::Refused;
        }),
        ("a button in a signal", |r| r.banner.layer = Layer::Signal),
        ("a page elsewhere", |r| r.context.page = "https://other.example/".into()),
    ];
    let key = Es256Key::generate();
    for (name, change) in cases {
        let mut record = support::consent();
        change(&mut record);
        assert_eq!(failed(sign(&key, &record).as_bytes()), [CheckId::Consistency], "{name}");
    }
}

#[test]
fn a_consent_that_does_not_contradict_itself_passes() {
    type Change = fn(&mut Consent);
    fn everything_runs(record: &mut Consent, mode: Mode, states: [State; 3]) {
        (record.banner.mode, record.banner.initial) = (mode, Initial::AllOn);
        record.purposes.iter_mut().zip(states).for_each(|(purpose, state)| purpose.state = state);
        record.event.r#type = consent::EventType::sum(&record.purposes);
    }
    let cases: &[(&str, Change, consent::EventType)] = &[
        ("some of it", |_| {}, consent::EventType::Given),
        (
            "everything, where it ran already",
            |r| {
                r.method = Method::AcceptAll;
                everything_runs(r, Mode::OptOut, [State::Given, State::Given, State::NotObjected]);
            },
            consent::EventType::Given,
        ),
        (
            "a signal that stops some of it",
            |r| {
                (r.method, r.banner.layer) = (Method::Gpc, Layer::Signal);
                everything_runs(r, Mode::OptOut, [State::NotObjected, State::Refused, State::Objected]);
            },
            consent::EventType::Refused,
        ),
        (
            "an OK",
            |r| {
                (r.method, r.banner.layer) = (Method::Acknowledge, Layer::Banner);
                everything_runs(r, Mode::Notice, [State::NotObjected; 3]);
            },
            consent::EventType::Acknowledged,
        ),
        (
            "an objection",
            |r| {
                r.method = Method::Withdraw;
                everything_runs(r, Mode::Notice, [State::NotObjected, State::Withdrawn, State::Objected]);
            },
            consent::EventType::Withdrawn,
        ),
    ];
    let key = Es256Key::generate();
    for (name, change, event) in cases {
        let mut record = support::consent();
        change(&mut record);
        assert_eq!(failed(sign(&key, &record).as_bytes()), [], "{name}");
        assert_eq!(record.event.r#type, *event, "{name}");
    }
}
