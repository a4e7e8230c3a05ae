// Two verifiers, one in Rust and one in JavaScript: on the same files neither passes what the
// other one fails.

import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { canonical } from '../../verify/json.js';
import { verify as inJavaScript } from '../../verify/verify.js';
import { confirmation } from './support/confirmations.mjs';
import { forged } from './support/forged.mjs';
import { jwksOf, payloadOf, verify as inRust } from './support/records.mjs';
import { startServer } from './support/server.mjs';
import { demo } from './support/settings.mjs';
import { acceptance, consent, newKey, offered, published, receipted, signed } from './support/signed.mjs';

/** @typedef {{ name: string, record: string, receipt?: string, jwks?: string, pack: ReturnType<typeof published> }} Case */

const bytes = (text) => (text === undefined ? undefined : new TextEncoder().encode(text));

let server;
let jwks;
/** @type {Case[]} */
const genuine = [];

before(async () => {
  server = await startServer();
  jwks = await jwksOf(server.url);
  for (const name of readdirSync(join(demo, 'packs'))) {
    const pack = published(join(demo, 'packs', name));
    const { roles, languages, cookies } = pack.manifest;
    for (const language of languages) {
      for (const role of roles) await add(pack, `${name} ${role.id} ${language}`, acceptance(pack, role, language, server.url));
      if (!cookies) continue;
      for (const method of ['accept_all', 'reject_all']) {
        await add(pack, `${name} ${method} ${language}`, consent(pack, method, language, server.url));
      }
    }
  }
});
after(() => server?.remove());

async function add(pack, name, said) {
  const key = newKey();
  const record = signed(key, await offered(server.url, key, said));
  genuine.push({ name, record, receipt: await receipted(server.url, record), jwks, pack });
}

/** Both verdicts; what must never happen is that one passes what the other fails. @param {Case} one */
async function compared({ name, record, receipt, jwks, pack }) {
  const [rust, script] = await Promise.all([
    inRust({ record, receipt, jwks, pack: pack.folder }).then(({ report }) => report.checks),
    inJavaScript({
      record: bytes(record), receipt: bytes(receipt), keys: bytes(jwks), manifests: [new Uint8Array(pack.bytes)],
    }).then(({ checks }) => checks),
  ]);
  const ids = (checks) => checks.map(({ check }) => check);
  const known = new Set(ids(rust));
  assert.deepEqual(ids(script).filter((id) => known.has(id)), ids(rust), 'the same checks in the same order');
  for (const mine of script.filter(({ check }) => known.has(check))) {
    const theirs = rust.find(({ check }) => check === mine.check);
    const outcomes = [mine.outcome, theirs.outcome].sort().join();
    assert.notEqual(outcomes, 'fail,pass', `${name}: ${mine.check}: ${JSON.stringify([mine, theirs])}`);
  }
  return { rust, script };
}

const failed = (checks) => checks.filter(({ outcome }) => outcome === 'fail').map(({ check }) => check);
const open = (checks) => checks.filter(({ outcome }) => outcome === 'not checked').map(({ check }) => check);

test('Every role of every pack, and every answer about cookies: all that one passes, the other passes too', async () => {
  assert.ok(genuine.length > 20, `${genuine.length} records`);
  for (const one of genuine) {
    const { rust, script } = await compared(one);
    assert.deepEqual([failed(rust), failed(script)], [[], []], one.name);
    assert.deepEqual(open(script).filter((id) => id !== 'confirmation'), open(rust).filter((id) => id !== 'confirmation'), one.name);
  }
});

/** Every place in a record, and the values that stand for it when somebody tampers with it. */
function* changes(said, path = []) {
  const value = path.reduce((inner, step) => inner[step], said);
  if (value !== null && typeof value === 'object') {
    const steps = Array.isArray(value) ? value.keys() : Object.keys(value);
    for (const step of steps) {
      yield* changes(said, [...path, step]);
      yield { what: `without ${[...path, step].join('.')}`, change: at(path, (inner) => Array.isArray(inner) ? inner.splice(step, 1) : delete inner[step]) };
    }
    if (!Array.isArray(value)) yield { what: `a stranger in ${path.join('.')}`, change: at(path, (inner) => { inner.zz = 'x'; }) };
    if (Array.isArray(value) && value.length) yield { what: `the first of ${path.join('.')} twice`, change: at(path, (inner) => inner.push(inner[0])) };
    return;
  }
  const [last] = path.slice(-1);
  const set = (other) => ({
    what: `${path.join('.')} = ${JSON.stringify(other)}`,
    change: at(path.slice(0, -1), (inner) => { inner[last] = other; }),
  });
  if (typeof value === 'boolean') yield set(!value);
  if (typeof value === 'number') yield* [value + 1, 2 ** 32].map(set);
  if (typeof value !== 'string') yield set('x');
  else yield* [`${value}x`, path.length % 2 ? '' : 5].map(set);
}

const at = (path, change) => (said) => change(path.reduce((inner, step) => inner[step], said));

/** Runs over many cases, a few at a time. */
async function each(cases, run) {
  const rest = cases[Symbol.iterator]();
  const work = async () => { for (const one of rest) await run(one); };
  await Promise.all([work(), work(), work()]);
}

test('A confirmation holds for its own record, site and person, and for nothing else', async () => {
  const origin = 'https://www.vendor.example';
  const said = payloadOf(genuine.find(({ name }) => name.startsWith('vagthavn customer')).record);
  const at = (origin) => signed(newKey(), { ...said, context: { audience: origin, origin, page: `${origin}/` } });
  const [record, elsewhere] = [at(origin), at('https://vendor.example.evil.example')];
  const put = (name, value) => ({ change: (confirmed) => { confirmed[name] = value; } });
  for (const [what, text, expect] of [
    ['its own', confirmation(record, origin), 'pass'],
    ['none', record, 'not checked'],
    ['of the very host', confirmation(record, origin, { rp: 'www.vendor.example' }), 'pass'],
    ['of another record', `${record}~${confirmation(elsewhere, origin).split('~')[1]}`, 'fail'],
    ['on another site', confirmation(record, 'https://evil.example'), 'fail'],
    ['for another site', confirmation(record, origin, { rp: 'evil.example' }), 'fail'],
    ['for a public suffix', confirmation(record, origin, { rp: 'example' }), 'fail'],
    ['of a site that begins alike', confirmation(elsewhere, 'https://vendor.example.evil.example'), 'fail'],
    ['in a frame', confirmation(record, origin, { said: { crossOrigin: true } }), 'fail'],
    ['of a registration', confirmation(record, origin, { said: { type: 'webauthn.create' } }), 'fail'],
    ['by nobody', confirmation(record, origin, { flags: 4 }), 'fail'],
    ['by somebody', confirmation(record, origin, { flags: 1 }), 'fail'],
    ['with a credential', confirmation(record, origin, { flags: 0x45 }), 'fail'],
    ['backed up, not to be', confirmation(record, origin, { flags: 0x15 }), 'fail'],
    ['with another key', confirmation(record, origin, put('public_key', newKey().jwk)), 'fail'],
    ['without an id', confirmation(record, origin, put('credential_id', '')), 'fail'],
    ['of another kind', confirmation(record, origin, put('type', 'password')), 'fail'],
    ['with more in it', confirmation(record, origin, put('zz', 'x')), 'fail'],
    ['that is empty', `${record}~`, 'fail'],
    ['twice', `${confirmation(record, origin)}~`, 'fail'],
  ]) {
    const { checks } = await inJavaScript({ record: bytes(text) });
    assert.equal(checks.find(({ check }) => check === 'confirmation').outcome, expect, `a confirmation ${what}`);
    const { report } = await inRust({ record: text });
    const theirs = report.checks.find(({ check }) => check === 'confirmation');
    if (theirs) assert.equal(theirs.outcome, expect, `a confirmation ${what}: ${theirs.why}`);
  }
});

/** Signs with an Ed25519 key, by either name of the algorithm; `change` dresses the header. */
function signedByEd25519(said, alg, change = () => {}) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { crv, kty, x } = publicKey.export({ format: 'jwk' });
  const header = { alg, jwk: { crv, kty, x }, typ: 'samtycke-record+jws' };
  change(header);
  header.kid = createHash('sha256').update(canonical({ crv, kty, x: header.jwk.x })).digest('base64url');
  const input = `${Buffer.from(canonical(header)).toString('base64url')}.${Buffer.from(canonical(said)).toString('base64url')}`;
  return `${input}.${sign(null, Buffer.from(input), privateKey).toString('base64url')}`;
}

/** 32 bytes of a number, the least first, as Ed25519 writes a point: its y, and the sign of its x in the last bit. */
function point(y, sign = 0) {
  const bytes = Buffer.from(y.toString(16).padStart(64, '0'), 'hex').reverse();
  bytes[31] |= sign << 7;
  return bytes.toString('base64url');
}

test('Both ask the same of a key, and of what it is for', async () => {
  const [one] = genuine;
  const said = payloadOf(one.record);
  const P = 2n ** 255n - 19n;
  const y8 = 2707385501144840649318225287225658788936804267575313519463743609750303021n;
  const alone = { receipt: undefined, jwks: undefined };
  const withX = (x) => signedByEd25519(said, 'EdDSA', ({ jwk }) => { jwk.x = x; });
  const cases = [
    ['EdDSA', signedByEd25519(said, 'EdDSA'), []],
    ['Ed25519', signedByEd25519(said, 'Ed25519'), []],
    ['a key that says what it is for', signedByEd25519(said, 'Ed25519', ({ jwk }) => Object.assign(jwk, { alg: 'Ed25519', use: 'sig' })), []],
    ['a key for the other name', signedByEd25519(said, 'Ed25519', ({ jwk }) => { jwk.alg = 'EdDSA'; }), ['key']],
    ['a key to encrypt with', signedByEd25519(said, 'EdDSA', ({ jwk }) => { jwk.use = 'enc'; }), ['key']],
    ['a P-256 key for EdDSA', forged(one.record, { dress: (header) => { header.jwk = { ...header.jwk, alg: 'EdDSA' }; } }), ['key']],
    ['a P-256 key named Ed25519', forged(one.record, { dress: (header) => { header.alg = 'Ed25519'; } }), ['key']],
    ...[[1n, 0], [1n, 1], [P - 1n, 0], [P - 1n, 1], [0n, 0], [0n, 1], [y8, 0], [y8, 1], [P - y8, 0], [P - y8, 1]].map(([y, sign]) => [
      `a point of small order, ${y} ${sign}`, withX(point(y, sign)), ['key'],
    ]),
    ...Array.from({ length: 19 }, (_, more) => [`y = p + ${more}`, withX(point(P + BigInt(more))), ['key']]),
  ];
  for (const [name, record, expect] of cases) {
    const { rust, script } = await compared({ ...one, ...alone, name, record });
    const found = (checks) => failed(checks).filter((id) => id === 'key' || id === 'signature');
    assert.deepEqual([found(rust), found(script)], [expect, expect], name);
  }
});

test('Both know the calendar, what text I-JSON may carry, and German registers', async () => {
  const one = genuine.find(({ name }) => name.startsWith('vagthavn customer'));
  const rewritten = (change) => forged(one.record, { change, write: (json) => canonical(JSON.parse(json)) });
  const at = (time) => rewritten(({ event }) => { event.time = time; });
  const named = (name) => rewritten(({ signatory }) => { signatory.name = name; });
  const registered = (id, check = 'form') => rewritten(({ parties: [customer] }) => {
    customer.country = 'DE';
    customer.registry = { scheme: 'DE-REGISTERNUMMER', id, check };
  });
  const cases = [
    ...[
      ['2028-02-29T12:00:00.000Z', true], ['2027-02-29T12:00:00.000Z', false], ['2028-02-30T12:00:00.000Z', false],
      ['2026-11-31T12:00:00.000Z', false], ['2027-12-31T23:59:60.000Z', true], ['2100-02-29T00:00:00.000Z', false],
      ['2400-02-29T00:00:00.000Z', true], ['2027-01-01T24:00:00.000Z', false],
    ].map(([time, holds]) => [time, at(time), 'schema', holds]),
    ...[
      ['Ida\u{fdcf}Holm', true], ['Ida\u{fdd0}Holm', false], ['Ida\u{fdef}Holm', false], ['Ida\u{fdf0}Holm', true],
      ['Ida\u{fffd}Holm', true], ['Ida\u{fffe}Holm', false], ['Ida\u{1ffff}Holm', false], ['Ida\u{10fffd}Holm', true],
    ].map(([name, holds]) => [name, named(name), 'canonical', holds]),
    ...[
      ['Frankfurt am Main HRB12345', true], ['Frankfurt am Main HRB123456', true], ['Frankfurt am Main HRB1234567', false],
      ['Berlin (Charlottenburg) HRB12345B', false], ['Berlin-Charlottenburg HRB12345B', true], ['Bremen HRB12345BHV', true],
      ['Bremen HRB12345ABC', false], ['Köln HRB012', false], ['Köln HRB0', false], ['Köln hrb12', false], ['Köln HRB 12', false],
      ['HRB12345', false], [' HRB12345', false], ['Köln  HRB12', false], ['Köln HRB12 ', false], ['Köln\u{a0}West HRB12', false],
      ['Amtsgericht Köln HRB12', false], ['Köln Nr. HRB12', false], ['Köln GnR7', true], ['Köln PR5 HRB12', false],
      ['Köln PR HRB12', false], ['Prüm HRB12', true], ['VRbach VR12', true], ['Köln 2 HRB12', false], ['Köln² HRB12', false],
      ['Köln HRB12AG', false], ['Köln HRB12NR', false], ['Köln HRB12A', true], ["St. Goar's HRA3", true], ['Köln! HRA3', false],
      ['Köln HRA३', false], ['', false], ['Köln', false], ['HRB 12', false], ['HR\u{17f} HRA3', true],
    ].map(([id, holds]) => [`»${id}«`, registered(id), 'consistency', holds]),
    ['a German number with check digits', registered('Köln HRB12', 'check digits'), 'consistency', false],
  ];
  for (const [name, record, check, holds] of cases) {
    const { rust, script } = await compared({ ...one, receipt: undefined, jwks: undefined, name, record });
    const outcomes = [rust, script].map((checks) => checks.find((one) => one.check === check).outcome);
    const expect = holds ? 'pass' : 'fail';
    assert.deepEqual(outcomes, [expect, expect], name);
  }
});

describe('Whatever is changed in a record, neither passes what the other one fails', { concurrency: 1 }, () => {
  for (const kind of ['acceptance', 'consent']) {
    test(`every field of an ${kind} record, signed anew`, async () => {
      const one = genuine.find(({ record }) => {
        const { schema, annex } = payloadOf(record);
        return schema.includes(kind) && (kind === 'consent' || annex);
      });
      let refused = 0;
      const all = [...changes(payloadOf(one.record))];
      await each(all, async ({ what, change }) => {
        // Without the receipt, which fits no changed record: what is left is what the record says.
        const record = forged(one.record, { change, write: (json) => canonical(JSON.parse(json)) });
        const { rust } = await compared({ ...one, name: what, record, receipt: undefined, jwks: undefined });
        refused += Number(failed(rust).length > 0);
      });
      assert.ok(refused > all.length / 2, `${refused} of ${all.length} are refused`);
    });
  }

  test('bytes, headers, keys and receipts', async () => {
    const [one, other] = genuine;
    const [header, payload, signature] = one.record.split('.');
    const flipped = (part, index) => {
      const raw = Buffer.from(part, 'base64url');
      raw[index % raw.length] ^= 1;
      return raw.toString('base64url');
    };
    const dressed = (dress) => forged(one.record, { dress });
    const written = (write) => forged(one.record, { write });
    const text = canonical(payloadOf(one.record));
    /** @type {[string, Partial<Case>][]} */
    const cases = [
      ...[0, 40, 90, 200, 333].flatMap((index) => [
        [`header byte ${index}`, { record: [flipped(header, index), payload, signature].join('.') }],
        [`payload byte ${index}`, { record: [header, flipped(payload, index), signature].join('.') }],
        [`signature byte ${index}`, { record: [header, payload, flipped(signature, index)].join('.') }],
        [`receipt byte ${index}`, { receipt: one.receipt.replace(/^([^.]*\.)([^.]*)/, (_, head, body) => head + flipped(body, index)) }],
      ]),
      ['nothing', { record: '' }],
      ['two parts', { record: `${header}.${payload}` }],
      ['four parts', { record: `${one.record}.` }],
      ['white space', { record: ` ${one.record}` }],
      ['a new line at the end', { record: `${one.record}\r\n` }],
      ['padding', { record: `${one.record}=` }],
      ['a loose last character', { record: `${header}.${payload}.${signature.slice(0, -1)}B` }],
      ['no signature', { record: `${header}.${payload}.` }],
      ['a signature in DER', { record: `${header}.${payload}.${Buffer.concat([Buffer.from([0x30, 68, 2, 32]), Buffer.alloc(66, 1)]).toString('base64url')}` }],
      ['another record\'s signature', { record: `${header}.${payload}.${other.record.split('.')[2]}` }],
      ['another key in the header', { record: `${other.record.split('.')[0]}.${payload}.${signature}` }],
      ['another kid', { record: dressed((header) => { header.kid = 'x'; }) }],
      ['another typ', { record: dressed((header) => { header.typ = 'JWT'; }) }],
      ['alg none', { record: dressed((header) => { header.alg = 'none'; }) }],
      ['alg EdDSA with a P-256 key', { record: dressed((header) => { header.alg = 'EdDSA'; }) }],
      ['crit', { record: dressed((header) => { header.crit = ['b64']; }) }],
      ['no key', { record: dressed((header) => { delete header.jwk; }) }],
      ['a private key', { record: dressed((header, jwk) => { header.jwk = jwk; }) }],
      ['a key off the curve', { record: dressed((header) => { header.jwk.y = header.jwk.x; }) }],
      ['a key that is cut off', { record: dressed((header) => { header.jwk.x = header.jwk.x.slice(4); }) }],
      ['an empty payload', { record: written(() => '') }],
      ['white space in the payload', { record: written((json) => `${json} `) }],
      ['members in another order', { record: written(() => text.replace(/^\{("[^"]+":"[^"]*"),/, '{').replace(/\}$/, ',"zz":"x"}')) }],
      ['a member twice', { record: written(() => text.replace('{', `{"role":"customer",`)) }],
      ['a fraction', { record: written(() => text.replace(/"visible_ms":\d+/, '"visible_ms":1.5')) }],
      ['an exponent', { record: written(() => text.replace(/"visible_ms":\d+/, '"visible_ms":1e3')) }],
      ['2^53', { record: written(() => text.replace(/"visible_ms":\d+/, '"visible_ms":9007199254740992')) }],
      ['a long integer', { record: written(() => text.replace(/"visible_ms":\d+/, `"visible_ms":${'9'.repeat(40)}`)) }],
      ['minus zero', { record: written(() => text.replace(/"visible_ms":\d+/, '"visible_ms":-0')) }],
      ['a leading zero', { record: written(() => text.replace(/"visible_ms":\d+/, '"visible_ms":01')) }],
      ['null', { record: written(() => text.replace(/"visible_ms":\d+/, '"visible_ms":null')) }],
      ['a lone surrogate', { record: written(() => text.replace('Ida Holm', '\\ud800')) }],
      ['a written-out letter', { record: written(() => text.replace('Ida Holm', '\\u0049da Holm')) }],
      ['nested too deep', { record: written(() => '['.repeat(70) + ']'.repeat(70)) }],
      ['no record at all', { record: written(() => '[]') }],
      ['of another schema', { record: written(() => '{"schema":"https://samtycke.org/schema/receipt/1"}') }],
      ['another record\'s receipt', { receipt: other.receipt }],
      ['a receipt that is a record', { receipt: one.record }],
      ['a receipt of somebody else\'s', { receipt: forged(one.receipt, { key: server.key, change: (said) => { said.key = 'x'; } }) }],
      ['a receipt for another endpoint', { receipt: forged(one.receipt, { key: server.key, change: (said) => { said.issuer = 'https://else.example'; } }) }],
      ['a receipt with another nonce', { receipt: forged(one.receipt, { key: server.key, change: (said) => { said.nonce = 'not collected'; } }) }],
      ['a receipt by nobody', { receipt: forged(one.receipt) }],
      ['no proof', { receipt: one.receipt.split('~')[0] }],
      ['another record\'s proof', { receipt: `${one.receipt.split('~')[0]}~${other.receipt.split('~')[1]}` }],
      ['an empty proof', { receipt: `${one.receipt.split('~')[0]}~` }],
      ['two proofs', { receipt: `${one.receipt}~${one.receipt.split('~')[1]}` }],
      ...[
        ['of another version', (text) => text.replace('@v1', '@v2')],
        ['with another index', (text) => text.replace(/index (\d+)/, (_, index) => `index ${Number(index) ^ 1}`)],
        ['with an index that is none', (text) => text.replace('index ', 'index 0')],
        ['with extra data', (text) => text.replace('index ', 'extra AAAA\nindex ')],
        ['with a hash less', (text) => text.replace(/\n[^\n]+\n\n/, '\n\n')],
        ['with a hash more', (text) => text.replace('\n\n', `\n${Buffer.alloc(32).toString('base64')}\n\n`)],
        ['with another size', (text) => text.replace(/\n(\d+)\n/, (_, size) => `\n${Number(size) + 1}\n`)],
        ['of another log', (text) => text.replaceAll('/log', '/lag')],
        ['that nobody signed', (text) => text.replace(/\u2014[^]*$/, '')],
        ['with another\'s signature beside it', (text) => `${text}\u2014 witness.example AAAAAAAA\n`],
        ['with a line end of another kind', (text) => text.replaceAll('\n', '\r\n')],
      ].map(([what, change]) => {
        const [receipt, proof] = one.receipt.split('~');
        const text = Buffer.from(proof, 'base64url').toString();
        return [`a proof ${what}`, { receipt: `${receipt}~${Buffer.from(change(text)).toString('base64url')}` }];
      }),
      ['keys without the log\'s', { jwks: canonical({ keys: JSON.parse(jwks).keys.slice(0, 1) }) }],
      ['somebody else\'s keys', { jwks: canonical({ keys: [newKey().jwk] }) }],
      ['a set whose kid lies', { jwks: canonical({ keys: [{ ...newKey().jwk, kid: JSON.parse(jwks).keys[0].kid }] }) }],
      ['no keys', { jwks: undefined }],
      ['another vendor\'s pack', { pack: genuine.find(({ pack }) => pack !== one.pack).pack }],
    ];
    await each(cases, ([name, changed]) => compared({ ...one, name, ...changed }));
  });
});
