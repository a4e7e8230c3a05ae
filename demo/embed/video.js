// The player: stores what the pack says it stores, and tells the page around it that it ran.

document.cookie = `fk_viewer=${crypto.randomUUID().slice(0, 8)};path=/;max-age=15552000;samesite=lax`;
localStorage.setItem('fk_volume', '70');

const play = document.querySelector('button');
play.addEventListener('click', () => {
  const playing = document.body.classList.toggle('playing');
  play.setAttribute('aria-pressed', String(playing));
  play.textContent = playing ? 'Pause' : 'Afspil';
});

parent.postMessage('vagthavn-video', location.origin);
