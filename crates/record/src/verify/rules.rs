//! What must hold between the fields of a record, whoever the vendor is.

use std::collections::BTreeSet;

use crate::acceptance::{
    self, Acceptance, Act, AnnexEdit, AnnexList, AuthorisationAnswer, Change, EventType, PartyRole,
    SignedAnnex,
};
use crate::consent::{self, Consent, Layer, Method, Mode, State};
use crate::json::ToJson as _;
use crate::registry::Registration;
use crate::{Context, Digest, Record};

pub(super) fn consistent(record: &Record) -> Result<(), String> {
    context(record.context())?;
    match record {
        Record::Acceptance(record) => acceptance(record),
        Record::Consent(record) => consent(record),
    }
}

fn ensure(held: bool, why: &str) -> Result<(), String> {
    if held { Ok(()) } else { Err(why.into()) }
}

fn context(context: &Context) -> Result<(), String> {
    ensure(!context.page.contains(['?', '#']), "page: carries a query or fragment")?;
    ensure(!context.audience.contains(['?', '#']), "audience: carries a query or fragment")?;
    ensure(is_origin(&context.origin), "origin: is not an origin")?;
    // The slash matters: https://vendor.example.evil.example starts with https://vendor.example too.
    let path = context.page.strip_prefix(&context.origin);
    ensure(
        path.is_some_and(|path| path.is_empty() || path.starts_with('/')),
        "page: is not on the record's origin",
    )
}

/// As browsers write one: a scheme, a host in lower case, perhaps a port.
fn is_origin(text: &str) -> bool {
    let is_in_scheme = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'+' | b'-' | b'.');
    // Hosts are ASCII: others come as punycode. IPv6 addresses stand in brackets.
    let is_in_host =
        |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b':' | b'[' | b']');
    text.split_once("://").is_some_and(|(scheme, host)| {
        !scheme.is_empty()
            && scheme.bytes().all(is_in_scheme)
            && !host.is_empty()
            && host.bytes().all(is_in_host)
    })
}

/// Does nothing stand twice? By a set: a large record that means no good must not cost the square of its size.
fn unique<T: Ord>(items: impl ExactSizeIterator<Item = T>) -> bool {
    let count = items.len();
    items.collect::<BTreeSet<T>>().len() == count
}

fn acceptance(record: &Acceptance) -> Result<(), String> {
    ensure(record.schema == acceptance::SCHEMA, "schema: is another one")?;
    ensure(record.event.clock == "client", "event.clock: must be client")?;
    ensure(record.retention.class == "agreement", "retention.class: must be agreement")?;
    ensure(!record.signatory.name.trim().is_empty(), "signatory.name: is empty")?;
    let event = record.event.r#type;
    // Who says no need not say who they are.
    if event != EventType::Decline {
        ensure(record.signatory.email.contains('@'), "signatory.email: has no @")?;
        ensure(record.parties.len() >= 2, "parties: an agreement needs two")?;
    }
    for party in &record.parties {
        ensure(!party.name.trim().is_empty(), "parties: a name is empty")?;
        let number = Registration::parse(party.registry.scheme, &party.registry.id);
        ensure(
            number.as_ref() == Ok(&party.registry),
            "parties: a registration number does not fit its register, or was not checked as it says",
        )?;
    }
    for statement in &record.statements {
        ensure(statement.control == "checkbox", "statements: a control is not a checkbox")?;
        ensure(statement.initial == "unticked", "statements: one was not unticked to begin with")?;
        ensure(statement.time <= record.event.time, "statements: one was answered after the event")?;
    }
    let binds = event.binds();
    ensure(!record.documents.is_empty(), "documents: there are none")?;
    ensure(unique(record.documents.iter().map(|document| &document.id)), "documents: one stands twice")?;
    ensure(
        record.documents.iter().all(|document| document.shown.opened || !document.shown.reached_end),
        "documents: the end of one was reached that was never opened",
    )?;
    ensure(unique(record.statements.iter().map(|statement| &statement.id)), "statements: one stands twice")?;
    if binds || event == EventType::Acknowledge {
        ensure(!record.statements.is_empty(), "statements: there are none")?;
        ensure(record.statements.iter().all(|statement| statement.answer), "statements: one is not ticked")?;
        ensure(record.event.reason.is_none(), "event.reason: a yes has none")?;
    } else {
        ensure(record.statements.is_empty(), "statements: they are for a yes")?;
        ensure(record.annex.is_none(), "annex: it is for a yes")?;
        ensure(!record.signatory.authority.attested, "signatory.authority: it is for a yes")?;
    }
    let contract = record.documents.iter().any(|document| document.act == Act::Agree);
    if contract && binds {
        ensure(record.signatory.authority.attested, "signatory.authority: is not attested")?;
        let said = &record.signatory.authority.statement_digest;
        ensure(
            record.statements.iter().any(|statement| Digest::of(statement.text.as_bytes()) == *said),
            "signatory.authority: its sentence is not among the statements",
        )?;
    }
    if matches!(event, EventType::Reaccept | EventType::AmendAnnex | EventType::Object | EventType::Withdraw)
    {
        ensure(record.prev.is_some(), "prev: the record that this one follows is not named")?;
    }
    let fits = match event {
        EventType::Agree | EventType::Reaccept | EventType::AmendAnnex => contract,
        EventType::Acknowledge => !contract,
        EventType::Decline | EventType::Object | EventType::Withdraw => true,
    };
    ensure(fits, "event.type: does not fit what was done with the documents")?;
    ensure(
        record.parties.iter().any(|party| party.role != PartyRole::Representative),
        "parties: nobody is controller or processor",
    )?;
    let Some(signed) = &record.annex else { return Ok(()) };
    ensure(
        record.documents.iter().any(|document| document.id == signed.content.document),
        "annex.content.document: is not among the documents",
    )?;
    annex(signed)
}

fn annex(annex: &SignedAnnex) -> Result<(), String> {
    let content = &annex.content;
    ensure(
        Digest::of(content.to_json().canonical().as_bytes()) == annex.digest,
        "annex.digest: is not the digest of annex.content",
    )?;
    ensure(!content.subjects.is_empty(), "annex.content.subjects: is empty")?;
    ensure(!content.categories.is_empty(), "annex.content.categories: is empty")?;
    for (list, items) in
        [(AnnexList::Subjects, &content.subjects), (AnnexList::Categories, &content.categories)]
    {
        let ids: BTreeSet<&str> = items.iter().map(|item| item.id.as_str()).collect();
        ensure(ids.len() == items.len(), "annex.content: a line stands twice")?;
        ensure(items.iter().all(|item| !item.name.trim().is_empty()), "annex.content: a line has no words")?;
        let edits: Vec<_> = annex.edits.iter().filter(|edit| edit.list == list).collect();
        let edited: BTreeSet<&str> = edits.iter().map(|edit| edit.item.as_str()).collect();
        ensure(edited.len() == edits.len(), "annex.edits: a line was edited twice")?;
        let is_done = |edit: &&AnnexEdit| ids.contains(edit.item.as_str()) == (edit.change == Change::Added);
        ensure(edits.iter().all(is_done), "annex.edits: one of them is not what was done")?;
    }
    let answers = content.authorisations.as_deref().unwrap_or_default();
    ensure(
        unique(answers.iter().map(|answer| (answer.list.as_str(), &answer.item))),
        "annex.content.authorisations: one stands twice",
    )?;
    ensure(
        answers
            .iter()
            .all(|answer| answer.answer == AuthorisationAnswer::Objected || answer.reason.is_none()),
        "annex.content.authorisations: a yes has no reason",
    )
}

fn consent(record: &Consent) -> Result<(), String> {
    ensure(record.schema == consent::SCHEMA, "schema: is another one")?;
    ensure(record.event.clock == "client", "event.clock: must be client")?;
    ensure(record.retention.class == "consent", "retention.class: must be consent")?;
    let services = record.purposes.iter().map(|purpose| (&purpose.id, &purpose.category));
    ensure(unique(services), "purposes: one stands twice")?;
    let any = |state| record.purposes.iter().any(|purpose| purpose.state == state);
    let only = |states: &[State]| record.purposes.iter().all(|purpose| states.contains(&purpose.state));
    let banner = &record.banner;
    ensure(banner.initial == banner.mode.initial(), "banner.initial: does not fit banner.mode")?;
    ensure(
        record.event.r#type == consent::EventType::sum(&record.purposes),
        "event.type: does not fit the purposes' states",
    )?;
    ensure(
        record.method.can_consent() || !any(State::Given),
        "method: it gives no consent, but a purpose is given",
    )?;
    let fits = match record.method {
        Method::AcceptAll => only(&[State::Given, State::NotObjected]),
        Method::RejectAll => !any(State::NotObjected),
        Method::Acknowledge => banner.mode == Mode::Notice && only(&[State::NotObjected]),
        Method::Save | Method::Withdraw | Method::Gpc => true,
    };
    ensure(fits, "method: does not fit the purposes' states")?;
    let by_signal = record.method == Method::Gpc;
    ensure(by_signal == (banner.layer == Layer::Signal), "banner.layer: does not fit the method")
}
