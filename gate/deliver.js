// Records: answers wait here until the page is idle and the widget signs and sends them.

import { attempt } from './attempt.js';
import { endpointFor } from './config.js';
import { loadWidget, reportWidget } from './load.js';
import { whenIdle } from './page.js';

/** @import { Answer } from './types.d.ts' */

const ANSWERS = 'samtycke-answers';
/** Signed records that are not delivered yet; the widget's own. */
const OUTBOX = 'samtycke-outbox';

/** Answers that storage would not take. @type {Answer[]} */
let unkept = [];

/** @param {Answer} answer */
export const keepForRecord = (answer) => {
  const kept = attempt(() => {
    const waiting = attempt(() => JSON.parse(localStorage.getItem(ANSWERS) ?? '[]'));
    localStorage.setItem(ANSWERS, JSON.stringify([...(Array.isArray(waiting) ? waiting : []), answer]));
    return true;
  });
  if (!kept) unkept.push(answer);
};

/** Delivers what waits, now that the page is idle, and again when the browser is back online. */
export const startDelivery = () => {
  deliver();
  addEventListener('online', deliver);
};

/** Hands what waits to the widget once the page is idle. Without an endpoint nothing waits for anyone. */
export const deliver = () => {
  if (!endpointFor() || !isWaiting()) return;
  whenIdle(async () => {
    const answers = JSON.stringify(unkept);
    unkept = [];
    try {
      await (await loadWidget()).widget.deliver(answers);
    } catch (error) {
      reportWidget(document, error);
    }
  });
};

const isWaiting = () =>
  unkept.length > 0 ||
  [ANSWERS, OUTBOX].some((key) => attempt(() => JSON.parse(localStorage.getItem(key) ?? '[]').length > 0));
