// How long records are kept, what the rules would erase now, and doing it.

import { line, make } from '../verify/dom.js';
import { get, post } from './api.js';
import { asking } from './dialog.js';
import { hash } from './page.js';
import { counted } from './words.js';

/** @import { Words } from './words.js' */
/** @import { Scene } from './start.js' */

/** Ids that are listed; the rest is a number. */
const LISTED = 50;

/** @param {Scene} scene */
export const retentionView = async ({ words, signal, guard }) => {
  const text = words.rules;
  const rules = await get('api/retention', {}, signal);
  const has = rules.consent_months !== undefined || rules.agreement_months !== undefined;
  const term = (/** @type {number | undefined} */ months, /** @type {string} */ after) =>
    months === undefined ? text.never : after.replace('{x}', counted(words, 'months', months));
  const result = make('div', { class: 'result', role: 'status' });
  const look = () => guard(async () => {
    result.replaceChildren(make('p', { class: 'quiet' }, text.looking));
    const report = await (await post('api/retention', { mode: 'dry-run' })).json();
    result.replaceChildren(...found(report, words, (told) => result.replaceChildren(make('p', {}, told))));
  });
  return [
    make('h1', { tabindex: '-1' }, words.retention),
    make('p', { class: 'lead' }, text.lead),
    make(
      'dl', { class: 'rules' },
      line(text.consents, term(rules.consent_months, text.afterReceipt)),
      line(text.agreements, term(rules.agreement_months, text.afterEnd)),
      ...(has ? [line(text.run, rules.run === 'daily' ? text.daily : text.byHand)] : []),
    ),
    make('p', { class: 'quiet' }, text.held),
    ...(has
      ? [make('p', { class: 'acts' }, make('button', { type: 'button', class: 'primary', onclick: look }, text.look)), result]
      : []),
    make('p', { class: 'quiet' }, text.where),
  ];
};

/** @param {any} report @param {Words} words @param {(told: string) => void} tell */
const found = ({ consents, agreements, held, records }, words, tell) => {
  const text = words.rules;
  const kept = held > 0 ? make('p', {}, counted(words, 'heldBack', held)) : undefined;
  if (consents + agreements === 0) return [make('p', {}, text.nothing), ...(kept ? [kept] : [])];
  const sumOf = (/** @type {any} */ report) =>
    [counted(words, 'consents', report.consents), counted(words, 'agreements', report.agreements)].join(', ');
  const sum = sumOf({ consents, agreements });
  const erase = asking({
    label: text.erase,
    question: text.eraseAsk.replace('{x}', sum),
    act: async () => tell(text.erased.replace('{x}', sumOf(await (await post('api/retention', { mode: 'erase' })).json()))),
    done: () => {},
  }, words);
  const shown = records.slice(0, LISTED);
  return [
    make('p', {}, make('strong', {}, text.wouldGo.replace('{x}', sum))),
    ...(kept ? [kept] : []),
    make(
      'details', {},
      make('summary', {}, text.which),
      make('ul', { class: 'ids' }, ...shown.map((/** @type {string} */ id) => make('li', {}, make('a', { href: hash(`records/${id}`) }, id)))),
      consents + agreements > shown.length ? make('p', { class: 'quiet' }, counted(words, 'andMore', consents + agreements - shown.length)) : undefined,
    ),
    make('p', { class: 'acts' }, erase),
  ];
};
