// The examples that run in a browser, built from the npm package as it would be published, and driven like a visitor does.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { overflowOf, violationsOf } from './support/axe.mjs';
import { accept, company, fillParties, fillStep, openPreferences, person, readRequired, tickStatements } from './support/steps.mjs';
import { AxumExample, policyOf, ownLines, WebExample } from './support/web-examples.mjs';
import { part, shot, until, useWorld } from './support/world.mjs';

/** One world for all: the site is started by each test. */
const world = useWorld({ start: async () => ({ url: 'http://127.0.0.1', remove: async () => {} }) });

/**
 * @param {string} promise
 * @param {Parameters<typeof WebExample.start>} example
 * @param {(site: WebExample, visit: (path: string) => Promise<import('playwright-core').Page>) => Promise<void>} keep
 */
const on = (promise, example, keep) =>
  world.test(promise, async ({ visit }) => {
    const site = await WebExample.start(...example);
    try {
      await keep(site, (path) => visit(site.url + path, { locale: 'en-GB' }));
    } finally {
      await site.remove();
    }
  });

/** What people copy should be accessible as it stands, on a phone too. @param {import('playwright-core').Page} page */
async function accessible(page) {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    const mode = `${width} px`;
    assert.deepEqual([...(await violationsOf(page, mode)), ...(await overflowOf(page, mode))], []);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

const said = (page) => page.getByText(/^Statistics: /).textContent();

for (const [framework, name] of [['React', 'react'], ['Vue', 'vue']]) {
  on(`${framework}: the banner stands once, is refused, opens again, and what is allowed is rendered`, [name, { build: 'development' }], async (site, visit) => {
    const page = await visit('/');
    await part(page, 'banner').waitFor();
    assert.equal(await part(page, 'banner').count(), 1);
    assert.equal(await said(page), 'Statistics: not allowed');
    await shot(page, `examples/${name}`, { fullPage: false });
    await accessible(page);
    await part(page, 'reject-all').click();
    await part(page, 'banner').waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Cookie preferences' }).click();
    const preferences = part(page, 'preferences');
    await part(preferences, 'accept-all').click();
    await preferences.waitFor({ state: 'detached' });
    await until(() => said(page), (text) => text === 'Statistics: allowed', 'the answer is rendered');

    // Gone with its route, and back: one subscription, which tells what holds now.
    await page.getByRole('button', { name: 'Sign up' }).click();
    await page.evaluate(() => globalThis.samtycke.withdraw());
    await page.getByRole('button', { name: 'Back' }).click();
    await until(() => said(page), (text) => text === 'Statistics: not allowed', 'the withdrawal is rendered');
    await page.reload();
    await until(() => page.evaluate(() => !!customElements.get('samtycke-policy')), Boolean, 'the embed');
    assert.equal(await part(page, 'banner').count(), 0, 'nobody is asked twice');
  });

  on(`${framework}: as it is built for production, it asks, and opens an account with the record`, [name, { build: 'production' }], async (site, visit) => {
    const page = await visit('/');
    await part(page, 'reject-all').click();
    await until(() => said(page), (text) => text === 'Statistics: not allowed', 'the answer is rendered');
    await page.getByRole('button', { name: 'Sign up' }).click();
    await page.locator('input[name=name]').fill(person.name);
    await accept(page);
    await page.getByText(/^Signed: /).waitFor();
    await page.getByRole('button', { name: 'Open the account' }).click();
    await page.getByText('Welcome').waitFor();
    assert.ok(site.signUps[0].get('agreement'));
  });

  on(`${framework}: an agreement lives through renders and routes, and its form is sent with the record`, [name, { build: 'development' }], async (site, visit) => {
    const page = await visit('/');
    await part(page, 'reject-all').click();
    await page.getByRole('button', { name: 'Sign up' }).click();
    const flow = page.locator('samtycke-agreement');
    await part(flow, 'accept').waitFor();
    // Each letter renders the form again, with other attributes, and leaves the view as it is.
    await flow.evaluate((element) => (element.mark = 'the same'));
    await accessible(page);
    await page.locator('input[name=name]').fill(person.name);
    await until(() => flow.locator('#signatory-name').inputValue(), (value) => value === person.name, 'prefilled');
    assert.equal(await flow.evaluate((element) => element.mark), 'the same');
    assert.equal(await page.locator('form').evaluate((form) => form.checkValidity()), false);

    // Another route takes it away; coming back begins a new one.
    await page.getByRole('button', { name: 'Back' }).click();
    await flow.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Sign up' }).click();
    await part(flow, 'accept').waitFor();
    await page.locator('input[name=name]').fill(person.name);
    await readRequired(page);
    await fillParties(page);
    await tickStatements(page);
    await part(flow, 'accept').click();
    await flow.locator('[part~="receipt"][data-state="receipted"]').waitFor();
    const id = /^Signed: ([\w-]{36})$/.exec((await page.getByText(/^Signed: /).textContent()) ?? '')?.[1];
    assert.ok(id, 'the event is heard');
    await page.getByRole('button', { name: 'Open the account' }).click();
    await page.getByText('Welcome').waitFor();
    const [form] = site.signUps;
    const payload = JSON.parse(Buffer.from((form.get('agreement') ?? '').split('.')[1], 'base64url').toString());
    assert.equal(payload.record_id, id);
    assert.equal(form.get('name'), person.name);
    assert.ok(form.get('agreement.receipt'));
  });
}

on('Plain HTML: the script waits, the policy is read, the form is sent with the record', ['plain'], async (site, visit) => {
  const page = await visit('/');
  const counted = () => page.evaluate(() => document.documentElement.dataset.counted);
  await part(page.locator('samtycke-policy'), 'contents').waitFor();
  assert.equal(await counted(), undefined);
  await accessible(page);
  const dialog = await openPreferences(page);
  await dialog.getByRole('checkbox', { name: 'Statistics', exact: true }).check();
  await part(dialog, 'save').click();
  await until(counted, (value) => value === 'yes', 'the script that was allowed runs');
  await page.locator('input[name=name]').fill(person.name);
  await part(page.locator('samtycke-agreement'), 'accept').waitFor();
  await readRequired(page);
  await fillParties(page);
  await fillStep(page);
  await part(page.locator('samtycke-agreement'), 'accept').click();
  await page.locator('samtycke-agreement [part~="receipt"]').waitFor();
  await page.getByRole('button', { name: 'Open the account' }).click();
  await page.getByText('Welcome').waitFor();
  assert.ok(site.signUps[0].get('agreement'));
});

on('A strict policy, as its server sends it, breaks nothing', ['static-csp', { policy: policyOf('static-csp') }], async (site, visit) => {
  const page = await visit('/');
  await part(page, 'banner').waitFor();
  await part(page.locator('samtycke-policy'), 'contents').waitFor();
  await accessible(page);
  await part(page, 'accept-all').click();
  await until(() => page.evaluate(() => document.documentElement.dataset.counted), (value) => value === 'yes', 'the script that was allowed runs');
  await page.getByRole('button', { name: 'Cookie preferences' }).click();
  await part(part(page, 'preferences'), 'save').waitFor();
  assert.match((await (await fetch(site.url)).headers.get('content-security-policy')) ?? '', /require-trusted-types-for 'script'/);
});

world.test('Axum: the banner is in the page until it is answered, and a record that holds opens an account', async ({ visit }) => {
  const site = await AxumExample.start();
  try {
    const asked = await visit(`${site.url}/`, { expectErrors: true, before: (page) => page.route('**/embed.js', (route) => route.abort()) });
    await part(asked, 'banner').waitFor();
    const page = await visit(`${site.url}/`, { locale: 'en-GB' });
    await part(page, 'banner').waitFor();
    await part(page.locator('samtycke-agreement'), 'accept').waitFor();
    await accessible(page);
    await part(page, 'reject-all').click();
    await part(page, 'banner').waitFor({ state: 'hidden' });
    await until(() => page.evaluate(() => document.cookie), (cookies) => cookies.includes('samtycke='), 'the answer');
    const again = await page.reload();
    assert.doesNotMatch((await again?.text()) ?? '', /shadowrootmode/, 'who has answered is not asked');
    assert.match(await (await fetch(site.url)).text(), /shadowrootmode/);

    await accept(page);
    await page.locator('samtycke-agreement [part~="receipt"]').waitFor();
    await page.getByRole('button', { name: 'Open the account' }).click();
    await page.getByText(`Welcome, ${company.name}!`).waitFor();
    const forged = await fetch(`${site.url}/signup`, { method: 'POST', body: new URLSearchParams({ agreement: 'a.b.c' }) });
    assert.deepEqual([forged.status, (await forged.text()).slice(0, 24)], [400, 'The record does not hold']);
  } finally {
    await site.remove();
  }
});

test('Each example is under 60 lines of its own', () => {
  for (const name of ['plain', 'react', 'vue', 'static-csp', 'axum']) assert.ok(ownLines(name) < 60, `${name}: ${ownLines(name)}`);
});
