// The theme's own script, last on the page.
(function () {
  ran.push('menu');
  var toggle = document.querySelector('.menu-toggle');
  toggle.addEventListener('click', function () {
    var isOpen = toggle.getAttribute('aria-expanded') === 'true';
    toggle.setAttribute('aria-expanded', String(!isOpen));
    toggle.nextElementSibling.hidden = isOpen;
  });
})();
