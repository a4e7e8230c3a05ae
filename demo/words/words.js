// The sheet: words.json, which `cargo xtask languages --page` writes, as one row for each string.

import { STATES } from './states.js';

/** @typedef {string | Record<string, string> | null} Words */
/** @typedef {{ key: string, is: string, max: number, words: Record<string, Words> }} Line */
/** @typedef {{ tag: string, key: string, message: string }} Problem */
/** @typedef {{ languages: { tag: string, forms: string[] }[], groups: { name: string, is: string }[], strings: Line[], problems: Problem[] }} Sheet */

/** @template {HTMLElement} T @param {string} id @returns {T} */
const the = (id) => /** @type {T} */ (document.getElementById(id));
/** @type {HTMLSelectElement} */
const language = the('language');
/** @type {HTMLInputElement} */
const filter = the('filter');
/** @type {HTMLSelectElement} */
const which = the('which');
/** @type {HTMLSelectElement} */
const state = the('state');
/** @type {HTMLSelectElement} */
const width = the('width');
/** @type {HTMLIFrameElement} */
const view = the('view');
/** @type {HTMLAnchorElement} */
const alone = the('alone');

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
const build = (name, attributes, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

/** Every text that there is of a string, with the name of its plural form. @param {Words} words @returns {[form: string, text: string][]} */
const texts = (words) => (typeof words === 'string' ? [['', words]] : Object.entries(words ?? {}));

/** A string in one language, with how much of its room each text takes. @param {Line} line @param {string} tag */
const cell = (line, tag) => {
  const found = texts(line.words[tag]);
  const entries = found.flatMap(([form, text]) => [
    build('dt', {}, [form, `${[...text].length} of ${line.max}`].filter(Boolean).join(', ')),
    build('dd', { lang: tag, dir: 'auto' }, text),
  ]);
  return build('dl', {}, ...(entries[0] ? entries : [build('dt', {}, tag), build('dd', { class: 'none' }, 'Missing: English stands in its place')]));
};

/** @param {Line} line @param {string} tag @param {Problem[]} wrong */
const row = (line, tag, wrong) =>
  build(
    'article',
    { class: 'string', id: line.key },
    build('div', { class: 'about' }, build('code', {}, line.key), build('p', { class: 'quiet' }, line.is)),
    ...['en', ...(tag === 'en' ? [] : [tag])].map((tag) => cell(line, tag)),
    ...wrong.map(({ key, message }) => build('p', { class: 'wrong about' }, `${key} ${message}`)),
  );

/** @param {Sheet} sheet */
const draw = ({ groups, strings, problems }) => {
  const tag = language.value;
  const sought = filter.value.trim().toLowerCase();
  const own = problems.filter((problem) => problem.tag === tag);
  /** @param {Line} line */
  const wrongOf = (line) => own.filter(({ key }) => key === line.key || key.startsWith(`${line.key}.`));
  /** @param {Line} line */
  const said = (line) => [line.key, line.is, ...['en', tag].flatMap((tag) => texts(line.words[tag]).map(([, text]) => text))];
  const shown = strings
    .filter((line) => which.value === 'all' || wrongOf(line)[0])
    .filter((line) => said(line).some((text) => text.toLowerCase().includes(sought)));
  const sections = groups.map(({ name, is }) => {
    const lines = shown.filter(({ key }) => key.startsWith(`${name}.`));
    if (!lines[0]) return '';
    const seen = Object.entries(STATES).filter(([, { groups }]) => groups.includes(name));
    return build(
      'section',
      { class: 'group', 'aria-labelledby': `group-${name}` },
      build('h2', { id: `group-${name}` }, name),
      build('p', {}, is),
      build('p', { class: 'seen' }, ...seen.map(([id, { title }]) => build('button', { type: 'button', 'data-state': id }, title))),
      ...lines.map((line) => row(line, tag, wrongOf(line))),
    );
  });
  the('sheet').replaceChildren(...sections);
  the('count').textContent = `${shown.length} of ${strings.length} strings, ${own.length} to mend`;
};

/** The view beside the sheet, and both choices in the address. */
const show = () => {
  const query = new URLSearchParams({ lang: language.value, state: state.value });
  history.replaceState(null, '', `?${query}`);
  alone.href = `view.html?${query}`;
  // Not through the frame's history: Back leaves the page.
  view.contentWindow?.location.replace(alone.href);
};

/** @param {Sheet} sheet */
const start = (sheet) => {
  const asked = new URLSearchParams(location.search);
  const names = new Intl.DisplayNames('en', { type: 'language' });
  language.append(...sheet.languages.map(({ tag }) => new Option(`${names.of(tag)} (${tag})`, tag)));
  state.append(...Object.entries(STATES).map(([id, { title }]) => new Option(title, id)));
  const known = (/** @type {HTMLSelectElement} */ select, /** @type {string | null} */ value) =>
    [...select.options].some((option) => option.value === value);
  for (const [select, value] of /** @type {const} */ ([[language, asked.get('lang')], [state, asked.get('state')]]))
    if (value && known(select, value)) select.value = value;

  const redraw = () => draw(sheet);
  for (const control of [filter, which, language]) control.addEventListener('input', redraw);
  for (const control of [language, state]) control.addEventListener('input', show);
  width.addEventListener('input', () => (view.className = width.value));
  for (const form of document.forms) form.addEventListener('submit', (event) => event.preventDefault());
  the('sheet').addEventListener('click', ({ target }) => {
    const id = target instanceof HTMLElement && target.dataset.state;
    if (!id) return;
    state.value = id;
    show();
    view.scrollIntoView({ block: 'nearest' });
  });
  redraw();
  show();
};

const answer = await fetch('words.json');
if (answer.ok) start(await answer.json());
else the('sheet').textContent = 'words.json is not there: build the demo with cargo xtask demo.';
