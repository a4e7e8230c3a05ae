// One server for everyone: each candidate's page at /page/<id>, files compressed once with brotli 11 as a good host does.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { compressed } from './measured.mjs';
import { contentOf } from './peers.mjs';

/** @import { Candidate } from './peers.mjs' */

const TYPES = { js: 'text/javascript', mjs: 'text/javascript', css: 'text/css', json: 'application/json', wasm: 'application/wasm', html: 'text/html' };
const paragraph = '<p>A page that has something to say says it in paragraphs, and this is one of them; nobody reads a benchmark for its prose.</p>';

/**
 * The page of a site that is not slow itself: its own style sheet, a heading, text.
 * @param {Candidate} candidate
 * @param {string} origin
 * @param {boolean} isKnown  who asks has answered before
 */
const page = ({ head, start = '', body = '' }, origin, isKnown) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
<meta name="viewport" content="width=device-width"><script>window.ran = () => { window.ranAt ??= performance.now(); };</script>
<link rel="stylesheet" href="/site.css">${head.replaceAll('ORIGIN', origin)}</head>
<body>${isKnown ? '' : start}<h1>A page</h1>${paragraph.repeat(60)}${body}
</body>
</html>`;

/**
 * @param {Candidate[]} all
 * @param {string} pack  the folder that /pack/ is
 */
export const serve = async (all, pack) => {
  /** @type {Map<string, { type: string, body: Buffer }>} */
  const kept = new Map();
  let origin = '';

  /** @param {string} path @param {boolean} isKnown */
  const made = async (path, isKnown) => {
    const [, first, id] = path.split('/');
    const candidate = first === 'page' && all.find((one) => one.id === id);
    if (candidate) return { type: TYPES.html, content: Buffer.from(page(candidate, origin, isKnown)) };
    const type = TYPES[path.split('.').pop() ?? ''] ?? TYPES.json;
    if (path === '/site.css') return { type, content: Buffer.from('body { margin: 2rem auto; max-width: 40rem; font: 1rem/1.5 sans-serif }') };
    const owner = all.find(({ files }) => path in files);
    if (owner) return { type, content: contentOf(owner.files[path]) };
    if (first === 'pack') return { type, content: await readFile(join(pack, normalize(path.slice(6)))) };
  };

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    const without = all.find(({ id }) => pathname === `/page/${id}`)?.without;
    const isKnown = without !== undefined && (request.headers.cookie ?? '').includes(`${without}=`);
    const key = pathname + (isKnown ? '#known' : '');
    let entry = kept.get(key);
    if (!entry) {
      const found = await made(pathname, isKnown).catch(() => undefined);
      if (!found) return response.writeHead(404).end();
      kept.set(key, (entry = { type: found.type, body: compressed(found.content) }));
    }
    const { type, body } = entry;
    response.writeHead(200, { 'content-type': `${type}${type.startsWith('text') ? '; charset=utf-8' : ''}`, 'content-encoding': 'br', 'content-length': body.length }).end(body);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', () => resolve(undefined)));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the server has no port');
  origin = `http://127.0.0.1:${address.port}`;
  return { origin, close: () => server.close() };
};
