// What a strict reader of the gate found, so that it stays mended: answers that nobody gave, slow networks, pages that
// move their parts about.

import assert from 'node:assert/strict';
import { answerAndRecord, consentOf, isAsked, recordOf, states } from './support/consent.mjs';
import { ran, useHosts } from './support/hosts.mjs';
import { idle } from './support/optional.mjs';
import { answerBanner } from './support/steps.mjs';
import { part, until } from './support/world.mjs';

const world = useHosts({ box: {} });

/** Adds markup at the end of the page. @param {import('playwright-core').Page} page @param {string} html */
const add = (page, html) => page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), html);

world.test('An OK where nobody is asked is no yes where one is asked first', async ({ visit }) => {
  const page = await visit('/box/article.html?country=NZ');
  await part(page, 'acknowledge').click();
  await part(page, 'banner').waitFor({ state: 'detached' });
  await page.goto('/box/article.html?country=DK');
  assert.equal(await isAsked(page), true);
  await idle(page);
  assert.deepEqual(await ran(page), ['guard', 'login']);
  await page.goto('/box/article.html?country=NZ');
  assert.equal(await isAsked(page), false, 'there it still counts');
});

world.test('What was in force unasked is on record as that, beside what was said yes to', async ({ visit }) => {
  const page = await visit('/box/article.html?country=US');
  const record = await recordOf(world, page, () => page.evaluate(() => samtycke.accept('film')));
  assert.deepEqual(record.states, states({ film: 'not_objected' }, 'not_objected'), 'it ran before, too');
  const withdrawn = await recordOf(world, page, () => page.evaluate(() => samtycke.withdraw('film')));
  assert.deepEqual(withdrawn.states, states({ film: 'refused' }, 'not_objected'), 'nothing was given that could be withdrawn');
  const again = await recordOf(world, page, () => page.evaluate(() => samtycke.accept('film')));
  assert.deepEqual(again.states, states({ film: 'given' }, 'not_objected'));
});

world.test('A region with a line end is that region', async ({ visit }) => {
  const page = await visit('/box/article.html');
  await page.evaluate(() => samtycke.region('US-CO\n'));
  assert.deepEqual((await consentOf(page)).services, ['site', 'guard']);
});

world.test('A region that is told before the page has a body counts like any other', async ({ visit }) => {
  const page = await visit('/box/article.html', {
    before: (page) => page.addInitScript(() => (window.samtycke ||= []).push((samtycke) => samtycke.region('US'))),
  });
  await until(() => ran(page), (names) => names.includes('ads'), 'everything runs');
  assert.equal(await part(page, 'banner').getByRole('heading').textContent(), 'Du kan sige nej til cookies');
});

world.test('Two withdrawals in a row tell both of their scripts', async ({ visit }) => {
  const page = await visit('/box/article.html');
  await answerAndRecord(world, page, 'accept-all');
  await add(page, '<i id="gone"></i>');
  await page.evaluate(() => {
    for (const category of ['statistics', 'marketing']) {
      const script = Object.assign(document.createElement('script'), { type: 'text/plain', textContent: `document.getElementById('gone').dataset.${category} = '1'` });
      script.dataset.category = `!${category}`;
      document.body.append(script);
    }
    samtycke.withdraw('statistics');
    samtycke.withdraw('marketing');
  });
  await until(() => page.evaluate(() => Object.keys({ ...document.getElementById('gone').dataset }).sort()), (names) => names.length === 2, 'both');
});

world.test('With the preferences on their way for ever an answer still takes the banner away', async ({ visit }) => {
  const page = await visit('/box/article.html', { before: (page) => page.route('**/embed/preferences-*', () => {}) });
  await part(page, 'open-preferences').click();
  await answerBanner(page, 'accept-all');
  assert.equal((await consentOf(page)).answered, true);
  assert.equal(await page.locator('dialog[open]').count(), 0);
});

world.test('A click into a long text scrolls nothing', async ({ visit }) => {
  const page = await visit('/box/article.html', { viewport: { width: 1280, height: 300 } });
  await page.evaluate(() => {
    document.querySelector('main').tabIndex = -1;
    scrollTo(0, 700);
  });
  const before = await page.evaluate(() => scrollY);
  await page.mouse.click(700, 20);
  await idle(page);
  assert.equal(await page.evaluate(() => scrollY), before);
});

world.test('An embed that the page moves keeps its placeholder beside it, and comes back as it was', async ({ visit }) => {
  const page = await visit('/box/article.html');
  await add(page, '<div id="from"><iframe id="moved" title="Film" data-category="marketing" data-service="film" data-src="/hosts/frame.html?moved" width="300" height="200" style="display: block"></iframe></div><div id="to"></div>');
  await page.locator('#moved + samtycke-embed').waitFor();
  await page.evaluate(() => document.getElementById('to').append(document.getElementById('moved')));
  await page.locator('#to > samtycke-embed').waitFor();
  assert.equal(await page.locator('#from > samtycke-embed').count(), 0);
  await page.evaluate(() => document.getElementById('moved').remove());
  await idle(page);
  await answerBanner(page, 'accept-all');
  await add(page, '<div id="kept"></div>');
  const display = await page.evaluate(async () => {
    const embed = Object.assign(document.createElement('iframe'), { title: 'Film', width: '300', height: '200' });
    Object.assign(embed.dataset, { category: 'marketing', service: 'film', src: '/hosts/frame.html?later' });
    embed.style.display = 'block';
    document.getElementById('kept').append(embed);
    await new Promise((resolve) => embed.addEventListener('load', resolve, { once: true }));
    return embed.style.display;
  });
  assert.equal(display, 'block');
});

world.test('A script that the browser won\'t run keeps no other from running', async ({ visit }) => {
  const page = await visit('/box/article.html');
  await page.evaluate(() => {
    const legacy = Object.assign(document.createElement('script'), { type: 'text/plain', noModule: true, src: '/hosts/tags/none.js' });
    const after = Object.assign(document.createElement('script'), { type: 'text/plain', textContent: 'document.body.dataset.after = "1"' });
    for (const script of [legacy, after]) {
      script.dataset.category = 'statistics';
      document.body.append(script);
    }
  });
  await answerBanner(page, 'accept-all');
  await page.locator('body[data-after]').waitFor();
});

world.test('Without a service to name there is no always, only once', async ({ visit }) => {
  const page = await visit('/box/article.html');
  await add(page, '<iframe id="nameless" title="Film" data-category="marketing" data-src="/hosts/frame.html?nameless" width="300" height="200"></iframe>');
  const placeholder = page.locator('#nameless + samtycke-embed');
  await part(placeholder, 'embed-once').waitFor();
  assert.equal(await part(placeholder, 'embed-always').count(), 0);
  assert.equal(await placeholder.getByRole('group').getAttribute('aria-labelledby'), 'embed-title');
});
