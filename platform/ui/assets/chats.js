// Chats: proposes the browser's time zone, shows only the fields that a rhythm needs, and the next dates while one fills
// in the form. Without it all fields are there, and a button shows the dates.

const PREVIEW_MS = 500;

function proposeZone(form) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const select = form.elements.zone;
  const guess = form.querySelector(".guess");
  const known = [...select.options].some((option) => option.value === zone);
  if (!guess || !known || select.value === zone) return;
  const button = guess.querySelector("button");
  button.textContent = button.dataset.text.replace("ZONE", zone.replaceAll("_", " "));
  button.addEventListener("click", () => {
    select.value = zone;
    form.requestSubmit();
  });
  guess.hidden = false;
}

function showNeeded(form) {
  const repeat = form.elements.repeat.value;
  for (const part of form.querySelectorAll("[data-for]")) {
    part.hidden = !part.dataset.for.split(" ").includes(repeat);
  }
}

function preview(form) {
  let waiting = 0;
  let asked = 0;
  async function ask() {
    const mine = ++asked;
    const body = new URLSearchParams(new FormData(form));
    body.set("do", "preview");
    try {
      const answer = await fetch(form.action, { method: "POST", body, redirect: "error" });
      if (!answer.ok || mine !== asked) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = page.getElementById("dates");
      const shown = document.getElementById("dates");
      if (next && shown.innerHTML !== next.innerHTML) shown.replaceChildren(...next.childNodes);
    } catch {
      // Offline: the button is still there.
    }
  }
  const fields = ["repeat", "weekday", "nth", "rule", "first", "time", "zone", "extra", "except"];
  form.addEventListener("input", (event) => {
    if (!fields.includes(event.target.name)) return;
    showNeeded(form);
    clearTimeout(waiting);
    waiting = setTimeout(ask, PREVIEW_MS);
  });
}

for (const form of document.querySelectorAll("form[data-zones]")) {
  if (form.method === "post" || form.hasAttribute("data-guess")) proposeZone(form);
}
for (const form of document.querySelectorAll("form[data-preview]")) {
  showNeeded(form);
  preview(form);
}
