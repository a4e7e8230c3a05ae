// One gate per page: two would ask twice and release twice.

/** @param {() => void} start */
export const startOnce = (start) => {
  if (customElements.get('samtycke-policy')) {
    console.warn('samtycke: the script is on this page more than once; only the first one counts.');
  } else start();
};
