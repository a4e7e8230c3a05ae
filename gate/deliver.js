// Records: answers wait here until the page is idle and the widget signs and sends them.

import { attempt } from './attempt.js';
import { endpointFor } from './config.js';
import { loadWidget, report } from './load.js';
import { whenIdle } from './page.js';

/** @import { Answer } from './types.d.ts' */

const ANSWERS = 'samtycke-answers';
/** Signed records that are not delivered yet; the widget's own. */
const OUTBOX = 'samtycke-outbox';

/** Answers that storage would not take. @type {Answer[]} */
const unkept = [];

/** @param {Answer} answer */
export const keepForRecord = (answer) => {
  const waiting = attempt(() => JSON.parse(localStorage[ANSWERS])) ?? [];
  if (!attempt(() => (localStorage[ANSWERS] = JSON.stringify([waiting, answer].flat())))) unkept.push(answer);
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
    const answers = unkept.splice(0);
    try {
      await (await loadWidget()).widget.deliver(JSON.stringify(answers));
    } catch (error) {
      unkept.push(...answers);
      report(document, error);
    }
  });
};

/** Both are arrays; `[]` is empty. */
const isWaiting = () => unkept[0] ?? attempt(() => [ANSWERS, OUTBOX].some((key) => localStorage[key]?.length > 2));
