// What a site writes against gate/samtycke.d.ts. tsc must take all of it, and find each mistake that is expected.

import type { Consent, ConsentChange } from '../../gate/samtycke';

// As the page's scripts come before or after embed.js.
(window.samtycke ||= []).push((samtycke) => {
  const consent: Consent = samtycke.consent();
  const since: string | undefined = consent.time;
  const allowed: boolean = samtycke.has('statistics') && samtycke.has('statistics', 'matomo');
  const end = samtycke.subscribe(({ occasion, changed, remaining, services, mode, gpc }) => {
    const first: boolean = occasion === 'first' && mode === 'opt-in' && !gpc;
    // @ts-expect-error there is no such occasion
    if (occasion === 'second') return;
    // @ts-expect-error nor such a mode
    if (mode === 'never') return;
    return first ? void [...changed, ...remaining, ...services] : undefined;
  });
  end();
  samtycke.open('preferences');
  samtycke.open('policy');
  samtycke.accept();
  samtycke.accept('matomo');
  samtycke.withdraw(['matomo', 'marketing']);
  samtycke.region('US-CA');
  samtycke.rescan();
  samtycke.rescan(document.body.attachShadow({ mode: 'open' }));
  samtycke.push((same) => same.consent());
  return void [since, allowed];
});

(window.samtycke ||= []).push((samtycke) => {
  // @ts-expect-error that view has an element of its own
  samtycke.open('agreement');
  // @ts-expect-error an id is a string
  samtycke.accept(1);
  // @ts-expect-error a category comes first
  samtycke.has();
  // @ts-expect-error what is allowed may be missing only by not being listed
  const since: string = samtycke.consent().time;
  // @ts-expect-error there is no such thing
  samtycke.acceptAll();
  return void since;
});

// @ts-expect-error embed.js may not have run
window.samtycke.consent();
// @ts-expect-error or only an array may be there
window.samtycke?.consent();
if (window.samtycke && !Array.isArray(window.samtycke)) window.samtycke.consent();

// Events, where they come.
document.addEventListener('samtycke-consent', ({ detail }) => {
  const change: ConsentChange = detail;
  // @ts-expect-error those are ids
  const first: number = change.services[0];
  return void first;
});
document.querySelector('samtycke-agreement')?.addEventListener('samtycke-accepted', ({ detail }) => {
  const signed: string = detail.record + detail.confirmation + detail.id;
  // @ts-expect-error one that waits has no receipt
  if (detail.state === 'queued') detail.receipt = signed;
  if (detail.state === 'receipted') detail.receipt = signed;
  // @ts-expect-error there is no other state
  return detail.state === 'lost';
});
document.addEventListener('samtycke-declined', ({ detail }) => {
  const why: string = detail.reason;
  // @ts-expect-error without a record there is no number
  if (detail.state === '') detail.id = why;
  // @ts-expect-error one that waits has no receipt
  if (detail.state === 'queued') detail.receipt = detail.record;
  return detail.state === 'receipted' && detail.receipt.length + detail.id.length;
});
document.addEventListener('samtycke-accepted', ({ detail: { event } }) => event === 'reaccept' || event === 'amend_annex');
document.addEventListener('samtycke-objected', ({ detail: { reason, record } }) => void [reason, record]);
document.addEventListener('samtycke-standing', ({ detail: { standing, day } }) => (standing === 'grace' ? day : ''));
document.addEventListener('samtycke-document', ({ detail: { document, language } }) => void [document, language]);
document.addEventListener('samtycke-error', ({ detail }) => {
  if (detail.code === 'signature' || detail.code === 'unknown-document') return void detail.detail.trim();
  // @ts-expect-error there is no such code
  if (detail.code === 'lost') return;
  if (detail.code) return void detail.detail.trim();
  // @ts-expect-error whatever was thrown
  return detail.error.message;
});
// @ts-expect-error answers come on the document, not on an element
document.body.addEventListener('samtycke-consent', ({ detail }) => void detail);

// Elements.
const element: HTMLElement = document.createElement('samtycke-policy');
element.lang = 'da';
for (const name of ['samtycke-cookies', 'samtycke-preferences', 'samtycke-embed'] as const) {
  const found: HTMLElement | null = document.querySelector(name);
  found?.remove();
}
const agreement = document.createElement('samtycke-agreement');
agreement.name = 'dpa';
agreement.disabled = agreement.form === null;
const state: ValidityState = agreement.validity;
const record: string = agreement.checkValidity() || agreement.reportValidity() ? agreement.value : agreement.validationMessage;
// @ts-expect-error only the person's acceptance sets it
agreement.value = record;
void [state.valueMissing, agreement.labels.length, agreement.type, agreement.willValidate];

// @ts-expect-error not one of ours
type Other = HTMLElementTagNameMap['samtycke-banner'];
export type { Other };
