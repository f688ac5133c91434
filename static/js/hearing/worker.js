// Served with the name of its shelf before it: SHELL = { name, page }. The network comes first;
// without it, the page as it was when there was one. Records never pass through here.
const WAIT = 4000; // milliseconds until the kept page is good enough

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", (event) => {
  if (event.data?.keep) event.waitUntil(keep(event.data.keep));
});
self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== location.origin) return;
  if (address.pathname === SHELL.page) event.respondWith(page(event.request));
  else if (address.pathname.startsWith("/static/")) event.respondWith(file(event.request));
});

// What the page kept for whoever was here before is not for whoever is here now.
async function takeOver() {
  const room = SHELL.name.slice(SHELL.name.lastIndexOf(":"));
  for (const name of await caches.keys()) {
    if (name.startsWith("rekam:") && name.endsWith(room) && name !== SHELL.name) await caches.delete(name);
  }
  await self.clients.claim();
}

async function keep(addresses) {
  const shelf = await caches.open(SHELL.name);
  await Promise.allSettled(addresses.map((address) => put(shelf, address)));
}

async function put(shelf, address) {
  const answer = await fetch(address, { credentials: "same-origin", redirect: "error" });
  if (answer.ok) await shelf.put(address, answer);
}

async function page(request) {
  const shelf = await caches.open(SHELL.name);
  const kept = await shelf.match(SHELL.page, { ignoreVary: true });
  const fresh = fetch(request).then(async (answer) => {
    if (answer.ok && !answer.redirected) await shelf.put(SHELL.page, answer.clone());
    return answer;
  });
  if (!kept) return fresh;
  const late = new Promise((resolve) => setTimeout(() => resolve(kept), WAIT));
  return Promise.race([fresh.catch(() => kept), late]);
}

async function file(request) {
  const shelf = await caches.open(SHELL.name);
  const kept = await shelf.match(request, { ignoreVary: true });
  try {
    return await fetch(request);
  } catch (fault) {
    if (kept) return kept;
    throw fault;
  }
}
