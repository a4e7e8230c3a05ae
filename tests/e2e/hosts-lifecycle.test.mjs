// An answer's life: how the page hears of it, how long it holds, and when it is asked again.

import assert from 'node:assert/strict';
import { answerAndRecord, consentOf, DAY, isAsked, keepEvents, recordOf, redate, storedAnswer, told, toldOf } from './support/consent.mjs';
import { useHosts } from './support/hosts.mjs';
import { idle } from './support/optional.mjs';
import { replacing } from './support/packs.mjs';
import { answerBanner } from './support/steps.mjs';
import { part, until } from './support/world.mjs';

const world = useHosts({
  box: {},
  reworded: { edit: replacing('Må vi bruge cookies til mere end det nødvendige?', 'Må vi bruge flere cookies?') },
  widened: { edit: replacing('dpv = "ServiceUsageAnalytics"', 'dpv = "TargetedAdvertising"') },
  longer: { edit: replacing('name = "_th_ses*"', 'name = "_th_session*"') },
});

const ARTICLE = '/box/article.html';
const ALL = ['security', 'functional', 'statistics', 'marketing', 'guard', 'chat', 'count', 'heat', 'film', 'ads'];
const ASKED = ALL.filter((id) => id !== 'security' && id !== 'guard');

/** An event without the time. */
const timeless = ({ time, ...rest }) => rest;

world.test('The page hears what holds when it is loaded, then of the first answer, then of each change with its difference', async ({ visit }) => {
  const page = await visit(ARTICLE, { before: keepEvents });
  await idle(page);
  const loaded = await told(page);
  assert.equal(loaded.length, 1);
  assert.deepEqual(timeless(loaded[0]), {
    answered: false, categories: ['necessary', 'security'], services: ['site', 'guard'], mode: 'opt-in', gpc: false,
    occasion: 'load', changed: [], remaining: [],
  });

  const first = timeless(await toldOf(page, () => answerBanner(page, 'accept-all')));
  assert.deepEqual({ ...first, changed: [...first.changed].sort() }, {
    answered: true, categories: ['necessary', 'security', 'functional', 'statistics', 'marketing'],
    services: ['site', 'guard', 'chat', 'count', 'heat', 'film', 'ads'], mode: 'opt-in', gpc: false,
    occasion: 'first', changed: [...ASKED].sort(), remaining: [],
  });

  const change = await toldOf(page, () => page.evaluate(() => samtycke.withdraw('heat')));
  assert.equal(change.occasion, 'change');
  assert.deepEqual([...change.changed].sort(), ['heat', 'statistics']);
  assert.deepEqual(change.categories.includes('statistics'), false, 'no longer whole');
  assert.equal(change.services.includes('count'), true);

  await page.reload();
  await idle(page);
  const again = await told(page);
  assert.equal(again.length, 1);
  assert.deepEqual([again[0].occasion, again[0].answered, again[0].changed], ['load', true, []]);
  assert.equal(again[0].time, (await consentOf(page)).time);
});

world.test('An answer that changes nothing is told, with no difference', async ({ visit }) => {
  const page = await visit(ARTICLE, { before: keepEvents });
  await toldOf(page, () => answerBanner(page, 'accept-all'));
  const { occasion, changed } = await toldOf(page, () => page.evaluate(() => samtycke.accept()));
  assert.deepEqual([occasion, changed], ['change', []]);
});

world.test('What is called before the gate is there waits for it; who subscribes late hears what holds', async ({ visit }) => {
  const page = await visit(ARTICLE);
  const early = await until(() => page.evaluate(() => globalThis.early), (consent) => consent, 'the queue');
  assert.equal(early.answered, false);
  await answerBanner(page, 'reject-all');
  await until(
    () => page.evaluate(() => globalThis.heard.map(({ occasion, answered }) => `${occasion} ${answered}`)),
    (heard) => heard.at(-1) === 'first true',
    'who subscribed early hears of the answer',
  );
  const late = await page.evaluate(async () => {
    const heard = [];
    const next = () => new Promise((resolve) => document.addEventListener('samtycke-consent', resolve, { once: true }));
    const end = samtycke.subscribe(({ answered, services }) => heard.push([answered, services.includes('count')]));
    for (const id of ['count', 'heat']) {
      const told = next();
      samtycke.accept(id);
      await told;
      end();
    }
    let pushed;
    samtycke.push((api) => (pushed = api.has('statistics', 'count')));
    return { heard, pushed };
  });
  assert.deepEqual(late, { heard: [[true, false], [true, true]], pushed: true });
});

world.test('A listener that throws keeps nobody else from hearing, and nothing from being let go', async ({ visit }) => {
  const page = await visit(ARTICLE, { expectErrors: true });
  await page.evaluate(() => {
    samtycke.subscribe(({ answered }) => {
      if (answered) throw new Error('the page\'s own');
    });
    samtycke.subscribe(({ answered }) => (globalThis.other = answered));
  });
  await answerBanner(page, 'accept-all');
  await until(() => page.evaluate(() => globalThis.other && ran.includes('ads')), (both) => both, 'heard, and let go');
});

world.test('An acceptance holds for the days of its own, a refusal for the days of its own', async ({ visit }) => {
  for (const [answer, days] of [['accept-all', 182], ['reject-all', 30]]) {
    const page = await visit(ARTICLE);
    const record = await recordOf(world, page, () => answerBanner(page, answer));
    assert.equal(record.event.validity_days, days);
    const { answer: { t }, expires } = await storedAnswer(page);
    assert.ok(Math.abs(expires - (t + days * DAY) / 1000) < 60, 'the cookie ends with the answer');

    await redate(page, Date.now() - (days * DAY - 60_000));
    await page.reload();
    await idle(page);
    assert.equal(await isAsked(page), false, `a minute before ${days} days`);
    await redate(page, Date.now() - (days * DAY + 1000));
    await page.reload();
    await part(page, 'banner').waitFor();
    const { answered, services } = await consentOf(page);
    assert.deepEqual([answered, services], [false, ['site', 'guard']], `after ${days} days`);
  }
});

world.test('A clock that jumps: an answer from tomorrow counts, one from later than that is asked again', async ({ visit }) => {
  const page = await visit(ARTICLE);
  await answerBanner(page, 'accept-all');
  await redate(page, Date.now() + DAY / 2);
  await page.reload();
  await idle(page);
  assert.equal(await isAsked(page), false, 'half a day is a wrong clock');
  // A later answer counts though the clock says that it is the earlier one.
  await page.evaluate(() => samtycke.withdraw());
  await page.reload();
  await idle(page);
  assert.deepEqual((await consentOf(page)).services, ['site']);
  await redate(page, Date.now() + 2 * DAY);
  await page.reload();
  await part(page, 'banner').waitFor();
  assert.equal((await consentOf(page)).answered, false);
});

world.test('An answer that nobody could have given is none', async ({ visit }) => {
  const page = await visit(ARTICLE);
  await answerBanner(page, 'accept-all');
  const { answer, value, ...cookie } = await storedAnswer(page);
  const changed = [{ v: 2 }, { t: 'now' }, { s: 'ads' }].map((part) => encodeURIComponent(JSON.stringify({ ...answer, ...part })));
  for (const wrong of ['', 'ja', '%', '{}', 'null', ...changed]) {
    await page.context().addCookies([{ ...cookie, value: wrong }]);
    await page.reload();
    await part(page, 'banner').waitFor();
    assert.equal((await consentOf(page)).answered, false, wrong);
  }
});

world.test('Another purpose or another cookie is asked about again, other words are not', async ({ visit }) => {
  const page = await visit(ARTICLE);
  await answerBanner(page, 'accept-all');
  await page.goto('/reworded/article.html');
  await idle(page);
  assert.equal(await isAsked(page), false);
  assert.equal((await consentOf(page)).answered, true);
  for (const variant of ['widened', 'longer']) {
    await page.goto(`/${variant}/article.html`);
    await part(page, 'banner').waitFor();
    assert.deepEqual((await consentOf(page)).services, ['site', 'guard'], variant);
  }
  // The answer to the one question is none to the other.
  await page.goto(ARTICLE);
  await idle(page);
  assert.equal(await isAsked(page), false);
});

world.test('A stored refusal is a refusal, whatever the region or the browser says later', async ({ visit }) => {
  const page = await visit(ARTICLE);
  await answerBanner(page, 'reject-all');
  for (const country of ['US', 'NZ']) {
    await page.goto(`${ARTICLE}?country=${country}`);
    await idle(page);
    assert.deepEqual((await consentOf(page)).services, ['site'], country);
    assert.equal(await isAsked(page), false);
  }
  await page.evaluate(() => samtycke.region('NZ'));
  assert.deepEqual((await consentOf(page)).services, ['site']);
});

world.test('Preferences show the answer, and an answer there is a change', async ({ visit }) => {
  const page = await visit(ARTICLE, { before: keepEvents });
  // Its record is not to be taken for that of the change.
  await answerAndRecord(world, page, 'accept-all');
  await part(page, 'reopen').click();
  const dialog = part(page, 'preferences');
  const marketing = dialog.getByRole('checkbox', { name: 'Markedsføring', exact: true });
  assert.equal(await marketing.isChecked(), true);
  await marketing.uncheck();
  let record;
  const { occasion, changed } = await toldOf(page, async () => {
    record = await recordOf(world, page, () => part(dialog, 'save').click());
  });
  assert.equal(record.states.ads, 'withdrawn');
  assert.equal(record.states.count, 'given');
  assert.deepEqual([occasion, [...changed].sort()], ['change', ['ads', 'film', 'marketing']]);
});
