// Files over a bad line: in pieces, again after a break, and on from where a reload left them.
// Without this script the same form sends the same files in one go.
const KEPT = "unggah:";
const FIRST = 512 * 1024, LEAST = 64 * 1024, MOST = 8 * 1024 * 1024;
const QUICK = 1500, SLOW = 8000; // milliseconds for one piece
const TRIES = 9, LONGEST_WAIT = 30_000;
const LOST = new Set([404, 410]);
const PASSING = new Set([408, 409, 423, 425, 429, 500, 502, 503, 504]);

class Refused extends Error {}
class Broken extends Error {}

const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
const pause = (milliseconds) =>
  new Promise((done) => {
    const timer = setTimeout(done, milliseconds);
    addEventListener("online", () => (clearTimeout(timer), done()), { once: true });
  });

class Sending {
  constructor(place, file) {
    this.place = place;
    this.file = file;
    this.piece = FIRST;
    this.offset = 0;
    this.key = [KEPT + place.house(), place.dispute, file.name, file.size, file.lastModified].join("|");
    this.address = localStorage.getItem(this.key) || "";
    this.row = place.addRow(file.name);
    this.row.again.addEventListener("click", () => this.run());
  }

  async run() {
    this.row.again.hidden = true;
    this.place.began();
    try {
      await this.send();
      localStorage.removeItem(this.key);
      this.place.arrived(this);
    } catch (fault) {
      this.say("failed", fault instanceof Refused ? fault.message : "");
      this.row.again.hidden = fault instanceof Refused;
      this.place.failed();
    }
  }

  async send() {
    for (let tries = 0; ; ) {
      const before = this.offset;
      try {
        if (!this.address) await this.begin();
        else if (tries || !this.offset) await this.ask();
        if (!this.address) continue; // it is gone there: begin anew
        do await this.next(); while (this.offset < this.file.size);
        return;
      } catch (fault) {
        if (!(fault instanceof Broken)) throw fault;
        tries = this.offset > before ? 1 : tries + 1;
        if (tries > TRIES) throw fault;
        this.piece = Math.max(LEAST, this.piece / 2);
        this.say("waiting");
        await pause(Math.min(LONGEST_WAIT, 500 * 2 ** tries));
      }
    }
  }

  async begin() {
    const told = { name: this.file.name, house: this.place.house(), dispute: this.place.dispute };
    const metadata = Object.entries(told).filter(([, value]) => value);
    const answer = await this.fetch(this.place.address, "POST", {
      "Upload-Length": String(this.file.size),
      "Upload-Metadata": metadata.map(([key, value]) => `${key} ${base64(value)}`).join(","),
    });
    this.address = answer.headers.get("Location");
    this.offset = 0;
    localStorage.setItem(this.key, this.address);
  }

  async ask() {
    const answer = await this.fetch(this.address, "HEAD", {});
    if (LOST.has(answer.status)) {
      localStorage.removeItem(this.key);
      this.address = "";
      return;
    }
    this.offset = Number(answer.headers.get("Upload-Offset"));
    this.say("sending");
  }

  // The next piece. The last one closes the upload; an empty one closes it again, harmlessly.
  async next() {
    const body = this.file.slice(this.offset, this.offset + this.piece);
    const started = performance.now();
    const headers = { "Upload-Offset": String(this.offset), "Content-Type": "application/offset+octet-stream" };
    const answer = await this.fetch(this.address, "PATCH", headers, body);
    this.code = (await answer.json()).code;
    this.offset = Number(answer.headers.get("Upload-Offset"));
    const took = performance.now() - started;
    if (took < QUICK) this.piece = Math.min(MOST, this.piece * 2);
    if (took > SLOW) this.piece = Math.max(LEAST, this.piece / 2);
    this.say("sending");
  }

  async fetch(address, method, headers, body) {
    let answer;
    try {
      const token = { "X-CSRFToken": this.place.token(), Accept: "application/json" };
      answer = await fetch(address, { method, body, headers: { ...headers, ...token }, redirect: "manual" });
    } catch {
      throw new Broken();
    }
    if (answer.ok || (method === "HEAD" && LOST.has(answer.status))) return answer;
    if (PASSING.has(answer.status)) throw new Broken();
    const told = await answer.json().catch(() => ({}));
    throw new Refused(told.detail || "");
  }

  say(state, detail = "") {
    const percent = Math.floor((100 * this.offset) / this.file.size);
    const words = [detail || this.place.words(state)];
    if (state === "sending") words.push(`${percent} %`);
    this.row.show(state, words.join(" "), percent);
    const told = `${state}${Math.floor(percent / 25)}`; // heard now and then, not at every piece
    if (told !== this.told) this.place.status(`${this.file.name}: ${words.join(" ")}`, true);
    this.told = told;
  }
}

class Place {
  constructor(element) {
    this.element = element;
    this.form = element.closest("form");
    this.address = element.dataset.upload;
    this.dispute = element.dataset.dispute;
    this.list = element.querySelector(".upload__list");
    this.said = element.querySelector(".upload__said");
    this.input = element.querySelector("input[type=file]");
    this.busy = this.broken = 0;
    this.input.addEventListener("change", () => this.take());
    this.form.addEventListener("submit", (event) => this.mayLeave(event));
    this.remember();
  }

  words(state) { return this.element.dataset[`says${state[0].toUpperCase()}${state.slice(1)}`]; }
  house() { return this.element.dataset.house || this.form.elements.house?.value || ""; }
  token() { return this.form.elements.csrfmiddlewaretoken.value; }
  // What a row shows already is only heard here; everything else is seen as well.
  status(words, isShown = false) {
    this.said.textContent = words;
    this.said.classList.toggle("vh", isShown);
  }

  take() {
    const files = [...this.input.files];
    this.input.value = ""; // the form must not send them a second time
    for (const file of files) {
      const sending = new Sending(this, file);
      if (file.size > Number(this.element.dataset.most)) sending.say("failed", this.words("large"));
      else sending.run();
    }
  }

  addRow(name) {
    const row = this.element.querySelector("template").content.firstElementChild.cloneNode(true);
    const [word, bar, again] = [".upload__word", ".upload__bar", "button"].map((part) => row.querySelector(part));
    row.querySelector(".upload__name").textContent = name;
    bar.setAttribute("aria-label", name);
    this.list.append(row);
    const show = (state, words, percent) => {
      row.dataset.state = state;
      word.textContent = words;
      bar.value = percent;
    };
    return { show, again };
  }

  began() { this.busy += 1; }

  failed() {
    this.busy -= 1;
    this.broken += 1;
  }

  arrived(sending) {
    this.busy -= 1;
    sending.say("sent");
    const code = document.createElement("input");
    Object.assign(code, { type: "hidden", name: this.element.dataset.name, value: sending.code });
    this.element.append(code);
    if ("reload" in this.element.dataset && !this.busy && !this.broken) location.reload();
  }

  mayLeave(event) {
    if (!this.busy) return;
    event.preventDefault();
    this.status(this.words("busy"));
  }

  // What an earlier page began and did not finish: a browser gives us no file by itself.
  remember() {
    const here = `${KEPT}${this.house()}|${this.dispute}|`;
    const names = Object.keys(localStorage).filter((key) => key.startsWith(here)).map((key) => key.split("|")[2]);
    if (names.length) this.status(`${this.words("kept")} ${names.join(", ")}`);
  }
}

for (const element of document.querySelectorAll("[data-upload]")) new Place(element);
