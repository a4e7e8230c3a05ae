// The public surface as plain text, for docs/api.txt: `cargo xtask api` writes it, tests/e2e/api.test.mjs compares. Sorted by
// who uses it; comments are left out, so that only what one can depend on shows in a review.

import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandOf } from '../e2e/support/cli.mjs';
import { environment, exits, printed, settings, spoken, types, webhooks } from './running.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const read = (file) => readFileSync(join(root, file), 'utf8');
const found = (text, pattern) => [...text.matchAll(pattern)].map(([, name]) => name);
const sorted = (names) => [...new Set(names)].sort();
const lines = (...all) => all.flat(Infinity).filter((line) => line !== undefined).join('\n');

/** @param {string} binary  the command line `samtycke` */
export const report = (binary) =>
  lines(
    'The public surface of Samtycke. Written by `cargo xtask api`; docs/compatibility.md says what is promised of it.',
    markup(),
    elements(),
    declarations('window.samtycke, events and types', 'gate/samtycke.d.ts'),
    npm(),
    crate(),
    commands(binary, commandOf(binary, 'samtycke')),
    receiver(),
    running(),
    formats(),
    packToml(),
    '',
  );

const title = (text) => ['', `== ${text} ==`];

function markup() {
  const docs = read('docs/embedding.md');
  const page = found(docs, /`?\b(data-(?:category|service|type|src|srcset|href|samtycke))\b/g);
  const [, controls] = /data-samtycke="([^.]*?) is a control/.exec(docs) ?? [];
  return [
    ...title('Markup of the page'),
    `<script src="embed.js"> ${sorted(found(docs.split('\n## Holding things back\n')[0], /^\| `(data-[a-z]+)` \|/gm)).join(' ')}`,
    sorted(page).join(' '),
    `data-samtycke: ${sorted(found(`"${controls}`, /["`]([a-z-]+)["`]/g)).join(' ')}`,
  ];
}

function elements() {
  const [{ declarations }] = JSON.parse(read('npm/custom-elements.json')).modules;
  const list = (name, all = []) => (all.length ? [`  ${name}`, all.map((one) => `    ${written(one)}`).sort()] : []);
  const written = ({ name, type, readonly, kind }) =>
    `${readonly ? 'readonly ' : ''}${name}${kind === 'method' ? '()' : type ? ` (${type.text})` : ''}`;
  return [
    ...title('Elements'),
    declarations.map((one) => [
      `<${one.tagName}>`,
      list('attributes', one.attributes),
      list('members', one.members),
      list('events', one.events),
      one.slots ? '  slot: the default one' : undefined,
      list('parts', one.cssParts),
    ]),
    'custom properties',
    declarations[0].cssProperties.map(({ name }) => `  ${name}`).sort(),
  ];
}

/** A declaration file without its comments. @param {string} name @param {string} file */
const declarations = (name, file) => [
  ...title(`${name} (${file})`),
  read(file).replaceAll(/\/\*\*[^]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '').replaceAll(/\n\s*\n+/g, '\n').trim(),
];

function npm() {
  const { name, exports, peerDependencies } = JSON.parse(read('npm/package.json'));
  const entry = ([path, to]) => `${name}${path.slice(1)}  ${typeof to === 'string' ? '' : `${to.default} ${to.types}`}`.trimEnd();
  return [
    ...title('npm package'),
    Object.entries(exports).map(entry),
    `beside: ${Object.entries(peerDependencies).map(([peer, range]) => `${peer} ${range}`).join(', ')}`,
    ['index', 'react', 'vue'].map((file) => declarations('npm package', `npm/${file}.d.ts`)),
  ];
}

/** What a Rust server uses: every public item, with its public fields. */
function crate() {
  const text = ['lib', 'refusal'].map((file) => read(`crates/site/src/${file}.rs`)).join('\n');
  const items = found(text, /^ *(pub (?:fn|struct|enum|use|const|trait|[a-z]\w*:)[^{;]*?)(?: ?[{;]|,$| =)/gm);
  return [...title('crate samtycke-site'), items.filter((item) => !item.endsWith('::')).map((item) => item.replaceAll(/\s+/g, ' ').replace('( ', '(').replace(', )', ')'))];
}

/** @param {string} binary @param {import('../e2e/support/cli.mjs').Command} samtycke */
function commands(binary, samtycke) {
  const written = ({ name, usage, flags, commands }) =>
    commands.length ? commands.map(written) : [`${name} ${usage}`.trimEnd(), flags.sort().map((flag) => `  ${flag}`)];
  const ends = exits(binary, samtycke.commands.map(({ name }) => name.split(' ').at(-1) ?? ''));
  return [...title('Command line'), written(samtycke), ...title('Exit codes'), ends];
}

function receiver() {
  const routes = (file, before = '') =>
    [...read(`crates/receiver/src/${file}`).matchAll(/\.route\("([^"]+)",\s*([^\n]*)/g)].map(([, path, handlers]) => {
      const verbs = sorted(found(handlers, /\b(get|post|put|patch|delete)\(/g)).map((verb) => verb.toUpperCase());
      return `${before}${path} ${verbs.join(' ')}`;
    });
  return [...title('Receiver'), sorted([...routes('http.rs'), ...routes('log.rs'), ...routes('api.rs', '/api')])];
}

/** Formats that are written as JSON: members and words, as their types declare them. */
function formats() {
  const files = [
    ...readdirSync(join(root, 'crates/record/src')).filter((file) => file.endsWith('.rs')).map((file) => `crates/record/src/${file}`),
    ...['manifest', 'document', 'redline'].map((file) => `crates/pack/src/${file}.rs`),
  ];
  const all = types(files);
  const schemas = files.flatMap((file) => found(read(file), /^pub const SCHEMA: &str = "([^"]+)"/gm));
  if (all.length < 50) throw new Error(`only ${all.length} types of the formats were read: how are they declared?`);
  return [...title('Formats'), sorted(schemas), all.sort()];
}

/** What whoever runs it relies on. */
const running = () => [
  ...title("Receiver's types: its API, webhooks, and what --json prints where it isn't said below"),
  spoken(),
  ...title('Webhooks'),
  webhooks(),
  ...title('--json and --sarif, by what writes them'),
  printed(),
  ...title('samtycke.toml'),
  settings(),
  ...title('Environment'),
  environment(),
];

/** Every key of pack.toml, by its schema. */
function packToml() {
  const schema = JSON.parse(read('docs/pack.schema.json'));
  const definition = (node) => (node?.$ref ? definition(node.$ref.slice(2).split('/').reduce((at, key) => at?.[key], schema)) : node);
  const keys = (node, path, depth = 0) => {
    const one = definition(node);
    if (!one || depth > 8) return [];
    if (one.items) return keys(one.items, `${path}[]`, depth + 1);
    const properties = Object.entries(one.properties ?? {});
    if (properties.length === 0) return [path];
    if (properties.every(([key]) => /^[a-z]{2}$/.test(key))) return [`${path}.<language>`];
    return properties.flatMap(([key, below]) => keys(below, path ? `${path}.${key}` : key, depth + 1));
  };
  return [...title('pack.toml'), sorted(keys(schema, ''))];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(report(process.env.SAMTYCKE_BIN ?? join(root, 'target/debug/samtycke')));
