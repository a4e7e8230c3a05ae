// Forms that JSON can have. A form looks at a value and says what is wrong with it, and where.

/** @import { Value } from './types.d.ts' */

/** @typedef {(value: Value | undefined, place: string) => string | undefined} Form */

/** @param {string} problem @param {(value: Value) => boolean} fits @returns {Form} */
const plain = (problem, fits) => (value, place) =>
  value === undefined ? `${place} is missing` : fits(value) ? undefined : `${place || 'the value'} ${problem}`;

/** @param {RegExp} pattern @param {string} problem */
const matching = (pattern, problem) => plain(problem, (value) => typeof value === 'string' && pattern.test(value));

export const words = plain('must be a string', (value) => typeof value === 'string');
export const flag = plain('must be true or false', (value) => typeof value === 'boolean');
export const count = plain('must be an integer from 0 to 4294967295', (value) =>
  typeof value === 'number' && value >= 0 && value < 2 ** 32);
export const digest = matching(/^sha256:[0-9a-f]{64}$/, 'must be sha256: and 64 lower-case hexadecimal digits');
export const uuid = matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'must be a UUID in lower case');
export const region = matching(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'must be a code of ISO 3166 like US or US-CA');
export const timestamp = plain('must be a UTC time like 2026-11-21T23:10:55.000Z', (value) => {
  const [, day] = (typeof value === 'string' && TIME.exec(value)) || [];
  // A day that the month doesn't have becomes one of the next.
  return day !== undefined && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
});

const TIME = /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)\.\d{3}Z$/;

/** @param {string[]} allowed */
export const oneOf = (...allowed) =>
  plain(`must be one of ${allowed.join(' ')}`, (value) => typeof value === 'string' && allowed.includes(value));

/** @param {string} text @param {Form} otherwise @returns {Form} */
export const either = (text, otherwise) => (value, place) => (value === text ? undefined : otherwise(value, place));

/** @param {Form} form @returns {Form} */
export const optional = (form) => (value, place) => (value === undefined ? undefined : form(value, place));

/** @param {Form} item @returns {Form} */
export const list = (item) => (value, place) => {
  if (value === undefined) return `${place} is missing`;
  if (!Array.isArray(value)) return `${place} must be an array`;
  for (const [index, one] of value.entries()) {
    const problem = item(one, `${place}[${index}]`);
    if (problem) return problem;
  }
  return undefined;
};

/** An object with these members and no others. @param {Record<string, Form>} members @returns {Form} */
export const object = (members) => (value, place) => {
  if (value === undefined) return `${place} is missing`;
  if (typeof value !== 'object' || Array.isArray(value)) return `${place || 'the value'} must be an object`;
  const at = (/** @type {string} */ name) => (place ? `${place}.${name}` : name);
  const stranger = Object.keys(value).find((name) => !Object.hasOwn(members, name));
  if (stranger !== undefined) return `${at(stranger)} is not known here`;
  for (const [name, form] of Object.entries(members)) {
    const problem = form(/** @type {Value | undefined} */ (value[name]), at(name));
    if (problem) return problem;
  }
  return undefined;
};
