// Runs before the page is drawn: keeps what is pressed before page.js has wired the page, to do it then.
// Links, menus that open, and typing are the browser's own, and need no script. The chosen colours are set here as well.
const theme = localStorage.getItem("theme");
if (theme) document.documentElement.dataset.theme = theme;

const kept = [];
let isWired = false;

/** Return how to do an event later; null when the browser deals with it. */
function laterOf(event) {
  const { target } = event;
  const button = target.closest?.("button");
  if (event.type === "click") return button && (() => button.click());
  if (event.type === "keydown") {
    const isEnter = event.key === "Enter" && !event.shiftKey && target.matches?.("input, textarea");
    const { key, type } = event;
    return isEnter ? () => target.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, cancelable: true })) : null;
  }
  return () => target.dispatchEvent(new Event(event.type, { bubbles: true }));
}

function keep(event) {
  if (isWired) return;
  const later = laterOf(event);
  if (!later) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  kept.push(later);
}

for (const type of ["click", "keydown", "input", "change"]) addEventListener(type, keep, true);

addEventListener("wired", () => {
  isWired = true;
  kept.splice(0).forEach((later) => later());
});
