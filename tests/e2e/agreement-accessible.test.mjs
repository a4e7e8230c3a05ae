// Every state of the agreement, one after the other as a person meets them, in the dresses that accessible.test.mjs
// doesn't look at: dark on a small phone, and with the colours that the person's system forces.

import assert from 'node:assert/strict';
import { overflowOf, violationsOf } from './support/axe.mjs';
import { signUp, useSignUp } from './support/signup.mjs';
import { agreement, canAccept, fillParties, fillStep, goOn, receipt, stepsOf } from './support/steps.mjs';
import { part, shot, together, until } from './support/world.mjs';

/** @typedef {import('playwright-core').Page} Page */

const world = useSignUp();

const PHONE = { width: 320, height: 640 };
const DRESSES = [
  { name: 'dark, 320 px', viewport: PHONE, colorScheme: 'dark' },
  { name: 'forced colours, dark, 1280 px', viewport: { width: 1280, height: 900 }, forcedColors: 'active', colorScheme: 'dark' },
];

/** The element in focus, inside of the agreement. @param {Page} page */
const focused = (page) =>
  agreement(page).evaluate(({ shadowRoot }) => {
    const element = shadowRoot?.activeElement;
    return element?.getAttribute('part') ?? element?.id ?? '';
  });

/** Buttons and fields without an edge: where colours are forced, nothing else shows that they are some. */
const bare = async (/** @type {Page} */ page, /** @type {string} */ state) => {
  const controls = agreement(page).locator('button, select, input:not([type=checkbox], [type=radio])').filter({ visible: true });
  const found = await controls.evaluateAll((all) =>
    all.filter((one) => parseFloat(getComputedStyle(one).borderBottomWidth) < 1).map((one) => one.outerHTML.slice(0, 80)),
  );
  return found.map((html) => `${state}: no edge: ${html}`);
};

/** Something to wait at until it is passed. */
function gate() {
  let pass = () => {};
  const passed = new Promise((resolve) => (pass = () => resolve(undefined)));
  return { passed, pass };
}

together('No accessibility violation in any state', () => {
  for (const { name, ...dress } of DRESSES) {
    // Browsers say what colour a text would have had; the one that is forced is the system's own choice.
    const except = dress.forcedColors ? ['color-contrast'] : [];
    world.test(name, async ({ visit }) => {
      const page = await visit(signUp({ role: '', prefill: false }), { ...dress, expectErrors: true, reducedMotion: 'reduce' });
      /** @type {string[]} */
      const wrong = [];
      const look = async (state) => {
        await shot(page, `agreement/${state}-${name.replaceAll(/\W+/g, '-')}`);
        wrong.push(...(await violationsOf(page, state, except)), ...(await overflowOf(page, state)), ...(await bare(page, state)));
      };
      await stepsOf(page);
      await look('role');
      await agreement(page).getByRole('radio').first().check();
      const isPhone = dress.viewport === PHONE;
      while (await goOn(page)) {
        const errors = agreement(page).locator('[aria-invalid="true"]').filter({ visible: true });
        if ((await errors.count()) > 0) {
          await fillParties(page);
          continue;
        }
        await fillStep(page);
        await look(await agreement(page).locator('[aria-current=step]').innerText());
      }
      const accept = part(agreement(page), 'accept');
      const sentences = part(agreement(page), 'statement').getByRole('checkbox').filter({ visible: true });
      for (const box of await sentences.all()) await box.uncheck();
      await accept.click();
      await until(() => focused(page), (what) => what === 'error', 'the list of what is missing has the focus');
      await look('errors');
      if (!isPhone) await fillParties(page);
      await fillStep(page);

      // On its way; then nobody answers; then somebody does.
      const turns = [gate(), gate()];
      const left = [...turns];
      await page.route('**/records', async (route) => {
        const turn = left.shift();
        await turn?.passed;
        await (turn === turns[0] ? route.abort() : route.continue());
      });
      await accept.click();
      await agreement(page).getByRole('status').filter({ hasText: 'Signerer og sender' }).waitFor();
      assert.equal(await accept.getAttribute('aria-disabled'), 'true');
      await look('sending');
      turns[0].pass();
      await receipt(page, 'queued').waitFor();
      await look('queued');
      turns[1].pass();
      await receipt(page, 'receipted').waitFor();
      await look('receipted');
      assert.deepEqual(wrong, []);
    });
  }
});

together('The language is said where another one begins, and every control is called what is written on it', () => {
  for (const [vendor, lang, steps, missing] of [
    ['vagthavn', 'da', ['Dokumenter', 'Bilag', 'Virksomhed', 'Accept'], 'Skriv virksomhedens navn.'],
    ['nordlunda', 'sv', ['Dokument', 'Bilaga', 'Organisation', 'Godkänn'], 'Skriv organisationens namn.'],
    ['nordlunda', 'en', ['Documents', 'Annex', 'Organisation', 'Accept'], "Write the organisation’s legal name."],
  ]) {
    world.test(lang, async ({ visit }) => {
      // On a phone the steps are numbers to the eye; their names are the same.
      const page = await visit(signUp({ vendor, lang, prefill: false }), { viewport: PHONE });
      const list = await stepsOf(page);
      const first = agreement(page).getByRole('navigation').getByRole('button', { name: steps[0], exact: true });
      assert.equal(await first.getAttribute('aria-current'), 'step');
      for (const name of steps) await agreement(page).getByRole('button', { name, exact: true }).waitFor();
      assert.equal(await list.count(), steps.length);
      assert.equal(await list.first().evaluate((button) => button.closest('[lang]')?.getAttribute('lang')), lang);

      await agreement(page).getByRole('button', { name: steps[3], exact: true }).click();
      await canAccept(page);
      await part(agreement(page), 'accept').click();
      await until(() => focused(page), (what) => what === 'error', 'the list of what is missing has the focus');
      const problems = part(agreement(page), 'error').getByRole('link');
      await problems.filter({ hasText: missing }).waitFor();
      const names = await problems.allInnerTexts();
      assert.equal(new Set(names).size, names.length, `each is told from the others: ${names}`);
      await problems.filter({ hasText: missing }).click();
      await until(() => focused(page), (what) => what === 'organisation-name', 'its field has the focus, on its own step');
      const field = agreement(page).getByRole('textbox', { name: /navn|namn|name/i }).first();
      const words = agreement(page).locator(`#${await field.getAttribute('aria-describedby')}`);
      assert.equal(await words.innerText(), missing);
    });
  }
});
