// docs/api.txt is the public surface as it is: whoever changes one changes the other, and a review sees it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { report } from '../api/report.mjs';
import { binary, here } from './support/settings.mjs';

test('docs/api.txt is what `cargo xtask api` writes', () => {
  const [written, now] = [readFileSync(join(here, '../../docs/api.txt'), 'utf8'), report(binary)].map((text) => text.split('\n'));
  const without = (lines, others) => lines.filter((line) => !others.includes(line));
  const told = { 'no longer there': without(written, now), 'not written down': without(now, written) };
  const why = 'run `cargo xtask api`, and read docs/compatibility.md for what the change means';
  assert.deepEqual(told, { 'no longer there': [], 'not written down': [] }, why);
  assert.deepEqual(now, written, why);
});
