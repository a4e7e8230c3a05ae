//! The record of an answer about cookies (`record.md`, "Consent record"; ISO/IEC TS 27560, GDPR Article 7(1)).
//! It carries no visitor id and no IP address.

use crate::json::{FromJson, Source, ToJson, Value};
use crate::{
    Context, Digest, Interface, NOT_COLLECTED, Offer, RegionCode, Retention, Timestamp, Uuid, json_enum,
    json_object,
};

/// The schema's identifier.
pub const SCHEMA: &str = "https://samtycke.org/schema/consent/1";

json_object! {
    /// What one visitor answered.
    pub struct Consent {
        /// [`SCHEMA`].
        pub schema: String,
        /// Chosen by the client for this answer alone.
        pub record_id: Uuid,
        /// The record before this one. ISO/IEC TS 27560 lists the events of one consent together; a chain would tell
        /// one visitor's answers from another's.
        pub prev: Omitted,
        /// Who answered: TS 27560's PII principal id. Nobody needs to know, so nobody is given one.
        pub principal: Omitted,
        /// What happened and when.
        pub event: Event,
        /// Endpoint and page.
        pub context: Context,
        /// The pack and the nonce.
        pub offer: Offer,
        /// Who asks: the controller.
        pub controller: Controller,
        /// The policy that the banner links to.
        pub notice: Notice,
        /// What was shown.
        pub banner: Banner,
        /// One line for each service that needed an answer.
        pub purposes: Vec<Purpose>,
        /// By which control.
        pub method: Method,
        /// Whose law the pack names.
        pub jurisdiction: String,
        /// How the answer can be changed, in words.
        pub withdrawal: String,
        /// Where rights are explained.
        pub rights: String,
        /// Where one can complain.
        pub authority: Authority,
        /// The interface.
        pub ui: Interface,
        /// How long this record is kept.
        pub retention: Retention,
    }
}

json_enum! {
    /// What ISO/IEC TS 27560 has a field for and a record leaves out on purpose; it says so itself.
    pub enum Omitted {
        /// Nothing was asked or made up.
        NotCollected = "not collected",
    }
}

json_object! {
    /// What happened and when.
    pub struct Event {
        /// What.
        pub r#type: EventType = "type",
        /// When, by the client's clock.
        pub time: Timestamp,
        /// Always `client`.
        pub clock: String,
        /// How many days the answer holds: a refusal of everything may hold for another time.
        pub validity_days: u32,
    }
}

json_enum! {
    /// The sum of an answer.
    pub enum EventType {
        /// Consent was given to everything or something.
        Given = "consent_given",
        /// Consent was given to nothing, and something was refused or objected to.
        Refused = "consent_refused",
        /// Something allowed before no longer is.
        Withdrawn = "consent_withdrawn",
        /// Everything stays in force, and nobody was asked to consent to it.
        Acknowledged = "notice_acknowledged",
    }
}

impl EventType {
    /// What the states of the purposes add up to.
    pub fn sum(purposes: &[Purpose]) -> Self {
        let any = |state| purposes.iter().any(|purpose| purpose.state == state);
        if any(State::Withdrawn) {
            Self::Withdrawn
        } else if any(State::Given) {
            Self::Given
        } else if any(State::NotObjected) && !any(State::Refused) && !any(State::Objected) {
            Self::Acknowledged
        } else {
            Self::Refused
        }
    }
}

json_enum! {
    /// The control that was used.
    pub enum Method {
        /// *Accept all*.
        AcceptAll = "accept_all",
        /// *Reject all*.
        RejectAll = "reject_all",
        /// *Save my choices*.
        Save = "save",
        /// A control of the site, or its script.
        Withdraw = "withdraw",
        /// Global Privacy Control: the browser answered.
        Gpc = "gpc",
        /// *OK*, below a notice that asks nothing.
        Acknowledge = "acknowledge",
    }
}

impl Method {
    /// Can the visitor have said yes to something that is allowed after it?
    pub fn can_consent(self) -> bool {
        matches!(self, Self::AcceptAll | Self::Save | Self::Withdraw)
    }

    /// Can something be allowed after it that nobody said yes to, because it was in force without being asked about?
    pub fn can_leave(self, mode: Mode) -> bool {
        match self {
            Self::Gpc | Self::Acknowledge => true,
            Self::Save | Self::Withdraw => mode != Mode::OptIn,
            Self::AcceptAll | Self::RejectAll => false,
        }
    }
}

json_object! {
    /// The controller, and how to reach it: TS 27560's party, GDPR Article 13(1)(a).
    pub struct Controller {
        /// Legal name.
        pub name: String,
        /// Registration number, with its scheme: `DK-CVR 99000007`.
        pub registry: String,
        /// Contact for privacy matters.
        pub contact: String,
        /// Postal address.
        pub address: String,
        /// ISO 3166-1 alpha-2.
        pub country: String,
        /// Telephone.
        pub phone: String,
        /// Web address.
        pub url: String,
    }
}

json_object! {
    /// The policy that was linked.
    pub struct Notice {
        /// Where the page had it.
        pub url: String,
        /// Id in the pack.
        pub document: String,
        /// Version.
        pub version: String,
        /// SHA-256 of the published bytes.
        pub sha256: Digest,
        /// BCP 47.
        pub language: String,
    }
}

json_enum! {
    /// Where the answer was given.
    pub enum Layer {
        /// The first layer.
        Banner = "banner",
        /// The second layer.
        Preferences = "preferences",
        /// The placeholder of an embed.
        Embed = "embed",
        /// The site's own control.
        Api = "api",
        /// Nowhere: the browser's signal was taken for the answer.
        Signal = "signal",
    }
}

json_enum! {
    /// Whether services run before the visitor is asked.
    pub enum Mode {
        /// Nothing that needs consent runs before it is allowed.
        OptIn = "opt-in",
        /// Everything runs until it is refused.
        OptOut = "opt-out",
        /// Everything runs; the banner says so.
        Notice = "notice",
    }
}

impl Mode {
    /// What is on before the visitor has done anything.
    pub fn initial(self) -> Initial {
        match self {
            Self::OptIn => Initial::AllOff,
            Self::OptOut | Self::Notice => Initial::AllOn,
        }
    }
}

json_enum! {
    /// What was on before the visitor had done anything.
    pub enum Initial {
        /// Nothing was ticked for the visitor.
        AllOff = "all off",
        /// Everything that the browser's signal doesn't refuse.
        AllOn = "all on until refused",
    }
}

/// Where the visitor was, as far as the site knew: it decides the mode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// As the site gave it.
    Code(RegionCode),
    /// The site gave none.
    NotCollected,
}

impl FromJson for Place {
    fn read(source: &mut Source<'_>) -> Self {
        if source.text() == Some(NOT_COLLECTED) {
            return Self::NotCollected;
        }
        Self::Code(FromJson::read(source))
    }
}

impl ToJson for Place {
    fn to_json(&self) -> Value {
        match self {
            Self::Code(code) => code.to_json(),
            Self::NotCollected => Value::from(NOT_COLLECTED),
        }
    }
}

json_object! {
    /// What was shown when the answer was given.
    pub struct Banner {
        /// Digest of the cookie configuration, texts included.
        pub configuration: Digest,
        /// Which layer.
        pub layer: Layer,
        /// Which rule held where the visitor was.
        pub mode: Mode,
        /// Where that was.
        pub region: Place,
        /// Follows from the mode.
        pub initial: Initial,
    }
}

json_enum! {
    /// What became of a purpose.
    pub enum State {
        /// Allowed by consent.
        Given = "given",
        /// Consent was not given.
        Refused = "refused",
        /// Allowed before, no longer.
        Withdrawn = "withdrawn",
        /// In force without consent: by legitimate interest, or where the mode lets it be.
        NotObjected = "not_objected",
        /// Legitimate interest was objected to (GDPR Article 21).
        Objected = "objected",
    }
}

impl State {
    /// May the service run?
    pub fn is_allowed(self) -> bool {
        match self {
            Self::Given | Self::NotObjected => true,
            Self::Refused | Self::Withdrawn | Self::Objected => false,
        }
    }
}

json_object! {
    /// One service, for one purpose.
    pub struct Purpose {
        /// The service's id in the pack.
        pub id: String,
        /// The category it belongs to.
        pub category: String,
        /// The purpose as it was worded.
        pub purpose: String,
        /// W3C DPV purpose.
        pub dpv: String,
        /// Legal basis as the pack has it.
        pub basis: String,
        /// The answer.
        pub state: State,
        /// Who receives the data.
        pub recipient: String,
        /// Where that is, ISO 3166-1 alpha-2: TS 27560's storage location.
        pub country: String,
        /// Categories of personal data by their names in W3C DPV-PD: TS 27560's PII type.
        pub data: Vec<String>,
        /// How long the recipient keeps them, in words, or `not stated`: TS 27560's retention period.
        pub retention: String,
        /// What is stored.
        pub storage: Vec<Storage>,
    }
}

json_object! {
    /// A cookie or other storage item.
    pub struct Storage {
        /// Name or pattern.
        pub name: String,
        /// `cookie`, `local-storage`, …
        pub kind: String,
        /// How long it stays, in words.
        pub lifetime: String,
    }
}

json_object! {
    /// The supervisory authority.
    pub struct Authority {
        /// Name.
        pub name: String,
        /// Web address.
        pub url: String,
    }
}
