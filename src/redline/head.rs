//! What one reads before the changes: which versions, how much it matters, in the authors' words, how many there are.

use samtycke_pack::redline::Change;
use yew::prelude::*;

use super::compared::Compared;
use super::plan::Counts;
use super::summaries::Summary;
use crate::browser::clock;
use crate::html::html;
use crate::links::{Links, TITLE, Target};
use crate::messages::Messages;

pub(super) fn head(
    compared: &Compared,
    summaries: &[Summary],
    links: &Links,
    words: &'static Messages,
    printing: Callback<MouseEvent>,
) -> Html {
    let redline = &compared.redline;
    let own = &words.redline;
    let tag = words.tag;
    let lead = lead(compared, words);
    let verdict = match redline.change {
        _ if redline.from.sha256 == redline.to.sha256 => own.same,
        Change::None => own.none,
        Change::Typographic => own.typographic,
        Change::Substantive => own.substantive,
    };
    let class = if redline.change == Change::Substantive { "verdict substantive" } else { "verdict" };
    let text = Target { since: None, anchor: None, ..links.here.clone() };
    let (href, onclick) = (links.href(&text), links.onclick(&text));
    html! {
        <header>
            <h2 id={TITLE} tabindex="-1">{ &redline.to.title }</h2>
            <p class="lead" lang={tag}>{ lead }</p>
            if redline.from.title != redline.to.title {
                <p class="meta" lang={tag}>
                    { own.title_was }{ " " }
                    <del lang={compared.old.language.clone()}>{ &redline.from.title }</del>
                </p>
            }
            <p {class} lang={tag}>
                <strong>{ verdict }</strong>
                if !redline.steps.is_empty() { { " " }{ told(&compared.plan.counts, words) } }
            </p>
            { summary(summaries, &compared.new.language, words) }
            <p class="meta" lang={tag}>
                if compared.plan.counts.stops() > 0 { { own.legend }{ " " } }
                <a {href} {onclick}>{ own.text }</a>
            </p>
            <p class="actions" lang={tag}>
                <button type="button" class="quiet" onclick={printing}>{ words.reading.print }</button>
            </p>
        </header>
    }
}

/// Which versions: "From version 3.1 … to 3.2 …".
fn lead(compared: &Compared, words: &'static Messages) -> String {
    let redline = &compared.redline;
    words
        .redline
        .lead
        .replace("{old_date}", &clock::long_date(&redline.from.effective, words.tag))
        .replace("{new_date}", &clock::long_date(&redline.to.effective, words.tag))
        .replace("{old}", &redline.from.version)
        .replace("{new}", &redline.to.version)
}

/// What identifies both texts at each page's foot.
pub(super) fn foot(compared: &Compared, words: &'static Messages) -> crate::browser::print::Foot {
    let redline = &compared.redline;
    let title = redline.to.title.clone();
    let digests = [&redline.from, &redline.to].map(|text| text.sha256.to_string());
    let lines = [format!("{title} · {}", lead(compared, words))].into_iter().chain(digests).collect();
    crate::browser::print::Foot { title, lines, page: words.reading.page }
}

fn summary(summaries: &[Summary], language: &str, words: &'static Messages) -> Html {
    if summaries.is_empty() {
        return Html::default();
    }
    let items = summaries.iter().map(|summary| {
        html! {
            <div>
                <dt lang={words.tag}>
                    { words.version }{ " " }{ &summary.version }{ " · " }
                    { clock::long_date(&summary.effective, words.tag) }
                </dt>
                <dd lang={language.to_owned()}>{ &summary.text }</dd>
            </div>
        }
    });
    html! {
        <div class="summaries">
            <h3 lang={words.tag}>{ words.redline.summary }</h3>
            <dl>{ for items }</dl>
        </div>
    }
}

/// `7 changed, 2 new, 1 removed, 1 moved.`
pub(super) fn told(counts: &Counts, words: &'static Messages) -> String {
    let own = &words.redline;
    let all = [
        (counts.changed, &own.changed),
        (counts.added, &own.added),
        (counts.removed, &own.removed),
        (counts.moved, &own.moved),
        (counts.renumbered, &own.renumbered),
    ];
    let some = all.into_iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> = some.map(|(count, words)| words.say(count)).collect();
    if told.is_empty() { String::new() } else { told.join(", ") + "." }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::messages;

    #[test]
    fn what_there_is_of_each_is_told_in_the_words_of_the_language() {
        let counts = Counts { changed: 7, added: 2, removed: 1, moved: 1, renumbered: 0 };
        for (language, counts, expect) in [
            ("en", &counts, "7 changed, 2 new, 1 removed, 1 moved."),
            ("da", &counts, "7 ændrede, 2 nye, 1 fjernet, 1 flyttet."),
            ("sv", &counts, "7 ändrade, 2 nya, 1 borttagen, 1 flyttad."),
            ("sv", &Counts { renumbered: 3, ..Counts::default() }, "3 med andra nummer."),
            ("en", &Counts::default(), ""),
        ] {
            assert_eq!(told(counts, messages(language)), expect);
        }
    }
}
