// The landing page's own script: keeps the list of what ran. It needs no consent, it stores nothing.

/** Marks a service on the list as run. */
function ran(service) {
  const row = document.querySelector(`#koert [data-service="${service}"]`);
  if (!row) return;
  row.classList.add('has-run');
  row.querySelector('.state').textContent = `Kørte kl. ${new Date().toLocaleTimeString('da-DK')}`;
  showStored();
}

// Each of the demonstration's services says its name here when it runs; some were quicker than this script.
const before = window.vagthavn ?? [];
window.vagthavn = { push: ran };
before.forEach(ran);

// The video runs in a frame of its own.
addEventListener('message', (event) => {
  if (event.origin === location.origin && event.data === 'vagthavn-video') ran('video');
});

(window.samtycke ||= []).push((samtycke) => {
  samtycke.subscribe((consent) => {
    for (const row of document.querySelectorAll('#koert [data-service]')) {
      row.classList.toggle('is-allowed', consent.services.includes(row.dataset.service));
    }
    showStored(consent.remaining);
  });
});

/** What is stored right now by anyone but the visitor's own answer. */
function showStored(remaining = []) {
  const cookies = document.cookie.split('; ').map((pair) => pair.split('=')[0]);
  const names = [...cookies, ...storageNames()].filter((name) => name && !name.startsWith('samtycke'));
  const words = names.length ? `Gemt i din browser nu: ${names.join(', ')}.` : 'Intet valgfrit er gemt i din browser.';
  const left = remaining.length ? ` Kunne ikke slettes: ${remaining.join(', ')}.` : '';
  document.querySelector('#lagret').textContent = words + left;
}

function storageNames() {
  try {
    return [...Object.keys(localStorage), ...Object.keys(sessionStorage)];
  } catch {
    return [];
  }
}
