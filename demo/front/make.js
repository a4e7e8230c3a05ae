// Elements without strings of HTML.

/** @param {string} tag @param {Record<string, string>} attributes @param {...(Node | string)} children */
export const make = (tag, attributes, ...children) => filled(document.createElement(tag), attributes, children);

/** The same for what is drawn. @param {string} tag @param {Record<string, string>} attributes @param {...(Node | string)} children */
export const draw = (tag, attributes, ...children) =>
  filled(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);

/** @template {Element} T @param {T} element @param {Record<string, string>} attributes @param {(Node | string)[]} children */
const filled = (element, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) if (value) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

/** As people write it. @param {number} value */
export const number = (value) => value.toLocaleString('en-GB', { maximumFractionDigits: 1 });
