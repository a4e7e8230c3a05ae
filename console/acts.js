// What was done with the records, and by whom.

import { make } from '../verify/dom.js';
import { get } from './api.js';
import { actorOf, rowsOf, table, timeOf } from './page.js';

/** @import { Words } from './words.js' */
/** @import { Scene } from './start.js' */

/** @param {Scene} scene */
export const actsView = async ({ words, signal, guard }) => {
  const { acts, next } = await get('api/acts', {}, signal);
  const columns = [words.when, words.actor, words.act, words.object, words.reason];
  const drawn = table(words.acts, columns, acts.map((/** @type {any} */ one) => cells(one, words)));
  let after = next;
  const more = make('button', {
    type: 'button', hidden: !next,
    onclick: () => guard(async () => {
      const page = await get('api/acts', { after: String(after) });
      drawn.querySelector('tbody')?.append(...rowsOf(columns, page.acts.map((/** @type {any} */ one) => cells(one, words))));
      after = page.next;
      more.hidden = !after;
    }),
  }, words.more);
  return [make('h1', { tabindex: '-1' }, words.acts), make('p', { class: 'lead' }, words.actsLead), make('section', { class: 'found' }, drawn, make('p', {}, more))];
};

/** @param {any} one @param {Words} words @returns {(Node | string)[]} */
const cells = (one, words) => [timeOf(one.at, words), actorOf(one.actor), make('code', { class: 'whole' }, one.act), one.object || '–', one.note || '–'];
