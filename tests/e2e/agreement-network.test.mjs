// Everything that can happen on the way to the endpoint and back, at each of the three requests: nonce, record, keys.
// Nothing is lost, nothing is claimed that isn't, and the same bytes are delivered when it works again.

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { FAULTS, FORGERIES, answering, endLimits, holdLimits, rough } from './support/faults.mjs';
import { idle } from './support/optional.mjs';
import { assertVerified, jwksOf, payloadOf, verify } from './support/records.mjs';
import { signUp, useSignUp } from './support/signup.mjs';
import { agreement, formData, receipt, throughSteps, validity, watchValidity } from './support/steps.mjs';
import { part, together, until } from './support/world.mjs';

/** @typedef {import('playwright-core').Page} Page */

const world = useSignUp();
before(() => rough.start());
after(() => rough.stop());

const NONCE = '**/nonces';
const RECORD = '**/records';
const KEYS = '**/.well-known/jwks.json';

/** A page whose timers and limits of time are the test's. @param {(page: Page) => unknown} [and] */
const held = (and = () => {}) => async (/** @type {Page} */ page) => {
  await page.clock.install();
  await holdLimits(page);
  await watchValidity(page);
  await and(page);
};

/** Every record that was posted. @param {Page} page */
function postedOn(page) {
  /** @type {string[]} */
  const posted = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/records')) posted.push(request.postData() ?? '');
  });
  return posted;
}

/** @param {Page} page */
async function press(page) {
  await throughSteps(page);
  await part(agreement(page), 'accept').click();
}

/** Signed and waiting, and not a word more. @param {Page} page */
async function assertWaiting(page) {
  await receipt(page, 'queued').waitFor();
  assert.equal(await receipt(page, 'receipted').count(), 0);
  const { agreement: record, ...rest } = await formData(page);
  assert.deepEqual(rest, {}, 'no receipt in the form');
  assert.deepEqual(await validity(page), { valid: true, message: '' }, 'the person can go on');
  const kept = await page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.startsWith('samtycke-')));
  assert.deepEqual(kept.map(([key]) => key), [`samtycke-outbox:${payloadOf(record).record_id}`]);
  assert.equal(JSON.parse(kept[0][1]).record, record);
  return record;
}

/** Receipts are kept for the person; everything else is to be sent. @param {Page} page */
const nothingWaits = (page) =>
  until(
    () => page.evaluate(() => Object.keys(localStorage).filter((key) => !key.startsWith('samtycke-receipt:'))),
    (keys) => keys.length === 0,
    'nothing waits any more',
  );

/** @param {Page} page */
async function assertDelivered(page) {
  await receipt(page, 'receipted').waitFor();
  const { agreement: record, 'agreement.receipt': counterSigned } = await formData(page);
  await assertVerified({ record, receipt: counterSigned, jwks: await jwksOf(world.server.receiver.url) });
  await nothingWaits(page);
  return { record, receipt: counterSigned };
}

/** Time passes until there have been so many attempts. @param {Page} page @param {string[]} posted @param {number} count */
const attempts = (page, posted, count) =>
  until(
    async () => {
      if (posted.length < count) await page.clock.runFor(5_000);
      return posted.length;
    },
    (found) => found >= count,
    `attempt ${count}`,
  );

/**
 * One page that meets each of these in turn at that request, and then nothing any more.
 * @param {Page} page
 * @param {string} at
 * @param {Record<string, import('./support/faults.mjs').Fault>} faults
 */
async function meetAll(page, at, faults) {
  const posted = postedOn(page);
  const left = Object.entries(faults);
  await page.route(at, (route) => (left.shift()?.[1] ?? ((route) => route.continue()))(route));
  await press(page);
  const record = await assertWaiting(page);
  for (const [index, name] of Object.keys(faults).entries()) {
    await attempts(page, posted, index + 1);
    assert.equal(await assertWaiting(page), record, name);
  }
  await attempts(page, posted, Object.keys(faults).length + 1);
  const delivered = await assertDelivered(page);
  assert.equal(delivered.record, record);
  assert.deepEqual(new Set(posted), new Set([record]), 'the same bytes every time');
}

together('Whatever the request for a nonce meets, the person can accept', () => {
  const names = Object.keys(FAULTS);
  // It is asked for when the flow opens, and, without one, again when the button is pressed.
  for (let index = 0; index < names.length; index += 2) {
    const two = names.slice(index, index + 2);
    world.test(two.join(', then '), async ({ visit }) => {
      const left = [...two];
      const page = await visit(signUp({ role: 'representative' }), {
        expectErrors: true,
        before: held((page) => page.route(NONCE, (route) => FAULTS[left.shift() ?? ''](route))),
      });
      await press(page);
      const { record } = await assertDelivered(page);
      assert.deepEqual(left, []);
      assert.equal(payloadOf(record).offer.nonce, 'not collected', 'the record says what it lacks');
    });
  }
});

world.test('Whatever the delivery meets, the record waits, is sent again in the same bytes, and arrives', async ({ visit }) => {
  const page = await visit(signUp(), { expectErrors: true, before: held() });
  await meetAll(page, RECORD, { ...FAULTS, ...FORGERIES });
});

world.test('As long as the receipt cannot be checked, it is not shown as one', async ({ visit }) => {
  const page = await visit(signUp(), { expectErrors: true, before: held() });
  await meetAll(page, KEYS, FAULTS);
});

world.test('An endpoint that answers after 30 seconds has been given up by then, and answers the next time', async ({ visit }) => {
  /** @type {(() => void)[]} */
  const late = [];
  const comesLate = (route) => new Promise((resolve) => late.push(() => resolve(route.abort().catch(() => {}))));
  const page = await visit(signUp({ role: 'representative' }), {
    expectErrors: true,
    before: held((page) => page.route(NONCE, comesLate)),
  });
  const posted = postedOn(page);
  // The receiver has taken it, but the page never hears of it.
  await page.route(RECORD, async (route) => {
    await route.fetch();
    await comesLate(route);
  });
  await throughSteps(page);
  await part(agreement(page), 'accept').click();
  await until(async () => late.length, (count) => count === 2, 'both requests for a nonce are out');
  await endLimits(page, 29_000);
  await until(async () => late.length, (count) => count === 3, 'the record is out, without a nonce');
  assert.equal(await receipt(page).count(), 0);
  assert.equal('agreement' in (await formData(page)), false, 'not accepted before it is kept and tried');
  await endLimits(page, 29_000);
  const record = await assertWaiting(page);
  assert.equal((await verify({ record })).code, 0, 'the record holds by itself');

  await page.unroute(RECORD);
  await attempts(page, posted, 2);
  assert.equal((await assertDelivered(page)).record, record);
  late.forEach((end) => end());
});

const MINUTES = 60_000;

together('An endpoint that says when to come back is left alone until then', () => {
  for (const [what, status, headerAt, wait] of [
    ['429, in seconds', 429, () => '120', 2 * MINUTES],
    ['503, as a date', 503, (now) => new Date(now + 2 * MINUTES).toUTCString(), 2 * MINUTES],
    ['a week: not longer than an hour', 429, () => '604800', 60 * MINUTES],
  ]) {
    world.test(what, async ({ visit }) => {
      const page = await visit(signUp({ role: 'representative' }), { expectErrors: true, before: held() });
      const posted = postedOn(page);
      await page.route(
        RECORD,
        async (route) => answering(status, '', { 'retry-after': headerAt(await page.evaluate(() => Date.now())) })(route),
        { times: 1 },
      );
      await press(page);
      const record = await assertWaiting(page);
      await page.clock.fastForward(wait - 60_000);
      assert.equal(posted.length, 1, 'not before');
      await attempts(page, posted, 2);
      assert.equal((await assertDelivered(page)).record, record);
    });
  }

  world.test('also by the next page of the site', async ({ visit }) => {
    const page = await visit(signUp({ role: 'representative' }), { expectErrors: true, before: held() });
    const posted = postedOn(page);
    await page.route(RECORD, answering(429, '', { 'retry-after': '120' }), { times: 1 });
    await press(page);
    const record = await assertWaiting(page);
    await page.reload();
    await throughSteps(page);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await page.clock.runFor(10_000);
    await idle(page);
    assert.equal(posted.length, 1, 'not before');
    await page.clock.fastForward(2 * MINUTES);
    await until(
      async () => {
        await page.evaluate(() => dispatchEvent(new Event('online')));
        await page.clock.runFor(1_000);
        return posted.length;
      },
      (count) => count === 2,
      'then it is sent',
    );
    assert.equal(posted[1], record);
    await nothingWaits(page);
  });
});
