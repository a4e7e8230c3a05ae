// The first script of a page after the gate: what any tag finds that looks for consent signals.
window.atStart = {
  google: (window.dataLayer ?? []).map((entry) => Array.from(entry)),
  uet: [...(window.uetq ?? [])],
  clarity: (window.clarity?.q ?? []).map((entry) => [...entry]),
};
