// What is to weigh so much, and whether it does; beside it what fails the build.

import { number } from './make.js';
import { table } from './table.js';

/** @import { Sizes } from './numbers.js' */

/** What a page loads at first, by its file; the rest, besides it, by what is shown. @param {Sizes} sizes */
export const goals = ({ files, surfaces = [] }) => {
  const first = files.filter(({ goal }) => goal !== undefined).map(({ file, ...weight }) => ({ name: file, ...weight }));
  const rows = [...first, ...surfaces.map(({ name, ...weight }) => ({ name: `besides the embed: ${name}`, ...weight }))];
  return table('What a page loads, and what it is to weigh', ['Loaded', 'brotli 11', 'Goal', 'Is the goal met?', 'Build fails above'],
    rows.map(({ name, brotli, goal, limit }) => ({
      ours: false,
      cells: [name, brotli, orNothing(goal), goal === undefined ? '–' : brotli <= goal ? 'met' : 'not met', orNothing(limit)],
    })));
};

/** @param {number | undefined} bytes */
const orNothing = (bytes) => (bytes === undefined ? '–' : number(bytes));
