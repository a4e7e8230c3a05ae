// Legal holds: what may not be erased, and why.

import { make } from '../verify/dom.js';
import { get, post, remove } from './api.js';
import { asking, reasonField } from './dialog.js';
import { actorOf, hash, held, input, select, table, timeOf } from './page.js';

/** @import { Words } from './words.js' */
/** @import { Scene } from './start.js' */

/** @param {Scene} scene */
export const holdsView = async ({ words, signal, redraw }) => {
  const text = words.hold;
  const { holds } = await get('api/holds', {}, signal);
  const inForce = holds.filter((/** @type {any} */ one) => !one.released_at);
  const released = holds.filter((/** @type {any} */ one) => one.released_at);
  const place = asking({
    label: text.place,
    look: 'primary',
    question: text.placeAsk,
    fields: [
      select({ name: 'subject', label: text.subject, value: 'registration', options: Object.entries(text.subjects) }),
      input({ name: 'value', label: text.value, help: text.valueHelp, required: true }),
      reasonField(words),
    ],
    act: async (form) => void (await post('api/holds', held(form))),
    done: redraw,
  }, words);
  return [
    make('h1', { tabindex: '-1' }, words.holds),
    make('p', { class: 'lead' }, text.lead),
    make('p', { class: 'acts' }, place),
    inForce.length === 0 ? make('p', { class: 'quiet' }, text.none) : make('section', { class: 'found' }, table(
      words.holds, [text.subject, words.reason, text.since, words.actor, ''],
      inForce.map((/** @type {any} */ one) => [
        meant(one, words), one.reason, timeOf(one.placed_at, words), actorOf(one.placed_by),
        asking({
          label: text.release,
          about: one.value,
          question: text.releaseAsk.replace('{x}', one.reason),
          act: async () => void (await remove(`api/holds/${one.id}`)),
          done: redraw,
        }, words),
      ]),
    )),
    ...(released.length === 0 ? [] : [make(
      'details', {},
      make('summary', {}, text.released),
      table(
        text.released, [text.subject, words.reason, text.since, text.until, words.actor],
        released.map((/** @type {any} */ one) => [
          meant(one, words), one.reason, timeOf(one.placed_at, words), timeOf(one.released_at, words), actorOf(one.released_by),
        ]),
      ),
    )]),
  ];
};

/** What a hold goes by, leading to the records that it keeps. @param {any} hold @param {Words} words */
const meant = ({ subject, value }, words) => {
  const kinds = /** @type {Record<string, string>} */ (words.hold.subjects);
  const place = subject === 'record' ? hash(`records/${value}`) : hash('records', { [subject]: value });
  return make('span', {}, `${kinds[subject] ?? subject} `, make('a', { href: place }, value));
};
