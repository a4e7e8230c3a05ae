// A table that scrolls on its own where it is too wide.

import { make, number } from './make.js';

/** @param {string} caption @param {string[]} heads @param {{ ours: boolean, cells: (string | number)[] }[]} rows */
export const table = (caption, heads, rows) =>
  make('div', { class: 'table', role: 'region', 'aria-label': caption, tabindex: '0' },
    make('table', { 'aria-label': caption },
      make('thead', {}, make('tr', {}, ...heads.map((head, at) => make('th', { scope: 'col', class: at ? 'number' : '' }, head)))),
      make('tbody', {}, ...rows.map(({ ours, cells: [first = '', ...rest] }) =>
        make('tr', { class: ours ? 'ours' : '' },
          make('th', { scope: 'row' }, String(first)),
          ...rest.map((cell) => make('td', { class: 'number' }, typeof cell === 'number' ? number(cell) : cell)))))));
