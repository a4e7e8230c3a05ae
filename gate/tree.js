// Node trees from CONFIG become elements: by createElement and text only, so Trusted Types hold.

/** @import { TreeNode } from './types.d.ts' */

/**
 * @param {TreeNode} node
 * @param {string} [service]  what `{service}` in texts stands for
 * @returns {Node}
 */
export const build = (node, service = '') => {
  if (typeof node === 'string') return document.createTextNode(node.replaceAll('{service}', () => service));
  const [tag, attributes, ...children] = node;
  const element = document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...children.map((child) => build(child, service)));
  return element;
};
