//! `pack.json`, the manifest: everything of a pack but the documents' texts, which it names by digest.

use samtycke_record::acceptance::{Act, EventType, PartyRole, Relation};
use samtycke_record::json::{FromJson, Source, ToJson, Value};
use samtycke_record::registry::Registration;
use samtycke_record::{Digest, json_enum, json_object};

use crate::redline::Change;

mod agreement;
mod annex;
mod cookies;
mod versions;

pub use agreement::{AgreementRules, ConfirmationRule, DeclineRule, ReadRule, Renewal, RenewalKind};
pub use annex::{Annex, AnnexOption, AnnexReasons, AnnexTransfer, AuthorisationRule, Consequences};
pub use versions::{Edition, RedlineFile, Standing, version_order};

pub use cookies::{
    AfterWithdrawal, Basis, ClaritySignals, CookieCategory, CookieService, Cookies, GoogleDefault,
    GoogleSignals, GoogleType, Layout, Mode, Place, Region, Signals, StorageItem, StorageKind, UetSignals,
};

/// The schema's identifier.
pub const SCHEMA: &str = "https://samtycke.org/schema/pack/1";

/// A text in every language of the pack.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Text(Vec<(String, String)>);

impl Text {
    /// From pairs of language and text.
    pub fn new(texts: Vec<(String, String)>) -> Self {
        Self(texts)
    }

    /// In that language; packs have every text in every language of theirs, others get the first there is.
    pub fn get(&self, language: &str) -> &str {
        let own = self.0.iter().find(|(key, _)| key == language);
        own.or(self.0.first()).map_or("", |(_, text)| text)
    }
}

impl FromJson for Text {
    fn read(source: &mut Source<'_>) -> Self {
        let Some(Value::Object(members)) = source.value() else {
            source.refuse("must be an object of texts by language");
            return Self::default();
        };
        let mut texts = Vec::new();
        for (language, text) in members {
            match text {
                Value::String(text) => texts.push((language.clone(), text.clone())),
                _ => source.refuse_member(language, "must be a string"),
            }
        }
        Self(texts)
    }
}

impl ToJson for Text {
    fn to_json(&self) -> Value {
        Value::Object(self.0.iter().map(|(key, text)| (key.clone(), Value::from(text.as_str()))).collect())
    }
}

json_object! {
    /// The manifest.
    pub struct Manifest {
        /// [`SCHEMA`].
        pub schema: String,
        /// The pack's id.
        pub id: String,
        /// Where the vendor hosts what was built: an address that ends in a slash.
        pub site: Option<String>,
        /// BCP 47, the original first.
        pub languages: Vec<String>,
        /// The language that prevails.
        pub prevails: String,
        /// Governing law, in words.
        pub law: Text,
        /// The court, in words.
        pub venue: Text,
        /// Who publishes.
        pub vendor: Vendor,
        /// Where one can complain.
        pub authority: Authority,
        /// How to reach the vendor.
        pub contacts: Vec<Contact>,
        /// Ways to meet the vendor.
        pub roles: Vec<Role>,
        /// The literal sentences.
        pub statements: Vec<Statement>,
        /// The documents, without their texts.
        pub documents: Vec<DocumentEntry>,
        /// How agreements are made; absent when nothing differs from the usual.
        pub agreement: Option<AgreementRules>,
        /// What may be edited in the flow.
        pub annex: Option<Annex>,
        /// Register of sub-processors.
        pub sub_processors: Vec<SubProcessor>,
        /// Technical and organisational measures.
        pub measures: Vec<Measure>,
        /// Retention by purpose.
        pub retention: Vec<RetentionRule>,
        /// The data subject's rights.
        pub rights: Vec<Right>,
        /// Cookies and embeds of the vendor's site.
        pub cookies: Option<Cookies>,
    }
}

impl Manifest {
    /// The document of that id.
    pub fn document(&self, id: &str) -> Option<&DocumentEntry> {
        self.documents.iter().find(|document| document.id == id)
    }

    /// The role of that id.
    pub fn role(&self, id: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == id)
    }

    /// The statement of that id.
    pub fn statement(&self, id: &str) -> Option<&Statement> {
        self.statements.iter().find(|statement| statement.id == id)
    }

    /// The annex, when one of the role's documents carries it.
    pub fn annex_of(&self, role: &Role) -> Option<&Annex> {
        self.annex.as_ref().filter(|annex| role.documents.iter().any(|entry| entry.id == annex.document))
    }
}

json_object! {
    /// The vendor.
    pub struct Vendor {
        /// Legal name.
        pub name: String,
        /// Registration number.
        pub registry: Registration,
        /// Postal address.
        pub address: String,
        /// ISO 3166-1 alpha-2.
        pub country: String,
        /// Contact for privacy matters.
        pub email: String,
        /// Telephone.
        pub phone: String,
        /// Web address.
        pub website: String,
        /// Data protection officer, when there is one.
        pub dpo: Option<Officer>,
    }
}

json_object! {
    /// A data protection officer.
    pub struct Officer {
        /// Name or office.
        pub name: String,
        /// E-mail.
        pub email: String,
    }
}

json_object! {
    /// A supervisory authority.
    pub struct Authority {
        /// Name.
        pub name: Text,
        /// Web address.
        pub url: String,
    }
}

json_enum! {
    /// A kind of contact.
    pub enum ContactKind {
        /// E-mail.
        Email = "email",
        /// Telephone.
        Phone = "phone",
        /// Text message.
        Sms = "sms",
        /// Chat.
        Chat = "chat",
        /// A ticket system.
        Support = "support",
        /// Paper mail.
        Post = "post",
        /// Sales: for whoever needs another contract.
        Sales = "sales",
    }
}

json_object! {
    /// A way to reach the vendor.
    pub struct Contact {
        /// Which kind.
        pub kind: ContactKind,
        /// Address, number or URL.
        pub value: String,
        /// May the parties give each other notice this way?
        pub notice: bool,
        /// What it is for.
        pub label: Text,
    }
}

json_object! {
    /// One way to meet the vendor; decides the documents.
    pub struct Role {
        /// Id.
        pub id: String,
        /// What the person's side is.
        pub party: PartyRole,
        /// What the vendor then is.
        pub vendor: PartyRole,
        /// Name.
        pub name: Text,
        /// One or two sentences.
        pub summary: Text,
        /// The documents in order of reading, and what is done with each.
        pub documents: Vec<RoleDocument>,
        /// Ids of the sentences, in order.
        pub statements: Vec<String>,
        /// The button.
        pub submit: Text,
        /// The button when a new version is accepted; absent: `submit`.
        pub again: Option<Text>,
        /// The button when the annex is amended; absent: `submit`.
        pub amend: Option<Text>,
    }
}

impl Role {
    /// The button of an event.
    pub fn button(&self, event: EventType) -> &Text {
        let own = match event {
            EventType::Reaccept => self.again.as_ref(),
            EventType::AmendAnnex => self.amend.as_ref(),
            EventType::Agree
            | EventType::Acknowledge
            | EventType::Decline
            | EventType::Object
            | EventType::Withdraw => None,
        };
        own.unwrap_or(&self.submit)
    }
}

json_object! {
    /// What a role does with a document.
    pub struct RoleDocument {
        /// The document.
        pub id: String,
        /// What is done with it.
        pub act: Act,
        /// What must have been seen of it first; absent when nothing must.
        pub read: Option<ReadRule>,
    }
}

json_enum! {
    /// What a sentence does.
    pub enum StatementKind {
        /// Agrees to documents.
        Agree = "agree",
        /// Says that one has been informed.
        Acknowledge = "acknowledge",
        /// Attests the authority to bind the organisation.
        Authority = "authority",
    }
}

json_object! {
    /// A sentence that is ticked.
    pub struct Statement {
        /// Id.
        pub id: String,
        /// What it does.
        pub kind: StatementKind,
        /// The documents it speaks of.
        pub documents: Vec<String>,
        /// The sentence.
        pub text: Text,
    }
}

json_object! {
    /// A document in all its languages.
    pub struct DocumentEntry {
        /// Id.
        pub id: String,
        /// Type.
        pub r#type: String = "type",
        /// Version.
        pub version: String,
        /// Effective date, `YYYY-MM-DD`.
        pub effective: String,
        /// Title.
        pub title: Text,
        /// Relations to other documents.
        pub relations: Vec<Relation>,
        /// One for each language.
        pub files: Vec<DocumentFile>,
        /// In the author's words, what changed since the version before.
        pub summary: Option<Text>,
        /// How much changed since the version before; absent in the first.
        pub change: Option<Change>,
        /// Earlier versions, the newest first; absent when there are none.
        pub versions: Option<Vec<Edition>>,
        /// Announced versions, the next one first; absent when there are none.
        pub upcoming: Option<Vec<Edition>>,
        /// What those who accepted the version before are asked, and until when; absent: they are asked at once.
        pub renewal: Option<Renewal>,
    }
}

impl DocumentEntry {
    /// The file in that language.
    pub fn file(&self, language: &str) -> Option<&DocumentFile> {
        self.files.iter().find(|file| file.language == language)
    }
}

json_object! {
    /// A document's text in one language: `documents/<hex>.json` beside the manifest, and a plain HTML page.
    pub struct DocumentFile {
        /// BCP 47.
        pub language: String,
        /// SHA-256 of the file's bytes.
        pub sha256: Digest,
        /// The plain HTML page, relative to the manifest.
        pub page: String,
        /// What changed since the version before, in this language; absent in the first.
        pub redline: Option<RedlineFile>,
    }
}

json_object! {
    /// A sub-processor.
    pub struct SubProcessor {
        /// Name.
        pub name: String,
        /// ISO 3166-1 alpha-2.
        pub country: String,
        /// What it does.
        pub function: Text,
        /// Safeguard, outside the EU/EEA.
        pub safeguard: Option<Text>,
    }
}

json_object! {
    /// A measure (Article 32).
    pub struct Measure {
        /// Id.
        pub id: String,
        /// Name.
        pub name: Text,
        /// What is done.
        pub text: Text,
    }
}

json_object! {
    /// How long something is kept.
    pub struct RetentionRule {
        /// For what.
        pub purpose: Text,
        /// How long.
        pub period: Text,
        /// Why.
        pub basis: Text,
    }
}

json_object! {
    /// A right of the data subject.
    pub struct Right {
        /// Id.
        pub id: String,
        /// Name.
        pub name: Text,
        /// What it means.
        pub text: Text,
        /// How to use it.
        pub how: Text,
        /// The vendor's own form for it: an https address.
        pub form: Option<String>,
    }
}
