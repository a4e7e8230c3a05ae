// The state behind the preferences' switches, alone: it needs no browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allowedBy, choiceOf, everything, extentOf, inForce, membersOf, objected, reduceChoice } from '../../gate/choice.js';

const list = (text) => text.split(/\s+/).filter(Boolean);
const sorted = (ids) => [...ids].sort();
const choice = (text) => choiceOf(list(text));
const turn = (text, on) => ({ turn: list(text), on });
const told = (text) => ({ told: list(text) });
const answer = (text) => ({ answer: list(text) });

/** A site's: a category that needs nothing, one by legitimate interest, one with two services, one without. */
const COOKIES = {
  categories: [{ id: 'necessary', state: 'always' }, { id: 'security', state: 'object' }, { id: 'statistics', state: 'ask' }, { id: 'fonts', state: 'ask' }],
  services: [
    { id: 'login', category: 'necessary' }, { id: 'guard', category: 'security' },
    { id: 'count', category: 'statistics' }, { id: 'heat', category: 'statistics' },
  ],
};

test('A category is in force when all its services are', () => {
  for (const [now, expect, against] of [['', 'none', 'all'], ['a', 'some', 'some'], ['b a', 'all', 'none'], ['a b c', 'all', 'none']]) {
    const extent = extentOf(list(now), ['a', 'b']);
    assert.deepEqual([extent, objected(extent)], [expect, against], now);
  }
});

test('A service is not in force because a category of its name is', () => {
  const now = inForce({ services: ['player'], categories: ['video'] });
  assert.equal(extentOf(now, ['video']), 'none');
  assert.equal(extentOf(now, [':video']), 'all');
});

test('A control turns the services of its category, or the category when it has none', () => {
  assert.deepEqual(membersOf(COOKIES, 'statistics'), ['count', 'heat']);
  assert.deepEqual(membersOf(COOKIES, 'fonts'), [':fonts']);
});

test('Controls change only what they name', () => {
  for (const [now, act, expect] of [
    ['a c', turn('a b', false), 'c'],
    ['c', turn('a b', true), 'a b c'],
    ['c', turn('c', true), 'c'],
    ['', turn('a', false), ''],
  ])
    assert.deepEqual(sorted(reduceChoice(choice(now), act).now), sorted(list(expect)), now);
});

test('Another answer is shown unless something was turned and not saved', () => {
  const shows = (state, expect, why) => assert.deepEqual(sorted(reduceChoice(state, told('c')).now), sorted(list(expect)), why);
  shows(choice('a'), 'c', 'untouched');
  const turned = reduceChoice(choice('a'), turn('b', true));
  shows(turned, 'a b', 'turned');
  shows(reduceChoice(turned, turn('b', false)), 'c', 'turned back');
  shows(reduceChoice(turned, answer('a b')), 'c', 'saved');
});

test('An answer is saved until something is turned', () => {
  const saved = reduceChoice(choice('a'), answer(''));
  assert.equal(saved.saved, true);
  assert.equal(reduceChoice(saved, told('')).saved, true);
  assert.equal(reduceChoice(saved, turn('a', true)).saved, false);
});

test('Rejecting all objects too, accepting all does not, and nobody is asked about what is necessary', () => {
  assert.deepEqual(allowedBy(COOKIES, []), { services: [], categories: [] });
  assert.deepEqual(allowedBy(COOKIES, everything(COOKIES)), {
    services: ['guard', 'count', 'heat'], categories: ['security', 'statistics', 'fonts'],
  });
  assert.deepEqual(allowedBy(COOKIES, ['login', 'count', ':fonts', 'unknown']), { services: ['count'], categories: ['fonts'] });
});
