// Which of the languages that there are suits a reader, and which way it runs.

/** Who has none of their own here reads these more easily than English. @type {Record<string, string[]>} */
const NEAR = { nb: ['da'], nn: ['nb', 'da'], no: ['nb', 'da'] };

/** The first that is wanted and there. @template {{ tag: string }} T @param {readonly string[]} wanted @param {readonly T[]} among @returns {T | undefined} */
export const chosen = (wanted, among) => {
  for (const tag of wanted) {
    const primary = tag.split('-')[0]?.toLowerCase() ?? '';
    for (const near of [primary, ...(NEAR[primary] ?? [])]) {
      const found = among.find((one) => one.tag === near);
      if (found) return found;
    }
  }
  return undefined;
};

/** @param {{ tag: string }} language */
export const directionOf = ({ tag }) => (tag === 'ar' ? 'rtl' : 'ltr');
