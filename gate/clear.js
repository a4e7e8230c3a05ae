// Withdrawal: takes away what a service has stored.

import { attempt } from './attempt.js';

/** @import { Service } from './types.d.ts' */

/**
 * Clears what the services stored on this site, and answers with the names that are still there.
 * @param {Service[]} services
 */
export const clear = (services) => {
  /** @type {string[]} */
  const remaining = [];
  for (const [kind, name] of services.flatMap(namesOf)) {
    // Deleting a database takes its time, and waits for whoever has it open: it is begun, and reported as remaining.
    if (kind === 'indexed-db') attempt(() => indexedDB.deleteDatabase(name) && remaining.push(name));
    /** `_pk_id*` means `_pk_id.7`. @param {string} key */
    const isMeant = (key) => key === name || key.slice(0, name.length - 1) + '*' === name;
    attempt(() => {
      const { keys, remove } = PLACES[kind];
      keys().filter(isMeant).forEach(remove);
      remaining.push(...keys().filter(isMeant));
    });
  }
  return remaining;
};

/** @param {Service} service */
const namesOf = ({ storage }) => Object.entries(storage).flatMap(([kind, names]) => names.map((name) => [kind, name]));

/**
 * A cookie goes only when domain and path are the ones it was set with, and nobody tells us: try them all.
 * @param {string} name
 */
const removeCookie = (name) => {
  for (let path = location.pathname; path; path = path.replace(/\/$|[^/]+$/, '')) {
    // The host, its parents; at last none, which is another thing than the host.
    for (let domain = '.' + location.hostname, last = ''; domain !== last; domain = domain.replace(/^\.[^.]*/, '')) {
      last = domain;
      // Names like `__Secure-…` go only so, and partitioned cookies only as such.
      for (const kind of isSecureContext ? [';secure', ';secure;partitioned'] : [''])
        document.cookie = `${name}=;max-age=0;path=${path};domain=${domain}${kind}`;
    }
  }
};

/** @param {() => Storage} storage  throws where storage is denied */
const storagePlace = (storage) => ({
  keys: () => Object.keys(storage()),
  /** @param {string} key */
  remove: (key) => storage().removeItem(key),
});

/** @type {Record<string, { keys(): string[], remove(key: string): void }>} */
const PLACES = {
  cookie: { keys: () => document.cookie.split('; ').map((pair) => pair.split('=')[0]), remove: removeCookie },
  'local-storage': storagePlace(() => localStorage),
  'session-storage': storagePlace(() => sessionStorage),
};
