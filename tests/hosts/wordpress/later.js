// An optimiser's loader: the page's scripts have a type that no browser runs, and are put in again one after another, as
// new elements; at once, or when somebody touches the page. Meanwhile the page is told that it is still loading.
(function () {
  'use strict';
  var own = document.currentScript.dataset;
  var loading = true;
  Object.defineProperty(document, 'readyState', {
    configurable: true,
    get: function () {
      return loading ? 'loading' : 'complete';
    },
  });
  // The browser's own events come too early for scripts that run late.
  var waiting = { DOMContentLoaded: [], load: [] };
  [document, window].forEach(function (target) {
    var listen = target.addEventListener;
    target.addEventListener = function (type, run, options) {
      if (loading && waiting[type]) waiting[type].push([target, run]);
      else listen.call(target, type, run, options);
    };
  });
  function tell(type) {
    waiting[type].forEach(function (one) {
      var event = new Event(type);
      if (typeof one[1] === 'function') one[1].call(one[0], event);
      else one[1].handleEvent(event);
    });
  }
  function runAgain(old, next) {
    var script = document.createElement('script');
    Array.from(old.attributes).forEach(function (attribute) {
      var name = attribute.name === 'data-later-src' ? 'src' : attribute.name;
      if (name !== 'type') script.setAttribute(name, attribute.value);
    });
    script.text = old.text;
    script.async = false;
    var isFile = script.hasAttribute('src');
    if (isFile) script.onload = script.onerror = next;
    old.parentNode.replaceChild(script, old);
    if (!isFile) next();
  }
  function start() {
    var scripts = Array.from(document.querySelectorAll('script[type="' + own.type + '"]'));
    (function next() {
      var script = scripts.shift();
      if (script) return runAgain(script, next);
      tell('DOMContentLoaded');
      loading = false;
      document.dispatchEvent(new Event('readystatechange'));
      tell('load');
      window.allRan = true;
    })();
  }
  var begun = false;
  function begin() {
    if (!begun) start();
    begun = true;
  }
  if (own.when === 'touched') ['keydown', 'mousemove', 'touchstart', 'wheel'].forEach(function (type) { window.addEventListener(type, begin, { passive: true }); });
  else window.addEventListener('pageshow', begin);
})();
