// Runs in the measured page before anything else: notes when an element is first visible, and can press it.
(() => {
  /** @param {string[]} way */
  const find = (way) => {
    /** @type {ParentNode | null | undefined} */
    let root = document;
    let element;
    for (const selector of way) {
      element = root?.querySelector(selector);
      root = element?.shadowRoot;
    }
    return element;
  };

  /** Half of it within the window, nothing about it hidden; how far a fade has come doesn't matter. */
  const isVisible = (/** @type {Element | null | undefined} */ element) => {
    if (!element?.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })) return false;
    const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
    const inside = (/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ end) => Math.min(to, end) - Math.max(from, 0);
    return width > 8 && height > 8 && inside(left, right, innerWidth) * inside(top, bottom, innerHeight) >= (width * height) / 2;
  };

  /** When the frame that first shows it has been made. @param {string[]} way */
  const shown = (way) =>
    new Promise((resolve) => {
      const look = () => {
        if (!isVisible(find(way))) return requestAnimationFrame(look);
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(0);
      };
      // What the parser has just made is in no frame yet.
      requestAnimationFrame(look);
    });

  /** @param {string[]} way */
  const gone = (way, limit = 5000) =>
    new Promise((resolve) => {
      const until = performance.now() + limit;
      const look = () => {
        if (!isVisible(find(way))) return resolve(true);
        if (performance.now() > until) return resolve(false);
        requestAnimationFrame(look);
      };
      look();
    });

  /** Presses what a pointer would hit there. @param {string[]} way */
  const press = (way) => {
    const box = find(way)?.getBoundingClientRect();
    if (!box) return;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    let hit = document.elementFromPoint(x, y);
    while (hit?.shadowRoot) {
      const inner = hit.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === hit) break;
      hit = inner;
    }
    if (hit instanceof HTMLElement) hit.click();
  };

  const box = (/** @type {string[]} */ way) => {
    const element = find(way);
    element?.scrollIntoView?.({ block: 'nearest' });
    const { x, y, width, height } = element?.getBoundingClientRect() ?? { x: 0, y: 0, width: 0, height: 0 };
    return { x: x + width / 2, y: y + height / 2 };
  };

  Object.assign(window, { watch: { find, isVisible, shown, gone, press, box } });
})();
