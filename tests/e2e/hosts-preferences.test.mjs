// The preferences: in a page, <samtycke-preferences> on a page about privacy, and in the dialog.

import assert from 'node:assert/strict';
import { consentOf, isAsked, leave, recordOf, states } from './support/consent.mjs';
import { ran, useHosts } from './support/hosts.mjs';
import { answerBanner, openPreferences } from './support/steps.mjs';
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

world.test('Preferences that are just closing open again at once', async ({ visit }) => {
  const page = await visit('/box/article.html');
  const dialog = await openPreferences(page);
  // The browser has closed it, and not yet said so.
  await dialog.evaluate((element) => {
    element.close();
    element.getRootNode().querySelector('[part~="open-preferences"]').click();
  });
  await part(page, 'preferences').and(page.locator('[open]')).waitFor();
});

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
  await leave(page);
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

world.test('When they cannot be had its own children are shown, and the banner still takes an answer', async ({ visit }) => {
  const page = await visit(PAGE, { expectErrors: true, before: (page) => page.route('**/embed/preferences-*', (route) => route.fulfill({ status: 404, body: '' })) });
  await part(inline(page), 'error').waitFor();
  await page.locator('#fallback').waitFor();
  await answerBanner(page, 'reject-all');
  assert.deepEqual((await consentOf(page)).services, ['site']);
});

world.test('Neither in a page nor in the dialog do they need anything of the widget', async ({ visit }) => {
  const page = await visit(PAGE, { before: (page) => page.route('**/widget/**', (route) => route.abort()) });
  await part(inline(page), 'save').waitFor();
  await page.getByRole('link', { name: 'Cookieindstillinger' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: 'Statistik', exact: true }).check();
  await part(dialog, 'close').click();
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await isAsked(page), true);
});

/** Opened from the banner. */
async function openDialog(visit, options) {
  const page = await visit('/box/article.html', options);
  await part(page, 'open-preferences').click();
  const dialog = page.getByRole('dialog');
  await part(dialog, 'save').waitFor();
  return { page, dialog };
}

const allow = (dialog, name) => dialog.getByRole('checkbox', { name, exact: true });
const isMixed = (control) => control.evaluate(({ checked, indeterminate }) => indeterminate && !checked);
const openAll = (dialog) => dialog.evaluate((element) => element.querySelectorAll('details').forEach((details) => (details.open = true)));

world.test('Nothing is ticked; a category turns its services, and with a yes and a no in it is mixed', async ({ visit }) => {
  const { dialog } = await openDialog(visit);
  await openAll(dialog);
  for (const one of await dialog.getByRole('checkbox').all()) assert.equal(await one.isChecked(), false);
  await allow(dialog, 'Statistik').check();
  for (const name of ['Tællehuset', 'Varmekort']) assert.equal(await allow(dialog, name).isChecked(), true);
  await allow(dialog, 'Varmekort').uncheck();
  assert.equal(await isMixed(allow(dialog, 'Statistik')), true);
  await allow(dialog, 'Varmekort').check();
  assert.deepEqual([await isMixed(allow(dialog, 'Statistik')), await allow(dialog, 'Statistik').isChecked()], [false, true]);
  // What is mixed becomes whole with a press.
  await allow(dialog, 'Tællehuset').uncheck();
  await allow(dialog, 'Statistik').check();
  assert.equal(await allow(dialog, 'Tællehuset').isChecked(), true);
});

for (const [answer, method, expect] of [
  ['reject-all', 'reject_all', [['site'], ['necessary']]],
  ['accept-all', 'accept_all', [['site', 'guard', 'chat', 'count', 'heat', 'film', 'ads'], ['necessary', 'security', 'functional', 'statistics', 'marketing']]],
  ['save', 'save', [['site', 'guard'], ['necessary', 'security']]],
])
  world.test(`In the dialog, nothing touched, ${answer} decides what it says: rejecting objects too, saving changes nothing`, async ({ visit }) => {
    const { page, dialog } = await openDialog(visit);
    const record = await recordOf(world, page, () => part(dialog, answer).click());
    assert.deepEqual([record.method, record.banner.layer], [method, 'preferences']);
    const { services, categories } = await consentOf(page);
    assert.deepEqual([services, categories], expect);
    await dialog.waitFor({ state: 'detached' });
  });

world.test('A legitimate interest has boxes to object with, of the category and of each service', async ({ visit }) => {
  const { page, dialog } = await openDialog(visit);
  await openAll(dialog);
  const service = allow(dialog, 'Jeg gør indsigelse Portvagten');
  await service.check();
  assert.equal(await allow(dialog, 'Jeg gør indsigelse Sikkerhed').isChecked(), true);
  await part(dialog, 'save').click();
  assert.deepEqual((await consentOf(page)).services, ['site']);
});

world.test('What a service collects and stores, and where it is run, is told in words', async ({ visit }) => {
  const { dialog } = await openDialog(visit);
  await openAll(dialog);
  const facts = dialog.locator('.service').filter({ hasText: 'Tællehuset' });
  await until(() => facts.locator('.facts dd').allInnerTexts(), (texts) => texts[0] === 'Fjordbladet A/S, Danmark', 'the country has its name');
  assert.deepEqual((await facts.locator('.facts dd').allInnerTexts()).slice(1), ['IP-adresse, device identifier', '25 måneder']);
  assert.deepEqual(await facts.locator('tbody th').allInnerTexts(), ['_th_id*', '_th_ses*']);
  const kinds = await dialog.locator('.items td:nth-child(2)').allInnerTexts();
  assert.deepEqual([...new Set(kinds)].sort(), ['Cookie', 'Database (IndexedDB)', 'Lokal lagring', 'Sessionslagring']);
  // Only the bases that the pack has are explained.
  assert.deepEqual(await dialog.locator('.bases dt').allInnerTexts(), ['Nødvendigt', 'Samtykke', 'Legitim interesse']);
});

world.test('Accept and reject are one kind of button', async ({ visit }) => {
  const { dialog } = await openDialog(visit);
  const kind = (name) => part(dialog, name).evaluate(({ localName, className }) => [localName, className]);
  assert.deepEqual(await kind('accept-all'), await kind('reject-all'));
});

world.test('A press outside closes the dialog, a drag that ends there does not', async ({ visit }) => {
  const { page, dialog } = await openDialog(visit);
  const { x, y } = await dialog.boundingBox();
  await page.mouse.move(x + 40, y + 40);
  await page.mouse.down();
  await page.mouse.move(5, 5);
  await page.mouse.up();
  await page.mouse.move(5, 5);
  assert.equal(await dialog.isVisible(), true);
  await page.mouse.down();
  await page.mouse.up();
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await isAsked(page), true);
});

world.test('What is turned in the page and not saved, no other answer turns back; what it said is saved, it says no more', async ({ visit }) => {
  const page = await visitPrivacy(visit);
  await box(page, 'Statistik').check();
  await part(inline(page), 'save').click();
  const said = part(inline(page), 'saved');
  await until(() => said.innerText(), (text) => text === 'Dit valg er gemt.', 'it says so');
  await box(page, 'Markedsføring').check();
  assert.equal(await said.innerText(), '');
  await page.evaluate(() => samtycke.withdraw('statistics'));
  assert.deepEqual([await box(page, 'Markedsføring').isChecked(), await box(page, 'Statistik').isChecked()], [true, true]);
  await part(inline(page), 'save').click();
  assert.deepEqual((await consentOf(page)).categories.filter((id) => id !== 'necessary').sort(), ['marketing', 'security', 'statistics']);
});

world.test('In the page they change language with their element, and keep what was turned', async ({ visit }) => {
  const page = await visitPrivacy(visit);
  await box(page, 'Statistik').check();
  await inline(page).evaluate((element) => element.setAttribute('lang', 'en'));
  await box(page, 'Statistics').waitFor();
  assert.equal(await box(page, 'Statistics').isChecked(), true);
  await part(inline(page), 'save').click();
  assert.ok((await consentOf(page)).services.includes('count'));
});

world.test('Global Privacy Control is told with what it refuses, and the visitor can overrule it', async ({ visit }) => {
  const signal = (page) => page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { value: true }));
  const page = await visitPrivacy(visit, { before: signal });
  const note = await part(inline(page), 'gpc-note').innerText();
  assert.match(note, /Global Privacy Control.*Markedsføring\./);
  assert.equal(await box(page, 'Markedsføring').isChecked(), false);
  await box(page, 'Markedsføring').check();
  await part(inline(page), 'save').click();
  assert.ok((await consentOf(page)).categories.includes('marketing'));
  const without = await visitPrivacy(visit);
  assert.equal(await part(inline(without), 'gpc-note').count(), 0);
});

world.test('Files that did not come are asked for again at the next press', async ({ visit }) => {
  const page = await visit('/box/article.html', { expectErrors: true });
  await page.route('**/embed/preferences-*', (route) => route.abort());
  await part(page, 'open-preferences').click();
  await part(part(page, 'banner'), 'error').waitFor();
  await page.unroute('**/embed/preferences-*');
  await part(page, 'open-preferences').click();
  await part(page.getByRole('dialog'), 'save').waitFor();
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

/** The dialog as it stands there before anyone presses, once a pointer is near its button. */
const drawnAhead = async (page, button = 'open-preferences') => {
  await part(page, button).hover();
  const drawn = page.locator('samtycke-cookies dialog[inert]');
  await drawn.waitFor({ state: 'attached' });
  return drawn;
};

world.test('Drawn ahead they are seen, heard and reached by nobody, and move nothing', async ({ visit }) => {
  const page = await visit('/box/article.html');
  await part(page, 'banner').waitFor();
  const size = () => page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]);
  const before = await size();
  const drawn = await drawnAhead(page);
  assert.equal(await drawn.isVisible(), false);
  assert.equal(await page.getByRole('dialog').count(), 0);
  assert.deepEqual(await size(), before);
  await page.locator('body').press('Home');
  for (let press = 0; press < 12; press++) {
    await page.keyboard.press('Tab');
    assert.equal(await drawn.evaluate((dialog) => dialog.contains(dialog.getRootNode().activeElement)), false);
  }
});

world.test('Drawn ahead they open with the answer and in the language that hold by then', async ({ visit }) => {
  const page = await visit('/box/article.html');
  await drawnAhead(page);
  await page.evaluate(() => samtycke.accept('statistics'));
  const dialog = part(page, 'preferences').and(page.locator('[open]'));
  await part(page, 'reopen').click();
  assert.equal(await dialog.getByRole('checkbox', { name: 'Statistik', exact: true }).isChecked(), true);
  assert.equal(await dialog.getByRole('checkbox', { name: 'Markedsføring', exact: true }).isChecked(), false);
  await part(dialog, 'close').click();
  await drawnAhead(page, 'reopen');
  await page.evaluate(() => document.documentElement.setAttribute('lang', 'en'));
  await part(page, 'reopen').click();
  await dialog.getByRole('checkbox', { name: 'Statistics', exact: true }).waitFor();
  assert.equal(await part(page, 'preferences').count(), 1, 'the other is gone');
});
