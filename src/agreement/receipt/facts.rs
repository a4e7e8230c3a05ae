//! What the receipt says: number and times, who for whom, the literal sentences, the annex.

use samtycke_record::acceptance::{Party, SignedAnnex};
use samtycke_record::registry::{Registration, Scheme};
use yew::prelude::*;

use super::number::Number;
use crate::agreement::annex::AnnexView;
use crate::agreement::outcome::Signed;
use crate::browser::clock;
use crate::delivery::endpoint::Receipted;
use crate::html::html;
use crate::messages::Messages;
use crate::pack::Pack;

/// `told`: what it was, when it is not the first of its kind.
pub(super) fn facts(
    signed: &Signed,
    receipted: Option<&Receipted>,
    told: Option<&'static str>,
    words: &'static Messages,
) -> Html {
    let record = &signed.record;
    let person = &record.signatory;
    let own = &words.evidence;
    let received = receipted.map(|receipted| {
        line(words.received, Html::from(clock::long_time(receipted.receipt.received_at.as_str(), words.tag)))
    });
    let who: Vec<&str> = [&person.name, &person.position, &person.email]
        .into_iter()
        .map(String::as_str)
        .filter(|text| !text.is_empty())
        .collect();
    let terms = [own.for_whom, own.with_whom];
    let parties = terms.into_iter().zip(&record.parties).map(|(term, party)| line(term, named(party)));
    html! {
        <dl>
            { told.map(|told| line(words.again.event, Html::from(told))) }
            { record.event.reason.clone().map(|reason| line(words.again.reason_given, Html::from(reason))) }
            { line(words.number, html! { <Number id={record.record_id.to_string()} {words} /> }) }
            { line(words.time, Html::from(clock::long_time(record.event.time.as_str(), words.tag))) }
            { received }
            { for parties }
            { line(own.by_whom, Html::from(who.join(", "))) }
            if signed.confirmation.is_some() {
                { line(words.confirmation.confirmed, Html::from(words.confirmation.with_passkey)) }
            }
        </dl>
    }
}

pub(in crate::agreement) fn line(term: &'static str, text: Html) -> Html {
    html! { <div><dt>{ term }</dt><dd>{ text }</dd></div> }
}

/// A party with its number.
pub(in crate::agreement) fn named(party: &Party) -> Html {
    html! { <>{ party.name.clone() }{ " " }{ number(&party.registry) }</> }
}

/// In brackets, and on one line where it isn't a court's.
pub(in crate::agreement) fn number(registry: &Registration) -> Html {
    let class = (registry.scheme != Scheme::DeRegisternummer).then_some("registered");
    html! { <span {class}>{ ["(", &registry.named(), ")"].concat() }</span> }
}

/// The sentences with the times of their ticks, and the button.
pub(super) fn said(signed: &Signed, words: &'static Messages) -> Html {
    let record = &signed.record;
    if record.statements.is_empty() {
        return Html::default();
    }
    let lang = record.statements.first().map(|statement| statement.language.clone());
    let one = |statement: &samtycke_record::acceptance::StatementAnswer| {
        let time = clock::long_time(statement.time.as_str(), words.tag);
        html! { <li><q>{ &statement.text }</q><small>{ time }</small></li> }
    };
    html! {
        <section>
            <h4>{ words.evidence.statements }</h4>
            <ul class="ticked" lang={lang.clone()}>{ for record.statements.iter().map(one) }</ul>
            <p>{ words.evidence.button }{ " " }<q {lang}>{ &record.submit_label }</q></p>
        </section>
    }
}

/// The annex as it was signed.
pub(super) fn annex(signed: &Signed, pack: &Pack, words: &'static Messages) -> Html {
    let record = &signed.record;
    let Some(SignedAnnex { content, edits, .. }) = record.annex.clone() else { return Html::default() };
    let language = record.documents.first().map(|document| document.language.clone()).unwrap_or_default();
    html! {
        <section>
            <h4>{ words.evidence.annex }</h4>
            <AnnexView {content} {edits} pack={pack.clone()} {language} {words} />
        </section>
    }
}
