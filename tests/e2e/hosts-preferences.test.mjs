// The preferences in a page instead of a dialog: <samtycke-preferences> on a page about privacy.

import assert from 'node:assert/strict';
import { consentOf, isAsked, recordOf, states } from './support/consent.mjs';
import { ran, useHosts } from './support/hosts.mjs';
import { answerBanner } from './support/steps.mjs';
import { part, shot, until } from './support/world.mjs';

const world = useHosts();

const PAGE = '/box/privacy.html';
const inline = (page) => page.locator('samtycke-preferences');
/** Ticked to object to what runs by legitimate interest. */
const objection = (page) => box(page, 'Jeg gør indsigelse Sikkerhed');
const box = (page, name) => inline(page).getByRole('checkbox', { name, exact: true });

async function visitPrivacy(visit, options) {
  const page = await visit(PAGE, options);
  await part(inline(page), 'save').waitFor();
  return page;
}

world.test('It stands in the page: no dialog, no close, nothing ticked, and an objection to what needs no consent', async ({ visit }) => {
  const page = await visitPrivacy(visit);
  assert.equal(await page.getByRole('dialog').count(), 0);
  assert.equal(await part(inline(page), 'close').count(), 0);
  for (const one of await inline(page).getByRole('checkbox').all()) assert.equal(await one.isChecked(), false);
  assert.equal(await objection(page).count(), 1);
  assert.equal(await box(page, 'Sikkerhed').count(), 0, 'it is not asked for consent');
  assert.equal(await box(page, 'Nødvendige').count(), 0, 'no dead switch');
  assert.equal(await page.locator('#fallback').isVisible(), false, 'the fallback has given way');
  await shot(page, 'hosts/privacy');
});

world.test('Saved, it stays, says so, and the answer counts and is on record', async ({ visit }) => {
  const page = await visitPrivacy(visit);
  await box(page, 'Statistik').check();
  await objection(page).check();
  const record = await recordOf(world, page, () => part(inline(page), 'save').click());
  assert.equal(record.method, 'save');
  assert.equal(record.banner.layer, 'preferences');
  assert.deepEqual(record.states, states({ guard: 'objected', count: 'given', heat: 'given' }, 'refused'));
  await until(() => inline(page).getByRole('status').allInnerTexts(), (texts) => texts.join('').trim() !== '', 'it says that it is saved');
  await shot(page, 'hosts/privacy-saved');
  assert.equal(await part(inline(page), 'save').isVisible(), true);
  assert.equal(await box(page, 'Statistik').isChecked(), true);
  assert.equal(await isAsked(page), false, 'the banner has its answer');
  await until(() => ran(page), (names) => names.includes('count'), 'let go');
  // Again, from the same place.
  await recordOf(world, page, () => part(inline(page), 'accept-all').click());
  await until(() => ran(page), (names) => names.includes('ads'), 'let go');
});

world.test('An answer given elsewhere shows in it: on the banner, by a control of the page, in another tab', async ({ visit }) => {
  const page = await visitPrivacy(visit);
  await answerBanner(page, 'accept-all');
  await until(() => box(page, 'Markedsføring').isChecked(), (on) => on, 'the banner\'s answer');
  await page.getByRole('button', { name: 'Afvis alle cookies' }).click();
  await until(() => box(page, 'Markedsføring').isChecked(), (on) => !on, 'the control\'s answer');
  assert.equal(await objection(page).isChecked(), true);
  const other = await page.context().newPage();
  await other.goto('/box/article.html');
  await other.evaluate(() => samtycke.accept('count'));
  await page.bringToFront();
  await until(() => box(page, 'Statistik').evaluate(({ indeterminate }) => indeterminate), (some) => some, 'the other tab\'s answer');
});

world.test('The page\'s own links lead to the dialog and to the policy', async ({ visit }) => {
  const page = await visitPrivacy(visit);
  await page.getByRole('link', { name: 'Cookieindstillinger' }).click();
  const dialog = page.getByRole('dialog');
  await part(dialog, 'save').waitFor();
  await part(dialog, 'close').click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Cookiepolitik', exact: true }).last().click();
  await page.waitForURL(/cookie-policy\.da\.html$/);
});

world.test('Without the widget its own children are shown, and the banner still takes an answer', async ({ visit }) => {
  const page = await visit(PAGE, { expectErrors: true, before: (page) => page.route('**/widget/**', (route) => route.abort()) });
  await part(inline(page), 'error').waitFor();
  await page.locator('#fallback').waitFor();
  await answerBanner(page, 'reject-all');
  assert.deepEqual((await consentOf(page)).services, ['site']);
});

world.test('On a pack with regions it shows what holds there', async ({ visit }) => {
  const page = await visit(`${PAGE}?country=US`);
  await part(inline(page), 'save').waitFor();
  assert.equal(await box(page, 'Markedsføring').isChecked(), true, 'it is in force');
  await box(page, 'Markedsføring').uncheck();
  const record = await recordOf(world, page, () => part(inline(page), 'save').click());
  assert.equal(record.banner.mode, 'opt-out');
  assert.notEqual(record.states.ads, 'given');
});
