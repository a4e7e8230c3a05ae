// Choices become custom properties on the page, which the widget takes as any page's.

import { contrasts } from './contrast.js';
import { NAMES, OWN, READY, parse, properties, written } from './themes.js';

/** @typedef {import('./themes.js').Theme} Theme */
/** @typedef {'light' | 'dark'} Scheme */

const SANS = 'system-ui, sans-serif';
const SERIF = "Charter, 'Iowan Old Style', 'Source Serif 4', Georgia, serif";
const MONO = 'ui-monospace, monospace';
const FONTS = { inherit: 'your page’s own', [SANS]: 'sans serif', [SERIF]: 'serif', [MONO]: 'monospace' };
const SIZES = { '': 'as your page, at least 16 px', 'max(0.9375rem, 15px)': 'a size smaller', 'max(1.0625rem, 17px)': 'a size larger' };
const EVERY = ['radius', 'size', 'font', 'font-document', ...Object.keys(NAMES)];

const element = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
/** @type {Scheme} */
let scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
let theme = structuredClone(OWN);

const at = () => (scheme === 'light' ? 0 : 1);
const colour = (/** @type {string} */ name) => theme.colours[name]?.[at()] ?? '#000000';

/** @param {string} tag @param {Record<string, string>} attributes @param {...(Node | string)} children */
const make = (tag, attributes, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

const wear = () => {
  const { style } = document.documentElement;
  style.colorScheme = scheme;
  for (const name of EVERY) style.removeProperty(`--samtycke-${name}`);
  for (const [name, value] of properties(theme)) style.setProperty(name, value);
};

/** A value that none of the choices is stays a choice. @param {HTMLSelectElement} select @param {string} value */
const choose = (select, value) => {
  if (![...select.options].some((option) => option.value === value)) select.append(make('option', { value }, value.split(',')[0] ?? value));
  select.value = value;
};

const show = () => {
  wear();
  for (const name of ['font', 'font-document']) choose(element(name), theme.rest[name] ?? 'inherit');
  choose(element('size'), theme.rest.size ?? '');
  for (const name of Object.keys(NAMES)) {
    element(name).value = colour(name);
    element(`${name}-hex`).textContent = colour(name);
  }
  element('radius').value = Number.parseInt(theme.rest.radius ?? '10', 10);
  element('radius-value').textContent = theme.rest.radius ?? '10px';
  for (const button of element('schemes').children) button.setAttribute('aria-pressed', String(button.value === scheme));
  element('css').textContent = written(theme);
  element('contrast').replaceChildren(
    ...contrasts(colour).map(({ what, least, found, holds }) =>
      make('li', { 'data-holds': String(holds) }, make('strong', {}, holds ? '✓ ' : '✕ '), `${what}: ${found.toFixed(1)} : 1`, holds ? '' : `, needs ${least} : 1`)));
};

/** How many were pressed: one that comes late is not put on over a later one. */
let turn = 0;

/** @param {string} name @param {() => Theme | Promise<Theme>} load */
const beginning = (name, load) => {
  const button = make('button', { type: 'button' }, name);
  button.addEventListener('click', async () => {
    const mine = (turn += 1);
    const next = await load();
    if (mine !== turn) return;
    theme = structuredClone(next);
    show();
  });
  return button;
};

/** @param {string} file */
const ready = async (file) => parse(await (await fetch(`/demo/themes/${file}.css`)).text());

/** @param {string} id @param {Record<string, string>} options @param {(value: string) => void} take */
const select = (id, options, take) => {
  element(id).append(...Object.entries(options).map(([value, name]) => make('option', { value }, name)));
  element(id).addEventListener('change', () => {
    take(element(id).value);
    show();
  });
};

const build = () => {
  element('themes').append(
    beginning('Samtycke', () => OWN),
    ...Object.entries(READY).map(([name, file]) => beginning(name, () => ready(file))));
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
  for (const id of ['font', 'font-document']) select(id, FONTS, (value) => (theme.rest[id] = value));
  select('size', SIZES, (value) => {
    if (value) theme.rest.size = value;
    else delete theme.rest.size;
  });
  element('radius').addEventListener('input', () => {
    theme.rest.radius = `${element('radius').value}px`;
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
