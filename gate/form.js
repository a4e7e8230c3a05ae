// The second layer: fetched as it was rendered when the pack was built, and what its controls do.

import { consent, decide, onAnswer } from './answer.js';
import { allowedBy, choiceOf, everything, extentOf, inForce, membersOf, objected, reduceChoice } from './choice.js';
import { COOKIES, fromEmbed, languageFor } from './config.js';
import { whenIdle } from './page.js';
import { gpc, mode } from './rules.js';
import { build } from './tree.js';

/** @import { Act, Choice } from './choice.js' */
/** @import { Method } from './types.d.ts' */

/** What was asked for, by its path. @type {Record<string, Promise<Rendered>>} */
const rendered = {};

/** Built as soon as it is there: what is left for the press is a copy. @typedef {{ template: Node, sheet: CSSStyleSheet }} Rendered */

/** Most files have the same styles. @type {Record<string, CSSStyleSheet>} */
const sheets = {};

/**
 * In the element's language, by the rule that holds. A failure is tried again the next time.
 * @param {Element | undefined} element
 * @param {'dialog' | 'page'} frame
 * @returns {Promise<Rendered>}
 */
export const renderedFor = (element, frame) => {
  const rule = mode() === 'opt-in' ? '' : '-running';
  const path = PREFERENCES[languageFor(element)][`${frame}${rule}`];
  return (rendered[path] ??= fetchRendered(path).catch((error) => {
    delete rendered[path];
    throw error;
  }));
};

/** @param {string} path @returns {Promise<Rendered>} */
const fetchRendered = async (path) => {
  const answer = await fetch(fromEmbed(path));
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
  const { tree, css } = await answer.json();
  if (!sheets[css]) (sheets[css] = new CSSStyleSheet()).replaceSync(css);
  const template = /** @type {HTMLElement} */ (build(tree));
  whenIdle(() => nameCountries(template));
  return { template, sheet: sheets[css] };
};

/** Those that are shown. @type {Set<Form>} */
const shown = new Set();
onAnswer(() => shown.forEach((form) => form.told()));

/** @type {Record<string, [Method, (now: string[]) => string[]]>} */
const ANSWERS = {
  'reject-all': ['reject_all', () => []],
  'accept-all': ['accept_all', () => everything(COOKIES)],
  save: ['save', (now) => now],
};

export class Form {
  /** What each control turns. @type {{ input: HTMLInputElement, objects: boolean, members: string[] }[]} */
  #controls;

  /** Where it says that the answer is saved, and the words. */
  #saved;
  #said;

  /**
   * @param {Node} template
   * @param {Choice} [choice]  what was turned before, in another language
   */
  constructor(template, choice = choiceOf(inForce(consent()))) {
    this.choice = choice;
    this.element = /** @type {HTMLElement} */ (template.cloneNode(true));
    if (!gpc()) this.find('[part~="gpc-note"]')?.remove();
    this.#saved = this.find('[part~="saved"]');
    this.#said = this.#saved?.dataset.said ?? '';
    delete this.#saved?.dataset.said;
    whenIdle(() => nameCountries(this.element));
    this.#controls = [...this.element.querySelectorAll('input')].map((input) => ({
      input,
      objects: input.part.contains('object'),
      members: turnedBy(input),
    }));
    this.#show();
    this.element.addEventListener('change', ({ target }) => this.#turn(target));
    this.element.addEventListener('click', ({ target }) => this.#answer(/** @type {Element} */ (target)));
    shown.add(this);
  }

  /** An answer was given. */
  done() {}

  /** It is shown no more. */
  end() {
    shown.delete(this);
  }

  /** Another answer holds now. */
  told() {
    this.#reduce({ told: inForce(consent()) });
  }

  /** @param {string} selector @returns {HTMLElement | null} */
  find(selector) {
    return this.element.querySelector(selector);
  }

  /** @param {EventTarget | null} target */
  #turn(target) {
    const control = this.#controls.find(({ input }) => input === target);
    if (control) this.#reduce({ turn: control.members, on: control.input.checked !== control.objects });
  }

  /** @param {Element} target */
  #answer(target) {
    const answer = ANSWERS[target.closest('button')?.getAttribute('part') ?? ''];
    if (!answer) return;
    const [method, idsOf] = answer;
    const ids = idsOf(this.choice.now);
    this.#reduce({ answer: ids });
    const { services, categories } = allowedBy(COOKIES, ids);
    decide(method, 'preferences', services, categories);
    this.done();
  }

  /** @param {Act} act */
  #reduce(act) {
    this.choice = reduceChoice(this.choice, act);
    this.#show();
  }

  #show() {
    const { now, saved } = this.choice;
    for (const { input, objects, members } of this.#controls) {
      const extent = extentOf(now, members);
      const ticked = objects ? objected(extent) : extent;
      input.checked = ticked === 'all';
      input.indeterminate = ticked === 'some';
    }
    const said = saved ? this.#said : '';
    // Read out when it changes, and only then.
    if (this.#saved && this.#saved.textContent !== said) this.#saved.textContent = said;
  }
}

/** The last of a control's labels is the name of its category or service. @param {Element} input */
const turnedBy = (input) => {
  const [, kind, id] = /(category|service)-(\S+)$/.exec(input.getAttribute('aria-labelledby') ?? '') ?? [];
  return kind === 'category' ? membersOf(COOKIES, id) : [id];
};

/**
 * The browser knows what a country is called; its code stands where it doesn't. To ask takes longer than all the rest, and
 * nobody sees them before opening what they stand in.
 * @param {HTMLElement} element
 */
const nameCountries = (element) => {
  const places = /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll('[data-country]'));
  if (!places[0]) return;
  const names = new Intl.DisplayNames(element.lang, { type: 'region' });
  for (const place of places) {
    place.append(names.of(place.dataset.country ?? '') ?? '');
    delete place.dataset.country;
  }
};
