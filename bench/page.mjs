// `cargo xtask bench page`: us and the peers side by side in one run, in turn, each time in a fresh browser context.
// Markdown on the terminal; with --out also JSON there, and the tables of docs/benchmarks.md.

import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { RESULTS, judged, write } from './page/docs.mjs';
import { NONE, WAYS } from './page/limits.mjs';
import { commit, embed } from './page/measured.mjs';
import { MEASURES, measureOnce } from './page/measures.mjs';
import { candidates, pack } from './page/peers.mjs';
import { serve } from './page/server.mjs';
import { median, outOf100, spread, turn } from './page/summary.mjs';
import { limits, results } from './page/tables.mjs';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    // Of each of our ways; of a peer one a round.
    clicks: { type: 'string', default: '100' },
    only: { type: 'string', default: '' },
    who: { type: 'string', default: '' },
    out: { type: 'string', default: '' },
  },
});
const [ROUNDS, CLICKS] = [options.rounds, options.clicks].map(Number);
const listed = (/** @type {string} */ list, /** @type {string} */ id) => !list || list.split(',').includes(id);

const all = candidates().filter(({ id }) => id === NONE || listed(options.who, id));
const measures = MEASURES.filter(({ id }) => listed(options.only, id));
const server = await serve(all, pack);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const bench = { browser, origin: server.origin, stored: new Map() };

/** @param {typeof MEASURES[number]} measure */
const measured = async (measure) => {
  const those = all.filter((candidate) => measure.isFor?.(candidate) ?? true);
  /** @type {Map<string, number[]>} */
  const values = new Map(those.map(({ id }) => [id, []]));
  const isOfClicks = measure.unit === 'of 100';
  const rounds = isOfClicks ? CLICKS : Math.max(1, Math.round(ROUNDS * (measure.share ?? 1)));
  const turns = (/** @type {string} */ id) => (isOfClicks && !(id in WAYS) ? Math.min(ROUNDS, CLICKS) : rounds);
  const once = (/** @type {typeof all[number]} */ candidate, /** @type {number} */ progress) =>
    measureOnce(measure, bench, candidate, progress).catch((error) => {
      throw new Error(`${measure.id} of ${candidate.id}: ${error.message}`, { cause: error });
    });
  // Warms server and browser up, and isn't counted.
  for (const candidate of those) await once(candidate, 0);
  for (let round = 0; round < rounds; round += 1) {
    process.stderr.write(`\r${measure.id}: round ${round + 1} of ${rounds} `);
    for (const candidate of those) {
      const own = turn(round, rounds, turns(candidate.id));
      if (own !== undefined) values.get(candidate.id)?.push(await once(candidate, own / Math.max(1, turns(candidate.id) - 1)));
    }
  }
  process.stderr.write('\n');
  const of = (/** @type {string} */ id) => values.get(id) ?? [];
  const floor = measure.over && median(of(measure.over));
  const found = those.filter(({ id }) => id !== measure.over).map(({ id, name, version }) => ({
    id, who: name, version, ...(isOfClicks ? outOf100(of(id)) : spread(of(id), floor)),
  }));
  const { id, name, title, unit } = measure;
  return { id, name, title, unit, rounds, ...(floor === undefined ? {} : { floor: Math.round(floor) }), results: found, verdicts: [] };
};

/** What was asked for, but for where it goes. */
const asked = Object.entries(options).filter(([name, value]) => name !== 'out' && value).map(([name, value]) => ` --${name} ${value}`);
const begun = {
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus().length} × ${cpus()[0]?.model.trim()}, Chromium ${browser.version()}`,
  command: `cargo xtask bench page --${asked.join('')}`,
  rounds: ROUNDS,
  commit: commit(),
  embed: embed(pack),
};

/** @type {Awaited<ReturnType<typeof measured>>[]} */
const done = [];
try {
  for (const measure of measures) {
    done.push(await measured(measure));
    console.log(`\n${results(done[done.length - 1])}`);
  }
} finally {
  await browser.close();
  server.close();
}
const run = judged({ ...begun, measures: done });
console.log(`\n### Limits\n\n${limits(run.measures)}`);
if (options.out) {
  writeFileSync(options.out, JSON.stringify(run, undefined, 2) + '\n');
  // The docs tell of whole runs.
  if (resolve(options.out) === RESULTS && !options.only && !options.who) write(run);
}
