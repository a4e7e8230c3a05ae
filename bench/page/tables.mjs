// The results in Markdown: on the terminal, and between two marks in docs/benchmarks.md.

import { NONE, WAYS, word } from './limits.mjs';

/** @import { Result, Verdict } from './limits.mjs' */
/** @typedef {{ id: string, name: string, title: string, unit: string, floor?: number, results: Result[], verdicts: Verdict[] }} Measured */
/** @typedef {{ file: string, bytes: number, brotli: number, sha256: string }} Embed */
/** @typedef {{ date: string, machine: string, command: string, rounds: number, commit?: string, embed?: Embed, measures: Measured[] }} Run */

const BEGIN = '<!-- from bench/results/page.json, by `cargo xtask bench page --write-docs` -->';
const END = '<!-- to here -->';

const number = (/** @type {number} */ value) => value.toLocaleString('en-GB');
const row = (/** @type {(string | number)[]} */ ...cells) => `| ${cells.join(' | ')} |`;
const spread = (/** @type {Result} */ { median, low, high }) => (low === high ? number(median) : `${number(median)} (${number(low)}–${number(high)})`);

/** What one measure gave, the best first. @param {Omit<Measured, 'verdicts'>} measure */
export const results = ({ title, unit, floor, results }) => [
  `### ${title}`,
  '',
  ...(floor === undefined ? [] : [`The page without a banner: ${number(floor)} ${unit}.`, '']),
  row('', unit, 'middle half'),
  '|---|--:|--:|',
  ...results.toSorted((a, b) => a.median - b.median).map(({ who, version, median, low, high }) => row(`${who} ${version}`.trim(), number(median), `${number(low)}–${number(high)}`)),
].join('\n');

/** Each limit with what was measured. @param {Measured[]} measures */
export const limits = (measures) => {
  const rows = measures.flatMap(({ name, unit, verdicts, results }) =>
    verdicts.map(({ way, limit, against, bar, measured, met }) => {
      const compared = bar === null ? 'not measured' : against && `${number(bar)} ${unit} (${against})`;
      const tries = results.find(({ id }) => id === way)?.tries;
      const own = `${number(measured)} ${unit}${tries ? `, ${tries} clicks` : ''}`;
      return row(name, WAYS[way], limit, compared, own, met === true ? word(met) : `**${word(met)}**`);
    }));
  return [row('measure', 'way', 'limit', 'which is', 'measured', 'verdict'), '|---|---|---|---|--:|---|', ...rows].join('\n');
};

/** @param {Measured[]} measures */
const held = (measures) => {
  const all = measures.flatMap(({ verdicts }) => verdicts);
  const listed = (/** @type {boolean | null} */ met) =>
    measures.flatMap(({ name, verdicts }) => {
      const ways = [...new Set(verdicts.filter((verdict) => verdict.met === met).map(({ way }) => WAYS[way]))];
      return ways.length ? [`${name} (${ways.join(', ')})`] : [];
    }).join('; ');
  const [missed, open] = [listed(false), listed(null)];
  return `${all.filter(({ met }) => met).length} of ${all.length} limits are met. ` +
    (missed ? `**Not met:** ${missed}. ` : '') + (open ? `Not decided by this run: ${open}.` : '');
};

/** Everyone's medians, a column a measure. @param {Measured[]} measures */
const everyone = (measures) => {
  const who = new Map(measures.flatMap(({ results }) => results.map((one) => [one.id, `${one.who} ${one.version}`.trim()])));
  const cell = (/** @type {string} */ id) => (/** @type {Measured} */ { results, floor }) => {
    const own = results.find((one) => one.id === id);
    return own ? spread(own) : id === NONE && floor !== undefined ? '0' : '';
  };
  return [
    row('', ...measures.map(({ name, unit }) => `${name}, ${unit}`)),
    `|---|${'--:|'.repeat(measures.length)}`,
    ...[...who].map(([id, name]) => row(name, ...measures.map(cell(id)))),
  ].join('\n');
};

/** @param {Run} run */
const made = ({ date, machine, rounds, command, commit, embed }) =>
  `${date}, ${rounds} rounds, ${machine}. ` +
  (commit ? `Measured: commit \`${commit}\`. ` : '') +
  (embed ? `The embed: \`${embed.file}\`, ${number(embed.bytes)} B, ${number(embed.brotli)} B with brotli 11, SHA-256 \`${embed.sha256}\`. ` : '') +
  `Again: \`${command}\`.`;

/** What docs/benchmarks.md says of a run. @param {Run} run */
const block = (run) =>
  [BEGIN, made(run), held(run.measures), limits(run.measures), 'Everyone, medians with the middle half where there is any:', everyone(run.measures), END].map((part) => part.trim()).join('\n\n');

/** The page with what it says of a run. @param {string} page @param {Run} run */
export const documented = (page, run) => {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`docs/benchmarks.md must have a line "${BEGIN}", and one "${END}" after it`);
  return page.slice(0, from) + block(run) + page.slice(to + END.length);
};
