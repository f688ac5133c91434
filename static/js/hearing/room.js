// The hearing room: log, line, record and page put together.
import { Compose } from "./compose.js";
import { Drawing } from "./draw.js";
import { Line } from "./line.js";
import { Lines } from "./lines.js";
import { FleetingLog, Log } from "./log.js";
import { keepPage } from "./offline.js";
import { fill, make, say } from "./page.js";
import { RecordOfHearing } from "./record.js";
import { Sitting } from "./sitting.js";

class Room {
  static async begin(root) {
    const room = new Room();
    room.root = root;
    room.config = JSON.parse(root.dataset.config);
    const scope = `${room.config.user}:${room.config.code}`;
    room.log = await Log.open(scope).catch(() => new FleetingLog());
    room.skew = 0; // what the clock of the house is ahead of this device
    room.record = new RecordOfHearing(room.config, room.log);
    await room.record.load();
    room.lines = new Lines(room.config, room.record);
    room.drawing = new Drawing(room.config, room.record, root);
    room.compose = new Compose(room);
    room.sitting = new Sitting(room);
    room.line = new Line(room.config, room.log, (told, count) => room.hear(told, count));
    await room.compose.restore();
    room.draw();
    if (document.activeElement === document.body) room.compose.focus(); // else somebody began elsewhere
    root.dataset.ready = "";
    room.line.now();
    room.log.tidy().catch(() => {});
    keepPage(room.config);
  }

  // On the disk first, then on the page, then on its way.
  async keep(kind, payload, draft) {
    const entry = await this.log.append(kind, payload, draft);
    this.record.add(entry);
    this.draw();
    this.line.now();
  }

  hear(told, count) {
    if (told) {
      this.skew = Date.parse(told.now) - Date.now();
      const was = this.record.troubles.size;
      this.record.hear(told);
      this.savedAt = told.now;
      this.draw();
      if (this.record.troubles.size > was) say(this.root, fill(this.config.words.trouble, { text: told.troubles.at(-1)?.text || "" }));
      else if (this.wasOff && count) say(this.root, fill(this.config.words.back, { n: count }));
      this.wasOff = false;
    }
    this.net();
  }

  draw() {
    this.drawing.all();
    this.sitting.show();
    this.compose.show();
    this.net();
  }

  // Beside the clock whether all is saved; above the page what somebody has to do about it.
  net() {
    const { words } = this.config, state = this.line?.state || "ok", n = this.record.waiting;
    const net = document.querySelector("[data-net]"), bar = document.querySelector("[data-offbar]");
    if (state === "off") this.wasOff = true;
    net.dataset.net = state === "ok" ? "ok" : "off";
    const saved = this.savedAt ? fill(words.saved, { time: this.drawing.time(this.savedAt) }) : "";
    net.querySelector("[data-net-part=saved]").textContent = state === "ok" && !n ? saved : words.on_device;
    net.querySelector("[data-net-part=detail]").textContent = n ? fill(words.waiting, { n }) : state === "ok" ? words.all_sent : "";
    this.root.dataset.waiting = n;
    const told = this.hindrance(state, n);
    bar.hidden = !told;
    if (told && told.key !== bar.dataset.key) {
      bar.querySelector("p").replaceChildren(...told.parts);
      bar.dataset.key = told.key;
    }
  }

  hindrance(state, n) {
    const { words } = this.config;
    const since = this.line?.since ? this.drawing.time(this.line.since).slice(0, 5) : "";
    const parts = {
      off: () => [make("b", "", {}, fill(words.offline_since, { time: since })), ` ${fill(words.go_on, { n })}`],
      out: () => [`${words.signed_out} `, make("a", "", { href: this.config.sign_in }, words.sign_in)],
      other: () => [words.other_user],
      gone: () => [words.gone],
    }[state];
    if (parts) return { key: `${state} ${n}`, parts: parts() };
    return this.log.isFleeting ? { key: "fleeting", parts: [words.no_store] } : null;
  }
}

const root = document.querySelector("[data-hearing]");
if (root) Room.begin(root);
