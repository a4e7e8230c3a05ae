// Themes as data: read from the style sheets that are shipped, and written as one.

/** @typedef {import('./contrast.js').Colours} Colours */
/** @typedef {{ colours: Colours, rest: Record<string, string> }} Theme */

/** Names of the colours, and what they are for. */
export const NAMES = /** @type {const} */ ({
  accent: 'Accent: links, focus, the button that agrees',
  surface: 'Surface',
  ink: 'Text and both answers',
  quiet: 'Quiet text and edges',
  line: 'Lines',
  danger: 'Errors',
});

/** The widget's own, as in styles/tokens.css. @type {Theme} */
export const OWN = {
  colours: {
    accent: ['#1f5c4d', '#7fd1b9'], surface: ['#ffffff', '#121816'], ink: ['#16211e', '#e8efec'],
    quiet: ['#55635e', '#a3b1ac'], line: ['#d9e0dd', '#2b3531'], danger: ['#a3262a', '#ff9a94'],
  },
  rest: { radius: '10px' },
};

/** The files in themes/. */
export const READY = { Paper: 'paper', Compact: 'compact', Contrast: 'contrast' };

/** What a theme's style sheet sets. @param {string} css @returns {Theme} */
export const parse = (css) => {
  /** @type {Theme} */
  const theme = { colours: {}, rest: {} };
  for (const [, name = '', value = ''] of css.matchAll(/--samtycke-([a-z-]+):\s*([^;]+);/g)) {
    const [, light, dark] = /^light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)$/.exec(value) ?? [];
    if (light && dark) theme.colours[name] = [light, dark];
    else theme.rest[name] = value;
  }
  return theme;
};

/** Name and value of each property. @param {Theme} theme @returns {[string, string][]} */
export const properties = ({ colours, rest }) => [
  ...Object.entries(colours).map(([name, [light, dark]]) => /** @type {[string, string]} */ ([name, `light-dark(${light}, ${dark})`])),
  ...Object.entries(rest).filter(([, value]) => value !== 'inherit'),
].map(([name, value]) => [`--samtycke-${name}`, value]);

/** To be copied. @param {Theme} theme */
export const written = (theme) =>
  `:root {\n  color-scheme: light dark;\n${properties(theme).map(([name, value]) => `  ${name}: ${value};\n`).join('')}}\n`;
