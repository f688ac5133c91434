// The page opens without a line: what it is made of is kept on the device for this account, until
// they sign out. Nothing but this page and its files is kept.
export async function keepPage(config) {
  if (!("serviceWorker" in navigator)) return;
  const held = await navigator.serviceWorker.register(config.worker, { scope: config.page, updateViaCache: "none" }).catch(() => null);
  if (!held) return;
  const worker = held.active || held.waiting || held.installing;
  await ready(worker);
  const files = performance.getEntriesByType("resource").map((one) => one.name);
  const own = files.filter((name) => name.startsWith(`${location.origin}/static/`));
  (held.active || worker).postMessage({ keep: [...new Set(own), config.page] });
}

const ready = (worker) =>
  new Promise((resolve) => {
    if (worker.state === "activated") resolve();
    else worker.addEventListener("statechange", () => worker.state === "activated" && resolve());
  });
