// Every view on a page with nothing of its own, in three languages and every theme: for what looks at views, not at pages.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { day } from './renewals.mjs';
import { startServer } from './server.mjs';
import { binary, demo, widget } from './settings.mjs';
import { agreement, agreementShown, company, person } from './steps.mjs';
import { part } from './world.mjs';

const packs = new URL('../../../packs', import.meta.url).pathname;

/** @typedef {import('playwright-core').Page} Page */

export const LANGUAGES = /** @type {const} */ ({ da: 'vagthavn', sv: 'nordlunda', en: 'skyltljus' });
export const THEMES = ['own', 'paper', 'compact', 'contrast'];

/** Every sentence ticked, every field filled in. @param {Page} page @param {string} lang */
async function fill(page, lang) {
  const flow = agreement(page);
  await agreementShown(page);
  await flow.locator('#organisation-name').fill(company.name);
  await flow.locator('#organisation-number').fill(lang === 'da' ? company.number : '556016-0680');
  await flow.locator('#signatory-name').fill(person.name);
  await flow.locator('#signatory-email').fill(person.email);
  await flow.locator('#signatory-position').fill(lang === 'en' ? 'Managing director' : person.position);
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

/** Where `startLooks` publishes the next versions, and where its pages find them. */
const RENEWED = '/looks/renewed';
/** The same for packs that offer a passkey. */
const CONFIRMED = '/looks/confirmed';

/** @param {Page} page */
const policyRead = (page) => part(page, 'document').waitFor();

/**
 * body: what stands on the page; reach: how one gets there; `answered`: without the banner; `pack`: where it is, if it isn't
 * the demonstration's; `region`: where the visitor is; `window`: it is as large as the window.
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
      await document.getByRole('button', { name: { da: 'Søg', sv: 'Sök', en: 'Search' }[lang], exact: true }).click();
      await document.locator('.search input').fill({ da: 'slette', sv: 'radera', en: 'erase' }[lang] ?? '');
      await document.locator('.search').getByText(/\d+ (af|av|of) \d+/).first().waitFor();
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
  {
    view: 'agreement-renewal', body: AGREEMENT, answered: true,
    reach: async (page, lang) => {
      await acceptedBefore(page, lang, `${RENEWED}/${lang}/pack.json`);
      await part(agreement(page), 'renewal').waitFor();
    },
  },
];

/**
 * A view on its page. `body` and its kin are as in VIEWS.
 * @param {Page} page
 * @param {(typeof VIEWS)[number]} look
 * @param {keyof typeof LANGUAGES} lang
 * @param {string} [folder]  of `startLooks`, for views of packs that it publishes
 */
export async function lookAt(page, { view, body, reach, answered, gpc, region, pack }, lang, folder = '') {
  if (gpc) await page.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));
  const from = pack ? `${pack}/${lang}` : `/packs/${LANGUAGES[lang]}`;
  await page.route('**/looks/**', async (route) => {
    const [, , variant, ...rest] = new URL(route.request().url()).pathname.split('/');
    if (rest.length) {
      const path = join(folder, variant, ...rest);
      const type = { '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json', '.css': 'text/css' }[extname(path)];
      const file = await readFile(path).catch(() => undefined);
      return route.fulfill(file ? { body: file, contentType: `${type}; charset=utf-8` } : { status: 404, body: '' });
    }
    return route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <meta name="color-scheme" content="light dark"><title>${view}</title><link rel="icon" href="data:,">
        <script src="${from}/embed.js" data-endpoint="/" data-widget="${widget}" data-region="${region ?? ''}"></script>
        <style id="theme"></style><style>
        html { background: var(--samtycke-surface, Canvas); color: CanvasText; font: 16px/1.5 system-ui, sans-serif }
        body { max-inline-size: 70rem; margin: 24px auto; padding-inline: 16px }</style></head>
        <body><main><h1>${view}</h1>${body}</main></body></html>`,
    });
  });
  await page.goto(`/looks/${view}`);
  if (answered) await part(page, 'reject-all').first().click();
  await reach(page, lang);
  if (answered) await part(page, 'banner').waitFor({ state: 'detached' });
}

/**
 * The receiver with the demonstration's packs, and with two more of each: one that has a new version of its agreement, one
 * that offers passkeys and, in one region, only tells of cookies.
 * @param {import('./server.mjs').Options} [options]
 */
export async function startLooks(options) {
  const folder = mkdtempSync(join(tmpdir(), 'samtycke-looks-'));
  const packs = Object.entries(LANGUAGES).flatMap(([lang, pack]) => [
    publish(join(folder, 'renewed', lang), pack, renewed, { after: true }),
    publish(join(folder, 'confirmed', lang), pack, confirmed),
  ]);
  const server = await startServer({ ...options, packs: [...Object.values(LANGUAGES).map((pack) => join(demo, 'packs', pack)), ...packs] });
  const remove = server.remove.bind(server);
  return Object.assign(server, {
    folder,
    remove: async () => {
      await remove();
      rmSync(folder, { recursive: true, force: true });
    },
  });
}

/**
 * @param {string} out @param {string} pack @param {(source: string, languages: string[]) => void} change
 * @param {{ after?: boolean }} [options]  after: the pack as it is was published before
 */
function publish(out, pack, change, { after = false } = {}) {
  const source = `${out}.source`;
  cpSync(join(packs, pack), source, { recursive: true });
  const build = () => execFileSync(binary, ['build', source, '--out', out], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (after) build();
  const [, languages = ''] = /^languages = \[(.*)\]/m.exec(readFileSync(join(source, 'pack.toml'), 'utf8')) ?? [];
  change(source, languages.split(',').map((one) => one.trim().replaceAll('"', '')));
  build();
  return out;
}

/** @param {string} file @param {(text: string) => string} edit */
function edit(file, edit) {
  const before = readFileSync(file, 'utf8');
  const text = edit(before);
  if (text === before) throw new Error(`${file}: nothing was changed`);
  writeFileSync(file, text);
}

/** @param {string} source @param {string[]} languages */
function renewed(source, languages) {
  for (const language of languages)
    edit(join(source, `documents/dpa.${language}.md`), (text) => text.replace(/\b(30|tio?|ten) (arbejdsdage|arbetsdagar|working days|dage|dagar|days)/, '5 $2'));
  const summary = languages.map((language) => `summary.${language} = "${{ da: 'Fem dage i stedet for flere.', sv: 'Fem dagar i stället för fler.', en: 'Five days instead of more.' }[language]}"`);
  edit(join(source, 'pack.toml'), (text) =>
    text.replace(/(\[\[document\]\]\nid = "dpa"\ntype = "dpa"\n)version = .*\neffective = .*\n/, `$1version = "9.0"\neffective = ${day(-10)}\n${summary.join('\n')}\n`));
}

/** @param {string} source @param {string[]} languages */
function confirmed(source, languages) {
  const said = languages.flatMap((language) => {
    const heading = { da: 'Denne side bruger cookies', sv: 'Den här sidan använder kakor', en: 'This site uses cookies' }[language];
    const text = { da: 'Du kan ændre det i indstillingerne.', sv: 'Du kan ändra det i inställningarna.', en: 'You can change that in the preferences.' }[language];
    return [`heading.${language} = "${heading}"`, `text.${language} = "${text}"`];
  });
  edit(join(source, 'pack.toml'), (text) => `${text}\n[[cookies.region]]\ncodes = ["NZ"]\nmode = "notice"\n${said.join('\n')}\n\n[agreement]\nconfirmation = "offer"\n`);
}

/** What a site does that links a ready theme. @param {Page} page @param {string} theme */
export async function wear(page, theme) {
  const css = theme === 'own' ? '' : readFileSync(join(demo, 'demo/themes', `${theme}.css`), 'utf8');
  await page.evaluate((css) => {
    /** @type {HTMLElement} */ (document.getElementById('theme')).textContent = css;
  }, css);
}
