// The page's script: posts the user's actions, and replaces the parts that the server rendered again.
import { wireComposer } from "./composer.js";
import { wireElements } from "./elements.js";
import { keepTicking } from "./clock.js";
import { giveFocus, noteFocus } from "./focus.js";
import { keepAtEnd, scrollToEnd } from "./scrolling.js";
import { post, toast } from "./talk.js";
import { switchTheme } from "./themes.js";

const body = document.body.dataset;
const where = new URLSearchParams({ as: body.as, in: body.in, tab: body.tab });

async function fetchPart(name) {
  const response = await fetch(`/part/${name}?${where}`);
  const parsed = document.createElement("template");
  parsed.innerHTML = await response.text();
  return parsed.content;
}

/** Replace only the messages that changed, so that an open picker stays open. */
function mergeMessages(list, fresh) {
  const old = new Map([...list.children].map((row) => [row.dataset.key, row]));
  const rows = [...fresh.children].map((row) => {
    const known = old.get(row.dataset.key);
    return known && known.dataset.version === row.dataset.version ? known : row;
  });
  list.replaceChildren(...rows);
}

// What had the focus when the first modal opened: it gets the focus back when the last one closes.
let beforeModal = null;

function showModal(holder, fresh) {
  const before = holder.querySelector("dialog");
  const next = fresh.querySelector("dialog");
  if (before && next && before.dataset.view === next.dataset.view && before.dataset.hash === next.dataset.hash) return;
  if (!before) beforeModal = noteFocus();
  const noted = before && before.dataset.view === next?.dataset.view ? noteFocus() : null;
  document.querySelector(".main").prepend(document.querySelector("#tour") ?? "");
  if (noted) next.dataset.changed = before.dataset.changed;
  holder.replaceChildren(fresh);
  if (!next) return giveFocus(beforeModal);
  next.showModal();
  placeTour();
  if (noted) {
    document.activeElement.blur();
    return giveFocus(noted);
  }
  focusFirst(next);
}

function focusFirst(modal) {
  modal.querySelector(".modal-body :is(input, textarea, select, button):not([type=hidden])")?.focus();
}

const swaps = {
  async messages() {
    const list = document.querySelector("#messages");
    if (!list) return;
    const scroll = document.querySelector("#scroll");
    const atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120;
    mergeMessages(list, await fetchPart("messages"));
    if (atEnd) scrollToEnd();
  },
  async modal() {
    showModal(document.querySelector("#modal"), await fetchPart("modal"));
  },
};

// Parts of which the whole content is replaced.
const PLAIN = { sidebar: "#sidebar", home: "#home", clock: "#clock" };

function countUnread() {
  const counts = [...document.querySelectorAll("#sidebar .count")].map((each) => Number(each.textContent));
  const total = counts.reduce((sum, each) => sum + each, 0);
  document.title = (total ? `(${total}) ` : "") + body.title;
}

async function swap(part) {
  const fresh = part in PLAIN ? await fetchPart(part).catch(() => null) : null;
  const noted = noteFocus();
  if (fresh) document.querySelector(PLAIN[part])?.replaceChildren(fresh);
  else await swaps[part]?.().catch(() => undefined);
  if (part === "sidebar") countUnread();
  if (part !== "modal") giveFocus(noted);
}

let waiting = new Set();
let running = Promise.resolve();

/** Reload parts one after another, however many changes arrive at once. */
function refresh(parts) {
  const idle = waiting.size === 0;
  parts.forEach((part) => waiting.add(part));
  if (!idle) return;
  running = running.then(async () => {
    await new Promise((done) => setTimeout(done, 25));
    const now = waiting;
    waiting = new Set();
    for (const part of now) await swap(part);
  });
}

function listen() {
  const live = new EventSource(`/live?${where}&count=${body.count}`);
  let wasLost = false;
  live.onmessage = (event) => {
    const news = JSON.parse(event.data);
    if (news.complaint) toast(body.complaint.replace("{what}", news.complaint), "note");
    if (news.parts) refresh(news.parts);
  };
  live.onopen = () => (wasLost = false);
  live.onerror = () => {
    if (!wasLost) toast(body.lost, "note");
    wasLost = true;
  };
}

/** Make the next click of the tour, and go where it leads. */
function wireTour() {
  const tour = document.querySelector("#tour");
  const next = document.querySelector("#tour-next");
  next?.addEventListener("click", async () => {
    next.classList.add("busy");
    const answer = await post("tour", { made: Number(tour.dataset.made) });
    if (answer.to) location.assign(answer.to);
    else next.classList.remove("busy");
  });
}

/** Keep the tour in reach: what is outside an open form cannot be pressed. */
function placeTour() {
  const tour = document.querySelector("#tour");
  if (tour) (document.querySelector("#modal dialog") ?? document.querySelector(".main")).prepend(tour);
}

/** Use a shortcut: of the message that its button is in, or of the app. */
function useShortcut(event) {
  const used = event.target.closest("[data-shortcut]");
  if (!used) return;
  const message = used.closest("[data-message]")?.dataset.message;
  post("shortcut", { shortcut: used.dataset.shortcut, channel: body.in, message });
}

function wireFrame() {
  document.addEventListener("click", useShortcut);
  const menu = document.querySelector(".menu-button");
  const setOpen = (open) => {
    document.body.classList.toggle("side-open", open);
    menu.setAttribute("aria-expanded", String(open));
  };
  menu.addEventListener("click", () => setOpen(!document.body.classList.contains("side-open")));
  document.querySelector(".main").addEventListener("click", () => setOpen(false));
  document.querySelector("#zone").addEventListener("change", async (event) => {
    await post("zone", { zone: event.target.value });
    location.reload();
  });
  document.querySelector("#theme").addEventListener("click", switchTheme);
  document.querySelector("#invite")?.addEventListener("click", async () => {
    await post("invite", { channel: body.in });
    location.reload();
  });
}

keepAtEnd();
const openModal = document.querySelector("#modal dialog");
openModal?.showModal();
if (openModal) focusFirst(openModal);
placeTour();
wireTour();
countUnread();
wireFrame();
wireElements();
wireComposer();
keepTicking();
listen();
dispatchEvent(new Event("wired"));
if (body.bot === "true") {
  post("home", { tab: body.tab }).then(() => body.tab === "home" && refresh(["home"]));
}
