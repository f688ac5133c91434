// The log of this device: every entry is on the disk before it is shown as kept, and stays there
// until the house has it. One log for each account and hearing; two tabs share it.
const NAME = "sidang-rekam", VERSION = 1;
const OLD = 30 * 24 * 3600 * 1000; // milliseconds

const done = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
const asked = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function connect() {
  const request = indexedDB.open(NAME, VERSION);
  request.onupgradeneeded = () => {
    const base = request.result;
    base.createObjectStore("entries", { keyPath: ["scope", "n"] });
    base.createObjectStore("turns", { keyPath: ["scope", "ref"] });
    base.createObjectStore("meta", { keyPath: "scope" });
    base.createObjectStore("drafts", { keyPath: "scope" });
  };
  return asked(request);
}

const all = (scope) => IDBKeyRange.bound([scope], [scope, []]);

export class Log {
  static async open(scope) {
    const log = new Log();
    log.scope = scope;
    log.base = await connect();
    await navigator.storage?.persist?.().catch(() => false);
    const transaction = log.begin(["meta"], "readwrite");
    const held = await asked(transaction.objectStore("meta").get(scope));
    log.meta = held || { scope, device: crypto.randomUUID(), n: 0, at: 0, cursor: 0, taken: 0 };
    if (!held) transaction.objectStore("meta").put(log.meta);
    await done(transaction);
    return log;
  }

  get device() { return this.meta.device; }
  ref(n) { return `${this.device}:${n}`; }

  begin(stores, mode = "readonly") {
    return this.base.transaction(stores, mode, { durability: "strict" });
  }

  // One entry with the next number, in one act with what is left in the box. The clock of a device
  // may be set back while it records; the times of its entries never are.
  async append(kind, payload, draft = {}) {
    const transaction = this.begin(["meta", "entries", "drafts"], "readwrite");
    const meta = await asked(transaction.objectStore("meta").get(this.scope));
    meta.n += 1;
    meta.at = Math.max(meta.at + 1, Date.now());
    const entry = { scope: this.scope, n: meta.n, kind, payload, made_at: new Date(meta.at).toISOString() };
    transaction.objectStore("meta").put(meta);
    transaction.objectStore("entries").put(entry);
    transaction.objectStore("drafts").put({ ...draft, scope: this.scope });
    await done(transaction);
    this.meta = meta;
    return entry;
  }

  async entries() {
    return asked(this.begin(["entries"]).objectStore("entries").getAll(all(this.scope)));
  }

  async after(n, most) {
    const range = IDBKeyRange.bound([this.scope, n + 1], [this.scope, []]);
    return asked(this.begin(["entries"]).objectStore("entries").getAll(range, most));
  }

  async turns() {
    return asked(this.begin(["turns"]).objectStore("turns").getAll(all(this.scope)));
  }

  // What the house told: its turns, up to where, how the hearing stands and who speaks, and what it
  // has of this device. A page that opens without a line begins with this, not with its own age.
  async learn(told, taken) {
    const transaction = this.begin(["meta", "turns"], "readwrite");
    const meta = await asked(transaction.objectStore("meta").get(this.scope));
    const { turns: _turns, troubles: _troubles, csrf: _csrf, ...stands } = told;
    Object.assign(meta, { cursor: told.cursor, taken, seen: Date.now(), stands });
    transaction.objectStore("meta").put(meta);
    for (const turn of told.turns) transaction.objectStore("turns").put({ ...turn, scope: this.scope });
    await done(transaction);
    this.meta = meta;
  }

  async draft() {
    const held = await asked(this.begin(["drafts"]).objectStore("drafts").get(this.scope));
    return held || {};
  }

  // What is in the box, and what was chosen: half a word is as safe as a whole turn.
  saveDraft(draft) {
    const transaction = this.base.transaction(["drafts"], "readwrite", { durability: "relaxed" });
    transaction.objectStore("drafts").put({ ...draft, scope: this.scope });
    return done(transaction);
  }

  // What the house has of hearings that this device has not seen for a month is taken away.
  async tidy() {
    const metas = await asked(this.begin(["meta"]).objectStore("meta").getAll());
    for (const meta of metas) {
      const isOld = meta.scope !== this.scope && meta.taken >= meta.n && Date.now() - (meta.seen || 0) > OLD;
      if (!isOld) continue;
      const transaction = this.begin(["meta", "entries", "turns", "drafts"], "readwrite");
      for (const store of ["entries", "turns"]) transaction.objectStore(store).delete(all(meta.scope));
      for (const store of ["meta", "drafts"]) transaction.objectStore(store).delete(meta.scope);
      await done(transaction);
    }
  }
}

// Where a browser keeps nothing: the same log in memory, and the page says so.
export class FleetingLog {
  constructor() {
    this.meta = { device: crypto.randomUUID(), n: 0, at: 0, cursor: 0, taken: 0 };
    this.kept = [];
    this.isFleeting = true;
  }

  get device() { return this.meta.device; }
  ref(n) { return `${this.device}:${n}`; }

  async append(kind, payload) {
    this.meta.n += 1;
    this.meta.at = Math.max(this.meta.at + 1, Date.now());
    const entry = { n: this.meta.n, kind, payload, made_at: new Date(this.meta.at).toISOString() };
    this.kept.push(entry);
    return entry;
  }

  async entries() { return this.kept; }
  async after(n, most) { return this.kept.filter((entry) => entry.n > n).slice(0, most); }
  async turns() { return []; }
  async learn(told, taken) { Object.assign(this.meta, { cursor: told.cursor, taken }); }
  async draft() { return {}; }
  async saveDraft() {}
  async tidy() {}
}
