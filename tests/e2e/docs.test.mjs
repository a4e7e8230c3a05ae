// Every code block of the docs is run, or checked by what would run it. One that can't be says why, in a comment before it:
// `<!-- not run: why -->`; those are counted.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { commandOf } from './support/cli.mjs';
import { blocks, packWithFragment, packWithKey, root, unlabelled, wrongInShell } from './support/doc-blocks.mjs';
import { DocShell } from './support/doc-shell.mjs';
import { binary, demo, xtask } from './support/settings.mjs';
import { WebExample, policyOf } from './support/web-examples.mjs';
import { part, until, useWorld } from './support/world.mjs';

/** Blocks that nothing here can run: a proxy's, a monitor's. Each more is a decision. */
const NOT_RUN = 3;

const all = blocks();
const isRun = ({ mark }) => !mark.startsWith('not run: ');
const of = (...languages) => all.filter((block) => languages.includes(block.language) && isRun(block));

const folder = mkdtempSync(join(tmpdir(), 'samtycke-docs-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const manifest = JSON.parse(readFileSync(join(root, 'npm/custom-elements.json'), 'utf8'));
const elements = manifest.modules.flatMap((module) => module.declarations);

test('Every block is of a kind that is checked, or says why it is not', () => {
  const kinds = ['sh', 'toml', 'json', 'js', 'ts', 'tsx', 'html', 'vue', 'css', 'csp', 'text'];
  assert.deepEqual(unlabelled(), [], 'say what they are written in, behind the backticks');
  assert.deepEqual(all.filter((block) => isRun(block) && !kinds.includes(block.language)).map(({ place, language }) => `${place} ${language}`), []);
  assert.equal(all.filter((block) => !isRun(block)).length, NOT_RUN);
  assert.ok(all.length > 50, `only ${all.length} blocks were found`);
});

test('Commands are those that there are, with flags that they take', () => {
  const ours = [commandOf(binary, 'samtycke'), commandOf(xtask, 'cargo xtask')];
  const wrong = of('sh').flatMap(({ place, code }) => wrongInShell(code, ours).map((what) => `${place}: ${what}`));
  assert.deepEqual(wrong, []);
});

test('Commands do what stands there, in a folder that has what they speak of', async (t) => {
  const shell = await DocShell.start();
  t.after(() => shell.remove());
  /** @type {string[]} */
  const wrong = [];
  const ran = of('sh').flatMap(({ place, code }) => {
    try {
      return shell.run(code);
    } catch (error) {
      wrong.push(`${place}: ${error.stderr || error}`);
      return [];
    }
  });
  assert.deepEqual(wrong, []);
  const written = of('sh').flatMap(({ code }) => [...code.matchAll(/^(?:target\/debug\/|\w+=\S+ )?samtycke /gm)]).length;
  assert.deepEqual([ran.length, shell.unused()], [written - shell.left.length, []], shell.left.join('\n'));
});

/** What `samtycke check` finds wrong with a pack.toml's form; what a fragment lacks is in the rest of its page. */
const FORM = ['toml-syntax', 'unknown-key', 'wrong-value', 'bad-id'];

/** @param {string} toml */
function wrongInPack(toml) {
  const pack = join(folder, 'pack');
  rmSync(pack, { recursive: true, force: true });
  cpSync(join(root, 'packs/vagthavn'), pack, { recursive: true });
  writeFileSync(join(pack, 'pack.toml'), toml);
  const run = () => execFileSync(binary, ['check', pack, '--json'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  let said;
  try {
    said = run();
  } catch (error) {
    said = error.stdout;
  }
  const { findings } = JSON.parse(said);
  return findings.filter(({ code }) => FORM.includes(code)).map(({ code, message }) => `${code}: ${message}`);
}

test('Fragments of pack.toml are taken by the parser', () => {
  const whole = readFileSync(join(root, 'packs/vagthavn/pack.toml'), 'utf8');
  assert.deepEqual(wrongInPack(whole), []);
  assert.equal(wrongInPack(packWithFragment(whole, '[authority]\nnam.da = "x"\n')).length > 0, true, 'a misspelt key is found');
  const wrong = of('toml').filter(({ place }) => !place.startsWith('docs/receiver.md') && !place.startsWith('docs/operating.md')).flatMap(({ place, code, mark }) => {
    const [, header] = /^each line in (\S+)$/.exec(mark) ?? [];
    const packs = header ? code.trim().split('\n').map((line) => packWithKey(whole, header, line)) : [packWithFragment(whole, code)];
    return packs.flatMap(wrongInPack).map((what) => `${place}: ${what}`);
  });
  assert.deepEqual(wrong, []);
});

test('Fragments of samtycke.toml start a receiver', async () => {
  const fragments = of('toml').filter(({ place }) => place.startsWith('docs/receiver.md') || place.startsWith('docs/operating.md'));
  assert.ok(fragments.length > 0);
  for (const { place, code } of fragments) {
    const config = join(folder, 'samtycke.toml');
    writeFileSync(config, code);
    const child = spawn(binary, ['serve', '--config', config, '--no-packs', '--port', '0', '--db', join(folder, 'records.db')], { cwd: folder });
    let said = '';
    const hears = async (stream) => {
      for await (const line of createInterface({ input: stream })) {
        said += `${line}\n`;
        if (line.startsWith('listening on')) return true;
      }
      return false;
    };
    const errors = hears(child.stderr);
    const isListening = await hears(child.stdout);
    child.kill();
    await errors;
    assert.ok(isListening, `${place}: ${said}`);
  }
});

test('JSON is JSON', () => {
  for (const { place, code } of of('json')) assert.doesNotThrow(() => JSON.parse(code), place);
});

test('Scripts fit the types, and what a server shows is in its example', () => {
  const folderOf = (name) => join(root, 'examples', name);
  const example = readdirSync(folderOf('server-node')).filter((name) => name.endsWith('.mjs')).map((name) => readFileSync(join(folderOf('server-node'), name), 'utf8'));
  const typed = join(folder, 'typed');
  mkdirSync(typed);
  const files = of('js', 'ts', 'tsx').filter(({ code }) => !example.some((text) => text.includes(code))).map(({ place, language, code }) => {
    const name = `${place.replaceAll(/[^\w]+/g, '-')}.${language}`;
    // A module of its own, whatever it declares.
    writeFileSync(join(typed, name), `${code}\nexport {};\n`);
    return { name, place };
  });
  writeFileSync(join(typed, 'tsconfig.json'), JSON.stringify({
    extends: join(root, 'npm/tsconfig.json'),
    compilerOptions: { jsx: 'preserve', noImplicitAny: false, noUnusedLocals: false, typeRoots: [] },
    include: [],
    files: [...files.map(({ name }) => name), join(root, 'gate/samtycke.d.ts'), join(root, 'tests/types/docs-context.d.ts')],
  }));
  try {
    execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', typed], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    assert.fail(error.stdout);
  }
});

const world = useWorld({ start: async () => ({ url: 'http://127.0.0.1', remove: async () => {} }) });

world.test('Markup has elements, attributes and controls that there are', async ({ visitor }) => {
  const page = await (await visitor()).newPage();
  const docs = readFileSync(join(root, 'docs/embedding.md'), 'utf8');
  const known = {
    attributes: Object.fromEntries(elements.map(({ tagName, attributes = [] }) => [tagName, attributes.map(({ name }) => name)])),
    script: [...docs.matchAll(/^\| `(data-[a-z]+)` \|/gm)].map(([, name]) => name),
    controls: ['accept-all', 'reject-all', 'preferences', 'policy'],
  };
  for (const { place, code, language } of of('html', 'vue')) {
    const markup = language === 'vue' ? code.replaceAll(/\s[:@]([\w-]+)=/g, (_, name) => ` data-bound-${name}=`) : code;
    const wrong = await page.evaluate(([markup, known]) => {
      const parsed = new DOMParser().parseFromString(markup, 'text/html');
      const inside = [...parsed.querySelectorAll('template')].flatMap((template) => [...template.content.querySelectorAll('*')]);
      return [...parsed.querySelectorAll('*'), ...inside].flatMap((element) => {
        const { localName: tag } = element;
        const names = element.getAttributeNames().filter((name) => !/^(id|class|slot|role|title|hidden|data-bound-.*)$/.test(name));
        const own = known.attributes[tag];
        if (own) return names.filter((name) => !own.includes(name)).map((name) => `<${tag}> has no ${name}`);
        if (tag.startsWith('samtycke-') || element instanceof HTMLUnknownElement) return [`there is no <${tag}>`];
        const control = element.getAttribute('data-samtycke');
        const isEmbed = tag === 'script' && /\/(embed(\.\w+)?|gate)\.js$/.test(element.getAttribute('src') ?? '');
        return [
          ...(control && !known.controls.includes(control) ? [`there is no control ${control}`] : []),
          ...(isEmbed ? names.filter((name) => name.startsWith('data-') && !known.script.includes(name)).map((name) => `the script has no ${name}`) : []),
        ];
      });
    }, /** @type {const} */ ([markup, known]));
    assert.deepEqual(wrong, [], place);
  }
});

world.test('Style sheets have custom properties and parts that there are', async ({ visitor }) => {
  const page = await (await visitor()).newPage();
  const parts = elements.flatMap((element) => element.cssParts ?? []).map(({ name }) => name);
  const properties = elements.flatMap((element) => element.cssProperties ?? []).map(({ name }) => name);
  for (const { place, code } of of('css')) {
    const rules = await page.evaluate((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      return sheet.cssRules.length;
    }, code);
    assert.ok(rules > 0, `${place}: no rule is understood`);
    const unknown = [...code.matchAll(/(--samtycke-[\w-]+)/g)].map(([, name]) => name).filter((name) => !properties.includes(name));
    const others = [...code.matchAll(/::part\(([\w-]+)\)/g)].map(([, name]) => name).filter((name) => !parts.includes(name));
    assert.deepEqual([...unknown, ...others], [], place);
  }
});

/** A policy's directives. @param {string} policy */
const directives = (policy) => policy.split(';').map((directive) => directive.trim()).filter(Boolean);

const [csp] = of('csp').map(({ code }) => code.replaceAll(/\s+/g, ' ').trim());

test('The policy is that of the example with a server, which has more', () => {
  const sent = directives(policyOf('static-csp'));
  assert.deepEqual(directives(csp).filter((directive) => !sent.includes(directive)), []);
});

world.test('Under the policy as it stands banner, script, preferences and policy come without a violation', async ({ visitor }) => {
  const site = await WebExample.start('static-csp', { policy: csp });
  try {
    const page = await (await visitor()).newPage();
    /** @type {string[]} */
    const violations = [];
    await page.exposeFunction('violated', (text) => violations.push(text));
    await page.addInitScript(() =>
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => globalThis.violated(`${violatedDirective}: ${blockedURI}`)),
    );
    await page.goto(site.url);
    await part(page, 'accept-all').click();
    await until(() => page.evaluate(() => document.documentElement.dataset.counted), (value) => value === 'yes', 'what was allowed runs');
    await part(page.locator('samtycke-policy'), 'contents').waitFor();
    await page.getByRole('button', { name: 'Cookie preferences' }).click();
    await part(part(page, 'preferences'), 'save').waitFor();
    assert.deepEqual(violations, []);
  } finally {
    await site.remove();
  }
});

/** A change elsewhere moves addresses in every piece, and brotli by some bytes: a hundredth of a small one is less than that. */
const MOVES = 128;

test('What docs/size.md says that files weigh is within a hundredth of what they do', () => {
  const { files, surfaces } = JSON.parse(readFileSync(join(demo, 'demo/figures/sizes.json'), 'utf8'));
  const weighed = new Map([...files.map(({ file, brotli }) => [file.replace(/^embed\//, ''), brotli]), ...surfaces.map(({ name, brotli }) => [name, brotli])]);
  const tables = [...readFileSync(join(root, 'docs/size.md'), 'utf8').matchAll(/<!-- sizes: cargo xtask tables -->\n([^]*?)<!-- end -->/g)].map(([, table]) => table.trim().split('\n'));
  const said = tables.flatMap(([head, , ...rows]) => {
    const cells = (/** @type {string} */ row) => row.slice(1, -1).split('|').map((cell) => cell.trim());
    return rows.map((row) => [cells(row)[0].replace(/ \(.*/, '').replaceAll('`', ''), Number(cells(row)[cells(head).indexOf('weighs')].replaceAll(',', ''))]);
  });
  const wrong = said.filter(([name, weighs]) => !(Math.abs(weighs - weighed.get(name)) <= Math.max(MOVES, weighed.get(name) / 100)));
  assert.deepEqual(wrong, [], 'run `cargo xtask dist`, then `cargo xtask tables`');
  const told = said.map(([name]) => name);
  const pieces = files.map(({ file }) => file).filter((file) => /^embed\/samtycke_/.test(file)).map((file) => file.slice('embed/'.length));
  assert.deepEqual([...pieces, ...surfaces.map(({ name }) => name)].filter((name) => !told.includes(name)), [], 'not told of');
});
