// The frame around every view: where one can go, in which language, and out. One line on a narrow screen, a column at the
// side on a wide one.

import { directionOf } from '../verify/choose.js';
import { make } from '../verify/dom.js';
import { hash } from './page.js';
import { LANGUAGES } from './words.js';

/** @import { Words } from './words.js' */

/**
 * @typedef {object} Frame
 * @property {Words} words
 * @property {import('../verify/words.js').Words} report
 * @property {string} view  the one that is open
 * @property {{ group?: string, views: [string, string][] }[]} groups  names and labels of those that the token is good for; none without one
 * @property {(tag: string) => Promise<unknown>} speak
 * @property {() => void} leave
 */

const element = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {Frame} frame */
export const dress = ({ words, report, view, groups, speak, leave }) => {
  document.documentElement.lang = words.tag;
  document.documentElement.dir = directionOf(words);
  document.body.dataset['session'] = groups.length ? 'in' : 'out';
  element('menu').replaceChildren(words.menu);
  close();
  element('languages').replaceChildren(choice(words.tag, report.languages, speak));
  element('out').textContent = words.signOut;
  element('out').onclick = leave;
  element('views').setAttribute('aria-label', words.views);
  element('views').replaceChildren(...groups.flatMap(({ group, views }, at) => [
    ...(group ? [make('p', { id: `group-${at}` }, group)] : []),
    make('ul', { 'aria-labelledby': group && `group-${at}` }, ...views.map(([name, label]) =>
      make('li', {}, make('a', { href: hash(name), 'aria-current': name === view ? 'page' : undefined, onclick: close }, label)))),
  ]));
};

/** All of them in a list: as buttons they would take a phone's first screen. @param {string} tag @param {string} label @param {Frame['speak']} speak */
const choice = (tag, label, speak) => {
  const list = /** @type {HTMLSelectElement} */ (make(
    'select', {
      'aria-label': label,
      onchange: async () => {
        await speak(list.value);
        const again = /** @type {HTMLElement | null} */ (document.querySelector('#languages select'));
        // Behind the menu there is nothing to see.
        (again?.checkVisibility() ? again : element('menu')).focus();
      },
    },
    ...LANGUAGES.map((one) => make('option', { value: one.tag, lang: one.tag }, one.name)),
  ));
  list.value = tag;
  return list;
};

const set = (/** @type {boolean} */ open) => {
  element('menu').setAttribute('aria-expanded', String(open));
  document.body.toggleAttribute('data-menu', open);
};
const close = () => set(false);

element('menu').addEventListener('click', () => set(element('menu').getAttribute('aria-expanded') !== 'true'));
addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape' || !document.body.hasAttribute('data-menu')) return;
  close();
  element('menu').focus();
});
