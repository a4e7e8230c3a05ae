// Records and receipts: catching them, reading them, and the second command that verifies them.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binary, demo } from './settings.mjs';

/** What a compact JWS says. @param {string} jws */
export const payloadOf = (jws) => JSON.parse(Buffer.from(jws.split('.')[1], 'base64url').toString('utf8'));

export const published = join(demo, 'packs/vagthavn');

/**
 * The next record that the receiver takes: what was posted, and what came back.
 * @param {import('playwright-core').Page | import('playwright-core').BrowserContext} scope
 */
export async function delivered(scope) {
  const response = await scope.waitForEvent('response', (response) => isDelivery(response) && response.ok());
  return { status: response.status(), record: response.request().postData() ?? '', receipt: (await response.text()).trim() };
}

/** @param {import('playwright-core').Response} response */
export const isDelivery = (response) =>
  response.request().method() === 'POST' && new URL(response.url()).pathname === '/records';

/**
 * `samtycke verify`, offline, with everything that can be laid before it.
 * @param {{ record: string, receipt?: string, jwks?: string, pack?: string, prev?: string }} evidence
 */
export async function verify({ record, receipt, jwks, prev, pack = published }) {
  const folder = mkdtempSync(join(tmpdir(), 'samtycke-verify-'));
  const file = (name, text) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  try {
    const { code, stdout, stderr } = await run([
      ...['verify', file('record.jws', record), '--json', '--pack', pack],
      ...(receipt ? ['--receipt', file('receipt.jws', receipt)] : []),
      ...(prev ? ['--prev', file('prev.jws', prev)] : []),
      ...(jwks ? ['--jwks', file('jwks.json', jwks)] : []),
    ]);
    assert.notEqual(code, 2, `samtycke verify could not begin: ${stderr}`);
    const report = JSON.parse(stdout);
    /** @param {string} outcome */
    const having = (outcome) => report.checks.filter((check) => check.outcome === outcome).map(({ check }) => check);
    return { code, report, passed: having('pass'), failed: having('fail'), skipped: having('not checked') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Fails unless record and receipt hold together, and says which check did not.
 * @param {{ record: string, receipt: string, jwks: string, pack?: string, prev?: string }} evidence
 */
export async function assertVerified(evidence) {
  const result = await verify(evidence);
  const why = JSON.stringify(result.report.checks.filter((check) => check.outcome === 'fail'), null, 2);
  assert.equal(result.code, 0, why);
  assert.deepEqual(result.failed, [], why);
  return result;
}

/** The receiver's keys. @param {string} url */
export const jwksOf = async (url) => (await fetch(`${url}/.well-known/jwks.json`)).text();

const run = (args) =>
  new Promise((resolve) => {
    execFile(binary, args, (error, stdout, stderr) => resolve({ code: error ? error.code : 0, stdout, stderr }));
  });
