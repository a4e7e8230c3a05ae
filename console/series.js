// Acceptances over time, as a picture and as a table.

import { directionOf } from '../verify/choose.js';
import { make } from '../verify/dom.js';
import { get } from './api.js';
import { chart } from './chart.js';
import { dayOf, hash, held, input, select, table } from './page.js';

/** @import { Words } from './words.js' */
/** @import { Scene } from './start.js' */

/** @param {Scene} scene */
export const seriesView = async ({ words, query, signal }) => {
  const { by = 'week', ...rest } = query;
  const { steps: series } = await get('api/acceptances', { ...rest, by }, signal);
  const title = make('h1', { tabindex: '-1' }, words.series);
  const form = make(
    'form', {
      class: 'filter',
      onsubmit: (event) => {
        event.preventDefault();
        location.hash = hash('over-time', held(event.target));
      },
    },
    make(
      'div', { class: 'fields' },
      select({ name: 'by', label: words.by.label, value: by, options: [['day', words.by.day], ['week', words.by.week], ['month', words.by.month]] }),
      input({ name: 'document', label: words.filter.document, value: rest.document ?? '' }),
      input({ name: 'version', label: words.filter.version, value: rest.version ?? '' }),
    ),
    make('p', { class: 'acts' }, make('button', { class: 'primary' }, words.filter.apply)),
  );
  const lead = make('p', { class: 'lead' }, words.seriesLead);
  if (series.length === 0) return [title, lead, form, make('p', {}, words.seriesNone)];
  const number = new Intl.NumberFormat(words.locale);
  const bars = series.map((/** @type {{ from: string, count: number }} */ { from, count }) => ({ label: labelOf(from, by, words), short: shortOf(from, by, words), value: count }));
  return [
    title, lead, form,
    make('div', { class: 'picture' }, chart(words.seriesLead, bars, (value) => number.format(value), directionOf(words))),
    make(
      'details', {},
      make('summary', {}, words.table),
      table(words.series, [words.period, words.number], bars.map((/** @type {any} */ bar) => [bar.label, number.format(bar.value)])),
    ),
  ];
};

/** @param {string} from @param {string} by @param {Words} words */
const labelOf = (from, by, words) =>
  by === 'month'
    ? new Intl.DateTimeFormat(words.locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${from.slice(0, 10)}T12:00:00Z`))
    : dayOf(from, words);

/** @param {string} from @param {string} by @param {Words} words */
const shortOf = (from, by, words) =>
  new Intl.DateTimeFormat(words.locale, by === 'month' ? { month: 'short', timeZone: 'UTC' } : { day: 'numeric', month: 'short', timeZone: 'UTC' })
    .format(new Date(`${from.slice(0, 10)}T12:00:00Z`));
