// The demonstration's pack as a vendor would go on publishing it: what customers accepted, and one kind of new version
// in each variant. Dates are counted from today.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { startServer } from './server.mjs';
import { binary, demo, widget } from './settings.mjs';

const source = new URL('../../../packs/vagthavn', import.meta.url).pathname;

/** One today for a whole file, also over midnight. */
const NOW = Date.now();

/** `YYYY-MM-DD`, so many days from today where the visitors are. @param {number} days */
export const day = (days) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' }).format(NOW + days * 86_400_000);

/** As the interface writes it. @param {number} days @param {string} language */
export const written = (days, language = 'da') =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day(days)));

const SUMMARY = {
  da: 'Vi svarer inden fem arbejdsdage i stedet for ti.',
  en: 'We answer within five working days instead of ten.',
};
export const { da: summary } = SUMMARY;

/**
 * The next version of the agreement.
 * @typedef {object} Next
 * @property {number} effective
 * @property {['ask' | 'tacit', number]} [renewal]
 * @property {boolean} [announced]
 * @property {boolean} [reworded]  says nothing new
 */

/** @type {Record<string, Next | undefined>} */
export const VARIANTS = {
  same: undefined,
  reworded: { effective: -20, reworded: true },
  asks: { effective: -20 },
  grace: { effective: -20, renewal: ['ask', 20] },
  late: { effective: -20, renewal: ['ask', -2] },
  tacit: { effective: 40, renewal: ['tacit', 20], announced: true },
  told: { effective: -20, renewal: ['tacit', -22] },
};

/** Publishes every variant and starts the receiver with them. @param {import('./server.mjs').Options} options */
export async function startRenewals(options) {
  const folder = mkdtempSync(join(tmpdir(), 'samtycke-renewals-'));
  const packs = Object.entries(VARIANTS).map(([name, next]) => publish(folder, name, next));
  const server = await startServer({ ...options, packs: [join(demo, 'packs/vagthavn'), ...packs] });
  const remove = server.remove.bind(server);
  return Object.assign(server, {
    folder,
    remove: async () => {
      await remove();
      rmSync(folder, { recursive: true, force: true });
    },
  });
}

/** @param {string} folder @param {string} name @param {Next} [next] */
function publish(folder, name, next) {
  const out = join(folder, name);
  for (const version of next ? [undefined, next] : [undefined]) {
    const written = join(folder, `${name}.${version ? 2 : 1}`);
    mkdirSync(written);
    cpSync(source, written, { recursive: true });
    write(written, version);
    execFileSync(binary, ['build', written, '--out', out], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  return out;
}

/** @param {string} folder @param {Next} [next] */
function write(folder, next) {
  const toml = join(folder, 'pack.toml');
  const text = readFileSync(toml, 'utf8');
  // Without cookies there is no banner in the way, and nothing is announced but what a variant announces.
  const cut = (/** @type {string} */ text, /** @type {string} */ from, /** @type {string} */ to) =>
    text.slice(0, text.indexOf(from)) + (to && text.slice(text.indexOf(to, text.indexOf(from))));
  const without = [['# Cookies\n', ''], ['[[document]]\nid = "cookie-policy"', '# Annex A'], ['[[document.upcoming]]', '[[document]]\nid = "terms"']]
    .reduce((text, [from, to]) => cut(text, from, to), text)
    .replaceAll('effective = 2026-09-01', `effective = ${day(-200)}`);
  const documents = join(folder, 'documents');
  for (const file of readdirSync(documents)) {
    if (/^cookie-policy|@/.test(file)) rmSync(join(documents, file));
    else {
      const path = join(documents, file);
      writeFileSync(path, readFileSync(path, 'utf8').replaceAll('doc:cookie-policy', 'doc:terms'));
    }
  }
  writeFileSync(toml, next ? renewed(without, documents, next) : without);
}

/** @param {string} toml @param {string} documents @param {Next} next */
function renewed(toml, documents, next) {
  for (const [language, now, then] of [['da', 'inden ti arbejdsdage', 'inden fem arbejdsdage'], ['en', 'within ten working days', 'within five working days']]) {
    const text = readFileSync(join(documents, `dpa.${language}.md`), 'utf8');
    if (!text.includes(now)) throw new Error(`the agreement has no ${now}`);
    const file = join(documents, `dpa${next.announced ? '@2.2' : ''}.${language}.md`);
    writeFileSync(file, next.reworded ? text : text.replace(now, then));
  }
  const said = [
    'version = "2.2"',
    `effective = ${day(next.effective)}`,
    ...(next.reworded ? [] : Object.entries(SUMMARY).map(([language, text]) => `summary.${language} = "${text}"`)),
    ...(next.renewal ? [`renewal = { kind = "${next.renewal[0]}", until = ${day(next.renewal[1])} }`] : []),
  ].join('\n');
  const before = `version = "2.1"\neffective = ${day(-200)}`;
  return next.announced
    ? toml.replace('\n[[document]]\nid = "annex-a"', `\n[[document.upcoming]]\n${said}\n\n[[document]]\nid = "annex-a"`)
    : toml.replace(before, said);
}

/**
 * Pages `/again/<variant>` with an agreement, which has these attributes, in a form.
 * @param {import('playwright-core').Page} page
 * @param {string} folder  where the variants were published
 * @param {Record<string, string>} attributes
 * @param {string} [language]
 */
export async function onPages(page, folder, attributes, language = 'da') {
  await page.route('**/again/**', async (route) => {
    const [, , variant, ...rest] = new URL(route.request().url()).pathname.split('/');
    if (rest[0] === 'legal') {
      const path = join(folder, variant, ...rest.slice(1));
      const body = await readFile(path).catch(() => undefined);
      return route.fulfill(body ? { body, contentType: TYPES[extname(path)] } : { status: 404, body: '' });
    }
    if (rest.length) return route.fallback();
    const escaped = Object.entries(attributes).map(([name, value]) => ` ${name}="${value.replaceAll('"', '&quot;')}"`).join('');
    const body = `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="color-scheme" content="light dark">
      <meta name="viewport" content="width=device-width, initial-scale=1"><title>Konto</title>
      <script src="/again/${variant}/legal/embed.js" data-endpoint="/" data-widget="${widget}"></script>
      <link rel="icon" href="data:,"><link rel="stylesheet" href="/demo/demo.css">
      <main class="narrow"><h1>Konto</h1><form id="opret"><h2>Aftale</h2>
      <samtycke-agreement name="agreement"${escaped}></samtycke-agreement><p><button>Gem</button></p></form></main>`;
    return route.fulfill({ body, contentType: TYPES['.html'] });
  });
}

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.json': 'application/json' };
