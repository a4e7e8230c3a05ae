// The page to host: files are dropped, chosen or pasted, recognised by what is in them, and checked at once.

import { utf8 } from './bytes.js';
import { make } from './dom.js';
import { framed } from './frame.js';
import { filesIn } from './files.js';
import { evidenceOf, recognise } from './recognise.js';
import { printButton, reportOf } from './report.js';
import { verify } from './verify.js';

/** @import { Found } from './recognise.js' */
/** @import { Report } from './types.d.ts' */
/** @import { Words } from './words.js' */

/** @type {Found[]} */
let found = [];
/** @type {Report | undefined} */
let report;

/** @param {{ name: string, bytes: Uint8Array }[]} files */
const take = async (files) => {
  if (files.length === 0) return;
  found = [...found, ...files.flatMap(({ name, bytes }) => recognise(name, bytes))];
  const evidence = evidenceOf(found);
  report = evidence && (await verify(evidence));
  redraw();
  /** @type {HTMLElement | null} */ ((document.querySelector('#verdict') ?? document.querySelector('#files')))?.focus();
};

const forget = () => {
  [found, report] = [[], undefined];
  redraw();
  /** @type {HTMLElement | null} */ (document.querySelector('#choose'))?.focus();
};

/** @param {Words} words */
const laid = (words) => {
  if (found.length === 0) return [];
  const texts = found.filter(({ kind }) => kind === 'document').length;
  const others = found.filter(({ kind }) => kind !== 'document').map(({ name, kind }) =>
    make('li', { 'data-kind': kind }, name ? `${name}: ${words.kinds[kind]}` : words.kinds[kind]));
  return [
    make(
      'section', { id: 'files', tabindex: '-1' },
      make('h2', {}, words.files),
      make('ul', {}, ...others, texts ? make('li', { 'data-kind': 'document' }, `${words.kinds.document} × ${texts}`) : undefined),
      report ? undefined : make('p', { role: 'status' }, words.noRecord),
      make('p', {}, make('button', { type: 'button', onclick: forget }, words.again)),
    ),
  ];
};

/** @param {Words} words */
const picker = (words) => {
  const input = (/** @type {Record<string, boolean>} */ more) =>
    /** @type {HTMLInputElement} */ (make('input', { type: 'file', multiple: true, hidden: true, onchange: (/** @type {any} */ event) => filesIn([...event.target.files]).then(take), ...more }));
  const [files, folder] = [input({}), input({ webkitdirectory: true })];
  const area = /** @type {HTMLTextAreaElement} */ (make('textarea', { id: 'pasted', rows: '3', spellcheck: 'false', autocomplete: 'off' }));
  return make(
    'section', { class: 'drop', 'aria-label': words.drop },
    make('h2', {}, words.drop),
    make('p', {}, words.dropHelp),
    make(
      'p', { class: 'acts' },
      make('button', { type: 'button', id: 'choose', class: 'primary', onclick: () => files.click() }, words.choose),
      make('button', { type: 'button', onclick: () => folder.click() }, words.chooseFolder),
    ),
    files, folder,
    make(
      'details', {},
      make('summary', {}, words.paste),
      make('p', {}, make('label', { for: 'pasted' }, words.paste), area),
      make('button', { type: 'button', onclick: () => take(area.value.trim() ? [{ name: '', bytes: utf8(area.value.trim()) }] : []) }, words.pasteButton),
    ),
  );
};

const redraw = framed((words) => [
  make('h1', {}, words.title),
  make('p', { class: 'lead' }, words.lead),
  make('p', { class: 'quiet' }, words.stays),
  picker(words),
  ...laid(words),
  ...(report ? [...reportOf(report, words), printButton(words)] : []),
]);

addEventListener('dragover', (event) => {
  event.preventDefault();
  document.body.classList.add('dragging');
});
addEventListener('dragleave', (event) => {
  if (!event.relatedTarget) document.body.classList.remove('dragging');
});
addEventListener('drop', (event) => {
  event.preventDefault();
  document.body.classList.remove('dragging');
  if (event.dataTransfer) filesIn(event.dataTransfer).then(take);
});
