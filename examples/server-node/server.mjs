// A sign-up's back end: POST /signup takes the form, with the agreement in it, and opens the account.
//
// The account and the record that it stands on are stored in one transaction. With a receipt the account is open at
// once; without one it is pending, and this server brings the record to the receiver itself (store and forward).

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Database } from './database.mjs';
import { Refusal, agreedBy, readRecord, verifyReceipt } from './verify.mjs';

const { PACK, ENDPOINT, ORIGIN } = process.env;
const { ROLE = 'customer', DATABASE = 'accounts.db', PORT = '3000', RETRY_SECONDS = '60' } = process.env;
if (!PACK || !ENDPOINT || !ORIGIN) throw new Error('set PACK, ENDPOINT and ORIGIN: see ../README.md');
const vendor = { pack: PACK, endpoint: ENDPOINT, origin: ORIGIN, role: ROLE };
const endpoint = ENDPOINT.replace(/\/+$/, '');
const LARGEST = 512 * 1024;

const database = new Database(DATABASE);
database.exec('PRAGMA busy_timeout = 5000');
database.exec(readFileSync(new URL('../schema.sql', import.meta.url), 'utf8'));

/** Both or nothing. Nothing in here waits, so requests can't come in between. */
function transaction(work) {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

async function signUp(form) {
  const fields = ['agreement', 'agreement.confirmation', 'agreement.receipt', 'name'];
  const [jws, confirmation, receipt, name] = fields.map((field) => form.get(field)?.trim());
  if (!jws) throw new Refusal(400, 'Please accept the agreement first: the form came without it.');
  if (!name) throw new Refusal(400, 'Please give the account a name.');
  const record = await readRecord(jws);
  // Kept as it came: the receiver checks it against the record (../README.md).
  if (confirmation && !/^[\w-]{1,16384}$/.test(confirmation)) throw new Refusal(400, 'The confirmation is not base64url.');
  const customer = await agreedBy(record, vendor);
  const keys = receipt && (await publishedKeys());
  if (keys) await verifyReceipt(receipt, record, endpoint, keys);
  const state = keys ? 'open' : 'pending';
  store({ ...record, confirmation: confirmation || null, receipt: keys ? receipt : null }, { name, ...customer, state });
  return state;
}

function store({ id, jws, confirmation, receipt }, { name, scheme, number, organisation, signatory, email, state }) {
  try {
    transaction(() => {
      const record = database.prepare('INSERT INTO records (id, jws, confirmation, receipt) VALUES (?, ?, ?, ?)');
      record.run(id, jws, confirmation, receipt);
      const fields = 'record, name, scheme, number, organisation, signatory, email, state';
      const account = database.prepare(`INSERT INTO accounts (${fields}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
      account.run(id, name, scheme, number, organisation, signatory, email, state);
    });
  } catch (error) {
    if (error.message.includes('records.id')) throw new Refusal(409, 'This agreement has opened an account already.');
    if (error.message.includes('accounts.number')) throw new Refusal(409, `${organisation} has an account already.`);
    throw error;
  }
}

/** The receiver's keys as it publishes them now; nothing when it can't be reached, and then no receipt is believed. */
async function publishedKeys() {
  const answer = await ask('/.well-known/jwks.json');
  return answer?.ok ? answer.json() : undefined;
}

const ask = (path, options) =>
  fetch(endpoint + path, { ...options, signal: AbortSignal.timeout(5000) }).catch(() => undefined);

/** Brings what is pending to the receiver. What gets no answer stays pending. */
async function deliver() {
  const pending = database.prepare(
    "SELECT accounts.id AS account, jws, confirmation FROM accounts JOIN records ON records.id = record WHERE state = 'pending'",
  );
  for (const { account, jws, confirmation } of pending.all()) {
    const body = confirmation ? `${jws}~${confirmation}` : jws;
    const answer = await ask('/records', { method: 'POST', headers: { 'content-type': 'application/jose' }, body });
    if (answer?.ok) await open(account, jws, (await answer.text()).trim()).catch(console.error);
    // A receiver's own no, as opposed to a proxy's: nobody gets in, and a person looks at it.
    else if (answer?.status < 500 && answer.headers.get('content-type') === 'application/problem+json') {
      database.prepare("UPDATE accounts SET state = 'refused' WHERE id = ?").run(account);
      console.error(`account ${account} is refused: ${(await answer.json()).detail}`);
    }
  }
}

async function open(account, jws, receipt) {
  const record = await readRecord(jws);
  const keys = await publishedKeys();
  if (!keys) return;
  await verifyReceipt(receipt, record, endpoint, keys);
  transaction(() => {
    database.prepare('UPDATE records SET receipt = ? WHERE id = ?').run(receipt, record.id);
    database.prepare("UPDATE accounts SET state = 'open' WHERE id = ?").run(account);
  });
  console.log(`account ${account} is open: its receipt has come`);
}

/** One delivery after the other. */
let delivering = Promise.resolve();
const deliverSoon = () => (delivering = delivering.then(deliver).catch(console.error));
deliverSoon();
setInterval(deliverSoon, Number(RETRY_SECONDS) * 1000);

async function formOf(request) {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    if ((size += part.length) > LARGEST) throw new Refusal(413, 'The form is too large.');
    parts.push(part);
  }
  return new URLSearchParams(Buffer.concat(parts).toString());
}

const WELCOME = {
  open: [201, 'Your account is open.'],
  pending: [202, 'Your account is made. It opens as soon as our record service has confirmed your agreement.'],
};

async function answer(request) {
  try {
    const isSignUp = request.method === 'POST' && request.url === '/signup';
    if (!isSignUp) throw new Refusal(404, 'There is only POST /signup here.');
    return WELCOME[await signUp(await formOf(request))];
  } catch (error) {
    if (error instanceof Refusal) return [error.status, error.message];
    console.error(error);
    return [500, 'Something is wrong on our side, and nothing was stored. Please try again.'];
  }
}

const server = createServer(async (request, response) => {
  const [status, words] = await answer(request);
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${words}\n`);
  if (status === 202) deliverSoon();
});
server.listen(Number(PORT), '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${server.address().port}`));
