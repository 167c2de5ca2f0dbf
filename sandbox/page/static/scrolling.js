// Keeps the conversation at its end: also when a picture is loaded later, or the composer grows.
let isAtEnd = true;

export function scrollToEnd() {
  const scroll = document.querySelector("#scroll");
  if (scroll) scroll.scrollTop = scroll.scrollHeight;
  isAtEnd = true;
}

export function keepAtEnd() {
  const scroll = document.querySelector("#scroll");
  if (!scroll) return;
  scrollToEnd();
  scroll.addEventListener("scroll", () => {
    isAtEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 40;
  });
  const watcher = new ResizeObserver(() => isAtEnd && scrollToEnd());
  watcher.observe(scroll);
  watcher.observe(document.querySelector("#messages"));
}
