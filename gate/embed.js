// Blocked iframes and videos: a placeholder stands in their place until they may load. Fetched with the first.

import { change } from './answer.js';
import { attempt } from './attempt.js';
import { COOKIES, languageFor } from './config.js';
import { actOn, frontSheet } from './front.js';
import { EMBEDS, find, load, mayRun } from './release.js';
import { build } from './tree.js';

const embedSheet = new CSSStyleSheet();
embedSheet.replaceSync(PLACEHOLDERS.css);

/** With the embed's own `display`, which comes back. @type {Map<HTMLElement, { placeholder: HTMLElement, display: string }>} */
const placeholders = new Map();

/**
 * Puts a placeholder after the embed and hides the embed. It stays where it was, so that the page's own code
 * (a framework that removes it, say) still finds it.
 * @param {HTMLElement} embed
 */
const standIn = (embed) => {
  if (placeholders.has(embed)) return;
  const { offsetWidth: width, offsetHeight: height } = embed;
  // Not shown, or a tracking pixel: nothing to say in its place.
  if (width < 9 || height < 9) return;

  const { category = '', service: id, src = '' } = embed.dataset;
  const service = COOKIES.services.find((service) => service.id === id);
  const placeholder = document.createElement('samtycke-embed');
  const root = placeholder.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [frontSheet, embedSheet];
  const host = attempt(() => new URL(src, document.baseURI).host) ?? src;
  root.append(build(PLACEHOLDERS.trees[languageFor(embed)], { service: PLACEHOLDERS.names[id ?? ''] ?? host, host }));
  const actions = {
    'embed-once': () => load(embed),
    'embed-always': () => change('embed', true, id),
  };
  // The service is what the words name. Without one, or with more conditions, an answer would be to something else.
  if (service?.category !== category) root.querySelector('[part~="embed-always"]')?.remove();
  root.addEventListener('click', (event) => actOn(event, actions, 'embed'));

  // In its place, styled like it by the page's own rules for its class; as high, but higher when the text needs it.
  const { position, inset, aspectRatio } = getComputedStyle(embed);
  // What goes along with its width keeps doing so; `auto 16 / 9` is only a hint of attributes.
  const fluid = aspectRatio[0] !== 'a';
  placeholder.className = embed.className;
  const look = (/** @type {Record<string, string>} */ style) => {
    // Whatever the page's rules are, these are about this one place.
    for (const name in style) placeholder.style.setProperty(name, style[name], 'important');
  };
  look({
    display: 'grid',
    position,
    inset,
    'block-size': 'auto',
    'aspect-ratio': fluid ? aspectRatio : 'auto',
    'min-block-size': fluid ? 'auto' : height + 'px',
  });
  embed.after(placeholder);
  placeholders.set(embed, { placeholder, display: embed.style.display });
  embed.style.setProperty('display', 'none', 'important');
  // As wide as there is room, like a fluid iframe; but not wider than a fixed one.
  if (placeholder.offsetWidth > width) look({ 'max-inline-size': width + 'px' });
};

/**
 * Who pressed a button of the placeholder goes on inside the embed.
 * @param {HTMLElement} embed
 */
const end = (embed) => {
  const held = placeholders.get(embed);
  if (!held) return;
  const focused = held.placeholder.shadowRoot?.activeElement;
  embed.style.display = held.display;
  held.placeholder.remove();
  placeholders.delete(embed);
  if (!focused) return;
  embed.focus();
  // A page of another site takes the place of an empty one of ours, and the focus was in that.
  const enter = () => {
    if (!embed.matches(':focus')) return;
    embed.blur();
    embed.focus();
  };
  embed.addEventListener('load', enter, { once: true });
};

/** Placeholders of embeds that the page has moved or taken away go; where an embed is now, it gets a new one. */
const tidy = () => {
  placeholders.forEach(({ placeholder }, embed) => {
    if (!embed.isConnected || embed.nextSibling !== placeholder) end(embed);
  });
};

// Known to the browser, so that a page's `:not(:defined)` rules don't hide it.
customElements.define('samtycke-embed', class extends HTMLElement {});

let isFrameAsked = false;

/** What each would be as large as takes a layout to know: once a frame, when there is one anyway. */
const hold = () => {
  if (isFrameAsked) return;
  isFrameAsked = true;
  requestAnimationFrame(() => {
    isFrameAsked = false;
    find(EMBEDS).filter((embed) => embed.matches('iframe,video') && !mayRun(embed)).forEach(standIn);
  });
};

export { end, hold, tidy };
