// What banner, re-open control and placeholder share: stylesheet and buttons.

import { COOKIES } from './config.js';

/** @type {CSSStyleSheet | undefined} */
let sheet;

export const frontSheet = () => {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(COOKIES.css);
  }
  return sheet;
};

/**
 * Calls the action that is named by a `part` of the button an event happened in.
 * @param {Event} event
 * @param {Record<string, (button: HTMLElement) => void>} actions
 */
export const actOn = (event, actions) => {
  const button = /** @type {Element} */ (event.target).closest('button');
  button?.part.forEach((part) => actions[part]?.(button));
};
