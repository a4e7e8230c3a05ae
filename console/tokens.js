// Who may sign in here and ask the API.

import { make } from '../verify/dom.js';
import { get, post, remove } from './api.js';
import { asking, secretShown } from './dialog.js';
import { held, input, select, table, timeOf } from './page.js';

/** @import { Scene } from './start.js' */

/** @param {Scene} scene */
export const tokensView = async ({ words, me, signal, redraw }) => {
  const text = words.token;
  const { tokens } = await get('api/tokens', {}, signal);
  const now = new Date().toISOString();
  const isOver = (/** @type {any} */ one) => Boolean(one.revoked_at || (one.expires_at && one.expires_at < now));
  const [good, over] = [tokens.filter((/** @type {any} */ one) => !isOver(one)), tokens.filter(isOver)];
  const roles = /** @type {Record<string, string>} */ (text.roles);
  const make1 = asking({
    label: text.make,
    look: 'primary',
    fields: [
      input({ name: 'name', label: text.name, help: text.nameHelp, required: true }),
      select({ name: 'role', label: text.role, value: 'read', options: Object.entries(text.may) }),
      input({ name: 'expires_at', label: text.expires, help: text.expiresHelp, type: 'date' }),
    ],
    act: async (form) => secretShown((await (await post('api/tokens', held(form))).json()).secret, text.secretHelp, words),
    done: redraw,
  }, words);
  return [
    make('h1', { tabindex: '-1' }, words.tokens),
    make('p', { class: 'lead' }, text.lead),
    make('p', { class: 'acts' }, make1),
    make('section', { class: 'found' }, table(
      words.tokens, [text.name, text.role, text.made, text.expires, ''],
      good.map((/** @type {any} */ one) => [
        one.id === me.token ? `${one.name} (${text.own})` : one.name, roles[one.role] ?? one.role, timeOf(one.created_at, words),
        one.expires_at ? timeOf(one.expires_at, words) : text.never,
        asking({
          label: text.revoke,
          about: one.name,
          question: (one.id === me.token ? text.revokeOwn : text.revokeAsk).replace('{x}', one.name),
          act: async () => void (await remove(`api/tokens/${one.id}`)),
          done: redraw,
        }, words),
      ]),
    )),
    ...(over.length === 0 ? [] : [make(
      'details', {},
      make('summary', {}, text.over),
      table(
        text.over, [text.name, text.role, text.made, text.ended],
        over.map((/** @type {any} */ one) => [one.name, roles[one.role] ?? one.role, timeOf(one.created_at, words), timeOf(one.revoked_at ?? one.expires_at, words)]),
      ),
    )]),
  ];
};
