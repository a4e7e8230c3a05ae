// What the page benchmark makes of its numbers, without measuring any: verdicts, tables, and that the docs follow the file.

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PAGE, RESULTS, judged, read } from '../../bench/page/docs.mjs';
import { verdicts } from '../../bench/page/limits.mjs';
import { commit, embed } from '../../bench/page/measured.mjs';
import { outOf100, spread, turn } from '../../bench/page/summary.mjs';
import { documented, limits } from '../../bench/page/tables.mjs';

/** @param {Record<string, number>} medians */
const results = (medians, more = {}) => Object.entries(medians).map(([id, median]) => ({ id, who: id, version: '', median, low: median - 5, high: median + 5, ...more }));

/** What becomes of the embed's limits, and of whom it is compared with. @param {string} id @param {object[]} results */
const judge = (id, results, run = [], way = 'samtycke') =>
  verdicts({ id, results }, run).filter((verdict) => verdict.way === way).map(({ met, bar }) => [met, bar]);

test('A limit is met, missed, or not decided', () => {
  const check = (id, results, expected) => assert.deepEqual(judge(id, results), expected, id);
  // Before every peer: not with it. No banner is no peer, nor is another way of ours.
  check('first-visit', results({ samtycke: 500, 'samtycke-async': 400, osano: 501, klaro: 900, none: 300 }), [[true, 501]]);
  check('first-visit', results({ samtycke: 501, osano: 501, klaro: 900 }), [[false, 501]]);
  check('first-visit', results({ samtycke: 501 }), [[null, null]]);
  check('return-visit', results({ samtycke: 519, osano: 520, none: 400 }), [[true, 520], [true, 520]]);
  check('return-visit', results({ samtycke: 521, osano: 530, none: 400 }), [[true, 530], [false, 520]]);
  check('return-visit', results({ samtycke: 521, osano: 530 }), [[true, 530], [null, null]]);
  // At most the best peer: with it is enough.
  check('main-thread', results({ samtycke: 12, osano: 12, orejime: 13 }), [[true, 12]]);
  check('preferences', results({ samtycke: 70, osano: 53 }), [[false, 53]]);
  check('accept', results({ samtycke: 32 }), [[true, 32]]);
  check('accept', results({ samtycke: 33, osano: 16 }), [[false, 32]]);
  check('bytes', results({ samtycke: 7501 }), [[false, 7500]]);
  // Too few clicks prove nothing but a loss.
  check('clicks-lost', results({ samtycke: 0 }, { tries: 100 }), [[true, 0]]);
  check('clicks-lost', results({ samtycke: 0 }, { tries: 99 }), [[null, 0]]);
  check('clicks-lost', results({ samtycke: 1 }, { tries: 3 }), [[false, 0]]);
  check('first-paint', results({ samtycke: 500, osano: 400 }), []);
});

test('Prerendered, the banner is held to the first paint of its own page, and not to bytes that stand in the page', () => {
  const prerendered = (first, paint) => judge('first-visit', results({ 'samtycke-prerendered': first, osano: 300 }), paint, 'samtycke-prerendered');
  const paint = [{ id: 'first-paint', results: results({ 'samtycke-prerendered': 500, none: 300 }) }];
  assert.deepEqual(prerendered(505, paint), [[true, 505]]);
  assert.deepEqual(prerendered(506, paint), [[false, 505]]);
  assert.deepEqual(prerendered(505, []), [[null, null]]);
  assert.deepEqual(judge('bytes', results({ 'samtycke-prerendered': 7501 }), [], 'samtycke-prerendered'), []);
});

test('Numbers are medians that were measured, losses are never rounded away', () => {
  assert.deepEqual(spread([40, 10, 30, 20]), { median: 30, low: 20, high: 40 });
  assert.deepEqual(spread([12.4, 12.6], 10), { median: 3, low: 2, high: 3 });
  assert.deepEqual(outOf100([...Array(299).fill(0), 1]), { median: 1, low: 1, high: 1, tries: 300 });
  assert.equal(outOf100(Array(100).fill(0)).median, 0);
});

test('Who has fewer turns than there are rounds has them spread over all', () => {
  const turns = (rounds, own) => Array.from({ length: rounds }, (_, round) => turn(round, rounds, own));
  assert.deepEqual(turns(3, 3), [0, 1, 2]);
  assert.deepEqual(turns(10, 2), [...Array(4).fill(undefined), 0, ...Array(4).fill(undefined), 1]);
  for (const own of [1, 7, 20, 100]) assert.deepEqual(turns(100, own).filter((one) => one !== undefined), Array.from({ length: own }, (_, one) => one));
});

test('A missed limit is said in words and stands out', () => {
  const run = judged({ measures: [{ id: 'accept', name: 'accept', unit: 'ms', results: results({ samtycke: 40, 'samtycke-async': 32 }) }] });
  const table = limits(run.measures);
  assert.match(table, /\| accept \| embed \| at most 32 \| {2}\| 40 ms \| \*\*not met\*\* \|/);
  assert.match(table, /\| accept \| async embed \| at most 32 \| {2}\| 32 ms \| met \|/);
  const page = documented('a <!-- from bench/results/page.json, by `cargo xtask bench page --write-docs` -->old<!-- to here --> b', { ...run, rounds: 3 });
  assert.match(page, /^a <!--[^]*1 of 2 limits are met\. \*\*Not met:\*\* accept \(embed\)\.[^]*--> b$/);
  assert.doesNotMatch(page, /old/);
  assert.throws(() => documented('a page without marks', run), /must have a line/);
});

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'samtycke-benchmark-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('A run says which commit and which embed it measured', () => {
  writeFileSync(join(folder, 'embed.en.js'), 'abc');
  const { file, bytes, brotli, sha256 } = embed(folder);
  assert.match(file, /^samtycke-benchmark-\w+\/embed\.en\.js$/);
  assert.equal(bytes, 3);
  assert.ok(brotli > 3 && brotli < 10);
  // FIPS 180's first example.
  assert.equal(sha256, 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  if (existsSync(join(root, '.git'))) assert.match(commit(root) ?? '', /^[0-9a-f]{40}(-dirty)?$/);
  assert.equal(commit(folder), undefined);
});

test('bench/results/page.json judges itself by the limits of today, says how it was made, and the docs follow it', () => {
  const run = read(RESULTS);
  assert.deepEqual(run, judged(run), 'cargo xtask bench page --write-docs');
  const clicks = Math.max(...run.measures.flatMap(({ results }) => results.map(({ tries = 0 }) => tries)));
  assert.equal(run.command, `cargo xtask bench page -- --rounds ${run.rounds} --clicks ${clicks}`);
  for (const { id, rounds } of run.measures.filter(({ id }) => !['clicks-lost', 'bytes'].includes(id))) assert.equal(rounds, run.rounds, id);
  const page = readFileSync(PAGE, 'utf8');
  assert.equal(page, documented(page, run), 'cargo xtask bench page --write-docs');
});
