// Records: answers wait here until the page is idle, and what signs and sends them is fetched.

import { attempt } from './attempt.js';
import { loadViews, tell } from './later.js';
import { whenIdle } from './page.js';

/** @import { Answer } from './types.d.ts' */

/** Answers that storage would not take. @type {Answer[]} */
const unkept = [];

/** One key each: tabs don't overwrite each other's. @param {Answer} answer */
export const keepForRecord = (answer) => {
  if (!attempt(() => (localStorage['samtycke-answer:' + answer.id] = JSON.stringify(answer)))) unkept.push(answer);
};

/** Will the next page know of every answer? */
export const isAllKept = () => !unkept[0];

/** Delivers what waits, now that the page is idle, and again when the browser is back online. */
export const startDelivery = () => {
  deliver();
  addEventListener('online', deliver);
};

/** Hands what waits over once the page is idle, also where data is to be saved: an answer without its record is no evidence. */
export const deliver = () =>
  whenIdle(() => {
    if (isWaiting())
      loadViews().then(
        ({ send }) => send(unkept),
        (error) => tell(document, error),
      );
  });

/** The outbox is the widget's own: signed records that are not delivered yet. */
const isWaiting = () =>
  unkept[0] ?? attempt(() => Object.keys(localStorage).some((key) => /^samtycke-(answer|outbox):/.test(key)));
