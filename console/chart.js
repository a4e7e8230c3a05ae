// Bars over time. Drawn with attributes alone: the page's policy allows no inline styles.

/** @typedef {{ label: string, short: string, value: number }} Bar */

const SVG = 'http://www.w3.org/2000/svg';
const [WIDTH, HEIGHT] = [720, 240];
const [LEFT, BOTTOM, TOP] = [44, 28, 12];

/** @param {string} tag @param {Record<string, string | number>} attributes @param {...(Node | string)} children */
const draw = (tag, attributes, ...children) => {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
};

/** A round number that is not less, so that the axis reads well. @param {number} most */
export const ceiling = (most) => {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
  return [1, 2, 4, 5, 10].map((step) => step * power).find((round) => round >= most) ?? most;
};

/**
 * The picture; the table beside it is for those who can't see it.
 * @param {string} name @param {Bar[]} bars @param {(value: number) => string} written @param {'ltr' | 'rtl'} direction
 */
export const chart = (name, bars, written, direction) => {
  const top = ceiling(Math.max(...bars.map(({ value }) => value), 4));
  const [wide, high] = [WIDTH - LEFT, HEIGHT - BOTTOM - TOP];
  const y = (/** @type {number} */ value) => TOP + high - (value / top) * high;
  const slot = wide / bars.length;
  const breadth = Math.min(slot * 0.7, 40);
  // As many names as fit beside each other.
  // Time runs as the page does; `text-anchor` turns with it.
  const across = (/** @type {number} */ x) => (direction === 'rtl' ? WIDTH - x : x);
  const every = Math.max(1, Math.ceil(bars.length / 9));
  const lines = [0, top / 2, top].filter(Number.isInteger).map((value) =>
    draw('g', {},
      draw('line', { class: 'rule', x1: across(LEFT), x2: across(WIDTH), y1: y(value), y2: y(value) }),
      draw('text', { class: 'scale', x: across(LEFT - 8), y: y(value) + 4, 'text-anchor': 'end' }, written(value))));
  const columns = bars.map(({ label, short, value }, at) => {
    const middle = across(LEFT + slot * (at + 0.5));
    return draw('g', { class: 'bar' },
      draw('title', {}, `${label}: ${written(value)}`),
      draw('rect', { class: 'reach', x: middle - slot / 2, y: TOP, width: slot, height: high }),
      draw('rect', { x: middle - breadth / 2, y: y(value), width: breadth, height: y(0) - y(value) }),
      ...(at % every === 0 ? [draw('text', { class: 'scale', x: middle, y: HEIGHT - 8, 'text-anchor': 'middle' }, short)] : []));
  });
  return draw('svg', { class: 'chart', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': name }, ...lines, ...columns);
};
