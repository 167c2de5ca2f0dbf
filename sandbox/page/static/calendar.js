// The calendar of a date picker: weeks begin on Monday, arrow keys move, Enter selects, Escape closes.
const language = { nl: "nl-NL", en: "en-GB" }[document.documentElement.lang];
const words = document.body.dataset;
const isoOf = (date) => date.toISOString().slice(0, 10);
const dateOf = (iso) => new Date(`${iso}T12:00:00Z`);
const written = (options) => new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
let open = null;

function plusDays(iso, days) {
  const date = dateOf(iso);
  date.setUTCDate(date.getUTCDate() + days);
  return isoOf(date);
}

function plusMonths(iso, months) {
  const date = dateOf(`${iso.slice(0, 8)}01`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return isoOf(date);
}

function make(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

/** Six weeks around a month, from the Monday before its first day. */
function daysAround(first) {
  const monday = plusDays(first, -((dateOf(first).getUTCDay() + 6) % 7));
  return Array.from({ length: 42 }, (_, index) => plusDays(monday, index));
}

function makeDay(day, { month, chosen, today }) {
  const label = written({ weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(dateOf(day));
  const classes = [day.slice(0, 7) !== month && "other", day === chosen && "chosen", day === today && "today"];
  const button = make("button", { type: "button", textContent: String(Number(day.slice(8))), className: classes.filter(Boolean).join(" ") });
  button.dataset.day = day;
  button.setAttribute("aria-label", label);
  if (day === chosen) button.setAttribute("aria-current", "date");
  return button;
}

function draw(calendar, focusDay) {
  const first = `${focusDay.slice(0, 8)}01`;
  const title = make("b", { textContent: written({ month: "long", year: "numeric" }).format(dateOf(first)) });
  title.setAttribute("aria-live", "polite");
  const turn = (by, sign, label) => {
    const button = make("button", { type: "button", textContent: sign, ariaLabel: label });
    button.addEventListener("click", () => draw(calendar, plusMonths(first, by)));
    return button;
  };
  const head = make("header", {}, turn(-1, "‹", words.before), title, turn(1, "›", words.after));
  const names = daysAround(first).slice(0, 7).map((day) => make("span", { className: "weekday", textContent: written({ weekday: "short" }).format(dateOf(day)).slice(0, 2) }));
  const days = daysAround(first).map((day) => makeDay(day, { month: first.slice(0, 7), ...calendar.known }));
  calendar.node.replaceChildren(head, make("div", { className: "days" }, ...names, ...days));
  calendar.node.querySelector(`[data-day="${focusDay}"]`)?.focus();
}

export function closeCalendar() {
  if (!open) return;
  open.node.remove();
  open.face.setAttribute("aria-expanded", "false");
  open = null;
}

function setDay(picker, day) {
  picker.dataset.value = day;
  const text = written({ day: "numeric", month: "long", year: "numeric" }).format(dateOf(day));
  const face = picker.querySelector("button");
  face.querySelector("span").textContent = text;
  face.classList.add("filled");
  face.setAttribute("aria-label", `${picker.dataset.name}: ${text}`);
}

function onKey(event) {
  if (event.key === "Escape") {
    const { face } = open;
    event.preventDefault();
    closeCalendar();
    face.focus();
  }
  const day = document.activeElement.dataset?.day;
  if (!open || !day) return;
  const months = { PageUp: -1, PageDown: 1 }[event.key];
  if (!STEPS[event.key] && !months) return;
  event.preventDefault();
  draw(open, months ? plusMonths(day, months) : plusDays(day, STEPS[event.key]));
}

/** Open the calendar of a picker; `onPicked` is called with the chosen date. */
export function openCalendar(picker, onPicked) {
  const wasOpen = open?.picker === picker;
  closeCalendar();
  if (wasOpen) return;
  const face = picker.querySelector("button");
  const today = document.querySelector(".clock-time").dataset.day;
  const node = make("div", { className: "calendar", role: "dialog", ariaLabel: picker.dataset.name });
  open = { picker, face, node, known: { chosen: picker.dataset.value, today } };
  node.addEventListener("keydown", onKey);
  node.addEventListener("click", (event) => {
    const day = event.target.dataset.day;
    event.stopPropagation();
    if (!day) return;
    setDay(picker, day);
    closeCalendar();
    face.focus();
    onPicked(picker);
  });
  picker.append(node);
  face.setAttribute("aria-expanded", "true");
  draw(open, picker.dataset.value || today);
  node.scrollIntoView({ block: "nearest" });
}
