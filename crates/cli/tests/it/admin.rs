//! `samtycke records erase|hold|release|retention|acts` and `samtycke webhooks`.

use crate::program::{Ended, Place};

fn run(place: &Place, group: &str, args: &[&str]) -> Ended {
    place.run(&[&[group, "--db", "records.db"], args].concat())
}

#[test]
fn records_are_held_released_and_kept_by_rule_and_all_of_it_is_in_the_log() {
    const ID: &str = "5d0c7c52-6a0b-4d6e-9a55-0f4a3f9f2b11";
    let place = Place::new();
    let _server = place.serve(&["--port", "0", "--no-packs", "--db", "records.db"]);
    let none = run(&place, "records", &["erase", ID, "--reason", "asked for"]);
    assert_eq!(
        (none.code, none.stderr.lines().next()),
        (1, Some(format!("samtycke records erase: no record has the id {ID}").as_str()))
    );
    let held = run(&place, "records", &["hold", "--registration", "99 00 00 07", "--reason", "case 17"]);
    assert_eq!(held.code, 0, "{}", held.stderr);
    assert!(held.stdout.ends_with(" on registration 99000007\n"), "{}", held.stdout);
    let id = held.stdout.split(' ').nth(1).unwrap();
    let twice = run(&place, "records", &["hold", "--email", "a@b.example", "--record", ID, "--reason", "x"]);
    assert_eq!(twice.code, 2);
    let holds = run(&place, "records", &["holds"]);
    assert!(holds.stdout.contains(id) && holds.stdout.ends_with(": case 17\n"), "{}", holds.stdout);
    let released = run(&place, "records", &["release", id]);
    assert_eq!(released.stdout, "released the hold on registration 99000007\n", "{}", released.stderr);

    let without = run(&place, "records", &["retention", "--dry-run"]);
    assert!(without.stderr.contains("no rule of retention is set"), "{}", without.stderr);
    place.write("serve.toml", "[retention]\nconsent_months = 24\nagreement_months = 120\nrun = \"daily\"\n");
    for args in [
        &["retention", "--config", "serve.toml", "--dry-run"][..],
        &["retention", "--consent-months", "1", "--dry-run"],
    ] {
        let looked = run(&place, "records", args);
        assert_eq!(
            looked.stdout, "0 consents and 0 records of agreements would be erased; 0 held\n",
            "{args:?}"
        );
    }
    let zero = run(&place, "records", &["retention", "--consent-months", "0"]);
    assert!(zero.stderr.contains("can't be kept for 0 months"), "{}", zero.stderr);
    let erased = run(&place, "records", &["retention", "--config", "serve.toml"]);
    assert_eq!(erased.stdout, "0 consents and 0 records of agreements erased; 0 held\n", "{}", erased.stderr);

    let acts = run(&place, "records", &["acts"]);
    let kinds: Vec<_> = acts.stdout.lines().map(|line| line.split("  ").nth(3).unwrap()).collect();
    assert_eq!(kinds.len(), 3, "{}", acts.stdout);
    for (found, expect) in kinds.iter().zip(["hold.placed", "hold.released", "retention.run"]) {
        assert!(found.starts_with(expect), "{}", acts.stdout);
    }
    let after = run(&place, "records", &["acts", "--after", "2", "--json"]);
    assert!(after.stdout.starts_with(r#"{"act":"retention.run""#) && after.stdout.lines().count() == 1);
    let verified = run(&place, "records", &["acts", "--verify"]);
    assert!(verified.stdout.starts_with("3 acts, and the chain holds"), "{}", verified.stderr);
}

#[test]
fn webhooks_are_added_listed_and_removed() {
    let place = Place::new();
    let _server = place.serve(&["--port", "0", "--no-packs", "--db", "records.db"]);
    let plain = run(&place, "webhooks", &["add", "http://vendor.example/hook"]);
    assert!(plain.stderr.contains("without TLS anyone on the way reads"), "{}", plain.stderr);
    let odd = run(&place, "webhooks", &["add", "https://vendor.example/hook", "--event", "record.read"]);
    assert!(odd.code == 2 && odd.stderr.contains("one of record.accepted"), "{}", odd.stderr);
    let added =
        run(&place, "webhooks", &["add", "https://vendor.example/hook", "--event", "record.accepted"]);
    assert!(added.stdout.starts_with("whsec_"), "{}", added.stderr);
    let list = run(&place, "webhooks", &["list"]);
    assert!(
        list.stdout.ends_with("https://vendor.example/hook  nothing told yet  digest  record.accepted\n")
    );
    assert!(!list.stdout.contains("whsec_"));
    let id = list.stdout.split(' ').next().unwrap();
    let enabled = run(&place, "webhooks", &["enable", id]);
    assert_eq!(enabled.code, 1, "it isn't disabled");
    let retried = run(&place, "webhooks", &["retry", "msg_none"]);
    assert!(retried.stderr.contains("no message that was given up"), "{}", retried.stderr);
    assert_eq!(run(&place, "webhooks", &["dead", "--json"]).stdout, "[]\n");
    let rotated = run(&place, "webhooks", &["rotate", id, "--overlap", "2d"]);
    assert!(rotated.stdout.starts_with("whsec_") && rotated.stdout != added.stdout, "{rotated:?}");
    assert!(rotated.stderr.contains("the one before signs, too, until 20"), "{rotated:?}");
    let at_once = run(&place, "webhooks", &["rotate", id, "--overlap", "0s"]);
    assert!(at_once.stderr.contains("the one before is used no more"), "{at_once:?}");
    let long = run(&place, "webhooks", &["rotate", id, "--overlap", "31d"]);
    assert!(long.code == 1 && long.stderr.contains("for more than 30 days"), "{long:?}");
    let many = run(&place, "webhooks", &["add", "https://vendor.example/hook", "--at-a-time", "17"]);
    assert!(many.code == 1 && many.stderr.contains("17 messages at a time\n  1, so that"), "{many:?}");
    let removed = run(&place, "webhooks", &["remove", id]);
    assert_eq!(removed.stdout, "removed https://vendor.example/hook\n", "{}", removed.stderr);
    assert_eq!(run(&place, "webhooks", &["list", "--json"]).stdout, "[]\n");
}
