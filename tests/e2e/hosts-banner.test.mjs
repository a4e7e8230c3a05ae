// The banner in its three layouts, on a page that we don't control: it asks, and is in nobody's way.

import assert from 'node:assert/strict';
import { useHosts } from './support/hosts.mjs';
import { idle } from './support/optional.mjs';
import { isDelivery } from './support/records.mjs';
import { answerBanner, openPreferences } from './support/steps.mjs';
import { part, shot, until } from './support/world.mjs';

const LAYOUTS = ['box', 'bar', 'centre'];
const world = useHosts(Object.fromEntries(LAYOUTS.map((layout) => [layout, { layout }])));

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 320, height: 640 };
/** What 400 % zoom leaves of a window of 1280 by 1024. */
const ZOOMED = { width: 320, height: 256 };
const SIZES = { desktop: DESKTOP, phone: PHONE, zoomed: ZOOMED };

/** The name of the part, the id or the text of what has the focus, through all shadow roots. */
const focused = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.getAttribute('part') ?? (element?.id || element?.textContent?.trim());
  });

async function visitArticle(visit, layout, options) {
  const page = await visit(`/${layout}/article.html`, { reducedMotion: 'reduce', ...options });
  await part(page, 'banner').waitFor();
  await idle(page);
  return page;
}

for (const layout of LAYOUTS) {
  world.test(`${layout}: a named region, first on the page, beside which the page goes on`, async ({ visit }) => {
    const page = await visitArticle(visit, layout, { viewport: DESKTOP });
    const region = page.getByRole('region', { name: 'Må vi bruge cookies til mere end det nødvendige?' });
    assert.equal(await region.count(), 1);
    assert.equal(await page.getByRole('dialog').count(), 0);
    assert.equal(await page.evaluate(() => document.body.firstElementChild.localName), 'samtycke-cookies');
    const locked = await page.evaluate(() => ({
      overflow: [document.documentElement, document.body].map((element) => getComputedStyle(element).overflow),
      inert: document.querySelectorAll('[inert], [aria-hidden="true"]').length,
    }));
    assert.deepEqual(locked, { overflow: ['visible', 'visible'], inert: 0 });
    await page.mouse.move(900, 100);
    await page.mouse.wheel(0, 400);
    await until(() => page.evaluate(() => scrollY), (y) => y > 0, 'the page scrolls');
    await page.evaluate(() => scrollTo(0, 0));
    await page.getByRole('link', { name: 'Indland' }).click();
    assert.equal(await page.evaluate(() => location.hash), '#indland', 'the page takes clicks');
  });

  world.test(`${layout}: Accept all and Reject all look the same, on any screen`, async ({ visit }) => {
    for (const viewport of Object.values(SIZES)) {
      const page = await visitArticle(visit, layout, { viewport });
      const looks = ['accept-all', 'reject-all'].map(async (name) => {
        const button = part(part(page, 'banner'), name);
        await button.scrollIntoViewIfNeeded();
        const { width, height, y } = await button.boundingBox();
        const style = await button.evaluate((button) => {
          const computed = getComputedStyle(button);
          const names = [
            'color', 'background-color', 'border', 'border-radius', 'font', 'opacity', 'box-shadow', 'padding', 'text-decoration',
          ];
          return Object.fromEntries(names.map((name) => [name, computed.getPropertyValue(name)]));
        });
        return { width: Math.round(width), height: Math.round(height), y: Math.round(y), ...style };
      });
      const [accept, reject] = await Promise.all(looks);
      assert.deepEqual(accept, reject);
      assert.ok(accept.height >= 44, `${accept.height} px high`);
    }
  });

  world.test(`${layout}: Tab goes through the banner and on into the page, and back`, async ({ visit }) => {
    const page = await visitArticle(visit, layout, { viewport: DESKTOP });
    const order = [];
    for (let press = 0; press < 5; press += 1) {
      await page.keyboard.press('Tab');
      order.push(await focused(page));
    }
    assert.deepEqual(order, ['policy-link', 'accept-all', 'reject-all', 'open-preferences', 'Indland']);
    await page.keyboard.press('Shift+Tab');
    assert.equal(await focused(page), 'open-preferences');
  });

  for (const [name, viewport] of Object.entries(SIZES)) {
    world.test(`${layout}, ${name}: the banner covers nothing that gets the focus, forwards and backwards`, async ({ visit }) => {
      const page = await visitArticle(visit, layout, { viewport });
      for (const key of ['Tab', 'Shift+Tab']) assert.deepEqual(await coveredBy(page, key), []);
    });
  }

  world.test(`${layout}: with 400 % zoom everything in the banner can be reached, and the page behind it`, async ({ visit }) => {
    const page = await visitArticle(visit, layout, { viewport: ZOOMED });
    const banner = part(page, 'banner');
    for (const element of [banner.getByRole('heading'), ...(await banner.getByRole('button').all()), part(banner, 'policy-link')]) {
      await element.scrollIntoViewIfNeeded();
      assert.equal(await element.evaluate(isOnTop), true, await element.textContent());
    }
    const { height } = await banner.boundingBox();
    assert.ok(height <= ZOOMED.height - 44, `${height} px of ${ZOOMED.height}`);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.locator('#last').focus();
    await shot(page, `hosts/article-${layout}-zoomed`, { fullPage: false });
    await answerBanner(page, 'reject-all');
  });

  world.test(`${layout}: how it looks`, async ({ visit }) => {
    for (const [name, viewport] of Object.entries(SIZES)) {
      for (const colorScheme of ['light', 'dark']) {
        const page = await visitArticle(visit, layout, { viewport, colorScheme });
        await shot(page, `hosts/article-${layout}-${name}-${colorScheme}`, { fullPage: false });
        const box = await part(page, 'banner').boundingBox();
        assert.ok(box.x >= 0 && box.y >= 0, 'inside the window');
        assert.ok(box.x + box.width <= viewport.width && box.y + box.height <= viewport.height, 'inside the window');
        const { wide } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth - innerWidth }));
        assert.ok(wide <= 0, `${wide} px wider than the screen`);
      }
    }
  });
}

world.test('After an answer a button to change it stays on the page, takes the focus over, and covers nothing that has it', async ({ visit }) => {
  for (const [name, viewport] of Object.entries(SIZES)) {
    const page = await visitArticle(visit, 'box', { viewport });
    await part(page, 'reject-all').focus();
    await page.keyboard.press('Enter');
    await part(page, 'reopen').waitFor();
    assert.equal(await focused(page), 'reopen');
    assert.equal(await part(page, 'reopen').evaluate(isOnTop), true);
    assert.deepEqual(await coveredBy(page, 'Tab'), []);
    await shot(page, `hosts/article-reopen-${name}`, { fullPage: false });
    await part(page, 'reopen').click();
    await part(part(page, 'preferences'), 'save').waitFor();
    await page.keyboard.press('Escape');
    await part(page, 'preferences').waitFor({ state: 'detached' });
    assert.equal(await focused(page), 'reopen', 'the focus is back where it was');
  }
});

world.test('A page with a control of its own gets no button on top', async ({ visit }) => {
  const page = await visit('/box/privacy.html');
  await answerBanner(page, 'reject-all');
  await idle(page);
  assert.equal(await part(page, 'reopen').count(), 0);
  await page.getByRole('link', { name: 'Cookieindstillinger' }).click();
  await page.getByRole('dialog').waitFor();
});

/** The middle of an element belongs to it, and not to something above it. */
function isOnTop(element) {
  const { x, y, width, height } = element.getBoundingClientRect();
  let found = document.elementFromPoint(x + width / 2, y + height / 2);
  while (found?.shadowRoot) {
    const inner = found.shadowRoot.elementFromPoint(x + width / 2, y + height / 2);
    if (!inner || inner === found) break;
    found = inner;
  }
  return element === found || element.contains(found);
}

/**
 * Goes through the whole page by one key, and names what had the focus and was covered by ours, if only in part, or
 * was outside of the window.
 */
async function coveredBy(page, key) {
  /** @type {string[]} */
  const wrong = [];
  const seen = new Set();
  for (let press = 0; press < 120; press += 1) {
    await page.keyboard.press(key);
    const it = await atRest(page);
    if (!it) continue;
    // Once around.
    if (seen.has(it.name) && it.name === [...seen][0]) break;
    seen.add(it.name);
    if (it.problem) wrong.push(`${it.name}: ${it.problem}`);
  }
  assert.ok(seen.size > 30, `only ${[...seen].join(', ')}`);
  return wrong;
}

/** What has the focus, once neither it nor we move any more. */
const atRest = (page) =>
  page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const front = () => document.querySelector('samtycke-cookies')?.shadowRoot.querySelector('[part~="banner"], [part~="reopen"]');
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element || element === document.body) return undefined;
    const measure = () => [element, front()].map((one) => one?.getBoundingClientRect().toJSON());
    for (let last = '', same = 0; same < 3; ) {
      await frame();
      const now = JSON.stringify(measure());
      same = now === last ? same + 1 : 0;
      last = now;
    }
    const [it, we] = measure();
    const { host } = element.getRootNode();
    const place = host ? `${host.localName} ${host.previousElementSibling?.id ?? ''} ` : '';
    const name = place + (element.getAttribute('part') ?? (element.id || element.textContent.trim()));
    const isOurs = front()?.getRootNode() === element.getRootNode();
    const isOver = !isOurs && we && it.bottom > we.top + 1 && it.top < we.bottom - 1 && it.right > we.left + 1 && it.left < we.right - 1;
    const isOutside = it.bottom <= 0 || it.top >= innerHeight || it.right <= 0 || it.left >= innerWidth;
    const span = ({ top, bottom }) => `${Math.round(top)} to ${Math.round(bottom)}`;
    const problem = isOver ? `at ${span(it)}, under ours at ${span(we)}` : isOutside ? `outside of the window, at ${span(it)}` : '';
    return { name, problem };
  });

world.test('A browser from before light-dark() shows a banner that can be read', async ({ visit }) => {
  const before = (page) =>
    page.route('**/legal/embed.js', async (route) => {
      // Only browsers know where names under `localhost` lead.
      const response = await route.fetch({ url: route.request().url().replace('site.localhost', '127.0.0.1') });
      await route.fulfill({ response, body: (await response.text()).replaceAll('light-dark(', 'later-dark(') });
    });
  const page = await visit('/box/article.html', { before });
  const paint = (/** @type {string} */ name) => part(page, name).evaluate((element) => {
    const { backgroundColor, color } = getComputedStyle(element);
    return [backgroundColor, color];
  });
  await part(page, 'banner').waitFor();
  const [paper, ink] = ['rgb(255, 255, 255)', 'rgb(22, 33, 30)'];
  assert.deepEqual([await paint('banner'), await paint('accept-all'), await paint('open-preferences')], [[paper, ink], [ink, paper], [paper, ink]]);
});

world.test('As a module it finds its folder and its endpoint by its tag', async ({ visit }) => {
  const page = await visit('/box/article.html?type=module');
  await openPreferences(page);
  const [delivered] = await Promise.all([page.waitForResponse(isDelivery), part(part(page, 'preferences'), 'accept-all').click()]);
  assert.equal(delivered.ok(), true);
});
