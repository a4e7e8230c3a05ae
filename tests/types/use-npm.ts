// What an application writes against the npm package. tsc must take all of it, and find each mistake that is expected.

import { load, ready, subscribe, type Api, type Consent, type LoadOptions } from 'samtycke';

const options: LoadOptions = { embed: '/legal/embed.js', endpoint: 'https://consent.example.com', gpc: true };
const api: Api | undefined = await load(options);
const consent: Consent | undefined = (await ready())?.consent();
const end = subscribe(({ occasion, changed }) => void [occasion === 'first', changed.length, consent]);
end();
api?.open('preferences');
// The package declares what the page has.
document.addEventListener('samtycke-accepted', ({ detail }) => detail.record.trim());
document.querySelector('samtycke-agreement')?.reportValidity();

// @ts-expect-error without a pack there is nothing to load
load({ endpoint: 'https://consent.example.com' });
// @ts-expect-error yes or no
load({ embed: '/legal/embed.js', gpc: '1' });
// @ts-expect-error on a server there is none
(await load(options)).consent();
// @ts-expect-error there is no such occasion
subscribe(({ occasion }) => occasion === 'second');
