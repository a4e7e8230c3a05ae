// Records: answers wait here until the page is idle and the widget signs and sends them.

import { attempt } from './attempt.js';
import { loadWidget, report } from './load.js';
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

/** Hands what waits to the widget once the page is idle. Each answer and record names its own endpoint. */
export const deliver = () => {
  if (!isWaiting()) return;
  whenIdle(async () => {
    const answers = unkept.splice(0);
    try {
      const { widget } = await loadWidget();
      const run = () => widget.deliver(JSON.stringify(answers));
      // One tab at a time: two would sign the same answer, and the receiver would refuse the second.
      // Where cookies are blocked there may be no locks either.
      const isLockable = await navigator.locks?.query().then(
        () => true,
        () => false,
      );
      const left = await (isLockable ? navigator.locks.request('samtycke', run) : run());
      unkept.push(...JSON.parse(left));
    } catch (error) {
      unkept.push(...answers);
      report(document, error);
    }
  });
};

/** The outbox is the widget's own: signed records that are not delivered yet. */
const isWaiting = () =>
  unkept[0] ?? attempt(() => Object.keys(localStorage).some((key) => /^samtycke-(answer|outbox):/.test(key)));
