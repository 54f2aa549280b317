// Medley as an app: the service worker that keeps what was read for offline, where the browser has such things.

if ("serviceWorker" in navigator && isSecureContext) {
  addEventListener("load", () => {
    navigator.serviceWorker.register("/worker.js", { scope: "/" }).catch(() => {
      // A browser that refuses (private windows do) simply has no offline pages.
    });
  });
}
