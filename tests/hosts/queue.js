// The site's own code, from before the gate is there: where its tags say that they ran, and a call that has to wait.
window.ran = [];
(window.samtycke ||= []).push((samtycke) => {
  window.early = samtycke.consent();
  samtycke.subscribe((consent) => (window.heard ??= []).push(consent));
});
