// The page opens without a line: what it is made of is kept on the device for this account, until
// they sign out. Nothing but this page and its files is kept.
export async function keepPage(config) {
  if (!("serviceWorker" in navigator)) return;
  const held = await navigator.serviceWorker.register(config.worker, { scope: config.page, updateViaCache: "none" }).catch(() => null);
  if (!held) return;
  const worker = held.active || held.waiting || held.installing;
  await ready(worker);
  keepFiles(held.active || worker, config.page);
}

// Every file of ours that the page has taken, and whatever it takes later: one that is still on its
// way when the worker begins is in no list yet.
function keepFiles(worker, page) {
  const keep = (addresses) => worker.postMessage({ keep: [...new Set(addresses)] });
  const own = (list) => list.getEntries().map((one) => one.name).filter((name) => name.startsWith(`${location.origin}/static/`));
  keep([page]);
  new PerformanceObserver((list) => keep(own(list))).observe({ type: "resource", buffered: true });
}

const ready = (worker) =>
  new Promise((resolve) => {
    if (worker.state === "activated") resolve();
    else worker.addEventListener("statechange", () => worker.state === "activated" && resolve());
  });
