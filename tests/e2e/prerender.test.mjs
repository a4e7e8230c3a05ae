// The banner in the page's own HTML (`samtycke prerender`): it stands before any script, loses no click, and is taken over.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { keepEvents, storedAnswer, told } from './support/consent.mjs';
import { useHosts } from './support/hosts.mjs';
import { binary } from './support/settings.mjs';
import { answerBanner } from './support/steps.mjs';
import { part, until } from './support/world.mjs';

const world = useHosts({ box: {}, bar: { layout: 'bar' } });

const NONCE = 'bm9uY2U';
const SNIPPETS = { 'its styles in a file': [], 'its styles under the nonce of the page': ['--nonce', NONCE] };
const HEAD = '<script src="/box/legal/embed.js"></script>';

/** The command's own output. */
const snippet = (variant, ...options) =>
  execFileSync(binary, ['prerender', world.server.packs[variant], '--base', `/${variant}/legal/`, ...options], { encoding: 'utf8' });

/**
 * A page with the snippet first in its body, and the script before or after it; the script comes when it is let go.
 * @param {{ body: string, head?: string, hold?: boolean, before?: (page: import('./support/world.mjs').Page) => unknown }} content
 */
async function open(visitor, { body, head = '', hold = true, before = undefined }) {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const page = await (await visitor()).newPage();
  await keepEvents(page);
  await page.route('**/legal/embed.js', async (route) => {
    if (hold) await held;
    await route.continue();
  });
  await page.route('**/privacy.html', (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: {
        'content-security-policy': `default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'nonce-${NONCE}'; require-trusted-types-for 'script'`,
      },
      body: `<!doctype html><html lang="da"><title>t</title>${head}<body>${body}<h1>Side</h1><p><a href="#x">Link</a></p>`,
    }),
  );
  await before?.(page);
  // Its load event waits for the script.
  await page.goto('/box/privacy.html', { waitUntil: 'commit' });
  await page.getByRole('heading', { name: 'Side', exact: true }).waitFor();
  return { page, release };
}

/** `async`: it doesn't wait for it, and nor does anything else. */
const AFTER = '<script async src="/box/legal/embed.js"></script>';

/** What is pressed before there is any script, how, and what comes of it. */
const PRESSED = [
  ['accept-all', (button) => button.click(), ['chat', 'count', 'heat', 'film', 'ads']],
  ['reject-all', (button) => button.press('Enter'), []],
];

for (const [how, options] of Object.entries(SNIPPETS)) {
  for (const [name, press, allowed] of PRESSED) {
    world.test(`${how}: ${name} before any script has come counts when it comes`, async ({ visitor }) => {
      const { page, release } = await open(visitor, { body: snippet('box', ...options) + AFTER });
      const button = part(page, name);
      await button.waitFor();
      assert.equal(await page.evaluate(() => typeof samtycke), 'undefined', 'no script of ours yet');
      await press(button);
      await part(page, 'banner').waitFor({ state: 'hidden' });
      release();
      await part(page, 'banner').waitFor({ state: 'detached' });
      const { answer } = await until(() => storedAnswer(page), Boolean, 'an answer');
      assert.deepEqual(answer.s.filter((id) => id !== 'guard').sort(), [...allowed].sort());
      await until(() => told(page), (events) => events.some(({ occasion }) => occasion === 'first'), 'told');
    });
  }
}

world.test('Preferences that were asked for before any script has come open when it comes', async ({ visitor }) => {
  const { page, release } = await open(visitor, { body: snippet('box') + AFTER });
  await part(page, 'open-preferences').click();
  release();
  await page.getByRole('dialog').waitFor();
  assert.equal(await part(page, 'banner').count(), 1);
});

world.test('The banner is taken over as it stands: one, in its place, with the focus where it was', async ({ visitor }) => {
  const shifts = (page) => page.addInitScript(() => {
    globalThis.shifts = [];
    new PerformanceObserver((list) => globalThis.shifts.push(...list.getEntries().map(({ value }) => value))).observe({ type: 'layout-shift', buffered: true });
  });
  const { page, release } = await open(visitor, { body: snippet('box', '--language', 'en') + AFTER, before: shifts });
  // Where it comes to stand: it comes in with a movement.
  const still = (banner) => Promise.all(banner.getAnimations().map(({ finished }) => finished));
  await part(page, 'banner').evaluate(still);
  await part(page, 'banner').evaluate((banner) => {
    banner.isTheFirst = true;
    globalThis.before = JSON.stringify(banner.getBoundingClientRect());
  });
  assert.match(await part(page, 'policy-link').evaluate(({ href }) => href), /\/box\/legal\/documents\/cookie-policy\.en\.html$/);
  await part(page, 'reject-all').focus();
  release();
  await page.waitForFunction(() => document.querySelector('samtycke-cookies').shadowRoot.querySelector('[popover]:popover-open'));
  await part(page, 'banner').evaluate(still);
  const seen = await part(page, 'banner').evaluate((banner) => ({
    same: banner.isTheFirst,
    moved: JSON.stringify(banner.getBoundingClientRect()) !== globalThis.before,
    focus: banner.getRootNode().activeElement?.part.value,
    marks: banner.getRootNode().querySelectorAll('.pressed').length,
    shifts: globalThis.shifts,
  }));
  assert.deepEqual(seen, { same: true, moved: false, focus: 'reject-all', marks: 0, shifts: [] });
  assert.equal(await page.locator('samtycke-cookies').count(), 1);
  await page.getByRole('button', { name: 'Reject all' }).click();
  await part(page, 'banner').waitFor({ state: 'detached' });
});

world.test('One of another edition of the pack, or of a region with other words, gives way to the right one', async ({ visitor }) => {
  const { page, release } = await open(visitor, { body: snippet('box', '--region', 'NZ') + AFTER });
  await part(page, 'acknowledge').waitFor();
  release();
  await part(page, 'accept-all').waitFor();
  assert.equal(await part(page, 'banner').count(), 1);
});

world.test('Who has answered never sees it, when the script stands before it', async ({ visitor }) => {
  const body = snippet('box');
  const { page } = await open(visitor, { head: HEAD, body, hold: false });
  await answerBanner(page, 'reject-all');
  await page.addInitScript(() => {
    globalThis.painted = 0;
    // What is still there before the next frame was in this one; what is gone by then was taken away in front of it.
    const look = (before) => {
      const banner = document.querySelector('samtycke-cookies')?.shadowRoot?.querySelector('[part~="banner"]');
      const seen = banner?.checkVisibility() ? banner : undefined;
      if (seen && seen === before) globalThis.painted += 1;
      requestAnimationFrame(() => look(seen));
    };
    requestAnimationFrame(() => look());
  });
  await page.reload();
  await until(() => told(page), (events) => events.length > 0, 'told');
  await part(page, 'reopen').waitFor();
  assert.equal(await page.evaluate(() => globalThis.painted), 0);
});

world.test('What can\'t be prerendered is refused with what to do', async () => {
  const fails = (...options) => {
    try {
      snippet('box', ...options);
    } catch (error) {
      return String(error.stderr);
    }
    return '';
  };
  assert.match(fails('--language', 'fi'), /--language fi: the pack has da, en/);
  assert.match(fails('--region', 'Danmark'), /ISO 3166/);
});
