// The docs' markup, standing on a page with a real pack: what people copy is accessible as it is, asked on a
// dark phone, and answered.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { violationsOf } from './support/axe.mjs';
import { allBlocks } from './support/doc-blocks.mjs';
import { demo } from './support/settings.mjs';
import { serveSites } from './support/snippets.mjs';
import { part, together, useWorld } from './support/world.mjs';

/** @typedef {import('./support/doc-blocks.mjs').Block} Block */

/** Blocks with a `…` for what only the reader's own site knows. Each more is a decision. */
const FRAGMENTS = 3;

const isWhole = ({ code }) => !/<[^>]*…/.test(code);
const isPage = ({ code }) => code.startsWith('<!doctype html>');
/** Pages of other banners are theirs. */
const html = allBlocks().filter(({ language, title }) => language === 'html' && !title.startsWith('before='));
const whole = html.filter(isWhole);
/** What stands on several pages word for word is mounted once. */
const mounted = whole.filter(({ code }, at) => whole.findIndex((other) => other.code === code) === at);

/** A page's landmarks are its author's; those of the docs show what we add. */
const PAGE_RULES = ['landmark-one-main', 'region'];

/** @param {Block} block */
const pageOf = (block) => {
  const { code } = block;
  if (isPage(block)) return code;
  const isHead = /^<(script|link)/.test(code) && !/<(iframe|samtycke-)/.test(code);
  const embed = /\/legal\/embed[\w.]*\.js/.test(code) ? '' : '<script src="/legal/embed.js"></script>';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <meta name="color-scheme" content="light dark"><title>${block.place}</title>${embed}${isHead ? code : ''}
    <style>html { background: Canvas; color: CanvasText }</style></head>
    <body><main><h1>A site</h1><h2>Its part</h2>${isHead ? '' : code}</main></body></html>`;
};

/** The cookie part that stands on the same page of the docs, for the block or for all of its page. @param {Block} block */
const cookiesOf = ({ place, title }) => {
  const tables = allBlocks().filter((one) => one.language === 'toml' && one.title && one.place.split(':')[0] === place.split(':')[0]);
  return (tables.find((one) => one.title === title) ?? tables[0])?.code;
};

const themes = Object.fromEntries(['paper'].map((name) => [`/legal/themes/${name}.css`, readFileSync(join(demo, 'demo/themes', `${name}.css`), 'utf8')]));
const sites = Object.fromEntries(mounted.map((block) => {
  const cookies = isPage(block) ? cookiesOf(block) : undefined;
  const folders = cookies ? {} : { legal: join(demo, 'packs/vagthavn') };
  return [block.place, { pages: { '/page.html': pageOf(block), ...themes }, folders, cookies }];
}));
const world = useWorld({ start: () => serveSites(sites) });

/** Whatever others would send. @param {import('playwright-core').Page} page */
const withOthers = (page) =>
  page.route(({ hostname, pathname }) => hostname !== '127.0.0.1' || /^\/(matomo|forget)\.js$/.test(pathname), (route) =>
    route.request().resourceType() === 'document'
      ? route.fulfill({ contentType: 'text/html', body: '<!doctype html><html lang="en"><title>Film</title><p>Film</p></html>' })
      : route.fulfill({ contentType: 'text/javascript', body: '' }));

together('What the docs show stands on a page, and axe finds nothing in it', () => {
  for (const block of mounted) {
    world.test(`on a page: ${block.place}`, async ({ visit }) => {
      // What scripts say that nobody sent is not asked here: the docs' scripts have tests of their own.
      const page = await visit(`${world.server.sites[block.place].url}/page.html`, {
        locale: 'en-GB', reducedMotion: 'reduce', colorScheme: 'dark', viewport: { width: 320, height: 640 }, expectErrors: true, before: withOthers,
      });
      const except = isPage(block) ? PAGE_RULES : [];
      const views = page.locator('samtycke-policy, samtycke-agreement');
      const hasViews = (await views.count()) > 0;
      await part(page, 'banner').waitFor();
      const wrong = hasViews ? [] : await violationsOf(page, 'asked, on a dark phone', except);
      await part(page, 'accept-all').click();
      await part(page, 'banner').waitFor({ state: 'detached' });
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.emulateMedia({ colorScheme: 'light' });
      for (const view of await views.all()) await view.locator('[part~="document"], [part~="accept"]').first().waitFor();
      if (hasViews || /<iframe/.test(block.code)) wrong.push(...(await violationsOf(page, 'answered', except)));
      assert.deepEqual(wrong, []);
    });
  }

  world.test('none is left out but those with something of the reader’s own', async () => {
    assert.equal(html.length - whole.length, FRAGMENTS);
    assert.ok(mounted.length > 12, `only ${mounted.length}`);
  });
});
