// The page: who is signed in, which view the address names, in which language.

import { make } from '../verify/dom.js';
import { actsView } from './acts.js';
import { get, Problem, session } from './api.js';
import { listView } from './list.js';
import { missingView } from './missing.js';
import { hash, input } from './page.js';
import { recordView } from './record.js';
import { seriesView } from './series.js';
import { REPORT, wordsOf } from './words.js';
import { wordsFor } from '../verify/words.js';

/** @import { Words } from './words.js' */

/**
 * What a view is given.
 * @typedef {object} Scene
 * @property {Words} words
 * @property {import('../verify/words.js').Words} report  the verifier's words
 * @property {Record<string, string>} query
 * @property {(role: 'officer' | 'admin') => boolean} may  what the token is good for
 * @property {AbortSignal} signal  ends when the person goes elsewhere
 * @property {(act: () => Promise<unknown>) => Promise<void>} guard  shows what goes wrong
 * @property {() => Promise<void>} redraw
 */

/** @type {[string, 'records' | 'missing' | 'series' | 'acts', (scene: Scene, rest: string) => Promise<Node[]>][]} */
const VIEWS = [
  ['records', 'records', (scene, rest) => (rest ? recordView(scene, rest) : listView(scene))],
  ['missing', 'missing', missingView],
  ['over-time', 'series', seriesView],
  ['acts', 'acts', actsView],
];

/** Each can do what those before it can. */
const ROLES = ['metrics', 'read', 'officer', 'admin'];

let report = wordsFor(navigator.languages);
/** What the token is good for; nothing until the receiver has said so. */
let role = '';
const may = (/** @type {string} */ least) => ROLES.indexOf(role) >= ROLES.indexOf(least);
let under = new AbortController();

const element = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** View, rest of the path and query. */
const place = () => {
  const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [view = '', ...rest] = path.split('/');
  return { view: view || 'records', rest: decodeURIComponent(rest.join('/')), query: Object.fromEntries(new URLSearchParams(query)) };
};

/** @param {Words} words */
const dress = (words) => {
  const { view } = place();
  document.documentElement.lang = words.tag;
  element('name').replaceChildren(make('strong', {}, 'Samtycke'));
  element('languages').setAttribute('aria-label', report.languages);
  element('languages').replaceChildren(
    ...REPORT.map((one) => make('button', {
      type: 'button', lang: one.tag, 'aria-pressed': String(one === report),
      onclick: () => {
        report = one;
        show().then(() => /** @type {HTMLElement | null} */ (document.querySelector(`#languages [lang=${one.tag}]`))?.focus());
      },
    }, one.language)));
  element('views').setAttribute('aria-label', words.views);
  element('views').replaceChildren(
    ...(session.token()
      ? [
          ...VIEWS.filter(([name]) => name !== 'acts' || may('admin')).map(([name, key]) => make('a', { href: hash(name), 'aria-current': name === view ? 'page' : undefined }, words[key])),
          make('button', { type: 'button', onclick: leave }, words.signOut),
        ]
      : []));
};

const leave = () => {
  session.end();
  role = '';
  history.replaceState(null, '', location.pathname);
  show();
};

/** Draws what the address names. The last wish counts: what was under way before it is dropped. */
const show = async () => {
  under.abort();
  under = new AbortController();
  const { signal } = under;
  const words = wordsOf(report);
  dress(words);
  const main = element('main');
  const { view, rest, query } = place();
  const [, key, draw] = VIEWS.find(([name]) => name === view) ?? /** @type {typeof VIEWS[0]} */ (VIEWS[0]);
  document.title = `${session.token() ? words[key] : words.signIn.title} · Samtycke`;
  if (!session.token()) return paint(main, signInView(words));
  main.setAttribute('aria-busy', 'true');
  const slow = setTimeout(() => main.replaceChildren(make('p', { class: 'quiet', role: 'status' }, words.loading)), 300);
  const guard = (/** @type {() => Promise<unknown>} */ act) => act().then(() => {}, (problem) => paint(main, troubleView(problem, words)));
  try {
    ({ role } = await get('api/me', {}, signal));
    dress(words);
    const nodes = await draw({ words, report, query, may, signal, guard, redraw: show }, rest);
    if (!signal.aborted) paint(main, nodes);
  } catch (problem) {
    if (signal.aborted) return;
    if (problem instanceof Problem && problem.status === 401) {
      session.end();
      dress(words);
      paint(main, signInView(words, words.signIn.refused));
    } else paint(main, troubleView(problem, words));
  } finally {
    clearTimeout(slow);
  }
};

/** New content takes the focus, as a new page would. @param {HTMLElement} main @param {Node[]} nodes */
const paint = (main, nodes) => {
  main.removeAttribute('aria-busy');
  main.replaceChildren(...nodes);
  /** @type {HTMLElement | null} */ (main.querySelector('[autofocus], h1[tabindex]'))?.focus();
};

/** @param {Words} words @param {string} [refused] */
const signInView = (words, refused) => {
  const text = words.signIn;
  const field = input({ name: 'token', label: text.token, help: text.help, type: 'password', required: true });
  const control = /** @type {HTMLInputElement} */ (field.querySelector('input'));
  control.toggleAttribute('autofocus', true);
  return [
    make('h1', {}, text.title),
    make('p', { class: 'lead' }, text.lead),
    make(
      'form', {
        class: 'sign-in',
        onsubmit: async (/** @type {SubmitEvent} */ event) => {
          event.preventDefault();
          session.begin(control.value.trim());
          await show();
        },
      },
      refused ? make('p', { class: 'error', role: 'alert' }, refused) : undefined,
      field,
      make('p', {}, make('button', { class: 'primary' }, text.enter)),
      make('p', { class: 'quiet' }, text.stays),
    ),
  ];
};

/** @param {unknown} problem @param {Words} words */
const troubleView = (problem, words) => {
  const known = problem instanceof Problem ? problem : new Problem(-1, '', String(problem));
  const told =
    known.status === 0 ? words.failed.offline
    : known.status === 403 ? words.failed.forbidden
    : make('span', { lang: 'en' }, known.message);
  return [
    make('h1', { tabindex: '-1' }, words.failed.title),
    make('p', { class: 'lead' }, told),
    make('p', {}, make('button', { type: 'button', class: 'primary', onclick: show }, words.failed.again)),
  ];
};

addEventListener('hashchange', show);
show();
