// What people do with pages: two tabs at once, reload in the middle, back and forward, press twice, begin again; and
// clocks that are a day off. Every acceptance is sent once, and none is counted that the page doesn't show.

import assert from 'node:assert/strict';
import { chromium as engine } from 'playwright-core';
import { assertVerified, isDelivery, jwksOf, payloadOf } from './support/records.mjs';
import { chromium } from './support/settings.mjs';
import { signUp, useSignUp } from './support/signup.mjs';
import { agreement, canAccept, formData, receipt, stepsOf, throughSteps } from './support/steps.mjs';
import { part, together, until } from './support/world.mjs';

/** @typedef {import('playwright-core').Page} Page */

const world = useSignUp();

const DAY = 24 * 60 * 60 * 1000;
const representative = signUp({ role: 'representative' });

/** Every record that is posted by these pages, as it is answered. @param {import('playwright-core').BrowserContext | Page} scope */
function deliveriesOf(scope) {
  /** @type {{ status: number, record: string }[]} */
  const found = [];
  scope.on('response', (response) => {
    if (isDelivery(response)) found.push({ status: response.status(), record: response.request().postData() ?? '' });
  });
  return found;
}

/** @param {Page} page */
async function filled(page) {
  await throughSteps(page);
  await canAccept(page);
  return part(agreement(page), 'accept');
}

/** Record and receipt, which hold. @param {Page} page */
async function acceptedOn(page) {
  await receipt(page, 'receipted').waitFor();
  const { agreement: record, 'agreement.receipt': counterSigned } = await formData(page);
  const { passed } = await assertVerified({ record, receipt: counterSigned, jwks: await jwksOf(world.server.receiver.url) });
  return { said: payloadOf(record), receipted: payloadOf(counterSigned), record, passed };
}

/** What this browser keeps to be sent. @param {Page} page */
const kept = (page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => /^samtycke-(?!receipt:)/.test(key)));

/** A form without anything accepted in it. @param {Page} page */
async function assertOpen(page) {
  await stepsOf(page);
  assert.deepEqual(await formData(page), {});
  assert.equal(await receipt(page).count(), 0);
  assert.equal(await page.locator('form').evaluate((form) => form.checkValidity()), false);
}

world.test('Two tabs that accept at the same moment have a record and a receipt each', async ({ visitor }) => {
  const context = await visitor();
  const deliveries = deliveriesOf(context);
  const tabs = [await context.newPage(), await context.newPage()];
  for (const tab of tabs) {
    await tab.goto(representative);
    await filled(tab);
  }
  // Pressed by script: the tab in the background must not wait for the other's mouse.
  await Promise.all(tabs.map((tab) => part(agreement(tab), 'accept').evaluate((button) => button.click())));
  const [one, other] = await Promise.all(tabs.map(acceptedOn));
  assert.notEqual(one.said.record_id, other.said.record_id);
  assert.notEqual(one.said.offer.nonce.value, other.said.offer.nonce.value);
  assert.notEqual(one.receipted.receipt_id, other.receipted.receipt_id);
  assert.deepEqual(deliveries.map(({ status }) => status), [201, 201]);
  assert.deepEqual(await kept(tabs[0]), []);
});

world.test('Two tabs that accept while the endpoint is away keep both, and both arrive', async ({ visitor }) => {
  const context = await visitor({ expectErrors: true });
  const tabs = [await context.newPage(), await context.newPage()];
  await context.route('**/records', (route) => route.abort('connectionrefused'));
  const records = [];
  for (const tab of tabs) {
    await tab.goto(representative);
    await (await filled(tab)).click();
    await receipt(tab, 'queued').waitFor();
    records.push((await formData(tab)).agreement);
  }
  assert.deepEqual((await kept(tabs[0])).sort(), records.map((record) => `samtycke-outbox:${payloadOf(record).record_id}`).sort());
  const deliveries = deliveriesOf(context);
  await context.unroute('**/records');
  for (const [index, tab] of tabs.entries()) assert.equal((await acceptedOn(tab)).record, records[index]);
  assert.deepEqual(deliveries.map(({ record }) => record).sort(), records.sort());
  await until(() => kept(tabs[0]), (keys) => keys.length === 0, 'nothing waits any more');
});

world.test('A page that is loaded again, in the middle or afterwards, has nothing accepted in it', async ({ visit }) => {
  const page = await visit(representative);
  const deliveries = deliveriesOf(page);
  await filled(page);
  await page.reload();
  await assertOpen(page);
  await (await filled(page)).click();
  await acceptedOn(page);
  await page.reload();
  await assertOpen(page);
  assert.equal(deliveries.length, 1);
});

world.test('A page left while the record is on its way: the record is not lost, and not taken for the next one', async ({ visit }) => {
  const page = await visit(representative, { expectErrors: true });
  // The receiver has it; the page is gone before it hears of that.
  let posted = '';
  await page.route('**/records', async (route) => {
    posted = route.request().postData() ?? '';
    await route.fetch();
    await page.goto('/gate.js').catch(() => {});
  }, { times: 1 });
  await (await filled(page)).click();
  await page.waitForURL('**/gate.js');
  const deliveries = deliveriesOf(page);
  await page.goto(representative);
  await assertOpen(page);
  await until(async () => deliveries.length, (count) => count === 1, 'the next page delivers it');
  // The receiver had taken it: the same receipt again.
  assert.deepEqual(deliveries, [{ status: 200, record: posted }]);
  await until(() => kept(page), (keys) => keys.length === 0, 'nothing waits any more');
});

world.test('Back to a page that was accepted: nothing is sent twice, and nothing is accepted unseen', async ({ visit }) => {
  const page = await visit(representative);
  const deliveries = deliveriesOf(page);
  await (await filled(page)).click();
  await acceptedOn(page);
  await page.goto('/gate.js');
  await page.goBack();
  await assertOpen(page);
  assert.equal(deliveries.length, 1);
  assert.deepEqual(await kept(page), []);
});

world.test('The same where the browser keeps the page as it was: record and receipt are in it, and shown', async () => {
  // Playwright's own browsers are told to keep no page, and it doesn't follow when one comes back: hence the protocol.
  const ignoreDefaultArgs = ['--disable-back-forward-cache'];
  const browser = await engine.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'], ignoreDefaultArgs });
  try {
    const page = await (await browser.newContext({ baseURL: world.url, locale: 'da-DK' })).newPage();
    const deliveries = deliveriesOf(page);
    await page.goto(representative);
    await (await filled(page)).click();
    const { record } = await acceptedOn(page);
    await page.evaluate(() => addEventListener('pageshow', ({ persisted }) => (globalThis.wasKept = persisted)));
    const devtools = await page.context().newCDPSession(page);
    await page.goto('/gate.js');
    await devtools.send('Runtime.evaluate', { expression: 'history.back()' });
    const read = async (expression) => {
      const { result } = await devtools.send('Runtime.evaluate', { expression, returnByValue: true });
      return result.value;
    };
    await until(() => read('globalThis.wasKept'), Boolean, 'it is back as it was');
    assert.equal(await read("new FormData(document.querySelector('form')).get('agreement')"), record);
    assert.equal(await read("document.querySelector('samtycke-agreement').shadowRoot.querySelector('[part~=receipt]').dataset.state"), 'receipted');
    assert.equal(await read("Object.keys(localStorage).length"), 0);
    assert.equal(deliveries.length, 1);
  } finally {
    await browser.close();
  }
});

together('A clock that is a day off stays in the record; the receipt has the time of the receiver', () => {
  for (const [name, shift] of [['ahead', DAY], ['behind', -DAY]]) {
    world.test(name, async ({ visit }) => {
      const page = await visit(representative, { before: (page) => page.clock.install({ time: Date.now() + shift }) });
      await (await filled(page)).click();
      const { said, receipted, passed } = await acceptedOn(page);
      const off = Date.parse(said.event.time) - Date.parse(receipted.received_at);
      assert.ok(Math.abs(off - shift) < 60_000, `${said.event.time}, received ${receipted.received_at}`);
      assert.equal(said.event.clock, 'client');
      assert.equal(receipted.nonce, 'consumed');
      assert.ok(passed.includes('nonce'));
    });
  }
});

world.test('Two presses are one acceptance, and nothing changes what is being sent', async ({ visit }) => {
  const page = await visit(representative);
  const deliveries = deliveriesOf(page);
  /** @type {() => void} */
  let goOn = () => {};
  const held = new Promise((resolve) => (goOn = () => resolve(undefined)));
  await page.route('**/records', async (route) => {
    await held;
    await route.continue();
  });
  const button = await filled(page);
  const sent = page.waitForRequest('**/records');
  await button.dblclick();
  await sent;
  // The form's own button, and ours by keyboard, while it is on its way.
  await page.getByRole('button', { name: 'Form' }).click();
  await button.press('Enter');
  assert.equal(page.url(), `${world.url}${representative}`, 'the form is not sent');
  assert.deepEqual(await formData(page), {}, 'not accepted before it is');
  for (const box of await agreement(page).getByRole('checkbox').all()) assert.equal(await box.isDisabled(), true);
  goOn();
  const { record } = await acceptedOn(page);
  assert.deepEqual(deliveries, [{ status: 201, record }]);
});

world.test('A form that is reset begins anew: the second acceptance is another record', async ({ visit }) => {
  const page = await visit(representative);
  const deliveries = deliveriesOf(page);
  await (await filled(page)).click();
  const first = await acceptedOn(page);
  await page.locator('form').evaluate((form) => form.reset());
  await assertOpen(page);
  await (await filled(page)).click();
  const second = await acceptedOn(page);
  assert.notEqual(second.said.record_id, first.said.record_id);
  assert.deepEqual(second.said.prev, first.said.prev, 'it follows none');
  assert.deepEqual(deliveries.map(({ status }) => status), [201, 201]);
});

world.test('A form that is reset while the record is on its way keeps nothing of it', async ({ visit }) => {
  const page = await visit(representative);
  /** @type {() => void} */
  let goOn = () => {};
  const held = new Promise((resolve) => (goOn = () => resolve(undefined)));
  await page.route('**/records', async (route) => {
    await held;
    await route.continue();
  });
  const sent = page.waitForRequest('**/records');
  await (await filled(page)).click();
  await sent;
  await page.locator('form').evaluate((form) => form.reset());
  await stepsOf(page);
  const answered = page.waitForResponse(isDelivery);
  goOn();
  await answered;
  await until(() => kept(page), (keys) => keys.length === 0, 'it is delivered all the same');
  await assertOpen(page);
});
