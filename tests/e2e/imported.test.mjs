// What a vendor has, imported, published, and on the screen: every word of it, in order, and nothing else.
//
// Text, a page, a Word document and Markdown; and vendors' own texts (`<name>.<language>.txt`), which lie beside the
// repository in ../shared/vendor-samples or where SAMTYCKE_VENDOR_SAMPLES says.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { CONTRACT, contract } from './support/docx.mjs';
import { useHosts } from './support/hosts.mjs';
import { binary, here } from './support/settings.mjs';
import { part } from './support/world.mjs';

/** What is imported, and the words that it has. @typedef {{ name: string, bytes: string | Buffer, words: string }} Original */

const ours = resolve(here, '../../crates/import/tests/samples');
const theirs = resolve(process.env.SAMTYCKE_VENDOR_SAMPLES ?? resolve(here, '../../../shared/vendor-samples'));

/** @param {string} folder @returns {Original[]} */
const texts = (folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)), words: readFileSync(join(folder, name), 'utf8') }));

/** A sample of ours in another format, and what a reader sees of it. @param {string} name @param {(text: string) => string} seen */
const sample = (name, seen) => {
  const bytes = readFileSync(join(ours, name), 'utf8');
  return { name, bytes, words: seen(bytes) };
};

/** Numbers of lists and words of pictures stand nowhere in the text; marks within words end none. @param {string} html */
const page = (html) =>
  `Terms of service ${html.split('<body>')[1]}`
    .replace('<li>you keep', ' a) you keep')
    .replace('<li>you tell', ' b) you tell')
    .replace('<li>Third', ' 3. Third')
    .replace('<img src="x.png" alt="A signature">', ' A signature ')
    .replaceAll(/<\/?[bia](?: [^>]*)?>/gu, '')
    .replaceAll(/<[^>]*>/gu, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');

/** @param {string} markdown */
const markdown = (markdown) =>
  markdown
    .replace('](https://granlunda.example/om_oss)', ']')
    .replaceAll('[^1]', '[1]')
    .replaceAll(/<\/?span>/gu, '')
    .replace('|---|---|', '');

/** @type {Original[]} */
const originals = [
  ...texts(ours),
  sample('terms.en.html', page),
  sample('privacy-policy.sv.md', markdown),
  { name: 'contract.en.docx', bytes: contract(), words: CONTRACT },
  ...(existsSync(theirs) ? texts(theirs).map((text) => ({ ...text, name: `theirs/${text.name}` })) : []),
];

if (!existsSync(theirs)) {
  test('Every word of what vendors have is on the screen', { skip: `there are no vendors' documents in ${theirs}` }, () => {});
}

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

/** @param {Original} original */
const imported = (original) => (/** @type {string} */ folder, /** @type {string} */ name) => {
  const [draft, out] = [join(folder, `${name}.draft`), join(folder, name)];
  const file = join(folder, `${name}.original`, basename(original.name));
  mkdirSync(dirname(file));
  writeFileSync(file, original.bytes);
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

const world = useHosts(Object.fromEntries(originals.map((original, index) => [`import${index}`, imported(original)])));

/** Words without the signs around them, labels with theirs (`(a)`, `IV.`); signs alone are none. @param {string} text */
const words = (text) => {
  const isLabel = (/** @type {string} */ word) => /^\(?[A-Za-z]{1,4}\)$|^[A-Z]{1,4}\.$/u.test(word);
  const bare = (/** @type {string} */ word) => word.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  return text.split(/\s+/u).map((word) => (isLabel(word) ? word : bare(word))).filter(Boolean);
};

originals.forEach((original, index) => {
  world.test(`Every word of ${original.name} is on the screen`, async ({ visit }) => {
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
    const [expected, found] = [words(original.words), words(shown.join('\n'))];
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
