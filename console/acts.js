// What was done with the records, and by whom.

import { make } from '../verify/dom.js';
import { get } from './api.js';
import { table, timeOf } from './page.js';

/** @import { Scene } from './start.js' */

/** @param {Scene} scene */
export const actsView = async ({ words, signal }) => {
  const { acts } = await get('api/acts', {}, signal);
  return [
    make('h1', { tabindex: '-1' }, words.acts),
    make('p', { class: 'lead' }, words.actsLead),
    table(
      words.acts, [words.when, words.actor, words.act, words.object, words.record.reason],
      acts.map((/** @type {any} */ one) => [timeOf(one.at, words), one.actor, make('code', {}, one.act), one.object || '–', one.note || '–']),
    ),
  ];
};
