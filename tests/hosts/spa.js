// A single-page app as they are: it owns the body, takes everything out of it at each turn, and puts scripts and embeds
// in long after the page was loaded.

const VIEWS = {
  '#forside': () => [
    element('h1', {}, 'Forsiden'),
    element('p', {}, 'Kortet over fjorden viser, hvor færgerne er lige nu.'),
    tag('statistics', `ran.push('seen ${location.hash}');`),
  ],
  '#film': () => [
    element('h1', {}, 'Film'),
    element('iframe', { id: 'film', title: 'Film: Overfarten', width: 480, height: 270, 'data-category': 'marketing', 'data-service': 'film', 'data-src': '/hosts/frame.html?spa' }),
    tag('marketing', "ran.push('film shown');"),
  ],
  '#kort': () => [element('h1', {}, 'Kort'), element('fjord-map', {})],
};

/** A web component of the page's own: nobody sees into it who isn't told. */
class FjordMap extends HTMLElement {
  connectedCallback() {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    root.replaceChildren(
      element('p', {}, 'Kortet kommer fra en anden udbyder.'),
      element('iframe', { id: 'map', title: 'Kort over fjorden', width: 400, height: 300, 'data-category': 'functional', 'data-service': 'chat', 'data-src': '/hosts/frame.html?map' }),
      tag('functional', "ran.push('map');"),
    );
    window.samtycke.rescan(root);
  }
}

function show() {
  const view = VIEWS[location.hash] ?? VIEWS['#forside'];
  const link = (hash, text) => element('a', { href: hash, 'aria-current': hash === location.hash ? 'page' : undefined }, text);
  const links = element('nav', { 'aria-label': 'Sider' }, link('#forside', 'Forside'), link('#film', 'Film'), link('#kort', 'Kort'));
  const header = element('header', { class: 'masthead' }, element('strong', {}, 'Fjordbladet'), links);
  document.body.replaceChildren(header, element('main', {}, ...view()));
  window.turns = (window.turns ?? 0) + 1;
}

function tag(category, text) {
  return element('script', { type: 'text/plain', 'data-category': category }, text);
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('nav a');
  if (!link) return;
  event.preventDefault();
  history.pushState({}, '', link.hash);
  show();
});
addEventListener('popstate', show);
window.show = show;
customElements.define('fjord-map', FjordMap);
show();
