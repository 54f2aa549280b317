// Messages to this browser while no page is open: offered where somebody reads their notifications, never asked for by
// itself. <section data-push hidden> holds a button to begin, one to end, and one to be left alone.

const box = document.querySelector("[data-push]");
const words = document.getElementById("words").dataset;
const say = (text) => document.dispatchEvent(new CustomEvent("medley:say", { detail: text }));
const LATER = "medley-push-later";

function left() {
  try {
    return localStorage.getItem(LATER) !== null;
  } catch { return false; }
}

function leave() {
  try {
    localStorage.setItem(LATER, "1");
  } catch {
    // It is offered again next time.
  }
  box.hidden = true;
}

async function asked(path, fields) {
  const body = fields && new URLSearchParams({ csrf: box.querySelector("input[name=csrf]").value, ...fields });
  const headers = { Accept: "application/json", "X-Requested-With": "fetch" };
  const answer = await fetch(path, { method: fields ? "POST" : "GET", body, headers, redirect: "error" });
  if (!answer.ok) throw new Error(String(answer.status));
  return fields ? null : answer.json();
}

function show(isOn) {
  box.querySelector("[data-push-on]").hidden = isOn;
  box.querySelector("[data-push-off]").hidden = !isOn;
  const later = box.querySelector("[data-push-later]");
  if (later) later.hidden = isOn;
}

async function begin(registration, key) {
  if (await Notification.requestPermission() !== "granted") {
    say(words.pushDenied);
    return;
  }
  const made = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint, keys } = made.toJSON();
  await asked("/web/push", { endpoint, p256dh: keys.p256dh, auth: keys.auth });
  show(true);
  say(words.pushOn);
}

async function end(registration) {
  await asked("/web/push/off", {});
  await (await registration.pushManager.getSubscription())?.unsubscribe();
  show(false);
  say(words.pushOff);
}

// One press at a time; whatever goes wrong is said and nothing has changed.
function on(name, act) {
  box.querySelector(`[data-push-${name}]`)?.addEventListener("click", async ({ currentTarget: button }) => {
    button.disabled = true;
    try {
      await act();
    } catch {
      say(words.failed);
    }
    button.disabled = false;
  });
}

async function offer() {
  const registration = await navigator.serviceWorker.ready;
  const [told, here] = await Promise.all([asked("/web/push"), registration.pushManager.getSubscription()]);
  const isOn = Boolean(here) && told.endpoint === here.endpoint;
  // Whoever said "not now" finds it in the settings.
  if (!isOn && left() && box.dataset.push !== "always") return;
  on("on", () => begin(registration, told.server_key));
  on("off", () => end(registration));
  on("later", async () => leave());
  show(isOn);
  box.hidden = isOn && box.dataset.push !== "always";
}

const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
if (box && able && Notification.permission !== "denied") offer().catch(() => {});
