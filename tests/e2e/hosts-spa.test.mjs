// A single-page app that owns the body and takes everything out of it at each turn, the banner included.

import assert from 'node:assert/strict';
import { consentOf, recordOf } from './support/consent.mjs';
import { ran, useHosts } from './support/hosts.mjs';
import { idle } from './support/optional.mjs';
import { answerBanner, openPreferences } from './support/steps.mjs';
import { part, shot, until } from './support/world.mjs';

const world = useHosts();

/** Turns to another view by the app's own link. */
async function turnTo(page, name) {
  const turns = await page.evaluate(() => globalThis.turns);
  await page.getByRole('link', { name, exact: true }).click();
  await until(() => page.evaluate(() => globalThis.turns), (now) => now > turns, `turned to ${name}`);
}

const first = (page) => page.evaluate(() => document.body.firstElementChild?.localName);

world.test('An app that empties the body loses neither the banner nor what it asks, and asks once', async ({ visit }) => {
  const page = await visit('/box/spa.html');
  await part(page, 'banner').waitFor();
  for (const name of ['Film', 'Kort', 'Forside']) {
    await turnTo(page, name);
    await part(page, 'banner').waitFor();
    assert.equal(await part(page, 'banner').count(), 1);
    assert.equal(await first(page), 'samtycke-cookies', 'still the first thing on the page');
  }
  await idle(page);
  assert.deepEqual(await ran(page), []);
  await shot(page, 'hosts/spa-banner', { fullPage: false });
  const record = await recordOf(world, page, () => answerBanner(page, 'accept-all'));
  assert.equal(record.method, 'accept_all');
  for (const name of ['Film', 'Forside']) await turnTo(page, name);
  assert.equal(await part(page, 'banner').count(), 0);
  await part(page, 'reopen').waitFor();
});

world.test('A press during which the app takes the banner along is an answer', async ({ visit }) => {
  const page = await visit('/box/spa.html');
  await until(() => page.evaluate(() => globalThis.turns), (turns) => turns > 0, 'the first view');
  await part(part(page, 'banner'), 'accept-all').hover();
  await page.mouse.down();
  await page.evaluate(() => show());
  await part(page, 'banner').waitFor();
  await page.mouse.up();
  await part(page, 'banner').waitFor({ state: 'detached' });
  assert.equal((await consentOf(page)).answered, true);
});

world.test('Scripts of each view run when the view comes, once for each time it does', async ({ visit }) => {
  const page = await visit('/box/spa.html');
  await answerBanner(page, 'accept-all');
  await until(() => ran(page), (names) => names.length === 1, 'the first view');
  await turnTo(page, 'Film');
  await until(() => ran(page), (names) => names.length === 2, 'the second');
  await turnTo(page, 'Forside');
  await until(() => ran(page), (names) => names.length === 3, 'the first again');
  await idle(page);
  assert.deepEqual(await ran(page), ['seen ', 'film shown', 'seen #forside']);
});

world.test('A page that is kept and put back holds back again what it had let go', async ({ visit }) => {
  const page = await visit('/box/spa.html');
  await answerBanner(page, 'accept-all');
  await until(() => ran(page), (names) => names.length === 1, 'the first view');
  await page.evaluate(() => (globalThis.kept = document.body.cloneNode(true)));
  await page.evaluate(() => samtycke.withdraw());
  await page.evaluate(() => {
    // As Turbo and htmx do it: what was cloned would not run.
    for (const script of kept.querySelectorAll('script')) {
      const active = document.createElement('script');
      for (const { name, value } of script.attributes) active.setAttribute(name, value);
      active.textContent = script.textContent;
      script.replaceWith(active);
    }
    document.body.replaceWith(kept);
  });
  await idle(page);
  assert.deepEqual(await ran(page), ['seen ']);
  await page.evaluate(() => samtycke.accept('statistics'));
  await until(() => ran(page), (names) => names.length === 2, 'allowed again, it runs again');
});

world.test('An embed that comes late has its placeholder, and a view that goes takes it along', async ({ visit }) => {
  const page = await visit('/box/spa.html');
  await turnTo(page, 'Film');
  const placeholder = page.locator('#film + samtycke-embed');
  await part(placeholder, 'embed-once').waitFor();
  const { width, height } = await placeholder.evaluate((element) => element.getBoundingClientRect().toJSON());
  assert.deepEqual([width, height], [480, 270]);
  await turnTo(page, 'Forside');
  await until(() => page.locator('samtycke-embed').count(), (count) => count === 0, 'gone with its view');
  await turnTo(page, 'Film');
  await part(placeholder, 'embed-once').click();
  await page.frameLocator('#film').getByRole('button', { name: 'Afspil' }).waitFor();
});

world.test('In a shadow root of the page\'s own, rescan finds scripts and embeds, now and later', async ({ visit }) => {
  const page = await visit('/box/spa.html');
  await turnTo(page, 'Kort');
  const once = part(page.locator('fjord-map samtycke-embed'), 'embed-once');
  await once.focus();
  await page.keyboard.press('Enter');
  await page.frameLocator('fjord-map iframe').getByRole('button', { name: 'Afspil' }).waitFor();
  const focused = await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.id);
  assert.equal(focused, 'map', 'the focus goes on inside it');
  await page.evaluate(() => samtycke.accept('functional'));
  await until(() => ran(page), (names) => names.includes('map'), 'its script');
  await page.evaluate(() => {
    const late = Object.assign(document.createElement('script'), { type: 'text/plain', textContent: "ran.push('late');" });
    late.dataset.category = 'functional';
    document.querySelector('fjord-map').shadowRoot.append(late);
  });
  await until(() => ran(page), (names) => names.includes('late'), 'what is added to it later');
  // A view that comes again brings a new shadow root.
  await turnTo(page, 'Forside');
  await turnTo(page, 'Kort');
  await page.frameLocator('fjord-map iframe').getByRole('button', { name: 'Afspil' }).waitFor();
});

world.test('Preferences that stand open go with the body; the page is asked again, and they open again', async ({ visit }) => {
  const page = await visit('/box/spa.html');
  await openPreferences(page);
  await page.evaluate(() => {
    history.pushState({}, '', '#film');
    dispatchEvent(new PopStateEvent('popstate'));
  });
  await part(page, 'banner').waitFor();
  const dialog = await openPreferences(page);
  await dialog.getByRole('checkbox', { name: 'Statistik', exact: true }).check();
  await part(dialog, 'save').click();
  await dialog.waitFor({ state: 'detached' });
  assert.deepEqual((await consentOf(page)).services.includes('count'), true);
});
