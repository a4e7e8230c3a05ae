//! The pack's other documents: those that the one on the screen has to do with first, with what they are to it.

use samtycke_pack::Manifest;
use samtycke_pack::manifest::DocumentEntry;
use samtycke_record::acceptance::RelationKind;
use yew::prelude::*;

use super::{filled, said};
use crate::browser::clock;
use crate::html::html;
use crate::links::{Links, TITLE, Target};
use crate::messages::Messages;
use crate::messages::panels::{DOCUMENT_TYPES, Panels as Words};

pub(super) fn view(links: &Links, messages: &'static Messages) -> Html {
    let entries = others(&links.pack.manifest, &links.here.document);
    let items = entries.into_iter().map(|entry| item(links, messages, entry));
    html! {
        <nav class="related" aria-label={messages.other_documents}><ul>{ for items }</ul></nav>
    }
}

fn item(links: &Links, messages: &'static Messages, entry: &DocumentEntry) -> Html {
    let manifest = &links.pack.manifest;
    let language = links.language.as_str();
    let words = &messages.panels;
    let target = Target { anchor: Some(TITLE.into()), ..Target::document(&entry.id) };
    let title = entry.title.get(language);
    let ties = ties(manifest, &links.here.document, entry);
    let ties = ties
        .into_iter()
        .map(|tie| html! { <small class="tie">{ tie.view(manifest, language, words) }</small> });
    let kind = DOCUMENT_TYPES.iter().zip(words.types).find(|(id, _)| **id == entry.r#type);
    let kind = kind.map(|(_, name)| name).filter(|name| *name != title);
    html! {
        <li>
            <a href={links.href(&target)} onclick={links.onclick(&target)}>{ said(title, language) }</a>
            { for ties }
            <small>
                if let Some(kind) = kind {
                    { kind }{ " · " }
                }
                { messages.version }{ " " }{ &entry.version }{ " · " }{ messages.effective }{ " " }
                { clock::long_date(&entry.effective, messages.tag) }
            </small>
        </li>
    }
}

/// All documents but this one, those that are related to it first.
fn others<'m>(manifest: &'m Manifest, here: &str) -> Vec<&'m DocumentEntry> {
    let all = manifest.documents.iter().filter(|entry| entry.id != here);
    let (mut related, rest): (Vec<_>, Vec<_>) =
        all.partition(|entry| ties(manifest, here, entry).iter().any(|tie| tie.to == here));
    related.extend(rest);
    related
}

/// Who said what a document is to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// It did.
    Own,
    /// The other did.
    Reversed,
}

/// What a document is to another.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tie<'m> {
    kind: RelationKind,
    way: Way,
    /// The other document's id.
    to: &'m str,
}

impl<'m> Tie<'m> {
    pub(crate) fn view(&self, manifest: &'m Manifest, language: &str, words: &Words) -> Html {
        let (sentence, title) = self.in_words(manifest, language, words);
        filled(sentence, "{title}", title, language)
    }

    /// A sentence with `{title}`, and the title.
    fn in_words(&self, manifest: &'m Manifest, language: &str, words: &Words) -> (&'static str, &'m str) {
        let sentences = match self.way {
            Way::Own => &words.relations,
            Way::Reversed => &words.reversed,
        };
        let title = manifest.document(self.to).map_or(self.to, |entry| entry.title.get(language));
        (sentences.get(self.kind as usize).copied().unwrap_or_default(), title)
    }
}

/// What a document is to the one here, by either's word but not twice, then what it says that it is to others.
fn ties<'m>(manifest: &'m Manifest, here: &str, entry: &'m DocumentEntry) -> Vec<Tie<'m>> {
    let own = entry.relations.iter();
    let own = own.map(|relation| Tie { kind: relation.kind, way: Way::Own, to: relation.document.as_str() });
    let (mut ties, elsewhere): (Vec<_>, Vec<_>) = own.partition(|tie| tie.to == here);
    if let Some(here) = manifest.document(here) {
        reverse(&mut ties, entry, here);
    }
    ties.extend(elsewhere);
    ties
}

/// What a document says that it is to others, then what these say of it that it doesn't say itself.
pub(crate) fn all_ties<'m>(entry: &'m DocumentEntry, others: &[&'m DocumentEntry]) -> Vec<Tie<'m>> {
    let own = entry.relations.iter();
    let own = own.map(|relation| Tie { kind: relation.kind, way: Way::Own, to: relation.document.as_str() });
    let mut ties: Vec<_> = own.collect();
    for other in others {
        reverse(&mut ties, entry, other);
    }
    ties
}

/// Adds what another document says of this one, but for what is among the ties already.
fn reverse<'m>(ties: &mut Vec<Tie<'m>>, entry: &DocumentEntry, other: &'m DocumentEntry) {
    for relation in other.relations.iter().filter(|relation| relation.document == entry.id) {
        let counterpart = match relation.kind {
            RelationKind::Incorporates => Some(RelationKind::AnnexOf),
            RelationKind::AnnexOf => Some(RelationKind::Incorporates),
            RelationKind::Supplements | RelationKind::Supersedes => None,
        };
        let is_said =
            |tie: &Tie<'_>| tie.way == Way::Own && tie.to == other.id && Some(tie.kind) == counterpart;
        if !ties.iter().any(is_said) {
            ties.push(Tie { kind: relation.kind, way: Way::Reversed, to: &other.id });
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use samtycke_record::acceptance::Relation;

    use super::*;
    use crate::messages::messages;
    use crate::testing::sample_packs;

    fn vagthavn() -> Manifest {
        let (pack, _) = sample_packs().into_iter().find(|(pack, _)| pack.manifest.id == "vagthavn").unwrap();
        (*pack.manifest).clone()
    }

    /// Each of the others with its ties, seen from one document.
    fn seen(manifest: &Manifest, here: &str, language: &str) -> Vec<String> {
        let words = &messages(language).panels;
        let said = |entry: &DocumentEntry| {
            let ties = ties(manifest, here, entry);
            let ties: Vec<_> = ties
                .iter()
                .map(|tie| tie.in_words(manifest, language, words))
                .map(|(sentence, title)| sentence.replace("{title}", title))
                .collect();
            format!("{}: {}", entry.id, ties.join(" · "))
        };
        others(manifest, here).into_iter().map(said).collect()
    }

    #[test]
    fn relations_are_told_both_ways_and_related_documents_come_first() {
        let manifest = vagthavn();
        assert_eq!(
            seen(&manifest, "dpa", "en"),
            [
                "annex-a: Annex to “Data processing agreement”",
                "privacy-policy: Supplements “Data processing agreement” · Supplements “Subscription terms”",
                "terms: Supplemented by “Data processing agreement”",
                "cookie-policy: Supplements “Privacy policy”",
            ]
        );
        assert_eq!(
            seen(&manifest, "annex-a", "da")[..2],
            [
                "dpa: Omfatter »Bilag A: Behandlingen af personoplysninger« · Supplerer »Abonnementsvilkår«",
                "privacy-policy: Supplerer »Abonnementsvilkår« · Supplerer »Databehandleraftale«"
            ]
        );
    }

    #[test]
    fn among_a_roles_documents_each_relation_is_told_at_both() {
        for (role, document, expect) in [
            (
                "customer",
                "dpa",
                "Incorporates “Annex 1 – The processing of personal data” · Supplements “General terms”",
            ),
            (
                "customer",
                "terms",
                "Supplemented by “Data processing agreement” · Supplemented by “Our roles under the GDPR” · Supplemented by “Privacy policy”",
            ),
            (
                "customer",
                "annex-1",
                "Annex to “Data processing agreement” · Annex to “Sub-processor agreement”",
            ),
            // What it says of itself it says wherever it stands; what others say of it, where they stand too.
            ("representative", "role-statement", "Supplements “General terms”"),
            (
                "customer-through-partner",
                "annex-1",
                "Annex to “Data processing agreement” · Annex to “Sub-processor agreement”",
            ),
        ] {
            let (pack, _) =
                sample_packs().into_iter().find(|(pack, _)| pack.manifest.id == "prognosvik").unwrap();
            let manifest = &*pack.manifest;
            let entries = &manifest.role(role).unwrap().documents;
            let others: Vec<_> = entries.iter().filter_map(|entry| manifest.document(&entry.id)).collect();
            let words = &messages("en").panels;
            let said = all_ties(manifest.document(document).unwrap(), &others);
            let said: Vec<_> = said
                .iter()
                .map(|tie| tie.in_words(manifest, "en", words))
                .map(|(sentence, title)| sentence.replace("{title}", title))
                .collect();
            assert_eq!(said.join(" · "), expect, "{role} {document}");
        }
    }

    #[test]
    fn every_relation_has_its_words_in_both_ways_and_every_language() {
        let mut manifest = vagthavn();
        for (index, kind) in RelationKind::ALL.iter().enumerate() {
            assert_eq!(*kind as usize, index);
            for entry in &mut manifest.documents {
                entry.relations.clear();
            }
            manifest.documents[0].relations = vec![Relation { kind: *kind, document: "terms".into() }];
            for words in ["sv", "da", "en"].map(messages) {
                let [own, reversed] = [("terms", "dpa: "), ("dpa", "terms: ")].map(|(here, start)| {
                    seen(&manifest, here, words.tag)[0].strip_prefix(start).unwrap().to_owned()
                });
                let panels = &words.panels;
                let title = |id: &str| manifest.document(id).unwrap().title.get(words.tag).to_owned();
                assert_eq!(own, panels.relations[index].replace("{title}", &title("terms")));
                assert_eq!(reversed, panels.reversed[index].replace("{title}", &title("dpa")));
            }
        }
    }

    #[test]
    fn every_type_of_the_sample_packs_has_a_name() {
        for (pack, _) in sample_packs() {
            for entry in &pack.manifest.documents {
                assert!(DOCUMENT_TYPES.contains(&entry.r#type.as_str()), "{}", entry.r#type);
            }
        }
    }
}
