// Keeps the progress of an import current while it is looked at. Without scripts there is a link that does the same.

const REFRESH_MS = 3000;

async function refresh() {
  const shown = document.querySelector("[data-refresh]");
  if (!shown || document.hidden || shown.contains(document.activeElement)) return;
  try {
    const answer = await fetch(location.href, { redirect: "error" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.getElementById(shown.id);
    if (next) shown.replaceWith(document.adoptNode(next));
  } catch {
    // Offline: the next turn tries again.
  }
}

setInterval(refresh, REFRESH_MS);
