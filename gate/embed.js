// Blocked iframes: a placeholder stands in their place until they may load.

import { change } from './answer.js';
import { COOKIES, languageFor } from './config.js';
import { actOn, frontSheet } from './front.js';
import { build } from './tree.js';

/** @type {Map<HTMLIFrameElement, HTMLElement>} */
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
  if (width < 2 || height < 2) return;

  const { category = '', service: id } = iframe.dataset;
  const service = COOKIES.services.find((service) => service.id === id);
  const placeholder = document.createElement('samtycke-embed');
  const root = placeholder.attachShadow({ mode: 'open' });
  root.append(build(COOKIES.embed[languageFor(iframe)], service?.name));
  root.addEventListener('click', (event) =>
    actOn(event, {
      'embed-once': () => releaseEmbed(iframe),
      'embed-always': () => change('embed', true, service?.id ?? category),
    }),
  );

  // As rules for `:host` our sizes give way to the page's own rules for the iframe's class.
  const { position, inset } = getComputedStyle(iframe);
  const box = `:host{display:grid;position:${position};inset:${inset};min-block-size:${height}px;`;
  const size = new CSSStyleSheet();
  size.replaceSync(box + '}');
  root.adoptedStyleSheets = [frontSheet(), size];
  placeholder.className = iframe.className;
  iframe.after(placeholder);
  iframe.style.setProperty('display', 'none', 'important');
  placeholders.set(iframe, placeholder);
  // As wide as there is room, like a fluid iframe; but not wider than a fixed one.
  if (placeholder.offsetWidth > width) size.replaceSync(`${box}max-inline-size:${width}px}`);
};

/**
 * Loads the iframe in its old place. Who pressed a button of the placeholder goes on inside it.
 * @param {HTMLIFrameElement} iframe
 */
export const releaseEmbed = (iframe) => {
  unblock(iframe);
  const placeholder = placeholders.get(iframe);
  if (!placeholder) return;
  const focused = placeholder.shadowRoot?.activeElement;
  iframe.style.removeProperty('display');
  placeholder.remove();
  placeholders.delete(iframe);
  if (focused) iframe.focus();
};

/** Placeholders of iframes that the page has taken away go with them. */
export const dropOrphans = () => {
  placeholders.forEach((placeholder, iframe) => {
    if (iframe.isConnected) return;
    placeholder.remove();
    placeholders.delete(iframe);
  });
};

/**
 * `data-src` and `data-href` become what they stand for.
 * @param {Element} element
 */
export const unblock = (element) => {
  for (const name of ['src', 'href']) {
    const value = element.getAttribute('data-' + name);
    if (value === null) continue;
    element.removeAttribute('data-' + name);
    element.setAttribute(name, value);
  }
};
