// The visitor's answer on this page: what it allows, and what happens when it changes.

import { clear } from './clear.js';
import { COOKIES, endpointFor, languageFor, packFor } from './config.js';
import { deliver, keepForRecord } from './deliver.js';
import { emit, report } from './events.js';
import { keepAnswer, readAnswer } from './store.js';

/** @import { Answer, Consent, Method, Service, Stored } from './types.d.ts' */

let current = readAnswer();

/** The answer before the last one of this page: what was withdrawn is known by it. @type {Stored | undefined} */
let previous;

/** @type {(() => void)[]} */
const observers = [];

/** Runs after each answer, before the page hears of it. @param {() => void} run */
export const onAnswer = (run) => observers.push(run);

/** Is there an answer? */
export const answered = () => !!current;

/**
 * May this run? Unknown categories and services may not.
 * @param {string} category
 * @param {string} [service]  without one: the category as a whole
 */
export const has = (category, service) => allows(current, category, service);

/**
 * Was this allowed before the last answer, and isn't now?
 * @param {string} category
 * @param {string} [service]
 */
export const isWithdrawn = (category, service) => allows(previous, category, service) && !has(category, service);

/** @returns {Consent} */
export const consent = () => ({
  answered: answered(),
  categories: COOKIES.categories.filter((category) => has(category.id)).map(idOf),
  services: COOKIES.services.filter((service) => has(service.category, service.id)).map(idOf),
  time: current && new Date(current.t).toISOString(),
});

/** @param {Answer['layer']} layer */
export const acceptAll = (layer) =>
  decide('accept_all', layer, COOKIES.services.map(idOf), COOKIES.categories.map(idOf));

/** @param {Answer['layer']} layer */
export const rejectAll = (layer) => decide('reject_all', layer, [], []);

/**
 * Changes some ids of services or categories and leaves the others as they are.
 * @param {Answer['layer']} layer
 * @param {boolean} allow
 * @param {string | string[]} [ids]  all when left out
 */
export const change = (layer, allow, ids = COOKIES.categories.map(idOf)) => {
  const named = [ids].flat();
  /** @param {Service} service */
  const isNamed = (service) => named.includes(service.id) || named.includes(service.category);
  decide(
    allow ? 'save' : 'withdraw',
    layer,
    COOKIES.services
      .filter((service) => (isNamed(service) ? allow : has(service.category, service.id)))
      .map(idOf),
    COOKIES.categories
      .filter(({ id }) =>
        named.includes(id)
          ? allow
          : // A category is no longer allowed whole when one of its services is withdrawn.
            has(id) && (allow || !COOKIES.services.some((service) => service.category === id && isNamed(service))),
      )
      .map(idOf),
  );
};

/**
 * An answer was given: keep it, clear what it no longer allows, tell everyone, record it.
 * @param {Method} method
 * @param {Answer['layer']} layer
 * @param {string[]} services
 * @param {string[]} categories
 */
export const decide = (method, layer, services, categories) => {
  const before = consent();
  const time = new Date();
  previous = current;
  current = {
    v: 1,
    t: +time,
    f: COOKIES.fingerprint,
    s: COOKIES.services.filter(({ id, category }) => services.includes(id) && isOptional(category)).map(idOf),
    c: categories.filter(isOptional),
  };
  keepAnswer(current);
  const now = consent();
  const remaining = clear(COOKIES.services.filter((service) => !now.services.includes(service.id)));

  observers.forEach((run) => run());
  const changed = difference(before, now);
  emit(document, 'consent', { ...now, changed, remaining });

  if (!endpointFor()) return;
  if (!isSecureContext) return report(document, method, 'answers are not recorded: signing needs https.');
  keepForRecord({
    id: crypto.randomUUID(),
    time: time.toISOString(),
    method,
    layer,
    services: current.s,
    categories: current.c,
    before: previous ? [...previous.s, ...previous.c] : [],
    lang: languageFor(),
    pack: packFor(),
    endpoint: endpointFor(),
    page: location.origin + location.pathname,
    fingerprint: COOKIES.fingerprint,
    banner: COOKIES.digest,
  });
  deliver();
};

/**
 * @param {Stored | undefined} answer
 * @param {string} category
 * @param {string} [service]
 */
const allows = (answer, category, service) =>
  COOKIES.categories.some(
    ({ id, state }) =>
      id === category &&
      (state === 'always' || (service ? answer?.s.includes(service) : answer?.c.includes(category))),
  );

/** @param {string} category */
const isOptional = (category) => COOKIES.categories.some(({ id, state }) => id === category && state === 'ask');

/**
 * Ids of services and categories that are in one but not in the other.
 * @param {Consent} one
 * @param {Consent} other
 */
const difference = (one, other) => {
  const [a, b] = [one, other].map(({ categories, services }) => [...categories, ...services]);
  return [...a.filter((id) => !b.includes(id)), ...b.filter((id) => !a.includes(id))];
};

/** @param {{ id: string }} thing */
const idOf = ({ id }) => id;
