// What every page gains when scripts run: likes without a reload, menus that close, live times, shortcuts.
// Other modules speak to people through here: document.dispatchEvent(new CustomEvent("medley:say", {detail: text})).

const root = document.documentElement;
const words = document.getElementById("words").dataset;
root.classList.add("js");

/* Saying things: one polite live region for the whole page. */

const TOAST_MS = 6000;
const toast = document.createElement("div");
toast.className = "toast";
toast.setAttribute("role", "status");
document.body.append(toast);
let toastTimer = 0;

function say(text, keep = false) {
  clearTimeout(toastTimer);
  toast.textContent = text;
  if (!keep) toastTimer = setTimeout(() => { toast.textContent = ""; }, TOAST_MS);
}

document.addEventListener("medley:say", (event) => say(String(event.detail)));
addEventListener("offline", () => say(words.offline, true));
addEventListener("online", () => say(words.online));
if (!navigator.onLine) say(words.offline, true);
document.querySelector("[data-focus]")?.focus();

// A row of tabs that is wider than a phone shows the one that is open, and moves nothing else.
for (const open of document.querySelectorAll(".tabs [aria-current]")) {
  const row = open.closest(".tabs");
  const [tab, all] = [open.getBoundingClientRect(), row.getBoundingClientRect()];
  row.scrollLeft += (tab.left + tab.right - all.left - all.right) / 2;
}

/* Like, boost and save at once; taken back if the server refuses. */

function setPressed(button, pressed) {
  const was = button.getAttribute("aria-pressed") === "true";
  if (was === pressed) return;
  const verb = button.dataset.toggle;
  button.setAttribute("aria-pressed", String(pressed));
  const path = button.getAttribute("formaction");
  button.setAttribute("formaction", path.slice(0, path.lastIndexOf("/") + 1) + (pressed ? "un" : "") + verb);
  const count = button.querySelector(".n");
  // "1.2K" stays as it is: one more does not change it.
  if (count && /^\d*$/.test(count.textContent)) {
    const next = Math.max(0, Number(count.textContent) + (pressed ? 1 : -1));
    count.textContent = next ? String(next) : "";
  }
}

function twins(button) {
  const id = button.closest("[data-id]")?.dataset.id;
  if (!id) return [button];
  return document.querySelectorAll(`[data-id="${CSS.escape(id)}"] > .acts [data-toggle="${button.dataset.toggle}"]`);
}

async function toggle(form, button) {
  const pressed = button.getAttribute("aria-pressed") !== "true";
  const url = button.formAction;
  const body = new URLSearchParams(new FormData(form));
  twins(button).forEach((b) => setPressed(b, pressed));
  try {
    const answer = await fetch(url, {
      method: "POST", body, redirect: "error",
      headers: { Accept: "application/json", "X-Requested-With": "fetch" },
    });
    if (!answer.ok) throw new Error(String(answer.status));
  } catch {
    twins(button).forEach((b) => setPressed(b, !pressed));
    say(navigator.onLine ? words.failed : words.unchanged);
  }
}

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button?.dataset.toggle) return;
  event.preventDefault();
  if (button.dataset.busy) return;
  button.dataset.busy = "1";
  toggle(event.target, button).finally(() => { delete button.dataset.busy; });
});

/* Menus close when one looks elsewhere. */

function closeMenus(except) {
  document.querySelectorAll("details.menu[open]").forEach((menu) => { if (menu !== except) menu.open = false; });
}
document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

/* Times: "3 h" stays true, and the exact time is there in the reader's own zone. */

const MINUTE = 60_000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
const exact = new Intl.DateTimeFormat(root.lang || "en", { dateStyle: "long", timeStyle: "short" });

function ago(ms) {
  if (ms < MINUTE) return words.now;
  const [text, unit] = ms < HOUR ? [words.minutes, MINUTE] : ms < DAY ? [words.hours, HOUR] : [words.days, DAY];
  return ms < 7 * DAY ? text.replace("%n", Math.floor(ms / unit)) : null;
}

function refreshTimes(within = document) {
  within.querySelectorAll("time[datetime]:not([data-as-is])").forEach((time) => {
    const at = Date.parse(time.dateTime);
    if (Number.isNaN(at)) return;
    const full = exact.format(at);
    const text = time.hasAttribute("data-full") ? full : ago(Date.now() - at);
    if (text && text !== time.textContent) time.textContent = text;
    time.title = full;
  });
}
refreshTimes();
setInterval(refreshTimes, MINUTE);
document.addEventListener("medley:added", () => refreshTimes());

/* Pictures open in the page. */

function make(tag, props, ...children) {
  const element = Object.assign(document.createElement(tag), props);
  element.append(...children);
  return element;
}

function showDialog(dialog) {
  document.body.append(dialog);
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}

function closeButton() {
  return make("form", { method: "dialog" }, make("button", { className: "button quiet", textContent: words.close }));
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-view]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const alt = link.querySelector("img").alt;
  const dialog = make("dialog", { className: "view", ariaLabel: words.picture },
    make("img", { src: link.href, alt }), make("p", { textContent: alt }), closeButton());
  showDialog(dialog);
});

/* Shortcuts: single keys, which can be switched off for people who dictate. */

const KEYS = [
  ["j", words.keyNext, () => step(1)],
  ["k", words.keyPrevious, () => step(-1)],
  ["o", words.keyOpen, () => current()?.querySelector("a.open, a.excerpt")?.click()],
  ["r", words.keyReply, () => current()?.querySelector(".reply")?.click()],
  ["l", words.keyLike, () => current()?.querySelector(".like")?.click()],
  ["b", words.keyBoost, () => current()?.querySelector("button.boost")?.click()],
  ["n", words.keyWrite, write],
  [".", words.keyNew, () => document.querySelector(".news button:not([hidden])")?.click()],
  ["g h", words.keyHome, () => go("/")],
  ["g e", words.keyExplore, () => go("/explore")],
  ["g n", words.keyNotifications, () => go("/notifications")],
  ["g m", words.keyConversations, () => go("/conversations")],
  ["g l", words.keyLists, () => go("/lists")],
  ["g p", words.keyProfile, () => go(document.querySelector(".rail .self")?.getAttribute("href"))],
  ["/", words.keySearch, () => document.getElementById("q")?.focus()],
  ["?", words.keyHelp, showKeys],
];
// The first of two keys counts for so long.
const PREFIX_MS = 1500;
let prefix = "";
let prefixTimer = 0;

const stored = (value) => {
  try {
    if (value !== undefined) localStorage.setItem("medley-keys", value);
    return localStorage.getItem("medley-keys");
  } catch { return null; }
};

function current() {
  return document.activeElement?.closest("main article:not(.quoted)");
}

function step(by) {
  const all = [...document.querySelectorAll("main article:not(.quoted)")].filter((a) => a.hasAttribute("tabindex") || a.matches(".note-line"));
  const at = all.indexOf(current());
  const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))];
  if (!next) return;
  if (!next.hasAttribute("tabindex")) next.tabIndex = -1;
  next.focus();
}

function go(path) {
  if (path) location.assign(path);
}

function write() {
  const box = document.getElementById("status");
  if (box) box.focus();
  else document.querySelector("a[data-key=n]")?.click();
}

function showKeys() {
  if (document.querySelector("dialog[open]")) return;
  const list = make("dl", { className: "keys" });
  KEYS.forEach(([key, what]) => {
    list.append(make("dt", {}, ...key.split(" ").map((one) => make("kbd", { textContent: one }))), make("dd", { textContent: what }));
  });
  const box = make("input", { type: "checkbox", checked: stored() !== "off" });
  box.addEventListener("change", () => stored(box.checked ? "on" : "off"));
  const tick = make("label", { className: "tick" }, box, words.useKeys);
  const heading = make("h2", { textContent: words.keys, id: "keys-title" });
  const dialog = make("dialog", {}, heading, list, tick, closeButton());
  dialog.setAttribute("aria-labelledby", "keys-title");
  showDialog(dialog);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || stored() === "off") return;
  if (event.target.closest("input, textarea, select, dialog, [contenteditable]")) return;
  const pressed = prefix ? `${prefix} ${event.key}` : event.key;
  prefix = "";
  clearTimeout(prefixTimer);
  if (KEYS.some(([key]) => key.startsWith(`${pressed} `))) {
    prefix = pressed;
    prefixTimer = setTimeout(() => { prefix = ""; }, PREFIX_MS);
    return;
  }
  const found = KEYS.find(([key]) => key === pressed);
  if (!found) return;
  event.preventDefault();
  found[2]();
});

const help = make("button", { type: "button", className: "act", textContent: words.keys });
help.addEventListener("click", showKeys);
document.querySelector(".foot")?.append(help);
