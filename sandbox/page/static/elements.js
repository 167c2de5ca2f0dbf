// Buttons, selects, pickers and forms, in messages, modals and the Home tab.
import { closeCalendar, openCalendar } from "./calendar.js";
import { post } from "./talk.js";

const body = document.body.dataset;

function placeOf(node) {
  const message = node.closest("[data-message]");
  if (message) return { message: message.dataset.message, channel: body.in };
  return { view: node.closest("[data-view]").dataset.view };
}

function pickedOf(element) {
  return JSON.parse(element.dataset.picked || "[]");
}

/** The value of an element: a text, a list of values, or a suggested option. */
function choiceOf(element) {
  const kind = element.dataset.kind;
  if (kind === "external_select") return pickedOf(element)[0] ?? null;
  if (kind === "multi_external_select") return pickedOf(element);
  if (element.classList.contains("ticks")) {
    const values = [...element.querySelectorAll(":checked")].map((box) => box.value);
    return kind === "radio_buttons" ? (values[0] ?? null) : values;
  }
  return kind === "datepicker" ? element.dataset.value : element.value;
}

function formOf(node) {
  const holder = node.closest("[data-view]");
  if (!holder) return [];
  const fillable = [...holder.querySelectorAll("[data-action]")].filter(
    (element) => !["button", "overflow"].includes(element.dataset.kind),
  );
  return fillable.map((element) => ({
    block: element.dataset.block,
    action: element.dataset.action,
    choice: choiceOf(element),
  }));
}

/** Ask for confirmation, if the element has a confirm dialog. */
function confirmed(element) {
  const { confirm: title, confirmText: text, confirmNo: no, confirmYes: yes } = element.dataset;
  return title ? ask({ title, text, no: no || body.cancel, yes: yes || "OK" }) : Promise.resolve(true);
}

/** Ask in a dialog, and return whether the answer is yes. */
function ask({ title, text, no, yes }) {
  const dialog = document.createElement("dialog");
  dialog.className = "confirm";
  const parts = [["h2", title], ["p", text]];
  for (const [tag, words] of parts) dialog.append(Object.assign(document.createElement(tag), { textContent: words }));
  const form = Object.assign(document.createElement("form"), { method: "dialog" });
  const buttons = [["no", no, "button"], ["yes", yes, "button primary"]];
  for (const [value, textContent, className] of buttons) {
    form.append(Object.assign(document.createElement("button"), { value, textContent, className }));
  }
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    }),
  );
}

async function act(element, choice) {
  if (element.classList.contains("busy") || !(await confirmed(element))) return;
  element.classList.add("busy");
  element.setAttribute("aria-busy", "true");
  const { block, action } = element.dataset;
  await post("act", { ...placeOf(element), block, action, choice, form: formOf(element) });
  element.classList.remove("busy");
  element.removeAttribute("aria-busy");
}

/** Close a modal, all modals with the cross; ask first when what was filled in would be lost. */
async function close(dialog, all) {
  const { loseTitle: title, loseText: text, loseNo: no, loseYes: yes } = body;
  if (isChanged(dialog) && !(await ask({ title, text, no, yes }))) return;
  await post("close", { view: dialog.dataset.view, all });
}

/** Whether somebody typed or chose something that only submitting would keep. */
function isChanged(dialog) {
  return dialog.querySelector("[type=submit]") !== null && dialog.dataset.changed === "true";
}

function isInput(element) {
  return element.closest(".field") !== null;
}

async function submit(form) {
  const view = form.closest("[data-view]");
  const button = form.querySelector("[type=submit]");
  if (!button || button.classList.contains("busy")) return;
  button.classList.add("busy");
  button.setAttribute("aria-busy", "true");
  form.querySelectorAll(".field-error").forEach((line) => (line.hidden = true));
  const answer = await post("submit", { view: view.dataset.view, form: formOf(form) });
  button.classList.remove("busy");
  button.removeAttribute("aria-busy");
  let first = true;
  for (const [block, words] of Object.entries(answer.errors ?? {})) {
    const field = form.querySelector(`[data-field="${CSS.escape(block)}"]`);
    const line = field.querySelector(".field-error");
    Object.assign(line, { textContent: words, hidden: false });
    if (first) field.querySelector("input, textarea, select")?.focus();
    first = false;
  }
}

function drawOptions(element, options) {
  const list = element.querySelector(".options");
  const input = element.querySelector("input");
  list.replaceChildren(
    ...options.map((option, index) => {
      const line = Object.assign(document.createElement("li"), { textContent: option.text.text, role: "option" });
      line.setAttribute("aria-selected", String(index === 0));
      line.addEventListener("mousedown", (event) => {
        event.preventDefault();
        pick(element, option);
      });
      line.option = option;
      return line;
    }),
  );
  if (!options.length) list.replaceChildren(Object.assign(document.createElement("li"), { textContent: body.nothing, className: "none" }));
  list.hidden = false;
  input.setAttribute("aria-expanded", "true");
}

function pick(element, option) {
  const several = element.dataset.kind === "multi_external_select";
  const picked = several ? [...pickedOf(element).filter((each) => each.value !== option.value), option] : [option];
  element.dataset.picked = JSON.stringify(picked);
  const chips = picked.map((each) => Object.assign(document.createElement("span"), { className: "chip", textContent: each.text.text }));
  element.querySelector(".picked").replaceChildren(...chips);
  closeOptions(element);
  element.querySelector("input").value = "";
  if (!isInput(element)) act(element, choiceOf(element));
}

function closeOptions(element) {
  element.querySelector(".options").hidden = true;
  element.querySelector("input").setAttribute("aria-expanded", "false");
}

let lookUpTimer;
function lookUp(element) {
  clearTimeout(lookUpTimer);
  const typed = element.querySelector("input").value;
  if (typed.length < Number(element.dataset.least)) return closeOptions(element);
  lookUpTimer = setTimeout(async () => {
    const { block, action } = element.dataset;
    const answer = await post("look-up", { ...placeOf(element), block, action, typed });
    if (answer.options) drawOptions(element, answer.options);
  }, 150);
}

function steer(event, element) {
  const lines = [...element.querySelectorAll("[role=option]")];
  const index = lines.findIndex((line) => line.getAttribute("aria-selected") === "true");
  if (event.key === "Escape") closeOptions(element), event.preventDefault();
  if (!lines.length || element.querySelector(".options").hidden) return;
  if (event.key === "Enter") event.preventDefault(), pick(element, lines[index].option);
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  lines.forEach((line, at) => line.setAttribute("aria-selected", String(at === (index + by + lines.length) % lines.length)));
}

function onClick(event) {
  const cross = event.target.closest("[data-close]");
  if (cross) return close(cross.closest("[data-view]"), cross.dataset.close === "all");
  const face = event.target.closest(".picker-face");
  if (face) return openCalendar(face.closest(".picker"), onDayPicked);
  closeCalendar();
  const element = event.target.closest("[data-action]");
  const open = [...document.querySelectorAll("details.overflow[open], details.other-moment[open]")];
  open.filter((each) => !each.contains(event.target)).forEach((each) => (each.open = false));
  if (element?.dataset.kind === "button") act(element);
  if (element?.dataset.kind === "overflow") {
    element.closest("details").open = false;
    act(element, element.value);
  }
}

function onDayPicked(picker) {
  const dialog = picker.closest(".modal");
  if (dialog) dialog.dataset.changed = "true";
  if (picker.dataset.action) act(picker, picker.dataset.value);
}

function onChange(event) {
  const element = event.target.closest("[data-action]");
  if (!element || element.classList.contains("look-up")) return;
  if (element.dataset.dispatch === undefined) act(element, choiceOf(element));
}

let writingTimer;
/** Send typed text to the bot at once only if the input has a dispatch action: on Enter, or while typing. */
function onWriting(event) {
  const element = event.target.closest("[data-dispatch]");
  const moment = event.type === "keydown" ? "on_enter_pressed" : "on_character_entered";
  if (!element?.dataset.dispatch.split(" ").includes(moment)) return;
  if (event.type === "keydown" && event.key !== "Enter") return;
  if (event.type === "keydown") event.preventDefault();
  clearTimeout(writingTimer);
  writingTimer = setTimeout(() => act(element, choiceOf(element)), event.type === "keydown" ? 0 : 300);
}

export function wireElements() {
  document.addEventListener("click", onClick);
  document.addEventListener("change", onChange);
  document.addEventListener("input", (event) => {
    const dialog = event.target.closest(".modal");
    if (dialog) dialog.dataset.changed = "true";
    const element = event.target.closest(".look-up");
    if (element) lookUp(element);
    onWriting(event);
  });
  document.addEventListener("keydown", (event) => {
    const element = event.target.closest?.(".look-up");
    if (element) steer(event, element);
    else onWriting(event);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.closest(".modal")) return;
    event.preventDefault();
    submit(event.target);
  });
  document.addEventListener("cancel", (event) => {
    if (!event.target.matches?.(".modal")) return;
    event.preventDefault();
    close(event.target, false);
  }, true);
}
