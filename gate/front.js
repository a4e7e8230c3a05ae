// What banner, re-open control and placeholder share: stylesheet and buttons.

import { COOKIES } from './config.js';

/** @import { Answer } from './types.d.ts' */

export const frontSheet = new CSSStyleSheet();
frontSheet.replaceSync(COOKIES.css);

/**
 * Calls the action that is named by a `part` of the button an event happened in.
 * @param {Event} event
 * @param {Record<string, (button: HTMLElement, layer: Answer['layer']) => void>} actions
 * @param {Answer['layer']} layer
 */
export const actOn = (event, actions, layer) => {
  const button = /** @type {Element} */ (event.target).closest('button');
  button?.part.forEach((part) => actions[part]?.(button, layer));
};
