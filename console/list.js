// The list of records, newest first, and its filter. The filter stands in the address, so it can be kept and shared.

import { make } from '../verify/dom.js';
import { numberWritten } from '../verify/numbers.js';
import { download, get } from './api.js';
import { hash, held, input, rowsOf, select, table, timeOf } from './page.js';
import { counted } from './words.js';

/** @import { Scene } from './start.js' */

const PAGE = '50';
const FIELDS = /** @type {const} */ (['company', 'registration', 'email', 'document', 'version', 'kind', 'event', 'from', 'to']);
/** @type {Record<string, string>} */
const TYPES = { from: 'date', to: 'date' };

/** @param {Scene} scene */
export const listView = async (scene) => {
  const { words, query, signal } = scene;
  const { records, next } = await get('api/records', { ...query, limit: PAGE }, signal);
  const title = make('h1', { tabindex: '-1' }, words.records);
  const filter = filterOf(scene);
  if (records.length === 0) return [title, filter, make('p', { class: 'lead' }, Object.keys(query).length ? words.none : words.empty)];
  return [title, filter, found(records, next, scene)];
};

/** @param {Scene} scene */
const filterOf = ({ query, words, report, guard }) => {
  const text = words.filter;
  const fields = FIELDS.map((name) => {
    const value = query[name] ?? '';
    if (name === 'kind') return select({ name, label: text.kind, value, options: Object.entries(text.kinds) });
    if (name === 'event') return select({ name, label: text.event, value, options: [['', text.any], ...Object.entries(report.events)] });
    return input({ name, label: text[name], value, type: TYPES[name] ?? 'text' });
  });
  const used = FIELDS.some((name) => query[name]);
  const state = make('span', { role: 'status' });
  const exports = Object.entries(words.exports).map(([format, name]) =>
    make('button', {
      type: 'button',
      onclick: () => {
        state.textContent = words.exporting;
        guard(() => download('api/export', { ...query, format }, `samtycke-records.${ENDINGS[format]}`)).finally(() => (state.textContent = ''));
      },
    }, name));
  return make(
    'form', {
      class: 'filter',
      onsubmit: (event) => {
        event.preventDefault();
        location.hash = hash('records', held(event.target));
      },
    },
    make(
      'div', { class: 'search' },
      input({ name: 'q', label: text.q, help: text.qHelp, value: query.q ?? '', type: 'search' }),
      make('button', { class: 'primary' }, text.apply),
      used || query.q ? make('a', { class: 'button', href: hash('records') }, text.clear) : undefined,
    ),
    make('details', { open: used }, make('summary', {}, text.title), make('div', { class: 'fields' }, ...fields)),
    make('p', { class: 'acts' }, make('span', { class: 'quiet' }, words.export), ...exports, state),
  );
};

/** @type {Record<string, string>} */
const ENDINGS = { jsonl: 'jsonl', csv: 'csv', dpv: 'jsonld' };

/** @param {any[]} records @param {string | undefined} next @param {Scene} scene */
const found = (records, next, scene) => {
  const { query, words, guard } = scene;
  const columns = [words.received, words.company, words.filter.registration, words.who, words.what];
  const drawn = table(words.records, columns, records.map((record) => cells(record, scene)));
  const count = make('p', { class: 'quiet', role: 'status' }, counted(words, 'shown', records.length));
  let shown = records.length;
  let after = next;
  const more = make('button', {
    type: 'button', hidden: !next,
    onclick: () => guard(async () => {
      const page = await get('api/records', { ...query, limit: PAGE, after: after ?? '' });
      const rows = rowsOf(columns, page.records.map((/** @type {any} */ record) => cells(record, scene)));
      drawn.querySelector('tbody')?.append(...rows);
      rows[0]?.querySelector('a')?.focus();
      shown += rows.length;
      after = page.next;
      count.textContent = counted(words, 'shown', shown);
      more.hidden = !after;
    }),
  }, words.more);
  return make('section', { class: 'found' }, drawn, count, make('p', {}, more));
};

/** A registration as people write it. @param {{ scheme?: string, registration?: string }} found */
export const numberOf = ({ scheme, registration }) =>
  registration && scheme ? numberWritten({ scheme, id: registration }) : '–';

/** @param {any} record @param {Scene} scene @returns {(Node | string)[]} */
const cells = (record, { words, report }) => [
  make('a', { href: hash(`records/${record.record_id}`) }, timeOf(record.received_at, words)),
  record.company ?? words.visitor.replace('{x}', record.origin),
  numberOf(record),
  record.email ?? '–',
  report.events[/** @type {keyof Scene['report']['events']} */ (record.event)] ?? record.event,
];
