// Node trees from CONFIG become elements: by createElement and text only, so Trusted Types hold.

/** @import { TreeNode } from './types.d.ts' */

/**
 * @param {TreeNode} node
 * @param {Record<string, string>} [words]  what `{name}` in a text stands for
 * @returns {Node}
 */
export const build = (node, words = {}) => {
  if (typeof node === 'string')
    return document.createTextNode(node.replace(/{(\w+)}/g, (whole, name) => words[name] ?? whole));
  const [tag, attributes, ...children] = node;
  const element = document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...children.map((child) => build(child, words)));
  return element;
};
