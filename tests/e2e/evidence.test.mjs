// The evidence that a person takes along: the file that verifies itself, the page that verifies files, and the receipt.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { pathToFileURL } from 'node:url';
import { overflowOf, violationsOf } from './support/axe.mjs';
import { delivered, jwksOf, payloadOf, published } from './support/records.mjs';
import { acceptance, newKey, offered, published as packIn, receipted, signed } from './support/signed.mjs';
import { accept, agreement, formData, receipt } from './support/steps.mjs';
import { part, shot, until, useWorld } from './support/world.mjs';

const world = useWorld();
const folder = mkdtempSync(join(tmpdir(), 'samtycke-evidence-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Everything of one acceptance, made without the widget, once. */
const acceptedFiles = () => (made ??= makeFiles());
/** @type {ReturnType<typeof makeFiles> | undefined} */
let made;

async function makeFiles() {
  const pack = packIn(published);
  const role = pack.manifest.roles.find(({ id }) => id === 'customer');
  const key = newKey();
  const record = signed(key, await offered(world.url, key, acceptance(pack, role, 'da', world.url)));
  return { record, receipt: await receipted(world.url, record), keys: await jwksOf(world.url), manifest: pack.bytes };
}

/** The outcome of every check on a page that shows them. @param {import('playwright-core').Page} page */
const outcomes = async (page) => {
  await page.locator('#verdict').waitFor();
  const pairs = await page.locator('[data-check]').evaluateAll((all) => all.map(({ dataset }) => [dataset.check, dataset.outcome]));
  return Object.fromEntries(pairs);
};
const failing = (found) => Object.keys(found).filter((id) => found[id] === 'fail');

/** Takes the evidence file from a receipt, and lays it on the disk. */
async function takeEvidence(page, name) {
  const [download] = await Promise.all([page.waitForEvent('download'), part(agreement(page), 'evidence').click()]);
  const path = join(folder, name);
  await download.saveAs(path);
  return { path, name: download.suggestedFilename(), html: await readFile(path, 'utf8') };
}

/** Opens a file of the disk in a browser that has no network. */
async function openOffline(visitor, path, options) {
  const context = await visitor({ offline: true, ...options });
  const page = await context.newPage();
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(path).href);
  await page.locator('#verdict').waitFor();
  assert.deepEqual(asked, [pathToFileURL(path).href], 'it asks nobody');
  return page;
}

world.test('The evidence file verifies itself from the disk, without a network; a copy that was tampered with says where', async ({ visit, visitor }) => {
  const page = await visit('/demo/opret/');
  await accept(page);
  await receipt(page, 'receipted').waitFor();
  await shot(page, 'evidence/receipt');
  const taken = await takeEvidence(page, 'evidence.html');
  const { agreement: record } = await formData(page);
  const { record_id: id, event } = payloadOf(record);
  assert.equal(taken.name, `vagthavn-aps-${event.time.slice(0, 10)}-${id}.html`);

  const file = await openOffline(visitor, taken.path);
  const found = await outcomes(file);
  assert.deepEqual(failing(found), []);
  const open = Object.keys(found).filter((check) => found[check] === 'not checked');
  assert.deepEqual(open, ['audience', 'origin', 'prev', 'confirmation'], 'nothing was given to compare the first two with');
  await file.getByRole('heading', { name: 'Alt, der kunne kontrolleres, holder' }).waitFor();
  await file.getByText(id).first().waitFor();
  await file.getByText('Fjord Bageri ApS (CVR 12 34 56 74)').waitFor();
  const dpa = file.locator('[data-document=dpa]');
  await dpa.getByText('Læs').click();
  assert.ok((await dpa.locator('.text').innerText()).length > 2_000, 'the text is in it');
  await shot(file, 'evidence/file');
  assert.deepEqual(await violationsOf(file, 'evidence file'), []);
  await file.getByRole('combobox', { name: 'Sprog' }).selectOption('sv');
  await file.getByRole('heading', { name: 'Allt som kunde kontrolleras håller' }).waitFor();
  assert.equal(await file.evaluate(() => document.documentElement.lang), 'sv');
  await file.emulateMedia({ media: 'print' });
  await file.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.ok((await dpa.locator('.text').innerText()).length > 2_000, 'on paper the texts are open');
  await shot(file, 'evidence/file-print');

  const held = /<script type="application\/json" id="evidence">([^<]*)</.exec(taken.html)[1];
  const changed = (change) => {
    const evidence = JSON.parse(held);
    change(evidence);
    return taken.html.replace(held, () => JSON.stringify(evidence).replaceAll('<', '\\u003c'));
  };
  const flip = (jws) => jws.replace(/\.(.{60})(.)/, (_, head, one) => `.${head}${one === 'A' ? 'B' : 'A'}`);
  const resaid = (jws) => {
    const [head, body, end] = jws.split('.');
    const said = Buffer.from(body, 'base64url').toString().replace('Fjord Bageri', 'Fjord Bagere');
    return [head, Buffer.from(said).toString('base64url'), end].join('.');
  };
  for (const [what, check, html] of [
    ['another company in the record', 'signature', changed((held) => { held.record = resaid(held.record); })],
    ['another byte in the receipt', 'receipt-form', changed((held) => { held.receipt = flip(held.receipt); })],
    ['another word in a document', 'documents', changed((held) => { held.documents[0] = held.documents[0].replace('Vagthavn', 'Vagthavm'); })],
    ['another word in the manifest', 'pack', changed((held) => { held.manifest = held.manifest.replace('Vagthavn', 'Vagthavm'); })],
    ['other keys', 'receipt-signature', changed((held) => { held.keys = JSON.stringify({ keys: [newKey().jwk] }); })],
    ['no record', 'envelope', changed((held) => { held.record = ''; })],
  ]) {
    const path = join(folder, 'tampered.html');
    writeFileSync(path, html);
    const file = await openOffline(visitor, path);
    const found = await outcomes(file);
    assert.ok(failing(found).includes(check), `${what}: ${JSON.stringify(found)}`);
    await file.getByRole('heading', { name: 'Det her holder ikke. Stol ikke på det' }).waitFor();
    if (check === 'signature') {
      await shot(file, 'evidence/tampered');
      assert.deepEqual(await violationsOf(file, 'tampered'), []);
    }
    await file.context().close();
  }

  // Its policy lets nothing else run.
  const path = join(folder, 'script.html');
  writeFileSync(path, taken.html.replace('</body>', '<script>document.title = "mine"; window.mine = true</script></body>'));
  const guarded = await openOffline(visitor, path, { expectErrors: true });
  assert.equal(await guarded.evaluate(() => 'mine' in window), false);
});

world.test('On a phone and in the dark the evidence file is whole, and nothing overflows', async ({ visit, visitor }) => {
  const page = await visit('/demo/opret/');
  await accept(page);
  await receipt(page, 'receipted').waitFor();
  const { path } = await takeEvidence(page, 'phone.html');
  const look = { viewport: { width: 320, height: 640 }, colorScheme: 'dark', locale: 'en-GB' };
  const file = await openOffline(visitor, path, look);
  await file.getByRole('heading', { name: 'Everything that could be checked holds' }).waitFor();
  await file.locator('summary').first().click();
  assert.deepEqual([...(await violationsOf(file, 'dark')), ...(await overflowOf(file, 'dark'))], []);
  await shot(file, 'evidence/file-320-dark');
});

world.test('Where the browser can compute no signatures the file says what to do, and claims nothing', async ({ visitor, visit }) => {
  const page = await visit('/demo/opret/');
  await accept(page);
  await receipt(page, 'receipted').waitFor();
  const { path } = await takeEvidence(page, 'no-crypto.html');
  const context = await visitor({ offline: true });
  await context.addInitScript(() => Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined }));
  const file = await context.newPage();
  await file.goto(pathToFileURL(path).href);
  const found = await outcomes(file);
  assert.deepEqual(failing(found), []);
  assert.equal(found.signature, 'not checked');
  await file.getByRole('heading', { name: 'Signaturen kunne ikke kontrolleres her' }).waitFor();
  await file.getByText('Der er ikke noget galt med beviset').waitFor();
});

/** As a browser hands over what was chosen or dropped: nothing tells by its name what it is. */
const handed = async () => {
  const { record, receipt, keys, manifest } = await acceptedFiles();
  return [record, `${receipt}\n`, keys, manifest].map((text, index) => ({
    name: `file ${index}`, mimeType: 'application/octet-stream', buffer: Buffer.from(text),
  }));
};

/** The verify page, in the demonstration. */
const PAGE = '/packs/vagthavn/verify/';

world.test('The verify page knows files by what is in them: chosen, dropped or pasted', async ({ visit }) => {
  const asked = [];
  const [recordFile, receiptFile] = await handed();
  const page = await visit(PAGE);
  page.on('request', (request) => asked.push(request.url()));
  // Listened for early: a dialog that opens before Playwright has it intercepted is the system's own.
  const chosen = page.waitForEvent('filechooser', { timeout: 120_000 });
  await page.getByRole('heading', { name: 'Kontrollér bevis', level: 1 }).waitFor();
  await shot(page, 'evidence/page-empty');
  assert.deepEqual(await violationsOf(page, 'empty'), []);

  // By keyboard: the button opens the browser's own dialog.
  await page.getByRole('button', { name: 'Vælg filer' }).press('Enter');
  const chooser = await chosen;
  await chooser.setFiles(await handed());
  const found = await outcomes(page);
  assert.deepEqual(failing(found), []);
  assert.equal(found['receipt-signature'], 'pass');
  assert.equal(found.documents, 'pass');
  await page.locator('#verdict:focus').waitFor();
  await shot(page, 'evidence/page');
  assert.deepEqual(await violationsOf(page, 'page'), []);

  await page.getByRole('button', { name: 'Begynd forfra' }).click();
  await page.locator('#verdict').waitFor({ state: 'detached' });

  // Dropped, a receipt alone says what is missing; the record beside it is checked at once.
  await drop(page, [receiptFile]);
  await page.getByText('Der er endnu ingen optegnelse iblandt.').waitFor();
  await drop(page, [recordFile]);
  const dropped = await outcomes(page);
  assert.equal(dropped['receipt-match'], 'pass');
  assert.equal(dropped['receipt-signature'], 'not checked');
  assert.equal(dropped.pack, 'not checked');
  await page.getByRole('button', { name: 'Begynd forfra' }).click();

  await page.getByText('Eller indsæt en optegnelse').first().click();
  await page.getByRole('textbox').fill(` ${recordFile.buffer.toString().slice(0, -8)}AAAAAAAA\n`);
  await page.getByRole('button', { name: 'Kontrollér det indsatte' }).click();
  assert.notEqual((await outcomes(page)).signature, 'pass');
  assert.deepEqual(asked, [], 'nothing leaves the browser');
});

const drop = async (page, list) => {
  const data = await page.evaluateHandle((list) => {
    const transfer = new DataTransfer();
    for (const { name, text } of list) transfer.items.add(new File([text], name));
    return transfer;
  }, list.map(({ name, buffer }) => ({ name, text: buffer.toString() })));
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
};

world.test('An evidence file dropped on the page is opened there', async ({ visit }) => {
  const page = await visit('/demo/opret/');
  await accept(page);
  await receipt(page, 'receipted').waitFor();
  const { html } = await takeEvidence(page, 'dropped.html');
  await page.goto(PAGE);
  await page.getByRole('heading', { name: 'Kontrollér bevis', level: 1 }).waitFor();
  await drop(page, [{ name: 'x', buffer: Buffer.from(html) }]);
  const found = await outcomes(page);
  assert.deepEqual(failing(found), []);
  assert.equal(found['receipt-signature'], 'pass');
});

for (const [locale, heading, look] of [
  ['sv-SE', 'Allt som kunde kontrolleras håller', { colorScheme: 'light' }],
  ['en-GB', 'Everything that could be checked holds', { colorScheme: 'dark' }],
]) {
  world.test(`The verify page in ${locale}, 320 px`, async ({ visit }) => {
    const page = await visit(PAGE, { locale, viewport: { width: 320, height: 640 }, ...look });
    await page.locator('#choose').waitFor();
    await drop(page, await handed());
    await page.getByRole('heading', { name: heading }).waitFor();
    assert.deepEqual([...(await violationsOf(page, locale)), ...(await overflowOf(page, locale))], []);
    await shot(page, `evidence/page-320-${locale}`);
  });
}

world.test('The receipt says everything that was accepted, and its number can be copied', async ({ visit }) => {
  const page = await visit('/demo/opret/', { permissions: ['clipboard-read', 'clipboard-write'] });
  await accept(page);
  const shown = receipt(page, 'receipted');
  await shown.waitFor();
  const { agreement: record } = await formData(page);
  const said = payloadOf(record);
  for (const text of [
    said.record_id, 'Fjord Bageri ApS (CVR 12 34 56 74)', 'Vagthavn ApS (CVR 99 00 00 07)', 'Ida Holm, Direktør, ida@fjordbageri.example',
    ...said.statements.map(({ text }) => text), said.submit_label, ...said.documents.map(({ title }) => title),
    ...said.annex.content.subjects.map(({ name }) => name),
  ]) {
    assert.ok((await shown.innerText()).includes(text), text);
  }
  const [first] = said.documents;
  const row = shown.locator('.accepted > li').first();
  await row.getByText('accepteret').waitFor();
  await row.locator('summary').click();
  await row.getByText(first.sha256, { exact: true }).waitFor();
  await shown.getByRole('button', { name: 'Kopiér nummeret' }).click();
  await shown.getByText('Kopieret.').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), said.record_id);
  const link = shown.getByRole('link', { name: 'Kontrollér det selv' });
  assert.equal(await link.getAttribute('href'), `${world.url}${PAGE}`);
  assert.deepEqual(await violationsOf(page, 'receipt'), []);
  await page.setViewportSize({ width: 320, height: 640 });
  await page.emulateMedia({ colorScheme: 'dark' });
  assert.deepEqual([...(await violationsOf(page, 'receipt 320')), ...(await overflowOf(page, 'receipt 320'))], []);
  await shot(page, 'evidence/receipt-320-dark');
});

world.test('While the record waits the evidence can be had without receipt, and says so', async ({ visit, visitor }) => {
  const page = await visit('/demo/opret/', {
    expectErrors: true,
    before: (page) => page.route(/\/(nonces|records|jwks\.json)$/, (route) => route.abort('connectionrefused')),
  });
  await accept(page);
  await receipt(page, 'queued').waitFor();
  await shot(page, 'evidence/queued');
  const { path } = await takeEvidence(page, 'queued.html');
  const file = await openOffline(visitor, path);
  const found = await outcomes(file);
  assert.deepEqual(failing(found), []);
  assert.equal(found.signature, 'pass');
  assert.equal(found.documents, 'pass');
  assert.equal(found['receipt-signature'], 'not checked');
  await file.getByText('Der er ingen kvittering med.').first().waitFor();
});

world.test('Without its template the person is told, and the files are still there', async ({ visit }) => {
  const page = await visit('/demo/opret/', {
    expectErrors: true, before: (page) => page.route('**/verify/evidence.html', (route) => route.abort()),
  });
  await accept(page);
  await receipt(page, 'receipted').waitFor();
  await part(agreement(page), 'evidence').click();
  await agreement(page).getByText('Filen kunne ikke samles nu.').waitFor();
  await agreement(page).getByRole('button', { name: 'Hent det signerede svar' }).waitFor();
  await page.unroute('**/verify/evidence.html');
  await takeEvidence(page, 'again.html');
});

const kept = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('samtycke-receipt:')));
const cutOff = (page) => page.route(/\/(nonces|records)$/, (route) => route.abort('connectionrefused'));

world.test('A record that another tab delivers is receipted in the tab that waits', async ({ visit }) => {
  const page = await visit('/demo/opret/', { expectErrors: true, before: cutOff });
  await accept(page);
  await receipt(page, 'queued').waitFor();
  const other = await page.context().newPage();
  const [taken] = await Promise.all([delivered(other), other.goto('/demo/')]);
  await receipt(page, 'receipted').waitFor();
  const { 'agreement.receipt': bare, 'agreement.proof': proof } = await formData(page);
  assert.equal(`${bare}~${proof}`, taken.receipt);
  await until(() => kept(page), (keys) => keys.length === 0, 'shown, it is not kept any longer');
});

world.test('Who closed the page finds the receipt of what was delivered later, once', async ({ visit }) => {
  const page = await visit('/demo/opret/', { expectErrors: true, before: cutOff });
  await accept(page);
  await receipt(page, 'queued').waitFor();
  const { agreement: record } = await formData(page);
  const { record_id: id } = payloadOf(record);
  await page.close();
  const next = await page.context().newPage();
  await Promise.all([delivered(next), next.goto('/demo/')]);
  await until(() => kept(next), (keys) => keys.includes(`samtycke-receipt:${id}`), 'it is kept');
  await next.goto('/demo/opret/');
  await part(agreement(next), 'arrived').getByText('er nu modtaget og kvitteret').waitFor();
  await shot(next, 'evidence/arrived');
  await part(agreement(next), 'arrived').getByRole('button', { name: 'Vis kvitteringen' }).click();
  await receipt(next, 'receipted').getByText(id, { exact: true }).waitFor();
  assert.deepEqual(await kept(next), []);
  await next.reload();
  await part(agreement(next), 'accept').waitFor();
  assert.equal(await part(agreement(next), 'arrived').count(), 0);
});

world.test('A receipt that nobody fetched goes after 30 days', async ({ visit }) => {
  const { record, receipt: counterSigned } = await acceptedFiles();
  const old = (days) => {
    const since = new Date(Date.now() - days * 86_400_000).toISOString();
    return JSON.stringify({ receipt: counterSigned, record, since });
  };
  for (const [days, there] of [[29, 1], [31, 0]]) {
    const page = await visit('/demo/opret/', {
      before: (page) => page.addInitScript(([key, text]) => localStorage.setItem(key, text), [`samtycke-receipt:${payloadOf(record).record_id}`, old(days)]),
    });
    await part(agreement(page), 'accept').waitFor();
    assert.equal(await part(agreement(page), 'arrived').count(), there, `${days} days`);
    assert.equal((await kept(page)).length, there, `${days} days`);
  }
});

world.test('The page and the file speak every language of the interface, right to left where it is, on a phone', async ({ visitor, visit }) => {
  const context = await visitor({ locale: 'ar', viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  await page.goto('/packs/vagthavn/verify/');
  const spoken = await readdir(new URL('../../languages/', import.meta.url));
  const tags = spoken.map((name) => /^(\w+)\.toml$/.exec(name)?.[1]).filter((tag) => tag && tag !== 'context');
  assert.deepEqual((await page.locator('option').evaluateAll((all) => all.map(({ value }) => value))).sort(), tags.sort());
  const { record, receipt: counterSigned, keys } = await acceptedFiles();
  const files = { 'record.jws': record, 'receipt.jws': counterSigned, 'keys.json': keys };
  await page.locator('input[type=file]').first().setInputFiles(Object.entries(files).map(([name, text]) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })));
  await page.locator('#verdict').waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.dir), 'rtl');
  await shot(page, 'evidence/ar-320');
  for (const tag of tags) {
    await page.locator('select').selectOption(tag);
    assert.equal(await page.evaluate(() => document.documentElement.lang), tag);
    assert.deepEqual(await overflowOf(page, tag), []);
    assert.equal((await page.locator('main').innerText()).includes('undefined'), false, tag);
  }
  assert.deepEqual(await violationsOf(page, 'every language'), []);
});
