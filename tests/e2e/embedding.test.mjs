// What docs/embedding.md lists is what there is: parts, attributes and events, compared with the source.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { here } from './support/settings.mjs';

const root = resolve(here, '../..');
const docs = readFileSync(join(root, 'docs/embedding.md'), 'utf8');

/** Every file of a folder that is code, without its tests. */
const sources = (folder, extension) =>
  readdirSync(join(root, folder), { recursive: true })
    .filter((name) => name.endsWith(extension) && !/(^|\/)tests?(\/|\.)/.test(name))
    .map((name) => readFileSync(join(root, folder, name), 'utf8').split('#[cfg(test)]')[0])
    .join('\n');
const widget = sources('src', '.rs');
const gate = sources('gate', '.js');

const found = (text, pattern) => [...text.matchAll(pattern)].map(([, name]) => name);
const named = (text) => found(text, /`([a-z-]+)`/g);
const sorted = (names) => [...new Set(names)].sort();

test('Every part has its place in the list, and every name in the list is a part', () => {
  const [, table] = /^\| view \| parts \|\n\|---\|---\|\n((?:\|.*\n)+)/m.exec(docs);
  const listed = named(table.replaceAll(/^\| [^|]*\|/gm, ''));
  const written = [
    ...found(widget, /\bpart="([a-z-]+)"/g),
    ...found(widget, /\b(?:button|answer)\(\s*"([a-z-]+)"/g),
    ...found(widget, /\("([a-z-]+)", (?:format!|name\.clone)/g),
    ...found(widget, /\["([a-z]+-)", list\.as_str\(\)\]/g).flatMap((start) => [`${start}subjects`, `${start}categories`]),
    ...found(gate, /\bpart: '([a-z-]+)'/g),
  ];
  assert.deepEqual(sorted(listed).filter((name) => !written.includes(name)), [], 'listed, and none');
  assert.deepEqual(sorted(written).filter((name) => !listed.includes(name)), [], 'a part, and not listed');
});

test('Every attribute of the elements and of the script is told of, and no other', () => {
  const observed = found(/observedAttributes = \[([^\]]*)\]/.exec(gate)[1], /'([a-z-]+)'/g);
  const elements = docs.slice(docs.indexOf('\n## Elements\n'), docs.indexOf('\n### In a form\n'));
  for (const name of observed) assert.ok(named(elements).includes(name) || elements.includes(`\`${name}=`), name);
  const script = found(docs.slice(0, docs.indexOf('\n## Holding things back\n')), /^\| `data-([a-z]+)` \|/gm);
  const read = found(gate, /\b(?:setting|urlSetting)\('([a-z-]+)'/g);
  for (const name of script) assert.ok(read.includes(name) || gate.includes(`dataset.${name}`), name);
  for (const name of observed.filter((name) => name !== 'role')) assert.ok(read.includes(name), `${name} is observed and never read`);
});

test('Every event is told of, and no other', () => {
  const emitted = [...found(widget, /\bemit\(\s*"([a-z-]+)"/g), ...found(gate, /\bemit\([^,()]+, '([a-z-]+)'/g)];
  const told = found(docs, /`samtycke-([a-z]+)`/g).filter((name) => !['policy', 'agreement', 'cookies', 'preferences'].includes(name));
  assert.deepEqual(sorted(told), sorted(emitted));
});
