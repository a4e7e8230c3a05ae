// The page around the report: its languages, and paper.

import { directionOf } from './choose.js';
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
  /** All of them in a list: as buttons they would take a phone's first screen. */
  const choice = () => {
    const list = /** @type {HTMLSelectElement} */ (make(
      'select',
      {
        'aria-label': words.languages,
        onchange: () => {
          words = LANGUAGES.find(({ tag }) => tag === list.value) ?? words;
          show();
          document.querySelector('select')?.focus();
        },
      },
      ...LANGUAGES.map((one) => make('option', { value: one.tag, lang: one.tag }, one.language)),
    ));
    list.value = words.tag;
    return list;
  };
  const show = () => {
    document.documentElement.lang = words.tag;
    document.title = words.title;
    document.documentElement.dir = directionOf(words);
    document.querySelector('#languages')?.replaceChildren(choice());
    document.querySelector('main')?.replaceChildren(...draw(words));
  };
  addEventListener('beforeprint', () => openAll(document));
  show();
  return show;
};
