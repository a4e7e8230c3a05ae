// Every view on a page with nothing of its own, in four languages and every theme: for what looks at views, not at pages.

import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { LANGUAGES } from './looks-packs.mjs';
import { demo, widget } from './settings.mjs';
import { acceptance, newKey, offered, published, receipted, signed } from './signed.mjs';
import { agreement, agreementShown, company, person } from './steps.mjs';
import { part } from './world.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @typedef {Awaited<ReturnType<typeof import('./looks-packs.mjs').startLooks>>} Server */

/** The files of themes/. */
export const READY = ['paper', 'compact', 'contrast'];
export const THEMES = ['own', ...READY, 'forced'];

const NUMBERS = { da: company.number, sv: '556016-0680', en: '556016-0680', ar: company.number };
const POSITIONS = { da: person.position, sv: 'Direktör', en: 'Managing director', ar: 'المدير العام' };

/** Every sentence ticked, every field filled in. @param {Page} page @param {string} lang */
async function fill(page, lang) {
  const flow = agreement(page);
  await agreementShown(page);
  await flow.locator('#organisation-name').fill(company.name);
  await flow.locator('#organisation-number').fill(NUMBERS[lang]);
  await flow.locator('#signatory-name').fill(person.name);
  await flow.locator('#signatory-email').fill(person.email);
  await flow.locator('#signatory-position').fill(POSITIONS[lang]);
  for (const box of await part(flow, 'statement').getByRole('checkbox').all()) await box.check();
  for (const one of await flow.locator('.recipients > li').filter({ has: page.getByRole('radio') }).all()) await one.getByRole('radio').first().check();
}

const AGREEMENT = '<h2>agreement</h2><samtycke-agreement name="agreement" pack-role="customer"></samtycke-agreement>';
const POLICY = '<samtycke-policy document="privacy-policy" memory="off"></samtycke-policy>';
const CONTRACT = '<samtycke-policy document="dpa" memory="off"></samtycke-policy>';

/** Signs, and gives the record. @param {Page} page @param {string} lang */
async function sign(page, lang) {
  await fill(page, lang);
  await part(page, 'accept').click();
  await agreement(page).locator('[part~="receipt"][data-state="receipted"]').waitFor();
  return agreement(page).evaluate((element) => /** @type {any} */ (element).value);
}

/** The same page for whoever has accepted before. @param {Page} page @param {string} lang @param {string} [pack] */
async function acceptedBefore(page, lang, pack = '') {
  const accepted = await sign(page, lang);
  await agreement(page).evaluate((element, { accepted, pack }) => {
    const next = document.createElement('samtycke-agreement');
    for (const [name, value] of Object.entries({ name: 'agreement', 'pack-role': 'customer', accepted, ...(pack && { pack }) })) next.setAttribute(name, value);
    element.replaceWith(next);
  }, { accepted, pack });
}

/** The same, and on to objecting to what would hold otherwise. @param {Page} page @param {string} lang */
async function tacitShown(page, lang) {
  await acceptedBefore(page, lang, `${TACIT}/${lang}/pack.json`);
  await part(agreement(page), 'renewal').waitFor();
}

/** Where `startLooks` publishes the next versions, and where its pages find them. */
const RENEWED = '/looks/renewed';
const TACIT = '/looks/tacit';
/** The same for packs that offer a passkey. */
const CONFIRMED = '/looks/confirmed';

/** One acceptance that the receiver has: its files by their names. @param {Server} server */
async function accepted(server) {
  const pack = published(join(demo, 'packs/vagthavn'));
  const key = newKey();
  const record = signed(key, await offered(server.url, key, acceptance(pack, pack.manifest.roles[0], 'da', server.url)));
  const receipt = await receipted(server.url, record);
  const keys = await (await fetch(`${server.url}/.well-known/jwks.json`)).text();
  return { 'record.jws': record, 'receipt.jws': receipt, 'keys.json': keys };
}

/** A page of ours that speaks many languages: this one. @param {Page} page @param {string} lang */
async function speak(page, lang) {
  await page.locator('#languages select').selectOption(lang);
  await page.locator(`html[lang="${lang}"]`).waitFor();
}

/** The console, with somebody's acceptance in it. @param {Page} page @param {string} lang @param {Server} server */
async function consoleOpened(page, lang, server) {
  await accepted(server);
  await speak(page, lang);
  await page.locator('main input').first().fill(server.token('admin'));
  await page.keyboard.press('Enter');
  await page.locator('.found tbody tr').first().waitFor();
}

/** @param {Page} page */
const policyRead = (page) => part(page, 'document').waitFor();

/**
 * body: what stands on the page; reach: how one gets there; `answered`: without the banner; `pack`: where it is, if it isn't
 * the demonstration's; `region`: where the visitor is; `window`: it is as large as the window; `path`: a page of ours that is
 * no host's, which no theme dresses.
 * @type {{ view: string, body?: string, reach: (page: Page, lang: keyof typeof LANGUAGES, server: Server) => Promise<unknown>,
 *   answered?: boolean, gpc?: boolean, region?: string, pack?: string, window?: boolean, path?: string }[]}
 */
export const VIEWS = [
  { view: 'banner', body: '', reach: (page) => part(page, 'banner').waitFor() },
  { view: 'notice', body: '', region: 'NZ', pack: CONFIRMED, reach: (page) => part(page, 'acknowledge').waitFor() },
  {
    view: 'gpc', body: '', gpc: true,
    reach: (page) => page.locator('samtycke-cookies').locator('button').first().waitFor(),
  },
  { view: 'reopen', body: '', answered: true, reach: (page) => part(page, 'reopen').waitFor() },
  {
    view: 'embed', body: '<iframe data-category="marketing" data-src="https://video.example/1" title="Film" width="560" height="315"></iframe>',
    answered: true, reach: (page) => part(page, 'embed').waitFor(),
  },
  {
    view: 'preferences', body: '<samtycke-preferences></samtycke-preferences>', answered: true,
    reach: async (page) => {
      await part(page, 'save').waitFor();
      for (const services of await page.locator('samtycke-preferences summary').all()) await services.click();
    },
  },
  {
    view: 'preferences-dialog', body: '',
    reach: async (page) => {
      await part(page, 'open-preferences').click();
      await part(part(page, 'preferences'), 'save').waitFor();
    },
  },
  { view: 'policy', body: POLICY, answered: true, reach: policyRead },
  {
    view: 'policy-search', body: POLICY, answered: true,
    reach: async (page, lang) => {
      await policyRead(page);
      const document = part(page, 'document');
      await document.getByRole('button', { name: { da: 'Søg', sv: 'Sök', en: 'Search', ar: 'بحث' }[lang], exact: true }).click();
      await document.locator('.search input').fill({ da: 'slette', sv: 'radera', en: 'erase', ar: 'صورة' }[lang] ?? '');
      await document.locator('.search').getByText(/\d+ (af|av|of|من) \d+/).first().waitFor();
    },
  },
  {
    view: 'policy-panels', body: POLICY, answered: true,
    reach: async (page) => {
      await policyRead(page);
      const panels = part(page, 'panels').locator('details.panel');
      await panels.evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
      await panels.last().locator('.panel-body > *').first().waitFor();
    },
  },
  {
    view: 'redline', body: CONTRACT, answered: true, pack: RENEWED,
    reach: async (page) => {
      await policyRead(page);
      await part(page, 'versions').locator('summary').click();
      await part(page, 'versions').locator('a[href*="~"]').first().click();
      await part(page, 'redline').waitFor();
    },
  },
  { view: 'agreement', body: AGREEMENT, answered: true, reach: agreementShown },
  {
    view: 'agreement-role', body: AGREEMENT.replace(' pack-role="customer"', ''), answered: true,
    reach: (page) => part(page, 'role').first().waitFor(),
  },
  {
    view: 'agreement-reader', body: AGREEMENT, answered: true, window: true,
    reach: async (page) => {
      await part(page, 'accept').waitFor();
      await agreement(page).locator('.documents li').first().getByRole('button').first().click();
      await part(agreement(page).getByRole('dialog'), 'back').waitFor();
    },
  },
  {
    view: 'agreement-annex', body: AGREEMENT, answered: true,
    reach: async (page) => {
      const annex = part(page, 'annex');
      await annex.getByRole('checkbox', { checked: true }).first().uncheck();
      await annex.getByRole('checkbox', { checked: false }).last().check();
      if (await part(annex, 'add-subjects').count()) await part(annex, 'add-subjects').click();
    },
  },
  {
    view: 'agreement-errors', body: AGREEMENT, answered: true,
    reach: async (page) => {
      await agreementShown(page);
      await part(page, 'accept').click();
      await agreement(page).locator('[part=error]').first().waitFor();
    },
  },
  { view: 'agreement-ready', body: AGREEMENT, answered: true, reach: fill },
  {
    view: 'agreement-passkey', body: AGREEMENT, answered: true, pack: CONFIRMED,
    reach: async (page, lang) => {
      await fill(page, lang);
      await part(page, 'accept').click();
      await part(agreement(page), 'confirm').waitFor();
    },
  },
  {
    view: 'agreement-declining', body: AGREEMENT, answered: true,
    reach: async (page) => {
      await part(agreement(page), 'decline').click();
      await part(agreement(page), 'decline-now').waitFor();
    },
  },
  {
    view: 'agreement-declined', body: AGREEMENT, answered: true,
    reach: async (page) => {
      await part(agreement(page), 'decline').click();
      await part(agreement(page), 'decline-now').click();
      await part(agreement(page), 'declined').waitFor();
    },
  },
  { view: 'receipt', body: AGREEMENT, answered: true, reach: sign },
  {
    view: 'agreement-earlier', body: AGREEMENT, answered: true,
    reach: async (page, lang) => {
      await acceptedBefore(page, lang);
      await part(agreement(page), 'earlier').waitFor();
    },
  },
  { view: 'agreement-tacit', body: AGREEMENT, answered: true, reach: tacitShown },
  {
    view: 'agreement-objection', body: AGREEMENT, answered: true,
    reach: async (page, lang) => {
      await tacitShown(page, lang);
      await part(agreement(page), 'object').click();
      await part(agreement(page), 'objection').waitFor();
    },
  },
  {
    view: 'agreement-amend', body: AGREEMENT, answered: true,
    reach: async (page, lang) => {
      await acceptedBefore(page, lang);
      await part(part(agreement(page), 'earlier'), 'amend').click();
      await part(agreement(page), 'annex').waitFor();
    },
  },
  {
    view: 'agreement-queued', expectErrors: true, body: AGREEMENT, answered: true,
    reach: async (page, lang) => {
      await page.route('**/records', (route) => route.abort());
      await fill(page, lang);
      await part(page, 'accept').click();
      await agreement(page).locator('[part~="receipt"][data-state="queued"]').waitFor();
    },
  },
  {
    view: 'agreement-renewal', body: AGREEMENT, answered: true,
    reach: async (page, lang) => {
      await acceptedBefore(page, lang, `${RENEWED}/${lang}/pack.json`);
      await part(agreement(page), 'renewal').waitFor();
    },
  },
  {
    view: 'loading-failed', body: `${AGREEMENT}${POLICY}`.replaceAll(/<(samtycke-\w+)/g, '<$1 pack="/looks/none/pack.json"'), answered: true, expectErrors: true,
    reach: async (page) => {
      for (const element of ['samtycke-agreement', 'samtycke-policy']) await part(page.locator(element), 'error').waitFor();
    },
  },
  { view: 'verify', path: '/packs/vagthavn/verify/', reach: speak },
  {
    view: 'verify-checked', path: '/packs/vagthavn/verify/',
    reach: async (page, lang, server) => {
      await speak(page, lang);
      const files = Object.entries(await accepted(server)).map(([name, text]) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) }));
      await page.locator('input[type=file]').first().setInputFiles(files);
      await page.locator('#verdict').waitFor();
    },
  },
  { view: 'console-sign-in', path: '/console/', reach: speak },
  { view: 'console', path: '/console/', reach: consoleOpened },
  {
    view: 'console-record', path: '/console/',
    reach: async (page, lang, server) => {
      await consoleOpened(page, lang, server);
      await page.locator('.found tbody tr').first().getByRole('link').click();
      await page.locator('[data-check="log"]').waitFor();
    },
  },
];

/** What a view can wear. @param {(typeof VIEWS)[number]} look */
export const themesOf = ({ path }) => (path ? ['own', 'forced'] : THEMES);

/**
 * A view on its page. `body` and its kin are as in VIEWS.
 * @param {Page} page
 * @param {(typeof VIEWS)[number]} look
 * @param {keyof typeof LANGUAGES} lang
 * @param {Server} [server]  of `startLooks`, for views that need more than the demonstration
 */
export async function lookAt(page, look, lang, server) {
  const { view, body, reach, answered, gpc, region, path } = look;
  if (gpc) await page.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));
  const from = look.pack ? `${look.pack}/${lang}` : server?.plain[lang] ?? `/packs/${LANGUAGES[lang]}`;
  await page.route('**/looks/**', async (route) => {
    const [, , variant, ...rest] = new URL(route.request().url()).pathname.split('/');
    if (rest.length) {
      const path = join(server?.folder ?? '', variant, ...rest);
      const type = { '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json', '.css': 'text/css' }[extname(path)];
      const file = await readFile(path).catch(() => undefined);
      return route.fulfill(file ? { body: file, contentType: `${type}; charset=utf-8` } : { status: 404, body: '' });
    }
    return route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <meta name="color-scheme" content="light dark"><title>${view}</title><link rel="icon" href="data:,">
        <script src="${from}/embed.js" data-endpoint="/" data-widget="${widget}" data-region="${region ?? ''}"></script>
        <style id="theme"></style><style>
        html { background: var(--samtycke-surface, Canvas); color: CanvasText; font: 16px/1.5 system-ui, sans-serif }
        body { max-inline-size: 70rem; margin: 24px auto; padding-inline: 16px }</style></head>
        <body><main><h1>${view}</h1>${body}</main></body></html>`,
    });
  });
  await page.goto(path ?? `/looks/${view}`);
  if (answered) await part(page, 'reject-all').first().click();
  await reach(page, lang, /** @type {Server} */ (server));
  if (answered) await part(page, 'banner').waitFor({ state: 'detached' });
}

/** What a site does that links a ready theme, or a system that forces its colours. @param {Page} page @param {string} theme */
export async function wear(page, theme) {
  await page.emulateMedia({ forcedColors: theme === 'forced' ? 'active' : 'none' });
  const css = READY.includes(theme) ? readFileSync(join(demo, 'demo/themes', `${theme}.css`), 'utf8') : '';
  await page.evaluate((css) => {
    const sheet = document.getElementById('theme');
    if (sheet) sheet.textContent = css;
  }, css);
}
