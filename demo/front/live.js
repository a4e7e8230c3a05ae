// The page in the frame: its visitor's answer can be forgotten, so that it asks again.

const frame = /** @type {HTMLIFrameElement} */ (document.getElementById('live'));
const again = /** @type {HTMLButtonElement} */ (document.getElementById('again'));

again.hidden = false;
again.addEventListener('click', () => {
  document.cookie = 'samtycke=;path=/;max-age=0;samesite=lax';
  frame.contentWindow?.location.reload();
});
