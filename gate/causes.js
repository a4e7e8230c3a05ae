// Why something could not be loaded, and what to do about it: the views tell the page no more than a code.

/** Of an address. */
export const NO_ANSWER = "does not answer: offline, CORS, or a CSP's connect-src";

/** By the code of `samtycke-error`; what it is said of comes before. @type {Record<string, string>} */
const CAUSES = {
  network: NO_ANSWER,
  missing: 'is not there: name the pack.json that `samtycke build` wrote',
  digest: 'is of another build',
  signature: 'has no pack.sig by this key',
  form: 'is of another release',
  insecure: 'needs https',
  'unknown-document': 'is not in the pack',
};

/** @param {any} detail  of a `samtycke-error` */
export const warn = ({ code, detail }) => {
  if (CAUSES[code]) console.warn(`samtycke: ${detail} ${CAUSES[code]}.`);
};
