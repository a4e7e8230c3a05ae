// Which services are in force, by the switches as they stand: a pure state. A category is in force when all of its
// services are.

/** @import { Category, Consent, CookieConfig } from './types.d.ts' */

/** @typedef {Pick<CookieConfig, 'categories' | 'services'>} Cookies */

/** Services, and categories behind a colon: a category and a service may share an id. In any order. @typedef {string[]} Ids */

/**
 * What is in force by the switches, and by what was answered last; and does an answer that was given here still stand
 * as it was given?
 * @typedef {{ now: Ids, answered: Ids, saved: boolean }} Choice
 */

/**
 * `turn`: the visitor puts something in force, or out of it. `answer`: the visitor gives an answer. `told`: another
 * answer holds now, given here, on the banner, or in another tab.
 * @typedef {{ turn: Ids, on: boolean } | { answer: Ids } | { told: Ids }} Act
 */

/** How much of it is in force. @typedef {'none' | 'some' | 'all'} Extent */

/** @param {Ids} answered @returns {Choice} */
export const choiceOf = (answered) => ({ now: answered, answered, saved: false });

/**
 * What the visitor has turned and not saved stays as they see it: an answer given in another tab must not turn it back
 * under their hand. What they then save is what they saw.
 * @param {Choice} choice
 * @param {Act} act
 * @returns {Choice}
 */
export const reduceChoice = ({ now, answered, saved }, act) => {
  if ('answer' in act) return { now: act.answer, answered: act.answer, saved: true };
  if ('told' in act) return { now: isSame(now, answered) ? act.told : now, answered: act.told, saved };
  const others = now.filter((id) => !act.turn.includes(id));
  return { now: act.on ? [...others, ...act.turn] : others, answered, saved: false };
};

/** @param {Ids} some @param {Ids} others */
const isSame = (some, others) => some.every((id) => others.includes(id)) && others.every((id) => some.includes(id));

/** What was allowed, and what runs until it is refused. @param {Pick<Consent, 'services' | 'categories'>} allowed @returns {Ids} */
export const inForce = ({ services, categories }) => [...services, ...categories.map(whole)];

/** A category as a whole. @param {string} category */
const whole = (category) => ':' + category;

/** @param {Category} category */
const isAsked = ({ state }) => state !== 'always';

/** What a category's control turns: its services, or itself when it has none. @param {Cookies} cookies @param {string} category @returns {Ids} */
export const membersOf = ({ services }, category) => {
  const members = services.filter((service) => service.category === category).map(({ id }) => id);
  return members[0] ? members : [whole(category)];
};

/** Everything that can be in force. @param {Cookies} cookies */
export const everything = (cookies) => cookies.categories.filter(isAsked).flatMap(({ id }) => membersOf(cookies, id));

/** @param {Ids} now @param {Ids} members @returns {Extent} */
export const extentOf = (now, members) => {
  const count = members.filter((id) => now.includes(id)).length;
  return count === members.length ? 'all' : count ? 'some' : 'none';
};

/** How much is objected to, of what has that extent. @param {Extent} extent */
export const objected = (extent) => /** @type {const} */ ({ none: 'all', some: 'some', all: 'none' })[extent];

/** Services and categories that need an answer and have a yes. @param {Cookies} cookies @param {Ids} now */
export const allowedBy = (cookies, now) => {
  const asked = cookies.categories.filter(isAsked).map(({ id }) => id);
  return {
    services: cookies.services.filter(({ id, category }) => asked.includes(category) && now.includes(id)).map(({ id }) => id),
    categories: asked.filter((id) => extentOf(now, membersOf(cookies, id)) === 'all'),
  };
};
