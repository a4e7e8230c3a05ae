// The page: who is signed in, which view the address names, in which language.

import { chosen } from '../verify/choose.js';
import { make } from '../verify/dom.js';
import { actsView } from './acts.js';
import { get, Problem, session } from './api.js';
import { holdsView } from './holds.js';
import { listView } from './list.js';
import { dress as frame } from './menu.js';
import { missingView } from './missing.js';
import { input, toldOf } from './page.js';
import { recordView } from './record.js';
import { retentionView } from './retention.js';
import { seriesView } from './series.js';
import { tokensView } from './tokens.js';
import { webhooksView } from './webhooks.js';
import { LANGUAGES, spokenIn } from './words.js';

/** @import { Words } from './words.js' */

/** @typedef {{ name: string, role: string, token: string }} Me  whose token it is */

/**
 * What a view is given.
 * @typedef {object} Scene
 * @property {Words} words
 * @property {import('../verify/words.js').Words} report  the verifier's words
 * @property {Record<string, string>} query
 * @property {Me} me
 * @property {(role: 'officer' | 'admin') => boolean} may  what the token is good for
 * @property {AbortSignal} signal  ends when the person goes elsewhere
 * @property {(act: () => Promise<unknown>) => Promise<void>} guard  shows what goes wrong
 * @property {() => Promise<void>} redraw
 */

/**
 * @typedef {object} View
 * @property {string} name  in the address
 * @property {'records' | 'missing' | 'series' | 'holds' | 'retention' | 'webhooks' | 'tokens' | 'acts'} key  of its title
 * @property {string} least  the role that sees it
 * @property {(scene: Scene, rest: string) => Promise<Node[]>} draw
 */

/** @type {View[][]} Three groups: what there is, what becomes of it, who else has to do with it. */
const VIEWS = [
  [
    { name: 'records', key: 'records', least: 'read', draw: (scene, rest) => (rest ? recordView(scene, rest) : listView(scene)) },
    { name: 'missing', key: 'missing', least: 'read', draw: missingView },
    { name: 'over-time', key: 'series', least: 'read', draw: seriesView },
  ],
  [
    { name: 'holds', key: 'holds', least: 'officer', draw: holdsView },
    { name: 'retention', key: 'retention', least: 'officer', draw: retentionView },
  ],
  [
    { name: 'webhooks', key: 'webhooks', least: 'admin', draw: webhooksView },
    { name: 'tokens', key: 'tokens', least: 'admin', draw: tokensView },
    { name: 'acts', key: 'acts', least: 'admin', draw: actsView },
  ],
];

/** Each can do what those before it can. */
const ROLES = ['metrics', 'read', 'officer', 'admin'];

const NOBODY = { name: '', role: '', token: '' };

let { words, report } = await spokenIn(chosen(navigator.languages, LANGUAGES)?.tag ?? 'en');
/** @type {Me} Nobody until the receiver has said whose token it is. */
let me = NOBODY;
const may = (/** @type {string} */ least) => ROLES.indexOf(me.role) >= ROLES.indexOf(least);
let under = new AbortController();

const element = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** View, rest of the path and query. */
const place = () => {
  const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [view = '', ...rest] = path.split('/');
  return { view: view || 'records', rest: decodeURIComponent(rest.join('/')), query: Object.fromEntries(new URLSearchParams(query)) };
};

const dress = () => {
  const titles = ['', words.keeping, words.system];
  const groups = VIEWS.map((views, at) => ({
    group: titles[at] ?? '',
    views: views.filter(({ least }) => may(least)).map(({ name, key }) => /** @type {[string, string]} */ ([name, words[key]])),
  }));
  frame({
    words, report, leave, speak,
    view: place().view,
    groups: session.token() ? groups.filter(({ views }) => views.length) : [],
  });
};

/** Another language. Where it can't be fetched, that is told in the one that is there. @param {string} tag */
const speak = async (tag) => {
  try {
    ({ words, report } = await spokenIn(tag));
  } catch {
    dress();
    return paint(element('main'), troubleView(new Problem(0, '', ''), words));
  }
  await show();
};

const leave = () => {
  session.end();
  me = NOBODY;
  history.replaceState(null, '', location.pathname);
  show();
};

/** Draws what the address names. The last wish counts: what was under way before it is dropped. */
const show = async () => {
  under.abort();
  under = new AbortController();
  const { signal } = under;
  dress();
  const main = element('main');
  const { view, rest, query } = place();
  const all = VIEWS.flat();
  const { key, draw } = all.find(({ name }) => name === view) ?? /** @type {View} */ (all[0]);
  document.title = `${session.token() ? words[key] : words.signIn.title} · Samtycke`;
  if (!session.token()) return paint(main, signInView(words));
  main.setAttribute('aria-busy', 'true');
  const slow = setTimeout(() => main.replaceChildren(make('p', { class: 'quiet', role: 'status' }, words.loading)), 300);
  const guard = (/** @type {() => Promise<unknown>} */ act) => act().then(() => {}, (problem) => paint(main, troubleView(problem, words)));
  try {
    me = await get('api/me', {}, signal);
    dress();
    const nodes = await draw({ words, report, query, me, may, signal, guard, redraw: show }, rest);
    if (!signal.aborted) paint(main, nodes);
  } catch (problem) {
    if (signal.aborted) return;
    if (problem instanceof Problem && problem.status === 401) {
      session.end();
      dress();
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
const troubleView = (problem, words) => [
  make('h1', { tabindex: '-1' }, words.failed.title),
  make('p', { class: 'lead' }, toldOf(problem, words)),
  make('p', {}, make('button', { type: 'button', class: 'primary', onclick: show }, words.failed.again)),
];

addEventListener('hashchange', show);
show();
