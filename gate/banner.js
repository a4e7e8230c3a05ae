// <samtycke-cookies>: the banner until there is an answer, then a way back to it, and the preferences.

import { afterAnswer, answered, confirm, lastMethod, onAnswer } from './answer.js';
import { COOKIES, languageFor, textsFor } from './config.js';
import { ACTIONS, policyUrl } from './controls.js';
import { actOn, frontSheet } from './front.js';
import { expectPreferences, loadViews, tell } from './later.js';
import { isBeingParsed, isParsing, onMutation, painted, whenParsed } from './page.js';
import { place, startPlace } from './place.js';
import { gpc, mode, rule } from './rules.js';
import { isInPage } from './shell.js';
import { build } from './tree.js';

/** @import { TreeNode, Views } from './types.d.ts' */

/** The page's `<samtycke-cookies>`. @type {HTMLElement | undefined} */
let host;

/** Its shadow root. @type {ShadowRoot} */
let root;

/** What stands in it beside the preferences, and the tree that it was made of. @type {HTMLElement | undefined} */
let front;
/** @type {TreeNode | undefined} */
let frontTree;

/** What says that Global Privacy Control was honoured, fetched then. @type {Record<string, TreeNode> | undefined} */
let notice;

/** It has been closed, or can't be had. */
let noticed = false;

/** The preferences could not be opened: who wants to answer gets this banner instead. @type {TreeNode | undefined} */
let failed;

/** What went away had the focus: what comes next gets it. */
let refocus = false;

/** Where the preferences will be when they are here. @type {HTMLElement | undefined} */
let dialog;

/** They are there. When the browser closes them, it says so only later. */
const isOpen = () => host?.isConnected && root.querySelector('dialog[open]');

/** What the mouse went down on. @type {Node | undefined} */
let pressed;

/** Defines the element, and puts it up as soon as there is a body. */
export const startCookies = () => {
  customElements.define('samtycke-cookies', CookiesElement);
  show();
  onMutation(show);
  // The way back can wait until what was allowed runs, and the page is on the screen.
  whenParsed(() => painted().then(show));
  // Preferences in the page that can't be shown are no way back.
  document.addEventListener('samtycke-error', show);
  onAnswer(leave);
  afterAnswer(show);
  if (WITH_GPC) afterAnswer(fetchNotice);
  startPlace();
  addActions();
  for (const type of ['pointerover', 'focusin']) addEventListener(type, onApproach);
};

class CookiesElement extends HTMLElement {
  connectedCallback() {
    // Ours stood in until the page's own came.
    if (this !== host) host?.remove();
    settleWhole(this);
  }
}

/** The parser may still be reading the declarative shadow root that a server put inside. @param {HTMLElement} element */
const settleWhole = (element) => {
  if (!isBeingParsed(element)) return settle(element);
  // Before each frame: of what is there so far nobody sees anything who has answered.
  if (answered()) element.shadowRoot?.replaceChildren();
  requestAnimationFrame(() => settleWhole(element));
};

/** @param {HTMLElement} element */
const settle = (element) => {
  if (element === host) return front && place(front);
  host = element;
  dialog = undefined;
  root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [frontSheet];
  root.addEventListener('click', onClick);
  root.addEventListener('mousedown', ({ target }) => {
    pressed = /** @type {Node} */ (target);
  });
  root.addEventListener('mouseup', onRelease);
  adoptFront();
  showFront(wantedFront());
};

/** A server may have put a banner there, and somebody may have pressed one of its buttons before we came. */
const adoptFront = () => {
  const tree = wantedFront();
  front = part('banner') ?? undefined;
  frontTree = undefined;
  // Nothing takes its place before the page is parsed.
  if (!tree) front?.remove();
  // Of another language, region or edition it is of no use.
  if (!front || !tree || front.textContent !== build(tree).textContent) return;
  const pressed = root.querySelector('.pressed:popover-open');
  root.querySelectorAll('.pressed').forEach((mark) => mark.remove());
  frontTree = tree;
  dress(front);
  // Once everything is started.
  if (pressed) setTimeout(() => part(pressed.id)?.click());
};

/** @param {Event} event */
const onClick = (event) => {
  // The preferences have buttons of the same name, and answer for themselves.
  if (!(/** @type {Element} */ (event.target).closest('dialog'))) actOn(event, ACTIONS, 'banner');
};

/** The page took the banner along while it was pressed: no browser makes a click of that. @param {Event} event */
const onRelease = ({ target }) => {
  const button = /** @type {HTMLElement} */ (target);
  if (pressed?.isConnected === false && pressed.textContent === button.textContent) button.click();
  // What is let go of later was pressed elsewhere.
  pressed = undefined;
};

const stand = () => {
  // A page that changes its content may have taken it along. Its own may be about to settle.
  if (host?.isConnected || document.querySelector('samtycke-cookies')) return;
  const element = document.createElement('samtycke-cookies');
  document.body.prepend(element);
  settle(element);
};

/** As the first thing on the page, when something must be shown and the page has no element of its own for it. */
const show = () => {
  // Over a dialog nothing changes; when it is closed, we are asked again.
  if (isOpen()) return;
  const wanted = wantedFront();
  if (document.body && wanted) stand();
  if (host?.isConnected) showFront(wanted);
};

/**
 * The banner while there is no answer; what the browser answered instead; then, if the page is all there and has no
 * control of its own, a way back.
 */
const wantedFront = () => {
  const language = languageFor(host);
  if (failed) return failed;
  // Where nothing can be refused nobody is asked; in some regions people are told.
  if (!answered() && (WITH_QUESTION || (WITH_REGIONS && mode() === 'notice'))) return asking(language);
  if (WITH_GPC && lastMethod() === 'gpc' && !noticed) return notice?.[language];
  if (!isParsing() && !document.querySelector('[data-samtycke="preferences"]') && !isInPage())
    return COOKIES.reopen[language];
};

const fetchNotice = () => {
  if (lastMethod() !== 'gpc') return;
  import('./notice.js')
    .then(
      ({ notices }) => {
        notice = notices;
      },
      (error) => {
        noticed = true;
        tell(document, error);
      },
    )
    .then(show);
};

/** @param {string} language */
const asking = (language) => ((WITH_REGIONS && rule().banner) || COOKIES.banner)[language];

/** The banner goes with the click; what comes in its place can wait until that is painted. */
const leave = () => {
  failed = undefined;
  if (isOpen()) return;
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
    dress(front);
  }
  // Unless it has gone on meanwhile.
  if (refocus && document.activeElement === document.body) (part('reopen') ?? part('open-preferences'))?.focus();
  refocus = false;
};

/** What a tree can't know. @param {HTMLElement} element */
const dress = (element) => {
  place(element);
  if (WITH_GPC && gpc()) {
    if (WITH_GPC_NOTE) part('gpc-note')?.removeAttribute('hidden');
    // Only what changes while it is there is read out.
    const news = element.querySelector('[role="status"]');
    if (news) requestAnimationFrame(() => news.append(...news.childNodes));
  }
  part('policy-link')?.setAttribute('href', policyUrl(host));
};

/**
 * Opens the preferences. When that fails, the banner still takes an answer.
 * @param {HTMLElement} [opener]  gets the focus back
 */
const open = async (opener) => {
  if (isOpen() || (dialog?.isConnected && !dialog.firstChild)) return;
  dialog?.remove();
  stand();
  const sheet = document.createElement('div');
  dialog = sheet;
  root.append(sheet);
  part('error')?.remove();
  opener?.setAttribute('aria-busy', 'true');

  /** @returns {unknown} were they ours? */
  const end = () => {
    sheet.remove();
    if (dialog !== sheet) return;
    dialog = undefined;
    return sheet;
  };
  const close = () => {
    if (!end()) return;
    show();
    // The dialog itself gives the focus back to what had it, if that is still there.
    if (opener && !opener.isConnected) part('reopen')?.focus();
  };
  const element = /** @type {HTMLElement} */ (host);
  try {
    await /** @type {Required<Views>} */ (await loadViews()).openPreferences(element, sheet, close);
  } catch (error) {
    if (end()) {
      // The words that hold here, and all answers: there is no other way to give them.
      const language = languageFor(element);
      const asked = COOKIES.banner[language];
      failed = /** @type {any} */ (WITH_REGIONS ? [...asking(language).slice(0, 3), asked[3]] : [...asked]);
      show();
      front?.append(build(['p', { part: 'error', role: 'alert' }, textsFor(element).preferences]));
    }
    tell(element, error);
  }
  opener?.removeAttribute('aria-busy');
};

/** Who points at a way to the preferences may want them. @param {Event} event */
const onApproach = (event) => {
  const [target] = /** @type {HTMLElement[]} */ (event.composedPath());
  if (target.closest?.('[part~="open-preferences"],[part~="reopen"],[data-samtycke="preferences"]')) expectPreferences();
};

/** @param {HTMLElement} [opener] */
const preferences = (opener) => whenParsed(() => open(opener));

/** What our buttons do, by their part, and the page's controls. */
const addActions = () => {
  ACTIONS['open-preferences'] = ACTIONS.reopen = ACTIONS.preferences = preferences;
  if (WITH_REGIONS)
    // A page's control may say it anywhere; elsewhere it would be no answer to what was asked.
    ACTIONS.acknowledge = () => mode() === 'notice' && !answered() && confirm('acknowledge', 'banner');
  if (WITH_GPC || !WITH_QUESTION)
    ACTIONS['gpc-close'] = () => {
      noticed = true;
      if (!WITH_QUESTION) failed = undefined;
      show();
    };
};

/**
 * @param {string} name
 * @returns {HTMLElement | null}
 */
const part = (name) => root.querySelector(`[part~="${name}"]`);
