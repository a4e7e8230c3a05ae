//! What a lawyer would mark: content that the law asks for, and texts that contradict each other or themselves.
//!
//! Found by words, so none of it keeps a pack from being published: they are warnings, and `[[allow]]` answers them.

use super::Rule;
use crate::author::finding::Severity::{Error, Note, Warning};

macro_rules! rules {
    ($($name:ident $code:literal $severity:ident $title:literal $reason:literal $source:expr, $fix:literal;)*) => {
        $(pub(in crate::author) const $name: Rule = Rule {
            code: $code, severity: $severity, title: $title, reason: $reason, source: $source, fix: $fix,
        };)*
        pub(super) const RULES: &[Rule] = &[$($name),*];
    };
}

rules! {
    ART28_A "art28-a" Warning "No clause on documented instructions"
        "The contract must say that the processor processes the personal data only on documented instructions from the controller, also as to transfers, and tells the controller of a law that demands otherwise."
        Some("GDPR Article 28(3)(a); EDPB Guidelines 07/2020, part II, 1.3.1"),
        "Add the clause to the agreement.";
    ART28_B "art28-b" Warning "No clause on the confidentiality of staff"
        "The contract must ensure that persons authorised to process the personal data have committed themselves to confidentiality or are under a statutory obligation of it."
        Some("GDPR Article 28(3)(b); EDPB Guidelines 07/2020, part II, 1.3.2"),
        "Add the clause to the agreement.";
    ART28_C "art28-c" Warning "No clause on the security of processing"
        "The contract must oblige the processor to take all measures that Article 32 requires."
        Some("GDPR Articles 28(3)(c) and 32; EDPB Guidelines 07/2020, part II, 1.3.3"),
        "Add a clause that names Article 32 or the level of security appropriate to the risk.";
    ART28_D "art28-d" Warning "No clause on sub-processors"
        "The contract must oblige the processor to respect the conditions for engaging another processor, even if it is only to say that none may be engaged."
        Some("GDPR Article 28(2), (3)(d) and (4); EDPB Guidelines 07/2020, part II, 1.3.4 and 1.6"),
        "Add a section on sub-processors: authorisation, notice, objection, the same obligations, liability.";
    ART28_E "art28-e" Warning "No clause on help with data subjects' rights"
        "The contract must oblige the processor to assist the controller in answering requests for exercising the data subject's rights."
        Some("GDPR Article 28(3)(e) and Chapter III; EDPB Guidelines 07/2020, part II, 1.3.5"),
        "Add the clause to the agreement.";
    ART28_F "art28-f" Warning "No clause on help with Articles 32 to 36"
        "The contract must oblige the processor to assist with security, breach notification, impact assessment and prior consultation."
        Some("GDPR Articles 28(3)(f) and 32–36; EDPB Guidelines 07/2020, part II, 1.3.6"),
        "Add the clause to the agreement.";
    ART28_G "art28-g" Warning "No clause on return or deletion at the end"
        "The contract must oblige the processor, at the choice of the controller, to delete or return all the personal data after the end of the services, and to delete copies."
        Some("GDPR Article 28(3)(g); EDPB Guidelines 07/2020, part II, 1.3.7"),
        "Add the clause to the agreement, with both: returning and deleting, as the controller chooses.";
    ART28_H "art28-h" Warning "No clause on information and audits"
        "The contract must oblige the processor to make available the information that shows compliance, and to allow for and contribute to audits, including inspections."
        Some("GDPR Article 28(3)(h); EDPB Guidelines 07/2020, part II, 1.3.8"),
        "Add the clause to the agreement.";
    SUB_PROCESSOR_AUTHORISATION "sub-processor-authorisation" Warning "Sub-processors without the controller's authorisation"
        "A processor may engage another only with prior specific or general written authorisation; with a general one it must inform of changes, so that the controller can object."
        Some("GDPR Article 28(2); EDPB Guidelines 07/2020, part II, 1.6"),
        "Say which authorisation the controller gives, or that no sub-processor may be engaged.";
    SUB_PROCESSOR_OBLIGATIONS "sub-processor-obligations" Warning "Sub-processors without the same obligations"
        "The same data protection obligations as in the contract must be imposed on the other processor."
        Some("GDPR Article 28(4); EDPB Guidelines 07/2020, part II, 1.6"),
        "Say that the same obligations are imposed by contract on every sub-processor.";
    DPA_ANNEX "dpa-annex" Warning "An agreement that doesn't say what is processed"
        "The contract must set out the subject-matter and duration, nature and purpose, the type of personal data and the categories of data subjects."
        Some("GDPR Article 28(3), first sentence; EDPB Guidelines 07/2020, part II, 1.3"),
        "Describe the processing in [annex] and its document.";
    CLAUSE_REFERENCE "clause-reference" Warning "A reference to a clause that doesn't exist"
        "Whoever follows the reference finds nothing, and what the clause relies on is open to dispute."
        None, "Correct the number, and make it a link: [clause 4.3](#c-4.3). Links are checked.";
    CLAUSE_SECTION "clause-section" Warning "A clause numbered outside its section"
        "A reference to the number leads to a section that it isn't in."
        None, "Number it after its section, or move it.";
    CLAUSE_GAP "clause-gap" Warning "Numbers that skip or go back"
        "The reader can't tell whether a clause was taken out or lost."
        None, "Number without gaps, or keep the number with the word \"Deleted\".";
    NAMED_DOCUMENT "named-document" Warning "A document is named that the pack doesn't have"
        "Who accepts a text that relies on another must be able to read that one."
        Some("GDPR Articles 12(1) and 28(9)"),
        "Add the document to the pack, or correct its name.";
    RENAMED_AUTHORITY "renamed-authority" Warning "An authority that no longer has this name"
        "The text names an authority that people can't find to complain to."
        Some("GDPR Articles 13(2)(d) and 77"),
        "Use the authority's present name; {{authority.name}} says it once for the pack.";
    REPEALED_LAW "repealed-law" Warning "A law or decision that is no longer in force"
        "A clause that rests on it rests on nothing; a transfer that rests on it is unlawful."
        Some("GDPR Articles 5(1)(a), 44 and 94"),
        "Name what is in force now.";
    CHANGE_WITHOUT_NOTICE "change-without-notice" Warning "The text may be changed without notice"
        "A contract that binds the processor can't be changed by it alone and unseen; and people must be told of changes to what they were informed of."
        Some("GDPR Articles 12(1), 13(3) and 28(3); WP260 rev.01 on changes to Article 13 and 14 information; for consumers Directive 93/13/EEC, Annex, 1(j)"),
        "Say how long before, and by which channel, changes are announced.";
    POLICY_AS_CONSENT "policy-as-consent" Warning "Using or reading is presented as acceptance"
        "Information is not consent: consent is a clear affirmative act, and a policy is acknowledged, not accepted by using a service."
        Some("GDPR Articles 4(11), 7 and 13 and recital 32; EDPB Guidelines 05/2020, 3.4"),
        "Take the sentence out; ask for consent where it is the basis, and nowhere else.";
    POLICY_AGREED "policy-agreed" Warning "A role agrees to a privacy policy"
        "The policy fulfils the controller's duty to inform. Agreeing to it is no consent, and makes it look like a contract."
        Some("GDPR Articles 7(2), 12 and 13; EDPB Guidelines 05/2020"),
        "Use act = \"acknowledge\".";
    BROWSER_SWITCH "browser-switch" Warning "The browser's settings instead of a choice"
        "Who doesn't want cookies must be able to refuse them as easily as to accept them; to tell people to switch them off in the browser asks nobody."
        Some("ePrivacy Directive 2002/58/EC, Article 5(3); GDPR Articles 4(11) and 7(3); CJEU C-673/17 (Planet49)"),
        "Say where on the site one chooses and changes one's mind.";
    INTERFACE_LANGUAGE "interface-language" Warning "A language that the interface doesn't speak"
        "The text is shown in its language, and the buttons around it in English: who reads it may not know what they do."
        Some("GDPR Articles 7(2) and 12(1): intelligible and easily accessible"),
        "Publish in a language of the interface, too, and see whether your readers get by.";
    UNREAD_LANGUAGE "unread-language" Note "A text in a language that the checks don't know"
        "Most checks look for words, in Swedish, Danish and English. In other languages nobody has looked for what is missing or doesn't hold, and a report without findings says nothing of it."
        None, "Let somebody who knows the law read it in this language, and say so in an `[[allow]]`.";
    IMPOSSIBLE_DATE "impossible-date" Warning "A date that doesn't exist"
        "Nobody can tell from when, or until when, it holds."
        None, "Correct the date.";
    EFFECTIVE_ORDER "effective-order" Warning "Documents take effect in the wrong order"
        "A part that takes effect after the whole leaves a time in which the agreement refers to nothing; a successor that takes effect before what it replaces takes back what was valid."
        None, "Correct one of the dates.";
    BREACH_HOURS "breach-hours" Warning "Another number of hours for breach notice than the pack's"
        "The agreement promises two different things, and the controller counts on the shorter for its own 72 hours."
        Some("GDPR Article 33(1) and (2); EDPB Guidelines 9/2022"),
        "Write {{annex.breach_hours}} in the text, and the number once in pack.toml.";
    TRANSFER_LIST "transfer-list" Warning "Transfers are allowed as listed, but there is no list"
        "A clause that allows transfers as the annex says allows anything or nothing, when the annex is silent."
        Some("GDPR Articles 28(3)(a), 44 and 46"),
        "List the transfers ([[annex.transfer]] and {{table.transfers}}), or say in the annex that there are none.";
    TRANSFER_CLAUSE "transfer-clause" Warning "The annex lists transfers, but no clause governs them"
        "Transfers need documented instructions and safeguards in the agreement itself."
        Some("GDPR Articles 28(3)(a), 44 and 46"),
        "Add a clause on transfers to the agreement, or remove them from the annex.";
    SUB_PROCESSOR_TRANSFER "sub-processor-transfer" Warning "A sub-processor outside the EU/EEA without a safeguard"
        "What is processed there is transferred there, and a transfer needs an adequacy decision or appropriate safeguards."
        Some("GDPR Articles 44–46; Commission Implementing Decision (EU) 2021/914"),
        "Name the adequacy decision or the safeguard in safeguard.<language>.";
    ANNEX_SUBJECTS "annex-subjects" Warning "An annex without data subjects"
        "The contract must set out the categories of data subjects; as published, no line is selected."
        Some("GDPR Article 28(3), first sentence"),
        "Set selected = true for the lines that hold unless the customer says otherwise.";
    ANNEX_CATEGORIES "annex-categories" Warning "An annex without personal data"
        "The contract must set out the type of personal data; as published, no line is selected."
        Some("GDPR Article 28(3), first sentence"),
        "Set selected = true for the lines that hold unless the customer says otherwise.";
    RETENTION_VAGUE "retention-vague" Warning "Kept as long as necessary, and nothing more said"
        "\"As long as necessary\" repeats the law; people must be told the period, or what decides it."
        Some("GDPR Articles 5(1)(e) and 13(2)(a); WP260 rev.01, annex"),
        "Say how long, or from what event, or by which statute.";
    TRANSLATION_NUMBERS "translation-numbers" Warning "A translation with other periods than the original"
        "Two readers who agree to the same version would agree to different hours, days or months."
        None, "Correct the one that is wrong.";
    POLICY_RIGHTS "policy-rights" Warning "Rights are missing from the privacy policy"
        "People must be told of each right that they have."
        Some("GDPR Article 13(2)(b) and (c), with Articles 7(3), 15–18, 20 and 21"),
        "Add them; {{table.rights}} shows the pack's [[right]] entries.";
    POLICY_CONTROLLER "policy-controller" Warning "The privacy policy doesn't say who is responsible"
        "People must be told the identity and the contact details of the controller."
        Some("GDPR Article 13(1)(a)"),
        "Write {{vendor.name}} and {{vendor.email}} or {{vendor.address}}.";
    POLICY_CONTACT "policy-contact" Warning "The data protection officer isn't in the privacy policy"
        "The pack names a data protection officer; people must be told how to reach them."
        Some("GDPR Article 13(1)(b)"),
        "Write {{vendor.dpo}}.";
    POLICY_LEGAL_BASIS "policy-legal-basis" Warning "The privacy policy names no legal basis"
        "People must be told the purposes and the legal basis of each."
        Some("GDPR Article 13(1)(c), with Article 6"),
        "Say for each purpose on which basis of Article 6 it rests.";
    POLICY_RECIPIENTS "policy-recipients" Warning "The privacy policy doesn't say who receives the data"
        "People must be told the recipients or categories of recipients, if any."
        Some("GDPR Article 13(1)(e)"),
        "Name them, or say that there are none; {{table.sub_processors}} shows the register.";
    POLICY_RETENTION "policy-retention" Warning "The privacy policy doesn't say how long data are kept"
        "People must be told the period, or the criteria that determine it."
        Some("GDPR Article 13(2)(a)"),
        "Add it; {{table.retention}} shows the pack's [[retention]] entries.";
    POLICY_COMPLAINT "policy-complaint" Warning "The privacy policy doesn't tell of the right to complain"
        "People must be told that they can lodge a complaint with a supervisory authority."
        Some("GDPR Articles 13(2)(d) and 77"),
        "Say so, with {{authority.name}} and {{authority.url}}.";
    COOKIE_UNLISTED "cookie-unlisted" Warning "Something is stored that no policy tells of"
        "Consent is informed only if people can see what is stored, for how long, and who has access."
        Some("ePrivacy Directive 2002/58/EC, Article 5(3); GDPR Article 13; CJEU C-673/17 (Planet49)"),
        "Write {{table.cookies}} in the policy.";
    COOKIE_UNKNOWN "cookie-unknown" Warning "A policy names a cookie that the pack doesn't have"
        "Either it is stored without being asked about, or the policy tells of something that isn't so."
        Some("ePrivacy Directive 2002/58/EC, Article 5(3); GDPR Article 5(1)(a)"),
        "Add it to its service in pack.toml, or take it out of the text.";
    COOKIE_CATEGORY_EMPTY "cookie-category-empty" Warning "People are asked about a category in which there is nothing"
        "A consent to nothing is not specific, and asks people for something that nobody needs. Records name the services that were answered about, so the answer leaves no line in any."
        Some("GDPR Articles 4(11) and 5(1)(c)"),
        "Remove the category, or add its services.";
    ROLE_AGREEMENT "role-agreement" Warning "Processing on behalf of others without an agreement on it"
        "Where the vendor is processor, or sub-processor, a contract by Article 28 must be concluded."
        Some("GDPR Article 28(3) and (4)"),
        "Give the role a document of type dpa, or sub-processor-agreement, with act = \"agree\".";
    ROLE_INFORMATION "role-information" Warning "A role whose data the vendor controls, without a privacy policy"
        "Where the vendor is controller, people must be informed."
        Some("GDPR Articles 13 and 14"),
        "Give the role a document of type privacy-policy, with act = \"acknowledge\" or \"offer\".";
    READING_HARD "reading-hard" Note "A privacy policy that is very hard to read"
        "Information must be concise, intelligible and in clear and plain language. The measure counts words and sentences and knows nothing of the content."
        Some("GDPR Article 12(1); WP260 rev.01"),
        "Shorter sentences, and shorter words where there are some. `samtycke check --reading` shows the measure.";
    STALE_SUMMARY "stale-summary" Error "A version says of itself what the version before it said"
        "Who is asked to accept it or read it again is told of the last change, and not of this one."
        Some("GDPR Article 12(1); WP260 rev.01 on changes to Article 13 and 14 information"),
        "Write what changed in this version, in every language; take the summary out when nothing but typography did.";
    STALE_RENEWAL "stale-renewal" Warning "A version has the renewal of the version before it"
        "Customers would have to answer, or could object, until a day that was set for another change."
        None, "Write this version's own day, or take the renewal out.";
    ALLOW_REASON "allow-reason" Error "An allow without a reason"
        "Who reads the pack next must be able to see why the finding doesn't hold here."
        None, "Write the reason.";
    ALLOW_UNKNOWN "allow-unknown" Error "An allow for a check that doesn't exist"
        "It allows nothing, and its author believes that it does."
        None, "Use a code of docs/checks/README.md.";
    ALLOW_ERROR "allow-error" Error "An allow for what can't be allowed"
        "An error keeps the pack from being published, whatever the reason."
        None, "Mend the error, and remove the allow.";
    ALLOW_UNUSED "allow-unused" Warning "An allow that matches nothing"
        "The finding is gone, or is found elsewhere: the exception would hide the next one."
        None, "Remove it.";
}
