// What is done with the documents of each role, what must be read of them, and asking for another contract.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { overflowOf, violationsOf } from './support/axe.mjs';
import {
  declined, focused, progress, prognosvik, reader, standing, visitPrognosvik, withPrognosvik,
} from './support/prognosvik.mjs';
import { payloadOf, verify } from './support/records.mjs';
import {
  agreement, answerBanner, atStep, canAccept, company, documentRow, fillParties, formData, noted, person, receipt,
  tickStatements,
} from './support/steps.mjs';
import { withTabs } from './support/tabs.mjs';
import { part, shot, together, until, useWorld } from './support/world.mjs';

const world = useWorld();

together('Each role has its documents apart by what is done with them', () => {
  for (const [role, groups] of [
    ['customer', { agree: 'dpa annex-1 terms', acknowledge: 'role-statement privacy-policy' }],
    [
      'customer-through-partner',
      { agree: 'terms', acknowledge: 'role-statement annex-1 privacy-policy', offer: 'sub-processor-agreement' },
    ],
    [
      'partner',
      { agree: 'sub-processor-agreement annex-1', acknowledge: 'role-statement privacy-policy', offer: 'dpa terms' },
    ],
    ['representative', { acknowledge: 'privacy-policy', offer: 'role-statement' }],
  ]) {
    world.test(`${role}`, async ({ visit }) => {
      const page = await visitPrognosvik(visit, { role });
      const found = await agreement(page).evaluate(({ shadowRoot }) =>
        Object.fromEntries(
          [...shadowRoot.querySelectorAll('.group')].map((group) => [
            group.dataset.act,
            [...group.querySelectorAll('li button')].map((button) => button.id.replace('read_', '')).join(' '),
          ]),
        ),
      );
      assert.deepEqual(found, groups);
      const headings = await agreement(page).locator('.group h4').allTextContents();
      const names = { agree: 'Avtal', acknowledge: 'Information', offer: 'Att läsa' };
      assert.deepEqual(headings, Object.keys(groups).map((act) => names[act]));
      // Another contract is offered to whoever would make one.
      assert.equal(await part(agreement(page), 'other-contract').count(), role === 'representative' ? 0 : 1);
      await answerBanner(page, 'reject-all');
      await shot(page, `acts/role-${role}`);
      assert.deepEqual(await violationsOf(page, role), []);
    });
  }
});

world.test('A document says what it is, what it is for, and what it is to the others', async ({ visit }) => {
  const page = await visitPrognosvik(visit);
  const dpa = documentRow(page, 'dpa');
  assert.deepEqual(await dpa.locator('strong, small, .must').allTextContents(), [
    'Personuppgiftsbiträdesavtal',
    'Hur ett personuppgiftsbiträde behandlar personuppgifter åt en personuppgiftsansvarig (artikel 28)',
    'Version 3.1, gäller från 1 oktober 2026',
    'Omfattar ”Bilaga 1 – Behandlingen av personuppgifter”',
    'Kompletterar ”Allmänna villkor”',
    'Måste läsas till slutet',
  ]);
  assert.deepEqual(await documentRow(page, 'terms').locator('.tie').allTextContents(), [
    'Kompletteras av ”Personuppgiftsbiträdesavtal”',
    'Kompletteras av ”Våra roller enligt GDPR”',
    'Kompletteras av ”Integritetspolicy”',
  ]);
  await dpa.getByRole('button', { name: 'Läs Personuppgiftsbiträdesavtal' }).waitFor();
});

world.test('What must be read is asked for, read with the mouse, and recorded', async ({ visit }) => {
  const page = await visitPrognosvik(visit);
  await answerBanner(page, 'reject-all');
  const flow = agreement(page);
  await progress(page).getByText('Att läsa först: 0 av 2 lästa').waitFor();
  await flow.locator('#organisation-country').selectOption('DK-CVR');
  await fillParties(page);
  await tickStatements(page);
  await canAccept(page);
  await part(flow, 'accept').click();
  const problems = part(flow, 'error');
  await problems.getByRole('link', { name: 'Öppna ”Våra roller enligt GDPR” innan du går vidare.' }).waitFor();
  await problems.getByRole('link', { name: 'Läs ”Personuppgiftsbiträdesavtal” till slutet innan du går vidare.' }).click();
  await until(() => focused(page), (id) => id === 'read_dpa', 'the focus is on its button');
  await shot(page, 'acts/missing', { fullPage: false });
  assert.deepEqual(await violationsOf(page, 'missing'), []);

  await flow.locator('#read_dpa').click();
  await standing(page).getByText('Läs till slutet för att gå vidare.').waitFor();
  await part(reader(page), 'document').getByRole('heading', { level: 2 }).waitFor();
  await shot(page, 'acts/reader', { fullPage: false });
  assert.deepEqual(await violationsOf(page, 'reader'), []);
  // Closed before the end, it is opened and no more.
  await noted(page, 'dpa');
  await part(reader(page), 'close').click();
  await documentRow(page, 'dpa').getByText('öppnat', { exact: true }).waitFor();
  await documentRow(page, 'dpa').getByText('Måste läsas till slutet').waitFor();
  await flow.locator('#read_dpa').click();
  await part(reader(page), 'next-document').waitFor({ state: 'attached' });
  await reader(page).locator('.scroll').hover();
  await until(
    async () => {
      await page.mouse.wheel(0, 4_000);
      return standing(page).textContent();
    },
    (text) => text === 'Du har nått slutet.',
    'the end is reached with the wheel',
  );
  const next = reader(page).getByRole('button', { name: 'Nästa: Våra roller enligt GDPR' });
  await next.waitFor();
  await shot(page, 'acts/reader-end', { fullPage: false });
  assert.deepEqual(await violationsOf(page, 'reader-end'), []);
  await next.click();
  await standing(page).getByText('Öppnat. Mer krävs inte.').waitFor();
  await reader(page).getByRole('heading', { name: 'Våra roller enligt GDPR', level: 2 }).waitFor();
  await until(() => focused(page), (id) => id === 'document-title', 'the focus is on the next text');
  await noted(page, 'role-statement');
  await part(reader(page), 'close').click();
  await progress(page).getByText('Att läsa först: 2 av 2 lästa').waitFor();
  await flow.locator('.must').first().waitFor({ state: 'detached' });

  await part(flow, 'accept').click();
  await receipt(page, 'receipted').waitFor();
  const { agreement: record } = await formData(page);
  const { code, failed } = await verify({ record, pack: prognosvik });
  assert.deepEqual([code, failed], [0, []]);
  const shown = Object.fromEntries(payloadOf(record).documents.map(({ id, shown }) => [id, shown]));
  assert.deepEqual(
    Object.entries(shown).map(([id, { opened, reached_end: end }]) => [id, opened, end]),
    [
      ['dpa', true, true],
      ['annex-1', false, false],
      ['terms', false, false],
      ['role-statement', true, shown['role-statement'].reached_end],
      ['privacy-policy', false, false],
    ],
  );
  assert.ok(shown.dpa.visible_ms >= 500 && shown['annex-1'].visible_ms === 0, JSON.stringify(shown));
});

world.test('By keyboard alone what must be read is read, in few presses', async ({ visit }) => {
  const page = await visitPrognosvik(visit);
  const flow = agreement(page);
  await flow.locator('#read_dpa').focus();
  await page.keyboard.press('Enter');
  await part(reader(page), 'next-document').waitFor({ state: 'attached' });
  await until(() => focused(page), (id) => id === 'scroll', 'the text has the focus: its keys scroll at once');
  assert.equal(await standing(page).textContent(), 'Läs till slutet för att gå vidare.');
  await page.keyboard.press('End');
  await standing(page).getByText('Du har nått slutet.').waitFor();
  await part(reader(page), 'next-document').focus();
  await page.keyboard.press('Enter');
  await standing(page).getByText('Öppnat. Mer krävs inte.').waitFor();
  await until(() => focused(page), (id) => id === 'document-title', 'the focus is on the next text');
  await noted(page, 'role-statement');
  await page.keyboard.press('Escape');
  await reader(page).waitFor({ state: 'detached' });
  await until(() => focused(page), (id) => id === 'read_dpa', 'the focus is where it was');
  await progress(page).getByText('2 av 2 lästa').waitFor();
});

world.test('Coming to the button after the text by keyboard has the end on the screen', async ({ visit }) => {
  const page = await visitPrognosvik(visit);
  await agreement(page).locator('#read_dpa').focus();
  await page.keyboard.press('Enter');
  await part(reader(page), 'back').waitFor({ state: 'attached' });
  await until(() => focused(page), (id) => id === 'scroll', 'the text has the focus');
  // Around the dialog: past the browser's own controls, the last stop is the last button.
  for (let presses = 0; presses < 200 && (await focused(page)) !== 'back'; presses += 1) await page.keyboard.press('Shift+Tab');
  assert.equal(await focused(page), 'back');
  await standing(page).getByText('Du har nått slutet.').waitFor();
  await page.keyboard.press('Enter');
  await reader(page).waitFor({ state: 'detached' });
  await documentRow(page, 'dpa').getByText('visat till slutet').waitFor();
});

world.test('Pressing the button after the text with a reading cursor, which scrolls nothing, counts too', async ({ visit }) => {
  const page = await visitPrognosvik(visit);
  await agreement(page).locator('#read_dpa').click();
  const back = part(reader(page), 'back');
  await back.waitFor({ state: 'attached' });
  assert.equal(await standing(page).textContent(), 'Läs till slutet för att gå vidare.');
  // As assistive technology presses: the button is not on the screen.
  await back.evaluate((button) => button.click());
  await reader(page).waitFor({ state: 'detached' });
  await documentRow(page, 'dpa').getByText('visat till slutet').waitFor();
  await progress(page).getByText('1 av 2 lästa').waitFor();
});

test('Time on a hidden page is not counted, and no end is reached there', () =>
  withTabs(async (context) => {
    const page = await context.newPage();
    await withPrognosvik()(page);
    await page.goto(`${world.url}/demo/opret/`);
    const flow = agreement(page);
    await flow.locator('#organisation-country').selectOption('DK-CVR');
    await fillParties(page);
    await tickStatements(page);
    const visible = () => page.evaluate(() => document.visibilityState);
    /** Lets time pass: that is what is measured. */
    const pass = async (ms) => {
      const end = Date.now() + ms;
      await until(async () => Date.now(), (now) => now > end, `${ms} ms`);
    };

    const begun = Date.now();
    await flow.locator('#read_dpa').click();
    await part(reader(page), 'back').waitFor({ state: 'attached' });
    await pass(2_000);
    const other = await context.newPage();
    await other.bringToFront();
    await until(visible, (state) => state === 'hidden', 'the page is hidden');
    const hiddenFrom = Date.now();
    await pass(4_000);
    // A script can press the button; nobody sees the end.
    await part(reader(page), 'back').evaluate((button) => button.click());
    const seen = await documentRow(page, 'dpa').locator('.seen').textContent();
    const hiddenUntil = Date.now();
    await page.bringToFront();
    await until(visible, (state) => state === 'visible', 'the page is visible');
    assert.equal(seen, 'öppnat');

    await flow.locator('#read_dpa').click();
    await part(reader(page), 'back').click();
    await documentRow(page, 'dpa').getByText('visat till slutet').waitFor();
    const ended = Date.now();
    await flow.locator('#read_role-statement').click();
    await noted(page, 'role-statement');
    await part(reader(page), 'close').click();
    await canAccept(page);
    await part(flow, 'accept').click();
    await receipt(page, 'receipted').waitFor();
    const record = await page.evaluate(() => new FormData(document.querySelector('#opret')).get('agreement'));
    const { shown } = payloadOf(record).documents.find(({ id }) => id === 'dpa');
    const could = ended - begun - (hiddenUntil - hiddenFrom);
    assert.ok(shown.visible_ms >= 1_000 && shown.visible_ms <= could, `${shown.visible_ms} of ${could} ms`);
    assert.equal(shown.reached_end, true);
  }));

world.test('Another contract is asked for with a message that says already what it is about', async ({ visit }) => {
  const page = await visitPrognosvik(visit);
  const link = part(agreement(page), 'other-contract').getByRole('link');
  const message = async () => {
    const { pathname, searchParams } = new URL(await link.getAttribute('href'));
    return [decodeURIComponent(pathname), searchParams.get('subject'), searchParams.get('body').replaceAll('\r', '')];
  };
  await part(agreement(page), 'other-contract').getByText('För er som behöver ett annat avtal än standardavtalet').waitFor();
  const start = [
    'Till Prognosvik AB\n\nVi behöver ett annat avtal än det ni erbjuder här:',
    '- Personuppgiftsbiträdesavtal 3.1',
    '- Bilaga 1 – Behandlingen av personuppgifter 3.1',
    '- Allmänna villkor 5.2',
  ].join('\n');
  const end = '\n\nDet här behöver vi: \n\nVänliga hälsningar\n';
  assert.deepEqual(await message(), ['avtal@prognosvik.example', 'Ett annat avtal med Prognosvik AB', start + end]);
  await agreement(page).locator('#organisation-country').selectOption('DK-CVR');
  await fillParties(page);
  const who = `\n\nOrganisation: ${company.name}, CVR ${company.shown}`;
  await until(message, ([, , body]) => body === start + who + end + person.name, 'who asks is in it');
});

const PHONE = { width: 320, height: 640 };

together('On a small phone, light and dark, it fits and axe finds nothing', () => {
  for (const colorScheme of ['light', 'dark']) {
    world.test(colorScheme, async ({ visit }) => {
      const page = await visitPrognosvik(visit, { viewport: PHONE, hasTouch: true, colorScheme });
      await answerBanner(page, 'reject-all');
      const flow = agreement(page);
      const wrong = [];
      const look = async (state, options) => {
        await shot(page, `acts/phone-${colorScheme}-${state}`, options);
        wrong.push(...(await violationsOf(page, state)), ...(await overflowOf(page, state)));
      };
      await look('documents');
      await part(flow, 'next').filter({ visible: true }).click();
      await until(() => focused(page), (id) => id === 'read_dpa', 'not on before it is read');
      await look('missing');
      await flow.locator('#read_dpa').click();
      await part(reader(page), 'back').waitFor({ state: 'attached' });
      await look('reader', { fullPage: false });
      await part(reader(page), 'back').scrollIntoViewIfNeeded();
      await standing(page).getByText('Du har nått slutet.').waitFor();
      await look('reader-end', { fullPage: false });
      await part(reader(page), 'back').click();
      await flow.getByRole('navigation', { name: 'Steg' }).getByRole('button').last().click();
      await atStep(page);
      await look('accept');
      await part(flow, 'decline').click();
      await part(flow, 'declining').locator('h4:focus').waitFor();
      await look('declining');
      await part(flow, 'decline-now').click();
      await declined(page).getByText('som har kvitterat det').waitFor();
      await look('declined');
      assert.deepEqual(wrong, []);
    });
  }
});
