// <samtycke-cookies>: the banner until there is an answer, then a way back to it, and the preferences.

import { acceptAll, answered, consent, decide, onAnswer, rejectAll } from './answer.js';
import { COOKIES, fromEmbed, languageFor, textsFor } from './config.js';
import { actOn, frontSheet } from './front.js';
import { mountView, reportWidget } from './load.js';
import { optionsFor } from './options.js';
import { whenParsed } from './page.js';
import { build } from './tree.js';

class CookiesElement extends HTMLElement {
  // A server may have put the banner into a declarative shadow root.
  #root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });

  /** Where the preferences are, or will be when the widget is here. @type {HTMLElement | undefined} */
  #dialog;

  constructor() {
    super();
    this.#root.adoptedStyleSheets.push(frontSheet());
    this.#root.addEventListener('click', (event) => {
      // The preferences have buttons of the same name, which are the widget's.
      if (this.#dialog?.contains(/** @type {Node} */ (event.target))) return;
      actOn(event, {
        'accept-all': () => acceptAll('banner'),
        'reject-all': () => rejectAll('banner'),
        'open-preferences': (button) => this.open(button),
        reopen: (button) => this.open(button),
      });
    });
  }

  connectedCallback() {
    // Ours stood in until the page's own came.
    if (cookies !== this) cookies?.remove();
    cookies = this;
    this.show();
  }

  /** @param {'banner' | 'reopen' | undefined} [wanted] */
  show(wanted = wantedFront()) {
    const language = languageFor(this);
    const front = this.#part('banner') ?? this.#part('reopen');
    if (front !== this.#part(wanted)) {
      const focused = this.#root.activeElement;
      front?.remove();
      if (wanted) this.#root.prepend(build(COOKIES[wanted][language]));
      if (focused) this.#part('reopen')?.focus();
    }
    this.#part('banner')?.querySelector('[part~="policy-link"]')?.setAttribute('href', policyUrl(language));
  }

  /**
   * Opens the preferences. When that fails, the banner still takes an answer.
   * @param {HTMLElement} [opener]  gets the focus back
   */
  async open(opener) {
    if (this.#dialog) return;
    const dialog = document.createElement('div');
    this.#dialog = dialog;
    this.#root.append(dialog);
    this.#part('error')?.remove();
    if (opener) opener.ariaBusy = 'true';

    const end = () => {
      dialog.remove();
      this.#dialog = undefined;
    };
    /** @param {unknown} error */
    const fail = (error) => {
      end();
      this.show('banner');
      this.#part('banner')?.append(build(['p', { part: 'error', role: 'alert' }, textsFor(this).preferences]));
      reportWidget(this, error);
    };
    try {
      const view = await mountView(
        dialog,
        {
          ...optionsFor(this, 'preferences'),
          consent: consent(),
          decide: (method, services, categories) => decide(method, 'preferences', services, categories),
          closed: () => {
            if (this.#dialog !== dialog) return;
            view.destroy();
            end();
            this.show();
            if (opener) (opener.isConnected ? opener : this.#part('reopen'))?.focus();
          },
        },
        fail,
      );
    } catch (error) {
      fail(error);
    }
    if (opener) opener.ariaBusy = null;
  }

  /**
   * @param {string} [name]
   * @returns {HTMLElement | null}
   */
  #part(name) {
    return this.#root.querySelector(`[part~="${name}"]`);
  }
}

/** The one on this page. @type {CookiesElement | undefined} */
let cookies;

/** Defines the element, puts it up as soon as there is a body, and listens for the page's own controls. */
export const startCookies = () => {
  customElements.define('samtycke-cookies', CookiesElement);
  onAnswer(show);
  if (!answered()) whenBody(show);
  whenParsed(show);
  document.addEventListener('click', (event) => {
    for (const node of event.composedPath()) {
      const control = /** @type {HTMLElement} */ (node);
      const action = CONTROLS[control.dataset?.samtycke ?? ''];
      if (action) {
        event.preventDefault();
        return action(control);
      }
    }
  });
};

/** @param {HTMLElement} [opener] */
export const openPreferences = (opener) => whenBody(() => standing().open(opener));

export const openPolicy = () => location.assign(policyUrl(languageFor()));

/** What `data-samtycke` on any element of the page does. @type {Record<string, (control: HTMLElement) => void>} */
const CONTROLS = {
  'accept-all': () => acceptAll('api'),
  'reject-all': () => rejectAll('api'),
  preferences: openPreferences,
  policy: openPolicy,
};

/** The banner while there is no answer; then a way back to it, unless the page has one. */
const wantedFront = () => {
  if (!answered()) return 'banner';
  if (!document.querySelector('[data-samtycke="preferences"]')) return 'reopen';
};

const show = () => {
  if (cookies) cookies.show();
  else if (wantedFront()) standing();
};

const standing = () => {
  if (!cookies) document.body.prepend(document.createElement('samtycke-cookies'));
  return /** @type {CookiesElement} */ (cookies);
};

/** @param {string} language */
const policyUrl = (language) => fromEmbed(COOKIES.policy[language]);

/** @param {() => void} run */
const whenBody = (run) => {
  if (document.body) run();
  else {
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      observer.disconnect();
      run();
    }).observe(document.documentElement, { childList: true });
  }
};
