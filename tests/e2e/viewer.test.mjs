// The reader of documents: a place in the page's address, versions, what is new, print.

import assert from 'node:assert/strict';
import { writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { overflowOf, violationsOf } from './support/axe.mjs';
import { useHosts } from './support/hosts.mjs';
import { EDITIONS, published } from './support/library.mjs';
import { screenshots } from './support/settings.mjs';
import { part, shot, together, until } from './support/world.mjs';

/** @typedef {import('playwright-core').Page} Page */

const world = useHosts({
  one: published(EDITIONS.slice(0, 1)),
  two: published(EDITIONS.slice(0, 2)),
  three: published(EDITIONS),
  four: published(EDITIONS, { upcoming: true }),
});

const TITLE = { da: 'Privatlivspolitik for passagerer', en: 'Privacy policy for passengers', ar: 'سياسة الخصوصية للمسافرين' };

/** @param {Page} page */
const policy = (page) => page.locator('samtycke-policy').first();

/** The document, once it is the one of that title. @param {Page} page @param {string} title */
async function reading(page, title = TITLE.da) {
  const document = part(policy(page), 'document');
  await document.getByRole('heading', { name: title, level: 2 }).waitFor();
  return document;
}

/** The search is open; what is written before its field has the focus is lost. @param {Page} page */
async function searching(page) {
  await part(policy(page), 'document').getByRole('button', { name: 'Søg' }).click();
  await policy(page).locator('.search input:focus').waitFor();
}

/** Until the browser remembers that this version was read, or what changed in it: noted after the drawing. @param {Page} page @param {string} version */
const remembered = (page, version) =>
  until(() => page.evaluate(() => localStorage['samtycke-read:library/privacy-policy']), (kept) => kept === version, `${version} is remembered`);

/** What has the focus, inside of the element. @param {Page} page */
const focused = (page) =>
  page.evaluate(() => document.querySelector('samtycke-policy')?.shadowRoot?.activeElement?.id ?? '');

/** @param {Page} page @param {string} id */
const arrived = (page, id) => until(() => focused(page), (now) => now === id, `the focus is at ${id}`);

/** The part of the address that is ours. @param {Page} page */
const fragment = (page) => decodeURIComponent(new URL(page.url()).hash);

together('addresses', () => {
  world.test('A clause’s address can be shared, and opens the document there', async ({ visit }) => {
    const page = await visit('/three/library.html');
    const document = await reading(page);
    const link = document.locator('a[href*="c-2.3"]').first();
    const address = await link.evaluate((anchor) => /** @type {HTMLAnchorElement} */ (anchor).href);
    assert.ok(address.endsWith('/three/library.html#samtycke/library/privacy-policy/da/c-2.3'), address);
    const other = await visit(address);
    await reading(other);
    await arrived(other, 'c-2.3');
  });

  world.test('The back button goes back from clause to clause, and from document to document', async ({ visit }) => {
    const page = await visit('/three/library.html');
    const document = await reading(page);
    await document.getByRole('link', { name: '3.2', exact: true }).click();
    await arrived(page, 'c-3.2');
    assert.equal(fragment(page), '#samtycke/library/privacy-policy/da/c-3.2');
    await document.getByRole('link', { name: 'rejsevilkårenes punkt 1.1' }).click();
    await reading(page, 'Rejsevilkår');
    await arrived(page, 'c-1.1');
    assert.equal(fragment(page), '#samtycke/library/terms/da/c-1.1');
    await page.goBack();
    await reading(page);
    await arrived(page, 'c-3.2');
    await page.goBack();
    await reading(page);
    assert.equal(fragment(page), '');
    await page.goForward();
    await arrived(page, 'c-3.2');
  });

  world.test('Another language opens at the clause that was read', async ({ visit }) => {
    const page = await visit('/three/library.html#samtycke/library/privacy-policy/da/c-3.1');
    await reading(page);
    await arrived(page, 'c-3.1');
    await policy(page).getByRole('link', { name: 'English' }).click();
    const document = await reading(page, TITLE.en);
    assert.equal(await document.getAttribute('lang'), 'en');
    assert.match(fragment(page), /^#samtycke\/library\/privacy-policy\/en/);
    await page.goBack();
    await reading(page);
  });

  world.test('An address that names nothing here leaves the page as it is', async ({ visit }) => {
    for (const hash of ['#samtycke/', '#samtycke/library/nothing/da', '#samtycke/%ff/%ff/%ff', '#bund', '#samtycke']) {
      const page = await visit(`/three/library.html${hash}`);
      await reading(page);
    }
    const page = await visit('/three/library.html#samtycke/library/privacy-policy@9.9/da');
    await part(policy(page), 'error').waitFor();
  });

  world.test('Where the page routes by the fragment, links have the plain pages’ addresses and work', async ({ visit }) => {
    const page = await visit('/three/library.html#/privatliv');
    const document = await reading(page);
    const link = document.getByRole('link', { name: '3.2', exact: true });
    assert.match((await link.getAttribute('href')) ?? '', /legal\/documents\/privacy-policy\.da\.html#c-3\.2$/);
    await link.click();
    await arrived(page, 'c-3.2');
    assert.equal(fragment(page), '#/privatliv');
    await policy(page).getByRole('link', { name: 'English' }).click();
    await reading(page, TITLE.en);
    assert.equal(fragment(page), '#/privatliv');
  });

  world.test('A link opened with Ctrl is another tab’s', async ({ visit }) => {
    const page = await visit('/three/library.html');
    const document = await reading(page);
    const opened = page.context().waitForEvent('page');
    await document.getByRole('link', { name: '3.2', exact: true }).click({ modifiers: ['Control'] });
    const other = await opened;
    await reading(other);
    await arrived(other, 'c-3.2');
    assert.equal(fragment(page), '');
  });
});

together('versions', () => {
  world.test('Earlier versions can be read, and say until when they applied', async ({ visit }) => {
    const page = await visit('/three/library.html');
    await reading(page);
    const versions = part(policy(page), 'versions');
    await versions.getByText('Versioner (3)').click();
    await shot(page, 'viewer/versions');
    await versions.getByRole('link', { name: 'Version 1.0', exact: true }).click();
    const document = await reading(page);
    await document.getByText('Version 1.0').first().waitFor();
    await document.getByText('Det bruges, når vi har brug for det.').waitFor();
    await part(policy(page), 'band').getByText('gjaldt indtil 1. marts 2026').waitFor();
    assert.equal(fragment(page), '#samtycke/library/privacy-policy@1.0/da');
    await shot(page, 'viewer/earlier');
    await part(policy(page), 'band').getByRole('link', { name: 'Læs den gældende' }).click();
    await (await reading(page)).getByText('Det bruges kun, når nogen er kommet til skade.').waitFor();
    assert.equal(await part(policy(page), 'band').count(), 0);
  });

  world.test('What is announced is said above the text, with its date and summary', async ({ visit }) => {
    const page = await visit('/four/library.html');
    await reading(page);
    const announced = part(policy(page), 'announced');
    await announced.getByText('gælder først fra 1. marts 2097').waitFor();
    await announced.getByText('Vi holder op med at tage billeder på kajen.').waitFor();
    await shot(page, 'viewer/announced');
  });

  world.test('Who has read an earlier version is told what is new, until it is seen', async ({ visitor }) => {
    const context = await visitor();
    const page = await context.newPage();
    await page.goto('/two/library.html');
    await reading(page);
    assert.equal(await part(policy(page), 'news').count(), 0);
    await remembered(page, '2.0');
    await page.goto('/three/library.html');
    await reading(page);
    const news = part(policy(page), 'news');
    await news.getByText('Ændret, siden du læste den her').waitFor();
    await news.getByText('Billeder fra kajen slettes efter 14 dage i stedet for 30.').waitFor();
    await shot(page, 'viewer/news');
    // It stands until it is answered.
    await page.reload();
    await reading(page);
    await news.getByRole('button', { name: 'Det har jeg set' }).click();
    await news.waitFor({ state: 'detached' });
    await remembered(page, '3.0');
    await page.reload();
    await reading(page);
    assert.equal(await news.count(), 0);
    const kept = await page.evaluate(() => ({ ...localStorage }));
    assert.deepEqual(kept, { 'samtycke-read:library/privacy-policy': '3.0' });
  });

  world.test('With memory="off" the browser remembers nothing of what was read', async ({ visit }) => {
    const page = await visit('/three/library.html?attributes=memory%3D%22off%22');
    await reading(page);
    assert.equal(await page.evaluate(() => localStorage.length), 0);
  });
});

world.test('A document prints on its own, with title, version, digest and page numbers at the foot', async ({ visit }) => {
  const page = await visit('/three/library.html', {
    before: (page) =>
      page.addInitScript(() => {
        window.print = () => window.top?.dispatchEvent(new CustomEvent('printed'));
      }),
  });
  const document = await reading(page);
  const printed = page.evaluate(() => new Promise((resolve) => addEventListener('printed', () => resolve(true), { once: true })));
  await document.getByRole('button', { name: 'Udskriv eller gem som PDF' }).click();
  await printed;
  const frame = page.frames().find((frame) => frame !== page.mainFrame());
  assert.ok(frame);
  const { title, styles, html } = await frame.evaluate(() => {
    const shadow = document.body.firstElementChild?.shadowRoot;
    const text = (/** @type {readonly CSSStyleSheet[]} */ sheets) =>
      sheets.map((sheet) => [...sheet.cssRules].map((rule) => rule.cssText).join('\n'));
    return {
      title: document.title,
      styles: { page: text(document.adoptedStyleSheets), view: text(shadow?.adoptedStyleSheets ?? []) },
      html: shadow?.innerHTML ?? '',
    };
  });
  assert.equal(title, TITLE.da);
  assert.match(styles.page.join(), /Privatlivspolitik for passagerer · Version 3\.0 · gælder fra 1\. september 2026/);
  assert.match(styles.page.join(), /sha256:[0-9a-f]{64}/);
  assert.match(styles.page.join(), /counter\(page\)/);
  // The same, as a page of its own: what a person would hold in hand.
  const paper = await page.context().newPage();
  await paper.evaluate(
    ({ styles, html }) => {
      const sheet = (/** @type {string} */ text) => Object.assign(document.createElement('style'), { textContent: text });
      document.head.append(...styles.page.map(sheet));
      const host = document.body.appendChild(document.createElement('div'));
      const shadow = host.attachShadow({ mode: 'open' });
      shadow.innerHTML = html;
      shadow.append(...styles.view.map(sheet));
    },
    { styles, html },
  );
  await paper.emulateMedia({ media: 'print' });
  assert.equal(await paper.getByRole('button').filter({ visible: true }).count(), 0, 'no controls on paper');
  await paper.getByText('Et kajbillede slettes efter 14 dage.').waitFor();
  mkdirSync(join(screenshots, 'viewer'), { recursive: true });
  writeFileSync(join(screenshots, 'viewer/print.pdf'), await paper.pdf({ preferCSSPageSize: true }));
  // Who has printed leaves nothing behind.
  await frame.evaluate(() => void setTimeout(() => dispatchEvent(new Event('afterprint'))));
  await page.locator('iframe').waitFor({ state: 'detached' });
});

world.test('Arabic is set from right to left, the page around it stays', async ({ visit }) => {
  for (const viewport of [{ width: 1280, height: 900 }, { width: 320, height: 700 }]) {
    const page = await visit('/three/library.html#samtycke/library/privacy-policy/ar', { viewport });
    const document = await reading(page, TITLE.ar);
    assert.equal(await document.getAttribute('dir'), 'rtl');
    assert.equal(await document.getAttribute('lang'), 'ar');
    const inside = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    assert.ok(inside, 'nothing sticks out');
    await shot(page, `viewer/arabic-${viewport.width}`);
  }
});

together('what changed', () => {
  world.test('Side by side on a wide screen, in one column on a phone, with what came and what went', async ({ visit }) => {
    for (const viewport of [{ width: 1280, height: 900 }, { width: 320, height: 700 }]) {
      const page = await visit('/three/library.html#samtycke/library/privacy-policy@1.0~/da', { viewport });
      const redline = part(policy(page), 'redline');
      await redline.getByText('Hvad der er ændret fra version 1.0').waitFor();
      // Both summaries: of the version in force and of the one between.
      await redline.getByText('Billeder fra kajen slettes efter 14 dage i stedet for 30.').waitFor();
      await redline.getByText('Billeder fra kajen bruges kun, når nogen er kommet til skade.').waitFor();
      const texts = async (/** @type {string} */ tag) =>
        (await redline.locator(`${tag}:visible`).evaluateAll((all) => all.map((one) => one.textContent ?? ''))).join(' ');
      assert.match(await texts('del'), /30/);
      assert.match(await texts('ins'), /14/);
      await shot(page, `viewer/changes-${viewport.width}`);
    }
  });

  world.test('From the text to what changed and back, by address and by link', async ({ visit }) => {
    const page = await visit('/three/library.html');
    await reading(page);
    const versions = part(policy(page), 'versions');
    await versions.getByText('Versioner (3)').click();
    await versions.getByRole('listitem').nth(1).getByRole('link', { name: 'Hvad der blev ændret' }).click();
    await part(policy(page), 'redline').getByText('Hvad der er ændret fra version 1.0').waitFor();
    assert.equal(fragment(page), '#samtycke/library/privacy-policy@1.0~2.0/da');
    await part(policy(page), 'redline').getByRole('link', { name: 'Læs hele teksten' }).click();
    await (await reading(page)).getByText('Version 2.0').first().waitFor();
    await page.goBack();
    await part(policy(page), 'redline').waitFor();
    await page.goBack();
    await reading(page);
    assert.equal(fragment(page), '');
  });

  world.test('Who has been shown what changed knows it', async ({ visitor }) => {
    const context = await visitor();
    const page = await context.newPage();
    await page.goto('/two/library.html');
    await reading(page);
    await remembered(page, '2.0');
    await page.goto('/three/library.html');
    await reading(page);
    await part(policy(page), 'news').getByRole('link', { name: 'Hvad der blev ændret' }).click();
    await part(policy(page), 'redline').getByText('Hvad der er ændret fra version 2.0').waitFor();
    await remembered(page, '3.0');
    await page.goto('/three/library.html?again');
    await reading(page);
    assert.equal(await part(policy(page), 'news').count(), 0);
  });
});

world.test('A document is searched as one writes, across a table that is filtered', async ({ visit }) => {
  const page = await visit('/three/library.html');
  const document = await reading(page);
  await document.getByRole('searchbox').or(document.locator('[part=filter] input')).first().fill('samtykke');
  await document.getByText('1 af 9 rækker').waitFor();
  await searching(page);
  await page.keyboard.type('bogføringsloven');
  await page.keyboard.press('Enter');
  await document.getByText(/af 2/).first().waitFor();
  const marked = () => page.evaluate(() =>
    ['samtycke-hit', 'samtycke-here'].flatMap((name) => [...(CSS.highlights.get(name) ?? [])].map(String)),
  );
  const texts = await until(marked, (texts) => texts.length >= 2, 'what was found is marked');
  assert.ok(texts.every((text) => text === 'Bogføringsloven'), String(texts));
  await shot(page, 'viewer/search');
  await page.keyboard.press('Escape');
  await document.getByText('1 af 9 rækker').waitFor();
});

/** What is reached, and how; the paths are of the library. @type {[string, string, (page: Page) => Promise<unknown>][]} */
const STATES = [
  ['the text', '/four/library.html', (page) => reading(page)],
  ['versions', '/three/library.html', async (page) => { await reading(page); await part(policy(page), 'versions').locator('summary').click(); }],
  ['an earlier version', '/three/library.html#samtycke/library/privacy-policy@1.0/da', (page) => part(policy(page), 'band').waitFor()],
  ['what changed', '/three/library.html#samtycke/library/privacy-policy@1.0~/da', (page) => part(policy(page), 'redline').waitFor()],
  ['Arabic', '/three/library.html#samtycke/library/privacy-policy/ar', (page) => reading(page, TITLE.ar)],
  [
    'search', '/three/library.html',
    async (page) => {
      const document = await reading(page);
      await searching(page);
      await page.keyboard.type('rejse');
      await document.getByText(/af \d/).first().waitFor();
    },
  ],
  [
    'a table that is filtered', '/three/library.html',
    async (page) => {
      const document = await reading(page);
      await document.locator('[part=filter] input').first().fill('samtykke');
      await document.getByText('1 af 9 rækker').waitFor();
    },
  ],
];

together('Reading has no accessibility violation, light, dark or on a small phone', () => {
  for (const [name, path, reach] of STATES) {
    world.test(name, async ({ visit }) => {
      const wrong = [];
      for (const [mode, options] of Object.entries({
        light: {},
        dark: { colorScheme: /** @type {const} */ ('dark') },
        phone: { viewport: { width: 320, height: 640 } },
      })) {
        const page = await visit(path, options);
        await reach(page);
        wrong.push(...(await violationsOf(page, mode)), ...(await overflowOf(page, mode)));
      }
      assert.deepEqual(wrong, []);
    });
  }
});

together('several on one page', () => {
  world.test('A fragment of the page’s own leaves what is read alone; none goes home', async ({ visit }) => {
    const page = await visit('/three/library.html#samtycke/library/terms/en');
    await reading(page, 'Conditions of carriage');
    await page.getByRole('link', { name: 'Til bunden' }).click();
    assert.equal(fragment(page), '#bund');
    await reading(page, 'Conditions of carriage');
    await page.evaluate(() => location.assign('#'));
    await reading(page);
  });

  world.test('An address opens in the element of its pack that names its document, also in a shadow root', async ({ visit }) => {
    const page = await visit('/three/library.html');
    await reading(page);
    await page.evaluate(() => {
      const host = document.body.appendChild(document.createElement('div'));
      host.id = 'shadow';
      const element = document.createElement('samtycke-policy');
      element.setAttribute('document', 'terms');
      host.attachShadow({ mode: 'open' }).append(element);
      const other = document.querySelector('main')?.appendChild(document.createElement('samtycke-policy'));
      other?.setAttribute('pack', '/two/legal/pack.json');
      other?.setAttribute('document', 'terms');
    });
    const inShadow = page.locator('#shadow samtycke-policy');
    await part(inShadow, 'document').getByRole('heading', { name: 'Rejsevilkår', level: 2 }).waitFor();
    await page.evaluate(() => location.assign('#samtycke/library/terms/en/c-1.1'));
    await part(inShadow, 'document').getByRole('heading', { name: 'Conditions of carriage', level: 2 }).waitFor();
    await reading(page);
  });

  world.test('An encoded address is the same address', async ({ visit }) => {
    const page = await visit('/three/library.html#samtycke%2Flibrary/privacy-policy%401.0/da'.replace('%2F', '/'));
    await (await reading(page)).getByText('Version 1.0').first().waitFor();
    const other = await visit('/three/library.html#samtycke/library/privacy-policy@1.0%7E2.0/da');
    await part(policy(other), 'redline').getByText('Hvad der er ændret fra version 1.0').waitFor();
  });

  world.test('Links go where the page is now, not where it was when they were drawn', async ({ visit }) => {
    const page = await visit('/three/library.html?a=1');
    const document = await reading(page);
    await page.evaluate(() => history.pushState(null, '', '?a=2'));
    await document.getByRole('link', { name: '3.2', exact: true }).click();
    await arrived(page, 'c-3.2');
    assert.ok(page.url().endsWith('?a=2#samtycke/library/privacy-policy/da/c-3.2'), page.url());
  });
});

world.test('An announced version whose day has come is told as that', async ({ visitor }) => {
  const context = await visitor();
  await context.clock.setFixedTime('2098-01-01T12:00:00Z');
  const page = await context.newPage();
  await page.goto('/four/library.html');
  await reading(page);
  await part(policy(page), 'announced').getByText('En ny version skulle gælde nu').waitFor();
});

world.test('What changed prints on its own, with both digests at the foot; the text keeps its size on the way there and back', async ({ visit }) => {
  const page = await visit('/three/library.html', {
    before: (page) =>
      page.addInitScript(() => {
        window.print = () => window.top?.dispatchEvent(new CustomEvent('printed'));
      }),
  });
  const document = await reading(page);
  await document.getByRole('button', { name: 'Større tekst' }).click();
  await document.locator('.text.size-l').waitFor();
  await part(document, 'versions').locator('summary').click();
  await part(document, 'versions').locator('a[href*="~"]').first().click();
  const redline = part(page, 'redline');
  await redline.waitFor();
  const printed = page.evaluate(() => new Promise((resolve) => addEventListener('printed', () => resolve(true), { once: true })));
  await redline.getByRole('button', { name: 'Udskriv eller gem som PDF' }).click();
  await printed;
  const frame = page.frames().find((frame) => frame !== page.mainFrame());
  const foot = await frame?.evaluate(() => [...globalThis.document.adoptedStyleSheets].flatMap(({ cssRules }) => [...cssRules]).map(({ cssText }) => cssText).join());
  assert.equal(foot?.match(/sha256:[0-9a-f]{64}/g)?.length, 2);
  await page.goBack();
  await page.locator('.text.size-l').waitFor();
});
