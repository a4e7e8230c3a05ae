// npm/custom-elements.json, which editors and documentation tools read: well-formed, and what there is.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import Ajv from 'ajv';
import { here } from './support/settings.mjs';

const root = resolve(here, '../..');
const read = (file) => readFileSync(join(root, file), 'utf8');
const manifest = JSON.parse(read('npm/custom-elements.json'));
const elements = manifest.modules.flatMap((module) => module.declarations);
const gate = readdirSync(join(root, 'gate')).filter((file) => file.endsWith('.js')).map((file) => read(`gate/${file}`)).join('\n');
const types = read('gate/samtycke.d.ts');

const found = (text, pattern) => [...text.matchAll(pattern)].map(([, name]) => name);
const sorted = (names) => [...new Set(names)].sort();
/** Names of something, of all elements or of one. */
const named = (what, of = elements) => sorted(of.flatMap((element) => element[what] ?? []).map(({ name }) => name));
const agreement = elements.filter(({ tagName }) => tagName === 'samtycke-agreement');

test('It is a custom elements manifest', () => {
  const schema = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('custom-elements-manifest/schema.json'), 'utf8'));
  const validate = new Ajv().compile(schema);
  assert.ok(validate(manifest), JSON.stringify(validate.errors, undefined, 1));
});

test('It has the elements that the gate defines, each exported under its name', () => {
  const tags = sorted(found(gate, /customElements\.define\(\s*'([a-z-]+)'/g));
  assert.deepEqual(sorted(elements.map(({ tagName }) => tagName)), tags);
  assert.deepEqual(sorted(manifest.modules.flatMap((module) => module.exports.map(({ name }) => name))), tags);
  const typed = /interface HTMLElementTagNameMap \{([^}]*)\}/.exec(types)[1];
  assert.deepEqual(sorted(found(typed, /'([a-z-]+)'/g)), tags);
});

test('It has the attributes that the elements observe, and those of a form control', () => {
  const observed = found(gate, /observedAttributes = \[([^\]]*)\]/g).flatMap((list) => found(list, /'([a-z-]+)'/g));
  // `role` is moved to `pack-role`, and no tool should propose it.
  assert.deepEqual(named('attributes'), sorted([...observed.filter((name) => name !== 'role'), 'disabled', 'form']));
});

test('It has the parts, events and custom properties that are documented', () => {
  const docs = read('docs/embedding.md');
  const [, table] = /^\| view \| parts \|\n\|---\|---\|\n((?:\|.*\n)+)/m.exec(docs);
  assert.deepEqual(named('cssParts'), sorted(found(table.replaceAll(/^\| [^|]*\|/gm, ''), /`([a-z-]+)`/g)));
  const events = /interface ElementEvents \{([^}]*)\}/.exec(types)[1];
  assert.deepEqual(named('events'), sorted(found(events, /'([a-z-]+)'/g)));
  for (const { name, type } of elements.flatMap((element) => element.events ?? []))
    assert.ok(events.includes(`'${name}': ${type.text};`), `${name} is no ${type.text}`);
  const properties = found(read('styles/tokens.css'), /var\((--samtycke-[a-z-]+)/g);
  for (const element of elements) assert.deepEqual(named('cssProperties', [element]), sorted(properties), element.tagName);
  const pages = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md')).map((name) => read(`docs/${name}`)).join('\n');
  assert.deepEqual(sorted(properties).filter((name) => !pages.includes(`\`${name}\``)), [], 'not documented');
});

test('It has the members of the agreement that are typed', () => {
  const [, body] = /interface AgreementElement extends HTMLElement \{([^]*?)\n\}/.exec(types);
  assert.deepEqual(named('members', agreement), sorted(found(body, /^  (?:readonly )?(\w+)[(:]/gm)));
});
