// The page of Teams: the bot's cards, rendered by Microsoft's own library, and what is done with them.
import { closeCalendar, openCalendar } from "./calendar.js";
import { keepTicking } from "./clock.js";
import { keepAtEnd, scrollToEnd } from "./scrolling.js";
import { toast } from "./talk.js";
import { switchTheme } from "./themes.js";

const cards = window.AdaptiveCards;
const body = document.body.dataset;
const where = new URLSearchParams({ as: body.as, in: body.in });
// What a field that searches has offered, by what it shows: the value that is sent for it.
const offered = new Map();
const SEARCHES = "choices.data";

const style = getComputedStyle(document.documentElement);
const hostConfig = new cards.HostConfig({
  fontFamily: style.fontFamily,
  spacing: { small: 6, default: 8, medium: 14, large: 20, extraLarge: 28, padding: 14 },
  separator: { lineThickness: 1, lineColor: "var(--line)" },
  imageSizes: { small: 40, medium: 80, large: 160 },
  containerStyles: { default: { backgroundColor: "transparent", foregroundColors: colours() } },
  actions: { maxActions: 6, actionsOrientation: "horizontal", actionAlignment: "left", buttonSpacing: 8, showCard: { actionMode: "inline", inlineTopMargin: 8 } },
  supportsInteractivity: true,
});

function colours() {
  const pair = (strong, soft = "var(--ink-soft)") => ({ default: strong, subtle: soft });
  return {
    default: pair("var(--ink)"),
    attention: pair("var(--red)", "var(--red)"),
    accent: pair("var(--link)"),
  };
}

// The library leaves Markdown to its host; ours has only escaped marks.
cards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  const line = document.createElement("span");
  line.textContent = text.replace(/\\([\\`*_{}[\]()#+\-.!|>~<&])/g, "$1");
  result.outputHtml = line.innerHTML;
  result.didProcess = true;
};

async function post(deed, asked) {
  try {
    const response = await fetch(`/teams/do/${deed}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ as: body.as, in: body.in, ...asked }),
    });
    const answer = await response.json();
    if (answer.toast || answer.note) toast(answer.toast ?? answer.note, answer.note ? "note" : "error");
    return answer;
  } catch {
    toast(body.lost);
    return {};
  }
}

/** Prepare a card for the library: a field that searches shows a title, and people are ticked. */
async function prepare(node) {
  for (const each of Array.isArray(node) ? node : Object.values(node)) {
    if (each && typeof each === "object") await prepare(each);
  }
  if (node.type !== "Input.ChoiceSet" || !node[SEARCHES]) return node;
  if (node.isMultiSelect) {
    const found = await post("search", { dataset: node[SEARCHES].dataset, typed: "" });
    delete node[SEARCHES];
    return Object.assign(node, { style: "expanded", choices: found.choices ?? [] });
  }
  const chosen = node.choices?.find((each) => each.value === node.value);
  if (chosen) remember([chosen]), (node.value = chosen.title);
  return node;
}

function remember(choices) {
  choices.forEach((each) => offered.set(each.title, each.value));
}

/** What the fields of a card hold, with the value of what was chosen in a field that searches. */
function dataOf(action, card) {
  const searching = new Set(card.getAllInputs().filter((each) => each.isDynamicTypeahead?.()).map((each) => each.id));
  const data = { ...action.data };
  for (const id of searching) if (offered.has(data[id])) data[id] = offered.get(data[id]);
  return data;
}

async function draw(content, perform) {
  const card = new cards.AdaptiveCard();
  card.hostConfig = hostConfig;
  card.parse(await prepare(structuredClone(content)));
  card.onExecuteAction = (action) => perform(action, dataOf(action, card));
  card.onInputValueChanged = (input) => input.isDynamicTypeahead?.() && suggest(input);
  const drawn = card.render();
  drawn.querySelectorAll(".ac-horizontal-separator").forEach((line) => line.setAttribute("aria-hidden", "true"));
  return drawn;
}

async function suggest(input) {
  const typed = input.getFilterForDynamicSearch();
  if (!typed) return;
  input.showLoadingIndicator();
  const { choices = [] } = await post("search", { dataset: input.choicesData.dataset, typed });
  remember(choices);
  input.renderChoices(typed, choices);
}

function pressed(message) {
  return async (action, data) => {
    if (data.msteams?.type === "task/fetch") return post("open", { message: message.id, data });
    return post("execute", { message: message.id, verb: action.verb ?? data.verb, data });
  };
}

async function drawMessage(message) {
  const row = document.querySelector("#row").content.firstElementChild.cloneNode(true);
  row.dataset.id = message.id;
  row.dataset.version = message.version;
  row.classList.toggle("mine", message.mine);
  row.querySelector(".face").textContent = message.initials;
  row.querySelector("b").textContent = message.name;
  row.querySelector("time").textContent = message.time;
  const content = row.querySelector(".said");
  if (message.card) content.append(await draw(message.card, pressed(message)));
  else content.textContent = message.text;
  content.classList.toggle("card", Boolean(message.card));
  return row;
}

async function drawMessages(messages) {
  const list = document.querySelector("#messages");
  const known = new Map([...list.children].map((row) => [`${row.dataset.id} ${row.dataset.version}`, row]));
  const rows = [];
  for (const each of messages) rows.push(known.get(`${each.id} ${each.version}`) ?? (await drawMessage(each)));
  const isNew = rows.length !== list.children.length;
  list.replaceChildren(...rows);
  if (isNew) scrollToEnd();
}

async function drawDialog(shown) {
  const holder = document.querySelector("#modal");
  const open = holder.querySelector("dialog");
  if (open && shown && open.dataset.version === String(shown.version)) return;
  holder.replaceChildren();
  if (!shown) return;
  const dialog = document.querySelector("#dialog").content.firstElementChild.cloneNode(true);
  dialog.dataset.version = shown.version;
  dialog.querySelector("h2").textContent = shown.title;
  dialog.querySelector(".modal-body").append(await draw(shown.card, (_action, data) => post("submit", { data })));
  dialog.querySelector(".cross").addEventListener("click", () => post("close", {}));
  dialog.addEventListener("cancel", (event) => (event.preventDefault(), post("close", {})));
  holder.append(dialog);
  dialog.showModal();
  dialog.querySelector(":is(input, textarea, select)")?.focus();
}

let running = Promise.resolve();
function refresh() {
  running = running.then(async () => {
    const response = await fetch(`/teams/state?${where}`);
    const state = await response.json();
    await drawMessages(state.messages);
    await drawDialog(state.dialog);
  });
}

async function redrawClock() {
  const response = await fetch(`/part/clock?as=${body.as}`);
  const parsed = document.createElement("template");
  parsed.innerHTML = await response.text();
  document.querySelector("#clock").replaceChildren(parsed.content);
}

function listen() {
  const live = new EventSource(`/live?as=${body.as}&count=${body.count}`);
  live.onmessage = (event) => {
    const { parts = [] } = JSON.parse(event.data);
    if (parts.includes("teams")) refresh();
    if (parts.includes("clock")) redrawClock();
  };
}

function wireComposer() {
  const form = document.querySelector("#composer");
  const text = document.querySelector("#composer-text");
  if (!form) return;
  const send = () => {
    const said = text.value.trim();
    text.value = "";
    if (said) post("say", { text: said });
  };
  form.addEventListener("submit", (event) => (event.preventDefault(), send()));
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) event.preventDefault(), send();
  });
  document.querySelector("#extension")?.addEventListener("click", () => post("extension", { command: "log_something" }));
}

document.querySelector("#theme").addEventListener("click", switchTheme);
keepAtEnd();
wireComposer();
document.addEventListener("click", (event) => {
  const face = event.target.closest(".picker-face");
  if (face) openCalendar(face.closest(".picker"), () => undefined);
  else closeCalendar();
});
keepTicking();
listen();
refresh();
dispatchEvent(new Event("wired"));
