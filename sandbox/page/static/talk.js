// How the page talks to the server, and to the person when that went wrong.
const body = document.body.dataset;

export function toast(words, kind = "error") {
  const line = document.createElement("p");
  line.className = `toast ${kind}`;
  line.textContent = words;
  document.querySelector("#toasts").append(line);
  setTimeout(() => line.remove(), 8000);
}

/** Post a deed; returns the answer, after showing the sentence when it went wrong. */
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
