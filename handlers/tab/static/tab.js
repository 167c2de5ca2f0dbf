// Signs on by Teams, and shows the day that the server renders for that token; without one nothing of anybody is shown.
const { app, authentication } = window.microsoftTeams;
const day = document.querySelector("#day");

function paint(theme) {
  document.documentElement.dataset.theme = theme === "default" ? "light" : "dark";
}

async function show() {
  const token = await authentication.getAuthToken();
  const response = await fetch("/teams/tab/day", { method: "POST", headers: { Authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(String(response.status));
  const parsed = document.createElement("template");
  parsed.innerHTML = await response.text();
  day.replaceChildren(parsed.content);
}

async function begin() {
  try {
    await app.initialize();
    app.registerOnThemeChangeHandler(paint);
    paint((await app.getContext()).app.theme);
    await show();
    app.notifySuccess();
  } catch {
    document.querySelector("#refused").hidden = false;
  }
  day.setAttribute("aria-busy", "false");
}

// Who comes back to the tab sees the day as it is then.
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && show().catch(() => undefined));
begin();
