// How far the colours of a theme stand out from each other (WCAG 2.2, 1.4.3 and 1.4.11). Pure: the tests use it too.

/** @typedef {Record<string, [light: string, dark: string]>} Colours */

/** What stands on what, and how far it must stand out. @type {[what: string, front: string, back: string, least: number][]} */
export const PAIRS = [
  ['Text on surface', 'ink', 'surface', 4.5],
  ['Quiet text on surface', 'quiet', 'surface', 4.5],
  ['Links on surface', 'accent', 'surface', 4.5],
  ['Words on the agreeing button', 'surface', 'accent', 4.5],
  ['Words on both answers', 'surface', 'ink', 4.5],
  ['Errors on surface', 'danger', 'surface', 4.5],
  ['Quiet text on a tinted row', 'quiet', 'tint', 4.5],
  ['Links on a tinted row', 'accent', 'tint', 4.5],
  ['Edges of controls on surface', 'edge', 'surface', 3],
];

/** @param {string} hex */
const channels = (hex) => [1, 3, 5].map((from) => Number.parseInt(hex.slice(from, from + 2), 16));

/** @param {string} over @param {string} under @param {number} share */
const mixed = (over, under, share) => {
  const [top, bottom] = [channels(over), channels(under)];
  return top.map((value, index) => value * share + (bottom[index] ?? 0) * (1 - share));
};

/** WCAG 2.2, relative luminance. @param {number[]} rgb */
const luminance = (rgb) => {
  const linear = rgb.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  const [r = 0, g = 0, b = 0] = linear;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** The colours of one scheme, those that the widget mixes (styles/tokens.css) among them. @param {(name: string) => string} colour */
const paints = (colour) => (/** @type {string} */ name) =>
  name === 'edge' ? mixed(colour('quiet'), colour('surface'), 0.8)
  : name === 'tint' ? mixed(colour('accent'), colour('surface'), 0.08)
  : channels(colour(name));

/** Every pair of one scheme. @param {(name: string) => string} colour */
export const contrasts = (colour) => {
  const paint = paints(colour);
  return PAIRS.map(([what, front, back, least]) => {
    const [more = 0, less = 0] = [luminance(paint(front)), luminance(paint(back))].sort((a, b) => b - a);
    const found = (more + 0.05) / (less + 0.05);
    return { what, least, found, holds: found >= least };
  });
};
