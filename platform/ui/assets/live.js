// Live updates for one list: <section data-live="/live/home">. What is new waits behind a button, so that nothing moves
// while somebody reads. The HTML comes from our own server over a same-origin stream, rendered by the same templates.
// With data-notes the list is of notifications: grouped lines change, so that the page itself is asked for anew.
// What happened while nothing was heard (no network, a page that was left and comes back) is looked up on the page.

const WAITING_MAX = 200;
// Browsers allow few streams to one server at a time: a page at which nobody looks gives its own back.
const HIDDEN_MS = 5 * 60_000;
const address = location.pathname + location.search;
let feed = document.querySelector("[data-live]");
const waiting = [];
const words = document.getElementById("words").dataset;
const ofNotes = feed?.hasAttribute("data-notes");

function csrf() {
  return document.querySelector("input[name=csrf]")?.value ?? "";
}

// Makes an article of a fragment; the stream knows neither this page's token nor its address.
function article(html) {
  const found = new DOMParser().parseFromString(html, "text/html").querySelector("article");
  if (!found) return null;
  const made = document.importNode(found, true);
  const page = location.pathname + location.search;
  made.querySelectorAll("input[name=csrf]").forEach((input) => { input.value = csrf(); });
  made.querySelectorAll("input[name=back]").forEach((input) => { input.value = `${page}#${made.id}`; });
  return made;
}

function has(entry) {
  return feed.querySelector(`[data-entry="${CSS.escape(entry)}"]`)
    || waiting.some((post) => post.dataset.entry === entry);
}

/* The button that says how many there are. */

const news = document.createElement("div");
news.className = "news";
news.setAttribute("role", "status");
const button = document.createElement("button");
button.type = "button";
button.className = "button";
button.hidden = true;
news.append(button);

// More is new than one page holds: showing it means reading from the top.
let gap = false;

function announce() {
  const count = waiting.length;
  button.hidden = count === 0;
  button.textContent = gap ? words.newPosts.replace("%n", `${count}+`)
    : count >= WAITING_MAX ? words.newPosts.replace("%n", `${WAITING_MAX}+`)
    : count === 1 ? words.newPost : words.newPosts.replace("%n", count);
}

function show() {
  if (gap || waiting.length >= WAITING_MAX) {
    // Reading on has changed the address.
    if (address === location.pathname + location.search) location.reload();
    else location.assign(address);
    return;
  }
  feed.querySelector(".empty")?.remove();
  const posts = waiting.splice(0).reverse();
  feed.prepend(...posts);
  announce();
  document.dispatchEvent(new CustomEvent("medley:added"));
  posts[0]?.focus();
}

/* Events. */

function onPost(event) {
  const made = article(event.data);
  if (!made || has(made.dataset.entry) || waiting.length >= WAITING_MAX) return;
  waiting.push(made);
  announce();
}

function onDelete(event) {
  const id = event.data.trim();
  const gone = (post) => post.dataset.id === id || post.dataset.entry === id;
  for (let at = waiting.length - 1; at >= 0; at -= 1) if (gone(waiting[at])) waiting.splice(at, 1);
  announce();
  feed.querySelectorAll("[data-id]").forEach((post) => {
    if (!gone(post)) return;
    const next = post.nextElementSibling ?? post.previousElementSibling;
    const held = post.contains(document.activeElement);
    post.remove();
    if (held) next?.focus();
  });
}

function onEdit(event) {
  const made = article(event.data);
  if (!made) return;
  const at = waiting.findIndex((post) => post.dataset.entry === made.dataset.entry);
  if (at >= 0) waiting[at] = made;
  feed.querySelectorAll(`[data-entry="${CSS.escape(made.dataset.entry)}"]`).forEach((post) => {
    const held = post.contains(document.activeElement);
    const copy = document.importNode(made, true);
    post.replaceWith(copy);
    if (held) copy.focus();
  });
  document.dispatchEvent(new CustomEvent("medley:added"));
}

function onNotification(event) {
  const count = Number.parseInt(event.data, 10);
  const link = document.querySelector("a[data-unread]");
  if (!link || Number.isNaN(count)) return;
  link.dataset.unread = String(count);
  link.querySelector(".badge")?.remove();
  if (count > 0) {
    const badge = document.createElement("b");
    badge.className = "badge";
    badge.textContent = count > 99 ? "99+" : String(count);
    const said = document.createElement("span");
    said.className = "sr";
    said.textContent = ` ${words.unread}`;
    badge.append(said);
    link.append(badge);
  }
  document.title = document.title.replace(/^\(\d+\) /, "");
  if (count > 0) document.title = `(${count}) ${document.title}`;
}

/* Notifications. Several at once are looked for once, and none while nobody looks at the page. */

const LOOK_AFTER_MS = 1000;
let looking = 0;
let unseen = false;

const lines = (within) => [...within.querySelectorAll("[data-note]")];
const unknown = (within, known) => lines(within).find((line) => !known.has(line.dataset.note));
const known = () => new Set(lines(feed).map((line) => line.dataset.note));

async function fetched() {
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main:has([data-live])");
}

// Says that there are new lines, if there are: a like is none on the page of mentions.
async function look() {
  looking = 0;
  unseen = document.hidden;
  const main = unseen ? null : await fetched();
  if (!main || !unknown(main, known())) return;
  button.textContent = words.newNotifications;
  button.hidden = false;
}

function lookSoon() {
  if (button.hidden && !looking) looking = setTimeout(look, LOOK_AFTER_MS);
}

async function showNotes() {
  const [main, before] = [await fetched(), known()];
  if (!main) {
    location.reload();
    return;
  }
  document.querySelector("main").replaceChildren(...document.importNode(main, true).children);
  feed = document.querySelector("[data-live]");
  feed.before(news);
  button.hidden = true;
  document.dispatchEvent(new CustomEvent("medley:added"));
  const first = unknown(feed, before) ?? lines(feed)[0];
  if (first) first.tabIndex = -1;
  first?.focus();
}

/* What was missed. */

const newer = (a, b) => a.length - b.length || (a < b ? -1 : Number(a > b));

// Ids grow with time. What stands below the newest post that is here was never missed.
async function missed() {
  if (ofNotes) {
    lookSoon();
    return;
  }
  const main = await fetched();
  if (!main) return;
  const here = [...feed.querySelectorAll(":scope > [data-entry]"), ...waiting].map((post) => post.dataset.entry);
  const newest = here.sort(newer).pop() ?? "0";
  const there = [...main.querySelectorAll("[data-live] > article[data-entry]")];
  const fresh = there.filter((post) => newer(post.dataset.entry, newest) > 0 && !has(post.dataset.entry));
  gap ||= here.length > 0 && fresh.length > 0 && fresh.length === there.length;
  waiting.push(...fresh.reverse().map((post) => article(post.outerHTML)));
  announce();
}

/* The stream. */

let source = null;
let opened = false;
let leaving = 0;

function connect() {
  if (source) return;
  source = new EventSource(feed.dataset.live);
  source.addEventListener("post", onPost);
  source.addEventListener("delete", onDelete);
  source.addEventListener("edit", onEdit);
  source.addEventListener("notification", onNotification);
  if (ofNotes) source.addEventListener("notification", lookSoon);
  // The first time the page itself is as new as can be.
  source.addEventListener("open", () => { if (opened) missed(); opened = true; });
}

function disconnect() {
  source?.close();
  source = null;
}

function onVisibility() {
  clearTimeout(leaving);
  if (document.hidden) {
    leaving = setTimeout(disconnect, HIDDEN_MS);
    return;
  }
  connect();
  if (unseen) lookSoon();
}

if (feed && "EventSource" in window) {
  feed.before(news);
  button.addEventListener("click", ofNotes ? showNotes : show);
  connect();
  document.addEventListener("visibilitychange", onVisibility);
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", (event) => { if (event.persisted) connect(); });
}
