// The page for compliance officers, on a receiver with a bakery's acceptances in it.

import assert from 'node:assert/strict';
import Database from 'libsql';
import { join } from 'node:path';
import { LANGUAGES, spokenIn } from '../../console/words.js';
import { overflowOf, violationsOf } from './support/axe.mjs';
import { demo } from './support/settings.mjs';
import { acceptance, consent, newKey, offered, published, receipted, signed } from './support/signed.mjs';
import { startServer } from './support/server.mjs';
import { shot, until, useWorld } from './support/world.mjs';

/** Answers about cookies go, agreements stay; a webhook is given up as soon as it fails. */
const SETTINGS = `
[retention]
consent_months = 24

[webhooks]
retry = []
`;

const world = useWorld({ start: stocked });
const pack = published(join(demo, 'packs', 'vagthavn'));
const COMPANIES = ['Fjord Bageri ApS', 'Ærø Færgefart A/S'];
/** @type {string[]} */
let ids;

/** A receiver that has taken an acceptance from each. */
async function stocked() {
  const server = await startServer({ settings: SETTINGS });
  ids = [];
  for (const name of COMPANIES) ids.push(await accepted(server, name));
  return server;
}

/** The id of a new acceptance. @param {import('./support/server.mjs').Server} server @param {string} name */
async function accepted(server, name) {
  const key = newKey();
  const said = acceptance(pack, pack.manifest.roles.find(({ id }) => id === 'customer'), 'da', server.url);
  said.parties[0].name = name;
  await receipted(server.url, signed(key, await offered(server.url, key, said)));
  return said.record_id;
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
    return dialog;
  };
  await ask('Spær for sletning', 'Sag 17');
  await page.getByText('Den må ikke slettes: Sag 17').waitFor();
  const refused = await ask('Slet indholdet', 'Kunden bad om det');
  await refused.getByRole('alert').filter({ hasText: 'Sag 17' }).waitFor();
  assert.equal(await refused.getByLabel('Begrundelse').inputValue(), 'Kunden bad om det', 'nothing that was written is lost');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Log', exact: true }).click();
  await page.getByRole('heading', { name: 'Log', level: 1 }).waitFor();
  assert.match(await page.locator('table').innerText(), /hold\.placed/);
  await shot(page, 'console/log');
});

world.test('Each role sees what it may do and nothing else, and a view by its address is refused', async ({ visit }) => {
  const ALL = ['Registreringer', 'Ikke accepteret endnu', 'Over tid', 'Spærringer', 'Opbevaring', 'Webhooks', 'Nøgler', 'Log'];
  for (const [role, count, beyond] of /** @type {const} */ ([['read', 3, 'holds'], ['officer', 5, 'tokens'], ['admin', 8, undefined]])) {
    const page = await visit(CONSOLE, { expectErrors: true });
    await enter(page, role);
    assert.deepEqual(await page.getByRole('navigation').getByRole('link').allInnerTexts(), ALL.slice(0, count), role);
    if (!beyond) continue;
    await page.goto(`${CONSOLE}#/${beyond}`);
    await page.getByText('Din nøgle rækker ikke til dette').waitFor();
  }
});

world.test('A hold is placed on a company, leads to what it keeps, and is released', async ({ visit }) => {
  const page = await visit(`${CONSOLE}#/holds`, { expectErrors: true });
  await page.getByLabel('Nøgle').fill(world.server.token('officer'));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Spær for sletning' }).click();
  const dialog = page.getByRole('dialog', { name: 'Spær for sletning' });
  await dialog.getByLabel('Hvilken').fill(' - ');
  await dialog.getByLabel('Begrundelse').fill('Sag 18');
  await dialog.getByRole('button', { name: 'Spær for sletning' }).click();
  await dialog.getByRole('alert').filter({ hasText: 'registration number' }).waitFor();
  await dialog.getByLabel('Hvilken').fill('12 34 56 74');
  await page.keyboard.press('Enter');
  const row = rows(page).filter({ hasText: 'Sag 18' });
  await row.waitFor();
  assert.match(await row.innerText(), /Virksomhed\s+12345674[^]*officer \d/);
  await row.getByRole('link', { name: '12345674' }).click();
  await page.getByText(/registreringer$/).first().waitFor();
  assert.ok((await rows(page).count()) >= 2, 'both records of the company');
  await page.goBack();
  await row.getByRole('button', { name: 'Ophæv: 12345674' }).click();
  await page.getByRole('dialog', { name: 'Ophæv' }).getByRole('button', { name: 'Ophæv' }).click();
  await page.locator('summary', { hasText: 'Ophævede spærringer' }).click();
  await page.getByRole('table', { name: 'Ophævede spærringer' }).getByText('Sag 18').waitFor();
  assert.equal(await row.getByRole('button', { name: /^Ophæv/ }).count(), 0);
});

world.test('The rules of retention are shown, then what would go, and only then it is erased', async ({ visit }) => {
  const page = await visit(`${CONSOLE}#/retention`);
  await page.getByLabel('Nøgle').fill(world.server.token('officer'));
  await page.keyboard.press('Enter');
  await page.getByText('24 måneder, efter at de blev modtaget').waitFor();
  await page.getByText('Bevares, til nogen sletter dem').waitFor();
  await page.getByRole('button', { name: 'Se, hvad der nu ville blive slettet' }).click();
  await page.getByText('Intet er bevaret så længe').waitFor();
  const key = newKey();
  const said = consent(pack, 'reject_all', 'da', world.server.url);
  await receipted(world.server.url, signed(key, await offered(world.server.url, key, said)));
  // Two years and a little go by.
  // The receiver writes to it, too.
  const database = new Database(world.server.database, { timeout: 5000 });
  database.prepare('UPDATE records SET received_at = ? WHERE record_id = ?').run('2020-01-31T12:00:00.000Z', said.record_id);
  database.close();
  await page.getByRole('button', { name: 'Se, hvad der nu ville blive slettet' }).click();
  await page.getByText('Ville nu blive slettet: 1 svar om cookies, 0 registreringer af aftaler.').waitFor();
  await page.getByText('Hvilke registreringer').click();
  await page.getByRole('link', { name: said.record_id }).waitFor();
  await shot(page, 'console/retention');
  await page.getByRole('button', { name: 'Slet dem' }).click();
  await page.getByRole('dialog', { name: 'Slet dem' }).getByRole('button', { name: 'Annuller' }).click();
  await page.getByRole('button', { name: 'Slet dem' }).click();
  await page.getByRole('dialog', { name: 'Slet dem' }).getByRole('button', { name: 'Slet dem' }).click();
  await page.getByText('Slettet: 1 svar om cookies, 0 registreringer af aftaler.').waitFor();
  await page.goto(`${CONSOLE}#/records/${said.record_id}`);
  await page.getByRole('heading', { name: 'Slettet', level: 1 }).waitFor();
});

world.test('A webhook is added with a secret that is shown once; what nobody takes is listed and tried again', async ({ visit }) => {
  const page = await visit(`${CONSOLE}#/webhooks`, { expectErrors: true });
  const token = world.server.token('admin');
  await page.getByLabel('Nøgle').fill(token);
  await page.keyboard.press('Enter');
  await page.getByText('Ingen webhooks endnu.').waitFor();
  await page.getByRole('button', { name: 'Tilføj en webhook' }).click();
  const dialog = page.getByRole('dialog');
  assert.equal(await dialog.getByLabel('Svar om cookies').isChecked(), false, 'visitors are many');
  await dialog.getByLabel('Adresse').fill('http://vendor.example/hook');
  await dialog.getByRole('button', { name: 'Tilføj en webhook' }).click();
  await dialog.getByRole('alert').filter({ hasText: 'without TLS' }).waitFor();
  // Of this machine, which isn't reached through a webhook.
  await dialog.getByLabel('Adresse').fill('http://127.0.0.1:9/hook');
  await dialog.getByRole('button', { name: 'Tilføj en webhook' }).click();
  const secret = () => dialog.getByLabel('Hemmelighed').inputValue();
  const first = await secret();
  assert.match(first, /^whsec_[\w+/]{43}=$/);
  await page.keyboard.press('Escape');
  assert.equal(await secret(), first, 'no key closes what is shown once');
  await dialog.getByRole('button', { name: 'Jeg har gemt den' }).click();
  const hook = rows(page).filter({ hasText: 'http://127.0.0.1:9/hook' }).first();
  assert.match(await hook.innerText(), /Alt undtagen cookies[^]*Ingen besked endnu/);
  await hook.getByRole('button', { name: 'Ny hemmelighed: http://127.0.0.1:9/hook' }).click();
  await dialog.getByRole('button', { name: 'Ny hemmelighed' }).click();
  assert.notEqual(await secret(), first);
  await dialog.getByRole('button', { name: 'Jeg har gemt den' }).click();
  await page.getByText(/To hemmeligheder underskriver til/).waitFor();

  await accepted(world.server, 'Kystens Kaffe ApS');
  const dead = async () => (await (await fetch(`${world.url}/api/webhooks/dead`, { headers: { authorization: `Bearer ${token}` } })).json()).dead;
  const [given] = await until(dead, (list) => list.length === 1, 'a message is given up');
  await page.reload();
  const message = page.getByRole('table', { name: 'Opgivet' });
  assert.match(await message.innerText(), /Accepteret[^]*not of the public Internet/);
  await shot(page, 'console/webhooks');
  await message.getByRole('button', { name: /^Prøv igen: Accepteret/ }).click();
  const [again] = await until(dead, (list) => list.length === 1 && list[0].failed_at > given.failed_at, 'it is tried again');
  assert.equal(again.id, given.id);
  await page.reload();
  await page.getByRole('button', { name: 'Fjern: http://127.0.0.1:9/hook' }).click();
  await dialog.getByRole('button', { name: 'Fjern' }).click();
  await page.getByText('Ingen webhooks endnu.').waitFor();
  await page.getByText('Ingen besked er opgivet.').waitFor();
});

world.test('A token is shown once, is good, and is good no more when it is revoked', async ({ visit }) => {
  const page = await visit(`${CONSOLE}#/tokens`, { expectErrors: true });
  await page.getByLabel('Nøgle').fill(world.server.token('admin'));
  await page.keyboard.press('Enter');
  await page.getByText(/\(din\)$/).waitFor();
  await page.getByRole('button', { name: 'Ny nøgle' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Til', { exact: true }).fill('bogholderiet');
  await dialog.getByLabel('Rolle').selectOption('officer');
  await dialog.getByLabel('Gælder til').fill('2999-01-31');
  await dialog.getByRole('button', { name: 'Ny nøgle' }).click();
  const token = await dialog.getByLabel('Hemmelighed').inputValue();
  await shot(page, 'console/token');
  await dialog.getByRole('button', { name: 'Jeg har gemt den' }).click();
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await page.getByText(token).count(), 0);
  const me = async () => (await fetch(`${world.url}/api/me`, { headers: { authorization: `Bearer ${token}` } })).status;
  assert.equal(await me(), 200);
  const row = rows(page).filter({ hasText: 'bogholderiet' });
  assert.match(await row.innerText(), /Ansvarlig[^]*2999/);
  await row.getByRole('button', { name: 'Træk tilbage: bogholderiet' }).click();
  await dialog.getByRole('button', { name: 'Træk tilbage' }).click();
  await page.locator('summary', { hasText: 'Ophørte nøgler' }).click();
  await page.getByRole('table', { name: 'Ophørte nøgler' }).getByText('bogholderiet').waitFor();
  assert.equal(await me(), 401);
});

world.test('On a small screen the menu is one line, opens, leads on, and closes by Escape', async ({ visit }) => {
  const page = await visit(CONSOLE, { viewport: { width: 320, height: 640 } });
  await enter(page, 'admin');
  const head = page.getByRole('banner');
  const menu = page.getByRole('button', { name: 'Menu' });
  assert.ok((await head.boundingBox()).height < 64, 'one line');
  await menu.focus();
  await page.keyboard.press('Enter');
  assert.equal(await menu.getAttribute('aria-expanded'), 'true');
  await shot(page, 'console/phone-menu');
  assert.deepEqual([...(await violationsOf(page, 'menu')), ...(await overflowOf(page, 'menu'))], []);
  await page.keyboard.press('Escape');
  assert.ok((await head.boundingBox()).height < 64);
  assert.equal(await menu.evaluate((element) => element === document.activeElement), true);
  await menu.click();
  await page.getByRole('link', { name: 'Spærringer' }).click();
  await page.getByRole('heading', { name: 'Spærringer', level: 1 }).waitFor();
  assert.equal(await menu.getAttribute('aria-expanded'), 'false');
  await menu.click();
  await page.getByLabel('Sprog').selectOption('English');
  await page.getByRole('heading', { name: 'Legal holds', level: 1 }).waitFor();
});

world.test('A language is fetched alone, when it is shown, and the page runs as it does', async ({ visit }) => {
  /** @type {string[]} */
  const fetched = [];
  const page = await visit(CONSOLE, {
    locale: 'fi-FI', expectErrors: true,
    before: (page) => page.on('request', (request) => {
      const file = /(console|verify)\/words-\w+\.js$/.exec(request.url());
      if (file) fetched.push(file[0]);
    }),
  });
  await page.getByRole('heading', { name: 'Kirjaudu sisään' }).waitFor();
  assert.deepEqual(fetched.splice(0).sort(), ['console/words-fi.js', 'verify/words-fi.js']);
  await page.getByLabel('Kieli').selectOption('العربية');
  await page.getByRole('heading', { name: 'تسجيل الدخول' }).waitFor();
  assert.deepEqual(fetched.sort(), ['console/words-ar.js', 'verify/words-ar.js']);
  assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.dir]), ['ar', 'rtl']);
  assert.equal(await page.locator('#languages select').evaluate((list) => list === document.activeElement), true);
  await page.route('**/words-de.js', (route) => route.abort());
  await page.locator('#languages select').selectOption('Deutsch');
  await page.getByText('المستلِم لا يجيب').waitFor();
  assert.equal(await page.locator('#languages select').inputValue(), 'ar', 'the language stays');
});

world.test('In every language the list is whole, and nothing is wider than a small phone', async ({ visit }) => {
  const found = [];
  for (const { tag, name } of LANGUAGES) {
    const { words, report } = await spokenIn(tag);
    assert.deepEqual([words.tag, words.locale, name], [tag, report.locale, report.language], 'both speak the same language');
    const page = await visit(CONSOLE, { locale: words.locale, viewport: { width: 320, height: 640 } });
    await page.getByLabel(words.signIn.token).fill(world.server.token('admin'));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: words.records, level: 1 }).waitFor();
    assert.ok((await rows(page).first().innerText()).includes(report.events.agree), tag);
    await page.goto(`${CONSOLE}#/webhooks`);
    await page.getByRole('heading', { name: words.webhooks, level: 1 }).waitFor();
    found.push(...(await overflowOf(page, `${tag} webhooks`)));
    await page.getByRole('button', { name: words.menu }).click();
    found.push(...(await overflowOf(page, `${tag} menu`)));
    // The rules are the same in every language, but not in every direction.
    if (tag === 'ar') found.push(...(await violationsOf(page, `${tag} menu`)));
  }
  assert.deepEqual(found, []);
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
    await enter(page, 'admin');
    await look('list');
    await page.getByText('Flere valg').click();
    await look('filter');
    for (const [path, heading, view] of [
      [`#/records/${ids[1]}`, COMPANIES[1], 'record'],
      ['#/missing?document=dpa&version=99', 'Ikke accepteret endnu', 'missing'],
      ['#/over-time?by=day', 'Over tid', 'over-time'],
      ['#/holds', 'Spærringer', 'holds'],
      ['#/retention', 'Opbevaring', 'retention'],
      ['#/webhooks', 'Webhooks', 'webhooks'],
      ['#/tokens', 'Nøgler', 'tokens'],
      ['#/acts', 'Log', 'acts'],
    ]) {
      await page.goto(`${CONSOLE}${path}`);
      await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
      await look(view);
    }
    for (const [view, button] of [['holds', 'Spær for sletning'], ['webhooks', 'Tilføj en webhook'], ['tokens', 'Ny nøgle']]) {
      await page.goto(`${CONSOLE}#/${view}`);
      await page.getByRole('button', { name: button }).click();
      await page.getByRole('dialog').waitFor();
      await look(`${view}-dialog`);
      await page.keyboard.press('Escape');
    }
  }
  assert.deepEqual(found, []);
});
