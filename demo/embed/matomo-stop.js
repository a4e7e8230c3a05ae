// Runs when the visitor takes the permission for statistics back: the running script stops counting.

const matomo = document.querySelector('#koert [data-service="matomo"] .state');
if (matomo) matomo.textContent = `Stoppet kl. ${new Date().toLocaleTimeString('da-DK')}`;
matomo?.parentElement.classList.remove('has-run');
