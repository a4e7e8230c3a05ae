// <samtycke-cookies>: the banner until there is an answer, then a way back to it, and the preferences.

import { afterAnswer, answered, confirm, consent, decide, lastMethod, onAnswer } from './answer.js';
import { COOKIES, languageFor, textsFor } from './config.js';
import { ACTIONS, policyUrl } from './controls.js';
import { actOn, frontSheet } from './front.js';
import { mountView, unmountView } from './load.js';
import { optionsFor } from './options.js';
import { isParsing, onMutation, whenParsed } from './page.js';
import { place, startPlace } from './place.js';
import { isInPage } from './preferences.js';
import { gpc, mode, rule } from './rules.js';
import { build } from './tree.js';

/** @import { TreeNode } from './types.d.ts' */

/** The page's `<samtycke-cookies>`. @type {HTMLElement | undefined} */
let host;

/** Its shadow root. @type {ShadowRoot} */
let root;

/** What stands in it beside the preferences, and the tree that it was made of. @type {HTMLElement | undefined} */
let front;
/** @type {TreeNode | undefined} */
let frontTree;

/** The notice of Global Privacy Control has been closed. */
let noticed = false;

/** The preferences could not be opened: who wants to answer gets the banner instead. */
let failed = false;

/** What went away had the focus: what comes next gets it. */
let refocus = false;

/** Where the preferences are, or will be when the widget is here. @type {HTMLElement | undefined} */
let dialog;

/** They are there. */
let isOpen = false;

/** Defines the element, and puts it up as soon as there is a body. */
export const startCookies = () => {
  customElements.define('samtycke-cookies', CookiesElement);
  show();
  onMutation(show);
  whenParsed(show);
  // Preferences in the page that can't be shown are no way back.
  document.addEventListener('samtycke-error', show);
  onAnswer(leave);
  afterAnswer(show);
  startPlace();
  addActions();
};

class CookiesElement extends HTMLElement {
  connectedCallback() {
    // The parser may still have to read the declarative shadow root that a server put inside.
    if (isParsing()) requestAnimationFrame(() => settle(this));
    else settle(this);
  }
}

/** @param {HTMLElement} element */
const settle = (element) => {
  if (element === host) return front && place(front);
  // Ours stood in until the page's own came.
  host?.remove();
  host = element;
  dialog = undefined;
  isOpen = false;
  root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [frontSheet];
  root.addEventListener('click', onClick);
  // A server may have put one there.
  front = part('banner') ?? undefined;
  frontTree = front && COOKIES.banner[languageFor(host)];
  if (front) place(front);
  showFront(wantedFront());
};

/** @param {Event} event */
const onClick = (event) => {
  // The preferences have buttons of the same name, which are the widget's.
  if (!dialog?.contains(/** @type {Node} */ (event.target))) actOn(event, ACTIONS, 'banner');
};

const stand = () => {
  // A page that changes its content may have taken it along.
  if (host?.isConnected) return;
  const element = document.createElement('samtycke-cookies');
  document.body.prepend(element);
  settle(element);
};

/** As the first thing on the page, when something must be shown and the page has no element of its own for it. */
const show = () => {
  // Over a dialog nothing changes; when it is closed, we are asked again.
  if (isOpen && dialog?.isConnected) return;
  const wanted = wantedFront();
  if (!host?.isConnected && document.body && wanted) stand();
  if (host) showFront(wanted);
};

/**
 * The banner while there is no answer; what the browser answered instead; then, if the page is all there and has no
 * control of its own, a way back.
 */
const wantedFront = () => {
  const language = languageFor(host);
  // The one with all answers, where there is no other way to give them.
  if (failed) return COOKIES.banner[language];
  if (!answered()) return (rule().banner ?? COOKIES.banner)[language];
  if (WITH_GPC && lastMethod() === 'gpc' && !noticed) return COOKIES.gpc?.[language];
  if (!isParsing() && !document.querySelector('[data-samtycke="preferences"]') && !isInPage())
    return COOKIES.reopen[language];
};

/** The banner goes with the click; what comes in its place can wait until that is painted. */
const leave = () => {
  failed = false;
  if (isOpen && dialog?.isConnected) return;
  // Who has answered no longer waits for them.
  dialog?.remove();
  dialog = undefined;
  // In the head nothing stands yet.
  if (!front || wantedFront() === frontTree) return;
  refocus ||= !!root.activeElement;
  front?.remove();
  front = frontTree = undefined;
};

/** @param {TreeNode | undefined} tree */
const showFront = (tree) => {
  if (tree === frontTree) return;
  refocus ||= !!root.activeElement;
  front?.remove();
  frontTree = tree;
  front = tree ? /** @type {HTMLElement} */ (build(tree)) : undefined;
  if (front) {
    root.prepend(front);
    place(front);
  }
  if (WITH_GPC && gpc()) part('gpc-note')?.removeAttribute('hidden');
  part('policy-link')?.setAttribute('href', policyUrl(host));
  // Unless it has gone on meanwhile.
  if (refocus && document.activeElement === document.body) (part('reopen') ?? part('open-preferences'))?.focus();
  refocus = false;
};

/**
 * Opens the preferences. When that fails, the banner still takes an answer.
 * @param {HTMLElement} [opener]  gets the focus back
 */
const open = async (opener) => {
  if (dialog?.isConnected) return;
  stand();
  const sheet = document.createElement('div');
  dialog = sheet;
  root.append(sheet);
  part('error')?.remove();
  opener?.setAttribute('aria-busy', 'true');

  const end = () => {
    sheet.remove();
    if (dialog !== sheet) return;
    dialog = undefined;
    isOpen = false;
  };
  const element = /** @type {HTMLElement} */ (host);
  const view = await mountView(
    element,
    sheet,
    {
      ...optionsFor(element, 'preferences'),
      consent: consent(),
      decide: (method, services, categories) => decide(method, 'preferences', services, categories),
      closed: () => {
        if (!view || dialog !== sheet) return;
        unmountView(view);
        end();
        show();
        // The dialog itself gives the focus back to what had it, if that is still there.
        if (opener && !opener.isConnected) part('reopen')?.focus();
      },
    },
    () => {
      failed = dialog === sheet;
      end();
      if (!failed) return;
      show();
      front?.append(build(['p', { part: 'error', role: 'alert' }, textsFor(host).preferences]));
    },
  );
  opener?.removeAttribute('aria-busy');
  if (dialog === sheet) isOpen = !!view;
  else if (view) unmountView(view);
};

/** @param {HTMLElement} [opener] */
const preferences = (opener) => whenParsed(() => open(opener));

/** What our buttons do, by their part, and the page's controls. */
const addActions = () => {
  Object.assign(ACTIONS, {
    // A page's control may say it anywhere; elsewhere it would be no answer to what was asked.
    acknowledge: () => mode() === 'notice' && !answered() && confirm('acknowledge', 'banner'),
    'gpc-close': () => {
      noticed = true;
      show();
    },
    'open-preferences': preferences,
    reopen: preferences,
    preferences,
  });
};

/**
 * @param {string} name
 * @returns {HTMLElement | null}
 */
const part = (name) => root.querySelector(`[part~="${name}"]`);
