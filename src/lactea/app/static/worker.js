// The service worker: keeps style and scripts, and says plainly when the app is not running.
// Pages hold health data and are never kept.

const KEPT = "lactea-static-3";
const STATIC = ["/static/app.css", "/static/app.js", "/static/gland.js",
  "/static/studio.js", "/static/log.js", "/static/ways.js", "/static/plan.js", "/static/work.js",
  "/static/icon.svg", "/static/closed.html"];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(STATIC)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then((names) =>
      Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)))),
  );
});

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  const path = new URL(event.request.url).pathname;
  if (STATIC.includes(path)) {
    event.respondWith(fetch(event.request).catch(() => caches.match(path)));
  } else if (event.request.mode === "navigate") {
    event.respondWith(fetch(event.request).catch(() => caches.match("/static/closed.html")));
  }
});
