// Letters that older browsers lack become pictures, whatever is added to the page and whenever.
(function () {
  var ship = '\u{1F6A2}';
  function replace(root) {
    var walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    var found = [];
    while (walker.nextNode()) if (walker.currentNode.data.includes(ship) && walker.currentNode.parentElement.localName !== 'script') found.push(walker.currentNode);
    found.forEach(function (text) {
      var image = Object.assign(document.createElement('img'), { className: 'emoji', alt: ship, src: '/hosts/picture.svg' });
      text.splitText(text.data.indexOf(ship));
      text.nextSibling.data = text.nextSibling.data.slice(ship.length);
      text.after(image);
    });
  }
  replace(document.body);
  new MutationObserver(function (changes) {
    changes.forEach(function (change) {
      change.addedNodes.forEach(function (node) {
        if (node.nodeType === Node.ELEMENT_NODE) replace(node);
      });
    });
  }).observe(document.body, { childList: true, subtree: true });
})();
