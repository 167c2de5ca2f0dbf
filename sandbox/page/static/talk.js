// Requests from the page to the server, with a toast on failure.
const body = document.body.dataset;

export function toast(words, kind = "error") {
  const line = document.createElement("p");
  line.className = `toast ${kind}`;
  line.textContent = words;
  document.querySelector("#toasts").append(line);
  setTimeout(() => line.remove(), 8000);
}

/** Post an action and return the response; on failure its sentence is shown first. */
export async function post(deed, asked) {
  try {
    const response = await fetch(`/do/${deed}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ as: body.as, ...asked }),
    });
    const answer = await response.json();
    if (answer.toast) toast(answer.toast);
    return answer;
  } catch {
    toast(body.lost);
    return { toast: body.lost };
  }
}
