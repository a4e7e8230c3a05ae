// Between two moments: a slow device lets a person act on what is drawn before what follows from it has happened.

import assert from 'node:assert/strict';
import { isDelivery, payloadOf } from './support/records.mjs';
import { focused, progress, reader, visitPrognosvik } from './support/prognosvik.mjs';
import { settled, slowly } from './support/slow.mjs';
import {
  accept, agreement, agreementShown, company, fillAccount, fillParties, formData, readRequired, receipt, statements, tickStatements,
} from './support/steps.mjs';
import { part, until, useWorld } from './support/world.mjs';

/** @typedef {import('playwright-core').Page} Page */

const world = useWorld();

/** The button as whoever may press it finds it: every document is fetched and checked. @param {Page} page */
const ready = (page) => part(agreement(page), 'accept').and(page.locator(':not([aria-disabled])')).waitFor();

/** The agreement speaks another language. @param {Page} page @param {string} lang */
const speak = (page, lang) => agreement(page).evaluate((element, lang) => element.setAttribute('lang', lang), lang);

/**
 * Lets the agreement speak another language, and presses its button as soon as a sentence of that stands there: gives back what
 * was ticked then, and whether the button was ready.
 * @param {Page} page
 * @param {string} lang
 */
const pressBetween = (page, lang) =>
  agreement(page).evaluate(async (element, lang) => {
    const { shadowRoot } = element;
    const sentences = () => [...shadowRoot.querySelectorAll('[part=statement] span')].map((one) => one.textContent);
    const [first] = sentences();
    const between = new Promise((resolve) => {
      const look = (_, observer) => {
        if (sentences()[0] === first) return;
        observer.disconnect();
        const ticked = [...shadowRoot.querySelectorAll('[part=statement] input')].filter((box) => box.checked).length;
        const button = shadowRoot.querySelector('[part=accept]');
        const isReady = !button.ariaDisabled;
        button.click();
        resolve({ ticked, isReady });
      };
      new MutationObserver(look).observe(shadowRoot, { childList: true, subtree: true, characterData: true });
    });
    element.setAttribute('lang', lang);
    return between;
  }, lang);

world.test('A tick is for its sentence: in another language nothing is ticked at any moment, and none is signed', async ({ visit }) => {
  const page = await visit('/demo/opret/', { before: slowly });
  const sent = [];
  page.on('response', (response) => isDelivery(response) && sent.push(response));
  await agreementShown(page);
  await fillAccount(page);
  await fillParties(page);
  await readRequired(page);
  await tickStatements(page);
  await ready(page);
  assert.deepEqual(await pressBetween(page, 'en'), { ticked: 0, isReady: false });
  const since = new Date().toISOString();
  await settled(page);
  await ready(page);
  for (const box of await statements(page).all()) assert.equal(await box.isChecked(), false);
  await readRequired(page);
  await tickStatements(page);
  await settled(page);
  await part(agreement(page), 'accept').click();
  await receipt(page, 'receipted').waitFor();
  const said = payloadOf((await formData(page)).agreement);
  assert.deepEqual([...new Set(said.statements.map(({ language }) => language))], ['en']);
  for (const { time } of said.statements) assert.ok(time > since, `${time} > ${since}`);
  assert.equal(sent.length, 1, 'signed once');
});

world.test('Who comes back to a language finds ticked and read what was ticked and read in it', async ({ visit }) => {
  const page = await visitPrognosvik(visit);
  await readRequired(page);
  await statements(page).first().check();
  const was = await progress(page).innerText();
  await speak(page, 'en');
  await until(() => statements(page).first().isChecked(), (on) => !on, 'another sentence');
  await until(() => progress(page).innerText(), (text) => /^0|\b0\b/.test(text), 'another text');
  await speak(page, 'sv');
  await until(() => statements(page).first().isChecked(), Boolean, 'the same sentence');
  assert.equal(await progress(page).innerText(), was);
});

world.test('While a text is fetched in another language, what is on the screen counts for itself alone', async ({ visit }) => {
  const page = await visitPrognosvik(visit);
  await ready(page);
  await agreement(page).locator('#read_dpa').click();
  await part(reader(page), 'document').and(page.locator('[lang="sv"]:not([aria-busy])')).waitFor();
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route('**/documents/*.json', async (route) => {
    await held;
    await route.continue();
  });
  const asked = page.waitForRequest('**/documents/*.json');
  await speak(page, 'en');
  await asked;
  await part(reader(page), 'back').click();
  await reader(page).waitFor({ state: 'detached' });
  assert.match(await progress(page).innerText(), /\b0\b/);
  assert.equal(await agreement(page).locator('#must_dpa').count(), 1);
  release();
  await speak(page, 'sv');
  await until(() => progress(page).innerText(), (text) => /\b1\b/.test(text), 'read, in Swedish');
});

world.test('Who sees what was typed may reload at once: it is kept', async ({ visit }) => {
  const page = await visit('/demo/opret/', { before: slowly });
  await agreementShown(page);
  await agreement(page).locator('#organisation-number').fill(company.number);
  await settled(page);
  const kept = await agreement(page).evaluate(
    ({ shadowRoot }, name) =>
      new Promise((resolve) => {
        const look = () => {
          if (shadowRoot.querySelector('.summary em')?.textContent === name) resolve(Object.values(sessionStorage).join());
        };
        new MutationObserver(look).observe(shadowRoot, { childList: true, subtree: true, characterData: true });
        const field = shadowRoot.querySelector('#organisation-name');
        field.value = name;
        field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      }),
    company.name,
  );
  assert.ok(kept.includes(company.name), kept);
});

for (const [how, before] of [['', () => {}], [', on a slow device', slowly]]) {
  world.test(`A document asked for right after Escape is open${how}`, async ({ visit }) => {
    const page = await visit('/demo/opret/', { before });
    await agreementShown(page);
    const read = agreement(page).locator('.documents').getByRole('button', { name: /^Læs / }).first();
    await read.click();
    await part(reader(page), 'document').waitFor();
    // Escape closes the dialog and gives the focus back; Enter comes before the dialog tells.
    await read.evaluate((button) => {
      button.getRootNode().querySelector('dialog').close();
      button.click();
    });
    await part(reader(page), 'document').waitFor();
    await settled(page);
    await page.keyboard.press('Escape');
    await reader(page).waitFor({ state: 'detached' });
  });
}

world.test('Who writes at once keeps the focus: a heading that would take it comes too late', async ({ visit }) => {
  const page = await visitPrognosvik(visit, { also: [slowly] });
  await settled(page);
  const there = agreement(page).evaluate(
    ({ shadowRoot }) =>
      new Promise((resolve) => {
        const look = (_, observer) => {
          const reason = shadowRoot.querySelector('#decline_reason');
          if (!reason) return;
          observer.disconnect();
          reason.focus();
          resolve(true);
        };
        new MutationObserver(look).observe(shadowRoot, { childList: true, subtree: true });
      }),
  );
  await part(agreement(page), 'decline').click();
  await there;
  await settled(page);
  assert.equal(await focused(page), 'decline_reason');
});

world.test('A link into another document, followed while the policy is being drawn, leads there', async ({ visit }) => {
  const page = await visit('/demo/privatliv/', {
    before: async (page) => {
      await slowly(page);
      await page.addInitScript(() => {
        const { attachShadow } = Element.prototype;
        Element.prototype.attachShadow = function (options) {
          const root = attachShadow.call(this, options);
          const look = (_, observer) => {
            if (!root.querySelector('.policy')) return;
            observer.disconnect();
            location.hash = '#samtycke/vagthavn/terms/da';
          };
          if (this.localName === 'samtycke-policy') new MutationObserver(look).observe(root, { childList: true, subtree: true });
          return root;
        };
      });
    },
  });
  await settled(page);
  const policy = page.locator('samtycke-policy').first();
  await part(policy, 'document').getByRole('heading', { level: 2, name: 'Abonnementsvilkår' }).waitFor();
});

world.test('A receipt that was shown is not told of again, whoever else delivers the record', async ({ visit }) => {
  const page = await visit('/demo/opret/');
  await agreementShown(page);
  const posts = [];
  const release = [];
  await page.route('**/records', async (route) => {
    posts.push(route.request().postData());
    await new Promise((resolve) => release.push(resolve));
    await route.continue();
  });
  await accept(page);
  await until(async () => posts.length, (count) => count === 1, 'the view sends it');
  // The gate sends what it finds waiting.
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await until(async () => posts.length, (count) => count === 2, 'the gate sends it, too');
  assert.equal(posts[0], posts[1]);
  release[0]();
  await receipt(page, 'receipted').waitFor();
  const again = page.waitForResponse(isDelivery);
  release[1]();
  await (await again).finished();
  await page.reload();
  await agreementShown(page);
  const kept = await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('samtycke-receipt:')));
  assert.deepEqual(kept, []);
});
