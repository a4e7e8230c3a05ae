// One view in one state and one language, `?lang=fi&state=receipt`: puts it up and goes there.

import { STATES } from './states.js';

const RIGHT_TO_LEFT = ['ar', 'fa', 'he', 'ur'];

const query = new URLSearchParams(location.search);
const language = query.get('lang') ?? 'en';
const state = STATES[query.get('state') ?? ''] ?? STATES.banner;

/** All of these, in any shadow root. @param {string} selector @param {ParentNode} [root] @returns {HTMLElement[]} */
const all = (selector, root = document) => [
  .../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector)),
  ...[...root.querySelectorAll('*')].flatMap((element) => (element.shadowRoot ? all(selector, element.shadowRoot) : [])),
];

/** Those that can be seen. @param {string} selector */
const visible = (selector) => all(selector).filter((element) => element.checkVisibility());

/** What comes when something has been drawn. @template T @param {() => T | undefined} read @returns {Promise<T>} */
const appears = (read) =>
  new Promise((resolve) => {
    const look = () => {
      const found = read();
      if (found === undefined) requestAnimationFrame(look);
      else resolve(found);
    };
    look();
  });

const drawn = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

/** @param {import('./states.js').Step} step */
const go = async ([what, selector, value = '']) => {
  // What is busy takes no click yet.
  const first = await appears(() => visible(selector).find((element) => element.ariaDisabled !== 'true'));
  switch (what) {
    case 'see':
      first.scrollIntoView();
      break;
    case 'click':
      first.click();
      break;
    case 'each':
      for (const element of visible(selector)) element.click();
      break;
    case 'fill':
      /** @type {HTMLInputElement} */ (first).value = value;
      for (const name of ['input', 'change']) first.dispatchEvent(new Event(name, { bubbles: true }));
  }
  await drawn();
};

const show = async () => {
  const root = document.documentElement;
  root.lang = language;
  root.dir = RIGHT_TO_LEFT.includes(language) ? 'rtl' : 'ltr';
  if (state.element) {
    // The banner stands where nobody sees it: another view is what this page is about.
    const hidden = document.createElement('div');
    hidden.hidden = true;
    hidden.append(document.createElement('samtycke-cookies'));
    const element = document.createElement(state.element);
    element.setAttribute('memory', 'off');
    for (const [name, text] of Object.entries(state.attributes ?? {})) element.setAttribute(name, text);
    document.querySelector('#place')?.append(hidden, element);
    await appears(() => visible('.view > :not([part~="loading"]), [part~="error"]')[0]);
  } else await appears(() => visible('[part~="banner"]')[0]);
  for (const step of state.steps ?? []) await go(step);
  root.dataset.shown = '';
};

const embed = document.createElement('script');
embed.src = 'pack/embed.js';
const receivers = { none: '', lost: 'http://127.0.0.1:9', '': '/' };
Object.assign(embed.dataset, { lang: language, endpoint: receivers[state.receiver ?? ''], region: state.region ?? '' });
embed.onload = show;
document.head.append(embed);
