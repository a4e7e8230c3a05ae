// A new release upon the one before it, in the same folder: what browsers have kept goes on fitting.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { replacing } from './support/packs.mjs';
import { binary, demo, here, widget } from './support/settings.mjs';
import { serveSite } from './support/snippets.mjs';
import { part, useWorld } from './support/world.mjs';

const root = resolve(here, '../..');
const temporary = mkdtempSync(join(tmpdir(), 'samtycke-upgrade-'));
after(() => rmSync(temporary, { recursive: true, force: true }));

/** What the example's server lets browsers keep for ever. */
const [, kept] = /path_regexp (\S+)$/m.exec(readFileSync(join(root, 'examples/static-csp/Caddyfile'), 'utf8')) ?? [];
const isKept = (/** @type {string} */ path) => new RegExp(kept).test(path);

/** The widget of this release, and the same as the next one has it: between its glue and its wasm all names are other ones. */
const releases = [join(demo, widget), join(temporary, 'next')];
{
  const [now, next] = releases;
  cpSync(now, next, { recursive: true });
  const wasm = readFileSync(join(now, 'samtycke_widget_bg.wasm'));
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(wasm)).filter(({ module }) => module === '$0');
  const renamed = wasm.toString('latin1').replaceAll('\x02$0\x02$', '\x02$_\x02$').replaceAll('\x02$0\x03$', '\x02$_\x03$');
  assert.equal(renamed.split('\x02$_').length - 1, imports.length, 'each import is renamed');
  writeFileSync(join(next, 'samtycke_widget_bg.wasm'), renamed, 'latin1');
  const glue = readFileSync(join(now, 'samtycke_widget.js'), 'utf8');
  assert.match(glue, /\$0:/);
  writeFileSync(join(next, 'samtycke_widget.js'), glue.replaceAll('$0:', '$_:'));
}

/** Publishes into the folder. @param {string} out @param {string} release @param {(toml: string) => string} [edit] */
function publish(out, release, edit = (toml) => toml) {
  const pack = mkdtempSync(join(temporary, 'pack-'));
  cpSync(join(root, 'packs/vagthavn'), pack, { recursive: true });
  writeFileSync(join(pack, 'pack.toml'), edit(readFileSync(join(pack, 'pack.toml'), 'utf8')));
  execFileSync(binary, ['build', pack, '--out', out, '--widget', release], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Every file, by the path that it has on the web. @param {string} out @returns {Map<string, string>} */
const filesOf = (out) =>
  new Map(
    readdirSync(out, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [`/legal/${path.slice(out.length + 1)}`, readFileSync(path, 'latin1')]),
  );

test('What browsers may keep for ever never changes, in an upgrade neither', () => {
  const out = join(temporary, 'kept');
  publish(out, releases[0]);
  const before = filesOf(out);
  publish(out, releases[1], replacing('expiry_days = 182', 'expiry_days = 181'));
  const now = filesOf(out);
  const changed = [...before].filter(([path, bytes]) => now.get(path) !== bytes).map(([path]) => path);
  assert.ok(changed.includes('/legal/embed.js') && changed.includes('/legal/pack.json'), changed.join());
  assert.deepEqual(changed.filter(isKept), []);
  // And all that is fetched after the embed may be kept.
  const fetched = [...now.keys()].filter((path) => /\/(embed|widget|history|redlines)\/|\/documents\/\w{64}/.test(path));
  assert.deepEqual(fetched.filter((path) => !isKept(path)), []);
  assert.ok(fetched.length > before.size / 4);
});

const FOREVER = 'public, max-age=31536000, immutable';
/** How long browsers keep what is in the pack's folder. */
const RULES = {
  'as the docs have it': (path) => (isKept(path) ? FOREVER : 'no-cache'),
  'everything for an hour': () => 'max-age=3600',
};

const PAGE = `<!doctype html><html lang="da"><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,">
<script src="/legal/embed.js"></script><samtycke-policy document="privacy-policy"></samtycke-policy>`;

const world = useWorld({ start: async () => ({ url: 'http://127.0.0.1', remove: async () => {} }) });

for (const [rule, lifetime] of Object.entries(RULES)) {
  world.test(`A visitor who has half of a release in the cache reads on after an upgrade, with caching ${rule}`, async ({ visitor }) => {
    const out = mkdtempSync(join(temporary, 'out-'));
    publish(out, releases[0]);
    let isBroken = true;
    /** @type {string[]} */
    const asked = [];
    const site = await serveSite({
      pages: { '/page.html': PAGE },
      folders: { legal: out },
      headers: (path) => {
        asked.push(path);
        if (isBroken && path.endsWith('_bg.wasm')) return undefined;
        return path.startsWith('/legal/') ? { 'cache-control': lifetime(path) } : {};
      },
    });
    try {
      // The glue comes, and what belongs to it doesn't.
      const context = await visitor({ expectErrors: true });
      const page = await context.newPage();
      await page.goto(`${site.url}/page.html`);
      await part(page, 'error').waitFor();
      assert.ok(asked.some((path) => path.endsWith('samtycke_widget.js')));
      await page.close();

      publish(out, releases[1]);
      isBroken = false;
      asked.length = 0;
      const again = await context.newPage();
      /** @type {string[]} */
      const errors = [];
      again.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
      await again.goto(`${site.url}/page.html`);
      await part(again.locator('samtycke-policy'), 'contents').waitFor();
      assert.deepEqual(errors, []);
      assert.ok(asked.some((path) => path.endsWith('_bg.wasm')), asked.join());
    } finally {
      await site.remove();
    }
  });
}
