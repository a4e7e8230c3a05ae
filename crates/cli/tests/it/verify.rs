//! `samtycke verify`.

use samtycke_pack::manifest::{AgreementRules, ConfirmationRule};
use samtycke_record::acceptance::{Acceptance, EventType};
use samtycke_record::json::{self, ToJson as _, Value};
use samtycke_record::jws::{self, JwkSet};
use samtycke_record::receipt::{self, NonceState, Receipt};
use samtycke_record::sign::{Es256Key, KeyInHeader};
use samtycke_record::verify::{Policy, verify_record};
use samtycke_record::{Confirmation, Timestamp, Uuid};

use crate::packs;
use crate::packs::records::{self, AUDIENCE};
use crate::passkey;
use crate::program::{Ended, Place};

/// A place with `record.jws`, `consent.jws`, `receipt.jws` and `jwks.json`.
fn place() -> (Place, String) {
    let place = Place::new();
    let pack = packs::published();
    let key = Es256Key::generate();
    let record = records::sign(&key, &packs::acceptance(&pack));
    place.write("record.jws", &record);
    place.write("consent.jws", records::sign(&key, &packs::consent(&pack)));
    let receiver = Es256Key::generate();
    let verified = verify_record(record.as_bytes(), Policy::default());
    let receipt = Receipt {
        schema: receipt::SCHEMA.into(),
        receipt_id: Uuid::parse("7a52c1b0-1111-4222-8333-444455556666").unwrap(),
        record_id: verified.record.unwrap().id().clone(),
        record: verified.digest.unwrap(),
        key: key.kid().into(),
        issuer: AUDIENCE.into(),
        received_at: Timestamp::parse("2026-11-21T23:10:56.000Z").unwrap(),
        nonce: NonceState::NotCollected,
        verified: vec!["signature".into()],
    };
    let receipt = receiver.sign(jws::RECEIPT_TYPE, KeyInHeader::Named, &receipt.to_json().canonical());
    place.write("receipt.jws", receipt);
    place.write("jwks.json", JwkSet { keys: vec![receiver.published()] }.to_json().canonical());
    (place, record)
}

fn verify(place: &Place, args: &[&str]) -> Ended {
    place.run(&[&["verify"], args].concat())
}

const NO_RULES: AgreementRules = AgreementRules { decline: None, confirmation: None };

const ALL: &[&str] = &[
    "record.jws",
    "--receipt",
    "receipt.jws",
    "--jwks",
    "jwks.json",
    "--pack",
    "pack",
    "--audience",
    AUDIENCE,
];

#[test]
fn everything_at_hand_everything_is_checked_and_told_in_columns() {
    let (place, record) = place();
    let ended = verify(&place, ALL);
    let digest = verify_record(record.as_bytes(), Policy::default());
    let key = digest.thumbprint.unwrap();
    let pack = packs::published().digest;
    let kid = {
        let keys = std::fs::read_to_string(place.path("jwks.json")).unwrap();
        keys.split("\"kid\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let expect = format!(
        "\
record    acceptance 5d0c7c52-6a0b-4d6e-9a55-0f4a3f9f2b11
digest    {}
what      agreed to Databehandleraftale 2.1 (da), Bilag A 2.1 (da); acknowledged Privatlivspolitik 3 (da)
who       Mette Østergård <mette@fjordcafeen.example>, Direktør
parties   Vagthavn ApS (processor, DK-CVR 99 00 00 07) and Fjordcaféen ApS (controller, DK-CVR 12 34 56 74)
when      2026-11-21T23:10:55.000Z by the signer's own clock
received  2026-11-21T23:10:56.000Z by https://consent.vagthavn.example

pass         envelope           compact JWS
pass         type               typ is samtycke-record+jws
pass         key                a valid P-256 key
pass         thumbprint         kid is the key's thumbprint
pass         signature          the key signed exactly these bytes
pass         canonical          the payload's bytes are its canonical form (RFC 8785)
pass         schema             every field is there and has its form
pass         consistency        the fields agree with each other
pass         audience           meant for https://consent.vagthavn.example
not checked  origin             no allowed origins given; the record names https://vagthavn.example
pass         pack               pack vagthavn, {pack}
pass         role               role customer, between its two parties
pass         documents          every document of the role, in its published bytes
pass         statements         the published sentences and button
pass         annex              the annex follows from the published one by its edits
pass         terms              law, venue and notice channels as published
not checked  banner             not a part of acceptance records
not checked  purposes           not a part of acceptance records
not checked  prev               it follows no other record
not checked  nonce              there is none: the receiver was not reached when the person acted
not checked  confirmation       the record is not confirmed with a passkey
pass         receipt-form       typ is samtycke-receipt+jws
pass         receipt-signature  signed by the receiver's key {kid}
pass         receipt-match      received 2026-11-21T23:10:56.000Z by https://consent.vagthavn.example
not checked  log                the receipt came without a proof that it was logged

18 passed, 0 failed, 7 not checked. Nothing fails.
",
        digest.digest.unwrap()
    );
    assert_eq!(ended.stdout, expect);
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    assert!(!key.is_empty());
}

#[test]
fn with_less_at_hand_less_is_checked_and_nothing_fails() {
    let (place, _) = place();
    for (args, expect) in [
        (&["record.jws"][..], "8 passed, 0 failed, 17 not checked."),
        (&["consent.jws"], "8 passed, 0 failed, 17 not checked."),
        (&["consent.jws", "--pack", "pack"], "13 passed, 0 failed, 12 not checked."),
        (&["record.jws", "--receipt", "receipt.jws"], "10 passed, 0 failed, 15 not checked."),
    ] {
        let ended = verify(&place, args);
        assert_eq!(ended.code, 0, "{args:?}: {ended:?}");
        assert!(ended.stdout.contains(expect), "{args:?}: {}", ended.stdout);
    }
    let consent = verify(&place, &["consent.jws"]).stdout;
    for line in [
        "what      given matomo; refused film; not objected to guard\n",
        "who       a visitor of https://vagthavn.example; the record carries no identity\n",
        "not checked  role               not a part of consent records\n",
        "not checked  documents          no pack given\n",
        "not checked  nonce              no receipt given, and only a receipt can tell\n",
        "not checked  confirmation       not a part of consent records\n",
        "not checked  receipt-form       no receipt given\n",
    ] {
        assert!(consent.contains(line), "{line}: {consent}");
    }
}

#[test]
fn a_record_that_follows_another_is_held_against_it() {
    let (place, record) = place();
    let key = Es256Key::generate();
    let pack = packs::published();
    let again = |alter: &dyn Fn(&mut Acceptance)| {
        let mut again = packs::acceptance(&pack);
        again.record_id = Uuid::parse("7a52c1b0-1111-4222-8333-444455556677").unwrap();
        again.event.r#type = EventType::Reaccept;
        again.prev = verify_record(record.as_bytes(), Policy::default()).digest;
        alter(&mut again);
        records::sign(&key, &again)
    };
    place.write("again.jws", again(&|_| {}));
    let told = verify(&place, &["again.jws"]).stdout;
    for line in [
        "what      agreed again to Databehandleraftale 2.1 (da), Bilag A 2.1 (da); acknowledged",
        "follows   sha256:",
        "not checked  prev               it follows an earlier record, which was not given\n",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    let passes = "pass         prev               follows sha256:";
    for (args, rest) in [
        (&["--prev", "record.jws"][..], "same numbers of the parties, same role; no pack given to compare\n"),
        (&["--prev", "record.jws", "--pack", "pack"], "same parties, role and pack vagthavn\n"),
    ] {
        let ended = verify(&place, &[&["again.jws"], args].concat());
        assert_eq!(ended.code, 0, "{ended:?}");
        assert!(ended.stdout.contains(passes) && ended.stdout.contains(rest), "{args:?}: {}", ended.stdout);
    }

    let mut declined = packs::acceptance(&pack);
    declined.event.r#type = EventType::Decline;
    declined.statements.clear();
    declined.annex = None;
    declined.signatory.authority.attested = false;
    let declined = records::sign(&key, &declined);
    let other = packs::acceptance(&pack);
    place.write("other.jws", records::sign(&key, &Acceptance { submit_label: "Ja".into(), ..other }));
    place.write("declined.jws", &declined);
    place.write("changed.jws", record.replace(".ey", ".ez"));
    let elsewhere = |r: &mut Acceptance| r.parties[1].registry.id = "99000015".into();
    type Case<'a> = (&'a str, &'a dyn Fn(&mut Acceptance), &'a str);
    let cases: [Case<'_>; 7] = [
        ("other.jws", &|_| {}, "not the given sha256:"),
        ("changed.jws", &|_| {}, "the earlier record does not hold: "),
        ("consent.jws", &|_| {}, "the earlier record does not hold: it is no acceptance record"),
        ("record.jws", &|r| r.prev = None, "the record names none that it follows"),
        ("record.jws", &|r| r.role = "partner".into(), "role partner, earlier customer"),
        ("record.jws", &elsewhere, "the parties are not those of the earlier record"),
        (
            "declined.jws",
            &|r| r.prev = verify_record(declined.as_bytes(), Policy::default()).digest,
            "nothing was accepted by the earlier record: decline",
        ),
    ];
    for (earlier, alter, why) in cases {
        place.write("again.jws", again(alter));
        let ended = verify(&place, &["again.jws", "--prev", earlier]);
        assert_eq!(ended.code, 1, "{why}: {ended:?}");
        let line = ended.stdout.lines().find(|line| line.starts_with("fail         prev  "));
        assert!(line.is_some_and(|line| line.contains(why)), "{why}: {}", ended.stdout);
    }
    // By the pack it is known which of them is the customer.
    place.write("again.jws", again(&|r| r.parties[1].name = "Bjergcaféen ApS".into()));
    let ended = verify(&place, &["again.jws", "--prev", "record.jws", "--pack", "pack"]);
    assert!(ended.stdout.contains("the parties are not those of the earlier record"), "{}", ended.stdout);
}

#[test]
fn what_fails_is_named_and_the_exit_code_says_so() {
    let (place, record) = place();
    let key = Es256Key::generate();
    let parts: Vec<&str> = record.split('.').collect();
    let mut other = packs::acceptance(&packs::published());
    other.statements[0].text = "Vi accepterer intet.".into();
    place.write("sentence.jws", records::sign(&key, &other));
    other.event.r#type = EventType::Decline;
    place.write("declined.jws", records::sign(&key, &other));
    let payload = String::from_utf8(jws::decode(parts[1]).unwrap()).unwrap().replace("Fjord", "Bjerg");
    place.write("changed.jws", [parts[0], &jws::encode(payload.as_bytes()), parts[2]].join("."));
    place.write("short.jws", [parts[0], parts[1]].join("."));
    place.write("bytes.jws", [0xff, 0xfe]);
    place.write("empty.jws", "");
    for (args, check, rest) in [
        (&["changed.jws"][..], "signature", "7 passed, 1 failed"),
        (
            &["short.jws"],
            "envelope",
            "0 passed, 1 failed, 24 not checked. This does not hold: do not rely on it.",
        ),
        (&["bytes.jws"], "envelope", "0 passed, 1 failed"),
        (&["empty.jws"], "envelope", "0 passed, 1 failed"),
        (&["receipt.jws"], "type", "failed"),
        (&["record.jws", "--audience", "https://other.example"], "audience", "8 passed, 1 failed"),
        (&["sentence.jws", "--pack", "pack"], "statements", "13 passed, 1 failed"),
        (&["consent.jws", "--receipt", "receipt.jws", "--jwks", "jwks.json"], "receipt-match", "1 failed"),
        (&["record.jws", "--receipt", "record.jws"], "receipt-form", "1 failed"),
    ] {
        let ended = verify(&place, args);
        assert_eq!(ended.code, 1, "{args:?}: {ended:?}");
        let line = format!("fail         {check:<17}  ");
        assert!(ended.stdout.contains(&line) && ended.stdout.contains(rest), "{args:?}: {}", ended.stdout);
    }
    let declined = verify(&place, &["declined.jws"]).stdout;
    assert!(declined.contains("what      declined Databehandleraftale 2.1 (da), Bilag A"), "{declined}");
    // A no that holds: with its reason, from nobody in particular.
    let mut no = packs::acceptance(&packs::published());
    no.event.r#type = EventType::Decline;
    no.event.reason = Some("Vi har vores egen aftale.".into());
    no.statements.clear();
    no.annex = None;
    no.parties.truncate(1);
    let person = &mut no.signatory;
    person.authority.attested = false;
    for text in [&mut person.name, &mut person.email, &mut person.position] {
        *text = "not collected".into();
    }
    place.write("no.jws", records::sign(&key, &no));
    let ended = verify(&place, &["no.jws", "--pack", "pack"]);
    assert_eq!(ended.code, 0, "{}", ended.stdout);
    for line in [
        "what      declined Databehandleraftale 2.1 (da), Bilag A",
        "why       Vi har vores egen aftale.\n",
        "who       somebody who does not say\n",
        "parties   Vagthavn ApS (processor, DK-CVR 99 00 00 07)\n",
    ] {
        assert!(ended.stdout.contains(line), "{line}: {}", ended.stdout);
    }
    let short = verify(&place, &["short.jws"]).stdout;
    assert!(short.starts_with("record    can't be read; the checks say why\n\n"), "{short}");
    assert!(short.contains("not checked  signature          an earlier check failed\n"), "{short}");
}

#[test]
fn a_confirmation_is_checked_where_it_stands_and_missed_where_the_pack_requires_one() {
    let (place, record) = place();
    let confirmed = passkey::confirmed(&record);
    let (_, confirmation) = confirmed.split_once('~').unwrap();
    let mut manifest = packs::manifest();
    manifest.agreement.get_or_insert(NO_RULES).confirmation = Some(ConfirmationRule::Require);
    packs::write(&manifest, &place.path("strict"));
    let strict = packs::publish(&manifest);
    let required = records::sign(&Es256Key::generate(), &packs::acceptance(&strict));
    place.write("confirmed.jws", &confirmed);
    place.write("foreign.jws", [&required, "~", confirmation].concat());
    place.write("missing.jws", &required);
    place.write("required.jws", passkey::confirmed(&required));
    let held = "a passkey for vagthavn.example signed this record's digest, of a verified person";
    let foreign = "client_data: the challenge is not this record's digest";
    let missing =
        "the pack requires that agreements are confirmed with a passkey, and the record has no confirmation";
    for (args, code, outcome, why) in [
        (&["confirmed.jws", "--pack", "pack", "--receipt", "receipt.jws"][..], 0, "pass", held),
        (&["required.jws", "--pack", "strict"], 0, "pass", held),
        (&["missing.jws", "--pack", "strict"], 1, "fail", missing),
        (&["missing.jws"], 0, "not checked", "the record is not confirmed with a passkey"),
        (&["foreign.jws"], 1, "fail", foreign),
    ] {
        let ended = verify(&place, args);
        assert_eq!(ended.code, code, "{args:?}: {ended:?}");
        let line = format!("{outcome:<11}  confirmation       {why}\n");
        assert!(ended.stdout.contains(&line), "{args:?}: {}", ended.stdout);
    }
    let told = json::parse(verify(&place, &["confirmed.jws", "--json"]).stdout.trim_end()).unwrap();
    let told = told.member("confirmation").unwrap();
    let expect = Confirmation::parse(confirmation).unwrap();
    let text = |name| told.member(name).and_then(Value::as_str);
    assert_eq!(text("rp_id"), Some("vagthavn.example"));
    assert_eq!(text("credential_id"), Some(expect.credential_id.as_str()));
    assert_eq!(text("key"), Some(expect.public_key.thumbprint().as_str()));
    assert_eq!(text("type"), Some("webauthn"));
}

#[test]
fn a_receipt_that_is_not_proven_is_shown_as_such() {
    let (place, _) = place();
    let text = verify(&place, &["record.jws", "--receipt", "receipt.jws"]).stdout;
    let line =
        "received  2026-11-21T23:10:56.000Z by https://consent.vagthavn.example (not proven, see below)\n";
    assert!(text.contains(line), "{text}");
}

#[test]
fn usage_and_files_that_cannot_be_read_are_not_findings() {
    let (place, _) = place();
    place.write("no-keys.json", "{}");
    for (args, expect) in [
        (&["none.jws"][..], "samtycke verify: none.jws can't be read: No such file"),
        (&["record.jws", "--receipt", "none.jws"], "samtycke verify: none.jws can't be read: No such file"),
        (&["record.jws", "--pack", "nowhere"], "samtycke verify: nowhere has no pack.json: give the folder"),
        (
            &["record.jws", "--receipt", "receipt.jws", "--jwks", "no-keys.json"],
            "samtycke verify: no-keys.json is not a JWK set: keys is missing",
        ),
        (&["record.jws", "--jwks", "jwks.json"], "error: the following required arguments were not provided"),
        (&[], "error: the following required arguments were not provided"),
        (&["record.jws", "--unknown"], "error: unexpected argument"),
    ] {
        let ended = verify(&place, args);
        assert_eq!((ended.code, ended.stdout.as_str()), (2, ""), "{args:?}");
        assert!(ended.stderr.starts_with(expect), "{args:?}: {}", ended.stderr);
    }
}

#[test]
fn json_has_the_members_that_the_help_promises() {
    let (place, _) = place();
    let names = |value: &Value| {
        let Value::Object(members) = value else { panic!("not an object: {value:?}") };
        members.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>().join(" ")
    };
    let ended = verify(&place, &[ALL, &["--json"]].concat());
    assert_eq!(ended.code, 0);
    let value = json::parse(ended.stdout.trim_end()).unwrap();
    assert_eq!(names(&value), "checks failed not_checked passed receipt record result");
    assert_eq!(value.member("result").and_then(Value::as_str), Some("pass"));
    assert_eq!(value.member("passed"), Some(&Value::Integer(18)));
    let record = value.member("record").unwrap();
    assert_eq!(names(record), "audience digest event key origin pack record_id schema time");
    assert_eq!(record.member("event").and_then(Value::as_str), Some("agree"));
    assert_eq!(names(value.member("receipt").unwrap()), "issuer nonce receipt_id received_at verified");
    let Some(Value::Array(checks)) = value.member("checks") else { panic!("no checks") };
    assert_eq!(checks.len(), 25);
    assert!(checks.iter().all(|check| names(check) == "check outcome why"));

    place.write("bad.jws", "x");
    let ended = verify(&place, &["bad.jws", "--json"]);
    assert_eq!(ended.code, 1);
    let value = json::parse(ended.stdout.trim_end()).unwrap();
    assert_eq!(names(&value), "checks failed not_checked passed result");
    assert_eq!(value.member("result").and_then(Value::as_str), Some("fail"));
}

#[test]
fn nothing_in_a_record_can_play_tricks_on_the_terminal() {
    let place = Place::new();
    let mut record = packs::acceptance(&packs::published());
    record.signatory.name = "Mette\u{1b}[2J\u{9b}31m\r\n\u{202e}fail".into();
    place.write("record.jws", records::sign(&Es256Key::generate(), &record));
    let ended = verify(&place, &["record.jws"]);
    assert_eq!(ended.code, 0);
    let told =
        r"who       Mette\u{1b}[2J\u{9b}31m\u{d}\u{a}\u{202e}fail <mette@fjordcafeen.example>, Direktør";
    assert!(ended.stdout.contains(told), "{}", ended.stdout);
    assert!(
        ended.stdout.chars().all(|c| c == '\n' || !c.is_control()),
        "no colour where there is no terminal"
    );
}
