// The languages of the page: those of the interface. Each is fetched alone, with the verifier's words of the same language.

/** @typedef {typeof import('./words-en.js').EN} Words */
/** @typedef {{ other: string } & { [form in Intl.LDMLPluralRule]?: string }} Plural */
/** @typedef {{ words: Words, report: import('../verify/words.js').Words }} Spoken  this page's words, and the verifier's */

export const LANGUAGES = [
  { tag: 'sv', name: 'Svenska' },
  { tag: 'da', name: 'Dansk' },
  { tag: 'nb', name: 'Norsk' },
  { tag: 'fi', name: 'Suomi' },
  { tag: 'en', name: 'English' },
  { tag: 'de', name: 'Deutsch' },
  { tag: 'fr', name: 'Français' },
  { tag: 'nl', name: 'Nederlands' },
  { tag: 'pl', name: 'Polski' },
  { tag: 'es', name: 'Español' },
  { tag: 'it', name: 'Italiano' },
  { tag: 'pt', name: 'Português' },
  { tag: 'et', name: 'Eesti' },
  { tag: 'ar', name: 'العربية' },
  { tag: 'uk', name: 'Українська' },
];

/** Fetches a language; the browser keeps it. @param {string} tag  one of those @returns {Promise<Spoken>} */
export const spokenIn = async (tag) => {
  const [words, report] = await Promise.all([import(`./words-${tag}.js`), import(`../verify/words-${tag}.js`)]);
  const name = tag.toUpperCase();
  return { words: words[name], report: report[name] };
};

/** @param {Words} words @param {'shown' | 'companies' | 'months' | 'consents' | 'agreements' | 'heldBack' | 'andMore'} what @param {number} count */
export const counted = (words, what, count) => {
  const forms = words[what];
  const form = forms[new Intl.PluralRules(words.locale).select(count)] ?? forms.other;
  return form.replace('{n}', new Intl.NumberFormat(words.locale).format(count));
};
