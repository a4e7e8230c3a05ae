// Every view in every theme and four languages, wide, dark and on a phone, to look at:
//   cargo xtask looks [view …]
// writes tests/e2e/screenshots/looks/ with one page, index.html, that shows them all.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium as engine } from 'playwright-core';
import { LANGUAGES, startLooks } from './looks-packs.mjs';
import { VIEWS, lookAt, themesOf, wear } from './looks.mjs';
import { chromium, screenshots } from './settings.mjs';

const MODES = /** @type {const} */ ([
  ['wide', { width: 1280, height: 900 }, 'light'],
  ['dark', { width: 1280, height: 900 }, 'dark'],
  ['phone', { width: 320, height: 640 }, 'light'],
]);
const folder = join(screenshots, 'looks');
const wanted = process.argv.slice(2);

const server = await startLooks();
const browser = await engine.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] });
/** @type {string[]} */
const rows = [];
let failed = 0;
try {
  mkdirSync(folder, { recursive: true });
  for (const look of VIEWS.filter(({ view }) => !wanted.length || wanted.includes(view))) {
    for (const lang of /** @type {(keyof typeof LANGUAGES)[]} */ (Object.keys(LANGUAGES))) {
      try {
        rows.push(`<h2>${look.view}, ${lang}</h2><div>${(await pictures(look, lang)).join('')}</div>`);
        console.log(`${look.view} ${lang}`);
      } catch (error) {
        failed += 1;
        console.error(`${look.view} ${lang}: ${error}`);
      }
    }
  }
} finally {
  await browser.close();
  await server.remove();
}
writeFileSync(join(folder, 'index.html'), `<!doctype html><html lang="en"><meta charset="utf-8"><title>Looks</title>
<style>body { font: 1rem/1.5 system-ui; margin: 2rem; background: #eee } div { display: flex; flex-wrap: wrap; gap: 1rem; align-items: start }
figure { margin: 0 } img { block-size: 24rem; max-inline-size: 34rem; object-fit: cover; object-position: top; border: 1px solid #bbb }</style>
${rows.join('\n')}`);
console.log(`${join(folder, 'index.html')}${failed ? `; ${failed} could not be reached` : ''}`);
process.exitCode = failed ? 1 : 0;

/** One view in one language: the page is opened once, and dressed anew for each picture. */
async function pictures(look, lang) {
  const context = await browser.newContext({ baseURL: server.url, reducedMotion: 'reduce', viewport: MODES[0][1] });
  context.setDefaultTimeout(20_000);
  try {
    const page = await context.newPage();
    await lookAt(page, look, lang, server);
    const made = [];
    for (const theme of themesOf(look)) {
      await wear(page, theme);
      for (const [mode, viewport, colorScheme] of MODES) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme });
        const name = `${look.view}-${lang}-${theme}-${mode}.png`;
        await page.screenshot({ path: join(folder, name), fullPage: Boolean((look.answered || look.path) && !look.window), animations: 'disabled' });
        made.push(`<figure><a href="${name}"><img src="${name}" alt="" loading="lazy"></a><figcaption>${theme}, ${mode}</figcaption></figure>`);
      }
    }
    return made;
  } finally {
    await context.close();
  }
}
