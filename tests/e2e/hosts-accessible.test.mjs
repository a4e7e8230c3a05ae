// Every state of every host page: no accessibility violation that axe can find, in light, in dark and on a small phone;
// and a walk through the article by keyboard alone.

import assert from 'node:assert/strict';
import { overflowOf, violationsOf } from './support/axe.mjs';
import { consentOf, recordOf, states } from './support/consent.mjs';
import { ran, SIGNALLING, useHosts } from './support/hosts.mjs';
import { idle } from './support/optional.mjs';
import { answerBanner } from './support/steps.mjs';
import { part, shot, together, until } from './support/world.mjs';

const world = useHosts({ box: {}, bar: { layout: 'bar' }, centre: { layout: 'centre' }, some: { gpc: ['marketing'] } });

const asked = (page) => part(page, 'banner').waitFor();

async function dialogOpen(page) {
  await asked(page);
  await page.evaluate(() => samtycke.open('preferences'));
  const dialog = page.getByRole('dialog');
  await part(dialog, 'save').waitFor();
  return dialog;
}

async function answered(page) {
  await answerBanner(page, 'reject-all');
  await part(page, 'reopen').waitFor();
}

async function loaded(page) {
  await page.evaluate(() => samtycke.accept());
  await page.frameLocator('#film').getByRole('button', { name: 'Afspil' }).waitFor();
}

const withoutPreferences = (page) => page.route('**/embed/preferences-*', (route) => route.abort());

async function inline(page) {
  await part(page.locator('samtycke-preferences'), 'save').waitFor();
}

/** state: which page, how one gets there. `modal`: it fills the screen, the page is behind. */
const STATES = [
  ...['box', 'bar', 'centre'].map((layout) => ({ state: `article-banner-${layout}`, path: `/${layout}/article.html`, reach: asked })),
  { state: 'article-opt-out', path: '/box/article.html?country=US', reach: asked },
  { state: 'article-notice', path: '/box/article.html?country=NZ', reach: asked },
  { state: 'article-gpc', path: '/box/article.html', options: SIGNALLING, reach: (page) => part(page, 'gpc').waitFor() },
  { state: 'article-gpc-note', path: '/some/article.html', options: SIGNALLING, reach: (page) => part(page, 'gpc-note').waitFor() },
  { state: 'article-reopen', path: '/box/article.html', reach: answered },
  { state: 'article-loaded', path: '/box/article.html', reach: loaded },
  { state: 'article-preferences', path: '/box/article.html', modal: true, reach: dialogOpen },
  {
    state: 'article-services', path: '/box/article.html', modal: true,
    reach: async (page) => {
      const dialog = await dialogOpen(page);
      for (const services of await dialog.getByText(/^Tjenester \(/).all()) await services.click();
      await dialog.getByRole('checkbox', { name: 'Filmkajen', exact: true }).check();
    },
  },
  {
    state: 'article-failed', path: '/box/article.html', options: { before: withoutPreferences, expectErrors: true },
    reach: async (page) => {
      await part(page, 'open-preferences').click();
      await part(part(page, 'banner'), 'error').waitFor();
    },
  },
  { state: 'privacy-inline', path: '/box/privacy.html', reach: inline },
  {
    state: 'privacy-saved', path: '/box/privacy.html',
    reach: async (page) => {
      await inline(page);
      await part(page.locator('samtycke-preferences'), 'reject-all').click();
      await part(page, 'banner').waitFor({ state: 'detached' });
      const status = page.locator('samtycke-preferences').getByRole('status');
      await until(() => status.allInnerTexts(), (texts) => texts.join('').trim() !== '', 'saved');
    },
  },
  { state: 'spa', path: '/box/spa.html', reach: asked },
  { state: 'strict-csp', path: '/box/strict-csp.html', reach: asked },
  { state: 'hostile', path: '/box/hostile.html', reach: asked },
  { state: 'hostile-reopen', path: '/box/hostile.html', reach: answered },
  { state: 'hostile-preferences', path: '/box/hostile.html', modal: true, reach: dialogOpen },
  { state: 'rtl', path: '/box/rtl.html', options: { locale: 'en-GB' }, reach: asked },
  { state: 'rtl-preferences', path: '/box/rtl.html', options: { locale: 'en-GB' }, modal: true, reach: dialogOpen },
  {
    state: 'yew', path: '/box/yew.html',
    reach: async (page) => {
      await page.locator('.seat').first().waitFor();
      await inline(page);
    },
  },
];

together('No accessibility violation on any host page, light, dark or on a small phone', () => {
  for (const { state, path, options, reach, modal } of STATES) {
    world.test(state, async ({ visit }) => {
      /** @type {string[]} */
      const wrong = [];
      const look = async (page, mode) => {
        await idle(page);
        await shot(page, `hosts/${state}-${mode}`, { fullPage: !modal });
        wrong.push(...(await violationsOf(page, mode)));
      };
      const page = await visit(path, { ...options, reducedMotion: 'reduce', colorScheme: 'light' });
      await reach(page);
      await look(page, 'light');
      await page.emulateMedia({ colorScheme: 'dark' });
      await look(page, 'dark');

      const phone = await visit(path, { ...options, reducedMotion: 'reduce', viewport: { width: 320, height: 640 }, hasTouch: true });
      await reach(phone);
      await look(phone, 'phone');
      wrong.push(...(await overflowOf(phone, 'phone')));
      assert.deepEqual(wrong, []);
    });
  }
});

/** What has the focus: its part, id or text, through all shadow roots. */
const focused = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.getAttribute('part') ?? (element?.id || element?.textContent?.trim() || '');
  });

/** Presses a key until something has the focus. */
async function press(page, key, name) {
  const passed = [];
  for (let count = 0; count < 100; count += 1) {
    if ((await focused(page)) === name) return;
    await page.keyboard.press(key);
    passed.push(await focused(page));
  }
  assert.fail(`${key} never led to ${name}, but to ${passed.join(', ')}`);
}

world.test('By keyboard alone: read past the banner, load a film once, choose in the preferences, change it, withdraw', async ({ visit }) => {
  const page = await visit('/box/article.html');
  await asked(page);
  await idle(page);

  // Past the banner, which stays, to a form that can be filled in and to a film that is loaded.
  await press(page, 'Tab', 'open-preferences');
  await press(page, 'Tab', 'embed-once');
  await page.keyboard.press('Enter');
  await page.frameLocator('#film').getByRole('button', { name: 'Afspil' }).waitFor();
  assert.equal(await focused(page), 'film', 'the focus goes on inside the film');
  await press(page, 'Tab', 'kommentar');
  await page.keyboard.type('Godt at have den tilbage!');
  assert.equal(await page.locator('#kommentar').inputValue(), 'Godt at have den tilbage!');
  assert.equal((await consentOf(page)).answered, false, 'none of that was an answer');

  // Back to the banner, which is first on the page, and from it to the preferences.
  await page.evaluate(() => document.activeElement.blur());
  await press(page, 'Shift+Tab', 'open-preferences');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  const box = dialog.getByRole('checkbox', { name: 'Statistik', exact: true });
  await box.waitFor();
  for (let count = 0; count < 40 && !(await box.evaluate((input) => input === input.getRootNode().activeElement)); count += 1) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Space');
  assert.equal(await box.isChecked(), true);
  await press(page, 'Tab', 'save');
  const record = await recordOf(world, page, () => page.keyboard.press('Enter'));
  assert.deepEqual(record.states, states({ guard: 'not_objected', count: 'given', heat: 'given' }, 'refused'));
  await until(() => ran(page), (names) => names.includes('last'), 'let go');

  // The way back has the focus; Esc changes nothing.
  await until(() => focused(page), (name) => name === 'reopen', 'the focus is on the way back');
  await page.keyboard.press('Enter');
  await part(dialog, 'save').waitFor();
  await page.keyboard.press('Escape');
  await until(() => focused(page), (name) => name === 'reopen', 'the focus is back');
  assert.equal((await consentOf(page)).categories.includes('statistics'), true);

  // As easy to withdraw as it was to give.
  await page.keyboard.press('Enter');
  await part(dialog, 'reject-all').waitFor();
  await press(page, 'Tab', 'reject-all');
  const withdrawal = await recordOf(world, page, () => page.keyboard.press('Enter'));
  assert.equal(withdrawal.event.type, 'consent_withdrawn');
  await until(() => ran(page), (names) => names.includes('stopped'), 'what ran is told');
});
