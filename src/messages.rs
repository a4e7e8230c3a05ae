//! Every string of the interface: `languages/` has them, a file a language, and `languages/context.toml` says what each
//! means. The typed catalogue is made of that when this crate is built; its words are fetched when a language is shown.

#[cfg(not(target_arch = "wasm32"))]
mod built;
mod catalogue;
#[cfg(target_arch = "wasm32")]
mod fetched;
mod plural;
#[cfg(not(target_arch = "wasm32"))]
mod prerendered;

#[cfg(not(target_arch = "wasm32"))]
pub use built::{files, gate_words, messages};
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use built::{listen, ready, source};
use catalogue::{Fill, Words};
pub use catalogue::{Refused, read};
#[cfg(target_arch = "wasm32")]
pub use fetched::{learn, take};
#[cfg(target_arch = "wasm32")]
pub(crate) use fetched::{listen, messages, ready, source};
pub use plural::Plural;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use prerendered::{PERSONAL_DATA, Prerendered, prerendered};

include!(concat!(env!("OUT_DIR"), "/widget.rs"));

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

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn nobody_meets_a_receiver_where_the_vendor_has_a_name() {
        for (language, word) in [("sv", "mottagaren"), ("da", "modtageren"), ("en", "the receiver")] {
            let (_, words) = files().find(|(tag, _)| *tag == language).unwrap();
            assert!(!words.to_lowercase().contains(word), "{language}: {word}");
        }
    }

    #[test]
    fn lists_are_in_the_order_of_what_they_name() {
        use samtycke_pack::manifest::ContactKind;
        use samtycke_record::acceptance::{Act, RelationKind};
        use samtycke_record::registry::Scheme;
        assert_eq!(SCHEMES.to_vec(), Scheme::ALL.iter().map(|one| one.as_str()).collect::<Vec<_>>());
        assert_eq!(ACTS.to_vec(), Act::ALL.iter().map(|one| one.as_str()).collect::<Vec<_>>());
        assert_eq!(
            CONTACT_KINDS.to_vec(),
            ContactKind::ALL.iter().map(|one| one.as_str()).collect::<Vec<_>>()
        );
        assert_eq!(RELATIONS.to_vec(), RelationKind::ALL.iter().map(|one| one.as_str()).collect::<Vec<_>>());
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
