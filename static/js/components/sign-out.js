// Signing out empties what pages kept on this device: the page of the hearing room, and its log once
// the house has all of it. What is not sent stays, and belongs to the account that keyed it.
const LOG = "sidang-rekam";
const STORES = ["entries", "turns"], SINGLE = ["meta", "drafts"];

const asked = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function openLog() {
  if (!("indexedDB" in window) || !indexedDB.databases) return null;
  const names = await indexedDB.databases();
  return names.some((one) => one.name === LOG) ? asked(indexedDB.open(LOG)) : null;
}

const whole = (scope) => IDBKeyRange.bound([scope], [scope, []]);

// What is on this device, and how many entries of this account the house does not have.
async function look(base, user) {
  const logs = await asked(base.transaction("meta").objectStore("meta").getAll());
  const own = logs.filter((log) => log.scope.startsWith(`${user}:`));
  const unsent = own.reduce((count, log) => count + Math.max(log.n - log.taken, 0), 0);
  return { logs, unsent };
}

async function empty(base, logs) {
  for (const { scope } of logs.filter((log) => log.taken >= log.n)) {
    const transaction = base.transaction([...STORES, ...SINGLE], "readwrite");
    for (const store of STORES) transaction.objectStore(store).delete(whole(scope));
    for (const store of SINGLE) transaction.objectStore(store).delete(scope);
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
  }
}

// Whether to go: everything is sent, or one goes all the same.
async function emptyLog({ user, unsent: warning }) {
  const base = await openLog().catch(() => null);
  if (!base) return true;
  try {
    const { logs, unsent } = await look(base, user);
    if (unsent && !confirm(warning.replace("{n}", unsent))) return false;
    await empty(base, logs);
  } finally {
    base.close();
  }
  return true;
}

async function emptyPages() {
  if (!("caches" in window)) return;
  for (const name of await caches.keys()) if (name.startsWith("rekam:")) await caches.delete(name);
}

export function signOut() {
  for (const form of document.querySelectorAll("form[data-sign-out]")) {
    form.addEventListener("submit", async (event) => {
      if (form.dataset.emptied) return;
      event.preventDefault();
      const goes = await emptyLog(form.dataset).catch(() => true);
      if (!goes) return;
      await emptyPages().catch(() => {});
      form.dataset.emptied = "1";
      form.requestSubmit();
    });
  }
}
