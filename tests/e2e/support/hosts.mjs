// The host pages as a real site would send them: a web server of the site's own, which knows where a visitor is and what
// the browser signals; the receiver at another origin; and a third origin for what comes from others.
//
//   /<variant>/<any folders>/<page>.html   a page of tests/hosts, with the embed of that variant of the pack;
//                                          `?country=US` says where the visitor is, `?type=` what kind of script the
//                                          embed is, `?attributes=` what else stands on the page's element,
//                                          `?permissions=` its Permissions-Policy
//   /<variant>/legal/…                     what `samtycke build` wrote, with the widget's files beside it
//   /hosts/…                               the pages' own scripts, styles and frames
//   /yew/…                                 the Yew host's wasm

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { packWith } from './packs.mjs';
import { startServer } from './server.mjs';
import { builtHosts, demo, hosts, widget } from './settings.mjs';
import { useWorld } from './world.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** How the newspaper's pack is changed, or what publishes another one. */
/** The receiver is not told of a stranger's. */
/** @typedef {import('./packs.mjs').Variant | (((folder: string, name: string) => string) & { stranger?: true })} Source */

/** Names of this machine: all of them lead to the one server. Cookies of `site.localhost` reach the names under it. */
const NAMES = [
  'site.localhost', 'www.site.localhost', 'a.site.localhost', 'b.site.localhost', 'a.localhost', 'b.localhost', '127.0.0.1',
];

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/**
 * To be called once at the top of a file: the world of `useWorld`, with the host pages of these variants of the pack.
 * @param {Record<string, Source>} [variants]
 */
export const useHosts = (variants = { box: {} }) => useWorld({ start: () => Hosts.start(variants) });

export class Hosts {
  /** Where each variant's pack was published. @type {Record<string, string>} */
  packs = {};
  /** @type {import('./server.mjs').Server} */
  receiver;
  #folder = mkdtempSync(join(tmpdir(), 'samtycke-hosts-'));
  #server = createServer((request, response) => void this.#answer(request, response));

  /** @param {Record<string, Source>} variants */
  static async start(variants) {
    const site = new Hosts();
    for (const [name, variant] of Object.entries(variants)) {
      const publish = typeof variant === 'function' ? variant : packWith;
      site.packs[name] = publish(site.#folder, name, /** @type {import('./packs.mjs').Variant} */ (variant));
    }
    const known = Object.keys(variants).filter((name) => !('stranger' in variants[name]));
    site.#server.listen(0, '127.0.0.1');
    await once(site.#server, 'listening');
    site.receiver = await startServer({ packs: known.map((name) => site.packs[name]), origins: NAMES.map((name) => site.at(name)) });
    return site;
  }

  /** The site, at one of its names. */
  at(name = 'site.localhost') {
    const { port } = /** @type {import('node:net').AddressInfo} */ (this.#server.address());
    return `http://${name}:${port}`;
  }

  get url() {
    return this.at();
  }

  async remove() {
    this.#server.closeAllConnections();
    this.#server.close();
    await this.receiver?.remove();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async #answer(request, response) {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    const [variant, ...rest] = pathname.slice(1).split('/');
    try {
      if (this.packs[variant] && rest[0] !== 'legal') {
        const { headers, body } = await this.#page(variant, rest.at(-1) ?? '', request, searchParams);
        response.writeHead(200, { 'content-type': TYPES['.html'], ...headers }).end(body);
        return;
      }
      const body = await readFile(this.#file(variant, rest));
      const type = TYPES[/** @type {keyof TYPES} */ (extname(pathname))] ?? 'application/octet-stream';
      // Frames and scripts are also asked for from the other origin, with CORS.
      response.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*' }).end(body);
    } catch {
      response.writeHead(404, { 'content-type': 'text/plain' }).end(`no ${pathname}`);
    }
  }

  /** @param {string} first @param {string[]} rest */
  #file(first, rest) {
    if (first === 'hosts') return join(hosts, ...rest);
    if (first === 'yew') return join(builtHosts, 'yew', ...rest);
    // A pack's folder has the widget beside it: the demonstration's is the same for all.
    if (rest[1] === 'widget') return join(demo, widget, ...rest.slice(2));
    return join(this.packs[first], ...rest.slice(1));
  }

  /**
   * @param {string} variant
   * @param {string} name
   * @param {import('node:http').IncomingMessage} request
   * @param {URLSearchParams} query
   */
  async #page(variant, name, request, query) {
    const nonce = randomBytes(12).toString('base64');
    const attributes = {
      src: `/${variant}/legal/embed.js`,
      'data-endpoint': this.receiver.url,
      // A content delivery network would say where the visitor is; here the address does.
      'data-region': query.get('country'),
      type: query.get('type'),
      'data-gpc': request.headers['sec-gpc'],
    };
    const written = Object.entries(attributes).map(([name, value]) => (value ? ` ${name}="${value}"` : ''));
    const text = await readFile(join(hosts, name), 'utf8');
    const body = text
      .replace('<!--samtycke-->', `<script${written.join('')}></script>`)
      .replaceAll('{{attributes}}', query.get('attributes') ?? '')
      .replaceAll('{{nonce}}', nonce)
      .replaceAll('{{elsewhere}}', this.at('127.0.0.1'));
    const headers = name === 'strict-csp.html' ? this.#strict(nonce, query.has('no-wasm')) : {};
    const permissions = query.get('permissions');
    return { headers: permissions ? { ...headers, 'permissions-policy': permissions } : headers, body };
  }

  /** docs/embedding.md, and what this page shows beside. @param {string} nonce @param {boolean} withoutWasm */
  #strict(nonce, withoutWasm) {
    const policy = [
      "default-src 'none'",
      `script-src 'self' 'nonce-${nonce}'${withoutWasm ? '' : " 'wasm-unsafe-eval'"}`,
      "style-src 'self'",
      "img-src 'self'",
      `frame-src 'self' ${this.at('127.0.0.1')}`,
      `connect-src 'self' ${this.receiver.url}`,
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
    ];
    return { 'content-security-policy': policy.join('; ') };
  }
}

/** A visitor whose browser tells servers, and no script, of Global Privacy Control. */
export const SIGNALLING = { extraHTTPHeaders: { 'sec-gpc': '1' } };

/** To be called before the page is opened: a browser that tells scripts, and no server. @param {Page} page */
export const signalToScripts = (page) =>
  page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true }));

/**
 * What the page's scripts have said so far, each its name, in order.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export const ran = (page) => page.evaluate(() => globalThis.ran ?? []);
