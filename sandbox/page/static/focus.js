// Keeps the focus where it was when a part of the page is replaced by what the server rendered again.
const PLACES = "[data-key], [data-view], #sidebar, #clock, #home";
const NAMES = ["id", "data-block", "data-action", "value", "href", "data-preset", "data-close", "aria-label"];
const FOCUSABLE = "button, a[href], input, select, textarea, summary, [tabindex]";

function selectorOf(node) {
  const known = NAMES.filter((name) => node.getAttribute(name));
  return node.localName + known.map((name) => `[${name}="${CSS.escape(node.getAttribute(name))}"]`).join("");
}

function placeOf(node) {
  const place = node.closest(PLACES);
  if (!place) return null;
  if (place.dataset.key) return `[data-key="${CSS.escape(place.dataset.key)}"]`;
  return place.dataset.view ? `[data-view="${CSS.escape(place.dataset.view)}"]` : `#${place.id}`;
}

/** Return what is needed to find the focused element again, or null when nothing has the focus. */
export function noteFocus() {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const place = placeOf(node);
  const selector = selectorOf(node);
  const all = [...(document.querySelector(place ?? "body")?.querySelectorAll(selector) ?? [])];
  return { node, place, selector, index: all.indexOf(node) };
}

/** Give the focus back: to the element itself, to the one that replaced it, or to the nearest in the same place. */
export function giveFocus(noted) {
  if (!noted || document.activeElement !== document.body) return;
  if (noted.node.isConnected) return noted.node.focus({ preventScroll: true });
  const place = document.querySelector(noted.place ?? "body");
  const found = place?.querySelectorAll(noted.selector)[noted.index];
  (found ?? place?.querySelector(FOCUSABLE) ?? document.querySelector("#composer-text"))?.focus({ preventScroll: true });
}
