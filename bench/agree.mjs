// How long it takes from pressing the agreement's button to the receipt on the screen: signing, keeping, the endpoint on
// this machine, checking its receipt, drawing; on a processor slowed down four times. And where the time goes.

import { chromium } from 'playwright-core';
import { SignUp, signUp } from '../tests/e2e/support/signup.mjs';
import { agreement, receipt, throughSteps } from '../tests/e2e/support/steps.mjs';
import { part } from '../tests/e2e/support/world.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 15);
const SLOWDOWN = 4;
const LIMIT_MS = 300;

/** Takes down when the button was pressed, what was waited for, and when the receipt had been painted. */
function watch() {
  /** @type {{ name: string, from: number, to: number }[]} */
  globalThis.spans = [];
  const timed = (holder, key, nameOf) => {
    const original = holder[key];
    holder[key] = function (...given) {
      const span = { name: nameOf(given), from: performance.now(), to: NaN };
      globalThis.spans.push(span);
      return original.apply(this, given).finally(() => (span.to = performance.now()));
    };
  };
  timed(globalThis, 'fetch', ([url]) => new URL(String(url), location.href).pathname);
  for (const key of ['generateKey', 'exportKey', 'importKey', 'sign', 'verify', 'digest']) timed(SubtleCrypto.prototype, key, () => key);
  addEventListener('click', () => (globalThis.pressed ??= performance.now()), true);
  globalThis.receiptPainted = () =>
    new Promise((resolve) => {
      const look = () => {
        const shown = document.querySelector('samtycke-agreement')?.shadowRoot?.querySelector('[part~="receipt"][data-state="receipted"]');
        if (!shown) return requestAnimationFrame(look);
        // Called before this frame is drawn; the message comes after.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(0);
      };
      look();
    });
}

const site = await SignUp.start();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});

/** Somebody who has filled in everything presses the button. */
async function round() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, baseURL: site.url });
  const tab = await context.newPage();
  await tab.addInitScript(watch);
  await tab.goto(signUp());
  await throughSteps(tab);
  const accept = part(agreement(tab), 'accept');
  await accept.scrollIntoViewIfNeeded();
  const box = await accept.boundingBox();
  if (!box) throw new Error('there is no button');
  const devtools = await context.newCDPSession(tab);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  await tab.evaluate(() => {
    globalThis.spans = [];
    globalThis.pressed = undefined;
    globalThis.painted = globalThis.receiptPainted();
  });
  await tab.mouse.click(box.x + 10, box.y + 10);
  const measured = await tab.evaluate(async () => {
    const painted = await globalThis.painted;
    const { pressed, spans } = globalThis;
    return {
      total: painted - pressed,
      spans: spans.map(({ name, from, to }) => ({ name, from: from - pressed, took: to - from })),
    };
  });
  await receipt(tab, 'receipted').waitFor();
  await context.close();
  return measured;
}

const rounds = [];
try {
  await round();
  for (let count = 0; count < ROUNDS; count += 1) rounds.push(await round());
} finally {
  await browser.close();
  await site.remove();
}

const middle = (/** @type {number[]} */ values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const total = rounds.map((one) => one.total);
const median = middle(total);
console.log(`Pressed to the receipt painted, processor ${SLOWDOWN}× slower, ${ROUNDS} rounds; milliseconds\n`);
console.log(`median ${median.toFixed(0)}, worst ${Math.max(...total).toFixed(0)} (limit ${LIMIT_MS})\n`);
console.log(`${'of these, in the middle'.padEnd(32)}    begins     takes`);
rounds[0].spans.forEach(({ name }, index) => {
  const of = (key) => middle(rounds.flatMap(({ spans }) => spans[index]?.[key] ?? [])).toFixed(0).padStart(10);
  console.log(`${name.padEnd(32)}${of('from')}${of('took')}`);
});
if (median > LIMIT_MS) {
  console.error(`\nThe receipt takes longer than ${LIMIT_MS} ms.`);
  process.exitCode = 1;
}
