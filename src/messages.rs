//! Every sentence of the interface, in a typed catalogue: a missing translation doesn't compile.

pub mod acts;
pub mod again;
pub mod annex;
pub mod confirmation;
mod da;
mod en;
pub mod evidence;
pub mod panels;
pub mod parties;
pub mod reading;
pub mod redline;
pub mod search;
mod sv;

use samtycke_record::registry::Scheme;

/// Categories of personal data that cookies and embeds most often mean, by their names in W3C DPV-PD.
pub const PERSONAL_DATA: [&str; 22] = [
    "IPAddress",
    "UID",
    "DeviceBased",
    "UserAgent",
    "BrowserFingerprint",
    "BrowsingBehavior",
    "BrowsingReferral",
    "LinkClicked",
    "ServiceConsumptionBehavior",
    "Location",
    "Country",
    "Language",
    "Interest",
    "Preference",
    "PrivacyPreference",
    "Authenticating",
    "Username",
    "Name",
    "EmailAddress",
    "Communication",
    "Purchase",
    "Profile",
];

/// The words of one language.
#[derive(Debug, PartialEq)]
pub struct Messages {
    /// BCP 47.
    pub tag: &'static str,
    /// Banner and preferences.
    pub accept_all: &'static str,
    /// Banner and preferences.
    pub reject_all: &'static str,
    /// Banner.
    pub preferences: &'static str,
    /// The one button of a notice.
    pub acknowledge: &'static str,
    /// The control that opens the preferences again.
    pub reopen: &'static str,
    /// Notice: Global Privacy Control was honoured.
    pub gpc_title: &'static str,
    /// Notice: Global Privacy Control was honoured. `: ` and the categories follow.
    pub gpc_text: &'static str,
    /// In the banner and the preferences. `: ` and the categories follow.
    pub gpc_note: &'static str,
    /// Preferences: after the categories of `gpc_note`.
    pub gpc_still: &'static str,
    /// When the preferences can't be loaded.
    pub preferences_failed: &'static str,
    /// In an element's place when its view can't be loaded.
    pub view_failed: &'static str,
    /// Placeholder of an embed; the service's name follows.
    pub embed_title: &'static str,
    /// Placeholder of an embed; `{host}` is where it comes from. `embed_text` follows.
    pub embed_loads: &'static str,
    /// Placeholder of an embed, after `embed_loads`.
    pub embed_text: &'static str,
    /// Placeholder of an embed.
    pub embed_once: &'static str,
    /// Placeholder of an embed.
    pub embed_always: &'static str,
    /// While something loads.
    pub loading: &'static str,
    /// Closes a dialog.
    pub close: &'static str,
    /// Tries again.
    pub retry: &'static str,
    /// Preferences.
    pub save: &'static str,
    /// Preferences in a page, after an answer.
    pub saved: &'static str,
    /// Preferences.
    pub preferences_title: &'static str,
    /// Preferences; `preferences_change` follows.
    pub preferences_intro: &'static str,
    /// Preferences, where everything runs until it is refused.
    pub preferences_intro_running: &'static str,
    /// Preferences: ends the introduction.
    pub preferences_change: &'static str,
    /// A category that needs no consent.
    pub always_on: &'static str,
    /// Explains a legal basis.
    pub basis_necessary: &'static str,
    /// Explains a legal basis.
    pub basis_consent: &'static str,
    /// Explains why something runs until it is refused.
    pub basis_running: &'static str,
    /// Explains a legal basis.
    pub basis_interest: &'static str,
    /// Objects to a category or service of legitimate interest.
    pub object: &'static str,
    /// Opens the explanations of the bases.
    pub basis_title: &'static str,
    /// Opens the explanations of the bases, where everything runs until it is refused.
    pub basis_title_running: &'static str,
    /// A legal basis.
    pub necessary: &'static str,
    /// Explains a legal basis at length.
    pub necessary_why: &'static str,
    /// A legal basis.
    pub consent: &'static str,
    /// Explains a legal basis at length.
    pub consent_why: &'static str,
    /// In the place of consent, where everything runs until it is refused.
    pub running: &'static str,
    /// Explains at length.
    pub running_why: &'static str,
    /// A legal basis.
    pub interest: &'static str,
    /// Explains a legal basis at length.
    pub interest_why: &'static str,
    /// Opens a category's services.
    pub services: &'static str,
    /// Of a service.
    pub provider: &'static str,
    /// Of a service: categories of personal data.
    pub data: &'static str,
    /// What the categories of [`PERSONAL_DATA`] are called, in its order.
    pub personal_data: [&'static str; PERSONAL_DATA.len()],
    /// Of a service: how long the provider keeps what it collects.
    pub retention: &'static str,
    /// Table of storage items.
    pub item_name: &'static str,
    /// Table of storage items.
    pub item_kind: &'static str,
    /// Kind of storage.
    pub kind_cookie: &'static str,
    /// Kind of storage.
    pub kind_local: &'static str,
    /// Kind of storage.
    pub kind_session: &'static str,
    /// Kind of storage.
    pub kind_database: &'static str,
    /// Table of storage items.
    pub item_lifetime: &'static str,
    /// Table of storage items.
    pub item_purpose: &'static str,
    /// A service without storage items.
    pub stores_nothing: &'static str,
    /// Table of contents.
    pub contents: &'static str,
    /// Of a document.
    pub version: &'static str,
    /// Of a document; a date follows.
    pub effective: &'static str,
    /// Choice of language.
    pub language: &'static str,
    /// Links to the pack's other documents.
    pub other_documents: &'static str,
    /// Names a note that is not part of a contract.
    pub note: &'static str,
    /// The plain HTML page.
    pub plain_page: &'static str,
    /// A document or pack could not be fetched.
    pub load_network: &'static str,
    /// A document or pack is not where it should be.
    pub load_missing: &'static str,
    /// A document's bytes differ from its digest.
    pub load_digest: &'static str,
    /// A document or pack can't be read.
    pub load_form: &'static str,
    /// Not signed with the key that the page pins.
    pub load_signature: &'static str,
    /// No WebCrypto.
    pub load_insecure: &'static str,
    /// The element names a document that the pack lacks.
    pub load_unknown_document: &'static str,
    /// Names the list of steps.
    pub steps: &'static str,
    /// Step.
    pub step_role: &'static str,
    /// Step.
    pub step_documents: &'static str,
    /// Step.
    pub step_annex: &'static str,
    /// Step.
    pub step_organisation: &'static str,
    /// Step.
    pub step_accept: &'static str,
    /// The same step and its heading, where nothing is agreed to.
    pub step_acknowledge: &'static str,
    /// Next step.
    pub next: &'static str,
    /// Step before.
    pub back: &'static str,
    /// Heading.
    pub role_question: &'static str,
    /// Heading.
    pub documents_question: &'static str,
    /// Help.
    pub documents_help: &'static str,
    /// Opens a document.
    pub read: &'static str,
    /// A document was opened.
    pub opened: &'static str,
    /// A document was read to its end.
    pub reached_end: &'static str,
    /// Heading.
    pub annex_question: &'static str,
    /// Help.
    pub annex_help: &'static str,
    /// Group.
    pub annex_subjects: &'static str,
    /// Group.
    pub annex_categories: &'static str,
    /// Field.
    pub annex_add: &'static str,
    /// Button.
    pub add: &'static str,
    /// Button; the item's name follows.
    pub remove: &'static str,
    /// Heading.
    pub organisation_question: &'static str,
    /// Field.
    pub organisation_name: &'static str,
    /// Field.
    pub country: &'static str,
    /// Option: those whose number is a VAT number.
    pub country_eu: &'static str,
    /// Field: what the number is called, in the order of [`Scheme::ALL`].
    pub numbers: [&'static str; Scheme::ALL.len()],
    /// Help: how the number is written; an example follows.
    pub number_example: &'static str,
    /// Help, for those who are not in their country's register.
    pub number_unlisted: &'static str,
    /// Field.
    pub address: &'static str,
    /// Heading.
    pub signatory_question: &'static str,
    /// Heading, where nothing is agreed to.
    pub signatory_question_acknowledge: &'static str,
    /// Field.
    pub signatory_name: &'static str,
    /// Field.
    pub signatory_email: &'static str,
    /// Field.
    pub signatory_position: &'static str,
    /// Heading.
    pub accept_question: &'static str,
    /// Sentence: {company} ({number}) and {position} follow.
    pub summary_lead: &'static str,
    /// The same where nothing is agreed to.
    pub summary_lead_acknowledge: &'static str,
    /// Middle of the sentence.
    pub summary_as: &'static str,
    /// Summary of errors.
    pub problems_title: &'static str,
    /// Error.
    pub problem_role: &'static str,
    /// Error.
    pub problem_subjects: &'static str,
    /// Error.
    pub problem_categories: &'static str,
    /// Error.
    pub problem_organisation_name: &'static str,
    /// Error.
    pub problem_number_empty: &'static str,
    /// Error; `{x}` is the character.
    pub problem_number_character: &'static str,
    /// Error; `{x}` is the expected number of characters.
    pub problem_number_length: &'static str,
    /// Error, of VAT numbers.
    pub problem_number_prefix: &'static str,
    /// Error.
    pub problem_number_form: &'static str,
    /// Error.
    pub problem_number_check: &'static str,
    /// Error.
    pub problem_signatory_name: &'static str,
    /// Error.
    pub problem_email: &'static str,
    /// Error.
    pub problem_position: &'static str,
    /// The form's validation message.
    pub missing: &'static str,
    /// The form's validation message, where nothing is agreed to.
    pub missing_acknowledge: &'static str,
    /// While signing and sending.
    pub submitting: &'static str,
    /// Way out for those who need another contract.
    pub custom_contract: &'static str,
    /// Receipt.
    pub receipt_title: &'static str,
    /// Receipt, where nothing was agreed to.
    pub receipt_title_acknowledge: &'static str,
    /// Signed, not yet delivered.
    pub queued_title: &'static str,
    /// Signed, not yet delivered; `{vendor}`.
    pub queued_text: &'static str,
    /// Signed, on a site without an endpoint.
    pub queued_form: &'static str,
    /// Signed, not delivered, and the browser keeps nothing.
    pub queued_memory: &'static str,
    /// The endpoint refused the record; `{vendor}`.
    pub refused_title: &'static str,
    /// The endpoint refused the record; its reason follows.
    pub refused_text: &'static str,
    /// WebCrypto failed.
    pub sign_failed_title: &'static str,
    /// WebCrypto failed.
    pub sign_failed: &'static str,
    /// Receipt line.
    pub number: &'static str,
    /// Receipt line.
    pub time: &'static str,
    /// Receipt line.
    pub received: &'static str,
    /// Button.
    pub download_record: &'static str,
    /// Button.
    pub download_receipt: &'static str,
    /// Receipt line.
    pub how_to_verify: &'static str,
    /// Written to records.
    pub validity_agreement: &'static str,
    /// Written to records.
    pub retention_agreement: &'static str,
    /// Written to records.
    pub retention_consent: &'static str,
    /// Written to records: how an answer is changed.
    pub withdrawal: &'static str,
    /// The viewer.
    pub reading: reading::Reading,
    /// Search and terms.
    pub search: search::Search,
    /// What changed.
    pub redline: redline::Redline,
    /// The list of documents: what must be read, what each is for, saying no, and another contract.
    pub acts: acts::Acts,
    /// The annex editor and what it looks like when it is signed.
    pub annex: annex::AnnexWords,
    /// What was accepted before: new versions, objections, amendments.
    pub again: again::Again,
    /// Organisation and signatory: what is looked up, kept and missing.
    pub parties: parties::Parties,
    /// The receipt and what one takes along from it.
    pub evidence: evidence::Evidence,
    /// Confirming with a passkey.
    pub confirmation: confirmation::Confirmation,
    /// What belongs to the pack rather than to one document.
    pub panels: panels::Panels,
}

/// Every language there is.
pub const ALL: &[&Messages] = &[&sv::SV, &da::DA, &en::EN];

/// The catalogue of a language; English when there is none.
pub fn messages(language: &str) -> &'static Messages {
    ALL.iter().copied().find(|messages| messages.tag == language).unwrap_or(&en::EN)
}

/// The first wanted language that is offered, by primary subtag; otherwise the first offered.
pub fn choose<'a>(wanted: &[String], offered: &'a [String]) -> &'a str {
    let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    // Norwegian readers understand Danish better than English, where Norwegian itself is not offered.
    let near = |tag: &str| match tag {
        "nb" | "nn" | "no" => String::from("da"),
        other => other.to_owned(),
    };
    let find = |tag: &str| offered.iter().find(|offer| primary(offer) == tag).map(String::as_str);
    wanted
        .iter()
        .map(|tag| primary(tag))
        .find_map(|tag| find(&tag).or_else(|| find(&near(&tag))))
        .or(offered.first().map(String::as_str))
        .unwrap_or("en")
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    #[test]
    fn nobody_meets_a_receiver_where_the_vendor_has_a_name() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/messages");
        for (language, word) in [("sv", "mottagaren"), ("da", "modtageren"), ("en", "the receiver")] {
            let file = folder.join(language).with_extension("rs");
            let files = fs::read_dir(folder.join(language)).unwrap().map(|entry| entry.unwrap().path());
            for path in files.chain([file]) {
                let text = fs::read_to_string(&path).unwrap().to_lowercase();
                assert!(!text.contains(word), "{}: {word}", path.display());
            }
        }
    }

    #[test]
    fn language_is_the_first_wanted_that_is_offered() {
        let list = |tags: &str| tags.split(' ').map(String::from).collect::<Vec<_>>();
        for (wanted, offered, expect) in [
            ("da", "da en", "da"),
            ("da-DK en", "en da", "da"),
            ("fi sv", "sv en", "sv"),
            ("nb", "en da", "da"),
            ("nb", "nb da", "nb"),
            ("pt", "da en", "da"),
            ("", "sv", "sv"),
        ] {
            assert_eq!(choose(&list(wanted), &list(offered)), expect, "{wanted} of {offered}");
        }
    }
}
