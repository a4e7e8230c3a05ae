// Every view: no accessibility violation that axe can find, in light and dark; nothing wider than a small phone; and
// usable by keyboard alone.

import assert from 'node:assert/strict';
import { overflowOf, violationsOf } from './support/axe.mjs';
import {
  agreement, agreementShown, answerBanner, atStep, canAccept, fillAccount, fillParties, formData, goOn, openPreferences, receipt,
  tickStatements,
} from './support/steps.mjs';
import { part, shot, together, until, useWorld } from './support/world.mjs';

const world = useWorld();

const PHONE = { width: 320, height: 640 };
const DESKTOP = { width: 1280, height: 900 };

/** Sentence in focus, by name of part or id, through all shadow roots. */
const focused = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.getAttribute('part') ?? element?.id ?? '';
  });

const noRecords = (page) => page.route('**/records', (route) => route.abort());
const noPack = (page) => page.route('**/pack.json', (route) => route.fulfill({ status: 404, body: '' }));
const withoutRole = (page) =>
  page.route('**/demo/opret/', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace(' pack-role="customer"', '') });
  });
const withoutControls = (page) =>
  page.route('**/demo/', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replaceAll('data-samtycke="preferences"', '') });
  });

/** Goes to a step of the agreement: on phones one is shown at a time. */
const goTo = (name) => async (page) => {
  await agreementShownAnywhere(page);
  await agreement(page).getByRole('navigation', { name: 'Trin' }).getByRole('button', { name }).click();
  await atStep(page);
};
async function agreementShownAnywhere(page) {
  await agreement(page).getByRole('navigation', { name: 'Trin' }).waitFor();
  await canAccept(page);
}

/** Everything filled in, the button pressed, on a screen of any size. */
async function acceptAnywhere(page) {
  await goTo('Virksomhed')(page);
  await fillParties(page);
  await goTo('Accept')(page);
  await tickStatements(page);
  await part(agreement(page), 'accept').click();
}

/** view: where it is, how one gets there, what must be there first. `dialog`: it fills the screen, the page is behind. */
const VIEWS = [
  { view: 'banner', path: '/demo/', reach: (page) => part(page, 'banner').waitFor() },
  { view: 'answered', path: '/demo/', reach: (page) => answerBanner(page, 'accept-all') },
  {
    view: 'reopen', path: '/demo/', before: withoutControls,
    reach: async (page) => {
      await answerBanner(page, 'reject-all');
      await part(page, 'reopen').waitFor();
    },
  },
  {
    view: 'preferences-failed', path: '/demo/', before: (page) => page.route('**/embed/preferences-*', (route) => route.abort()),
    reach: async (page) => {
      await part(page, 'open-preferences').click();
      await part(part(page, 'banner'), 'error').waitFor();
    },
  },
  { view: 'preferences', path: '/demo/', dialog: true, reach: openPreferences },
  {
    view: 'preferences-services', path: '/demo/', dialog: true,
    reach: async (page) => {
      const dialog = await openPreferences(page);
      for (const services of await dialog.getByText(/^Tjenester \(/).all()) await services.click();
      await dialog.getByRole('checkbox', { name: 'Video' }).check();
    },
  },
  {
    view: 'policy', path: '/demo/privatliv/',
    reach: async (page) => {
      await answerBanner(page, 'reject-all');
      await part(page.locator('samtycke-policy'), 'document').waitFor();
    },
  },
  {
    // What stands under the text, all opened, with the letters to write.
    view: 'policy-panels', path: '/demo/privatliv/',
    reach: async (page) => {
      await answerBanner(page, 'reject-all');
      const panels = part(page.locator('samtycke-policy'), 'panels');
      const open = (/** @type {string} */ details) =>
        panels.locator(details).evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
      await panels.waitFor();
      await open('details.panel');
      await panels.locator('details.panel').last().locator('.panel-body > *').first().waitFor();
      await panels.locator('details.right').first().waitFor();
      await open('details.right');
      await open('details.letter');
      await part(panels, 'message').first().waitFor();
    },
  },
  {
    view: 'policy-error', path: '/demo/privatliv/', before: noPack,
    reach: (page) => part(page.locator('samtycke-policy'), 'error').waitFor(),
  },
  {
    view: 'agreement-role', path: '/demo/opret/', before: withoutRole,
    reach: (page) => part(agreement(page), 'role').waitFor(),
  },
  { view: 'agreement-documents', path: '/demo/opret/', reach: goTo('Dokumenter') },
  { view: 'agreement-annex', path: '/demo/opret/', reach: goTo('Bilag') },
  { view: 'agreement-organisation', path: '/demo/opret/', reach: goTo('Virksomhed') },
  { view: 'agreement-accept', path: '/demo/opret/', reach: goTo('Accept') },
  {
    view: 'agreement-summary', path: '/demo/opret/',
    reach: async (page) => {
      await goTo('Virksomhed')(page);
      await fillParties(page);
      await goTo('Accept')(page);
      await tickStatements(page);
    },
  },
  {
    view: 'agreement-errors', path: '/demo/opret/',
    reach: async (page) => {
      await goTo('Accept')(page);
      await part(agreement(page), 'accept').click();
      await agreement(page).locator('[part=error]').first().waitFor();
    },
  },
  {
    view: 'reader', path: '/demo/opret/', dialog: true,
    reach: async (page) => {
      await goTo('Dokumenter')(page);
      await agreement(page).getByRole('button', { name: 'Læs' }).first().click();
      await part(agreement(page).getByRole('dialog'), 'document').waitFor();
    },
  },
  {
    view: 'receipt', path: '/demo/opret/',
    reach: async (page) => {
      await acceptAnywhere(page);
      await receipt(page, 'receipted').waitFor();
    },
  },
  {
    view: 'queued', path: '/demo/opret/', before: noRecords,
    reach: async (page) => {
      await acceptAnywhere(page);
      await receipt(page, 'queued').waitFor();
    },
  },
  {
    view: 'sent', path: '/demo/opret/',
    reach: async (page) => {
      await answerBanner(page, 'reject-all');
      await fillAccount(page);
      await acceptAnywhere(page);
      await receipt(page, 'receipted').waitFor();
      await page.locator('#modtaget').waitFor();
    },
  },
  {
    view: 'plain-page', path: '/packs/vagthavn/documents/dpa.da.html',
    reach: (page) => page.getByRole('heading', { level: 1 }).waitFor(),
  },
];

together('No accessibility violation, light, dark or on a small phone', () => {
  for (const { view, path, before, reach, dialog } of VIEWS) {
    world.test(view, async ({ visit }) => {
      const options = { before, expectErrors: Boolean(before), reducedMotion: 'reduce' };
      /** @type {string[]} */
      const wrong = [];
      const look = async (page, mode) => {
        await shot(page, `views/${view}-${mode}`, { fullPage: !dialog });
        wrong.push(...(await violationsOf(page, mode)));
      };
      const page = await visit(path, { ...options, viewport: DESKTOP, colorScheme: 'light' });
      await reach(page);
      await look(page, 'light');
      await page.emulateMedia({ colorScheme: 'dark' });
      await look(page, 'dark');

      const phone = await visit(path, { ...options, viewport: PHONE, hasTouch: true });
      await reach(phone);
      await look(phone, 'phone');
      wrong.push(...(await overflowOf(phone, 'phone')));
      assert.deepEqual(wrong, []);
    });
  }
});

for (const [answer, presses] of [['accept-all', 1], ['reject-all', 2]]) {
  world.test(`By keyboard alone the banner takes an answer: ${answer}`, async ({ visit }) => {
    const page = await visit('/demo/');
    await part(page, 'banner').waitFor();
    // It is the first thing on the page: the link to the policy, then the answers.
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), 'policy-link');
    for (let press = 0; press < presses; press += 1) await page.keyboard.press('Tab');
    assert.equal(await focused(page), answer);
    await shot(page, `keyboard/${answer}`, { fullPage: false });
    await page.keyboard.press('Enter');
    await part(page, 'banner').waitFor({ state: 'detached' });
    const { categories } = await page.evaluate(() => samtycke.consent());
    assert.deepEqual(categories.length > 1, answer === 'accept-all');
  });
}

world.test('By keyboard alone the preferences are opened, chosen and saved', async ({ visit }) => {
  const page = await visit('/demo/');
  await part(page, 'open-preferences').focus();
  await page.keyboard.press('Enter');
  const dialog = part(page, 'preferences');
  const box = dialog.getByRole('checkbox', { name: 'Statistik' });
  await box.waitFor();
  await press(page, 'Tab', () => box.evaluate((input) => input === input.getRootNode().activeElement));
  await page.keyboard.press('Space');
  await press(page, 'Tab', async () => (await focused(page)) === 'save');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => samtycke.has('statistics')), true);
});

world.test('By keyboard alone the agreement is accepted', async ({ visit }) => {
  const page = await visit('/demo/opret/');
  await agreementShown(page);
  const flow = agreement(page);
  const to = (id) => press(page, 'Tab', async () => (await focused(page)) === id);
  // Otherwise the form's own fields take the focus.
  await fillAccount(page);
  for (const [id, text] of [
    ['subjects-own', 'Lærlinge i praktik'],
    ['organisation-name', 'Fjord Bageri ApS'],
    ['organisation-number', '12 34 56 74'],
    ['signatory-name', 'Ida Holm'],
    ['signatory-email', 'ida@fjordbageri.example'],
    ['signatory-position', 'Direktør'],
  ]) {
    await to(id);
    await page.keyboard.type(text);
    // Adds the line, and sends no form.
    if (id === 'subjects-own') await page.keyboard.press('Enter');
  }
  await flow.locator('#subjects').getByText('Lærlinge i praktik', { exact: true }).waitFor();
  for (const index of [0, 1, 2]) {
    await to(`statement-${index}`);
    await page.keyboard.press('Space');
  }
  await to('accept');
  await canAccept(page);
  await page.keyboard.press('Enter');
  await receipt(page, 'receipted').waitFor();
  // The receipt is where the focus is: it is read out.
  await until(
    () => flow.evaluate(({ shadowRoot }) => shadowRoot.activeElement?.tagName ?? ''),
    (tag) => tag === 'H3',
    'the focus is on the receipt\'s heading',
  );
});

world.test('Going on with something missing leads to it, by focus and in words', async ({ visit }) => {
  const page = await visit('/demo/opret/');
  await agreementShown(page);
  await part(agreement(page), 'accept').click();
  await until(() => focused(page), (id) => id === 'error', 'the focus is on the list of what is missing');
  const summary = part(agreement(page), 'error');
  await summary.getByRole('link', { name: 'Skriv en e-mailadresse, fx navn@virksomhed.dk.' }).click();
  await until(() => focused(page), (id) => id === 'signatory-email', 'the focus follows the summary');
  assert.equal('agreement' in (await formData(page)), false);
});

world.test('On a phone the agreement is one question a screen, and leads on', async ({ visit }) => {
  const page = await visit('/demo/opret/', { viewport: PHONE, hasTouch: true });
  await answerBanner(page, 'reject-all');
  await agreementShownAnywhere(page);
  const flow = agreement(page);
  const next = () => goOn(page);
  await flow.getByText('Dette gælder').waitFor();
  assert.equal(await part(flow, 'annex').isVisible(), false);
  await next();
  await part(flow, 'annex').waitFor();
  await next();
  await part(flow, 'organisation').waitFor();
  await next();
  // Not without a name.
  await flow.locator('#organisation-name[aria-invalid=true]:focus').waitFor();
  await fillParties(page);
  await next();
  await tickStatements(page);
  await part(flow, 'accept').click();
  await receipt(page, 'receipted').waitFor();
});

/** Presses a key until the condition holds. */
async function press(page, key, holds) {
  for (let count = 0; count < 80; count += 1) {
    if (await holds()) return;
    await page.keyboard.press(key);
  }
  assert.fail(`${key} never led there; the focus is on ${await focused(page)}`);
}
