// The page for compliance officers, on a receiver with a bakery's acceptances in it.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { overflowOf, violationsOf } from './support/axe.mjs';
import { demo } from './support/settings.mjs';
import { acceptance, newKey, offered, published, receipted, signed } from './support/signed.mjs';
import { startServer } from './support/server.mjs';
import { shot, useWorld } from './support/world.mjs';

const world = useWorld({ start: stocked });
const pack = published(join(demo, 'packs', 'vagthavn'));
const COMPANIES = ['Fjord Bageri ApS', 'Ærø Færgefart A/S'];
/** @type {string[]} */
let ids;

/** A receiver that has taken an acceptance from each. */
async function stocked() {
  const server = await startServer();
  const role = pack.manifest.roles.find(({ id }) => id === 'customer');
  ids = [];
  for (const name of COMPANIES) {
    const key = newKey();
    const said = acceptance(pack, role, 'da', server.url);
    said.parties[0].name = name;
    await receipted(server.url, signed(key, await offered(server.url, key, said)));
    ids.push(said.record_id);
  }
  return server;
}

const CONSOLE = '/console/';

/** Signed in. @param {import('playwright-core').Page} page @param {string} role */
async function enter(page, role) {
  await page.getByLabel('Nøgle').fill(world.server.token(role));
  await page.getByRole('button', { name: 'Log ind' }).click();
  await page.getByRole('heading', { name: 'Registreringer' }).waitFor();
}

const rows = (page) => page.locator('.found tbody tr');

world.test('Nobody is let in without a token, and it is told what is wrong with a bad one', async ({ visit }) => {
  const page = await visit(CONSOLE, { expectErrors: true });
  await page.getByLabel('Nøgle').fill(`samtycke_${'A'.repeat(43)}`);
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'ukendt' }).waitFor();
  assert.equal(await page.locator('table').count(), 0);
  await enter(page, 'read');
  assert.equal(await page.getByRole('link', { name: 'Log', exact: true }).count(), 0, 'the log is for who may see it');
  await page.getByRole('button', { name: 'Log ud' }).click();
  await page.getByLabel('Nøgle').waitFor();
  assert.equal(await page.evaluate(() => Object.values(sessionStorage).join()), '', 'no token is left');
});

world.test('Records are found, opened and checked again in this browser, and Back leads back', async ({ visit }) => {
  const page = await visit(CONSOLE);
  await enter(page, 'read');
  assert.equal(await rows(page).count(), 2);
  await shot(page, 'console/list');
  await page.getByLabel('Søg').fill('ærø');
  await page.getByRole('button', { name: 'Vis', exact: true }).click();
  await page.getByText('1 registrering', { exact: true }).waitFor();
  assert.match(await rows(page).innerText(), /Ærø Færgefart A\/S/);
  await rows(page).getByRole('link').click();
  await page.getByRole('heading', { name: COMPANIES[1], level: 1 }).waitFor();
  await page.getByRole('heading', { name: 'Alt, der kunne kontrolleres, holder' }).waitFor();
  for (const check of ['signature', 'documents', 'receipt-signature', 'log']) {
    assert.equal(await page.locator(`[data-check="${check}"]`).getAttribute('data-outcome'), 'pass', check);
  }
  await shot(page, 'console/record');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Gem registreringen' }).click()]);
  assert.equal(file.suggestedFilename(), `record-${ids[1]}.jws`);
  assert.equal(await page.getByRole('button', { name: 'Slet indholdet' }).count(), 0, 'reading is not erasing');
  await page.goBack();
  await page.getByText('1 registrering', { exact: true }).waitFor();
  assert.equal(await page.getByLabel('Søg').inputValue(), 'ærø');
});

world.test('Who has not accepted a version is listed, and how many came over time is drawn and told', async ({ visit }) => {
  const page = await visit(CONSOLE);
  await enter(page, 'read');
  await page.getByRole('link', { name: 'Ikke accepteret endnu' }).click();
  await page.getByLabel('Dokument').fill('dpa');
  await page.getByLabel('Version').fill('99');
  await page.getByRole('button', { name: 'Vis', exact: true }).click();
  // One registration number is one company, whatever it is called.
  await page.getByText('1 virksomhed', { exact: true }).waitFor();
  await shot(page, 'console/missing');
  await page.getByRole('link', { name: 'Over tid' }).click();
  const chart = page.getByRole('img', { name: 'Accepter, efter hvornår de kom.' });
  await chart.waitFor();
  await page.getByText('Det samme som tabel').click();
  assert.match(await page.getByRole('table', { name: 'Over tid' }).innerText(), /2/);
  await shot(page, 'console/over-time');
});

world.test('An officer holds a record, and then nobody erases it; each act is on the log', async ({ visit }) => {
  const page = await visit(`${CONSOLE}#/records/${ids[0]}`, { expectErrors: true });
  await page.getByLabel('Nøgle').fill(world.server.token('admin'));
  await page.keyboard.press('Enter');
  const ask = async (act, reason) => {
    await page.getByRole('button', { name: act, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: act });
    await dialog.getByLabel('Begrundelse').fill(reason);
    await dialog.getByRole('button', { name: act }).click();
  };
  await ask('Spær for sletning', 'Sag 17');
  await page.getByText('Den må ikke slettes: Sag 17').waitFor();
  await ask('Slet indholdet', 'Kunden bad om det');
  await page.getByRole('heading', { name: 'Det lykkedes ikke' }).waitFor();
  await page.getByRole('link', { name: 'Log', exact: true }).click();
  await page.getByRole('heading', { name: 'Log', level: 1 }).waitFor();
  assert.match(await page.locator('table').innerText(), /hold\.placed/);
  await shot(page, 'console/log');
});

world.test('No accessibility violation, light, dark or on a small phone', async ({ visit }) => {
  const found = [];
  for (const [name, options] of /** @type {const} */ ([
    ['light', {}],
    ['dark', { colorScheme: 'dark' }],
    ['phone', { viewport: { width: 320, height: 640 } }],
  ])) {
    const page = await visit(CONSOLE, { ...options, reducedMotion: 'reduce' });
    const look = async (view) => {
      found.push(...(await violationsOf(page, `${name} ${view}`)), ...(await overflowOf(page, `${name} ${view}`)));
      await shot(page, `console/${name}-${view}`);
    };
    await look('sign-in');
    await enter(page, 'officer');
    await look('list');
    await page.getByText('Flere valg').click();
    await look('filter');
    for (const [path, heading, view] of [
      [`#/records/${ids[1]}`, COMPANIES[1], 'record'],
      ['#/missing?document=dpa&version=99', 'Ikke accepteret endnu', 'missing'],
      ['#/over-time?by=day', 'Over tid', 'over-time'],
    ]) {
      await page.goto(`${CONSOLE}${path}`);
      await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
      await look(view);
    }
  }
  assert.deepEqual(found, []);
});
