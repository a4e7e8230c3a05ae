// What a vendor has, imported, published, and on the screen: every word of it, in order, and nothing else.
//
// SAMTYCKE_VENDOR_SAMPLES names a folder with more text files (`<name>.<language>.txt`) to hold to the same.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { useHosts } from './support/hosts.mjs';
import { binary, here } from './support/settings.mjs';
import { part } from './support/world.mjs';

const ours = resolve(here, '../../crates/import/tests/samples');
const theirs = process.env.SAMTYCKE_VENDOR_SAMPLES;
const files = [ours, ...(theirs ? [resolve(theirs)] : [])].flatMap((folder) =>
  readdirSync(folder).filter((name) => name.endsWith('.txt')).map((name) => join(folder, name)),
);

/** What a human would write where a draft says FILL IN. @type {Record<string, string>} */
const HUMAN = {
  registry: '{ scheme = "DK-CVR", id = "99000015" }',
  country: '"DK"',
  effective: '2026-09-01',
  breach_hours: '24',
  locations: '["DK"]',
  email: '"privacy@vendor.example"',
  website: '"https://vendor.example"',
  url: '"https://vendor.example"',
};

/** @param {string} file */
const imported = (file) => (/** @type {string} */ folder, /** @type {string} */ name) => {
  const [draft, out] = [join(folder, `${name}.draft`), join(folder, name)];
  execFileSync(binary, ['import', file, '--out', draft], { stdio: 'ignore' });
  const pack = join(draft, 'pack.toml');
  const lines = readFileSync(pack, 'utf8').split('\n').map((line) => {
    if (line.startsWith('#') || !line.includes('FILL IN')) return line;
    const key = line.split(' ')[0];
    return HUMAN[key] ? `${key} = ${HUMAN[key]}` : line.replace(/"FILL IN[^"]*"/, '"noget"');
  });
  writeFileSync(pack, lines.join('\n'));
  execFileSync(binary, ['build', draft, '--out', out], { stdio: ['ignore', 'ignore', 'inherit'] });
  return out;
};

const world = useHosts(Object.fromEntries(files.map((file, index) => [`import${index}`, imported(file)])));

/** Words without the signs around them; signs alone are none. @param {string} text */
const words = (text) =>
  text.split(/\s+/u).map((word) => word.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')).filter(Boolean);

files.forEach((file, index) => {
  world.test(`Every word of ${file.split('/').at(-1)} is on the screen`, async ({ visit }) => {
    const shown = [];
    const { id: pack, documents, languages } = JSON.parse(readFileSync(join(world.server.packs[`import${index}`], 'pack.json'), 'utf8'));
    for (const { id } of documents) {
      const page = await visit(`/import${index}/library.html#samtycke/${pack}/${id}/${languages[0]}`);
      const document = part(page.locator('samtycke-policy'), 'document');
      await document.locator(`:scope[aria-busy="false"], :scope:not([aria-busy])`).waitFor();
      shown.push(await document.getByRole('heading', { level: 2 }).innerText());
      // As a person selects it: without what the viewer adds around the text.
      shown.push(...(await document.locator('.text').evaluate(read)));
    }
    const [expected, found] = [words(readFileSync(file, 'utf8')), words(shown.join('\n'))];
    const at = expected.findIndex((word, index) => found[index] !== word);
    assert.deepEqual(found.slice(at, at + 8), expected.slice(at, at + 8), `from word ${at}`);
    assert.equal(found.length, expected.length);
  });
});

/** In the browser: the words of the text in order, numbers of lists among them. @param {Element} text */
function read(text) {
  /** @type {string[]} */
  const out = [];
  /** @param {Node} node */
  const walk = (node) => {
    if (node instanceof Text) out.push(node.data);
    if (!(node instanceof HTMLElement) || node.matches('[hidden], .filter, .aside')) return;
    const list = node.parentElement;
    if (node.localName === 'li' && list?.localName === 'ol') out.push(`${[...list.children].indexOf(node) + 1}. `);
    const block = !['inline', 'inline-block'].includes(getComputedStyle(node).display);
    if (block) out.push('\n');
    node.childNodes.forEach(walk);
    if (block) out.push('\n');
  };
  text.childNodes.forEach(walk);
  return [out.join('')];
}
