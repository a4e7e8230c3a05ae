//! The record of an act on documents: agreeing, acknowledging, declining, amending (`record.md`, "Acceptance
//! record"; ISO/IEC TS 27560, GDPR Article 28(3), Commission Decision (EU) 2021/915 annexes I–IV).

use crate::registry::Registration;
use crate::{Context, Digest, Interface, Offer, Retention, Timestamp, Uuid, json_enum, json_object};

/// The schema's identifier.
pub const SCHEMA: &str = "https://samtycke.org/schema/acceptance/1";

json_object! {
    /// What one person did, for one organisation, in answer to one offer.
    pub struct Acceptance {
        /// [`SCHEMA`].
        pub schema: String,
        /// Chosen by the client.
        pub record_id: Uuid,
        /// What happened and when.
        pub event: Event,
        /// Digest of the payload of the record that this one follows.
        pub prev: Option<Digest>,
        /// Endpoint and page.
        pub context: Context,
        /// The pack and the nonce.
        pub offer: Offer,
        /// The pack's role that the person chose.
        pub role: String,
        /// Who agrees with whom.
        pub parties: Vec<Party>,
        /// Who acted.
        pub signatory: Signatory,
        /// Every document of the role, with what was done with it.
        pub documents: Vec<DocumentAct>,
        /// The literal sentences.
        pub statements: Vec<StatementAnswer>,
        /// The literal text of the button.
        pub submit_label: String,
        /// The annex as accepted, for roles that have one.
        pub annex: Option<SignedAnnex>,
        /// Channels by which the parties may give notice.
        pub channels: Vec<Channel>,
        /// Law, venue and prevailing language.
        pub law: Law,
        /// The interface.
        pub ui: Interface,
        /// How long this record is kept.
        pub retention: Retention,
    }
}

json_enum! {
    /// What the record is about.
    pub enum EventType {
        /// Agreed to the documents.
        Agree = "agree",
        /// Was informed; no contract.
        Acknowledge = "acknowledge",
        /// Said no.
        Decline = "decline",
        /// Agreed to a new version.
        Reaccept = "reaccept",
        /// Changed the annex after acceptance.
        AmendAnnex = "amend_annex",
        /// Objected to a change.
        Object = "object",
        /// Withdrew.
        Withdraw = "withdraw",
    }
}

impl EventType {
    /// Is it a yes to a contract?
    pub fn binds(self) -> bool {
        match self {
            Self::Agree | Self::Reaccept | Self::AmendAnnex => true,
            Self::Acknowledge | Self::Decline | Self::Object | Self::Withdraw => false,
        }
    }
}

json_object! {
    /// What happened and when.
    pub struct Event {
        /// What.
        pub r#type: EventType = "type",
        /// When, by the clock named in `clock`.
        pub time: Timestamp,
        /// Always `client`: the person's own clock, which nobody vouches for. The receipt has the receiver's.
        pub clock: String,
        /// Until when it holds, in words.
        pub validity: String,
        /// Why, in the person's own words: for declining, objecting and withdrawing.
        pub reason: Option<String>,
    }
}

json_enum! {
    /// A party's part in the processing (GDPR Article 4(7), 4(8), 28(4)).
    pub enum PartyRole {
        /// Determines purposes and means.
        Controller = "controller",
        /// Processes on behalf of the controller.
        Processor = "processor",
        /// Processes on behalf of a processor.
        SubProcessor = "sub-processor",
        /// Acts for a customer or partner; its own data are concerned.
        Representative = "representative",
    }
}

json_object! {
    /// A party. What was not asked for says `not collected`.
    pub struct Party {
        /// Its part.
        pub role: PartyRole,
        /// Legal name.
        pub name: String,
        /// Registration number.
        pub registry: Registration,
        /// Postal address.
        pub address: String,
        /// ISO 3166-1 alpha-2.
        pub country: String,
        /// E-mail or other contact.
        pub contact: String,
        /// Data protection officer.
        pub dpo: String,
    }
}

json_object! {
    /// The person who acted.
    pub struct Signatory {
        /// Name.
        pub name: String,
        /// E-mail.
        pub email: String,
        /// Position in the organisation.
        pub position: String,
        /// The vendor's own reference to the account.
        pub account: String,
        /// What the person said of their authority.
        pub authority: Authority,
    }
}

json_object! {
    /// Self-declared authority to bind the organisation.
    pub struct Authority {
        /// Did the person attest it?
        pub attested: bool,
        /// SHA-256 of the sentence that was ticked.
        pub statement_digest: Digest,
    }
}

json_enum! {
    /// What is done with a document: three different acts.
    pub enum Act {
        /// It becomes contract.
        Agree = "agree",
        /// "I have been informed."
        Acknowledge = "acknowledge",
        /// It was there to read.
        Offer = "offer",
    }
}

json_object! {
    /// One document of the role, as it was shown.
    pub struct DocumentAct {
        /// Id in the pack.
        pub id: String,
        /// Type in the pack.
        pub r#type: String = "type",
        /// Title in the language shown.
        pub title: String,
        /// Version.
        pub version: String,
        /// Effective date, `YYYY-MM-DD`.
        pub effective: String,
        /// BCP 47 language shown.
        pub language: String,
        /// SHA-256 of the published bytes shown.
        pub sha256: Digest,
        /// How it relates to other documents.
        pub relations: Vec<Relation>,
        /// What the person did with it.
        pub act: Act,
        /// What was seen of it.
        pub shown: Shown,
        /// Was the change since the version accepted before shown?
        pub change_shown: bool,
    }
}

json_enum! {
    /// How one document relates to another.
    pub enum RelationKind {
        /// The other is part of this one.
        Incorporates = "incorporates",
        /// This one adds to the other.
        Supplements = "supplements",
        /// This one is an annex of the other.
        AnnexOf = "annex-of",
        /// This one replaces the other.
        Supersedes = "supersedes",
    }
}

json_object! {
    /// A relation between documents.
    pub struct Relation {
        /// Which.
        pub kind: RelationKind,
        /// The other document's id.
        pub document: String,
    }
}

json_object! {
    /// What was seen of a document before acting. It doesn't prove that a person read it.
    pub struct Shown {
        /// Was it opened?
        pub opened: bool,
        /// Was its end on the screen?
        pub reached_end: bool,
        /// For how long it was on a visible page, milliseconds.
        pub visible_ms: u32,
    }
}

json_object! {
    /// A sentence and its answer.
    pub struct StatementAnswer {
        /// Id in the pack.
        pub id: String,
        /// The literal sentence.
        pub text: String,
        /// BCP 47.
        pub language: String,
        /// Always `checkbox`.
        pub control: String,
        /// Always `unticked`: nothing is answered for the person.
        pub initial: String,
        /// Was it ticked when the button was pressed?
        pub answer: bool,
        /// When it got that answer.
        pub time: Timestamp,
    }
}

json_object! {
    /// The annex that was agreed to.
    pub struct SignedAnnex {
        /// What it says.
        pub content: AnnexContent,
        /// How it differs from the published one.
        pub edits: Vec<AnnexEdit>,
        /// SHA-256 of the canonical `content`.
        pub digest: Digest,
    }
}

json_object! {
    /// GDPR Article 28(3), first sentence; SCC annexes II–IV.
    pub struct AnnexContent {
        /// The document it belongs to.
        pub document: String,
        /// Categories of data subjects.
        pub subjects: Vec<AnnexItem>,
        /// Categories of personal data.
        pub categories: Vec<AnnexItem>,
        /// Purpose of the processing.
        pub purpose: String,
        /// Nature of the processing.
        pub nature: String,
        /// Duration of the processing.
        pub duration: String,
        /// Retention.
        pub retention: String,
        /// Countries of processing.
        pub locations: Vec<String>,
        /// Transfers outside the EU/EEA.
        pub transfers: Vec<Transfer>,
        /// Digest of the canonical list of sub-processors in the pack.
        pub sub_processors: Digest,
        /// Digest of the canonical list of measures in the pack.
        pub measures: Digest,
        /// Notice of a breach at the latest this many hours after discovery.
        pub breach_hours: u32,
        /// Answers on sub-processors and transfers, where the pack asks for them: under a specific authorisation one for
        /// each, under a general one the objections.
        pub authorisations: Option<Vec<Authorisation>>,
    }
}

json_enum! {
    /// What kind of personal data a category is.
    pub enum DataKind {
        /// Neither of the others.
        Ordinary = "ordinary",
        /// Article 9.
        Special = "special",
        /// Article 87: a national identification number.
        NationalId = "national-id",
    }
}

json_object! {
    /// A line of the annex.
    pub struct AnnexItem {
        /// Id in the pack, or `own-1`, `own-2`, … for what the customer added.
        pub id: String,
        /// The words.
        pub name: String,
        /// Which kind of data; `ordinary` for data subjects. Of a line of the customer's own, as the customer says.
        pub kind: DataKind,
    }
}

json_enum! {
    /// Which list an edit changed.
    pub enum AnnexList {
        /// Categories of data subjects.
        Subjects = "subjects",
        /// Categories of personal data.
        Categories = "categories",
    }
}

json_enum! {
    /// What an edit did.
    pub enum Change {
        /// A line that the published annex doesn't have.
        Added = "added",
        /// A line of the published annex that is left out.
        Removed = "removed",
    }
}

json_object! {
    /// One difference between the published annex and the signed one.
    pub struct AnnexEdit {
        /// Where.
        pub list: AnnexList,
        /// The item's id.
        pub item: String,
        /// What.
        pub change: Change,
        /// Why, where the pack asks for it.
        pub reason: Option<String>,
    }
}

json_enum! {
    /// What the controller is asked about before processing is passed on (GDPR Article 28(2), chapter V).
    pub enum AuthorisedList {
        /// The register of sub-processors; items by name.
        SubProcessors = "sub-processors",
        /// Transfers outside the EU/EEA; items by recipient.
        Transfers = "transfers",
    }
}

json_enum! {
    /// The controller's answer.
    pub enum AuthorisationAnswer {
        /// May be engaged.
        Approved = "approved",
        /// The controller objects.
        Objected = "objected",
    }
}

json_object! {
    /// The controller's answer on one sub-processor or transfer.
    pub struct Authorisation {
        /// Where.
        pub list: AuthorisedList,
        /// Its name or recipient, as published.
        pub item: String,
        /// Yes or no.
        pub answer: AuthorisationAnswer,
        /// Why, for an objection.
        pub reason: Option<String>,
    }
}

json_object! {
    /// A transfer outside the EU/EEA (GDPR chapter V).
    pub struct Transfer {
        /// ISO 3166-1 alpha-2.
        pub country: String,
        /// To whom.
        pub recipient: String,
        /// By which safeguard.
        pub safeguard: String,
    }
}

json_object! {
    /// A channel for notices between the parties.
    pub struct Channel {
        /// `email`, `phone`, …
        pub kind: String,
        /// The address or number.
        pub value: String,
    }
}

json_object! {
    /// Governing law.
    pub struct Law {
        /// In words.
        pub governing: String,
        /// The court.
        pub venue: String,
        /// The language that prevails, BCP 47.
        pub prevails: String,
    }
}
