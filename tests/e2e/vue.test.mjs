// What Vue makes of the elements' attributes, in pages without a build step.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after } from 'node:test';
import { binary, demo, here, widget } from './support/settings.mjs';
import { serveSite } from './support/snippets.mjs';
import { part, useWorld } from './support/world.mjs';

const root = resolve(here, '../..');
const folder = mkdtempSync(join(tmpdir(), 'samtycke-vue-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** @param {string[]} args */
const samtycke = (...args) => execFileSync(binary, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

const thumbprintOf = (/** @type {string} */ file) => /^thumbprint (\S+)$/m.exec(samtycke('keys', 'new', '--out', join(folder, file)))?.[1];
const [ours, another] = [thumbprintOf('ours.pem'), thumbprintOf('another.pem')];
const legal = join(folder, 'legal');
cpSync(join(root, 'packs/vagthavn'), join(folder, 'pack'), { recursive: true });
samtycke('build', join(folder, 'pack'), '--out', legal, '--widget', join(demo, widget), '--key', join(folder, 'ours.pem'));

/** @param {string} template */
const page = (template) => `<!doctype html>
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <title>Harbour Bakery</title>
      <script async src="/legal/embed.js"></script>
      <script type="module">
        import { createApp } from '/vue/vue.esm-browser.prod.js';

        const app = createApp({ template: document.querySelector('template').innerHTML });
        app.config.compilerOptions.isCustomElement = (tag) => tag.startsWith('samtycke-');
        app.mount('#app');
      </script>
    </head>
    <body>
      <template>${template}</template>
      <div id="app"></div>
    </body>
  </html>`;

const policy = (/** @type {string | undefined} */ key) => page(`<samtycke-policy document="privacy-policy" pack-key="${key}" key="kept by Vue"></samtycke-policy>`);

const world = useWorld({
  start: () =>
    serveSite({
      pages: {
        '/ours.html': policy(ours),
        '/another.html': policy(another),
        '/enabled.html': page('<form><samtycke-agreement name="agreement" pack-role="customer" :disabled="false"></samtycke-agreement></form>'),
        '/disabled.html': page('<form><samtycke-agreement name="agreement" pack-role="customer" :disabled="true"></samtycke-agreement></form>'),
      },
      folders: { legal, vue: 'examples/node_modules/vue/dist' },
    }),
});

world.test('Through Vue, which keeps key for itself, pack-key pins the key of a pack', async ({ visit }) => {
  const signed = await visit('/ours.html');
  await part(signed.locator('samtycke-policy'), 'contents').waitFor();
  assert.equal(await signed.locator('samtycke-policy').getAttribute('key'), null, 'it is Vue that sets the attributes');
  const other = await visit('/another.html');
  await part(other.locator('samtycke-policy'), 'error').waitFor();
  assert.equal(await part(other.locator('samtycke-policy'), 'contents').count(), 0);
});

/** What a form knows of its agreement, once the embed has come. @param {import('playwright-core').Page} page */
const form = (page) =>
  page.locator('form').evaluate(async (form) => {
    await customElements.whenDefined('samtycke-agreement');
    return { isValid: form.checkValidity(), isDisabled: !!form.querySelector(':disabled') };
  });

world.test('What Vue binds to disabled holds, whether the embed has come before it or not', async ({ visitor }) => {
  for (const [path, isDisabled] of /** @type {const} */ ([['/enabled.html', false], ['/disabled.html', true]])) {
    for (const comes of ['before', 'after']) {
      const page = await (await visitor()).newPage();
      let goOn = () => {};
      const isHere = new Promise((resolve) => (goOn = () => resolve(undefined)));
      const [held, first] = comes === 'after' ? ['**/legal/embed.js', 'samtycke-agreement'] : ['**/vue/*', ''];
      await page.route(held, async (route) => {
        await isHere;
        await route.continue();
      });
      await page.goto(path, { waitUntil: 'commit' });
      if (first) await page.locator(first).waitFor({ state: 'attached' });
      else await page.waitForFunction(() => customElements.get('samtycke-agreement'));
      goOn();
      await page.locator('samtycke-agreement').waitFor({ state: 'attached' });
      assert.deepEqual(await form(page), { isValid: isDisabled, isDisabled }, `${path}, the embed ${comes} Vue`);
    }
  }
});
