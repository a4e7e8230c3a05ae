// What must hold at certain moments: before the page is idle, while its body still arrives, when it comes back.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { consentOf, leave, storedAnswer } from './support/consent.mjs';
import { useHosts } from './support/hosts.mjs';
import { requestsOf } from './support/optional.mjs';
import { binary } from './support/settings.mjs';
import { answerBanner } from './support/steps.mjs';
import { part, together, until } from './support/world.mjs';

const world = useHosts({ box: {} });

const PAGE = '/box/privacy.html';
const HEAD = '<!doctype html><html lang="da"><title>t</title><link rel="icon" href="data:,"><script src="/box/legal/embed.js"></script>';
/** With nothing of ours on it but the embed. @param {import('./support/world.mjs').Page} page @param {string} [body] */
const bare = (page, body = '') =>
  page.route(`**${PAGE}`, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: `${HEAD}<body><h1>Side</h1>${body}` }));
/** What is fetched after the embed, be it ours or the widget's. */
const later = (paths) => paths.filter((path) => /\/legal\/(embed|widget)\//.test(path));
/** Whatever waits for the page to be idle has had its turn. A browser that draws nothing may never call itself idle. */
const idleTwice = (page) =>
  page.evaluate(() => {
    const idle = () => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1000 }));
    return idle().then(idle).then(() => new Promise((resolve) => setTimeout(resolve)));
  });

world.test('Who points at Preferences has nothing fetched for it before the page is loaded and idle', async ({ visitor }) => {
  const page = await (await visitor()).newPage();
  const paths = requestsOf(page);
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route('**/hosts/picture.svg', async (route) => {
    await held;
    await route.continue();
  });
  await bare(page, '<img src="/hosts/picture.svg" alt="">');
  await page.goto(PAGE, { waitUntil: 'domcontentloaded' });
  await part(page, 'open-preferences').hover();
  await idleTwice(page);
  assert.deepEqual(later(paths), []);
  release();
  await page.waitForLoadState();
  await until(() => later(paths).length, Boolean, 'fetched ahead');
});

world.test('With Save-Data nothing is fetched ahead, and what is asked for is fetched all the same', async ({ visit }) => {
  const page = await visit(PAGE, {
    before: async (page) => {
      await bare(page);
      await savesData(page);
    },
  });
  const paths = requestsOf(page);
  await page.waitForLoadState();
  await part(page, 'open-preferences').hover();
  await idleTwice(page);
  assert.deepEqual(later(paths), []);
  await part(page, 'open-preferences').click();
  await page.getByRole('dialog').waitFor();
  assert.ok(later(paths).length > 0);
});

/** Minds what is fetched on the chance. */
const savesData = (page) => page.addInitScript(() => Object.defineProperty(navigator.connection, 'saveData', { get: () => true }));
/** An element below what is seen, and near enough that a guess would fetch it. */
const below = (element) => `<div style="height: 130vh"></div><form>${element}</form>`;
/** The widget's own files, which a view needs. */
const views = (paths) => paths.filter((path) => path.includes('/legal/widget/'));

together('A view that nobody sees yet', () => {
  for (const [name, element, want] of [
    ['policy', '<samtycke-policy></samtycke-policy>', (page) => page.locator('samtycke-policy').scrollIntoViewIfNeeded()],
    ['agreement', '<samtycke-agreement></samtycke-agreement>', (page) => page.evaluate(() => document.querySelector('form').reportValidity())],
  ]) {
    world.test(`${name}: with Save-Data it is fetched when it is wanted, however near it is`, async ({ visit }) => {
      let paths;
      const page = await visit(PAGE, {
        before: async (page) => {
          paths = requestsOf(page);
          await bare(page, below(element));
          await savesData(page);
        },
      });
      await page.waitForLoadState();
      await idleTwice(page);
      assert.deepEqual(views(paths), []);
      await want(page);
      await until(() => views(paths).length, Boolean, 'fetched');
    });
  }

  world.test('On a page that is busy it waits until that is loaded and idle', async ({ visitor }) => {
    const page = await (await visitor()).newPage();
    const paths = requestsOf(page);
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route('**/hosts/picture.svg', async (route) => {
      await held;
      await route.continue();
    });
    await bare(page, below('<samtycke-policy></samtycke-policy>') + '<img src="/hosts/picture.svg" alt="">');
    await page.goto(PAGE, { waitUntil: 'domcontentloaded' });
    await page.locator('samtycke-policy').getByRole('status').waitFor({ state: 'attached' });
    await idleTwice(page);
    assert.deepEqual(views(paths), []);
    release();
    await until(() => views(paths).length, Boolean, 'fetched');
  });
});

world.test('What Global Privacy Control did is said where assistive technology hears it: news in a status that is already there', async ({ visit }) => {
  const page = await visit(PAGE, {
    before: (page) =>
      page.addInitScript(() => {
        Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true });
        globalThis.news = [];
        const { attachShadow } = Element.prototype;
        Element.prototype.attachShadow = function (options) {
          const root = attachShadow.call(this, options);
          const heard = (changes) => {
            for (const { target, addedNodes } of changes)
              if (target.role === 'status' && addedNodes.length) globalThis.news.push(target.textContent);
          };
          new MutationObserver(heard).observe(root, { childList: true, subtree: true });
          return root;
        };
      }),
  });
  await part(page, 'gpc').waitFor();
  const [said] = await until(() => page.evaluate(() => globalThis.news), (news) => news.length > 0, 'said');
  assert.match(said, /Global Privacy Control/);
});

world.test('A page that comes back from the browser\'s cache shows the answer that was given meanwhile', async ({ visit }) => {
  const page = await visit(PAGE, {
    // What is frozen hears nothing else.
    before: (page) =>
      page.addInitScript(() => {
        Object.defineProperty(window, 'cookieStore', { value: undefined });
        for (const type of ['storage', 'visibilitychange']) addEventListener(type, (event) => event.stopImmediatePropagation(), true);
      }),
  });
  await part(page, 'banner').waitFor();
  await leave(page);
  const other = await page.context().newPage();
  await other.goto(PAGE);
  await answerBanner(other, 'reject-all');
  await until(() => storedAnswer(other), Boolean, 'an answer');
  assert.equal((await consentOf(page)).answered, false);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await part(page, 'banner').waitFor({ state: 'detached' });
  assert.equal((await consentOf(page)).answered, true);
});

/** A page whose body comes in two parts, the second with the banner that a server put there. */
async function streamed(visitor) {
  const snippet = execFileSync(binary, ['prerender', world.server.packs.box, '--base', '/box/legal/'], { encoding: 'utf8' });
  let goOn;
  const held = new Promise((resolve) => (goOn = resolve));
  const server = createServer(async ({ url }, response) => {
    if (url !== '/') {
      const answer = await fetch(world.server.at('127.0.0.1') + url);
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') });
      return response.end(Buffer.from(await answer.arrayBuffer()));
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.write(`${HEAD}<body><h1>Side</h1>`);
    await held;
    response.end(`${snippet}<p id="end">Slut</p>`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const page = await (await visitor()).newPage();
  await page.addInitScript(() => {
    globalThis.most = 0;
    const count = () => {
      const all = [...document.querySelectorAll('samtycke-cookies')].filter(({ shadowRoot }) => shadowRoot?.querySelector('[part~="banner"]'));
      globalThis.most = Math.max(globalThis.most, all.length);
      requestAnimationFrame(count);
    };
    count();
  });
  await page.goto(`http://127.0.0.1:${server.address().port}/`, { waitUntil: 'commit' });
  await part(page, 'banner').waitFor();
  return { page, goOn, close: () => server.close() };
}

for (const moment of ['before', 'after']) {
  world.test(`A banner that stood in goes when the page's own comes: never two in a frame, and what is pressed ${moment} counts`, async ({ visitor }) => {
    const { page, goOn, close } = await streamed(visitor);
    try {
      await part(page, 'banner').evaluate((banner) => (banner.stoodIn = true));
      if (moment === 'before') await answerBanner(page, 'accept-all');
      goOn();
      await page.locator('#end').waitFor();
      if (moment === 'after') {
        await until(() => part(page, 'banner').evaluate((banner) => !banner.stoodIn), Boolean, "the page's own");
        await answerBanner(page, 'accept-all');
      }
      await part(page, 'reopen').waitFor();
      const { answer } = await until(() => storedAnswer(page), Boolean, 'an answer');
      assert.ok(answer.s.includes('ads'));
      assert.equal(await part(page, 'banner').count(), 0);
      assert.equal(await page.locator('samtycke-cookies').count(), 1);
      assert.equal(await page.evaluate(() => globalThis.most), 1);
    } finally {
      close();
    }
  });
}
