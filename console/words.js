// The languages of the page; the report's words are the verifier's own.

import { LANGUAGES as REPORT } from '../verify/words.js';
import { DA } from './words-da.js';
import { EN } from './words-en.js';
import { SV } from './words-sv.js';

/** @typedef {typeof EN} Words */

/** @type {Record<string, Words>} */
const WORDS = { sv: SV, da: DA, en: EN };

/** The page's words in the language of the report's. @param {{ tag: string }} report */
export const wordsOf = ({ tag }) => WORDS[tag] ?? EN;

export { REPORT };

/** @param {Words} words @param {'shown' | 'companies'} what @param {number} count */
export const counted = (words, what, count) => {
  const forms = words[what];
  const form = new Intl.PluralRules(words.tag).select(count) === 'one' ? forms.one : forms.other;
  return form.replace('{x}', new Intl.NumberFormat(words.tag).format(count));
};
