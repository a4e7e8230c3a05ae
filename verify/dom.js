// Elements, made of names and texts: no text ever becomes markup.

/**
 * @param {string} tag
 * @param {Record<string, string | boolean | ((event: any) => void) | undefined>} attributes  `on…` are listeners
 * @param {...(Node | string | undefined)} children
 */
export const make = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (typeof value === 'string') element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
};

/** Term and description. @param {string} term @param {...(Node | string | undefined)} description */
export const line = (term, ...description) => make('div', {}, make('dt', {}, term), make('dd', {}, ...description));
