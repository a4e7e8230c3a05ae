// The pack's folder on another origin than the page: all of it works where that origin allows it, and where it doesn't the
// banner does, and the console says why the rest doesn't.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { consentOf } from './support/consent.mjs';
import { blocks } from './support/doc-blocks.mjs';
import { delivered, payloadOf } from './support/records.mjs';
import { startServer } from './support/server.mjs';
import { demo } from './support/settings.mjs';
import { serveSite } from './support/snippets.mjs';
import { accept, answerBanner, openPreferences, receipt } from './support/steps.mjs';
import { part, until, useWorld } from './support/world.mjs';

const LEGAL = join(demo, 'packs/vagthavn');

/** The policy of the docs that names another origin for the files. */
const [csp] = blocks().filter(({ language, code }) => language === 'csp' && code.includes('https://static.example.com'));
/** How the docs say that the embed's bytes are told. */
const [digest] = blocks().filter(({ language, code }) => language === 'sh' && code.startsWith('openssl dgst'));

const integrity = () => {
  const command = digest.code.replace('public/legal/', `${LEGAL}/`);
  return `sha384-${execFileSync('bash', ['-ec', command], { encoding: 'utf8' }).trim()}`;
};

/** The page of a site, the receiver, and the files on a third origin. @param {{ cors: boolean }} how */
async function start({ cors }) {
  /** @type {Record<string, string>} */
  const pages = {};
  /** @type {Record<string, string>} */
  const policy = {};
  const site = await serveSite({ pages, headers: () => policy });
  const files = await serveSite({ folders: { legal: LEGAL }, headers: () => (cors ? { 'access-control-allow-origin': site.url } : {}) });
  const receiver = await startServer({ origins: [site.url], packs: [LEGAL] });
  policy['content-security-policy'] = csp.code
    .replaceAll(/\s+/g, ' ')
    .replaceAll('https://static.example.com', files.url)
    .replaceAll('https://consent.example.com', receiver.url);
  const src = `${files.url}/legal/embed.js`;
  // Without a word of the other origin a browser can't compare what it sent.
  const guarded = cors ? ` crossorigin integrity="${integrity()}"` : '';
  pages['/page.html'] = `<!doctype html><html lang="da"><meta charset="utf-8"><title>t</title>
    <script src="${src}" data-endpoint="${receiver.url}"${guarded}></script>
    <samtycke-policy document="privacy-policy"></samtycke-policy>
    <form><samtycke-agreement name="agreement" pack-role="customer"></samtycke-agreement><button>OK</button></form>`;
  return { url: `${site.url}/page.html`, files, remove: () => Promise.all([site, files, receiver].map((one) => one.remove())) };
}

const world = useWorld({ start: async () => ({ url: 'http://127.0.0.1', remove: async () => {} }) });

world.test('On an origin that allows the page, all of it works, guarded by integrity and a policy', async ({ visit }) => {
  const site = await start({ cors: true });
  try {
    const page = await visit(site.url);
    const dialog = await openPreferences(page);
    await part(dialog, 'close').click();
    const [{ record }] = await Promise.all([delivered(page), answerBanner(page, 'accept-all')]);
    assert.equal(payloadOf(record).method, 'accept_all');
    await part(page.locator('samtycke-policy'), 'contents').waitFor();
    await accept(page);
    await receipt(page, 'receipted').waitFor();
    await Promise.all([page.waitForEvent('download'), part(page, 'evidence').click()]);
  } finally {
    await site.remove();
  }
});

world.test('On an origin that does not, the banner answers, and the console says what is wrong with the rest', async ({ visit }) => {
  const site = await start({ cors: false });
  try {
    /** @type {string[]} */
    const said = [];
    const page = await visit(site.url, {
      expectErrors: true,
      before: async (page) => {
        page.on('console', (message) => message.type() === 'error' && said.push(message.text()));
        await page.addInitScript(() => {
          globalThis.failed = [];
          document.addEventListener('samtycke-error', ({ target }) => globalThis.failed.push(target.localName));
        });
      },
    });
    await answerBanner(page, 'accept-all');
    assert.ok((await consentOf(page)).categories.includes('statistics'));
    await until(async () => said, (all) => all.some((text) => text.startsWith('samtycke:') && text.includes(`${site.files.url}/legal/embed/views-`)), 'ours names the file');
    await until(async () => said, (all) => all.some((text) => /blocked by CORS policy.*Access-Control-Allow-Origin/.test(text)), 'the browser\'s says why');
    const failed = () => page.evaluate(() => globalThis.failed);
    await until(failed, (names) => ['samtycke-policy', 'samtycke-agreement'].every((name) => names.includes(name)), 'heard by the page');
    assert.equal(await page.locator('form').evaluate((form) => form.checkValidity()), false);
  } finally {
    await site.remove();
  }
});
