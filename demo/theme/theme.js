// Choices become custom properties on the page, which the widget takes as any page's.

/** @typedef {'light' | 'dark'} Scheme */
/** @typedef {Record<string, [light: string, dark: string]>} Colours */
/** @typedef {{ colours: Colours, radius: number, font: string, document: string }} Theme */

const SANS = 'system-ui, sans-serif';
const SERIF = "Charter, 'Iowan Old Style', Georgia, serif";
const MONO = 'ui-monospace, monospace';

/** Names, and what they are for. */
const NAMES = /** @type {const} */ ({
  accent: 'Accent: links, focus, the button that agrees',
  surface: 'Surface',
  ink: 'Text',
  quiet: 'Quiet text and edges',
  line: 'Lines',
  danger: 'Errors',
});

/** @type {Record<string, Theme>} */
const THEMES = {
  Samtycke: {
    colours: { accent: ['#1f5c4d', '#7fd1b9'], surface: ['#ffffff', '#121816'], ink: ['#16211e', '#e8efec'], quiet: ['#55635e', '#a3b1ac'], line: ['#d9e0dd', '#2b3531'], danger: ['#a3262a', '#ff9a94'] },
    radius: 10, font: 'inherit', document: 'inherit',
  },
  Paper: {
    colours: { accent: ['#7a3b12', '#f0b38a'], surface: ['#fbf8f1', '#1b1814'], ink: ['#241d14', '#f0e9dd'], quiet: ['#665b4b', '#b8ac9a'], line: ['#e2d9c8', '#3a332a'], danger: ['#9b1c1c', '#ffa39b'] },
    radius: 4, font: SERIF, document: SERIF,
  },
  Signal: {
    colours: { accent: ['#0b3fd6', '#9db8ff'], surface: ['#ffffff', '#0c0f1a'], ink: ['#0a0d18', '#f3f5ff'], quiet: ['#4b5166', '#adb3c9'], line: ['#cfd4e4', '#2a3048'], danger: ['#b00020', '#ff9aa5'] },
    radius: 0, font: SANS, document: SANS,
  },
};

/** What stands on what, and how far it must stand out (WCAG 1.4.3, 1.4.11). @type {[string, string, string, number][]} */
const PAIRS = [
  ['Text on surface', 'ink', 'surface', 4.5],
  ['Quiet text on surface', 'quiet', 'surface', 4.5],
  ['Links on surface', 'accent', 'surface', 4.5],
  ['The agreeing button’s words', 'surface', 'accent', 4.5],
  ['Errors on surface', 'danger', 'surface', 4.5],
  ['Edges of controls on surface', 'edge', 'surface', 3],
];

const element = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
/** @type {Scheme} */
let scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
let theme = structuredClone(/** @type {Theme} */ (THEMES.Samtycke));

const at = () => (scheme === 'light' ? 0 : 1);
const colour = (/** @type {string} */ name) => theme.colours[name]?.[at()] ?? '#000000';

/** @param {string} hex */
const channels = (hex) => [1, 3, 5].map((from) => Number.parseInt(hex.slice(from, from + 2), 16));

/** WCAG 2.2, relative luminance. @param {number[]} rgb */
const luminance = (rgb) => {
  const [r = 0, g = 0, b = 0] = rgb.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** As the widget mixes them. @returns {number[]} */
const edge = () => {
  const [quiet, surface] = [channels(colour('quiet')), channels(colour('surface'))];
  return quiet.map((value, index) => value * 0.8 + (surface[index] ?? 0) * 0.2);
};

/** @param {string} front @param {string} back */
const contrast = (front, back) => {
  const light = (/** @type {string} */ name) => luminance(name === 'edge' ? edge() : channels(colour(name)));
  const [more = 0, less = 0] = [light(front), light(back)].sort((a, b) => b - a);
  return (more + 0.05) / (less + 0.05);
};

/** @param {string} tag @param {Record<string, string>} attributes @param {...(Node | string)} children */
const make = (tag, attributes, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

const properties = () => {
  const both = Object.entries(theme.colours).map(([name, [light, dark]]) => `  --samtycke-${name}: light-dark(${light}, ${dark});`);
  const rest = [`  --samtycke-radius: ${theme.radius}px;`];
  if (theme.font !== 'inherit') rest.push(`  --samtycke-font: ${theme.font};`);
  if (theme.document !== 'inherit') rest.push(`  --samtycke-font-document: ${theme.document};`);
  return [...both, ...rest];
};

const show = () => {
  const root = document.documentElement;
  root.style.colorScheme = scheme;
  for (const line of properties()) {
    const [name = '', value = ''] = line.trim().replace(/;$/, '').split(/: (.*)/);
    root.style.setProperty(name, value);
  }
  for (const name of ['font', 'font-document']) {
    const value = name === 'font' ? theme.font : theme.document;
    if (value === 'inherit') root.style.removeProperty(`--samtycke-${name}`);
    element(name).value = value;
  }
  for (const name of Object.keys(NAMES)) {
    element(name).value = colour(name);
    element(`${name}-hex`).textContent = colour(name);
  }
  element('radius').value = theme.radius;
  element('radius-value').textContent = `${theme.radius} px`;
  for (const button of element('schemes').children) button.setAttribute('aria-pressed', String(button.value === scheme));
  element('css').textContent = `:root {\n  color-scheme: light dark;\n${properties().join('\n')}\n}\n`;
  element('contrast').replaceChildren(
    ...PAIRS.map(([what, front, back, least]) => {
      const found = contrast(front, back);
      const holds = found >= least;
      return make('li', { 'data-holds': String(holds) }, make('strong', {}, holds ? '✓ ' : '✕ '), `${what}: ${found.toFixed(1)} : 1`, holds ? '' : `, needs ${least} : 1`);
    }));
};

const build = () => {
  element('themes').append(...Object.entries(THEMES).map(([name, chosen]) => {
    const button = make('button', { type: 'button' }, name);
    button.addEventListener('click', () => {
      theme = structuredClone(chosen);
      show();
    });
    return button;
  }));
  element('schemes').append(...['light', 'dark'].map((value) => {
    const button = make('button', { type: 'button', value }, value === 'light' ? 'Light' : 'Dark');
    button.addEventListener('click', () => {
      scheme = /** @type {Scheme} */ (value);
      show();
    });
    return button;
  }));
  element('colours').append(...Object.entries(NAMES).map(([name, label]) => {
    const input = /** @type {HTMLInputElement} */ (make('input', { id: name, type: 'color' }));
    input.addEventListener('input', () => {
      const pair = theme.colours[name];
      if (pair) pair[at()] = input.value;
      show();
    });
    return make('p', { class: 'colour' }, input, make('label', { for: name }, label), make('code', { id: `${name}-hex` }));
  }));
  for (const id of ['font', 'font-document']) {
    element(id).append(...[['inherit', 'your page’s own'], [SANS, 'sans serif'], [SERIF, 'serif'], [MONO, 'monospace']].map(([value = '', name = '']) => make('option', { value }, name)));
    element(id).addEventListener('change', () => {
      if (id === 'font') theme.font = element(id).value;
      else theme.document = element(id).value;
      show();
    });
  }
  element('radius').addEventListener('input', () => {
    theme.radius = Number(element('radius').value);
    show();
  });
  const vendor = new URLSearchParams(location.search).get('vendor');
  if (vendor) element('layout').value = vendor;
  element('layout').addEventListener('change', () => {
    sessionStorage.setItem('theme', JSON.stringify({ theme, scheme }));
    location.search = `?vendor=${element('layout').value}`;
  });
  element('copy').addEventListener('click', async () => {
    await navigator.clipboard.writeText(element('css').textContent);
    element('copied').textContent = 'Copied';
  });
  const kept = sessionStorage.getItem('theme');
  if (kept) ({ theme, scheme } = JSON.parse(kept));
  sessionStorage.removeItem('theme');
  show();
};

build();
