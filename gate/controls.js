// The page's own controls: any element with `data-samtycke`.

import { decide, idOf } from './answer.js';
import { COOKIES, fromEmbed, languageFor } from './config.js';

/** @import { Answer } from './types.d.ts' */

/** @typedef {(control?: HTMLElement, layer?: Answer['layer']) => void} Action */

/** What they do, by the attribute's value; the interface adds its own. @type {Record<string, Action>} */
export const ACTIONS = /** @type {any} */ ({
  __proto__: null,
  'accept-all': /** @type {Action} */ ((_, layer = 'api') =>
    decide('accept_all', layer, COOKIES.services.map(idOf), COOKIES.categories.map(idOf))),
  'reject-all': /** @type {Action} */ ((_, layer = 'api') => decide('reject_all', layer, [], [])),
  policy: () => location.assign(policyUrl()),
});

/** The plain page of the policy. @param {Element} [element]  which may speak a language of its own */
export const policyUrl = (element) => fromEmbed(COOKIES.policy[languageFor(element)]);

export const startControls = () => {
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
