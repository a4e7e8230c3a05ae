// Registration numbers as records carry them: the form, and the check digits where a register has them.

import { unmade } from './checks.js';
import { germanWritten, isGerman } from './german.js';

/** @import { Finding } from './types.d.ts' */

/** @typedef {{ form: { test(id: string): boolean }, holds?: (digits: number[], id: string) => boolean | undefined }} Scheme */

/** @param {number[]} digits @param {number[]} weights */
const weighted = (digits, weights) => weights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0);

/** @param {...number} weights */
const modulus11 = (...weights) => (/** @type {number[]} */ digits) => weighted(digits, weights) % 11 === 0;

/** ISO/IEC 7812-1, annex B. @param {number[]} digits */
const luhn = (digits) =>
  digits.reduceRight((sum, digit, index) => {
    const doubled = (digits.length - index) % 2 === 0;
    return sum + (doubled ? Math.trunc(digit / 5) + ((digit * 2) % 10) : digit);
  }, 0) % 10 === 0;

/** @param {number[]} digits */
const estonian = (digits) => {
  let check = weighted(digits, [1, 2, 3, 4, 5, 6, 7]) % 11;
  if (check === 10) check = (weighted(digits, [3, 4, 5, 6, 7, 8, 9]) % 11) % 10;
  return check === digits[7];
};

/** An organisation's begins with 4 to 7 and ends with its century; a person's has no check digit any more. */
const icelandic = (/** @type {number[]} */ digits, /** @type {string} */ id) =>
  /^[4-7]/.test(id) ? modulus11(3, 2, 7, 6, 5, 4, 3, 2, 1)(digits) && /[890]$/.test(id) : undefined;

/** @type {Record<string, Scheme>} */
const SCHEMES = {
  'SE-ORGNR': { form: /^\d{10}$/, holds: luhn },
  'DK-CVR': { form: /^\d{8}$/, holds: modulus11(2, 7, 6, 5, 4, 3, 2, 1) },
  'NO-ORGNR': { form: /^\d{9}$/, holds: modulus11(3, 2, 7, 6, 5, 4, 3, 2, 1) },
  'FI-YTUNNUS': { form: /^\d{8}$/, holds: modulus11(7, 9, 10, 5, 8, 4, 2, 1) },
  'IS-KENNITALA': { form: /^\d{10}$/, holds: icelandic },
  'EE-REGISTRIKOOD': { form: /^\d{8}$/, holds: estonian },
  'DE-REGISTERNUMMER': { form: { test: isGerman } },
  'NL-KVK': { form: /^\d{8}$/ },
  'GB-CRN': { form: /^(?!GB|UK)(\d{8}|[A-Z][A-Z\d]\d{6}|[A-Z][A-Z\d]\d{5}[A-Z]|[A-Z][A-Z\d]\d{4}[A-Z]{2})$/ },
};

const WRONG = 'parties: a registration number does not fit its register, or was not checked as it says';

/**
 * Does the number fit, and was it checked as far as it says?
 * @param {{ scheme: string, id: string, check: string }} registry
 * @returns {Finding}
 */
export const numberFits = ({ scheme, id, check }) => {
  const known = SCHEMES[scheme];
  if (!known) return unmade('command-line', `parties: numbers of ${scheme} are checked by samtycke verify only`);
  const digits = [...id].filter((character) => /\d/.test(character)).map(Number);
  if (!known.form.test(id) || digits.every((digit) => digit === 0)) return WRONG;
  const held = known.holds?.(digits, id);
  return held !== false && check === (held ? 'check digits' : 'form') ? undefined : WRONG;
};

/** The layouts that people write; the others stand as they are. @type {Record<string, [string, string]>} */
const WRITTEN = {
  'SE-ORGNR': ['Org.nr', 'dddddd-dddd'],
  'DK-CVR': ['CVR', 'dd dd dd dd'],
  'NO-ORGNR': ['Org.nr', 'ddd ddd ddd'],
  'FI-YTUNNUS': ['Y-tunnus', 'ddddddd-d'],
  'IS-KENNITALA': ['kt.', 'dddddd-dddd'],
  'EE-REGISTRIKOOD': ['Registrikood', ''],
  'NL-KVK': ['KvK', ''],
  'GB-CRN': ['Company number', ''],
  'EU-VAT': ['VAT', ''],
};

/** As people of that country write it. @param {{ scheme: string, id: string }} registry */
export const numberWritten = ({ scheme, id }) => {
  if (scheme === 'DE-REGISTERNUMMER') return germanWritten(id);
  const [name, layout] = WRITTEN[scheme] ?? ['', ''];
  let at = 0;
  const written = layout ? layout.replaceAll('d', () => id[at++] ?? '') : id;
  return name ? `${name} ${written}` : written;
};
