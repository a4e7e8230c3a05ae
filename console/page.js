// What every view is made of.

import { make } from '../verify/dom.js';
import { Problem } from './api.js';

/** @import { Words } from './words.js' */

/** @param {string} time @param {Words} words */
export const timeOf = (time, words) =>
  make('time', { datetime: time }, new Intl.DateTimeFormat(words.locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(time)));

/** Who did it, without the token's id. @param {string} actor */
export const actorOf = (actor) => /^token \S+ \((.*)\)$/.exec(actor)?.[1] ?? actor;

/** What went wrong, in the person's language where it is known. @param {unknown} problem @param {Words} words @returns {string | Node} */
export const toldOf = (problem, words) => {
  const known = problem instanceof Problem ? problem : new Problem(-1, '', String(problem));
  if (known.status === 0) return words.failed.offline;
  return known.status === 403 ? words.failed.forbidden : make('span', { lang: 'en' }, known.message);
};

/** A day of a calendar, not of a clock. @param {string} day @param {Words} words */
export const dayOf = (day, words) =>
  new Intl.DateTimeFormat(words.locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${day.slice(0, 10)}T12:00:00Z`));

/**
 * A table whose rows become cards on a narrow screen: each cell knows its column's name.
 * @param {string} caption @param {string[]} columns @param {(Node | string)[][]} rows
 */
export const table = (caption, columns, rows) =>
  make(
    'table', {},
    make('caption', { class: 'unseen' }, caption),
    make('thead', {}, make('tr', {}, ...columns.map((name) => (name ? make('th', { scope: 'col' }, name) : make('td', {}))))),
    make('tbody', {}, ...rowsOf(columns, rows)),
  );

/** Texts keep to themselves: a number in groups would be turned round in a page from right to left. @param {string[]} columns @param {(Node | string)[][]} rows */
export const rowsOf = (columns, rows) =>
  rows.map((cells) => make('tr', {}, ...cells.map((cell, at) => make('td', { 'data-column': columns[at] ?? '' }, typeof cell === 'string' ? make('bdi', {}, cell) : cell))));

/** Types of what runs from left to right in every language. */
const LATIN = ['url', 'password'];

/**
 * @param {{ name: string, label: string, help?: string, value?: string, type?: string, list?: string, required?: boolean }} field
 */
export const input = ({ name, label, help, value = '', type = 'text', list, required = false }) => {
  const id = `f-${name}`;
  const control = /** @type {HTMLInputElement} */ (make('input', { id, name, type, list, required, dir: LATIN.includes(type) ? 'ltr' : undefined, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': help && `${id}-help` }));
  control.value = value;
  return make('p', { class: 'field' }, make('label', { for: id }, label), control, help ? make('small', { id: `${id}-help` }, help) : undefined);
};

/** @param {{ name: string, label: string, value: string, options: [string, string][] }} field */
export const select = ({ name, label, value, options }) => {
  const id = `f-${name}`;
  const control = /** @type {HTMLSelectElement} */ (
    make('select', { id, name }, ...options.map(([key, text]) => make('option', { value: key }, text))));
  control.value = value;
  return make('p', { class: 'field' }, make('label', { for: id }, label), control);
};

/** What a form holds, without what was left empty. @param {HTMLFormElement} form @returns {Record<string, string>} */
export const held = (form) =>
  Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]).filter(([, value]) => value !== ''));

/** @param {string} view @param {Record<string, string>} query */
export const hash = (view, query = {}) => {
  const text = new URLSearchParams(query).toString();
  return `#/${view}${text ? `?${text}` : ''}`;
};
