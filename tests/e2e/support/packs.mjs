// The hosts' pack and its variants, built by the real command line.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { binary, hosts } from './settings.mjs';

/**
 * How a variant differs from tests/hosts/pack: keys of `[cookies]` by name, as JSON (which TOML's values here are, too),
 * and whatever else by `edit`, which gets the whole text.
 * @typedef {Record<string, unknown> & { edit?: (toml: string) => string }} Variant
 */

/**
 * Builds a variant into `<folder>/<name>` and answers with that folder.
 * @param {string} folder
 * @param {string} name
 * @param {Variant} variant
 */
export function packWith(folder, name, { edit = (toml) => toml, ...keys }) {
  const source = join(folder, `${name}.source`);
  const out = join(folder, name);
  mkdirSync(source, { recursive: true });
  cpSync(join(hosts, 'pack'), source, { recursive: true });
  const file = join(source, 'pack.toml');
  writeFileSync(file, edit(withKeys(readFileSync(file, 'utf8'), keys)));
  execFileSync(binary, ['build', source, '--out', out], { stdio: ['ignore', 'ignore', 'inherit'] });
  return out;
}

/** Sets keys of `[cookies]`, there or not. @param {string} toml @param {Record<string, unknown>} keys */
function withKeys(toml, keys) {
  const [before, after] = halves(toml, '[cookies]\n');
  const [table, rest] = halves(after, '\n[[');
  const kept = table.split('\n').filter((line) => !(line.split(' = ')[0] in keys));
  const set = Object.entries(keys).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
  return before + '[cookies]\n' + [...set, ...kept].join('\n') + '\n[[' + rest;
}

/** @param {string} text @param {string} mark */
function halves(text, mark) {
  const at = text.indexOf(mark);
  assert.ok(at >= 0, `the pack has no ${mark.trim()}`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}

/**
 * An edit that replaces a text which must be there.
 * @param {string} from
 * @param {string} to
 */
export const replacing = (from, to) => (/** @type {string} */ toml) => {
  assert.ok(toml.includes(from), `the pack has no ${from}`);
  return toml.replaceAll(from, to);
};
