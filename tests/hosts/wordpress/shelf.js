// What themes and plug-ins expect of their library: ready, a few verbs, and markup whose scripts run when it is put in.
(function (window, document) {
  'use strict';
  function Found(elements) {
    this.elements = elements;
  }
  Found.prototype = {
    each: function (run) {
      this.elements.forEach(run);
      return this;
    },
    on: function (type, run) {
      return this.each(function (element) {
        element.addEventListener(type, run);
      });
    },
    append: function (markup) {
      return this.each(function (element) {
        var template = document.createElement('template');
        template.innerHTML = markup;
        var scripts = Array.from(template.content.querySelectorAll('script'));
        element.appendChild(template.content);
        scripts.forEach(function (old) {
          // Put in as markup it does not run; of a type that is no JavaScript's it stays where it is.
          if (old.type && !/javascript|ecmascript/i.test(old.type)) return;
          var script = document.createElement('script');
          script.text = old.textContent;
          document.head.appendChild(script).remove();
        });
      });
    },
  };
  var shelf = function (what) {
    if (typeof what !== 'function') return new Found(typeof what === 'string' ? Array.from(document.querySelectorAll(what)) : [what]);
    if (document.readyState !== 'loading') setTimeout(what, 0, shelf);
    else
      document.addEventListener('DOMContentLoaded', function () {
        what(shelf);
      });
  };
  window.shelf = shelf;
  (window.ran = window.ran || []).push('shelf');
})(window, document);
