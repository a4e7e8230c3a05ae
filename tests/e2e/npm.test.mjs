// The npm package, as it would be published: what is in it, that it installs, and what `load()` does in a page.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { demo, here, npm } from './support/settings.mjs';
import { serveSite } from './support/snippets.mjs';
import { part, until, useWorld } from './support/world.mjs';

const root = resolve(here, '../..');
const folder = mkdtempSync(join(tmpdir(), 'samtycke-npm-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** @param {string} program @param {string[]} args */
const run = (program, args, cwd = folder) => execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

/** Makes the tarball; what npm says of it. */
const pack = () => JSON.parse(run('npm', ['pack', npm, '--json', '--ignore-scripts', '--pack-destination', folder]))[0];

const sizes = JSON.parse(readFileSync(join(npm, 'sizes.json'), 'utf8'));

test('The package has what is meant and nothing else', () => {
  const widget = sizes.files.map(({ file }) => file);
  const expected = [
    ...['LICENSE-APACHE', 'LICENSE-MIT', 'README.md', 'custom-elements.json', 'package.json', 'sizes.json'],
    ...['index.js', 'react.js', 'vue.js', 'index.d.ts', 'react.d.ts', 'vue.d.ts', 'samtycke.d.ts'],
    ...widget,
  ];
  assert.deepEqual(pack().files.map(({ path }) => path).sort(), expected.sort());
  assert.ok(widget.some((file) => file.endsWith('.wasm')) && widget.includes('embed/gate.js'), widget.join());
  for (const { file, raw, integrity } of sizes.files) {
    const bytes = readFileSync(join(npm, file));
    assert.equal(bytes.length, raw, file);
    assert.equal(`sha384-${createHash('sha384').update(bytes).digest('base64')}`, integrity, file);
  }
});

test('The tarball installs into a project of its own, is typed there, and does nothing on a server', () => {
  const { filename } = pack();
  writeFileSync(join(folder, 'package.json'), '{"private": true, "type": "module"}');
  run('npm', ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', `./${filename}`]);

  writeFileSync(
    join(folder, 'server.js'),
    `import { load, ready, subscribe } from 'samtycke';
     subscribe(() => console.log('told'))();
     console.log(await load({ embed: '/legal/embed.js' }), await ready(), import.meta.resolve('samtycke/embed/gate.js'));`,
  );
  assert.match(run('node', ['server.js']), /^undefined undefined file:.*embed\/gate\.js\n$/);

  // As frameworks bring their own types.
  const from = join(root, 'examples/node_modules');
  for (const name of readdirSync(from).filter((name) => !/^\.|^samtycke/.test(name))) symlinkSync(join(from, name), join(folder, 'node_modules', name));
  for (const [name, source] of [['use.ts', 'use-npm.ts'], ['react.tsx', 'use-react.tsx'], ['vue.ts', 'use-vue.ts'], ['vue-jsx.tsx', 'use-vue.tsx']])
    writeFileSync(join(folder, name), readFileSync(join(root, 'tests/types', source)));
  for (const [module, moduleResolution] of [['nodenext', 'nodenext'], ['es2022', 'bundler']]) {
    const compilerOptions = { strict: true, noEmit: true, target: 'es2022', module, moduleResolution, jsx: 'preserve', preserveSymlinks: true, lib: ['es2022', 'dom', 'dom.iterable'], types: [] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.ts', 'react.tsx', 'vue.ts', 'vue-jsx.tsx'] }));
    try {
      run(join(root, 'node_modules/.bin/tsc'), ['-p', '.']);
    } catch (error) {
      assert.fail(`${moduleResolution}: ${error.stdout}`);
    }
  }
});

test('Lock files name no machine and no registry', () => {
  for (const lock of ['package-lock.json', 'examples/package-lock.json']) {
    const { packages } = JSON.parse(readFileSync(join(root, lock), 'utf8'));
    const resolved = Object.values(packages).flatMap((one) => one.resolved ?? []);
    assert.deepEqual(resolved.filter((address) => /^\w+:\/|^\//.test(address)), [], lock);
  }
});

const legal = join(demo, 'packs/vagthavn');
const integrity = `sha384-${createHash('sha384').update(readFileSync(join(legal, 'embed.js'))).digest('base64')}`;

/** @param {string} tags */
const bakery = (tags) => `<!doctype html><html lang="en"><head><title>Harbour Bakery</title>${tags}</head><body><h1>Harbour Bakery</h1></body></html>`;

const world = useWorld({
  start: () =>
    serveSite({
      pages: {
        '/index.html': bakery(''),
        '/own.html': bakery(`<script src="/legal/embed.js" integrity="${integrity}" data-endpoint="https://consent.bakery.example" data-lang="da"></script>`),
        '/guarded.html': bakery(`<script src="/legal/embed.js" integrity="sha384-${'A'.repeat(64)}"></script>`),
        '/calls.html': bakery(`<script async src="/legal/embed.js"></script>
          <script type="module">
            import { load } from '/npm/index.js';
            globalThis.call = load({ embed: '/legal/embed.js' });
          </script>`),
      },
      folders: { legal, npm },
    }),
});

/** @param {import('playwright-core').Page} page */
const embeds = (page) => page.locator('script[src$="/legal/embed.js"]').count();

world.test('load() brings one embed, however often and from however many copies of the module it is called', async ({ visit }) => {
  const page = await visit('/index.html');
  const states = await page.evaluate(async () => {
    const options = { embed: '/legal/embed.js', lang: 'da', gpc: false };
    const [first, second] = await Promise.all(['/npm/index.js', '/npm/index.js?hot'].map((file) => import(file)));
    const apis = await Promise.all([first.load(options), first.load(options), second.load(options)]);
    apis.push(await second.load(options), await first.ready());
    return apis.map((api) => api === globalThis.samtycke && !api.consent().answered);
  });
  assert.deepEqual(states, [true, true, true, true, true]);
  assert.equal(await embeds(page), 1);
  await part(page, 'banner').waitFor();
  assert.equal(await part(page, 'banner').count(), 1);
  assert.equal(await part(page, 'banner').getAttribute('lang'), 'da', 'settings reach the script');
});

world.test('load() says when there is no embed, and can be called again', async ({ visit }) => {
  const page = await visit('/index.html', { expectErrors: true });
  let isThere = false;
  await page.route('**/legal/embed.js', (route) => (isThere ? route.continue() : route.abort()));
  const load = () => page.evaluate(async () => (await import('/npm/index.js')).load({ embed: '/legal/embed.js' }).then(() => 'loaded', String));
  assert.match(await load(), /^Error: samtycke: http.*\/legal\/embed\.js could not be loaded\. /);
  assert.equal(await embeds(page), 0);
  isThere = true;
  assert.equal(await load(), 'loaded');
});

/** What a call says in the end, called by the module or by another copy of it. @param {import('playwright-core').Page} page @param {string} [copy] */
const told = (page, copy = '') =>
  page.evaluate(async (copy) => {
    const call = (await import(`/npm/index.js${copy}`)).load({ embed: '/legal/embed.js' });
    return call.then((api) => (api === globalThis.samtycke ? 'loaded' : 'another'), String);
  }, copy);

world.test('A tag of the page itself that has failed leaves load() not waiting: it tries by itself, with what the tag says', async ({ visit }) => {
  let isThere = false;
  const page = await visit('/own.html', {
    expectErrors: true,
    before: (page) => page.route('**/legal/embed.js', (route) => (isThere ? route.continue() : route.abort())),
  });
  assert.match(await told(page), /^Error: samtycke: http.*\/legal\/embed\.js could not be loaded\. /);
  assert.match(await told(page, '?hot'), /could not be loaded/);
  isThere = true;
  const states = await Promise.all([told(page), told(page), told(page, '?hot')]);
  assert.deepEqual(states, ['loaded', 'loaded', 'loaded']);
  assert.equal(await embeds(page), 2, 'the one that failed, and one more');
  const settings = await page.locator('script[src$="/legal/embed.js"]').last().evaluate(({ dataset, integrity }) => ({ ...dataset, integrity }));
  assert.deepEqual(settings, { endpoint: 'https://consent.bakery.example', lang: 'da', integrity });
  await part(page, 'banner').waitFor();
  assert.equal(await part(page, 'banner').getAttribute('lang'), 'da');
});

world.test('A tag of the page itself that is still on its way is waited for, and replaced when it fails', async ({ visitor }) => {
  for (const [outcome, count] of /** @type {const} */ ([['continue', 1], ['abort', 2]])) {
    const page = await (await visitor({ expectErrors: outcome === 'abort' })).newPage();
    /** @type {(how: 'continue' | 'abort') => void} */
    let goOn = () => {};
    const held = new Promise((resolve) => (goOn = resolve));
    await page.route('**/legal/embed.js', async (route) => route[await held](), { times: 1 });
    await page.goto('/calls.html', { waitUntil: 'commit' });
    await page.waitForFunction(() => 'call' in globalThis);
    assert.equal(await embeds(page), 1, 'nothing is added meanwhile');
    goOn(outcome);
    assert.equal(await page.evaluate(() => globalThis.call.then((api) => api === globalThis.samtycke)), true);
    assert.equal(await embeds(page), count, outcome);
    assert.equal(await part(page, 'banner').count(), 1);
  }
});

world.test('A tag of the page itself whose integrity does not fit is not loaded without it', async ({ visit }) => {
  const page = await visit('/guarded.html', { expectErrors: true });
  assert.match(await told(page), /could not be loaded\. .*integrity/);
});

world.test('load() rejects, and throws nothing, when what it is given is no address or no embed', async ({ visit }) => {
  const page = await visit('/index.html', { expectErrors: true });
  const said = await page.evaluate(async () => {
    const { load } = await import('/npm/index.js');
    const calls = ['http://[', '/index.html', '/index.html'].map((embed) => () => load({ embed }));
    const said = [];
    for (const call of calls) said.push(await call().then(() => 'loaded', String));
    return said;
  });
  assert.match(said[0], /^TypeError: .*URL/);
  for (const one of said.slice(1)) assert.match(one, /^Error: samtycke: http.*index\.html did not run\. Is it what `samtycke build` wrote/);
});

world.test('subscribe() tells once the embed has run, and not when it was ended before', async ({ visit }) => {
  const page = await visit('/index.html');
  await page.evaluate(async () => {
    const { load, subscribe } = await import('/npm/index.js');
    globalThis.heard = [];
    // As React's strict mode does.
    subscribe(() => heard.push('ended'))();
    const end = subscribe(({ categories }) => heard.push(categories.length));
    await load({ embed: '/legal/embed.js' });
    globalThis.end = end;
  });
  const heard = () => page.evaluate(() => globalThis.heard);
  await until(heard, (all) => all.length === 1, 'what holds since the page was loaded');
  await part(page, 'accept-all').click();
  const all = await until(heard, (all) => all.length === 2, 'the answer');
  assert.ok(all[1] > all[0] && !all.includes('ended'), all.join());
  const later = await page.evaluate(async () => {
    globalThis.end();
    const told = new Promise((resolve) => document.addEventListener('samtycke-consent', resolve, { once: true }));
    samtycke.withdraw();
    await told;
    return heard.length;
  });
  assert.equal(later, 2, 'ended');
});

/** @param {string} names  of the policies that may be made */
const underTrustedTypes = (names) => (/** @type {import('playwright-core').Page} */ page) =>
  page.route('**/index.html', async (route) => {
    const response = await route.fetch();
    const policy = `script-src 'self' 'wasm-unsafe-eval' 'unsafe-eval'; require-trusted-types-for 'script'; trusted-types ${names}`;
    await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': policy } });
  });

world.test('load() works under Trusted Types and a nonce', async ({ visit }) => {
  const page = await visit('/index.html', { before: underTrustedTypes('samtycke') });
  await page.evaluate(async () => (await import('/npm/index.js')).load({ embed: '/legal/embed.js', nonce: 'abc' }));
  await part(page, 'banner').waitFor();
  assert.equal(await page.evaluate(() => document.querySelector('script[src$="embed.js"]').nonce), 'abc');
});

world.test('Under Trusted Types, too, load() can be called again after a failure, and says when its policy may not be made', async ({ visit }) => {
  let isThere = false;
  const page = await visit('/index.html', {
    expectErrors: true,
    before: async (page) => {
      await underTrustedTypes('samtycke')(page);
      await page.route('**/legal/embed.js', (route) => (isThere ? route.continue() : route.abort()));
    },
  });
  assert.match(await told(page), /could not be loaded/);
  // A policy can be made but once, so a copy of the module has none.
  assert.match(await told(page, '?hot'), /^Error: samtycke: the page's CSP must name the policy once, `trusted-types samtycke`/);
  isThere = true;
  assert.equal(await told(page), 'loaded');
  assert.equal(await told(page, '?hot'), 'loaded');

  const refused = await visit('/index.html', { expectErrors: true, before: underTrustedTypes("'none'") });
  assert.match(await told(refused), /^Error: samtycke: .*`trusted-types samtycke`/);
});
