// Works for the pages in the background: keeps styles and scripts, lets people read again offline what they have
// seen, and shows messages that are pushed. Pages with posts for a few people only (data-private), settings,
// conversations, notifications and the staff's pages are never kept. What is kept belongs to one reader: each page says
// whose it is (X-Medley-Reader), and all goes as soon as that is somebody else, or nobody.

const SHELL = "medley-shell-VERSION";
const SEEN = "medley-seen";
const READER = "medley-reader";
const READER_HEADER = "X-Medley-Reader";
const SEEN_MAX = 40;
const OFFLINE = "/offline";
const FILES = ASSETS;
const UNKEPT = ["/settings", "/conversations", "/notifications", "/blocks", "/mutes", "/follow_requests", "/staff", "/web/", "/oauth/", "/sign-", "/setup", "/compose", "/confirm",
  "/reset-password", "/forgot-password", "/scheduled", "/drafts", "/live/", "/api/"];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll([OFFLINE, ...FILES])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("medley-shell-") && name !== SHELL;
  const clean = caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))));
  // The page is asked for while this script starts.
  const early = self.registration.navigationPreload?.enable();
  event.waitUntil(Promise.all([clean, early]).then(() => self.clients.claim()));
});

const isKept = (url) => !UNKEPT.some((start) => url.pathname.startsWith(start));
const isPage = (answer) => /text\/html/.test(answer.headers.get("Content-Type") ?? "");

// Forgets what another reader saw.
async function knowReader(answer) {
  const now = answer.headers.get(READER_HEADER);
  if (!now) return;
  const cache = await caches.open(READER);
  const before = await (await cache.match("/"))?.text();
  if (before === now) return;
  await caches.delete(SEEN);
  await cache.put("/", new Response(now));
}

async function keep(request, answer) {
  await knowReader(answer);
  if (!answer.ok || answer.redirected || !isKept(new URL(request.url)) || !isPage(answer)) return;
  const page = await answer.clone().text();
  if (page.includes("data-private")) return;
  const cache = await caches.open(SEEN);
  // Puts it at the end, in place of what was kept before: there is no moment without either.
  await cache.put(request, answer);
  const kept = await cache.keys();
  await Promise.all(kept.slice(0, Math.max(0, kept.length - SEEN_MAX)).map((one) => cache.delete(one)));
}

// Reading on moves the address to pages that were never opened by themselves; where it began is as near as can be.
async function seen(request) {
  const found = await caches.match(request, { cacheName: SEEN });
  const within = /[?&](max|min)_id=/.test(request.url);
  return found ?? (within ? caches.match(request, { cacheName: SEEN, ignoreSearch: true }) : undefined);
}

async function page(event) {
  try {
    const answer = (await event.preloadResponse) ?? (await fetch(event.request));
    event.waitUntil(keep(event.request, answer.clone()));
    return answer;
  } catch (problem) {
    const shell = (await seen(event.request)) ?? (await caches.match(OFFLINE, { cacheName: SHELL }));
    if (!shell) throw problem;
    return shell;
  }
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method === "POST" && url.pathname === "/sign-out") event.waitUntil(caches.delete(SEEN));
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(page(event));
  else if (FILES.includes(url.pathname)) {
    event.respondWith(caches.match(event.request, { cacheName: SHELL }).then((file) => file ?? fetch(event.request)));
  }
});

/* Messages. */

self.addEventListener("push", (event) => {
  let told = {};
  try {
    told = event.data?.json() ?? {};
  } catch {
    return;
  }
  const options = { body: told.body ?? "", icon: told.icon, badge: BADGE, tag: `medley-${told.notification_id ?? ""}`, data: { id: told.notification_id } };
  event.waitUntil(self.registration.showNotification(told.title ?? "Medley", options));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.matchAll({ type: "window" }).then((windows) => {
    const open = windows.find((one) => new URL(one.url).origin === location.origin);
    return open ? open.focus().then((one) => one.navigate("/notifications")) : self.clients.openWindow("/notifications");
  }));
});
