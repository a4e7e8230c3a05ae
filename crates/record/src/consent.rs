//! The record of an answer about cookies (`record.md`, "Consent record"; ISO/IEC TS 27560, GDPR Article 7(1)).
//! It carries no visitor id and no IP address.

use crate::{Context, Digest, Interface, Offer, Retention, Timestamp, Uuid, json_enum, json_object};

/// The schema's identifier.
pub const SCHEMA: &str = "https://samtycke.org/schema/consent/1";

json_object! {
    /// What one visitor answered.
    pub struct Consent {
        /// [`SCHEMA`].
        pub schema: String,
        /// Chosen by the client for this answer alone.
        pub record_id: Uuid,
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

json_object! {
    /// What happened and when.
    pub struct Event {
        /// What.
        pub r#type: EventType = "type",
        /// When, by the client's clock.
        pub time: Timestamp,
        /// Always `client`.
        pub clock: String,
        /// How many days the answer holds.
        pub validity_days: u32,
    }
}

json_enum! {
    /// The sum of an answer.
    pub enum EventType {
        /// Everything or something was allowed.
        Given = "consent_given",
        /// Nothing was allowed.
        Refused = "consent_refused",
        /// Something allowed before no longer is.
        Withdrawn = "consent_withdrawn",
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
        /// Global Privacy Control.
        Gpc = "gpc",
    }
}

json_object! {
    /// The controller.
    pub struct Controller {
        /// Legal name.
        pub name: String,
        /// Registration number, with its scheme: `DK-CVR 99000007`.
        pub registry: String,
        /// Contact for privacy matters.
        pub contact: String,
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
    }
}

json_object! {
    /// What was shown when the answer was given.
    pub struct Banner {
        /// Digest of the cookie configuration, texts included.
        pub configuration: Digest,
        /// Which layer.
        pub layer: Layer,
        /// Always `all off`: nothing is ticked for the visitor.
        pub initial: String,
    }
}

json_enum! {
    /// What became of a purpose.
    pub enum State {
        /// Allowed.
        Given = "given",
        /// Not allowed.
        Refused = "refused",
        /// Allowed before, no longer.
        Withdrawn = "withdrawn",
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
