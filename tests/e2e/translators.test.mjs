// The translators' page: every string with what it means, and each state of each view in every language.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { STATES } from '../../demo/words/states.js';
import { overflowOf, violationsOf } from './support/axe.mjs';
import { startServer } from './support/server.mjs';
import { demo } from './support/settings.mjs';
import { part, shot, until, useWorld } from './support/world.mjs';

const packs = readdirSync(join(demo, 'packs')).map((pack) => join(demo, 'packs', pack));
// The page's own pack is the receiver's, too: there are receipts to see.
const world = useWorld({ start: () => startServer({ packs: [...packs, join(demo, 'demo/words/pack')] }) });

const PAGE = '/demo/words/';
const sheet = JSON.parse(readFileSync(join(demo, 'demo/words/words.json'), 'utf8'));

world.test('Every string is there, with what it means, its room and its words', async ({ visit }) => {
  const page = await visit(`${PAGE}?lang=de`);
  await page.locator('.string').first().waitFor();
  assert.equal(await page.locator('.string').count(), sheet.strings.length);
  const row = page.locator('[id="banner.accept_all"]');
  await row.getByText('Accept all', { exact: true }).waitFor();
  await row.getByText('Alle akzeptieren', { exact: true }).waitFor();
  assert.match(await row.innerText(), /\d+ of \d+/);
  await page.getByLabel('Find').fill('search.hits');
  await until(() => page.locator('.string').count(), (count) => count === 1, 'one string is left');
  assert.match(await page.locator('.string').innerText(), /one, \d+ of/);
});

world.test('What is missing or too long is marked, and can be listed alone', async ({ visit }) => {
  const page = await visit(`${PAGE}?lang=de`, {
    before: (page) =>
      page.route('**/words.json', (route) => {
        const flawed = structuredClone(sheet);
        flawed.strings[0].words.de = null;
        flawed.problems.push({ tag: 'de', key: flawed.strings[0].key, message: 'is missing' });
        return route.fulfill({ json: flawed });
      }),
  });
  await page.getByLabel('Strings').selectOption('wrong');
  const left = page.locator('.string').filter({ hasText: sheet.strings[0].key });
  await left.getByText('Missing: English stands in its place').waitFor();
  await left.locator('.wrong').waitFor();
});

world.test('Each state of each view is shown, in the language that was chosen', async ({ visitor }) => {
  for (const [id, { groups }] of Object.entries(STATES)) {
    for (const group of groups) assert.ok(sheet.groups.some(({ name }) => name === group), `${id}: ${group}`);
    // Each in a browser of its own: an answer to the banner stays.
    const page = await (await visitor({ expectErrors: ['failed', 'lost', 'nowhere'].includes(id) })).newPage();
    await page.goto(`${PAGE}view.html?lang=de&state=${id}`);
    await page.locator('html[data-shown]').waitFor({ state: 'attached' }).catch((error) => {
      throw new Error(`${id}: ${error.message}`);
    });
    await shot(page, `translators/${id}`, { fullPage: true });
  }
});

world.test('A group’s button shows where its strings are', async ({ visit }) => {
  const page = await visit(`${PAGE}?lang=fr`);
  await page.getByRole('button', { name: 'Saying no' }).click();
  await part(page.frameLocator('#view'), 'decline-now').waitFor();
  assert.match(page.url(), /lang=fr&state=decline$/);
});

world.test('It is for everyone', async ({ visit }) => {
  const found = [];
  for (const [mode, options] of /** @type {const} */ ([['light', {}], ['dark', { colorScheme: 'dark' }], ['phone', { viewport: { width: 320, height: 640 } }]])) {
    const page = await visit(PAGE, options);
    await page.locator('.string').first().waitFor();
    // One group is as good as all of them, and looked through sooner.
    await page.getByLabel('Find').fill('banner.');
    await page.locator('.string').nth(50).waitFor({ state: 'detached' });
    await shot(page, `translators/page-${mode}`, { fullPage: false });
    found.push(...(await violationsOf(page, mode)), ...(await overflowOf(page, mode)));
  }
  assert.deepEqual(found, []);
});
