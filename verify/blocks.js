// A document's blocks as elements. What is not known here is left out; nothing becomes markup.

import { make } from './dom.js';

const LINK_SCHEMES = ['https://', 'mailto:', 'tel:'];

/** @param {any[]} blocks @returns {Node[]} */
export const blocksOf = (blocks) => blocks.map(blockOf);

/** @param {any} block @returns {Node} */
const blockOf = (block) => {
  const [kind = ''] = Object.keys(block);
  const inner = block[kind];
  switch (kind) {
    case 'heading':
      // The document's title is h3 here.
      return make(`h${Math.min(6, inner.level + 2)}`, {}, numbered(inner.number), ...inlinesOf(inner.text));
    case 'clause':
      return make('p', { class: inner.level > 1 ? 'clause sub' : 'clause' }, numbered(inner.number), ...inlinesOf(inner.text));
    case 'paragraph':
      return make('p', {}, ...inlinesOf(inner));
    case 'list':
      return make(inner.kind === 'numbers' ? 'ol' : 'ul', {}, ...inner.items.map((/** @type {any[]} */ item) => make('li', {}, ...blocksOf(item))));
    case 'table':
      return tableOf(inner);
    case 'definitions':
      return make(
        'dl', {},
        ...inner.map((/** @type {any} */ { term, text }) =>
          make('div', {}, make('dt', {}, ...inlinesOf(term)), make('dd', {}, ...inlinesOf(text)))),
      );
    case 'note':
      return make('div', { class: 'note', role: 'note' }, ...blocksOf(inner));
    default:
      return document.createTextNode('');
  }
};

/** @param {string | undefined} number */
const numbered = (number) => (number === undefined ? undefined : make('span', { class: 'number' }, `${number}\u00a0`));

/** The words of a row, which name its table. @param {any[][]} row */
const plainOf = (row) => row.map((cell) => make('span', {}, ...inlinesOf(cell)).textContent).join(', ');

/** @param {any} table */
const tableOf = ({ head, rows }) => {
  const cells = (/** @type {any[][]} */ row, /** @type {string} */ tag) =>
    make('tr', {}, ...row.map((cell) => make(tag, tag === 'th' ? { scope: 'col' } : {}, ...inlinesOf(cell))));
  return make(
    'div', { class: 'table', tabindex: '0', role: 'group', 'aria-label': plainOf(head) },
    make('table', {}, make('thead', {}, cells(head, 'th')), make('tbody', {}, ...rows.map((/** @type {any[][]} */ row) => cells(row, 'td')))),
  );
};

/** @param {any[]} inlines @returns {(Node | string)[]} */
const inlinesOf = (inlines) =>
  inlines.map((inline) => {
    if (typeof inline === 'string') return inline;
    if (inline.strong) return make('strong', {}, ...inlinesOf(inline.strong));
    if (inline.em) return make('em', {}, ...inlinesOf(inline.em));
    const { to = '', text = [] } = inline.link ?? {};
    // Links inside of the pack lead nowhere from here.
    const leads = LINK_SCHEMES.some((scheme) => to.startsWith(scheme));
    return leads ? make('a', { href: to, rel: 'noopener' }, ...inlinesOf(text)) : make('span', {}, ...inlinesOf(text));
  });
