// What was measured (bench/results/page.json) and weighed (dist/sizes.json), as charts and tables.

import { chart } from './chart.js';
import { goals } from './goals.js';
import { make, number } from './make.js';
import { table } from './table.js';
import { lines, wordOf } from './verdicts.js';

/**
 * @typedef {{ id: string, who: string, version: string, median: number, low: number, high: number, tries?: number }} Result
 * @typedef {{ way: string, limit: string, against: string, bar: number | null, measured: number, met: boolean | null }} Verdict
 * @typedef {{ id: string, title: string, unit: string, floor?: number, results: Result[], verdicts: Verdict[] }} Measure
 * @typedef {{ date: string, machine: string, command: string, rounds: number, commit?: string, embed?: { file: string, sha256: string }, measures: Measure[] }} Run
 * @typedef {{ file: string, raw: number, gzip: number, brotli: number, limit?: number, goal?: number }} Weight
 * @typedef {{ name: string, raw: number, gzip: number, brotli: number, limit?: number, goal?: number }} Surface
 * @typedef {{ version: string, commit?: string, rustc: string, wasm_opt: string, files: Weight[], surfaces: Surface[] }} Sizes
 */

/** @param {Result} result */
const isOurs = ({ who }) => /^samtycke/i.test(who);

/** @param {string} path @returns {Promise<any>} nothing, when it isn't there */
const read = async (path) => {
  try {
    const response = await fetch(path);
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
};

/** @param {Measure} measure */
const shown = ({ title, unit, floor, results, verdicts }) => {
  const sorted = [...results].sort((a, b) => a.median - b.median);
  const name = (/** @type {string} */ id) => (results.find((one) => one.id === id)?.who ?? id).replace('samtycke, ', '');
  const rows = sorted.map((result) => ({
    ours: isOurs(result),
    cells: [`${result.who} ${result.version}`.trim(), result.median, range(result), wordOf(result.id, verdicts)],
  }));
  const heads = ['Banner', unit === 'of 100' ? 'Lost' : 'Median', unit === 'of 100' ? 'Clicks' : 'Middle half', 'Our limit'];
  return make('section', { class: 'measure' },
    make('h3', {}, title),
    ...(floor === undefined ? [] : [make('p', { class: 'limit' }, `The page without a banner: ${number(floor)} ${unit}, which is taken off.`)]),
    ...(verdicts.length ? [make('ul', { class: 'limit' }, ...lines(verdicts, name, unit))] : []),
    chart(sorted.map((result) => ({ ...result, ours: isOurs(result), verdict: wordOf(result.id, verdicts) })), unit),
    table(`${title}, ${unit}`, heads, rows));
};

/** @param {Result} result */
const range = ({ low, high, tries }) => (tries === undefined ? `${number(low)}–${number(high)}` : number(tries));

/** @param {string} what @param {string} command */
const missing = (what, command) => make('p', { class: 'when' }, `${what} here yet: `, make('code', {}, command));

/** What the numbers are of, as far as it was written down. @param {Run} run */
const origin = ({ commit, embed }) => [
  ...(commit ? [' Commit ', make('code', {}, commit.slice(0, 12)), '.'] : []),
  ...(embed ? [` The embed ${embed.file}, SHA-256 `, make('code', {}, embed.sha256.slice(0, 12)), '…'] : []),
];

/** @param {Run | undefined} run */
const measured = (run) =>
  run
    ? [
        make('p', { class: 'when' }, `${run.date}, ${run.rounds} rounds, ${run.machine}. Measure it yourself: `, make('code', {}, run.command), '.', ...origin(run)),
        ...run.measures.map(shown),
      ]
    : [missing('Nothing has been measured', 'cargo xtask bench page')];

/** What a page of one vendor in one language loads: the others differ by their words. */
const TELLING = /^(embed\/|weighed\/|packs\/vagthavn\/embed\.\w+\.js$)/;

/** @param {Sizes | undefined} sizes */
const weighed = (sizes) =>
  sizes
    ? [
        make('p', { class: 'when' }, `Version ${sizes.version}, ${sizes.rustc}, ${sizes.wasm_opt}`, ...(sizes.commit ? [', commit ', make('code', {}, sizes.commit.slice(0, 12))] : [])),
        goals(sizes),
        table('Exact sizes of this build', ['File', 'raw', 'gzip 9', 'brotli 11'],
          sizes.files.filter(({ file }) => TELLING.test(file)).map(({ file, raw, gzip, brotli }) => ({ ours: false, cells: [file, raw, gzip, brotli] }))),
      ]
    : [missing('Nothing has been weighed', 'cargo xtask dist')];

const [run, sizes] = await Promise.all([read('/demo/figures/page.json'), read('/demo/figures/sizes.json')]);
document.getElementById('measures')?.replaceChildren(...measured(run));
document.getElementById('sizes')?.replaceChildren(...weighed(sizes));
