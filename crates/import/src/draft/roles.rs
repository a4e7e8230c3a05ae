//! One role and its sentences: the words are ours, which documents they speak of is assumed from their types.

use super::ids;
use super::writer::Writer;
use crate::document::Document;
use crate::propose::{Found, Kind};

pub(super) fn roles(writer: &mut Writer, documents: &[Document]) {
    let kind =
        |id: &String| documents.iter().find(|document| document.id == *id).map(|document| document.kind);
    let (contracts, informs): (Vec<String>, Vec<String>) =
        ids(documents).into_iter().partition(|id| kind(id).is_some_and(Kind::is_contract));
    let processor = documents.iter().any(|document| matches!(document.kind, Kind::Dpa | Kind::Annex));
    let (party, vendor) =
        if processor { ("controller", "processor") } else { ("representative", "controller") };
    let because = "assumed from the types of the documents";
    let ours = "our words: see whether they say what you mean";
    writer.table("[[role]]");
    writer.line("id = \"customer\"");
    writer.confirmed("role.party", &format!("party = {party:?}"), party, because);
    writer.confirmed("role.vendor", &format!("vendor = {vendor:?}"), vendor, because);
    writer.texts("role.name", "name", "what this role is called", |language| {
        ours_in(language, ["Kund", "Kunde", "Customer"], ours)
    });
    writer.texts("role.summary", "summary", "who is controller and who is processor", |language| {
        let processor_words = [
            "Ni är personuppgiftsansvarig; vi är personuppgiftsbiträde.",
            "I er dataansvarlig; vi er databehandler.",
            "You are the controller; we are the processor.",
        ];
        let controller_words = [
            "Vi är personuppgiftsansvarig för uppgifter om dig.",
            "Vi er dataansvarlig for oplysninger om dig.",
            "We are the controller of data about you.",
        ];
        ours_in(language, if processor { processor_words } else { controller_words }, ours)
    });
    let act = |ids: &[String], act: &str| {
        ids.iter().map(|id| format!("{{ id = {id:?}, act = {act:?} }}")).collect::<Vec<_>>()
    };
    let acts = [act(&contracts, "agree"), act(&informs, "acknowledge")].concat();
    writer.confirmed(
        "role.documents",
        &format!("documents = [{}]", acts.join(", ")),
        &acts.join(", "),
        because,
    );
    let mut statements = Vec::new();
    if !contracts.is_empty() {
        statements.push("accept");
    }
    if !informs.is_empty() {
        statements.push("informed");
    }
    if !contracts.is_empty() {
        statements.push("authority");
    }
    writer.line(&format!("statements = {statements:?}"));
    writer.texts("role.submit", "submit", "the words on the button", |language| {
        ours_in(language, ["Godkänn", "Acceptér", "Accept"], ours)
    });
    for id in statements {
        let (kind, ids, words) = match id {
            "accept" => (
                "agree",
                &contracts,
                [
                    "Vi godkänner avtalet för organisationens räkning.",
                    "Vi accepterer aftalen på vegne af virksomheden.",
                    "We accept the agreement on behalf of the organisation.",
                ],
            ),
            "informed" => (
                "acknowledge",
                &informs,
                [
                    "Vi har tagit del av informationen om hur personuppgifter behandlas.",
                    "Vi er informeret om, hvordan personoplysninger behandles.",
                    "We have been informed of how personal data is processed.",
                ],
            ),
            _ => (
                "authority",
                &Vec::new(),
                [
                    "Jag är behörig att företräda organisationen.",
                    "Jeg er bemyndiget til at forpligte virksomheden.",
                    "I am authorised to bind the organisation.",
                ],
            ),
        };
        writer.table("[[statement]]");
        writer.line(&format!("id = {id:?}"));
        writer.line(&format!("kind = {kind:?}"));
        writer.line(&format!("documents = {ids:?}"));
        writer.texts(&format!("statement {id}: text"), "text", "the sentence that is ticked", |language| {
            ours_in(language, words, ours)
        });
    }
}

/// Swedish, Danish, English: the languages that the interface has.
fn ours_in(language: &str, [sv, da, en]: [&str; 3], because: &str) -> Option<Found> {
    let words = match language {
        "sv" => sv,
        "da" => da,
        "en" => en,
        _ => return None,
    };
    Some(Found::new(words.to_owned(), because))
}
