// How the hearing stands: opened, in recess, behind closed doors, over; and the roll call.
import { fill, make } from "./page.js";

const ACTS = { // what F8 and F9 do, by phase
  F8: { before: "open", public: "recess", closed_doors: "recess", recess: "open" },
  F9: { public: "close_doors", closed_doors: "open_doors" },
};
const CHOSEN = { public: { recess: "open", closed_doors: "open_doors", before: "open" }, recess: { public: "recess", closed_doors: "recess" }, closed_doors: { public: "close_doors" } };
const PRESENCES = ["present", "remote", "absent"];

export class Sitting {
  constructor(room) {
    Object.assign(this, { room, root: room.root, words: room.config.words });
    this.stage = document.querySelector("[data-stage]");
    document.addEventListener("keydown", (event) => this.pressed(event));
    for (const radio of this.root.querySelectorAll("[name=keadaan]")) radio.addEventListener("change", () => this.chose(radio.value));
    this.dialog("tutup", "end", (form) => this.end(form));
    this.dialog("hadir", "roll");
    this.root.querySelector("[data-roll]").addEventListener("change", (event) => this.called(event));
    setInterval(() => this.elapsed(), 1000);
  }

  dialog(name, opener, finish) {
    const box = this.root.querySelector(`dialog[data-dialog="${name}"]`);
    this.root.querySelector(`[data-open="${opener}"]`).addEventListener("click", () => {
      if (name === "hadir") this.roll();
      box.showModal();
    });
    box.addEventListener("close", () => this.room.compose.focus());
    box.querySelector("[data-close]").addEventListener("click", () => box.close());
    box.querySelector("form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      finish(event.target);
      box.close();
    });
  }

  pressed(event) {
    const act = ACTS[event.key]?.[this.room.record.phase];
    if (!ACTS[event.key] || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    if (act) this.act(act);
  }

  chose(phase) {
    const act = CHOSEN[phase]?.[this.room.record.phase];
    if (act) this.act(act);
    else this.show();
    this.room.compose.focus();
  }

  act(act, more = {}) {
    const { room } = this;
    room.compose.next(() => room.keep("phase", { act, ...more }, room.compose.draft));
  }

  end(form) {
    const told = new FormData(form);
    this.act(told.get("tindakan"), {
      reason: told.get("alasan"), next_note: told.get("berikutnya"), next_on: told.get("hari"),
      next_at: told.get("jam"), next_kind: told.get("jenis"), next_agenda: told.get("agenda"),
    });
  }

  show() {
    const { record, config } = this.room, { phase } = record, { words } = this;
    this.stage.dataset.stage = phase;
    const part = (name) => this.stage.querySelector(`[data-stage-part="${name}"]`);
    part("phase").textContent = config.phases[phase];
    part("detail").textContent = { public: words.recorded, closed_doors: words.not_public, recess: words.in_recess }[phase] || "";
    part("began").textContent = record.opened ? fill(words.began, { time: this.room.drawing.time(record.opened).slice(0, 5) }) : words.not_begun;
    for (const radio of this.root.querySelectorAll("[name=keadaan]")) {
      radio.checked = radio.value === phase;
      radio.disabled = phase === "ended";
    }
    this.root.querySelector("[data-after]").hidden = phase !== "ended";
    this.root.querySelector("[data-open=end]").disabled = phase === "ended" || phase === "before";
    this.room.compose.rest({ before: words.before_hint, recess: words.recess_hint, ended: words.over_hint }[phase] || "");
    this.next(record.told.next);
    this.elapsed();
  }

  // The hearing after this one, as it was drafted when the chair named it.
  next(found) {
    const part = this.root.querySelector("[data-next]");
    part.hidden = !found;
    if (!found) return;
    const link = make("a", "", { href: found.address }, found.text);
    part.querySelector("p").replaceChildren(link, make("small", "", {}, `${found.kind}, ${found.state}`));
  }

  elapsed() {
    const { record } = this.room, place = this.stage.querySelector("[data-elapsed]");
    if (!record.opened || record.phase === "ended") return;
    const seconds = Math.max(0, Math.floor((Date.now() + this.room.skew - Date.parse(record.opened)) / 1000));
    const two = (number) => String(number).padStart(2, "0");
    place.textContent = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(".");
  }

  // Everybody who is called, with the authority by which they speak.
  roll() {
    const rows = this.room.record.cast.filter((one) => one.called).map((one) => this.row(one));
    this.root.querySelector("[data-roll]").replaceChildren(...rows);
  }

  row(one) {
    const id = `hadir-${one.id}`;
    const choice = make("select", "", { id, "data-speaker": one.id });
    if (!one.presence) choice.append(make("option", "", { value: "" }, this.words.not_called));
    for (const presence of PRESENCES) {
      const option = make("option", "", { value: presence }, this.words[presence]);
      option.selected = presence === one.presence;
      choice.append(option);
    }
    const detail = [one.role, one.capacity, one.authority].filter(Boolean).join(", ");
    const label = make("label", "", { for: id }, make("b", "", {}, one.name), make("small", "", {}, detail));
    return make("li", "roll__one", {}, label, choice);
  }

  called(event) {
    const { speaker } = event.target.dataset, { room } = this;
    if (!speaker || !event.target.value) return;
    const payload = { speaker, presence: event.target.value };
    room.compose.next(() => room.keep("presence", payload, room.compose.draft));
  }
}
