// The interface's words: a file a language, fetched when it is to be shown.

import { widgetFolder } from './folder.js';

/** On their way or here. @type {Record<string, Promise<string>>} */
const asked = {};

/**
 * The words of a language; of English where they aren't hosted. A failure is tried again the next time.
 * @param {string} language
 * @param {RequestCache} [cache]  how to fetch them anew, when they turned out to be another release's
 * @returns {Promise<string>}
 */
export const wordsFor = (language, cache) => {
  if (cache) delete asked[language];
  return (asked[language] ??= fetch(`${widgetFolder()}words/${language}.txt`, { cache })
    .then((answer) => (answer.ok || language === 'en' ? answer.text() : wordsFor('en', cache)))
    .catch((error) => {
      delete asked[language];
      throw error;
    }));
};
