// The visitor's answer on this page: what it allows, and what happens when it changes.

import { clear } from './clear.js';
import { COOKIES, endpointFor, languageFor, packFor } from './config.js';
import { deliver, isAllKept, keepForRecord } from './deliver.js';
import { emit } from './events.js';
import { painted, whenParsed } from './page.js';
import { byDefault, gpc, mode, regionNow, rule, setRegion, settlesAll } from './rules.js';
import { keepAnswer, readAnswer } from './store.js';

/** @import { Answer, Consent, ConsentChange, Method, Stored } from './types.d.ts' */

let current = readAnswer();

/** The answer, if it is one to what is asked here: what was merely in force elsewhere needs a yes where one is asked first. */
const counting = () =>
  (!WITH_REGIONS || mode() === 'opt-in') && current?.n.some(needsConsent) ? undefined : current;

/** How the last answer on this page was given. @type {Method | undefined} */
let method;

/** What was allowed when last asked. @type {Consent} */
let held;

/** What was withdrawn on this page and not allowed again. */
const gone = { services: /** @type {string[]} */ ([]), categories: /** @type {string[]} */ ([]) };

/** @type {(() => void)[]} */
const atOnce = [];
/** @type {(() => void)[]} */
const afterwards = [];

/** Runs with each change: what shows on the screen that an answer was heard. @param {() => void} run */
export const onAnswer = (run) => atOnce.push(run);

/** Runs when that has been painted, before the page hears of the change. @param {() => void} run */
export const afterAnswer = (run) => afterwards.push(run);

/** Honours the browser's signal, says what holds when the page can hear it, and listens for answers given elsewhere. */
export const startAnswer = () => {
  held = consent();
  honourSignal();
  whenParsed(() => emit(document, 'consent', sinceLoad()));
  // A page that slept, in the browser's cache or in the background.
  addEventListener('pageshow', ({ persisted }) => persisted && takeOver());
  document.addEventListener('visibilitychange', takeOver);
  // Another tab or subdomain, which nobody gets to without leaving this one. To listen takes the browser some time, too.
  if (document.hasFocus()) addEventListener('blur', listen);
  else listen();
};

const listen = () => {
  addEventListener('storage', takeOver);
  window.cookieStore?.addEventListener('change', takeOver);
};

export const answered = () => !!counting();

export const lastMethod = () => method;

/**
 * May this run? What the pack doesn't know may not: nobody was asked about it.
 * @param {string} category
 * @param {string} [service]  without one, or with one of another category: the category as a whole
 */
export const has = (category, service) => {
  const entry = COOKIES.categories.find(({ id }) => id === category);
  const own = COOKIES.services.find(({ id }) => id === service);
  if (!entry || (service && !own)) {
    warnOnce([category, service].filter(Boolean).join(' '));
    return false;
  }
  if (entry.state === 'always') return true;
  const answer = counting();
  return answer ? isListed(answer.s, answer.c, category, service) : byDefault(entry);
};

/**
 * Was this allowed on this page, and isn't any more?
 * @param {string} category
 * @param {string} [service]
 */
export const isWithdrawn = (category, service) =>
  isListed(gone.services, gone.categories, category, service) && !has(category, service);

/**
 * @param {string[]} services
 * @param {string[]} categories
 * @param {string} category
 * @param {string} [service]
 */
const isListed = (services, categories, category, service = '') =>
  COOKIES.services.some((one) => one.id === service && one.category === category)
    ? services.includes(service)
    : categories.includes(category);

/** @returns {Consent} */
export const consent = () => ({
  answered: answered(),
  categories: COOKIES.categories.map(idOf).filter((id) => has(id)),
  services: COOKIES.services.filter(({ id, category }) => has(category, id)).map(idOf),
  time: answered() && current ? new Date(current.t).toISOString() : undefined,
  mode: mode(),
  gpc: gpc(),
});

/** What holds, for whoever comes late. @returns {ConsentChange} */
export const sinceLoad = () => ({ ...consent(), occasion: 'load', changed: [], remaining: [] });

/**
 * Takes what is in force as the answer: nobody was asked, somebody was told.
 * @param {Method} how
 * @param {Answer['layer']} layer
 */
export const confirm = (how, layer) => {
  const { services, categories } = consent();
  decide(how, layer, services, categories);
};

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
 * An answer was given: keep it, and what its record is made of; then let it count.
 * @param {Method} how
 * @param {Answer['layer']} layer
 * @param {string[]} services
 * @param {string[]} categories
 */
export const decide = (how, layer, services, categories) => {
  const s = COOKIES.services.filter(({ id, category }) => services.includes(id) && isOptional(category)).map(idOf);
  // Allowed whole is only what has no refused service in it.
  const c = categories.filter(
    (name) => isOptional(name) && COOKIES.services.every(({ id, category }) => category !== name || s.includes(id)),
  );
  /** @type {Stored} */
  const answer = {
    v: 1,
    // Later than the last one, even when the clock was set back: the latest counts.
    t: Math.max(Date.now(), (current?.t ?? 0) + 1),
    f: COOKIES.fingerprint,
    s,
    c,
    n: leftInForce(how, s, c),
  };
  method = how;
  keepAnswer(answer);
  const given = counting()?.s.filter((id) => !current?.n.includes(id)) ?? [];
  // In the head an element with an endpoint of its own isn't there yet; a visitor's act may be the page's last.
  if (how === 'gpc') whenParsed(() => record(answer, how, layer, given));
  else record(answer, how, layer, given);
  adopt(answer, answered() ? 'change' : 'first');
};

/**
 * What stays allowed without anybody having said yes to it.
 * @param {Method} how
 * @param {string[]} services
 * @param {string[]} categories
 * @returns {string[]}
 */
const leftInForce = (how, services, categories) => {
  if (how === 'accept_all') return [];
  const answer = counting();
  const was = idsOf(consent());
  return [...services, ...categories].filter((id) => was.includes(id) && (!answer || answer.n.includes(id)));
};

/**
 * Lets an answer count on this page: clears what it no longer allows, and tells everyone.
 * @param {Stored | undefined} answer
 * @param {ConsentChange['occasion']} occasion
 */
const adopt = async (answer, occasion) => {
  current = answer;
  const remaining = answered() ? clear(COOKIES.services.filter(({ id, category }) => !has(category, id))) : [];
  const was = idsOf(held);
  const now = consent();
  for (const kind of /** @type {const} */ (['services', 'categories']))
    gone[kind] = [...gone[kind], ...held[kind]].filter((id) => !now[kind].includes(id));
  held = now;
  const all = [...was, ...idsOf(now)];
  const changed = all.filter((id) => all.indexOf(id) === all.lastIndexOf(id));
  atOnce.forEach((run) => run());
  await painted();
  // Each in its own turn: when one throws, because it runs code of others, the rest goes on.
  afterwards.forEach(queueMicrotask);
  queueMicrotask(() => emit(document, 'consent', { ...now, occasion, changed, remaining }));
  // What has run can't be stopped but by a new page. One that would forget the answer asks again, and loops; one that
  // would forget its record has to wait.
  if (WITH_RELOAD && changed.some((id) => was.includes(id)) && readAnswer() && isAllKept()) location.reload();
};

/** An answer that was given elsewhere since. */
const takeOver = () => {
  const stored = readAnswer();
  if (!stored || stored.t <= (current?.t ?? 0)) return;
  method = undefined;
  adopt(stored, 'change');
};

/** The page learns only now where the visitor is. @param {string} code */
export const moveTo = (code) => {
  const was = rule();
  setRegion(code);
  if (!honourSignal() && rule() !== was) adopt(current, 'change');
};

/** The browser has answered for the visitor, who hasn't: an answer of their own is never touched. */
const honourSignal = () => {
  if (answered() || !settlesAll()) return false;
  confirm('gpc', 'signal');
  return true;
};

/**
 * @param {Stored} answer
 * @param {Method} how
 * @param {Answer['layer']} layer
 * @param {string[]} given  services that the visitor had said yes to
 */
const record = (answer, how, layer, given) => {
  // The element that asked, when the page has one, may name endpoint, pack and language itself.
  const asked = document.querySelector('samtycke-cookies') ?? undefined;
  const endpoint = endpointFor(asked);
  if (!endpoint) return;
  keepForRecord({
    // Only on an insecure page it isn't there. Nothing can be signed there either, and the widget says so.
    id: crypto.randomUUID?.(),
    time: new Date(answer.t).toISOString(),
    method: how,
    layer,
    services: answer.s,
    categories: answer.c,
    before: given,
    lang: languageFor(asked),
    pack: packFor(asked),
    manifest: CONFIG.manifest ?? '',
    endpoint,
    page: location.origin + location.pathname,
    fingerprint: COOKIES.fingerprint,
    banner: COOKIES.digest,
    mode: mode(),
    region: regionNow(),
    unasked: answer.n,
  });
  deliver();
};

/** @type {Set<string>} */
const warned = new Set();

/** @param {string} ids  category and service */
const warnOnce = (ids) => {
  if (!warned.has(ids)) console.warn(`samtycke: the pack has no "${ids}": it stays blocked.`);
  warned.add(ids);
};

/** A category, or a service of one. @param {string} name */
const needsConsent = (name) =>
  COOKIES.categories.some(
    ({ id, state }) =>
      state === 'ask' && (id === name || COOKIES.services.some((own) => own.id === name && own.category === id)),
  );

/** @param {string} category */
export const isOptional = (category) => COOKIES.categories.some(({ id, state }) => id === category && state !== 'always');

/** A category and a service may share an id. @param {Consent} consent */
const idsOf = ({ categories, services }) => [...categories, ...services];

/** @param {{ id: string }} thing */
export const idOf = ({ id }) => id;
