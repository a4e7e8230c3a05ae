// The embed of the vendor that the address names: its banner has the layout to look at. Written while the page is read,
// as a snippet in the head is.
const known = ['vagthavn', 'skyltljus', 'nordlunda'];
const wanted = new URLSearchParams(location.search).get('vendor') ?? '';
const embed = document.createElement('script');
const address = `/packs/${known.includes(wanted) ? wanted : 'vagthavn'}/embed.js`;
// Under a strict policy only a named policy may set it.
const policy = (/** @type {any} */ (window)).trustedTypes?.createPolicy('theme', { createScriptURL: (/** @type {string} */ url) => url });
embed.src = policy?.createScriptURL(address) ?? address;
embed.dataset.lang = 'en';
embed.async = false;
document.head.append(embed);
