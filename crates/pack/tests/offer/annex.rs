//! The annex of a record: its edits, their reasons, and the answers on sub-processors and transfers.

use samtycke_pack::manifest::{AnnexReasons, AnnexTransfer, AuthorisationRule, SubProcessor, Text};
use samtycke_record::Digest;
use samtycke_record::acceptance::{
    Acceptance, AnnexEdit, AnnexItem, AnnexList, Authorisation, AuthorisationAnswer, AuthorisedList, Change,
    DataKind, Transfer,
};
use samtycke_record::verify::CheckId;

use super::check;
use super::support;
use super::support::records::{failures, seal};

#[test]
fn an_annex_is_the_published_one_with_the_edits_that_are_listed() {
    type Alter = fn(&mut samtycke_record::acceptance::SignedAnnex);
    fn edit(list: AnnexList, item: &str, change: Change) -> AnnexEdit {
        AnnexEdit { list, item: item.into(), change, reason: None }
    }
    fn item(id: &str, name: &str, kind: DataKind) -> AnnexItem {
        AnnexItem { id: id.into(), name: name.into(), kind }
    }
    let cases: &[(&str, Alter, bool)] = &[
        ("as it was", |_| {}, true),
        (
            "nothing edited",
            |a| {
                a.edits.clear();
                a.content.subjects.truncate(1);
                a.content.categories = vec![
                    item("name", "Navn", DataKind::Ordinary),
                    item("phone", "Telefon", DataKind::Ordinary),
                ];
            },
            true,
        ),
        (
            "one more of the customer's own",
            |a| {
                a.content.categories.push(item("own-2", "Skostørrelse", DataKind::Ordinary));
                a.edits.push(edit(AnnexList::Categories, "own-2", Change::Added));
            },
            true,
        ),
        ("an addition that no edit tells", |a| drop(a.edits.remove(0)), false),
        ("a removal that no edit tells", |a| drop(a.edits.remove(2)), false),
        (
            "a removal that an edit tells, but isn't",
            |a| a.edits.push(edit(AnnexList::Subjects, "employees", Change::Removed)),
            false,
        ),
        (
            "an addition that was published",
            |a| a.edits.push(edit(AnnexList::Subjects, "employees", Change::Added)),
            false,
        ),
        ("an edit of the other list", |a| a.edits[0].list = AnnexList::Categories, false),
        ("a line worded otherwise", |a| a.content.categories[1].name = "Nummer".into(), false),
        ("a line of another kind", |a| a.content.categories[1].kind = DataKind::Ordinary, false),
        ("a line with an id of the vendor's", |a| a.content.subjects[1].id = "volunteers".into(), false),
        ("people of a special kind", |a| a.content.subjects[1].kind = DataKind::Special, false),
        (
            "a category of the customer's own, and of a special kind",
            |a| {
                a.content.categories.push(item("own-2", "Allergier", DataKind::Special));
                a.edits.push(edit(AnnexList::Categories, "own-2", Change::Added));
            },
            true,
        ),
        (
            "a national identity number of the customer's own",
            |a| {
                a.content.categories.push(item("own-2", "Personnummer", DataKind::NationalId));
                a.edits.push(edit(AnnexList::Categories, "own-2", Change::Added));
            },
            true,
        ),
        ("a reason that nobody asked for", |a| a.edits[0].reason = Some("Kun i maj.".into()), true),
        ("a reason without words", |a| a.edits[0].reason = Some(" \n".into()), false),
        ("an answer that nobody asked for", |a| a.content.authorisations = Some(vec![]), false),
        ("another document", |a| a.content.document = "dpa".into(), false),
        ("another purpose", |a| a.content.purpose.push('!'), false),
        ("another nature", |a| a.content.nature.push('!'), false),
        ("another duration", |a| a.content.duration.push('!'), false),
        ("another retention", |a| a.content.retention.push('!'), false),
        ("another country", |a| a.content.locations.push("US".into()), false),
        (
            "a transfer",
            |a| {
                a.content.transfers.push(Transfer {
                    country: "US".into(),
                    recipient: "Cloud Inc.".into(),
                    safeguard: "none".into(),
                });
            },
            false,
        ),
        ("other sub-processors", |a| a.content.sub_processors = Digest::from_hash(&[0; 32]), false),
        ("other measures", |a| a.content.measures = Digest::from_hash(&[0; 32]), false),
        ("later notice of a breach", |a| a.content.breach_hours = 72, false),
    ];
    let pack = support::published();
    for (name, alter, passes) in cases {
        let mut record = support::acceptance(&pack);
        alter(record.annex.as_mut().unwrap());
        seal(&mut record);
        let expect: &[CheckId] = if *passes { &[] } else { &[CheckId::Annex] };
        assert_eq!(failures(&check(record, std::slice::from_ref(&pack))), expect, "{name}");
    }
}

#[test]
fn a_pack_that_allows_no_additions_takes_none() {
    let mut manifest = support::manifest();
    manifest.annex.as_mut().unwrap().additions = false;
    let pack = support::publish(&manifest);
    let record = support::acceptance(&pack);
    assert_eq!(failures(&check(record, &[pack])), [CheckId::Annex]);
}

#[test]
fn an_edit_says_why_where_the_pack_asks() {
    use AnnexReasons::{Edits, Removals};
    fn say(record: &mut Acceptance, change: Option<Change>, reason: &str) {
        for edit in &mut record.annex.as_mut().unwrap().edits {
            if change.is_none_or(|change| edit.change == change) {
                edit.reason = Some(reason.into());
            }
        }
    }
    type Alter = fn(&mut Acceptance);
    let cases: &[(&str, AnnexReasons, Alter, bool)] = &[
        ("nothing said", Removals, |_| {}, false),
        ("why it went", Removals, |r| say(r, Some(Change::Removed), "Det gør vi ikke."), true),
        ("why others came", Removals, |r| say(r, Some(Change::Added), "Det gør vi."), false),
        ("white space", Removals, |r| say(r, Some(Change::Removed), " \u{a0}"), false),
        ("why some went", Edits, |r| say(r, Some(Change::Removed), "Det gør vi ikke."), false),
        ("why each was edited", Edits, |r| say(r, None, "Sådan er det her."), true),
    ];
    for (name, reasons, alter, passes) in cases {
        let mut manifest = support::manifest();
        manifest.annex.as_mut().unwrap().reasons = Some(*reasons);
        let pack = support::publish(&manifest);
        let mut record = support::acceptance(&pack);
        alter(&mut record);
        let expect: &[CheckId] = if *passes { &[] } else { &[CheckId::Annex] };
        assert_eq!(failures(&check(record, &[pack])), expect, "{name}");
    }
}

#[test]
fn sub_processors_and_transfers_are_answered_as_the_pack_asks() {
    use AuthorisationAnswer::{Approved, Objected};
    use AuthorisationRule::{General, Specific};
    use AuthorisedList::{SubProcessors, Transfers};
    type Answer = (AuthorisedList, &'static str, AuthorisationAnswer, Option<&'static str>);
    type Case<'a> = (&'a str, Option<AuthorisationRule>, Option<&'a [Answer]>, bool);
    let first: Answer = (SubProcessors, "Nordlunda Drift AB", Approved, None);
    let second: Answer = (SubProcessors, "Ekkopost AS", Objected, Some("Vi sender selv."));
    let sent: Answer = (Transfers, "Ekkopost Inc.", Objected, None);
    let approved: Answer = (Transfers, "Ekkopost Inc.", Approved, None);
    let cases: &[Case<'_>] = &[
        ("not asked", None, None, true),
        ("answered unasked", None, Some(&[second]), false),
        ("general, no objection", Some(General), None, true),
        ("general, two objections", Some(General), Some(&[second, sent]), true),
        ("general, one", Some(General), Some(&[sent]), true),
        ("general, in another order", Some(General), Some(&[sent, second]), false),
        ("general, twice", Some(General), Some(&[second, second]), false),
        ("general, an approval", Some(General), Some(&[first]), false),
        ("general, an empty list", Some(General), Some(&[]), false),
        ("general, of nobody", Some(General), Some(&[(SubProcessors, "Nemo", Objected, None)]), false),
        (
            "general, of another list",
            Some(General),
            Some(&[(Transfers, "Ekkopost AS", Objected, None)]),
            false,
        ),
        ("specific, all", Some(Specific), Some(&[first, second, sent]), true),
        ("specific, all approved or not", Some(Specific), Some(&[first, second, approved]), true),
        ("specific, none", Some(Specific), None, false),
        ("specific, one missing", Some(Specific), Some(&[first, second]), false),
        ("specific, in another order", Some(Specific), Some(&[second, first, sent]), false),
        (
            "a reason without words",
            Some(General),
            Some(&[(SubProcessors, "Ekkopost AS", Objected, Some(" "))]),
            false,
        ),
        (
            "a reason for a yes",
            Some(Specific),
            Some(&[(first.0, first.1, Approved, Some("Gerne.")), second, sent]),
            false,
        ),
    ];
    let mut manifest = support::manifest();
    let engaged = |name: &str| SubProcessor {
        name: name.into(),
        country: "NO".into(),
        function: Text::default(),
        safeguard: None,
    };
    manifest.sub_processors = vec![engaged("Nordlunda Drift AB"), engaged("Ekkopost AS")];
    let safeguard = Text::new(vec![("da".into(), "Standardkontraktbestemmelser".into())]);
    let transfer = AnnexTransfer { country: "US".into(), recipient: "Ekkopost Inc.".into(), safeguard };
    manifest.annex.as_mut().unwrap().transfers = vec![transfer];
    for (name, rule, answers, passes) in cases {
        manifest.annex.as_mut().unwrap().authorisation = *rule;
        let pack = support::publish(&manifest);
        let mut record = support::acceptance(&pack);
        let content = &mut record.annex.as_mut().unwrap().content;
        content.transfers = vec![Transfer {
            country: "US".into(),
            recipient: "Ekkopost Inc.".into(),
            safeguard: "Standardkontraktbestemmelser".into(),
        }];
        content.authorisations = answers.map(|answers| {
            let answers = answers.iter().map(|(list, item, answer, reason)| Authorisation {
                list: *list,
                item: (*item).into(),
                answer: *answer,
                reason: reason.map(String::from),
            });
            answers.collect()
        });
        seal(&mut record);
        let expect: &[CheckId] = if *passes { &[] } else { &[CheckId::Annex] };
        assert_eq!(failures(&check(record, &[pack])), expect, "{name}");
    }
}
