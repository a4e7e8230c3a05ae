// Withdrawal: what was stored is cleared wherever it was put, what is left is named, and the page starts anew if it is to.

import assert from 'node:assert/strict';
import { consentOf, keepEvents, storedAnswer, toldOf } from './support/consent.mjs';
import { ran, useHosts } from './support/hosts.mjs';
import { idle } from './support/optional.mjs';
import { answerBanner } from './support/steps.mjs';
import { part, until } from './support/world.mjs';

const world = useHosts({ box: {}, reload: { after_withdrawal: 'reload' } });

/** Names of what is stored but the answer itself, cookies once for each there is of that name. */
async function stored(page) {
  const cookies = (await page.context().cookies()).map(({ name }) => name);
  const kept = await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
  return [...cookies, ...kept].filter((name) => !/^samtycke(-|$)/.test(name)).sort();
}

/** Withdraws, and answers with what the page is told of it. */
const withdrawn = (page, id) => toldOf(page, () => page.evaluate((id) => samtycke.withdraw(id), id));

world.test('Cookies go from host, dotted host, parent domain, root and deeper paths; what is not listed stays', async ({ visit }) => {
  const page = await visit(`${world.server.at('www.site.localhost')}/box/nyheder/2026/article.html`, { before: keepEvents });
  await answerBanner(page, 'accept-all');
  await until(() => ran(page), (names) => names.includes('ads'), 'everything ran');
  await page.evaluate(() => {
    for (const rest of [
      '_th_id.host=1',
      '_th_id.root=1; path=/',
      '_th_id.dotted=1; path=/; domain=.www.site.localhost',
      '_th_id.parent=1; path=/; domain=site.localhost',
      '_th_ses.folder=1; path=/box',
      '_th_ses.slash=1; path=/box/nyheder/',
      '_th_ses.deeper=1; path=/box/nyheder/2026',
      '_th_ses.page=1; path=/box/nyheder/2026/article.html',
      '_th_ses.both=1; path=/box/nyheder; domain=.site.localhost',
      'fk_viewer=1; path=/; domain=site.localhost',
      // The same name in two places.
      'fk_viewer=2; path=/box/nyheder',
      // Nobody's, or somebody else's.
      'fjord_session=1; path=/',
      '_th_i=1; path=/',
      'x_th_id=1; path=/',
    ]) document.cookie = `${rest}; max-age=3600`;
    const names = ['chat_open', 'chat_draft', 'my_chat_open', 'fk_volume'];
    for (const storage of [localStorage, sessionStorage]) for (const name of names) storage[name] = '1';
  });
  assert.equal((await page.context().cookies()).length, 14 + 4, 'all of them were taken, and those of the tags');
  const { remaining, occasion } = await withdrawn(page);
  assert.equal(occasion, 'change');
  // In localStorage the pack lists chat_*, in sessionStorage chat_open alone.
  assert.deepEqual(await stored(page), [
    '_th_i', 'chat_draft', 'fjord_session', 'fk_volume', 'my_chat_open', 'my_chat_open', 'x_th_id',
  ]);
  // Deleting a database is begun, and can't be waited for.
  assert.deepEqual(remaining, ['ab_queue']);
  await until(
    () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)),
    (names) => names.length === 0,
    'the database goes when nobody has it open',
  );
});

world.test('Withdrawing one service clears what is its own and nothing else', async ({ visit }) => {
  const page = await visit('/box/article.html', { before: keepEvents });
  await answerBanner(page, 'accept-all');
  await until(() => stored(page), (names) => names.length === 6, 'everything stored what is its own');
  const { remaining } = await withdrawn(page, 'count');
  assert.deepEqual(await stored(page), ['_ab_uid', 'chat_conversation', 'chat_open', 'heat_session']);
  assert.deepEqual(remaining, []);
});

world.test('What can\'t be cleared is named: cookies and keys that come back or won\'t go', async ({ visit }) => {
  const page = await visit('/box/article.html', {
    before: async (page) => {
      await keepEvents(page);
      // Somebody holds on to it, as extensions and other scripts do.
      await page.addInitScript(() => {
        const remove = Storage.prototype.removeItem;
        Storage.prototype.removeItem = function (key) {
          if (key !== 'fk_volume') remove.call(this, key);
        };
      });
    },
  });
  await answerBanner(page, 'accept-all');
  await until(() => ran(page), (names) => names.includes('heat'), 'everything ran');
  await page.evaluate(() => {
    localStorage.fk_volume = '7';
    // A cookie in a partition of its own goes only by a word that nobody gives for others' cookies.
    document.cookie = 'fk_viewer=1; path=/; secure; samesite=none; partitioned; max-age=3600';
  });
  const { remaining } = await withdrawn(page, 'marketing');
  const left = await page.evaluate(() => [...document.cookie.split('; ').map((pair) => pair.split('=')[0]), ...Object.keys(localStorage)]);
  const listed = ['_ab_uid', 'fk_viewer', 'fk_volume'].filter((name) => left.includes(name));
  assert.ok(listed.includes('fk_volume'));
  assert.deepEqual(remaining.filter((name) => name !== 'ab_queue').sort(), listed.sort(), 'exactly what is still there');
});

world.test('Refusing at first clears what was there before anybody was asked', async ({ visit }) => {
  const page = await visit('/box/article.html', { before: keepEvents });
  await page.evaluate(() => {
    document.cookie = '_th_id.old=1; path=/; max-age=3600';
    localStorage.chat_old = '1';
  });
  await toldOf(page, () => answerBanner(page, 'reject-all'));
  assert.deepEqual(await stored(page), []);
});

world.test('A pack that says so has the page reloaded on withdrawal, once, and not by any other answer', async ({ visit }) => {
  const page = await visit('/reload/article.html');
  let loads = 0;
  page.on('load', () => (loads += 1));
  await answerBanner(page, 'accept-all');
  await until(() => ran(page), (names) => names.includes('ads'), 'everything ran');
  await page.evaluate(() => samtycke.accept());
  await idle(page);
  assert.equal(loads, 0, 'not by an acceptance');

  await Promise.all([page.waitForEvent('load'), page.evaluate(() => samtycke.withdraw('statistics'))]);
  await until(() => ran(page), (names) => names.includes('ads'), 'what is still allowed');
  await idle(page);
  assert.equal(loads, 1);
  assert.equal((await ran(page)).includes('count'), false, 'the new page runs without what was withdrawn');
  assert.deepEqual((await consentOf(page)).categories, ['necessary', 'security', 'functional', 'marketing']);
  assert.deepEqual((await stored(page)).filter((name) => name.startsWith('_th')), []);
});

world.test('Refusing at first reloads only what ran: with something in force by legitimate interest once, and then never', async ({ visit }) => {
  const page = await visit('/reload/article.html');
  let loads = 0;
  page.on('load', () => (loads += 1));
  await Promise.all([page.waitForEvent('load'), part(page, 'reject-all').click()]);
  await part(page, 'reopen').waitFor();
  await idle(page);
  assert.equal(loads, 1);
  assert.deepEqual(await ran(page), ['login']);
  assert.deepEqual((await storedAnswer(page)).answer.s, []);
});

world.test('Without storage a page never reloads itself: it would ask for ever', async ({ visit }) => {
  const page = await visit('/reload/article.html', {
    expectErrors: true,
    before: (page) =>
      page.addInitScript(() => {
        const deny = { get: () => { throw new DOMException('denied', 'SecurityError'); } };
        for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, deny);
        Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set: () => {} });
      }),
  });
  let loads = 0;
  page.on('load', () => (loads += 1));
  await answerBanner(page, 'accept-all');
  await page.evaluate(() => samtycke.withdraw());
  await until(() => ran(page), (names) => names.includes('stopped'), 'told of the withdrawal');
  await idle(page);
  assert.equal(loads, 0);
});
