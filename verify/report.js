// What was found, for a person: who, what and when, the checks in words, the texts, and what all of it proves.

import { blocksOf } from './blocks.js';
import { line, make } from './dom.js';
import { ACCEPTANCE } from './forms.js';
import { numberWritten } from './numbers.js';

/** @import { Check, Report } from './types.d.ts' */
/** @import { Words } from './words.js' */

/** @param {Report} report @param {Words} words @returns {Node[]} */
export const reportOf = (report, words) => {
  const { record, checks } = report;
  return [
    verdictOf(checks, words),
    ...(record ? [factsOf(report, words)] : []),
    checksOf(checks, words),
    ...(record ? [documentsOf(report, words)] : []),
    make('section', {}, make('h2', {}, words.proves), make('p', {}, words.provesYes), make('p', {}, words.provesNo), make('p', { class: 'quiet' }, words.trust)),
  ];
};

/** How all of it ended, in one word. @param {Check[]} checks */
export const sumOfChecks = (checks) => {
  if (checks.some(({ outcome }) => outcome === 'fail')) return 'fail';
  return checks.some(({ check, outcome }) => check === 'signature' && outcome === 'pass') ? 'pass' : 'open';
};

/** @param {Check[]} checks @param {Words} words */
const verdictOf = (checks, words) => {
  const sum = sumOfChecks(checks);
  const number = (/** @type {string} */ outcome) =>
    String(checks.filter((one) => one.outcome === outcome && one.reason !== 'other-kind').length);
  const counts = words.counts
    .replace('{pass}', number('pass')).replace('{fail}', number('fail')).replace('{open}', number('not checked'));
  const hint = checks.some(({ reason }) => reason === 'no-crypto') ? make('p', {}, words.noCrypto) : undefined;
  return make(
    'section', { class: 'verdict', 'data-verdict': sum, tabindex: '-1', id: 'verdict' },
    make('h2', {}, make('span', { class: 'mark', 'aria-hidden': 'true' }, MARKS[sum]), words.verdict[sum]),
    make('p', {}, counts), hint,
  );
};

const MARKS = { pass: '✓', fail: '✕', open: '–' };

/** @param {Check[]} checks @param {Words} words */
const checksOf = (checks, words) =>
  make(
    'section', {},
    make('h2', {}, words.checks),
    make('ul', { class: 'checks' }, ...checks.filter(({ reason }) => reason !== 'other-kind').map((check) => checkOf(check, words))),
  );

/** @param {Check} check @param {Words} words */
const checkOf = ({ check, outcome, why, reason }, words) => {
  const [name, holds, not] = words.check[check];
  const [mark, text] =
    outcome === 'pass' ? [MARKS.pass, holds]
    : outcome === 'fail' ? [MARKS.fail, not]
    : [MARKS.open, reason ? words.reasons[reason] : ''];
  return make(
    'li', { 'data-check': check, 'data-outcome': outcome },
    make('span', { class: 'mark', 'aria-hidden': 'true' }, mark),
    make(
      'div', {},
      make('p', {}, make('strong', {}, name), ' ', make('span', { class: 'outcome' }, words.outcomes[outcome])),
      make('p', {}, text),
      make('p', { class: 'why' }, words.exactly, ' ', make('span', { lang: 'en', dir: 'ltr' }, why)),
    ),
  );
};

/** @param {string} time @param {Words} words */
const timeOf = (time, words) =>
  make('time', { datetime: time }, new Intl.DateTimeFormat(words.locale, { dateStyle: 'long', timeStyle: 'medium' }).format(new Date(time)));

/** @param {string} date @param {Words} words */
const dateOf = (date, words) => {
  const day = new Date(`${date}T12:00:00Z`);
  return Number.isNaN(day.getTime()) ? date : new Intl.DateTimeFormat(words.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(day);
};

/** @param {Report} report @param {Words} words */
const factsOf = (report, words) => {
  const { record, receipt, checks } = report;
  const { event } = record;
  const proven = ['receipt-form', 'receipt-signature', 'receipt-match'].every((id) =>
    checks.some(({ check, outcome }) => check === id && outcome === 'pass'));
  const received = receipt
    ? [timeOf(receipt.received_at, words), ` ${words.byIssuer.replace('{x}', receipt.issuer)}${proven ? '' : ` (${words.unproven})`}`]
    : [words.noReceipt];
  return make(
    'section', {},
    make('h2', {}, words.facts),
    sumOfChecks(checks) === 'fail' ? make('p', { class: 'warn' }, words.asSaid) : undefined,
    make(
      'dl', { class: 'facts' },
      line(words.event, words.events[/** @type {keyof Words['events']} */ (event.type)]),
      ...(record.schema === ACCEPTANCE ? partiesOf(record, words) : visitorOf(record, words)),
      line(words.when, timeOf(event.time, words), ` (${words.byClock})`),
      line(words.received, ...received),
      line(words.number, make('code', {}, record.record_id)),
      line(words.digest, make('code', {}, report.digest ?? '–')),
      event.reason ? line(words.reason, event.reason) : undefined,
    ),
    ...(record.schema === ACCEPTANCE ? saidOf(record, words) : []),
  );
};

/** @param {any} record @param {Words} words */
const partiesOf = ({ parties, signatory }, words) => [
  ...parties.map((/** @type {any} */ party, /** @type {number} */ index) =>
    line(index ? words.withWhom : words.forWhom, `${party.name} (${numberWritten(party.registry)})`)),
  line(words.who, [signatory.name, signatory.position, signatory.email].filter(Boolean).join(', ')),
];

/** @param {any} record @param {Words} words */
const visitorOf = ({ context, controller, purposes }, words) => [
  line(words.who, words.visitor.replace('{x}', context.origin)),
  line(words.controller, `${controller.name} (${controller.registry})`),
  line(
    words.purposes,
    make('ul', {}, ...purposes.map((/** @type {any} */ { id, recipient, state }) =>
      make('li', {}, `${id} (${recipient}): ${words.states[/** @type {keyof Words['states']} */ (state)]}`))),
  ),
];

/** The sentences, the button and the annex. @param {any} record @param {Words} words */
const saidOf = ({ statements, submit_label: label, annex, documents }, words) => {
  const items = (/** @type {any[]} */ list) => make('ul', {}, ...list.map(({ name }) => make('li', {}, name)));
  const lang = documents[0]?.language;
  return [
    ...(statements.length
      ? [
          make('h3', {}, words.statements),
          make(
            'ul', { class: 'statements' },
            ...statements.map((/** @type {any} */ { text, time, language }) =>
              make('li', {}, make('q', { lang: language, dir: 'auto' }, text), ' ', make('small', {}, timeOf(time, words)))),
          ),
          make('p', {}, `${words.button} `, make('q', { lang, dir: 'auto' }, label)),
        ]
      : []),
    ...(annex
      ? [
          make('h3', {}, words.annex),
          make('dl', { class: 'facts', lang }, line(words.subjects, items(annex.content.subjects)), line(words.categories, items(annex.content.categories))),
        ]
      : []),
  ];
};

/** Each document that the record names, with its text where it is there. @param {Report} report @param {Words} words */
const documentsOf = ({ record, texts, manifest }, words) => {
  /** @type {any[]} */
  const named = record.documents ?? [{ ...record.notice, title: manifest?.documents.find((/** @type {any} */ one) => one.id === record.notice.document)?.title[record.notice.language] ?? record.notice.document }];
  return make(
    'section', {},
    make('h2', {}, words.documents),
    ...named.map((one) => {
      const text = texts.find(({ digest }) => digest === one.sha256)?.document;
      const act = one.act ? `${words.acts[/** @type {keyof Words['acts']} */ (one.act)]} · ` : '';
      const date = one.effective ? `, ${words.effective} ${dateOf(one.effective, words)}` : '';
      return make(
        'article', { 'data-document': one.id },
        make('h3', { lang: one.language, dir: 'auto' }, one.title),
        make('p', {}, `${act}${words.version} ${one.version}${date}`),
        make('p', { class: 'why' }, make('code', {}, one.sha256)),
        text ? readable(text, words) : make('p', { class: 'quiet' }, words.noText),
      );
    }),
  );
};

/** The text, drawn when it is opened or printed. @param {any} text @param {Words} words */
const readable = (text, words) => {
  const inner = make('div', { class: 'text', lang: text.language, dir: 'auto' });
  const draw = () => {
    if (!inner.hasChildNodes()) inner.append(...blocksOf(text.blocks));
  };
  return make('details', { ontoggle: draw, ondraw: draw }, make('summary', {}, words.readText), inner);
};

/** Opens every text, for paper. @param {ParentNode} root */
export const openAll = (root) => {
  for (const details of root.querySelectorAll('details')) {
    details.dispatchEvent(new Event('draw'));
    details.open = true;
  }
};

/** @param {Words} words */
export const printButton = (words) => make('button', { type: 'button', class: 'print', onclick: () => print() }, words.print);
