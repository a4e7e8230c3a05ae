// What an article page holds back, and lets go: each script once, in the page's order, with its attributes.

import assert from 'node:assert/strict';
import { consentOf } from './support/consent.mjs';
import { ran, useHosts } from './support/hosts.mjs';
import { idle, requestsOf } from './support/optional.mjs';
import { answerBanner } from './support/steps.mjs';
import { until } from './support/world.mjs';

const world = useHosts();

/** What may run from the start: strictly necessary, or by legitimate interest. */
const FROM_THE_START = ['guard', 'login'];
/** What waits for the category of statistics, in the page's order; `async` comes when it comes. */
const STATISTICS = [
  'one', 'two', 'three', 'defer', 'module', 'inline module', 'checked', 'nonce', 'data-src', 'last',
];

/** @param {string[]} names */
const inOrder = (names) => names.filter((name) => name !== 'async');

/** Waits for what must have run; then nothing else has, though it had the time. */
async function ranExactly(page, names) {
  await until(() => ran(page), (all) => names.every((name) => all.includes(name)), `wanted ${names.join(', ')}`);
  await idle(page);
  assert.deepEqual((await ran(page)).sort(), [...names].sort());
}

async function visitArticle(visit, options) {
  let requests = [];
  const page = await visit('/box/article.html', {
    ...options,
    before: async (page) => {
      requests = requestsOf(page);
      await options?.before?.(page);
    },
  });
  return { page, requests };
}

const OPTIONAL_FILES = /^\/hosts\/(tags\/|chat\.css|picture|clip|frame)/;

world.test('Before an answer nothing optional runs or is asked for, and what needs no consent runs', async ({ visit }) => {
  const { page, requests } = await visitArticle(visit);
  await ranExactly(page, FROM_THE_START);
  assert.deepEqual(requests.filter((path) => OPTIONAL_FILES.test(path)), []);
  assert.deepEqual(await page.context().cookies(), []);
  assert.deepEqual((await consentOf(page)).services, ['site', 'guard']);
});

world.test('After Accept all every script has run once, in the page\'s order, however slowly its files come', async ({ visit }) => {
  let askedForLater = () => {};
  const later = new Promise((resolve) => (askedForLater = resolve));
  const { page } = await visitArticle(visit, {
    before: async (page) => {
      // A file comes only when one behind it was asked for: order is not left to the network.
      await page.route('**/module.js?module', (route) => route.continue().then(askedForLater));
      await page.route('**/run.js?three', (route) => later.then(() => route.continue()));
    },
  });
  await answerBanner(page, 'accept-all');
  const all = [...FROM_THE_START, ...STATISTICS, 'both', 'either', 'count', 'heat', 'chat', 'ads'];
  await ranExactly(page, [...all, 'async']);
  assert.deepEqual(inOrder(await ran(page)), all);
});

world.test('A released script runs by its real type and keeps its attributes and its nonce', async ({ visit }) => {
  const { page } = await visitArticle(visit);
  const nonce = await page.evaluate(() => document.querySelector('script[nonce]').nonce);
  await answerBanner(page, 'accept-all');
  await until(() => ran(page), (names) => names.includes('ads'), 'everything ran');
  const kept = await page.evaluate(() => {
    const find = (end) => document.querySelector(`script[src$="${end}"]`);
    return {
      async: find('?async').async && find('?async').hasAttribute('async'),
      defer: find('?defer').defer,
      // What was put in its place, for whoever keeps the page as it is now: held back there.
      types: ['?module', '?one'].map((end) => find(end).type),
      integrity: /^sha384-/.test(find('?checked').integrity),
      crossOrigin: find('?checked').crossOrigin,
      category: find('?one').dataset.category,
      nonce: [...document.scripts].find((script) => script.textContent.includes("'nonce'")).nonce,
    };
  });
  assert.deepEqual(kept, {
    async: true, defer: true, types: ['text/plain', 'text/plain'], integrity: true, crossOrigin: 'anonymous',
    category: 'statistics', nonce,
  });
});

world.test('A released file that is not the one its integrity names does not run, and holds nothing up', async ({ visit }) => {
  const { page } = await visitArticle(visit, { expectErrors: true });
  await page.evaluate(() => {
    const add = (fill) => {
      const script = Object.assign(document.createElement('script'), { type: 'text/plain' });
      script.dataset.category = 'functional';
      fill(script);
      document.head.append(script);
    };
    add((script) => {
      script.src = '/hosts/tags/run.js?forged';
      script.integrity = `sha384-${'A'.repeat(64)}`;
    });
    add((script) => (script.textContent = "ran.push('after forged');"));
  });
  await page.evaluate(() => samtycke.accept('functional'));
  await ranExactly(page, [...FROM_THE_START, 'chat', 'after forged']);
});

world.test('Conditions over several categories: `a b` waits for both, `a|b` for one of them', async ({ visit }) => {
  const { page } = await visitArticle(visit);
  await page.evaluate(() => samtycke.accept('marketing'));
  await ranExactly(page, [...FROM_THE_START, 'either', 'ads']);
  await page.evaluate(() => samtycke.accept('statistics'));
  await ranExactly(page, [...FROM_THE_START, 'either', 'ads', ...STATISTICS, 'async', 'both', 'count', 'heat']);
});

world.test('One service of a category lets go what is its own, and nothing of the category', async ({ visit }) => {
  const { page } = await visitArticle(visit);
  await page.evaluate(() => samtycke.accept('count'));
  await ranExactly(page, [...FROM_THE_START, 'count']);
  const has = await page.evaluate(() => [samtycke.has('statistics'), samtycke.has('statistics', 'count')]);
  assert.deepEqual(has, [false, true]);
});

world.test('`!a` runs on withdrawal, once, and never for who has only refused', async ({ visit }) => {
  const { page } = await visitArticle(visit);
  await answerBanner(page, 'reject-all');
  // Refusing everything is an objection to what was in force; nothing else was.
  await ranExactly(page, [...FROM_THE_START, 'objected']);

  const again = await visitArticle(visit);
  await answerBanner(again.page, 'accept-all');
  await until(() => ran(again.page), (names) => names.includes('ads'), 'everything ran');
  for (const turn of ['withdraw', 'accept', 'withdraw']) await again.page.evaluate((turn) => samtycke[turn]('statistics'), turn);
  await until(() => ran(again.page), (names) => names.includes('stopped'), 'told of the withdrawal');
  await idle(again.page);
  const names = await ran(again.page);
  assert.equal(names.filter((name) => name === 'stopped').length, 1);
  assert.deepEqual(names.filter((name, index) => names.indexOf(name) !== index), [], 'nothing ran twice');
  assert.equal(names.includes('objected'), false, 'what is still in force is not told to stop');
});

world.test('What a page adds later is held back, and let go, like the rest', async ({ visit }) => {
  const { page } = await visitArticle(visit);
  const add = (category, name) =>
    page.evaluate(([category, name]) => {
      const script = Object.assign(document.createElement('script'), { type: 'text/plain', textContent: `ran.push('${name}');` });
      script.dataset.category = category;
      const frame = Object.assign(document.createElement('section'), { id: name });
      frame.append(script);
      document.querySelector('main').append(frame);
    }, [category, name]);
  await add('statistics', 'early');
  await add('necessary', 'at once');
  await ranExactly(page, [...FROM_THE_START, 'at once']);
  await answerBanner(page, 'accept-all');
  await until(() => ran(page), (names) => names.includes('early'), 'what was added before the answer');
  await add('statistics', 'late');
  await until(() => ran(page), (names) => names.includes('late'), 'what was added after the answer');
});

world.test('A category or service that the pack doesn\'t know stays closed, and the console says so once', async ({ visit }) => {
  /** @type {string[]} */
  const warnings = [];
  const { page } = await visitArticle(visit, {
    before: (page) => page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text())),
  });
  await page.evaluate(() => {
    for (const [category, service] of [['statistik'], ['statistik'], ['statistics', 'matomo'], ['toString']]) {
      const script = Object.assign(document.createElement('script'), { type: 'text/plain', textContent: "ran.push('wrong');" });
      script.dataset.category = category;
      if (service) script.dataset.service = service;
      document.head.append(script);
    }
  });
  await answerBanner(page, 'accept-all');
  await until(() => ran(page), (names) => names.includes('ads'), 'everything else ran');
  await idle(page);
  assert.equal((await ran(page)).includes('wrong'), false);
  for (const name of ['statistik', 'matomo', 'toString']) {
    assert.equal(warnings.filter((text) => text.includes('samtycke') && text.includes(name)).length, 1, `${name}: ${warnings}`);
  }
});

world.test('Images, style sheets and video wait with data-src, data-srcset and data-href', async ({ visit }) => {
  const { page, requests } = await visitArticle(visit);
  await idle(page);
  const border = () => page.locator('.chat').evaluate((place) => getComputedStyle(place).borderInlineStartColor);
  assert.equal(await border(), 'rgba(0, 0, 0, 0)');
  await page.evaluate(() => samtycke.accept());
  await until(() => page.locator('#photo').evaluate((image) => image.naturalWidth), (width) => width === 640, 'the image');
  await until(border, (color) => color === 'rgb(27, 107, 143)', 'the style sheet');
  const attributes = await page.evaluate(() => ({
    srcset: document.querySelector('#photo').srcset.includes('2x'),
    video: document.querySelector('#clip').getAttribute('src'),
  }));
  assert.deepEqual(attributes, { srcset: true, video: '/hosts/clip.webm' });
  assert.equal(requests.filter((path) => path === '/hosts/chat.css').length, 1);
});
