// The page's script: posts the user's actions, and replaces the parts that the server rendered again.
import { wireComposer } from "./composer.js";
import { wireElements } from "./elements.js";
import { keepTicking } from "./clock.js";
import { post, toast } from "./talk.js";

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

function showModal(holder, fresh) {
  const before = holder.querySelector("dialog");
  const next = fresh.querySelector("dialog");
  if (before && next && before.dataset.view === next.dataset.view && before.dataset.hash === next.dataset.hash) return;
  const focused = before?.dataset.view === next?.dataset.view ? document.activeElement?.dataset?.action : null;
  holder.replaceChildren(fresh);
  if (!next) return document.querySelector("#composer-text")?.focus();
  next.showModal();
  const first = ".modal-body :is(input, textarea, select, button):not([type=hidden])";
  (focused ? next.querySelector(`[data-action="${CSS.escape(focused)}"]`) : next.querySelector(first))?.focus();
}

const swaps = {
  async messages() {
    const list = document.querySelector("#messages");
    if (!list) return;
    const scroll = document.querySelector("#scroll");
    const atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120;
    mergeMessages(list, await fetchPart("messages"));
    if (atEnd) scroll.scrollTop = scroll.scrollHeight;
  },
  async modal() {
    showModal(document.querySelector("#modal"), await fetchPart("modal"));
  },
  async sidebar() {
    document.querySelector("#sidebar").replaceChildren(await fetchPart("sidebar"));
    countUnread();
  },
  async home() {
    document.querySelector("#home")?.replaceChildren(await fetchPart("home"));
  },
  async clock() {
    document.querySelector("#clock").replaceChildren(await fetchPart("clock"));
  },
};

function countUnread() {
  const counts = [...document.querySelectorAll("#sidebar .count")].map((each) => Number(each.textContent));
  const total = counts.reduce((sum, each) => sum + each, 0);
  document.title = (total ? `(${total}) ` : "") + body.title;
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
    for (const part of now) await swaps[part]().catch(() => undefined);
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

function wireFrame() {
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
  document.querySelector("#invite")?.addEventListener("click", async () => {
    await post("invite", { channel: body.in });
    location.reload();
  });
}

const scroll = document.querySelector("#scroll");
if (scroll) scroll.scrollTop = scroll.scrollHeight;
document.querySelector("#modal dialog")?.showModal();
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
