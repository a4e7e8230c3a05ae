// <samtycke-cookies>: the banner until there is an answer, then a way back to it, and the preferences.

import { acceptAll, answered, consent, decide, onAnswer, rejectAll } from './answer.js';
import { COOKIES, fromEmbed, languageFor, textsFor } from './config.js';
import { actOn, frontSheet } from './front.js';
import { mountView, unmountView } from './load.js';
import { optionsFor } from './options.js';
import { isParsing, onMutation, whenParsed } from './page.js';
import { build } from './tree.js';

/** @import { Answer } from './types.d.ts' */

/** The page's `<samtycke-cookies>`. @type {HTMLElement | undefined} */
let host;

/** Its shadow root. @type {ShadowRoot} */
let root;

/** Where the preferences are, or will be when the widget is here. @type {HTMLElement | undefined} */
let dialog;

/** Defines the element, puts it up as soon as there is a body, and listens for the page's own controls. */
export const startCookies = () => {
  customElements.define('samtycke-cookies', CookiesElement);
  standIn();
  onMutation(standIn);
  whenParsed(show);
  onAnswer(show);
  document.addEventListener('click', (event) => {
    for (const node of event.composedPath()) {
      const control = /** @type {HTMLElement} */ (node);
      const action = ACTIONS[control.dataset?.samtycke ?? ''];
      if (action) {
        event.preventDefault();
        return action(control);
      }
    }
  });
};

class CookiesElement extends HTMLElement {
  connectedCallback() {
    // The parser may still have to read the declarative shadow root that a server put inside.
    if (isParsing()) requestAnimationFrame(() => adopt(this));
    else adopt(this);
  }
}

/** @param {HTMLElement} element */
const adopt = (element) => {
  if (element === host) return;
  // Ours stood in until the page's own came.
  host?.remove();
  host = element;
  dialog = undefined;
  root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [frontSheet];
  root.addEventListener('click', onClick);
  showFront(wantedFront());
};

/** @param {Event} event */
const onClick = (event) => {
  // The preferences have buttons of the same name, which are the widget's.
  if (!dialog?.contains(/** @type {Node} */ (event.target))) actOn(event, ACTIONS, 'banner');
};

/** Puts the element up when something must be shown and the page has none: as the first thing on it. */
const standIn = () => {
  if (!host?.isConnected && document.body && wantedFront()) stand();
};

const stand = () => {
  // A page that changes its content may have taken it along.
  if (host?.isConnected) return;
  const element = document.createElement('samtycke-cookies');
  document.body.prepend(element);
  adopt(element);
};

const show = () => {
  standIn();
  if (host) showFront(wantedFront());
};

/** The banner while there is no answer; then, if the page is all there and has no control of its own, a way back. */
const wantedFront = () => {
  if (!answered()) return 'banner';
  if (!isParsing() && !document.querySelector('[data-samtycke="preferences"]')) return 'reopen';
};

/** @param {'banner' | 'reopen' | undefined} wanted */
const showFront = (wanted) => {
  const front = part('banner') ?? part('reopen');
  if (front && front === part(wanted)) return;
  const focused = root.activeElement;
  front?.remove();
  if (wanted) root.prepend(build(COOKIES[wanted][languageFor(host)]));
  part('policy-link')?.setAttribute('href', policyUrl());
  if (focused) (part('reopen') ?? part('open-preferences'))?.focus();
};

/**
 * Opens the preferences. When that fails, the banner still takes an answer.
 * @param {HTMLElement} [opener]  gets the focus back
 */
const open = async (opener) => {
  if (dialog) return;
  stand();
  const place = document.createElement('div');
  dialog = place;
  root.append(place);
  part('error')?.remove();
  opener?.setAttribute('aria-busy', 'true');

  const end = () => {
    place.remove();
    dialog = undefined;
  };
  const element = /** @type {HTMLElement} */ (host);
  const view = await mountView(
    element,
    place,
    {
      ...optionsFor(element, 'preferences'),
      consent: consent(),
      decide: (method, services, categories) => decide(method, 'preferences', services, categories),
      closed: () => {
        if (!view || dialog !== place) return;
        unmountView(view);
        end();
        show();
        // The dialog itself gives the focus back to what had it, if that is still there.
        if (opener && !opener.isConnected) part('reopen')?.focus();
      },
    },
    () => {
      end();
      showFront('banner');
      part('banner')?.append(build(['p', { part: 'error', role: 'alert' }, textsFor(host).preferences]));
    },
  );
  opener?.removeAttribute('aria-busy');
};

/** @param {HTMLElement} [opener] */
const preferences = (opener) => whenParsed(() => open(opener));

/**
 * What our buttons do, by their part, and any element of the page by its `data-samtycke`.
 * @type {Record<string, (control?: HTMLElement, layer?: Answer['layer']) => void>}
 */
export const ACTIONS = {
  'accept-all': (_, layer) => acceptAll(layer),
  'reject-all': (_, layer) => rejectAll(layer),
  'open-preferences': preferences,
  reopen: preferences,
  preferences,
  policy: () => location.assign(policyUrl()),
};

const policyUrl = () => fromEmbed(COOKIES.policy[languageFor(host)]);

/**
 * @param {string} [name]
 * @returns {HTMLElement | null}
 */
const part = (name) => root.querySelector(`[part~="${name}"]`);
