// The receiver's API, behind a token that this tab alone keeps.

const KEPT = 'samtycke-console-token';

/** What went wrong, in the receiver's own words where it has any (RFC 9457). */
export class Problem extends Error {
  /** @param {number} status  0 when nothing answered @param {string} title @param {string} detail */
  constructor(status, title, detail) {
    super(detail || title);
    this.status = status;
    this.title = title;
  }
}

export const session = {
  token: () => sessionStorage.getItem(KEPT) ?? '',
  /** @param {string} token */
  begin: (token) => sessionStorage.setItem(KEPT, token),
  end: () => sessionStorage.removeItem(KEPT),
};

/** @param {string} path @param {Record<string, string>} [query] */
const address = (path, query = {}) => {
  const wanted = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''));
  // The page lies in a folder of the receiver's, wherever a proxy puts that.
  return new URL(`../${path}${wanted.size ? `?${wanted}` : ''}`, document.baseURI);
};

/**
 * @param {string} method @param {string} path
 * @param {{ query?: Record<string, string>, body?: unknown, signal?: AbortSignal }} [more]
 */
const ask = async (method, path, { query, body, signal } = {}) => {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(address(path, query), {
      method,
      headers: {
        authorization: `Bearer ${session.token()}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
      cache: 'no-store',
      credentials: 'omit',
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem(0, '', String(error));
  }
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  throw new Problem(response.status, String(problem.title ?? ''), String(problem.detail ?? ''));
};

/** @param {string} path @param {Record<string, string>} [query] @param {AbortSignal} [signal] @returns {Promise<any>} */
export const get = async (path, query = {}, signal) => (await ask('GET', path, { query, ...(signal ? { signal } : {}) })).json();

/** As its bytes; nothing when there is no such thing. @param {string} path @returns {Promise<Uint8Array | undefined>} */
export const bytes = async (path) => {
  try {
    return new Uint8Array(await (await ask('GET', path)).arrayBuffer());
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 404) return undefined;
    throw problem;
  }
};

/** @param {string} path @param {unknown} [body] */
export const post = (path, body) => ask('POST', path, body === undefined ? {} : { body });

/** @param {string} path */
export const remove = (path) => ask('DELETE', path);

/** Saves what stands there as a file. @param {string} path @param {Record<string, string>} query @param {string} name */
export const download = async (path, query, name) => save(await (await ask('GET', path, { query })).blob(), name);

/** @param {Blob} blob @param {string} name */
export const save = (blob, name) => {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};
