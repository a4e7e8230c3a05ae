//! What the vendor's site stores and embeds, and what is asked about it where.

use samtycke_record::consent::Purpose;
use samtycke_record::{Digest, RegionCode, json_enum, json_object};

use super::Text;

pub use samtycke_record::consent::{Mode, Place};

/// What a record says where the pack says nothing.
const NOT_STATED: &str = "not stated";

json_object! {
    /// Cookies and embeds of the vendor's site.
    pub struct Cookies {
        /// The document that the banner links to.
        pub policy: String,
        /// How long an answer holds that allows something.
        pub expiry_days: u32,
        /// How long an answer holds that refuses everything.
        pub refusal_days: u32,
        /// Where the banner stands.
        pub layout: Layout,
        /// What a page does when something that was allowed no longer is.
        pub after_withdrawal: AfterWithdrawal,
        /// One answer for this host and its subdomains; without it, each host asks for itself.
        pub domain: Option<String>,
        /// Ids of the categories that Global Privacy Control refuses.
        pub gpc: Vec<String>,
        /// The banner's heading.
        pub heading: Text,
        /// The banner's text.
        pub text: Text,
        /// Where other rules hold; everywhere else it is opt-in.
        pub regions: Vec<Region>,
        /// Who else is told of the choice, in that party's own terms.
        pub signals: Option<Signals>,
        /// SHA-256 over what an answer is about: it changes when people must be asked again.
        pub fingerprint: Digest,
        /// Categories in order.
        pub categories: Vec<CookieCategory>,
        /// Services in order.
        pub services: Vec<CookieService>,
    }
}

impl Cookies {
    /// The region that the code is in: one that lists the code itself goes before one that lists its country.
    pub fn region(&self, code: &RegionCode) -> Option<&Region> {
        let listed = |wanted: &str| {
            self.regions.iter().find(|region| region.codes.iter().any(|code| code.as_str() == wanted))
        };
        listed(code.as_str()).or_else(|| listed(code.country()))
    }

    /// What holds in that region: opt-in where nothing else is said, and where nobody knows where it is.
    pub fn mode_in(&self, place: &Place) -> Mode {
        match place {
            Place::Code(code) => self.region(code).map_or(Mode::OptIn, |region| region.mode),
            Place::NotCollected => Mode::OptIn,
        }
    }

    /// Is there anything that somebody may refuse? Where all is strictly necessary nobody is asked.
    pub fn asks(&self) -> bool {
        self.categories.iter().any(|category| category.basis != Basis::StrictlyNecessary)
    }

    /// The categories that Global Privacy Control refuses.
    pub fn refused_by_signal(&self) -> impl Iterator<Item = &CookieCategory> {
        self.categories.iter().filter(|category| self.gpc.contains(&category.id))
    }

    /// Does Global Privacy Control answer for the visitor in part only, so that a banner asks about the rest?
    pub fn asks_despite_signal(&self) -> bool {
        let asks = |category: &CookieCategory| {
            category.basis != Basis::StrictlyNecessary && !self.gpc.contains(&category.id)
        };
        !self.gpc.is_empty() && self.categories.iter().any(asks)
    }

    /// How many days an answer holds that has this outcome.
    pub fn validity(&self, purposes: &[Purpose]) -> u32 {
        let is_allowed = |purpose: &Purpose| purpose.state.is_allowed();
        if purposes.iter().any(is_allowed) { self.expiry_days } else { self.refusal_days }
    }

    /// The services that need an answer, each with its category: all that aren't strictly necessary.
    pub fn asked(&self) -> impl Iterator<Item = (&CookieService, &CookieCategory)> {
        self.services.iter().filter_map(|service| {
            let category = self.categories.iter().find(|category| category.id == service.category)?;
            (category.basis != Basis::StrictlyNecessary).then_some((service, category))
        })
    }
}

json_enum! {
    /// Where the banner stands.
    pub enum Layout {
        /// A card in the corner.
        Box = "box",
        /// Along the bottom.
        Bar = "bar",
        /// In the middle of the window.
        Centre = "centre",
    }
}

json_enum! {
    /// What a page does when something that was allowed no longer is.
    pub enum AfterWithdrawal {
        /// Nothing: what runs has to stop by itself.
        Stay = "stay",
        /// It reloads.
        Reload = "reload",
    }
}

json_object! {
    /// Where another rule than opt-in holds, or opt-in in other words.
    pub struct Region {
        /// ISO 3166: countries, or parts of them.
        pub codes: Vec<RegionCode>,
        /// Asked before, after or not at all.
        pub mode: Mode,
        /// The banner's heading there.
        pub heading: Text,
        /// The banner's text there.
        pub text: Text,
    }
}

json_object! {
    /// Who else is told of the choice, in that party's own terms.
    pub struct Signals {
        /// Google Consent Mode.
        pub google: Option<GoogleSignals>,
        /// Microsoft Advertising's Universal Event Tracking.
        pub uet: Option<UetSignals>,
        /// Microsoft Clarity.
        pub clarity: Option<ClaritySignals>,
    }
}

json_enum! {
    /// What Google asks consent for.
    pub enum GoogleType {
        /// Storage for advertising.
        AdStorage = "ad_storage",
        /// Sending user data to Google for advertising.
        AdUserData = "ad_user_data",
        /// Personalised advertising.
        AdPersonalization = "ad_personalization",
        /// Storage for statistics.
        AnalyticsStorage = "analytics_storage",
        /// Storage that makes the site work better, such as a language.
        FunctionalityStorage = "functionality_storage",
        /// Storage for personalisation.
        PersonalizationStorage = "personalization_storage",
        /// Storage for security, such as authentication.
        SecurityStorage = "security_storage",
    }
}

json_object! {
    /// Google Consent Mode v2: ids of the category or service that grants each type; none: always denied, but for
    /// security, which is strictly necessary.
    pub struct GoogleSignals {
        /// See [`GoogleType::AdStorage`], and so on for each.
        pub ad_storage: Option<String>,
        /// [`GoogleType::AdUserData`].
        pub ad_user_data: Option<String>,
        /// [`GoogleType::AdPersonalization`].
        pub ad_personalization: Option<String>,
        /// [`GoogleType::AnalyticsStorage`].
        pub analytics_storage: Option<String>,
        /// [`GoogleType::FunctionalityStorage`].
        pub functionality_storage: Option<String>,
        /// [`GoogleType::PersonalizationStorage`].
        pub personalization_storage: Option<String>,
        /// [`GoogleType::SecurityStorage`].
        pub security_storage: Option<String>,
        /// How many milliseconds Google's tags wait for the choice.
        pub wait_for_update: Option<u32>,
        /// No identifiers of clicks on advertisements while `ad_storage` is denied.
        pub ads_data_redaction: bool,
        /// Identifiers of clicks go on in links instead of cookies.
        pub url_passthrough: bool,
        /// Other defaults, by where Google sees the visitor.
        pub defaults: Vec<GoogleDefault>,
    }
}

impl GoogleSignals {
    /// The category or service that grants that type.
    pub fn source(&self, kind: GoogleType) -> Option<&str> {
        match kind {
            GoogleType::AdStorage => &self.ad_storage,
            GoogleType::AdUserData => &self.ad_user_data,
            GoogleType::AdPersonalization => &self.ad_personalization,
            GoogleType::AnalyticsStorage => &self.analytics_storage,
            GoogleType::FunctionalityStorage => &self.functionality_storage,
            GoogleType::PersonalizationStorage => &self.personalization_storage,
            GoogleType::SecurityStorage => &self.security_storage,
        }
        .as_deref()
    }
}

json_object! {
    /// What is granted by default where Google sees the visitor there.
    pub struct GoogleDefault {
        /// ISO 3166.
        pub region: Vec<RegionCode>,
        /// Granted there; the other types are denied.
        pub granted: Vec<GoogleType>,
    }
}

json_object! {
    /// Consent mode of Universal Event Tracking: the category or service that grants it.
    pub struct UetSignals {
        /// Storage for advertising.
        pub ad_storage: String,
    }
}

json_object! {
    /// Microsoft Clarity's consent: the categories or services that grant it; none: always denied.
    pub struct ClaritySignals {
        /// Storage for advertising.
        pub ad_storage: Option<String>,
        /// Storage for statistics.
        pub analytics_storage: Option<String>,
    }
}

json_enum! {
    /// The legal basis of a category (GDPR Article 6, ePrivacy Directive Article 5(3)).
    pub enum Basis {
        /// Needed for what the visitor asked for; no consent is asked.
        StrictlyNecessary = "strictly-necessary",
        /// Consent.
        Consent = "consent",
        /// Legitimate interest: in force until the visitor objects.
        LegitimateInterest = "legitimate-interest",
    }
}

json_object! {
    /// A category of services.
    pub struct CookieCategory {
        /// Id.
        pub id: String,
        /// Legal basis.
        pub basis: Basis,
        /// Name.
        pub name: Text,
        /// What it is for.
        pub purpose: Text,
        /// W3C DPV purpose.
        pub dpv: String,
    }
}

json_object! {
    /// A service that stores or loads something.
    pub struct CookieService {
        /// Id.
        pub id: String,
        /// Its category.
        pub category: String,
        /// Name.
        pub name: String,
        /// Who runs it.
        pub provider: String,
        /// ISO 3166-1 alpha-2.
        pub country: String,
        /// What it is for.
        pub purpose: Text,
        /// Categories of personal data that it collects, by their names in W3C DPV-PD.
        pub data: Vec<String>,
        /// How long the provider keeps what it collects.
        pub retention: Option<Text>,
        /// What it stores.
        pub storage: Vec<StorageItem>,
    }
}

impl CookieService {
    /// The same in that language, as records have it.
    pub fn retention_in(&self, language: &str) -> &str {
        self.retention.as_ref().map_or(NOT_STATED, |text| text.get(language))
    }
}

json_enum! {
    /// Where something is stored.
    pub enum StorageKind {
        /// A cookie.
        Cookie = "cookie",
        /// `localStorage`.
        LocalStorage = "local-storage",
        /// `sessionStorage`.
        SessionStorage = "session-storage",
        /// IndexedDB.
        IndexedDb = "indexed-db",
    }
}

json_object! {
    /// A cookie or other storage item.
    pub struct StorageItem {
        /// Name; a trailing `*` matches the rest.
        pub name: String,
        /// Where.
        pub kind: StorageKind,
        /// How long it stays.
        pub lifetime: Text,
        /// What it is for.
        pub purpose: Text,
    }
}
