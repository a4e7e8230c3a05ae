// Bars, as wide as there is room: each with its name and median (and of ours, whether its limits are met) above it and the spread across it. The table beside it
// says the same, so assistive technology is not told twice.

import { draw, number } from './make.js';

const ROW = 44;
const BAR = { top: 24, height: 10 };
/** Of ours, under the name: beside the number there is no room for it on a phone. */
const VERDICT = 18;

/** @typedef {{ who: string, median: number, low: number, high: number, ours: boolean, verdict: string }} Bar */

/** @param {Bar[]} bars @param {string} unit */
export const chart = (bars, unit) => {
  const most = Math.max(...bars.map(({ high }) => high), 1);
  const percent = (/** @type {number} */ value) => `${((value / most) * 100).toFixed(2)}%`;
  let bottom = 0;
  const rows = bars.map((bar) => {
    const top = bottom;
    bottom += bar.verdict ? ROW + VERDICT : ROW;
    return row(bar, top, percent, unit);
  });
  return draw('svg', { class: 'chart', height: String(bottom), 'aria-hidden': 'true', focusable: 'false' }, ...rows);
};

/** @param {Bar} bar @param {number} top @param {(value: number) => string} percent @param {string} unit */
const row = ({ who, median, low, high, ours, verdict }, top, percent, unit) => {
  const bar = top + BAR.top + (verdict ? VERDICT : 0);
  const middle = bar + BAR.height / 2;
  const y = String(top + 16);
  return draw('g', { class: ours ? 'ours' : '' },
    draw('text', { x: '0', y }, who),
    draw('text', { x: '100%', y, 'text-anchor': 'end' }, `${number(median)} ${unit}`),
    ...(verdict ? [draw('text', { class: 'verdict', x: '0', y: String(top + 16 + VERDICT) }, `limit ${verdict}`)] : []),
    draw('rect', { class: 'track', x: '0', y: String(bar + BAR.height - 1), width: '100%', height: '1' }),
    draw('rect', { class: 'bar', x: '0', y: String(bar), width: percent(median), height: String(BAR.height), rx: '2' }),
    draw('line', { class: 'spread', x1: percent(low), x2: percent(high), y1: String(middle), y2: String(middle) }));
};
