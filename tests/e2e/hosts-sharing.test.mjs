// One answer for tabs and subdomains; and browsers that keep nothing, keep little, or are cut off.

import assert from 'node:assert/strict';
import { allDelivered, consentOf, isAsked, keepEvents, leave, recordOf, states, storedAnswer, told } from './support/consent.mjs';
import { ran, useHosts } from './support/hosts.mjs';
import { idle } from './support/optional.mjs';
import { delivered, isDelivery, payloadOf } from './support/records.mjs';
import { answerBanner } from './support/steps.mjs';
import { part, until } from './support/world.mjs';

const world = useHosts({ box: {}, shared: { domain: 'site.localhost' }, suffix: { domain: 'localhost' } });

const ARTICLE = '/box/article.html';

/** Another tab of the same visitor. */
async function tab(page, path, { before } = {}) {
  const other = await page.context().newPage();
  await before?.(other);
  await other.goto(path);
  for (const one of [page, other]) await leave(one);
  return other;
}

/** Everything that a tab sends to the receiver. */
function deliveriesOf(context) {
  const records = [];
  context.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/records')) records.push(payloadOf(request.postData()));
  });
  return records;
}

world.test('An answer in one tab takes the banner off the other and lets its scripts go, without a reload; a withdrawal stops them', async ({ visit }) => {
  const one = await visit(ARTICLE);
  const records = deliveriesOf(one.context());
  const other = await tab(one, ARTICLE, { before: keepEvents });
  await part(other, 'banner').waitFor();
  await one.bringToFront();
  await answerBanner(one, 'accept-all');
  await part(other, 'banner').waitFor({ state: 'detached' });
  await until(() => ran(other), (names) => names.includes('ads'), 'let go in the other tab');
  await until(() => told(other), (events) => events.some(({ changed }) => changed.includes('marketing')), 'told in the other tab');
  await allDelivered(one);

  await one.evaluate(() => samtycke.withdraw('statistics'));
  await until(() => ran(other), (names) => names.includes('stopped'), 'stopped in the other tab');
  await until(() => told(other), (events) => events.at(-1).occasion === 'change', 'told of the change');
  assert.equal((await consentOf(other)).categories.includes('statistics'), false);
  await allDelivered(one);
  await allDelivered(other);
  assert.deepEqual(records.map(({ method }) => method), ['accept_all', 'withdraw'], 'one record for each answer');
});

world.test('A window in sight that never had the focus hears of an answer as well', async ({ visit }) => {
  const one = await visit(ARTICLE);
  const other = await one.context().newPage();
  await other.addInitScript(() => {
    document.hasFocus = () => false;
  });
  await other.goto(ARTICLE);
  await part(other, 'banner').waitFor();
  await answerBanner(one, 'accept-all');
  await part(other, 'banner').waitFor({ state: 'detached' });
});

world.test('Two tabs that are answered differently end with the later answer, in both', async ({ visit }) => {
  const one = await visit(ARTICLE);
  const other = await tab(one, ARTICLE);
  await Promise.all([one, other].map((page) => part(page, 'banner').waitFor()));
  await one.evaluate(() => samtycke.accept());
  await other.evaluate(() => samtycke.withdraw());
  for (const page of [one, other]) {
    await until(() => consentOf(page), ({ services }) => services.length === 1, 'nothing optional');
    assert.equal((await consentOf(page)).time, (await consentOf(one)).time);
  }
});

world.test('One answer counts for the domain and its subdomains, and is changed from any of them', async ({ visit }) => {
  const at = (name) => `${world.server.at(name)}/shared/article.html`;
  const a = await visit(at('a.site.localhost'));
  const record = await recordOf(world, a, () => answerBanner(a, 'accept-all'), 'shared');
  assert.equal(record.context.origin, world.server.at('a.site.localhost'));
  assert.equal((await storedAnswer(a)).domain, '.site.localhost');
  const b = await tab(a, at('b.site.localhost'));
  await until(() => ran(b), (names) => names.includes('ads'), 'allowed at the other, too');
  assert.equal(await isAsked(b), false);
  await recordOf(world, b, () => b.evaluate(() => samtycke.withdraw()), 'shared');
  for (const name of ['a.site.localhost', 'site.localhost', 'www.site.localhost']) {
    await a.goto(at(name));
    await idle(a);
    assert.deepEqual((await consentOf(a)).services, ['site'], name);
    assert.equal(await isAsked(a), false, name);
  }
});

world.test('An answer from before the domain was shared gives way to the shared one', async ({ visit }) => {
  const a = `${world.server.at('a.site.localhost')}`;
  const page = await visit(`${a}/box/article.html`);
  await answerBanner(page, 'reject-all');
  await page.goto(`${a}/shared/article.html`);
  await page.evaluate(() => samtycke.accept());
  assert.equal((await storedAnswer(page)).domain, '.site.localhost');
  await page.reload();
  await until(() => ran(page), (names) => names.includes('ads'), 'the later one counts');
});

world.test('A page that is not of the domain keeps an answer of its own', async ({ visit }) => {
  for (const name of ['127.0.0.1', 'a.localhost']) {
    const page = await visit(`${world.server.at(name)}/shared/article.html`);
    await answerBanner(page, 'reject-all');
    assert.equal((await storedAnswer(page)).domain, name);
    await page.reload();
    await idle(page);
    assert.equal(await isAsked(page), false);
  }
});

world.test('A domain that browsers take no cookie for, a public suffix, leaves each host with an answer of its own', async ({ visit }) => {
  const page = await visit(`${world.server.at('a.localhost')}/suffix/article.html`);
  await answerBanner(page, 'accept-all');
  assert.equal(await storedAnswer(page), undefined);
  await page.reload();
  await until(() => ran(page), (names) => names.includes('ads'), 'kept, in another place');
  await page.goto(`${world.server.at('b.localhost')}/suffix/article.html`);
  await part(page, 'banner').waitFor();
});

const denyStorage = (page) =>
  page.addInitScript(() => {
    const deny = { get: () => { throw new DOMException('denied', 'SecurityError'); } };
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) Object.defineProperty(window, name, deny);
    Object.defineProperty(Document.prototype, 'cookie', { ...deny, set: deny.get });
  });

world.test('Where nothing can be stored the answer holds for the page, is on record, and is asked for again', async ({ visit }) => {
  const page = await visit('/box/privacy.html', { before: denyStorage, expectErrors: true });
  const record = await recordOf(world, page, () => answerBanner(page, 'accept-all'));
  assert.equal(record.method, 'accept_all');
  await page.evaluate(() => samtycke.withdraw('ads'));
  assert.deepEqual((await consentOf(page)).services.includes('film'), true);
  await page.reload();
  await part(page, 'banner').waitFor();
  assert.deepEqual((await consentOf(page)).services, ['site', 'guard']);
});

world.test('Where cookies are blocked the answer is kept all the same, and counts in every tab', async ({ visit }) => {
  const blockCookies = async (page) => {
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setDocumentCookieDisabled', { disabled: true });
  };
  const page = await visit(ARTICLE, { before: blockCookies });
  const other = await tab(page, ARTICLE, { before: blockCookies });
  await page.bringToFront();
  await recordOf(world, page, () => answerBanner(page, 'accept-all'));
  assert.equal(await storedAnswer(page), undefined);
  await part(other, 'banner').waitFor({ state: 'detached' });
  await until(() => ran(other), (names) => names.includes('heat'), 'let go in the other tab');
  await page.reload();
  await until(() => ran(page), (names) => names.includes('heat'), 'kept');
  assert.equal(await isAsked(page), false);
});

world.test('A full store takes no answer away: it is kept, let go and on record', async ({ visit }) => {
  const page = await visit('/box/privacy.html');
  await page.evaluate(() => {
    // Until not one character more goes in.
    for (let size = 2 ** 22; size >= 1; size /= 2) {
      for (let turn = 0; turn < 4; turn += 1) {
        try {
          localStorage[`full-${size}-${turn}`] = 'x'.repeat(size);
        } catch {
          break;
        }
      }
    }
  });
  const full = await page.evaluate(() => {
    try {
      return (localStorage.more = 'more') === '';
    } catch ({ name }) {
      return name;
    }
  });
  assert.equal(full, 'QuotaExceededError');
  const record = await recordOf(world, page, () => answerBanner(page, 'accept-all'));
  assert.deepEqual(record.states, states({ guard: 'not_objected' }, 'given'));
  await until(() => ran(page), (names) => names.includes('ads'), 'let go');
  await page.reload();
  await until(() => ran(page), (names) => names.includes('ads'), 'kept');
  assert.equal(await isAsked(page), false);
});

world.test('A private window knows nothing of the other', async ({ visit }) => {
  const page = await visit(ARTICLE);
  await answerBanner(page, 'accept-all');
  const secret = await visit(ARTICLE);
  await part(secret, 'banner').waitFor();
  await idle(secret);
  assert.deepEqual(await ran(secret), ['guard', 'login']);
});

world.test('Offline an answer is heard at once, and delivered when the browser is back online', async ({ visit }) => {
  const page = await visit(ARTICLE, { expectErrors: true });
  await idle(page);
  await page.context().setOffline(true);
  await answerBanner(page, 'accept-all');
  // What stands inline needs no network; files are the page's own loss.
  await until(() => ran(page), (names) => ['two', 'both', 'last'].every((name) => names.includes(name)), 'let go');
  assert.equal((await consentOf(page)).answered, true);
  assert.equal((await storedAnswer(page)).answer.s.includes('ads'), true);
  await idle(page);
  const waiting = await page.evaluate(() => Object.keys(localStorage).filter((name) => /^samtycke-(answer|outbox):/.test(name)).length);
  assert.equal(waiting, 1);
  const [taken] = await Promise.all([delivered(page), page.context().setOffline(false)]);
  assert.equal(payloadOf(taken.record).method, 'accept_all');
  await allDelivered(page);
});

world.test('Scripts don\'t wait for the record: with widget and endpoint stalled everything allowed runs', async ({ visit }) => {
  let asked = 0;
  let goOn = () => {};
  const stalled = new Promise((resolve) => (goOn = resolve));
  const page = await visit(ARTICLE, {
    before: async (page) => {
      for (const path of ['**/widget/**', '**/nonces', '**/records']) {
        await page.route(path, async (route) => {
          asked += 1;
          await stalled;
          await route.continue();
        });
      }
    },
  });
  await answerBanner(page, 'accept-all');
  await until(() => ran(page), (names) => ['one', 'last', 'async', 'ads'].every((name) => names.includes(name)), 'let go');
  await until(async () => asked, (count) => count > 0, 'the widget was asked for');
  const [response] = await Promise.all([page.waitForResponse(isDelivery), goOn()]);
  assert.equal(response.status(), 201);
});
