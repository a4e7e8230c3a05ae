// Who is told of what happens here, and what nobody took.

import { make } from '../verify/dom.js';
import { get, post, remove } from './api.js';
import { asking, secretShown } from './dialog.js';
import { hash, input, select, table, timeOf } from './page.js';

/** @import { Words } from './words.js' */
/** @import { Scene } from './start.js' */

/** What a webhook is told of unless it says otherwise: everything but visitors' answers. */
const USUAL = ['record.accepted', 'record.declined', 'record.amended', 'record.objected', 'record.withdrawn', 'record.erased'];

/** @param {Scene} scene */
export const webhooksView = async ({ words, signal, guard, redraw }) => {
  const text = words.hooks;
  const [{ webhooks }, { dead }] = await Promise.all([get('api/webhooks', {}, signal), get('api/webhooks/dead', {}, signal)]);
  return [
    make('h1', { tabindex: '-1' }, words.webhooks),
    make('p', { class: 'lead' }, text.lead),
    make('p', { class: 'acts' }, adding(words, redraw)),
    webhooks.length === 0
      ? make('p', { class: 'quiet' }, text.none)
      : make('section', { class: 'found' }, table(
          words.webhooks, [text.url, text.told, text.state, ''],
          webhooks.map((/** @type {any} */ hook) => [make('code', {}, hook.url), toldOf(hook, words), stateOf(hook, words), actsOn(hook, words, guard, redraw)]),
        )),
    make('h2', {}, text.dead),
    ...(dead.length === 0 ? [make('p', { class: 'quiet' }, text.deadNone)] : deadOf(dead, webhooks, words, guard, redraw)),
  ];
};

/** @param {Words} words @param {() => unknown} redraw */
const adding = (words, redraw) => {
  const text = words.hooks;
  const names = /** @type {[string, string][]} */ (Object.entries(text.events));
  return asking({
    label: text.add,
    look: 'primary',
    fields: [
      input({ name: 'url', label: text.url, help: text.urlHelp, type: 'url', required: true }),
      make(
        'fieldset', {}, make('legend', {}, text.told),
        ...names.map(([name, label]) => make('label', { class: 'choice' }, make('input', { type: 'checkbox', name: 'events', value: name, checked: USUAL.includes(name) }), label)),
      ),
      select({ name: 'detail', label: text.detail, value: 'digest', options: Object.entries(text.details) }),
      select({ name: 'at_a_time', label: text.atATime, value: '1', options: [['1', text.inOrder], ...['4', '8', '16'].map((most) => /** @type {[string, string]} */ ([most, text.several.replace('{x}', most)]))] }),
    ],
    act: async (form) => {
      const said = new FormData(form);
      const made = await (await post('api/webhooks', {
        url: String(said.get('url')).trim(), events: said.getAll('events'), detail: said.get('detail'), at_a_time: Number(said.get('at_a_time')),
      })).json();
      return secretShown(made.secret, text.secretHelp, words);
    },
    done: redraw,
  }, words);
};

/** @param {any} hook @param {Words} words */
const toldOf = (hook, words) => {
  const text = words.hooks;
  const names = /** @type {Record<string, string>} */ (text.events);
  const isUsual = hook.events.length === USUAL.length && USUAL.every((name) => hook.events.includes(name));
  const events = isUsual ? text.usual : hook.events.map((/** @type {string} */ name) => names[name] ?? name).join(', ');
  const more = [hook.detail === 'full' ? text.details.full : '', hook.at_a_time > 1 ? text.several.replace('{x}', hook.at_a_time) : ''].filter(Boolean);
  return make('span', {}, events, ...more.map((one) => make('small', { class: 'under' }, one)));
};

/** @param {any} hook @param {Words} words */
const stateOf = (hook, words) => {
  const text = words.hooks;
  const [before, at] = hook.disabled_at ? [text.disabled, hook.disabled_at] : hook.delivered_at ? [text.lastTold, hook.delivered_at] : [text.neverTold, ''];
  return make(
    'span', {}, before, ...(at ? [' ', timeOf(at, words)] : []),
    hook.former_until ? make('small', { class: 'under' }, `${text.bothSign} `, timeOf(hook.former_until, words)) : undefined,
  );
};

/** @param {any} hook @param {Words} words @param {Scene['guard']} guard @param {() => unknown} redraw */
const actsOn = (hook, words, guard, redraw) => {
  const text = words.hooks;
  const overlap = select({ name: 'overlap', label: text.overlap, value: '24', options: Object.entries(text.overlaps) });
  return make(
    'span', { class: 'acts' },
    hook.disabled_at
      ? make('button', { type: 'button', 'aria-label': `${text.enable}: ${hook.url}`, onclick: () => guard(() => post(`api/webhooks/${hook.id}/enable`).then(redraw)) }, text.enable)
      : undefined,
    asking({
      label: text.rotate,
      about: hook.url,
      question: text.rotateAsk,
      fields: [overlap],
      act: async (form) => {
        const made = await (await post(`api/webhooks/${hook.id}/rotate`, { overlap_hours: Number(new FormData(form).get('overlap')) })).json();
        return secretShown(made.secret, text.secretHelp, words);
      },
      done: redraw,
    }, words),
    asking({
      label: text.remove,
      about: hook.url,
      question: text.removeAsk.replace('{x}', hook.url),
      act: async () => void (await remove(`api/webhooks/${hook.id}`)),
      done: redraw,
    }, words),
  );
};

/** @param {any[]} dead @param {any[]} webhooks @param {Words} words @param {Scene['guard']} guard @param {() => unknown} redraw */
const deadOf = (dead, webhooks, words, guard, redraw) => {
  const text = words.hooks;
  const names = /** @type {Record<string, string>} */ (text.events);
  const retry = (/** @type {any[]} */ some) => guard(async () => {
    for (const { id } of some) await post(`api/webhooks/dead/${id}/retry`);
    redraw();
  });
  const urlOf = (/** @type {string} */ id) => webhooks.find((hook) => hook.id === id)?.url ?? id;
  return [
    make('p', {}, text.deadLead),
    ...(dead.length > 1 ? [make('p', { class: 'acts' }, make('button', { type: 'button', onclick: () => retry(dead) }, text.retryAll))] : []),
    make('section', { class: 'found' }, table(
      text.dead, [text.given, text.message, text.url, text.why, ''],
      dead.map((one) => [
        timeOf(one.failed_at, words), make('a', { href: hash(`records/${one.record_id}`) }, names[one.type] ?? one.type),
        make('code', {}, urlOf(one.webhook)), make('span', { lang: 'en' }, `${one.why} (${one.attempts} ×)`),
        make('button', { type: 'button', 'aria-label': `${text.retry}: ${names[one.type] ?? one.type}, ${one.record_id}`, onclick: () => retry([one]) }, text.retry),
      ]),
    )),
  ];
};
