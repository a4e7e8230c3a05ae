// Stands for a statistics script, and says on the page that it ran.

const ran = document.querySelector('[data-ran]');
if (ran) ran.textContent = ran.getAttribute('data-ran');
