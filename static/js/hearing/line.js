// The line to the house: what is not there yet goes out in portions, and what is new comes back.
const PORTION = 50, LARGE = 500_000; // entries, characters
const QUIET = 3000, HIDDEN = 15_000, LONGEST = 30_000, PATIENCE = 20_000; // milliseconds

export class Line {
  constructor(config, log, hear) {
    Object.assign(this, { config, log, hear });
    this.token = config.csrf;
    this.fails = 0;
    this.since = null; // when the line was lost
    this.state = "ok";
    addEventListener("online", () => this.now());
    document.addEventListener("visibilitychange", () => document.hidden || this.now());
  }

  now() {
    clearTimeout(this.timer);
    if (this.isBusy) this.isWanted = true;
    else this.run();
  }

  async run() {
    this.isBusy = true;
    this.isWanted = false;
    try {
      await this.exchange();
      this.fails = 0;
      this.since = null;
    } catch {
      this.fails += 1;
      this.since ||= new Date();
      this.become("off");
    }
    this.isBusy = false;
    if (this.isWanted) this.now();
    else this.timer = setTimeout(() => this.run(), this.pause());
  }

  pause() {
    if (this.fails) return Math.min(LONGEST, 1000 * 2 ** this.fails);
    return document.hidden ? HIDDEN : QUIET;
  }

  // Everything that waits, portion by portion; at least one question for what is new.
  async exchange() {
    for (let again = true, turns = 0; again && turns < 1000; turns += 1) {
      const waiting = this.state === "other" ? [] : await this.log.after(this.log.meta.taken, PORTION);
      const told = waiting.length ? await this.send(waiting) : await this.ask();
      if (!told) return;
      const before = this.log.meta.taken;
      await this.log.learn(told, told.taken);
      this.become("ok");
      this.hear(told, Math.max(0, told.taken - before));
      // The house may know less than it said before (a copy was put back): all is sent again.
      again = told.taken < this.log.meta.n && (told.taken > before || !waiting.length);
    }
  }

  send(waiting) {
    const entries = waiting.map(({ n, kind, payload, made_at }) => ({ n, kind, payload, made_at }));
    const told = { device: this.log.device, sent_at: new Date().toISOString(), since: this.log.meta.cursor };
    let body = JSON.stringify({ ...told, entries });
    while (body.length > LARGE && entries.length > 1) {
      entries.length = Math.ceil(entries.length / 2);
      body = JSON.stringify({ ...told, entries });
    }
    return this.fetch("POST", this.config.address, body);
  }

  ask() {
    return this.fetch("GET", `${this.config.address}?since=${this.log.meta.cursor}&device=${this.log.device}`);
  }

  async fetch(method, address, body) {
    const headers = { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": this.token };
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(address, { method, body, headers, signal, redirect: "manual", cache: "no-store" });
    if (answer.status === 403 && method === "POST") return this.renewed(body);
    if (answer.ok) return this.own(await answer.json(), method);
    if (answer.status === 401) return this.become("out");
    if (answer.status === 404) return this.become("gone");
    if (answer.status === 409) return this.become("other");
    throw new Error(String(answer.status));
  }

  // After a new sign-in the old token is worth nothing; the house hands out its successor.
  async renewed(body) {
    const told = await this.ask();
    if (!told) return null;
    const headers = { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": this.token };
    const answer = await fetch(this.config.address, { method: "POST", body, headers, redirect: "manual" });
    if (!answer.ok) throw new Error(String(answer.status));
    return this.own(await answer.json());
  }

  // Somebody else may have signed in on this device: what was keyed here is not theirs to send.
  own(told) {
    if (told.user !== this.config.user) return this.become("other");
    this.token = told.csrf;
    return told;
  }

  become(state) {
    this.state = state;
    this.hear(null, 0);
    return null;
  }
}
