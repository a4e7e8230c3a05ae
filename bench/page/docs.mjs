// Writes what docs/benchmarks.md says of the last run; by itself `node bench/page/docs.mjs`, without measuring anything.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { verdicts } from './limits.mjs';
import { documented } from './tables.mjs';

const file = (/** @type {string} */ path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
export const RESULTS = file('bench/results/page.json');
export const PAGE = file('docs/benchmarks.md');

/** @param {string} path */
export const read = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** By the limits of today. @param {import('./tables.mjs').Run} run @returns {import('./tables.mjs').Run} */
export const judged = (run) => ({ ...run, measures: run.measures.map((measure) => ({ ...measure, verdicts: verdicts(measure, run.measures) })) });

/** @param {import('./tables.mjs').Run} run */
export const write = (run) => writeFileSync(PAGE, documented(readFileSync(PAGE, 'utf8'), run));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const run = judged(read(RESULTS));
  writeFileSync(RESULTS, JSON.stringify(run, undefined, 2) + '\n');
  write(run);
}
