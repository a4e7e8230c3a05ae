// The page around the report: its languages, and paper.

import { make } from './dom.js';
import { openAll } from './report.js';
import { LANGUAGES, wordsFor } from './words.js';

/** @import { Words } from './words.js' */

/**
 * Draws the page in the browser's language, and again when another one is chosen.
 * @param {(words: Words) => Node[]} draw
 * @returns {() => void}  draws anew
 */
export const framed = (draw) => {
  let words = wordsFor(navigator.languages);
  const show = () => {
    document.documentElement.lang = words.tag;
    document.title = words.title;
    document.querySelector('#languages')?.replaceChildren(
      ...LANGUAGES.map((one) =>
        make(
          'button',
          {
            type: 'button', lang: one.tag, 'aria-pressed': String(one === words),
            onclick: () => {
              words = one;
              show();
              /** @type {HTMLElement | null} */ (document.querySelector(`#languages [lang=${one.tag}]`))?.focus();
            },
          },
          one.language,
        )),
    );
    document.querySelector('#languages')?.setAttribute('aria-label', words.languages);
    document.querySelector('main')?.replaceChildren(...draw(words));
  };
  addEventListener('beforeprint', () => openAll(document));
  show();
  return show;
};

/** @param {Words} words */
export const printButton = (words) => make('button', { type: 'button', class: 'print', onclick: () => print() }, words.print);
