// Texts of a manifest, which are there in every language of the pack, and the texts of documents.

/** @import { Text } from './types.d.ts' */

/**
 * In that language, or in the first there is.
 * @param {Record<string, string>} text @param {string} language
 * @returns {string}
 */
export const inLanguage = (text, language) => text[language] ?? text[Object.keys(text).sort()[0] ?? ''] ?? '';

/**
 * The texts given must be those that were accepted, and say of themselves what the record says of them.
 * @param {any[]} named @param {any} manifest @param {Text[]} texts
 */
export const textsFit = (named, manifest, texts) => {
  for (const { digest, document } of texts) {
    const found = named.find(({ id, language }) => id === document.id && language === document.language);
    if (!found || document.pack !== manifest.id) continue;
    if (found.sha256 !== digest) {
      // Another version may lie in the same folder; the same version in other words may not.
      if (found.version !== document.version) continue;
      return `${document.id}: the text given is ${digest}, the record names ${found.sha256}`;
    }
    const says = ['title', 'version', 'effective'].every((name) => found[name] === undefined || document[name] === found[name]);
    if (!says) return `${document.id}: the text has another title, version or date than the record says`;
  }
  return undefined;
};
