// Who hasn't accepted a version: the companies to write to.

import { make } from '../verify/dom.js';
import { get, save } from './api.js';
import { numberOf } from './list.js';
import { hash, held, input, table, timeOf } from './page.js';
import { counted } from './words.js';

/** @import { Words } from './words.js' */
/** @import { Scene } from './start.js' */

/** @param {Scene} scene */
export const missingView = async ({ words, query, signal }) => {
  const { document: id = '', version = '' } = query;
  const title = make('h1', { tabindex: '-1' }, words.missing);
  const lead = make('p', { class: 'lead' }, words.missingLead);
  const known = await get('api/documents', {}, signal);
  const form = make(
    'form', {
      class: 'filter',
      onsubmit: (event) => {
        event.preventDefault();
        location.hash = hash('missing', held(event.target));
      },
    },
    make(
      'div', { class: 'fields' },
      input({ name: 'document', label: words.filter.document, value: id, list: 'known-documents', required: true }),
      input({ name: 'version', label: words.filter.version, value: version, list: 'known-versions', required: true }),
    ),
    names('known-documents', known.documents.map((/** @type {any} */ one) => one.id)),
    names('known-versions', known.documents.map((/** @type {any} */ one) => one.version)),
    make('p', { class: 'acts' }, make('button', { class: 'primary' }, words.filter.apply)),
  );
  if (!id || !version) return [title, lead, form, make('p', {}, words.missingAsk)];
  const companies = await all({ document: id, version }, signal);
  if (companies.length === 0) return [title, lead, form, make('p', {}, words.missingNone)];
  const columns = [words.company, words.filter.registration, words.filter.email, words.filter.version, words.accepted];
  return [
    title, lead, form,
    make('p', { class: 'quiet', role: 'status' }, counted(words, 'companies', companies.length)),
    table(words.missing, columns, companies.map((/** @type {any} */ one) => cells(one, words))),
    make('p', {}, make('button', { type: 'button', onclick: () => save(csvOf(columns, companies), `${id}-${version}.csv`) }, words.saveList)),
  ];
};

/** Every page of them. @param {Record<string, string>} query @param {AbortSignal} signal */
const all = async (query, signal) => {
  const companies = [];
  let after = '';
  do {
    const page = await get('api/pending', { ...query, limit: '500', after }, signal);
    companies.push(...page.companies);
    after = page.next ?? '';
  } while (after);
  return companies;
};

/** @param {string} id @param {string[]} values */
const names = (id, values) => make('datalist', { id }, ...[...new Set(values)].map((value) => make('option', { value })));

/** @param {any} company @param {Words} words @returns {(Node | string)[]} */
const cells = ({ company, email, version, received_at: at, record_id: id, ...rest }, words) => [
  company, numberOf(rest), email ?? '–', version, make('a', { href: hash(`records/${id}`) }, timeOf(at, words)),
];

/** RFC 4180; what a spreadsheet would take for a formula begins with an apostrophe. @param {string[]} columns @param {any[]} companies */
const csvOf = (columns, companies) => {
  const cell = (/** @type {string} */ text) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  const rows = [columns, ...companies.map(({ company, email, version, received_at: at, ...rest }) => [company, numberOf(rest), email, version, at])];
  return new Blob(['\ufeff', rows.map((row) => `${row.map((text) => cell(text ?? '')).join(',')}\r\n`).join('')], { type: 'text/csv' });
};
