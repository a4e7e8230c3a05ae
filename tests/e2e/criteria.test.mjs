// The criteria of WCAG that docs/accessibility.md names this file for: what fields are for, titles, letting go beside a
// button, and the same things at the same places.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { idle } from './support/optional.mjs';
import { demo } from './support/settings.mjs';
import { agreement, agreementShown, answerBanner, canAccept, fillParties, openPreferences, statements, tickStatements } from './support/steps.mjs';
import { part, together, until, useWorld } from './support/world.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */

const world = useWorld();

/** The demonstration's sites: three layouts of the banner, and pages in three languages. */
const SITES = {
  vagthavn: { locale: 'da-DK', home: '/demo/', policy: '/demo/privatliv/', signUp: '/demo/opret/' },
  nordlunda: { locale: 'sv-SE', home: '/demo/nordlunda/', policy: '/demo/nordlunda/policy/', signUp: '/demo/nordlunda/sign-up/' },
  skyltljus: { locale: 'en-GB', home: '/demo/skyltljus/', policy: '/demo/skyltljus/policy/', signUp: '/demo/skyltljus/sign-up/' },
  prognosvik: { locale: 'en-GB', home: '/demo/prognosvik/', policy: '/demo/prognosvik/policy/', signUp: '/demo/prognosvik/sign-up/' },
};

/** The flow of whoever comes as the pack's first role, all of it there on a screen of any size. @param {Page} page */
async function flowOf(page) {
  const role = part(agreement(page), 'role').getByRole('radio').first();
  await part(agreement(page), 'accept').or(role).first().waitFor({ state: 'attached' });
  if (await role.count()) await role.check();
  await canAccept(page);
  return agreement(page);
}

/** 1.3.5: fields about whoever fills them in, and HTML's name for what belongs there. */
const PURPOSES = {
  'organisation-name': 'organization',
  'organisation-address': 'street-address',
  'signatory-name': 'name',
  'signatory-email': 'email',
  'signatory-position': 'organization-title',
};

/** Fields with their tokens; those that have none, or none on purpose, are left out. @param {Locator} scope */
const purposesOf = async (scope) =>
  Object.fromEntries(await scope.locator('input:not([type=checkbox], [type=radio]), select, textarea').evaluateAll((all) =>
    all.map((field) => [field.id, field.getAttribute('autocomplete') ?? 'off']).filter(([, token]) => token !== 'off')));

together('1.3.5: Fields about the person say to the browser what belongs in them', () => {
  for (const [vendor, { locale, signUp }] of Object.entries(SITES)) {
    world.test(`fields of the agreement: ${vendor}`, async ({ visit }) => {
      assert.deepEqual(await purposesOf(await flowOf(await visit(signUp, { locale }))), PURPOSES);
    });
  }

  world.test('fields of a letter under a policy', async ({ visit }) => {
    const page = await visit(SITES.vagthavn.policy);
    const panels = part(page.locator('samtycke-policy'), 'panels');
    await panels.locator('#panel_rights').click();
    const letter = panels.locator('details.letter').first();
    await letter.waitFor({ state: 'attached' });
    assert.deepEqual(Object.values(await purposesOf(letter)), ['name']);
  });
});

/** Every page that is built. The plain ones are what they are without a script. */
const PAGES = readdirSync(demo, { recursive: true, encoding: 'utf8' })
  .filter((path) => /^(index\.html|demo\/.*index\.html|packs\/[^/]+\/(documents\/[^/]*|verify\/index)\.html)$/.test(path))
  .sort();
const isPlain = (/** @type {string} */ path) => path.includes('/documents/');

/** Title and first heading of pages as they are served. @param {Page} page @param {string[]} paths */
const served = (page, paths) =>
  page.evaluate((paths) => Promise.all(paths.map(async (path) => {
    const parsed = new DOMParser().parseFromString(await (await fetch(path)).text(), 'text/html');
    return { path, title: parsed.title, heading: parsed.querySelector('h1')?.textContent ?? '' };
  })), paths);

world.test('2.4.2: Every page has a title that says what it is, and no two of a site have the same', async ({ visit }) => {
  const page = await visit('/', { locale: 'en-GB', reducedMotion: 'reduce' });
  const found = await served(page, PAGES.filter(isPlain).map((path) => `/${path}`));
  for (const { path, title, heading } of found) {
    assert.ok(path.includes('.changes.') || title.startsWith(heading), `${path}: ${title}`);
    const [, version = ''] = /@([\d.]+)\./.exec(path) ?? [];
    assert.ok(title.includes(version), `${path}: ${title}`);
  }
  for (const path of PAGES.filter((path) => !isPlain(path))) {
    await page.goto(`/${path}`, { waitUntil: 'domcontentloaded' });
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    found.push({ path: `/${path}`, title: await page.title(), heading: '' });
  }
  assert.ok(found.length > 50, `only ${found.length} pages were found`);
  const site = (/** @type {string} */ path) => path.split('/').slice(0, 3).join('/');
  const names = found.map(({ path, title }) => `${site(path)}: ${title.trim()}`);
  assert.deepEqual([found.filter(({ title }) => !title.trim()), names.filter((name, at) => names.indexOf(name) !== at)], [[], []]);
});

world.test('2.4.2: Each view of the console is titled by what it shows, in the language of its page', async ({ visit }) => {
  const page = await visit('/console/', { locale: 'en-GB' });
  const titled = async (/** @type {string} */ heading) => {
    await page.getByRole('heading', { name: heading, level: 1, exact: true }).waitFor();
    assert.equal(await page.title(), `${heading} · Samtycke`);
  };
  await titled('Sign in');
  await page.getByRole('textbox').fill(world.server.token('admin'));
  await page.keyboard.press('Enter');
  await titled('Records');
  const links = page.getByRole('navigation').getByRole('link');
  for (const name of await links.allInnerTexts()) {
    await links.filter({ hasText: name }).first().click();
    await titled(name);
  }
});

/** What pressing something could change: what is seen, ticked, kept, and where one is. What is made ready unseen is no change. @param {Page} page */
const stateOf = (page) =>
  page.evaluate(() => {
    const found = [location.href, document.cookie, Object.entries(localStorage).sort().join('\n')];
    const look = (/** @type {ParentNode} */ root) => {
      for (const element of root.children) {
        const { display } = getComputedStyle(element);
        if (element.matches('[inert]') || (display !== 'contents' && !element.checkVisibility())) continue;
        if (element instanceof HTMLInputElement) found.push(`${element.id} ${element.checked}`);
        for (const node of element.childNodes) if (node instanceof Text && node.data.trim()) found.push(node.data);
        look(element);
        if (element.shadowRoot) look(element.shadowRoot);
      }
    };
    look(document);
    return found.join('\n');
  });

/** @type {{ view: string, path: string, reach: (page: Page) => Promise<unknown>, controls: Record<string, (page: Page) => Locator> }[]} */
const PRESSED = [
  {
    view: 'banner', path: SITES.vagthavn.home, reach: (page) => part(page, 'banner').waitFor(),
    controls: Object.fromEntries(['accept-all', 'reject-all', 'open-preferences'].map((name) => [name, (page) => part(part(page, 'banner'), name)])),
  },
  {
    view: 'preferences', path: SITES.vagthavn.home, reach: openPreferences,
    controls: {
      'a service’s switch': (page) => part(page, 'preferences').getByRole('checkbox').first(),
      ...Object.fromEntries(['close', 'accept-all', 'reject-all', 'save'].map((name) => [name, (page) => part(part(page, 'preferences'), name)])),
    },
  },
  {
    view: 'agreement', path: SITES.vagthavn.signUp,
    reach: async (page) => {
      await answerBanner(page, 'reject-all');
      await agreementShown(page);
      await fillParties(page);
      await tickStatements(page);
      await canAccept(page);
    },
    controls: {
      'a document’s button': (page) => agreement(page).getByRole('button', { name: 'Læs' }).first(),
      'a sentence to tick': (page) => statements(page).first(),
      decline: (page) => part(agreement(page), 'decline'),
      accept: (page) => part(agreement(page), 'accept'),
    },
  },
];

together('2.5.2: Pressed, and let go beside it, nothing is done', () => {
  for (const { view, path, reach, controls } of PRESSED) {
    for (const [name, control] of Object.entries(controls)) {
      world.test(`let go beside it: ${view}, ${name}`, async ({ visit }) => {
        const page = await visit(path, { reducedMotion: 'reduce' });
        await reach(page);
        await control(page).hover();
        await idle(page);
        const before = await stateOf(page);
        await page.mouse.down();
        await idle(page);
        assert.equal(await stateOf(page), before, 'pressed');
        await page.mouse.move(2, 2, { steps: 4 });
        await page.mouse.up();
        await idle(page);
        assert.equal(await stateOf(page), before, 'let go beside it');
        await control(page).click();
        await until(() => stateOf(page), (now) => now !== before, 'let go on it, something is done');
      });
    }
  }
});

/** Buttons, links and what opens, each by its hook, or by what is written on it. @param {Locator} scope */
const controlsOf = (scope) =>
  scope.locator('button, a[href], summary').filter({ visible: true }).evaluateAll((all) =>
    all.map((one) => ({ hook: one.getAttribute('part') ?? one.id ?? '', name: (one.textContent ?? '').trim() })));
/** @param {{ hook: string }[]} controls @param {string[]} hooks */
const inOrder = (controls, hooks) => controls.map(({ hook }) => hook).filter((hook) => hooks.includes(hook));

const BANNER = ['policy-link', 'accept-all', 'reject-all', 'open-preferences'];
const PREFERENCES = ['close', 'reject-all', 'accept-all', 'save'];
const PANELS = ['panel_rights', 'panel_sub-processors', 'panel_retention', 'panel_measures', 'panel_contact', 'panel_documents'];
const ACTS = ['accept', 'decline', 'other-contract'];
/** What is called the same wherever it stands. */
const NAMED = ['accept-all', 'reject-all', 'open-preferences', 'close', 'save'];

/** Where something is said first, in each language. @type {Map<string, string>} */
const said = new Map();
/** 3.2.4: the same hook has the same words, whichever site and view. @param {string} lang @param {{ hook: string, name: string }[]} controls */
function sameWords(lang, controls) {
  for (const { hook, name } of controls.filter(({ hook }) => NAMED.includes(hook))) {
    const key = `${lang} ${hook}`;
    said.set(key, said.get(key) ?? name);
    assert.equal(name, said.get(key), key);
  }
}

together('3.2.3, 3.2.4, 3.2.6: The same controls have the same order and words, on every page and in every layout', () => {
  for (const [vendor, { locale, home, policy, signUp }] of Object.entries(SITES)) {
    for (const viewport of [{ width: 1280, height: 900 }, { width: 320, height: 640 }]) {
      world.test(`the same controls: ${vendor}, ${viewport.width} px`, async ({ visit }) => {
        const page = await visit(home, { locale, viewport, reducedMotion: 'reduce' });
        for (const path of [home, policy, signUp]) {
          await page.goto(path);
          await part(page, 'banner').waitFor();
          const banner = await controlsOf(part(page, 'banner'));
          assert.deepEqual(inOrder(banner, banner.map(({ hook }) => hook)), BANNER, path);
          sameWords(locale, banner);
        }
        await page.goto(home);
        const dialog = await controlsOf(await openPreferences(page));
        assert.deepEqual(inOrder(dialog, PREFERENCES), PREFERENCES);
        sameWords(locale, dialog);
        await part(part(page, 'preferences'), 'reject-all').click();

        await page.goto(policy);
        const panels = part(page.locator('samtycke-policy').first(), 'panels');
        await panels.waitFor();
        const rows = await panels.locator('summary[id^=panel_]').evaluateAll((all) => all.map(({ id }) => id));
        assert.deepEqual(rows, PANELS);

        await page.goto(signUp);
        const acts = await (await flowOf(page)).locator(ACTS.map((name) => `[part~="${name}"]`).join()).evaluateAll((all) => all.map((one) => one.getAttribute('part')));
        assert.deepEqual(acts, ACTS, 'the way to the vendor is behind the buttons');
      });
    }
  }
});
