// The languages of the page.

import { DA } from './words-da.js';
import { EN } from './words-en.js';
import { SV } from './words-sv.js';

/** @typedef {typeof EN} Words */

/** @type {Words[]} */
export const LANGUAGES = [SV, DA, EN];

/** Norwegians read Danish more easily than English. @type {Record<string, string>} */
const NEAR = { nb: 'da', nn: 'da', no: 'da' };

/** The first that is wanted and there. @param {readonly string[]} wanted */
export const wordsFor = (wanted) => {
  for (const tag of wanted) {
    const primary = tag.split('-')[0]?.toLowerCase() ?? '';
    const found = LANGUAGES.find((words) => words.tag === (NEAR[primary] ?? primary));
    if (found) return found;
  }
  return EN;
};
