// Works for the pages in the background: keeps styles and scripts, lets people read again offline what they have
// seen, and shows messages that are pushed. Nothing of settings, conversations or the staff's pages is kept, and all of
// it goes when somebody signs out (the server says so by Clear-Site-Data).

const SHELL = "medley-shell-VERSION";
const SEEN = "medley-seen";
const SEEN_MAX = 40;
const OFFLINE = "/offline";
const FILES = ASSETS;
const UNKEPT = ["/settings", "/conversations", "/staff", "/web/", "/oauth/", "/sign-", "/setup", "/compose", "/confirm",
  "/reset-password", "/forgot-password", "/scheduled", "/drafts", "/live/", "/api/"];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll([OFFLINE, ...FILES])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("medley-shell-") && name !== SHELL;
  const clean = caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))));
  event.waitUntil(clean.then(() => self.clients.claim()));
});

const isKept = (url) => !UNKEPT.some((start) => url.pathname.startsWith(start));

async function keep(request, answer) {
  const cache = await caches.open(SEEN);
  await cache.delete(request);
  await cache.put(request, answer);
  const kept = await cache.keys();
  await Promise.all(kept.slice(0, Math.max(0, kept.length - SEEN_MAX)).map((one) => cache.delete(one)));
}

async function page(event) {
  const url = new URL(event.request.url);
  try {
    const answer = await fetch(event.request);
    // Whoever has to sign in is not, or no more, the person who read here.
    if (new URL(answer.url).pathname.startsWith("/sign-in")) event.waitUntil(caches.delete(SEEN));
    else if (answer.ok && !answer.redirected && isKept(url) && /text\/html/.test(answer.headers.get("Content-Type") ?? "")) {
      event.waitUntil(keep(event.request, answer.clone()));
    }
    return answer;
  } catch (problem) {
    const seen = await caches.match(event.request, { cacheName: SEEN });
    const shell = seen ?? (await caches.match(OFFLINE, { cacheName: SHELL }));
    if (!shell) throw problem;
    return shell;
  }
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
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
