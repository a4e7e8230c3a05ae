//! How an agreement and a policy in which nothing is found say it. Data.

/// In one language.
pub(crate) struct Says {
    pub(crate) language: &'static str,
    /// What is found without the sentence; empty when it only belongs there.
    pub(crate) dpa: &'static [(&'static str, &'static str)],
    pub(crate) policy: &'static [(&'static str, &'static str)],
    /// The sub-processors of both sentences.
    pub(crate) sub_processor: &'static [&'static str],
    /// Access, rectification, erasure, restriction, portability, objection, as the policy has them.
    pub(crate) rights: [&'static str; 6],
    /// Duration, purpose, types of data, categories of people.
    pub(crate) processing: [&'static str; 4],
    /// Security without Article 32 and without the word risk.
    pub(crate) measures: &'static [&'static str],
    pub(crate) other_measures: &'static str,
    /// Transfers by a list that isn't there.
    pub(crate) lists: &'static [&'static str],
    /// A period that is none, and one that is.
    pub(crate) vague: [&'static str; 2],
    pub(crate) browser: &'static str,
    pub(crate) long: &'static str,
}

pub(crate) const ALL: &[Says] = &[EN, SV, DA];

const EN: Says = Says {
    language: "en",
    dpa: &[
        ("", "The customer is the controller. [The annex](doc:annex-a) is part of the agreement."),
        ("art28-a", "The processor processes the data only on documented instructions from the controller."),
        ("art28-b", "The processor ensures that its staff have committed themselves to confidentiality."),
        ("art28-c", "The processor takes the measures that Article 32 of the GDPR requires."),
        (
            "sub-processor-authorisation",
            "The controller gives a general authorisation to engage sub-processors.",
        ),
        ("sub-processor-obligations", "The processor imposes the same obligations on every sub-processor."),
        ("art28-e", "The processor helps to answer data subjects who exercise their rights."),
        ("art28-f", "The processor assists with the duties under Articles 32 to 36 of the GDPR."),
        ("", "The processor gives notice of a personal data breach within {{annex.breach_hours}} hours."),
        ("transfer-clause", "Transfers to third countries take place as the list in the annex states."),
        (
            "art28-g",
            "When the service ends, the processor deletes or returns the data, as the controller chooses.",
        ),
        ("art28-h", "The processor demonstrates compliance and contributes to audits and inspections."),
    ],
    policy: &[
        ("policy-controller", "{{vendor.name}}, {{vendor.address}}, is responsible."),
        ("policy-contact", "Our officer is {{vendor.dpo}}."),
        ("policy-legal-basis", "We send invoices. The legal basis is Article 6(1)(c) of the GDPR."),
        ("policy-recipients", "The recipients are our bank and our auditor."),
        ("policy-retention", "We keep the data for five years."),
        (
            "policy-rights",
            "You have the right of access, rectification, erasure, restriction, portability, and to object.",
        ),
        ("policy-complaint", "You can complain to the authority."),
        ("", "You choose under Cookie settings. One is called _pk_id."),
    ],
    sub_processor: &["sub-processor"],
    rights: ["access", "rectification", "erasure", "restriction", "portability", "object"],
    processing: [
        "The duration is that of the service.",
        "The purpose is planning.",
        "The types of personal data are names.",
        "The categories of data subjects are employees.",
    ],
    measures: &[
        "The processor takes the necessary technical and organisational measures so that the data are not lost.",
        "Technical and organizational security measures are implemented against misuse of the data.",
    ],
    other_measures: "The processor takes technical and organisational measures to fulfil requests from people.",
    lists: &[
        "Transfers to third countries take place as set forth in the annex.",
        "Data are processed outside the EEA in the places indicated in the annex.",
        "Data are transferred to the recipients enumerated in the annex.",
        "Data are transferred in accordance with the annex.",
    ],
    vague: ["For as long as necessary", "For as long as necessary, at most until the account is closed"],
    browser: "If you do not want cookies like _pk_id, switch them off in your browser.",
    long: "responsibility",
};

const SV: Says = Says {
    language: "sv",
    dpa: &[
        ("", "Kunden är personuppgiftsansvarig. [Bilagan](doc:annex-a) är en del av avtalet."),
        (
            "art28-a",
            "Biträdet behandlar uppgifterna endast på dokumenterade instruktioner från den ansvarige.",
        ),
        ("art28-b", "Biträdet ser till att dess medarbetare har åtagit sig tystnadsplikt."),
        ("art28-c", "Biträdet vidtar de åtgärder som artikel 32 i dataskyddsförordningen kräver."),
        ("sub-processor-authorisation", "Den ansvarige ger ett allmänt tillstånd att anlita underbiträden."),
        ("sub-processor-obligations", "Biträdet ålägger varje underbiträde samma skyldigheter."),
        ("art28-e", "Biträdet hjälper till att svara registrerade som utövar sina rättigheter."),
        ("art28-f", "Biträdet bistår med skyldigheterna enligt artiklarna 32–36."),
        ("", "Biträdet underrättar om en personuppgiftsincident inom {{annex.breach_hours}} timmar."),
        ("transfer-clause", "Överföringar till tredjeland sker som bilagan anger."),
        (
            "art28-g",
            "När tjänsten upphör raderar eller återlämnar biträdet uppgifterna, som den ansvarige väljer.",
        ),
        ("art28-h", "Biträdet visar hur det följer avtalet och bidrar till granskningar och inspektioner."),
    ],
    policy: &[
        ("policy-controller", "{{vendor.name}}, {{vendor.address}}, är ansvarig."),
        ("policy-contact", "Vårt ombud är {{vendor.dpo}}."),
        ("policy-legal-basis", "Vi skickar fakturor. Den rättsliga grunden är artikel 6.1 c."),
        ("policy-recipients", "Mottagare är vår bank och vår revisor."),
        ("policy-retention", "Vi sparar uppgifterna i fem år."),
        (
            "policy-rights",
            "Du har rätt till tillgång, rättelse, radering, begränsning och dataportabilitet, och att göra invändningar.",
        ),
        ("policy-complaint", "Du kan klaga hos myndigheten."),
        ("", "Du väljer under Cookieinställningar. En heter _pk_id."),
    ],
    sub_processor: &["underbiträde"],
    rights: ["tillgång", "rättelse", "radering", "begränsning", "dataportabilitet", "invändningar"],
    processing: [
        "Behandlingens varaktighet är tjänstens.",
        "Ändamålet är planering.",
        "Typerna av personuppgifter: typer av personuppgifter är namn.",
        "Kategorierna av registrerade är anställda.",
    ],
    measures: &[
        "Biträdet vidtar de tekniska och organisatoriska åtgärder som behövs för att uppgifterna inte ska gå förlorade.",
        "Tekniska och organisatoriska säkerhetsåtgärder genomförs mot missbruk av uppgifterna.",
    ],
    other_measures: "Biträdet vidtar tekniska och organisatoriska åtgärder för att uppfylla begäranden från personer.",
    lists: &[
        "Överföringar till tredjeland sker till dem som är upptagna i bilagan.",
        "Uppgifterna behandlas utanför EES på de platser som nämns i bilagan.",
        "Uppgifterna överförs till de mottagare som är uppräknade i bilagan.",
        "Uppgifterna överförs i enlighet med bilagan.",
    ],
    vague: ["Så länge det är nödvändigt", "Så länge det är nödvändigt, högst tills kontot stängs"],
    browser: "Om du inte vill ha kakor som _pk_id kan du stänga av dem i webbläsaren.",
    long: "ansvarsförhållanden",
};

const DA: Says = Says {
    language: "da",
    dpa: &[
        ("", "Kunden er dataansvarlig. [Bilaget](doc:annex-a) er en del af aftalen."),
        (
            "art28-a",
            "Databehandleren behandler kun oplysningerne efter dokumenteret instruks fra den dataansvarlige.",
        ),
        ("art28-b", "Databehandleren sikrer, at medarbejderne har forpligtet sig til fortrolighed."),
        ("art28-c", "Databehandleren træffer de foranstaltninger, som artikel 32 i forordningen kræver."),
        (
            "sub-processor-authorisation",
            "Den dataansvarlige giver en generel godkendelse af, at der bruges underdatabehandlere.",
        ),
        (
            "sub-processor-obligations",
            "Databehandleren pålægger hver underdatabehandler de samme forpligtelser.",
        ),
        ("art28-e", "Databehandleren hjælper med at svare de registrerede, der udøver deres rettigheder."),
        ("art28-f", "Databehandleren bistår med forpligtelserne efter artikel 32-36."),
        ("", "Databehandleren underretter om et brud inden {{annex.breach_hours}} timer."),
        ("transfer-clause", "Overførsler til tredjelande sker, som det fremgår af bilaget."),
        (
            "art28-g",
            "Når tjenesten ophører, sletter eller tilbageleverer databehandleren oplysningerne, som den dataansvarlige vælger.",
        ),
        ("art28-h", "Databehandleren påviser, at aftalen holdes, og bidrager til revision og inspektioner."),
    ],
    policy: &[
        ("policy-controller", "{{vendor.name}}, {{vendor.address}}, er ansvarlig."),
        ("policy-contact", "Vores rådgiver er {{vendor.dpo}}."),
        ("policy-legal-basis", "Vi sender fakturaer. Retsgrundlaget er artikel 6, stk. 1, litra c."),
        ("policy-recipients", "Modtagerne er vores bank og vores revisor."),
        ("policy-retention", "Vi opbevarer oplysningerne i fem år."),
        (
            "policy-rights",
            "Du har ret til indsigt, berigtigelse, sletning, begrænsning og dataportabilitet og til at gøre indsigelse.",
        ),
        ("policy-complaint", "Du kan klage til myndigheden."),
        ("", "Du vælger under Cookieindstillinger. En hedder _pk_id."),
    ],
    sub_processor: &["underdatabehandler"],
    rights: ["indsigt", "berigtigelse", "sletning", "begrænsning", "dataportabilitet", "indsigelse"],
    processing: [
        "Behandlingens varighed er tjenestens.",
        "Formålet er planlægning.",
        "Typerne af personoplysninger er navne.",
        "Kategorierne af registrerede er medarbejdere.",
    ],
    measures: &[
        "Databehandleren skal træffe de fornødne tekniske og organisatoriske sikkerhedsforanstaltninger mod, at oplysninger fortabes.",
        "Der gennemføres tekniske og organisatoriske foranstaltninger mod misbrug af oplysningerne.",
    ],
    other_measures: "Databehandleren træffer tekniske og organisatoriske foranstaltninger til opfyldelse af anmodninger.",
    lists: &[
        "Oplysninger behandles kun i lande uden for EØS som anført i bilaget.",
        "Overførsler til tredjelande sker til modtagere, der er oplistet i bilaget.",
        "Oplysningerne overføres efter bilaget.",
        "Oplysningerne overføres i overensstemmelse med bilaget.",
    ],
    vague: ["Så længe det er nødvendigt", "Så længe det er nødvendigt, dog højst indtil kontoen lukkes"],
    browser: "Vil du ikke have cookies som _pk_id, kan du blokere dem i din browser.",
    long: "ansvarsforholdene",
};
