// A page that is itself a Yew app, mounted on the body: two modules of one library, whose ids are plain properties of
// the same elements, and neither may hear what is the other's.

import assert from 'node:assert/strict';
import { consentOf, recordOf, states } from './support/consent.mjs';
import { ran, useHosts } from './support/hosts.mjs';
import { idle } from './support/optional.mjs';
import { answerBanner } from './support/steps.mjs';
import { part, shot, until } from './support/world.mjs';

const world = useHosts();

const inline = (page) => page.locator('samtycke-preferences');

async function visitYew(visit) {
  // So high that the banner stands over none of the seats.
  const page = await visit('/box/yew.html', { viewport: { width: 1280, height: 2400 } });
  await page.locator('.seat').first().waitFor();
  await part(inline(page), 'save').waitFor();
  await part(page, 'banner').waitFor();
  return page;
}

/** The second layer, from the banner; there is another in the page. */
async function openDialog(page) {
  await part(part(page, 'banner'), 'open-preferences').click();
  const dialog = page.getByRole('dialog');
  await part(dialog, 'save').waitFor();
  return dialog;
}

/** The seats that heard something, and how often. */
const heard = (page) =>
  page.locator('.seat').evaluateAll((seats) =>
    Object.fromEntries(seats.map(({ dataset, textContent }) => [textContent.trim(), Number(dataset.heard)]).filter(([, count]) => count)),
  );

world.test('Nothing that is done in our views is heard by the page\'s own: in the page, in the dialog, on the banner', async ({ visit }) => {
  const page = await visitYew(visit);
  await shot(page, 'hosts/yew');
  const view = inline(page);
  for (const details of await view.getByText(/^Tjenester \(/).all()) await details.click();
  for (const box of await view.getByRole('checkbox').all()) {
    await box.check();
    await box.uncheck();
  }
  await page.keyboard.press('Space');
  await view.getByRole('checkbox', { name: 'Statistik', exact: true }).check();
  await part(view, 'save').click();
  await until(() => consentOf(page), ({ answered }) => answered, 'it is an answer');
  assert.deepEqual(await heard(page), {}, 'inline');

  await page.evaluate(() => samtycke.open('preferences'));
  const dialog = page.getByRole('dialog');
  await part(dialog, 'save').waitFor();
  for (const box of await dialog.getByRole('checkbox').all()) await box.click();
  await page.keyboard.press('Escape');
  await part(page.locator('samtycke-cookies'), 'preferences').waitFor({ state: 'detached' });
  await page.evaluate(() => samtycke.open('preferences'));
  await part(dialog, 'accept-all').click();
  await dialog.waitFor({ state: 'detached' });
  assert.deepEqual(await heard(page), {}, 'the dialog');
});

world.test('What is switched in our views is what was pressed, and the page\'s own buttons answer each to themselves', async ({ visit }) => {
  const page = await visitYew(visit);
  const view = inline(page);
  const switches = () => view.getByRole('checkbox').evaluateAll((boxes) => boxes.map(({ checked }) => checked));
  const before = await switches();
  const seats = await page.locator('.seat').all();
  for (const seat of seats) await seat.click();
  assert.deepEqual(await heard(page), Object.fromEntries(seats.map((_, index) => [String(index + 1), 1])), 'each its own, once');
  assert.deepEqual(await switches(), before, 'none of ours was turned');

  await view.getByRole('checkbox', { name: 'Markedsføring', exact: true }).check();
  const record = await recordOf(world, page, () => part(view, 'save').click());
  assert.deepEqual(record.states, states({ guard: 'not_objected', film: 'given', ads: 'given' }, 'refused'));
  assert.deepEqual(Object.values(await heard(page)).reduce((sum, count) => sum + count, 0), seats.length);
});

world.test('The app mounts on the body, which empties it: the banner is there all the same, once, and first', async ({ visit }) => {
  const page = await visitYew(visit);
  assert.equal(await page.locator('samtycke-cookies').count(), 1);
  assert.equal(await page.evaluate(() => document.body.firstElementChild.localName), 'samtycke-cookies');
  const record = await recordOf(world, page, () => answerBanner(page, 'accept-all'));
  assert.equal(record.method, 'accept_all');
  assert.deepEqual(await heard(page), {});
});

world.test('Embeds and scripts in the app\'s own view wait, are let go, and come and go with it', async ({ visit }) => {
  const page = await visitYew(visit);
  const placeholder = page.locator('#film + samtycke-embed');
  await placeholder.waitFor();
  const toggle = page.locator('#toggle');
  await toggle.click();
  await until(() => page.locator('samtycke-embed').count(), (count) => count === 0, 'gone with the view');
  assert.equal(await page.locator('#film-part').count(), 0);
  await toggle.click();
  await part(placeholder, 'embed-once').click();
  await page.frameLocator('#film').getByRole('button', { name: 'Afspil' }).waitFor();
  await idle(page);
  assert.deepEqual(await ran(page), []);

  await answerBanner(page, 'accept-all');
  await until(() => ran(page), (names) => names.length === 1, 'the script of the view');
  for (let turn = 0; turn < 4; turn += 1) await toggle.click();
  await until(() => ran(page), (names) => names.length === 3, 'again with each new view');
  await page.frameLocator('#film').getByRole('button', { name: 'Afspil' }).waitFor();
  // The app goes on: nothing that we put between its elements made it stumble.
  await page.locator('.seat').first().click();
  assert.deepEqual(await heard(page), { 1: 1 });
});

world.test('The app redraws while our dialog stands over it', async ({ visit }) => {
  const page = await visitYew(visit);
  const dialog = await openDialog(page);
  await page.evaluate(() => document.querySelector('#toggle').click());
  await until(() => page.locator('#film-part').count(), (count) => count === 0, 'redrawn');
  await dialog.getByRole('checkbox', { name: 'Statistik', exact: true }).check();
  await part(dialog, 'save').click();
  await dialog.waitFor({ state: 'detached' });
  assert.equal((await consentOf(page)).services.includes('count'), true);
});
