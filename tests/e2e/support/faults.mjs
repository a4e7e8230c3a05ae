// Everything that can go wrong between a page and its endpoint, once for each request that meets it.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { forged, headerOf } from './forged.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Route} Route */
/** @typedef {(route: Route) => unknown} Fault */

/** What scripts of other origins may read. */
const CORS = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'Retry-After' };

/** @param {number} status @param {string} body @param {Record<string, string>} [headers] @returns {Fault} */
export const answering =
  (status, body = '', headers = {}) =>
  (route) =>
    route.fulfill({ status, body, headers: { ...CORS, ...headers } });

const HTML = '<!doctype html><title>Proxy</title><h1>Not here</h1>';
const asHtml = { 'content-type': 'text/html' };

/** What any request may meet, by name. @type {Record<string, Fault>} */
export const FAULTS = {
  'connection refused': (route) => route.abort('connectionrefused'),
  500: answering(500, '{}', { 'content-type': 'application/json' }),
  503: answering(503),
  429: answering(429, '{"type":"about:blank","title":"Too many","status":429}', { 'content-type': 'application/problem+json' }),
  'garbage, well received': answering(201, '\u0000\uFFFD{"', { 'content-type': 'application/octet-stream' }),
  "a proxy's 403 page": answering(403, HTML, asHtml),
  "a proxy's 404 page": answering(404, HTML, asHtml),
  "a proxy's 502 page, which no script may read": (route) => route.fulfill({ status: 502, body: HTML, headers: asHtml }),
  'a redirect to a page to log in': (route) => route.continue({ url: `${rough.url}/redirect` }),
  'an answer that is cut off': (route) => route.continue({ url: `${rough.url}/cut` }),
};

/** What only the delivery of a record may meet. @type {Record<string, Fault>} */
export const FORGERIES = {
  'a receipt by a key that is nobody\'s': withReceipt((receipt) => forged(receipt, { dress: (header) => delete header.jwk })),
  'a receipt that borrows the name of the right key': withReceipt((receipt) =>
    forged(receipt, {
      dress: (header) => {
        delete header.jwk;
        header.kid = headerOf(receipt).kid;
      },
    }),
  ),
  'a receipt for other bytes': withReceipt((receipt) => receipt.replace(/\.[^.]{20}/, (start) => `${start.slice(0, -4)}AAAA`)),
};

/** The receiver takes the record, and this comes back. @param {(receipt: string) => string} change @returns {Fault} */
function withReceipt(change) {
  return async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), ...CORS }, body: change((await response.text()).trim()) });
  };
}

/** A server that breaks off, or sends people elsewhere. */
export const rough = {
  url: '',
  /** @type {import('node:http').Server | undefined} */
  server: undefined,
  async start() {
    this.server = createServer(({ url }, response) => {
      if (url === '/redirect') return response.writeHead(302, { ...CORS, location: '/login' }).end();
      if (url === '/login') return response.writeHead(200, { ...CORS, ...asHtml }).end(HTML);
      response.writeHead(201, { ...CORS, 'content-type': 'application/jose', 'content-length': '900' });
      response.write('eyJ', () => response.destroy());
    }).listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    const { port } = /** @type {import('node:net').AddressInfo} */ (this.server.address());
    this.url = `http://127.0.0.1:${port}`;
  },
  stop() {
    this.server?.closeAllConnections();
    this.server?.close();
  },
};

/** To be called before the page is opened: its limits of time end when the test says so. @param {Page} page */
export const holdLimits = (page) =>
  page.addInitScript(() => {
    globalThis.limits = [];
    AbortSignal.timeout = (ms) => {
      const controller = new AbortController();
      globalThis.limits.push({ ms, end: () => controller.abort(new DOMException('too late', 'TimeoutError')) });
      return controller.signal;
    };
  });

/** So much time has passed: every limit that is as short has ended. @param {Page} page @param {number} ms */
export const endLimits = (page, ms) =>
  page.evaluate((ms) => globalThis.limits.filter((limit) => limit.ms <= ms).forEach((limit) => limit.end()), ms);
