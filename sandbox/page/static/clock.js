// The clock bar: shows the sandbox's time, and moves it to a chosen moment.
import { post } from "./talk.js";

async function moveTo(moment) {
  const bar = document.querySelector("#clock");
  bar.classList.add("busy");
  await post("clock", { moment });
  bar.classList.remove("busy");
}

function tick(started) {
  const face = document.querySelector(".clock-time");
  if (!face) return;
  if (started.face !== face) Object.assign(started, { face, at: performance.now() });
  const now = new Date(Number(face.dataset.stamp) + performance.now() - started.at);
  const form = { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: face.dataset.zone };
  face.textContent = new Intl.DateTimeFormat("nl-NL", form).format(now);
}

export function keepTicking() {
  const started = {};
  setInterval(() => tick(started), 1000);
  const bar = document.querySelector("#clock");
  bar.addEventListener("click", (event) => {
    const preset = event.target.closest("[data-moment]");
    if (!preset) return;
    const face = document.querySelector(".clock-time");
    const now = Number(face.dataset.stamp) + (started.face === face ? performance.now() - started.at : 0);
    const plus = Number(preset.dataset.plus || 0) * 60000;
    moveTo(plus ? new Date(now + plus + 1000).toISOString() : preset.dataset.moment);
  });
  bar.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    moveTo(`${form.querySelector(".picker").dataset.value}T${form.querySelector("select").value}`);
  });
}
