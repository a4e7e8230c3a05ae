//! Does a record say of a pack what was published? Every check failing in turn, and no other with it.

#![cfg(feature = "crypto")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use samtycke_pack::manifest::{AgreementRules, ConfirmationRule, ReadRule};
use samtycke_pack::offer::{Published, check_evidence, check_record};
use samtycke_record::acceptance::{Acceptance, Act, EventType, PartyRole, Relation, RelationKind};
use samtycke_record::consent::{Method, Mode, Place, State};
use samtycke_record::registry::{Registration, Scheme};
use samtycke_record::verify::{Check, CheckId, Outcome};
use samtycke_record::{Confirmation, Consent, Digest, Record, RegionCode};

mod annex;
#[path = "../support/mod.rs"]
mod support;

use support::records::failures;

fn check(record: impl Into<Answer>, packs: &[Published]) -> Vec<Check> {
    check_record(&record.into().0, packs)
}

struct Answer(Record);

impl From<Acceptance> for Answer {
    fn from(record: Acceptance) -> Self {
        Self(Record::Acceptance(record))
    }
}

impl From<Consent> for Answer {
    fn from(record: Consent) -> Self {
        Self(Record::Consent(record))
    }
}

#[test]
fn a_record_of_what_was_published_passes_every_check() {
    use CheckId::{Annex, Banner, Documents, Pack, Purposes, Role, Statements, Terms};
    let pack = support::published();
    let ids = |checks: Vec<Check>| {
        assert_eq!(failures(&checks), []);
        checks.iter().map(|check| check.check).collect::<Vec<_>>()
    };
    let packs = [pack.clone()];
    assert_eq!(
        ids(check(support::acceptance(&pack), &packs)),
        [Pack, Role, Documents, Statements, Terms, Annex]
    );
    assert_eq!(ids(check(support::consent(&pack), &packs)), [Pack, Documents, Banner, Terms, Purposes]);
}

#[test]
fn where_the_pack_requires_a_confirmation_a_yes_needs_one() {
    use ConfirmationRule::{Offer, Require};
    use EventType::{Acknowledge, Agree, AmendAnnex, Decline, Object, Reaccept, Withdraw};
    // Whether it holds is not asked here.
    let confirmation: Confirmation = support::records::read(
        r#"{"authenticator_data":"","client_data":"","credential_id":"","public_key":{"crv":"","kty":"","x":""},
        "rp_id":"","schema":"","signature":"","type":""}"#,
    );
    for (rule, events, given, expect) in [
        (None, &[Agree][..], None, false),
        (Some(Offer), &[Agree, Reaccept, AmendAnnex], None, false),
        (Some(Require), &[Agree, Reaccept, AmendAnnex], None, true),
        (Some(Require), &[Agree, Reaccept, AmendAnnex], Some(&confirmation), false),
        (Some(Require), &[Acknowledge, Decline, Object, Withdraw], None, false),
    ] {
        let mut manifest = support::manifest();
        manifest.agreement = Some(AgreementRules { decline: None, confirmation: rule });
        let pack = support::publish(&manifest);
        for event in events {
            let mut record = support::acceptance(&pack);
            record.event.r#type = *event;
            let checks = check_evidence(&Record::Acceptance(record), given, std::slice::from_ref(&pack));
            let missed = failures(&checks).contains(&CheckId::Confirmation);
            assert_eq!(missed, expect, "{rule:?} {}", event.as_str());
        }
    }
}

#[test]
fn a_record_is_checked_against_the_pack_that_it_names() {
    let old = support::published();
    let mut manifest = support::manifest();
    manifest.roles[0].documents.pop();
    let new = support::publish(&manifest);
    let record = support::acceptance(&old);
    for (name, packs, expect) in [
        ("among others", vec![new.clone(), old], vec![]),
        ("another one only", vec![new], vec![CheckId::Pack]),
    ] {
        assert_eq!(failures(&check(record.clone(), &packs)), expect, "{name}");
    }
    let none = check(record, &[]);
    assert_eq!(none.iter().map(|check| check.outcome).collect::<Vec<_>>(), [Outcome::NotChecked]);
}

#[test]
fn a_customer_of_any_register_is_one_of_its_country() {
    let pack = support::published();
    for (scheme, number, country) in [
        (Scheme::SeOrgnr, "559900-0006", "SE"),
        (Scheme::DeRegisternummer, "Amtsgericht Köln, HRB 5", "DE"),
        (Scheme::GbCrn, "SC123456", "GB"),
        (Scheme::EuVat, "EL 094019245", "GR"),
        (Scheme::EuVat, "IT 00743110157", "IT"),
    ] {
        let mut record = support::acceptance(&pack);
        record.parties[1].registry = Registration::parse(scheme, number).unwrap();
        record.parties[1].country = country.into();
        assert_eq!(failures(&check(record.clone(), std::slice::from_ref(&pack))), [], "{number}");
        record.parties[1].country = "EU".into();
        assert_eq!(failures(&check(record, std::slice::from_ref(&pack))), [CheckId::Role], "{number}");
    }
}

#[test]
fn each_departure_from_what_was_published_fails_the_check_that_is_for_it() {
    use CheckId::{Annex, Documents, Role, Statements, Terms};
    type Alter = fn(&mut Acceptance);
    let cases: &[(&str, Alter, &[CheckId])] = &[
        ("a role that isn't there", |r| r.role = "boss".into(), &[Role]),
        ("an act that the role doesn't do", |r| r.event.r#type = EventType::Acknowledge, &[Role]),
        ("another vendor", |r| r.parties[0].name = "Vagthavn Holding ApS".into(), &[Role]),
        ("the vendor at another address", |r| r.parties[0].address = "Andegade 1".into(), &[Role]),
        ("the vendor in another role", |r| r.parties[0].role = PartyRole::SubProcessor, &[Role]),
        ("a third party", |r| r.parties.push(r.parties[1].clone()), &[Role]),
        ("the vendor with another contact", |r| r.parties[0].contact = "a@b.example".into(), &[Role]),
        ("a country that the number is not of", |r| r.parties[1].country = "SE".into(), &[Role]),
        ("another law", |r| r.law.governing = "svensk rätt".into(), &[Terms]),
        ("another court", |r| r.law.venue = "Stockholms tingsrätt".into(), &[Terms]),
        ("another language that prevails", |r| r.law.prevails = "en".into(), &[Terms]),
        ("a channel of our own", |r| r.channels.clear(), &[Terms]),
        ("the customer in another role", |r| r.parties[1].role = PartyRole::SubProcessor, &[Role]),
        ("a document less", |r| drop(r.documents.pop()), &[Documents]),
        ("a document twice", |r| r.documents[2] = r.documents[0].clone(), &[Documents]),
        ("documents in another order", |r| r.documents.swap(0, 1), &[Documents]),
        ("other bytes", |r| r.documents[0].sha256 = Digest::from_hash(&[0; 32]), &[Documents]),
        ("the bytes of another language", |r| r.documents[0].language = "en".into(), &[Documents]),
        ("a language that isn't there", |r| r.documents[0].language = "fi".into(), &[Documents]),
        ("another version", |r| r.documents[0].version = "2.2".into(), &[Documents]),
        ("another date", |r| r.documents[0].effective = "2026-09-02".into(), &[Documents]),
        ("another type", |r| r.documents[0].r#type = "terms".into(), &[Documents]),
        ("another title", |r| r.documents[0].title = "Aftale".into(), &[Documents]),
        ("another act", |r| r.documents[2].act = Act::Agree, &[Documents]),
        ("no relation", |r| r.documents[0].relations.clear(), &[Documents]),
        (
            "another relation",
            |r| {
                let kind = RelationKind::Supersedes;
                r.documents[0].relations = vec![Relation { kind, document: "annex-a".into() }];
            },
            &[Documents],
        ),
        ("a sentence less", |r| drop(r.statements.remove(1)), &[Statements]),
        ("sentences in another order", |r| r.statements.swap(0, 1), &[Statements]),
        ("a sentence of our own", |r| r.statements[0].text = "Vi accepterer intet.".into(), &[Statements]),
        ("a sentence in another language", |r| r.statements[1].language = "en".into(), &[Statements]),
        ("a language that nobody reads", |r| r.statements[1].language = "xx".into(), &[Statements]),
        ("another button", |r| r.submit_label = "OK".into(), &[Statements]),
        (
            "authority by another sentence",
            |r| r.signatory.authority.statement_digest = Digest::from_hash(&[0; 32]),
            &[Statements],
        ),
        ("no annex", |r| r.annex = None, &[Annex]),
    ];
    let pack = support::published();
    for (name, alter, expect) in cases {
        let mut record = support::acceptance(&pack);
        alter(&mut record);
        assert_eq!(failures(&check(record, std::slice::from_ref(&pack))), *expect, "{name}");
    }
}

#[test]
fn an_amendment_needs_an_annex_and_no_second_reading() {
    let amended = |alter: &dyn Fn(&mut samtycke_pack::Manifest)| {
        let mut manifest = support::manifest();
        alter(&mut manifest);
        let pack = support::publish(&manifest);
        let mut record = support::acceptance(&pack);
        record.event.r#type = EventType::AmendAnnex;
        record.prev = Some(Digest::from_hash(&[7; 32]));
        (record, pack)
    };
    let (record, pack) = amended(&|_| {});
    assert_eq!(failures(&check(record, std::slice::from_ref(&pack))), []);

    let (mut record, pack) = amended(&|manifest| manifest.annex = None);
    record.annex = None;
    assert_eq!(failures(&check(record, std::slice::from_ref(&pack))), [CheckId::Role]);

    let (mut record, pack) = amended(&|manifest| manifest.roles[0].documents[0].read = Some(ReadRule::End));
    record.documents[0].shown.reached_end = false;
    assert_eq!(failures(&check(record.clone(), std::slice::from_ref(&pack))), []);
    record.event.r#type = EventType::Reaccept;
    assert_eq!(failures(&check(record, std::slice::from_ref(&pack))), [CheckId::Documents]);
}

#[test]
fn being_informed_is_checked_like_agreeing() {
    let pack = support::published();
    let mut record = support::acceptance(&pack);
    record.event.r#type = EventType::Acknowledge;
    record.role = "representative".into();
    record.parties[0].role = PartyRole::Controller;
    record.parties[1].role = PartyRole::Representative;
    record.documents.drain(..2);
    record.statements.retain(|statement| statement.id == "informed");
    record.submit_label = "Jeg er informeret".into();
    let packs = [pack];
    let with_annex = record.clone();
    record.annex = None;
    assert_eq!(failures(&check(record.clone(), &packs)), []);
    assert_eq!(failures(&check(with_annex, &packs)), [CheckId::Annex], "an annex of no document");
    record.event.r#type = EventType::Agree;
    assert_eq!(failures(&check(record, &packs)), [CheckId::Role], "agreeing to nothing");
}

#[test]
fn what_a_role_asks_to_be_read_was_read_before_a_yes() {
    use EventType::{Agree, Decline};
    let documents = &[CheckId::Documents][..];
    for (rule, opened, reached_end, event, expect) in [
        (None, false, false, Agree, &[][..]),
        (Some(ReadRule::Open), false, false, Agree, documents),
        (Some(ReadRule::Open), true, false, Agree, &[]),
        (Some(ReadRule::End), true, false, Agree, documents),
        (Some(ReadRule::End), false, true, Agree, documents),
        (Some(ReadRule::End), true, true, Agree, &[]),
        (Some(ReadRule::End), false, false, Decline, &[]),
    ] {
        let mut manifest = support::manifest();
        let role = manifest.roles.iter_mut().find(|role| role.id == "customer").unwrap();
        role.documents[0].read = rule;
        let pack = support::publish(&manifest);
        let mut record = support::acceptance(&pack);
        if event == Decline {
            decline(&mut record);
        }
        record.documents[0].shown.opened = opened;
        record.documents[0].shown.reached_end = reached_end;
        let found = failures(&check(record, &[pack]));
        assert_eq!(found, expect, "{rule:?} {opened} {reached_end} {}", event.as_str());
    }
}

/// Says no, and carries nothing that belongs to a yes.
fn decline(record: &mut Acceptance) {
    record.event.r#type = EventType::Decline;
    record.statements.clear();
    record.annex = None;
    record.signatory.authority.attested = false;
    record.submit_label = "Afvis".into();
}

#[test]
fn a_no_is_to_what_was_published_by_somebody_or_nobody_in_particular() {
    use CheckId::{Documents, Role, Statements, Terms};
    type Alter = fn(&mut Acceptance);
    let cases: &[(&str, Alter, &[CheckId])] = &[
        ("as it is", |_| {}, &[]),
        ("by nobody in particular", |r| drop(r.parties.remove(1)), &[]),
        ("to another vendor", |r| drop(r.parties.remove(0)), &[Role]),
        ("by somebody else", |r| r.parties[1].role = PartyRole::SubProcessor, &[Role]),
        ("by two", |r| r.parties.push(r.parties[1].clone()), &[Role]),
        ("to less", |r| drop(r.documents.pop()), &[Documents]),
        ("to other bytes", |r| r.documents[0].sha256 = Digest::from_hash(&[0; 32]), &[Documents]),
        ("under another law", |r| r.law.governing = "svensk rätt".into(), &[Terms]),
        (
            "with a sentence of a yes",
            |r| r.statements = support::acceptance(&support::published()).statements,
            &[Statements],
        ),
    ];
    let pack = support::published();
    for (name, alter, expect) in cases {
        let mut record = support::acceptance(&pack);
        decline(&mut record);
        alter(&mut record);
        assert_eq!(failures(&check(record, std::slice::from_ref(&pack))), *expect, "{name}");
    }
}

#[test]
fn an_answer_about_cookies_is_about_what_was_published() {
    use CheckId::{Banner, Documents, Purposes, Terms};
    type Alter = fn(&mut Consent);
    let cases: &[(&str, Alter, &[CheckId])] = &[
        ("another controller", |r| r.controller.name = "Vagthavn Holding ApS".into(), &[Terms]),
        ("another authority", |r| r.authority.url = "https://www.imy.se".into(), &[Terms]),
        ("another jurisdiction", |r| r.jurisdiction = "svensk rätt".into(), &[Terms]),
        ("the controller elsewhere", |r| r.controller.address = "Andegade 1".into(), &[Terms]),
        ("the controller abroad", |r| r.controller.country = "SE".into(), &[Terms]),
        ("the controller with another telephone", |r| r.controller.phone = "112".into(), &[Terms]),
        ("the controller with another site", |r| r.controller.url = "https://x.example".into(), &[Terms]),
        ("another validity", |r| r.event.validity_days = 3650, &[Terms]),
        ("the validity of a refusal", |r| r.event.validity_days = 90, &[Terms]),
        ("another policy", |r| r.notice.document = "dpa".into(), &[Documents]),
        ("another version", |r| r.notice.version = "4".into(), &[Documents]),
        ("other bytes", |r| r.notice.sha256 = Digest::from_hash(&[0; 32]), &[Documents]),
        ("a language that isn't there", |r| r.notice.language = "fi".into(), &[Documents]),
        ("another banner", |r| r.banner.configuration = Digest::from_hash(&[0; 32]), &[Banner]),
        ("the rule of another region", |r| r.banner.region = region("US"), &[Banner]),
        ("a service less", |r| drop(r.purposes.pop()), &[Purposes]),
        ("a service twice", |r| r.purposes[1] = r.purposes[0].clone(), &[Purposes]),
        ("services in another order", |r| r.purposes.swap(0, 1), &[Purposes]),
        ("another service", |r| r.purposes[0].id = "hotjar".into(), &[Purposes]),
        ("another category", |r| r.purposes[0].category = "necessary".into(), &[Purposes]),
        ("another purpose", |r| r.purposes[0].purpose = "Sælger dig".into(), &[Purposes]),
        ("another DPV purpose", |r| r.purposes[0].dpv = "Marketing".into(), &[Purposes]),
        ("another basis", |r| r.purposes[0].basis = "legitimate-interest".into(), &[Purposes]),
        ("another recipient", |r| r.purposes[0].recipient = "Broker Ltd".into(), &[Purposes]),
        ("another country", |r| r.purposes[0].country = "US".into(), &[Purposes]),
        ("data left out", |r| drop(r.purposes[0].data.pop()), &[Purposes]),
        ("kept for ever", |r| r.purposes[0].retention = "altid".into(), &[Purposes]),
        ("kept for as long as nobody said", |r| r.purposes[1].retention = "1 dag".into(), &[Purposes]),
        ("storage left out", |r| r.purposes[0].storage.clear(), &[Purposes]),
        ("another cookie", |r| r.purposes[0].storage[0].name = "_ga".into(), &[Purposes]),
        ("another lifetime", |r| r.purposes[0].storage[0].lifetime = "1 dag".into(), &[Purposes]),
        ("storage of another kind", |r| r.purposes[0].storage[0].kind = "local-storage".into(), &[Purposes]),
    ];
    let pack = support::published();
    for (name, alter, expect) in cases {
        let mut record = support::consent(&pack);
        alter(&mut record);
        assert_eq!(failures(&check(record, std::slice::from_ref(&pack))), *expect, "{name}");
    }
    let mut record = support::consent(&pack);
    let mut manifest = support::manifest();
    manifest.cookies = None;
    let without = support::publish(&manifest);
    record.offer.pack = without.digest.clone();
    assert_eq!(failures(&check(record, &[without])), [Purposes], "a pack without cookies");
}

fn region(code: &str) -> Place {
    RegionCode::parse(code).map_or(Place::NotCollected, Place::Code)
}

/// Forged combinations: what the rule of the region, the legal basis and the control don't allow together.
#[test]
fn consent_is_claimed_only_of_who_gave_it() {
    use Method::{AcceptAll, Acknowledge, Gpc, RejectAll, Save, Withdraw};
    use State::{Given, NotObjected, Objected, Refused, Withdrawn};
    let (home, opt_out, notice) = ("", "US", "US-VA");
    let purposes = &[CheckId::Purposes][..];
    let pack = support::published();
    for (place, method, states, expect) in [
        (home, AcceptAll, [Given, Given, NotObjected], &[][..]),
        (home, RejectAll, [Refused, Refused, Objected], &[]),
        (home, Save, [Withdrawn, Given, Objected], &[]),
        (home, Withdraw, [Withdrawn, Given, NotObjected], &[]),
        (home, Gpc, [Refused, Refused, Objected], &[]),
        (home, Save, [Given, Given, Given], purposes),
        (home, Save, [Given, Given, Refused], purposes),
        (home, Save, [Given, Given, Withdrawn], purposes),
        (home, Save, [Objected, Given, NotObjected], purposes),
        (home, Save, [NotObjected, Given, NotObjected], purposes),
        (home, AcceptAll, [NotObjected, NotObjected, NotObjected], purposes),
        (home, Withdraw, [NotObjected, Withdrawn, NotObjected], purposes),
        (home, Gpc, [NotObjected, Refused, Objected], purposes),
        (home, Gpc, [Given, Refused, Objected], purposes),
        (home, Gpc, [Refused, Refused, NotObjected], purposes),
        (opt_out, AcceptAll, [Given, Given, NotObjected], &[]),
        (opt_out, RejectAll, [Refused, Refused, Objected], &[]),
        (opt_out, Withdraw, [NotObjected, Refused, NotObjected], &[]),
        (opt_out, Gpc, [NotObjected, Refused, Objected], &[]),
        // What was given stays given, what was only in force stays that.
        (opt_out, Withdraw, [Given, Refused, NotObjected], &[]),
        (opt_out, Save, [NotObjected, Refused, NotObjected], &[]),
        (opt_out, Save, [NotObjected, Given, NotObjected], &[]),
        (opt_out, Gpc, [NotObjected, NotObjected, Objected], purposes),
        (opt_out, Gpc, [Refused, Refused, Objected], purposes),
        (notice, Acknowledge, [NotObjected, NotObjected, NotObjected], &[]),
        (notice, Acknowledge, [Given, Given, NotObjected], purposes),
    ] {
        let mut record = support::consent(&pack);
        record.banner.region = region(place);
        record.banner.mode = pack.manifest.cookies.as_ref().unwrap().mode_in(&record.banner.region);
        record.method = method;
        record.purposes.iter_mut().zip(states).for_each(|(purpose, state)| purpose.state = state);
        let allowed = record.purposes.iter().any(|purpose| purpose.state.is_allowed());
        record.event.validity_days = if allowed { 182 } else { 90 };
        let found = failures(&check(record, std::slice::from_ref(&pack)));
        assert_eq!(found, expect, "{} {states:?} in {place:?}", method.as_str());
    }
}

#[test]
fn the_rule_is_that_of_the_most_exact_code_and_opt_in_where_there_is_none() {
    let cookies = support::manifest().cookies.unwrap();
    for (code, expect) in [
        ("US", Mode::OptOut),
        ("US-CA", Mode::OptOut),
        ("US-VA", Mode::Notice),
        ("CA-QC", Mode::OptOut),
        ("CA", Mode::OptIn),
        ("CA-ON", Mode::OptIn),
        ("DK", Mode::OptIn),
        ("", Mode::OptIn),
    ] {
        assert_eq!(cookies.mode_in(&region(code)), expect, "{code}");
    }
}

#[test]
fn a_manifest_that_is_not_one_is_refused_with_its_reason() {
    let good = samtycke_record::json::ToJson::to_json(&support::manifest()).canonical();
    assert!(Published::parse(good.as_bytes()).is_ok());
    for (bytes, expect) in [
        (&b"\xff"[..], "the manifest is not UTF-8"),
        (b"{", "the manifest is not JSON of ours: expected a name at byte 1"),
        (b"{}", "the manifest: schema is missing"),
    ] {
        assert_eq!(Published::parse(bytes).unwrap_err(), expect);
    }
}
