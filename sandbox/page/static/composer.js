// The composer: Enter sends, Shift+Enter starts a new line, and / lists the commands.
import { scrollToEnd } from "./scrolling.js";
import { post } from "./talk.js";

const body = document.body.dataset;
const draftKey = `draft ${body.as} ${body.in}`;
const saidKey = `said ${body.as}`;
const MOST_SAID = 50;

class Completion {
  constructor(text, list) {
    this.text = text;
    this.list = list;
    this.options = [...list.children];
    list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("li");
      if (option) this.take(option);
    });
  }

  get isOpen() {
    return !this.list.hidden;
  }

  get current() {
    return this.options.find((option) => option.getAttribute("aria-selected") === "true");
  }

  get offered() {
    return this.options.filter((option) => !option.hidden);
  }

  /** Offer the commands while a command is typed, and after it the lines that begin with what is typed. */
  update() {
    const typed = this.text.value.toLowerCase();
    const isCommand = /^\/\S*$/.test(typed);
    const offers = (option) => (isCommand ? option.dataset.command : option.dataset.line)?.toLowerCase();
    const fits = (option) => offers(option)?.startsWith(typed) && offers(option) !== typed.trimEnd();
    this.options.forEach((option) => (option.hidden = !(typed.startsWith("/") && fits(option))));
    this.show(this.offered.length > 0);
    // A line is only offered: Enter sends what was typed, until somebody chooses one with the arrow keys.
    if (this.isOpen) this.mark(isCommand ? this.offered[0] : null);
  }

  show(open) {
    this.list.hidden = !open;
    this.text.setAttribute("aria-expanded", String(open));
    if (!open) this.text.removeAttribute("aria-activedescendant");
  }

  mark(chosen) {
    this.options.forEach((option) => option.setAttribute("aria-selected", String(option === chosen)));
    if (!chosen) return this.text.removeAttribute("aria-activedescendant");
    this.text.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  step(by) {
    const from = this.current ? this.offered.indexOf(this.current) : by > 0 ? -1 : 0;
    this.mark(this.offered[(from + by + this.offered.length) % this.offered.length]);
  }

  take(option) {
    this.text.value = option.dataset.line ?? `${option.dataset.command} `;
    this.text.focus();
    this.text.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** Do what a key means while the list is open; return whether it meant something. */
  press(key) {
    if (!this.isOpen) return false;
    if (["ArrowDown", "ArrowUp"].includes(key)) this.step(key === "ArrowDown" ? 1 : -1);
    else if (key === "Escape") this.show(false);
    else if (key === "Tab") this.take(this.current ?? this.offered[0]);
    else if (key === "Enter" && this.current) this.take(this.current);
    else return false;
    return true;
  }
}

/** What somebody sent before, brought back with the arrow keys to be edited and sent again. */
class Recall {
  constructor(text) {
    this.text = text;
    this.said = JSON.parse(sessionStorage.getItem(saidKey) || "[]");
    this.index = this.said.length;
  }

  add(said) {
    if (this.said.at(-1) !== said) this.said = [...this.said, said].slice(-MOST_SAID);
    sessionStorage.setItem(saidKey, JSON.stringify(this.said));
    this.index = this.said.length;
  }

  /** Whether the arrow keys go through what was said: in an empty box, or in a line that was brought back as it was. */
  get isOn() {
    return this.text.value === (this.said[this.index] ?? "");
  }

  step(by) {
    this.index = Math.max(0, Math.min(this.said.length, this.index + by));
    this.text.value = this.said[this.index] ?? "";
    grow(this.text);
  }
}

function grow(text) {
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight, 220)}px`;
}

async function send(form, text, recall) {
  const said = text.value.trim();
  if (!said || form.classList.contains("busy")) return;
  form.classList.add("busy");
  text.value = "";
  recall.add(said);
  sessionStorage.removeItem(draftKey);
  grow(text);
  const answer = await post("say", { channel: body.in, text: said });
  form.classList.remove("busy");
  if (answer.toast && !text.value) text.value = said;
  grow(text);
  scrollToEnd();
}

/** Read a file as base64, without the "data:…;base64," in front. */
function readFile(file) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).split(",", 2)[1] || "");
    reader.onerror = failed;
    reader.readAsDataURL(file);
  });
}

async function attach(form, text, input) {
  const [file] = input.files;
  if (!file || form.classList.contains("busy")) return;
  form.classList.add("busy");
  const content = await readFile(file);
  const answer = await post("upload", { channel: body.in, text: text.value.trim(), name: file.name, content });
  form.classList.remove("busy");
  input.value = "";
  if (!answer.toast) text.value = "";
}

/** Put a line to try in the box, or move the clock by its own button. */
function tryOut(event, text) {
  const { line, clock } = event.target.closest("button")?.dataset ?? {};
  if (clock) return document.querySelector(`#clock [data-preset="${clock}"]`)?.click();
  if (!line) return;
  text.value = line;
  text.focus();
  grow(text);
}

export function wireComposer() {
  const form = document.querySelector("#composer");
  if (!form) return;
  const text = form.querySelector("textarea");
  const recall = new Recall(text);
  const completion = new Completion(text, form.querySelector("#commands"));
  if (!text.value) text.value = sessionStorage.getItem(draftKey) || "";
  grow(text);
  if (matchMedia("(hover: hover)").matches && document.activeElement === document.body) text.focus();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, text, recall);
  });
  const input = form.querySelector("#attach");
  input.addEventListener("change", () => attach(form, text, input));
  text.addEventListener("input", () => {
    sessionStorage.setItem(draftKey, text.value);
    completion.update();
    grow(text);
  });
  document.querySelector(".tries")?.addEventListener("click", (event) => tryOut(event, text));
  text.addEventListener("blur", () => completion.show(false));
  text.addEventListener("keydown", (event) => {
    if (completion.press(event.key)) {
      event.preventDefault();
    } else if (["ArrowUp", "ArrowDown"].includes(event.key) && recall.isOn) {
      event.preventDefault();
      recall.step(event.key === "ArrowUp" ? -1 : 1);
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send(form, text, recall);
    }
  });
}
