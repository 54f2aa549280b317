// Live updates: <section data-live="/live/home">, or several parts of one page (data-part) over one connection, of which
// browsers have few to one server. What is new waits behind a button, so that nothing moves while somebody reads. The
// HTML comes from our own server over a same-origin stream, rendered by the same templates.
// With data-notes a list is of notifications: grouped lines change, so that the page itself is asked for anew.
// What happened while nothing was heard (no network, a page that was left and comes back) is looked up on the page.

const WAITING_MAX = 200;
// A page at which nobody looks gives its connection back.
const HIDDEN_MS = 5 * 60_000;
// Several notifications at once are looked for once, and none while nobody looks at the page.
const LOOK_AFTER_MS = 1000;
// Several busy columns must not talk without end: what is new is said together, now and then.
const SAY_AFTER_MS = 5000;
const address = location.pathname + location.search;
const words = document.getElementById("words").dataset;
const host = document.querySelector("[data-live]");

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

// The page as it is now; parts that ask at once share one answer.
let asked = null;
function fetched() {
  asked ??= ask().finally(() => { asked = null; });
  return asked;
}

async function ask() {
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main:has([data-live])");
}

function added() {
  document.dispatchEvent(new CustomEvent("medley:added"));
}

function reload() {
  // Reading on has changed the address.
  if (address === location.pathname + location.search) location.reload();
  else location.assign(address);
}

// Ids grow with time; those of one part begin alike.
const newer = (a, b) => a.length - b.length || (a < b ? -1 : Number(a > b));
const bare = (entry) => entry.slice(entry.lastIndexOf("-") + 1);

/* One list, with the button above it. */

class List {
  constructor(feed) {
    this.feed = feed;
    this.part = feed.dataset.part ?? "";
    this.news = document.createElement("div");
    this.news.className = "news";
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "button";
    this.button.hidden = true;
    this.button.addEventListener("click", () => this.show());
    this.news.append(this.button);
    if (!this.part) this.news.setAttribute("role", "status");
    feed.before(this.news);
  }

  label(text) {
    if (this.button.hidden || this.button.textContent !== text) say(this);
    this.button.textContent = text;
    this.button.hidden = false;
  }

  // This list on another version of the page.
  twin(main) {
    return main.querySelector(this.part ? `[data-part="${CSS.escape(this.part)}"]` : "[data-live]");
  }
}

class Posts extends List {
  waiting = [];
  // More is new than one page holds: showing it means reading from the top.
  gap = false;

  listen(source) {
    const name = (event) => (this.part ? `${event}:${this.part}` : event);
    source.addEventListener(name("post"), (event) => this.onPost(event));
    source.addEventListener(name("delete"), (event) => this.onDelete(event));
    source.addEventListener(name("edit"), (event) => this.onEdit(event));
    source.addEventListener(name("newest"), (event) => this.onNewest(event));
  }

  here() {
    return [...this.feed.querySelectorAll(":scope > [data-entry]"), ...this.waiting].map((post) => post.dataset.entry);
  }

  // What there was when the stream opened; the page may be older.
  onNewest(event) {
    const here = this.here().map(bare).sort(newer);
    if (newer(event.data.trim(), here.pop() ?? "0") > 0) this.missed();
  }

  has(entry) {
    return this.feed.querySelector(`[data-entry="${CSS.escape(entry)}"]`)
      || this.waiting.some((post) => post.dataset.entry === entry);
  }

  announce() {
    const count = this.waiting.length;
    if (count === 0) {
      this.button.hidden = true;
      return;
    }
    this.label(this.gap ? words.newPosts.replace("%n", `${count}+`)
      : count >= WAITING_MAX ? words.newPosts.replace("%n", `${WAITING_MAX}+`)
      : count === 1 ? words.newPost : words.newPosts.replace("%n", count));
  }

  show() {
    if (this.gap || this.waiting.length >= WAITING_MAX) {
      reload();
      return;
    }
    this.feed.querySelector(".empty, [data-empty]")?.remove();
    const posts = this.waiting.splice(0).reverse();
    this.feed.prepend(...posts);
    this.announce();
    added();
    posts[0]?.focus();
  }

  onPost(event) {
    const made = article(event.data);
    if (!made || this.has(made.dataset.entry) || this.waiting.length >= WAITING_MAX) return;
    this.waiting.push(made);
    this.announce();
  }

  onDelete(event) {
    const id = event.data.trim();
    const gone = (post) => post.dataset.id === id || bare(post.dataset.entry) === id;
    for (let at = this.waiting.length - 1; at >= 0; at -= 1) if (gone(this.waiting[at])) this.waiting.splice(at, 1);
    this.announce();
    this.feed.querySelectorAll("[data-id]").forEach((post) => {
      if (!gone(post)) return;
      const next = post.nextElementSibling ?? post.previousElementSibling;
      const held = post.contains(document.activeElement);
      post.remove();
      if (held) next?.focus();
    });
  }

  onEdit(event) {
    const made = article(event.data);
    if (!made) return;
    const at = this.waiting.findIndex((post) => post.dataset.entry === made.dataset.entry);
    if (at >= 0) this.waiting[at] = made;
    this.feed.querySelectorAll(`[data-entry="${CSS.escape(made.dataset.entry)}"]`).forEach((post) => {
      const held = post.contains(document.activeElement);
      const copy = document.importNode(made, true);
      post.replaceWith(copy);
      if (held) copy.focus();
    });
    added();
  }

  // What stands below the newest post that is here was never missed.
  async missed() {
    const main = await fetched();
    const twin = main && this.twin(main);
    if (!twin) return;
    const here = this.here();
    const newest = here.sort(newer).pop() ?? "0";
    const there = [...twin.querySelectorAll(":scope > article[data-entry]")];
    const fresh = there.filter((post) => newer(post.dataset.entry, newest) > 0 && !this.has(post.dataset.entry));
    this.gap ||= here.length > 0 && fresh.length > 0 && fresh.length === there.length;
    this.waiting.push(...fresh.reverse().map((post) => article(post.outerHTML)));
    this.announce();
  }
}

class Notes extends List {
  drawn = bell()?.dataset.unread;
  looking = 0;
  unseen = false;

  listen(source) {
    source.addEventListener("notification", () => this.lookSoon());
    source.addEventListener("unread", (event) => this.onUnread(event));
  }

  // Comes whenever a stream opens; the first time the page is as it was drawn.
  onUnread(event) {
    if (event.data.trim() !== this.drawn) this.lookSoon();
    this.drawn = null;
  }

  lines(within) {
    return [...within.querySelectorAll("[data-note]")];
  }

  unknown(within, known) {
    return this.lines(within).find((line) => !known.has(line.dataset.note));
  }

  known() {
    return new Set(this.lines(this.feed).map((line) => line.dataset.note));
  }

  // Says that there are new lines, if there are: a like is none on the page of mentions.
  async look() {
    this.looking = 0;
    this.unseen = document.hidden;
    const main = this.unseen ? null : await fetched();
    if (main && this.unknown(this.twin(main) ?? main, this.known())) this.label(words.newNotifications);
  }

  lookSoon() {
    if (this.button.hidden && !this.looking) this.looking = setTimeout(() => this.look(), LOOK_AFTER_MS);
  }

  async show() {
    const [main, before] = [await fetched(), this.known()];
    const twin = main && this.twin(main);
    if (!twin) {
      reload();
      return;
    }
    if (this.part) {
      this.feed.replaceChildren(...document.importNode(twin, true).childNodes);
    } else {
      document.querySelector("main").replaceChildren(...document.importNode(main, true).children);
      this.feed = document.querySelector("[data-live]");
      this.feed.before(this.news);
    }
    this.button.hidden = true;
    added();
    const first = this.unknown(this.feed, before) ?? this.lines(this.feed)[0];
    if (first) first.tabIndex = -1;
    first?.focus();
  }
}

/* What is new in columns, said once for all of them; the button of a single list is said by itself. */

const told = document.createElement("p");
told.className = "sr";
told.setAttribute("role", "status");
const unsaid = new Set();
let saying = 0;

function say(list) {
  if (!list.part || !host.dataset.said) return;
  unsaid.add(list);
  saying ||= setTimeout(() => {
    saying = 0;
    const names = [...unsaid].filter((one) => !one.button.hidden)
      .map((one) => one.feed.closest("section")?.querySelector("h2")?.textContent.trim() ?? "");
    unsaid.clear();
    if (names.length > 0) told.textContent = host.dataset.said.replace("%s", names.join(", "));
  }, SAY_AFTER_MS);
}

/* The number beside the bell. */

const bell = () => document.querySelector("a[data-unread]");

function onNotification(event) {
  const count = Number.parseInt(event.data, 10);
  const link = bell();
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

/* The stream. */

let lists = [];
let source = null;
let leaving = 0;

function connect() {
  if (source) return;
  source = new EventSource(host.dataset.live);
  source.addEventListener("notification", onNotification);
  source.addEventListener("unread", onNotification);
  lists.forEach((list) => list.listen(source));
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
  lists.forEach((list) => { if (list.unseen) list.lookSoon(); });
}

const parts = host ? [...host.querySelectorAll("[data-part]")] : [];
// On a phone columns are links.
const folded = parts.length > 0 && parts.every((part) => part.getClientRects().length === 0);

if (host && !folded && "EventSource" in window) {
  lists = (parts.length > 0 ? parts : [host]).map((feed) => new (feed.hasAttribute("data-notes") ? Notes : Posts)(feed));
  if (parts.length > 0) host.after(told);
  connect();
  document.addEventListener("visibilitychange", onVisibility);
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", (event) => { if (event.persisted) connect(); });
}
