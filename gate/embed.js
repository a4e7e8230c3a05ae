// Blocked iframes: a placeholder stands in their place until they may load.

import { change } from './answer.js';
import { COOKIES, languageFor } from './config.js';
import { actOn, frontSheet } from './front.js';
import { build } from './tree.js';

/** @type {Map<HTMLElement, HTMLElement>} */
const placeholders = new Map();

/**
 * Puts a placeholder after the iframe and hides the iframe. It stays where it was, so that the page's own code
 * (a framework that removes it, say) still finds it.
 * @param {HTMLIFrameElement} iframe
 */
export const holdEmbed = (iframe) => {
  if (placeholders.has(iframe)) return;
  const { offsetWidth: width, offsetHeight: height } = iframe;
  // Not shown, or a tracking pixel: nothing to say in its place.
  if (width < 9 || height < 9) return;

  const { category = '', service: id } = iframe.dataset;
  const service = COOKIES.services.find((service) => service.id === id);
  const placeholder = document.createElement('samtycke-embed');
  const root = placeholder.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [frontSheet];
  root.append(build(COOKIES.embed[languageFor(iframe)], service?.name));
  const actions = {
    'embed-once': () => releaseEmbed(iframe),
    'embed-always': () => change('embed', true, id || category),
  };
  root.addEventListener('click', (event) => actOn(event, actions, 'embed'));

  // In its place, styled like it by the page's own rules for its class; as high, but higher when the text needs it.
  const { position, inset } = getComputedStyle(iframe);
  placeholder.className = iframe.className;
  placeholder.style.cssText = `display:grid;position:${position};inset:${inset};block-size:auto;aspect-ratio:auto;min-block-size:${height}px`;
  iframe.after(placeholder);
  iframe.style.display = 'none';
  placeholders.set(iframe, placeholder);
  // As wide as there is room, like a fluid iframe; but not wider than a fixed one.
  if (placeholder.offsetWidth > width) placeholder.style.maxInlineSize = width + 'px';
};

/**
 * Loads an iframe (or image, stylesheet, video). Who pressed a button of its placeholder goes on inside it.
 * @param {HTMLElement} element
 */
export const releaseEmbed = (element) => {
  for (const name of ['src', 'href']) {
    const value = element.dataset[name];
    // In a task of its own: Chromium loads nothing when a mutation observer sets it while the parser is at work.
    if (value) setTimeout(() => element.setAttribute(name, value));
    delete element.dataset[name];
  }
  const placeholder = placeholders.get(element);
  if (!placeholder) return;
  const focused = placeholder.shadowRoot?.activeElement;
  element.style.display = '';
  placeholder.remove();
  placeholders.delete(element);
  if (focused) element.focus();
};

/** Placeholders of iframes that the page has taken away go with them. */
export const dropOrphans = () => {
  placeholders.forEach((placeholder, iframe) => {
    if (iframe.isConnected) return;
    placeholder.remove();
    placeholders.delete(iframe);
  });
};
