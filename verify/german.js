// German registration numbers as records carry them: the court, the register and its number, `Frankfurt am Main HRB12345`.

const REGISTER = /^(?:HRA|HRB|GnR|GsR|PR|VR)([1-9]\d{0,5})([A-Z]{1,2}|BHV)?$/;

/** What stands between court and number where people write them; in a record nothing does. */
const WORDS = [
  'Amtsgericht', 'Amtsgerichts', 'AG', 'Registergericht', 'Handelsregister', 'Handelsregisters', 'Vereinsregister',
  'Genossenschaftsregister', 'Partnerschaftsregister', 'Gesellschaftsregister', 'Registernummer', 'Nummer', 'des', 'beim', 'Nr',
].map((word) => word.toLowerCase());

/** @param {string} word */
const isWord = (word) => /^[\x00-\x7f]*$/.test(word) && WORDS.includes(word.replace(/\.+$/, '').toLowerCase());

/** Would the word be read as the number's beginning? @param {string} word */
const isRegister = (word) => {
  const [, rest] = /^(?:HRA|HRB|GnR|GsR|PR|VR)[-.]*(.*)$/i.exec(word) ?? [];
  return rest !== undefined && (rest === '' || /^\d/.test(rest) || isWord(rest));
};

/** @param {string} id */
export const isGerman = (id) => {
  const court = id.split(' ');
  const [, , branch = ''] = REGISTER.exec(court.pop() ?? '') ?? [];
  return (
    REGISTER.test(id.slice(id.lastIndexOf(' ') + 1)) &&
    !isWord(branch) &&
    court.length > 0 &&
    court.every((word) => /^[\p{Alphabetic}.\-/'’]+$/u.test(word) && !/\p{N}/u.test(word) && !isWord(word) && !isRegister(word))
  );
};

/** `Amtsgericht Frankfurt am Main, HRB 12345`. @param {string} id */
export const germanWritten = (id) => id.replace(/^(.*) ([A-Za-z]+)(\d+)([A-Z]*)$/, (_, court, register, count, branch) =>
  `Amtsgericht ${court}, ${register} ${count}${branch && ` ${branch}`}`);
