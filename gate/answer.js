// The visitor's answer on this page: what it allows, and what happens when it changes.

import { clear } from './clear.js';
import { COOKIES, endpointFor, languageFor, packFor } from './config.js';
import { deliver, keepForRecord } from './deliver.js';
import { emit } from './events.js';
import { keepAnswer, readAnswer } from './store.js';

/** @import { Answer, Consent, Method, Stored } from './types.d.ts' */

let current = readAnswer();

/** The answer before the last one of this page: what was withdrawn is known by it. @type {Stored | undefined} */
let previous;

/** @type {(() => void)[]} */
const observers = [];

/** Runs after each answer, before the page hears of it, whatever the page does with the event. @param {() => void} run */
export const onAnswer = (run) => observers.push(run);

// A page that comes back from the browser's cache may have slept through an answer given elsewhere.
addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  current = readAnswer();
  observers.forEach((run) => run());
});

export const answered = () => !!current;

/**
 * May this run? What the pack doesn't know may not: nobody was asked about it.
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
  categories: COOKIES.categories.map(idOf).filter((id) => has(id)),
  services: COOKIES.services.filter(({ id, category }) => has(category, id)).map(idOf),
  time: current && new Date(current.t).toISOString(),
});

/** @param {Answer['layer']} [layer] */
export const acceptAll = (layer = 'api') =>
  decide('accept_all', layer, COOKIES.services.map(idOf), COOKIES.categories.map(idOf));

/** @param {Answer['layer']} [layer] */
export const rejectAll = (layer = 'api') => decide('reject_all', layer, [], []);

/**
 * Allows or withdraws some services and categories, and leaves the others as they are.
 * @param {Answer['layer']} layer
 * @param {boolean} allow
 * @param {string | string[]} [ids]  all when left out
 */
export const change = (layer, allow, ids = COOKIES.categories.map(idOf)) => {
  /** @param {string} id */
  const isNamed = (id) => [ids].flat().includes(id);
  decide(
    allow ? 'save' : 'withdraw',
    layer,
    COOKIES.services
      .filter(({ id, category }) => (isNamed(id) || isNamed(category) ? allow : has(category, id)))
      .map(idOf),
    COOKIES.categories.map(idOf).filter((id) => (isNamed(id) ? allow : has(id))),
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
  const before = idsOf(consent());
  previous = current;
  current = {
    v: 1,
    t: Date.now(),
    f: COOKIES.fingerprint,
    s: COOKIES.services.filter(({ id, category }) => services.includes(id) && isOptional(category)).map(idOf),
    // Allowed whole is only what has no refused service in it.
    c: categories.filter(
      (name) =>
        isOptional(name) && COOKIES.services.every(({ id, category }) => category !== name || services.includes(id)),
    ),
  };
  keepAnswer(current);
  const remaining = clear(COOKIES.services.filter(({ id, category }) => !has(category, id)));

  observers.forEach((run) => run());
  const now = consent();
  const all = [...before, ...idsOf(now)];
  const changed = all.filter((id) => all.indexOf(id) === all.lastIndexOf(id));
  emit(document, 'consent', { ...now, changed, remaining });

  // The element that asked, when the page has one, may name endpoint, pack and language itself.
  const asked = document.querySelector('samtycke-cookies') ?? undefined;
  const endpoint = endpointFor(asked);
  if (!endpoint) return;
  keepForRecord({
    // Only on an insecure page it isn't there. Nothing can be signed there either, and the widget says so.
    id: crypto.randomUUID?.(),
    time: new Date(current.t).toISOString(),
    method,
    layer,
    services: current.s,
    categories: current.c,
    before: previous ? [...previous.s, ...previous.c] : [],
    lang: languageFor(asked),
    pack: packFor(asked),
    manifest: CONFIG.manifest ?? '',
    endpoint,
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
  stateOf(category) === 'always' || !!(service ? answer?.s : answer?.c)?.includes(service || category);

/** @param {string} category */
const isOptional = (category) => stateOf(category) === 'ask';

/** @param {string} category */
const stateOf = (category) => COOKIES.categories.find(({ id }) => id === category)?.state;

/** A category and a service may share an id. @param {Consent} consent */
const idsOf = ({ categories, services }) => [...categories, ...services];

/** @param {{ id: string }} thing */
const idOf = ({ id }) => id;
